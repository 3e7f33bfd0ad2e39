-- Posted entries, their lines, and the event log never change (reliability.md L8, U5).
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;
create trigger ledger_entries_fixed before update or delete on ledger_entries for each row execute function refuse_change();
create trigger ledger_lines_fixed before update or delete on ledger_lines for each row execute function refuse_change();
create trigger event_log_fixed before update or delete on event_log for each row execute function refuse_change();
create trigger item_changes_fixed before update or delete on item_changes for each row execute function refuse_change();
create trigger statement_lines_fixed before update or delete on statement_lines for each row execute function refuse_change();
