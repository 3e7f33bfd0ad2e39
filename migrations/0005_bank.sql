-- Bank statements as they were imported, their rows, and what is decided about receipts.
create table bank_imports (
  company_id bigint not null,
  id bigint not null,
  account_id bigint,
  file_name text not null,
  sha256 text not null,
  size bigint not null,
  state text not null,
  report text not null default '{}',
  job_id bigint not null default 0,
  created_by bigint not null,
  created_at_us bigint not null,
  committed_at_us bigint,
  primary key (company_id, id)
);
create index bank_imports_recent on bank_imports (company_id, created_at_us, id);
create table bank_statements (
  company_id bigint not null,
  id bigint not null,
  account_id bigint not null,
  import_id bigint not null,
  known_by text not null,
  format text not null,
  number text not null default '',
  from_on text not null,
  to_on text not null,
  opening_minor bigint,
  closing_minor bigint,
  sum_minor bigint not null,
  foots text not null,
  rows_total bigint not null,
  rows_new bigint not null,
  created_by bigint not null,
  created_at_us bigint not null,
  primary key (company_id, id)
);
create unique index bank_statements_once on bank_statements (company_id, account_id, known_by);
create index bank_statements_days on bank_statements (company_id, account_id, from_on, to_on, id);
create table bank_rows (
  company_id bigint not null,
  id bigint not null,
  account_id bigint not null,
  statement_id bigint not null,
  identity text not null,
  booked_on text not null,
  value_on text,
  booked_at text not null default '',
  amount_minor bigint not null,
  fee_minor bigint not null default 0,
  balance_minor bigint,
  counterparty text not null default '',
  counterparty_account text not null default '',
  text text not null default '',
  bank_ref text not null default '',
  kind text not null,
  kind_by bigint,
  reversal boolean not null default false,
  reverses_id bigint,
  receipt_id bigint,
  version bigint not null,
  primary key (company_id, id)
);
create unique index bank_rows_identity on bank_rows (company_id, account_id, identity);
create index bank_rows_days on bank_rows (company_id, account_id, booked_on, id);
create index bank_rows_statement on bank_rows (company_id, statement_id);
create unique index bank_rows_receipt on bank_rows (company_id, receipt_id) where receipt_id is not null;
create unique index bank_rows_reverses on bank_rows (company_id, reverses_id) where reverses_id is not null;
create table receipt_rules (
  company_id bigint primary key,
  unfooted text not null,
  automatic text not null,
  short_cap_minor bigint not null,
  short_permille bigint not null,
  version bigint not null
);
create table payer_aliases (
  company_id bigint not null,
  id bigint not null,
  customer_id bigint not null,
  payer text not null,
  search_key text not null,
  receipt_id bigint not null,
  created_by bigint not null,
  created_at_us bigint not null,
  primary key (company_id, id)
);
create unique index payer_aliases_one on payer_aliases (company_id, search_key, customer_id);
create table receipt_proposals (
  company_id bigint not null,
  receipt_id bigint not null,
  position bigint not null,
  item_id bigint,
  amount_minor bigint not null,
  score bigint not null,
  rule text not null,
  exact boolean not null,
  reasons_zh text not null,
  reasons_en text not null,
  alternatives text not null,
  made_at_us bigint not null,
  primary key (company_id, receipt_id, position)
);
create table receipt_marks (
  company_id bigint not null,
  receipt_id bigint not null,
  skipped boolean not null,
  note text not null,
  marked_by bigint not null,
  marked_at_us bigint not null,
  primary key (company_id, receipt_id)
);
