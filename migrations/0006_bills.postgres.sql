create index bills_number_bytes on bills (company_id, number collate "C");
create index bills_package_bytes on bills (company_id, package_no collate "C");
create trigger bill_steps_kept before delete on bill_steps for each row execute function refuse_change();
