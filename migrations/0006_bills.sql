-- Bills of exchange (承兑汇票): who gave them, their numbers, where they stand. Amounts are units of
-- 0.01 CNY. A part of a split bill keeps its parent and the bill that was entered (root).
create table bills (
  company_id bigint not null,
  id bigint not null,
  number text not null,
  root_id bigint not null,
  parent_id bigint,
  status text not null,
  recognition text not null,
  kind text not null,
  class text not null,
  package_no text not null,
  part_from bigint not null,
  part_to bigint not null,
  amount_minor bigint not null check (amount_minor > 0),
  issued_on text not null,
  due_on text not null,
  received_on text not null,
  status_on text not null,
  drawer text not null default '',
  drawer_account text not null default '',
  drawer_bank text not null default '',
  payee text not null default '',
  acceptor text not null,
  endorser text not null default '',
  transferable boolean not null,
  holder text not null default '',
  note text not null default '',
  customer_id bigint not null,
  exposure_minor bigint not null check (exposure_minor >= 0),
  owner_id bigint not null,
  department_id bigint not null,
  created_by bigint not null,
  created_at_us bigint not null,
  version bigint not null,
  primary key (company_id, id),
  check (part_from = 0 and part_to = 0 or part_from >= 1 and part_to - part_from + 1 = amount_minor)
);
create unique index bills_number on bills (company_id, number);
create index bills_package on bills (company_id, package_no, part_from);
create index bills_due on bills (company_id, due_on, id);
create index bills_status on bills (company_id, status, due_on, id);
create index bills_recent on bills (company_id, received_on, id);
create index bills_customer on bills (company_id, customer_id, due_on, id);
create index bills_parent on bills (company_id, parent_id) where parent_id is not null;
-- Locked while a bill of the package is entered, so that two can't enter the same part at once.
create table bill_packages (
  company_id bigint not null,
  package_no text not null,
  entered bigint not null,
  primary key (company_id, package_no)
);
-- What happened to a bill, step by step.
create table bill_steps (
  company_id bigint not null,
  id bigint not null,
  bill_id bigint not null,
  action text not null,
  from_status text not null,
  to_status text not null,
  from_recognition text not null,
  happened_on text not null,
  counterparty text not null default '',
  bank_account_id bigint,
  net_minor bigint,
  interest_minor bigint,
  reason text not null default '',
  entry_id bigint,
  taken_back boolean not null default false,
  created_by bigint not null,
  created_at_us bigint not null,
  primary key (company_id, id)
);
create index bill_steps_bill on bill_steps (company_id, bill_id, id);
alter table customer_balances add column bills_minor bigint not null default 0;
-- How much of an unpaid bill counts as exposure; 1e9 is all of it.
alter table companies add column bill_weight_e9 bigint not null default 1000000000;
-- Accounts that endorsing and discounting need, where the chart has nothing under these codes.
insert into accounts (company_id, code, name, name_en, side, role)
  select c.id, n.code, n.name, n.name_en, n.side, n.role from companies c
  cross join (
    select '2001' code, '短期借款' name, 'Short-term loans' name_en, 'credit' side, 'short_term_loan' role
    union all select '2245', '其他流动负债—已背书未到期票据', 'Endorsed bills not yet due', 'credit', 'endorsed_notes'
  ) n
  where not exists (select 1 from accounts a where a.company_id = c.id and a.code = n.code);
insert into accounts (company_id, code, name, name_en, side, role)
  select c.id, case when c.standard = 'small' then '560303' else '660303' end,
    '财务费用—贴现利息', 'Discount interest', 'debit', 'discount_interest'
  from companies c
  where not exists (select 1 from accounts a where a.company_id = c.id
    and a.code = case when c.standard = 'small' then '560303' else '660303' end);
