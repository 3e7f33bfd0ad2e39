-- The spine. Portable subset only: bigint, text, boolean, bytea; dates are YYYY-MM-DD text,
-- instants µs since 1970, amounts minor units, *_e6 / *_e8 / *_e9 scaled integers.
-- company_id comes first in every key. Tables end with a line ");" (made STRICT on SQLite).

-- ---------------------------------------------------------------- platform
create table companies (
  id bigint primary key,
  code text not null unique,
  name text not null,
  name_en text not null default '',
  uscc text not null default '',
  address text not null default '',
  phone text not null default '',
  bank_name text not null default '',
  bank_account text not null default '',
  currency text not null,
  standard text not null,
  utc_offset_minutes bigint not null,
  receivable_on text not null default 'signoff',
  credit_check text not null default 'hold',
  count_undelivered boolean not null default true,
  over_tolerance_e9 bigint not null default 0,
  under_tolerance_e9 bigint not null default 0,
  write_off_limit_minor bigint not null default 100,
  created_at_us bigint not null,
  version bigint not null
);
create table chain_heads (
  company_id bigint primary key,
  seq bigint not null,
  hash bytea not null
);
create table event_log (
  company_id bigint not null,
  seq bigint not null,
  at_us bigint not null,
  actor_id bigint not null,
  request_id text not null,
  subject_type text not null,
  subject_id bigint not null,
  kind text not null,
  layout bigint not null,
  business_date text not null,
  payload text not null,
  hash bytea not null,
  primary key (company_id, seq)
);
create index event_log_subject on event_log (company_id, subject_type, subject_id, seq);
create index event_log_actor on event_log (company_id, actor_id, seq);
create table idempotency_keys (
  company_id bigint not null,
  principal bigint not null,
  method text not null,
  path text not null,
  key text not null,
  request_hash bytea not null,
  status bigint not null,
  answer bytea not null,
  created_at_us bigint not null,
  primary key (company_id, principal, method, path, key)
);
create table number_series (
  company_id bigint not null,
  kind text not null,
  period text not null,
  last bigint not null,
  primary key (company_id, kind, period)
);
create table departments (
  company_id bigint not null,
  id bigint not null,
  code text not null,
  name text not null,
  active boolean not null default true,
  version bigint not null,
  primary key (company_id, id)
);
create unique index departments_code on departments (company_id, code);
create table users (
  id bigint primary key,
  login text not null unique,
  name text not null,
  email text not null default '',
  password_hash text not null,
  locale text not null default 'zh-CN',
  active boolean not null default true,
  must_change_password boolean not null default false,
  -- The company whose administrators manage the account.
  company_id bigint not null default 0,
  created_at_us bigint not null,
  version bigint not null
);
create table role_assignments (
  company_id bigint not null,
  user_id bigint not null references users (id),
  role text not null,
  scope text not null,
  department_id bigint,
  primary key (company_id, user_id, role)
);
create index role_assignments_user on role_assignments (user_id);
create table sessions (
  token_hash bytea primary key,
  id bigint not null unique,
  user_id bigint not null references users (id),
  company_id bigint not null,
  csrf text not null,
  created_at_us bigint not null,
  seen_at_us bigint not null,
  expires_at_us bigint not null,
  agent text not null default '',
  address text not null default ''
);
create index sessions_user on sessions (user_id);
-- Wrong passwords, counted by a digest of account and address (whether the account exists or not).
create table login_failures (
  key_hash bytea primary key,
  failed bigint not null,
  last_us bigint not null,
  locked_until_us bigint not null
);
create index login_failures_last on login_failures (last_us);
create table api_tokens (
  company_id bigint not null,
  id bigint not null,
  user_id bigint not null references users (id),
  name text not null,
  token_hash bytea not null unique,
  scopes text not null,
  created_at_us bigint not null,
  expires_at_us bigint not null,
  last_used_us bigint not null default 0,
  revoked_at_us bigint,
  primary key (company_id, id)
);
create table setup_tokens (
  token_hash bytea primary key,
  expires_at_us bigint not null,
  used_at_us bigint
);
create table access_log (
  id bigint primary key,
  at_us bigint not null,
  company_id bigint not null,
  user_id bigint not null,
  kind text not null,
  detail text not null,
  request_id text not null,
  address text not null default ''
);
create index access_log_company on access_log (company_id, id);
create table jobs (
  company_id bigint not null,
  id bigint not null,
  kind text not null,
  dedup_key text,
  payload text not null,
  state text not null,
  run_at_us bigint not null,
  attempts bigint not null,
  max_attempts bigint not null,
  lease_until_us bigint not null default 0,
  fence bigint not null default 0,
  progress_done bigint not null default 0,
  progress_total bigint not null default 0,
  message text not null default '',
  result text not null default '',
  created_by bigint not null,
  created_at_us bigint not null,
  finished_at_us bigint,
  cancel_requested boolean not null default false,
  primary key (company_id, id)
);
create index jobs_due on jobs (state, run_at_us);
create unique index jobs_dedup on jobs (company_id, kind, dedup_key) where state in ('queued', 'running');
create table schedules (
  company_id bigint not null,
  kind text not null,
  every_minutes bigint not null,
  at_minute_of_day bigint not null,
  last_run_us bigint not null default 0,
  active boolean not null default true,
  primary key (company_id, kind)
);
create table attachments (
  company_id bigint not null,
  id bigint not null,
  subject_type text not null,
  subject_id bigint not null,
  purpose text not null,
  file_name text not null,
  media_type text not null,
  size bigint not null,
  sha256 text not null,
  created_by bigint not null,
  created_at_us bigint not null,
  primary key (company_id, id)
);
create index attachments_subject on attachments (company_id, subject_type, subject_id);
create table outgoing_mail (
  company_id bigint not null,
  id bigint not null,
  message_id text not null unique,
  recipient text not null,
  subject text not null,
  body text not null,
  subject_type text not null,
  subject_id bigint not null,
  state text not null,
  error text not null default '',
  created_at_us bigint not null,
  sent_at_us bigint,
  primary key (company_id, id)
);
create table saved_views (
  company_id bigint not null,
  id bigint not null,
  user_id bigint not null,
  list text not null,
  name text not null,
  query text not null,
  shared boolean not null default false,
  created_at_us bigint not null,
  primary key (company_id, id)
);
create table import_mappings (
  company_id bigint not null,
  kind text not null,
  fingerprint text not null,
  mapping text not null,
  used_at_us bigint not null,
  primary key (company_id, kind, fingerprint)
);
create table imports (
  company_id bigint not null,
  id bigint not null,
  kind text not null,
  file_name text not null,
  sha256 text not null,
  size bigint not null,
  mapping text not null,
  options text not null default '{}',
  state text not null,
  rows_total bigint not null default 0,
  rows_added bigint not null default 0,
  rows_changed bigint not null default 0,
  rows_unchanged bigint not null default 0,
  rows_failed bigint not null default 0,
  rows_ignored bigint not null default 0,
  report text not null default '{}',
  created_by bigint not null,
  created_at_us bigint not null,
  committed_at_us bigint,
  primary key (company_id, id)
);
create table import_rows (
  company_id bigint not null,
  import_id bigint not null,
  file_no bigint not null,
  row_no bigint not null,
  position bigint not null,
  sheet text not null,
  outcome text not null,
  code text not null default '',
  column_name text not null default '',
  facts text not null default '[]',
  raw text not null default '',
  primary key (company_id, import_id, file_no, row_no, position)
);
create index import_rows_outcome on import_rows (company_id, import_id, outcome, file_no, row_no, position);
create index imports_digest on imports (company_id, sha256);

-- ---------------------------------------------------------------- master data
create table exchange_rates (
  company_id bigint not null,
  currency text not null,
  valid_on text not null,
  rate_e9 bigint not null check (rate_e9 > 0),
  primary key (company_id, currency, valid_on)
);
create table payment_terms (
  company_id bigint not null,
  id bigint not null,
  code text not null,
  name text not null,
  rule text not null,
  active boolean not null default true,
  version bigint not null,
  primary key (company_id, id)
);
create unique index payment_terms_code on payment_terms (company_id, code);
create table customers (
  company_id bigint not null,
  id bigint not null,
  code text not null,
  name text not null,
  name_en text not null default '',
  search_key text not null,
  status text not null,
  invoice_title text not null default '',
  tax_id text not null default '',
  tax_address text not null default '',
  tax_phone text not null default '',
  tax_bank text not null default '',
  tax_account text not null default '',
  invoice_email text not null default '',
  country text not null default 'CN',
  region text not null default '',
  channel text not null default '',
  currency text not null,
  terms_id bigint not null,
  credit_limit_minor bigint,
  credit_grade text not null default '',
  owner_id bigint not null default 0,
  department_id bigint not null default 0,
  cut_off_day bigint not null default 31,
  note text not null default '',
  hold_reason text not null default '',
  created_at_us bigint not null,
  version bigint not null,
  primary key (company_id, id)
);
create unique index customers_code on customers (company_id, code);
create index customers_name on customers (company_id, name, id);
create index customers_search on customers (company_id, search_key);
create table customer_addresses (
  company_id bigint not null,
  customer_id bigint not null,
  line_no bigint not null,
  kind text not null,
  recipient text not null default '',
  phone text not null default '',
  address text not null,
  is_default boolean not null default false,
  primary key (company_id, customer_id, line_no)
);
create table customer_contacts (
  company_id bigint not null,
  customer_id bigint not null,
  line_no bigint not null,
  name text not null,
  title text not null default '',
  phone text not null default '',
  email text not null default '',
  duty text not null default '',
  primary key (company_id, customer_id, line_no)
);
create table customer_bank_accounts (
  company_id bigint not null,
  customer_id bigint not null,
  line_no bigint not null,
  bank text not null,
  account text not null,
  holder text not null default '',
  primary key (company_id, customer_id, line_no)
);
create index customer_bank_accounts_account on customer_bank_accounts (company_id, account);
create table customer_aliases (
  company_id bigint not null,
  customer_id bigint not null,
  alias text not null,
  search_key text not null,
  source text not null,
  created_at_us bigint not null,
  primary key (company_id, search_key)
);
create index customer_aliases_customer on customer_aliases (company_id, customer_id);
create table products (
  company_id bigint not null,
  id bigint not null,
  sku text not null,
  name text not null,
  spec text not null default '',
  unit text not null,
  category text not null default '',
  tax_code text not null default '',
  cost_e8 bigint,
  floor_price_e8 bigint,
  pack_multiple_e6 bigint not null default 0,
  active boolean not null default true,
  note text not null default '',
  created_at_us bigint not null,
  version bigint not null,
  primary key (company_id, id)
);
create unique index products_sku on products (company_id, sku);
create index products_name on products (company_id, name, id);
create table product_tax_rates (
  company_id bigint not null,
  product_id bigint not null,
  valid_from text not null,
  rate_e9 bigint not null,
  treatment text not null default 'taxed',
  primary key (company_id, product_id, valid_from)
);
create table product_prices (
  company_id bigint not null,
  product_id bigint not null,
  currency text not null,
  valid_from text not null,
  price_e8 bigint not null check (price_e8 >= 0),
  primary key (company_id, product_id, currency, valid_from)
);
create table customer_prices (
  company_id bigint not null,
  customer_id bigint not null,
  product_id bigint not null,
  currency text not null,
  valid_from text not null,
  valid_to text,
  price_e8 bigint not null check (price_e8 >= 0),
  primary key (company_id, customer_id, product_id, currency, valid_from)
);

-- ---------------------------------------------------------------- orders
create table sales_orders (
  company_id bigint not null,
  id bigint not null,
  number text not null,
  source_no text,
  customer_id bigint not null,
  status text not null,
  delivery_state text not null,
  billing_state text not null,
  ordered_on text not null,
  requested_on text,
  customer_po text not null default '',
  po_key text not null default '',
  currency text not null,
  rate_e9 bigint not null,
  terms_id bigint not null,
  tax_inclusive boolean not null,
  discount_minor bigint not null default 0,
  ship_to text not null default '',
  special text not null default '',
  note text not null default '',
  net_minor bigint not null,
  tax_minor bigint not null,
  total_minor bigint not null,
  base_total_minor bigint not null,
  undelivered_minor bigint not null default 0,
  owner_id bigint not null,
  department_id bigint not null,
  digest text not null default '',
  revision bigint not null default 0,
  confirmed_on text,
  closed_reason text not null default '',
  created_by bigint not null,
  submitted_by bigint,
  created_at_us bigint not null,
  version bigint not null,
  primary key (company_id, id)
);
create unique index sales_orders_number on sales_orders (company_id, number);
create unique index sales_orders_source on sales_orders (company_id, source_no) where source_no is not null;
create index sales_orders_recent on sales_orders (company_id, ordered_on, id);
create index sales_orders_customer on sales_orders (company_id, customer_id, ordered_on, id);
create index sales_orders_status on sales_orders (company_id, status, ordered_on, id);
create index sales_orders_po on sales_orders (company_id, customer_id, po_key) where po_key <> '';
create table sales_order_lines (
  company_id bigint not null,
  order_id bigint not null,
  line_no bigint not null,
  id bigint not null,
  customer_id bigint not null,
  product_id bigint not null,
  sku text not null,
  name text not null,
  spec text not null default '',
  unit text not null,
  tax_code text not null default '',
  qty_e6 bigint not null check (qty_e6 > 0),
  price_e8 bigint not null check (price_e8 >= 0),
  discount_e9 bigint not null default 0,
  discount_minor bigint not null default 0,
  order_discount_minor bigint not null default 0,
  tax_rate_e9 bigint not null,
  treatment text not null default 'taxed',
  net_minor bigint not null,
  tax_minor bigint not null,
  total_minor bigint not null,
  cost_e8 bigint,
  requested_on text,
  note text not null default '',
  price_source text not null default '',
  dispatched_e6 bigint not null default 0,
  signed_e6 bigint not null default 0,
  returned_e6 bigint not null default 0,
  invoiced_e6 bigint not null default 0,
  signed_total_minor bigint not null default 0,
  invoiced_total_minor bigint not null default 0,
  closed boolean not null default false,
  primary key (company_id, order_id, line_no)
);
create unique index sales_order_lines_id on sales_order_lines (company_id, id);
create index sales_order_lines_product on sales_order_lines (company_id, product_id, order_id);
create index sales_order_lines_deals on sales_order_lines (company_id, customer_id, product_id, order_id);
create table order_findings (
  company_id bigint not null,
  order_id bigint not null,
  line_no bigint not null,
  rule text not null,
  severity text not null,
  facts text not null,
  released_by bigint,
  release_reason text not null default '',
  primary key (company_id, order_id, line_no, rule)
);

-- ---------------------------------------------------------------- fulfilment
create table deliveries (
  company_id bigint not null,
  id bigint not null,
  number text not null,
  source_no text,
  order_id bigint not null,
  customer_id bigint not null,
  status text not null,
  dispatched_on text not null,
  signed_on text,
  signed_by text not null default '',
  recognised_on text,
  carrier text not null default '',
  tracking_no text not null default '',
  ship_to text not null default '',
  note text not null default '',
  currency text not null,
  rate_e9 bigint not null,
  net_minor bigint not null default 0,
  tax_minor bigint not null default 0,
  total_minor bigint not null default 0,
  base_total_minor bigint not null default 0,
  cost_minor bigint not null default 0,
  owner_id bigint not null,
  department_id bigint not null,
  created_by bigint not null,
  created_at_us bigint not null,
  version bigint not null,
  primary key (company_id, id)
);
create unique index deliveries_number on deliveries (company_id, number);
create unique index deliveries_source on deliveries (company_id, source_no) where source_no is not null;
create index deliveries_order on deliveries (company_id, order_id);
create index deliveries_status on deliveries (company_id, status, dispatched_on, id);
create index deliveries_customer on deliveries (company_id, customer_id, dispatched_on, id);
create table delivery_lines (
  company_id bigint not null,
  delivery_id bigint not null,
  line_no bigint not null,
  id bigint not null,
  order_line_id bigint not null,
  product_id bigint not null,
  qty_e6 bigint not null check (qty_e6 > 0),
  signed_e6 bigint not null default 0,
  rejected_e6 bigint not null default 0,
  reject_reason text not null default '',
  net_minor bigint not null default 0,
  tax_minor bigint not null default 0,
  total_minor bigint not null default 0,
  cost_minor bigint not null default 0,
  returned_e6 bigint not null default 0,
  invoiced_e6 bigint not null default 0,
  invoiced_total_minor bigint not null default 0,
  invoiced_tax_minor bigint not null default 0,
  returned_total_minor bigint not null default 0,
  returned_tax_minor bigint not null default 0,
  primary key (company_id, delivery_id, line_no),
  check (signed_e6 + rejected_e6 <= qty_e6),
  check (invoiced_e6 >= 0 and invoiced_e6 + returned_e6 <= signed_e6),
  check (returned_e6 <= signed_e6)
);
create unique index delivery_lines_id on delivery_lines (company_id, id);
create index delivery_lines_order_line on delivery_lines (company_id, order_line_id);
create index delivery_lines_billable on delivery_lines (company_id, delivery_id) where signed_e6 > returned_e6 + invoiced_e6;
create table returns (
  company_id bigint not null,
  id bigint not null,
  number text not null,
  order_id bigint not null,
  customer_id bigint not null,
  status text not null,
  returned_on text not null,
  reason text not null,
  note text not null default '',
  currency text not null,
  rate_e9 bigint not null,
  net_minor bigint not null,
  tax_minor bigint not null,
  total_minor bigint not null,
  base_total_minor bigint not null,
  cost_minor bigint not null default 0,
  owner_id bigint not null,
  department_id bigint not null,
  created_by bigint not null,
  created_at_us bigint not null,
  version bigint not null,
  primary key (company_id, id)
);
create unique index returns_number on returns (company_id, number);
create index returns_order on returns (company_id, order_id);
create index returns_recent on returns (company_id, returned_on, id);
create index returns_customer on returns (company_id, customer_id, returned_on, id);
create table return_lines (
  company_id bigint not null,
  return_id bigint not null,
  line_no bigint not null,
  id bigint not null,
  delivery_line_id bigint not null,
  invoice_id bigint,
  invoice_line_id bigint,
  qty_e6 bigint not null check (qty_e6 > 0),
  billed boolean not null,
  net_minor bigint not null,
  tax_minor bigint not null,
  total_minor bigint not null,
  base_total_minor bigint not null default 0,
  base_tax_minor bigint not null default 0,
  cost_minor bigint not null default 0,
  credited_minor bigint not null default 0,
  primary key (company_id, return_id, line_no)
);
create index return_lines_delivery_line on return_lines (company_id, delivery_line_id);

-- ---------------------------------------------------------------- invoices
create table invoices (
  company_id bigint not null,
  id bigint not null,
  number text not null,
  source_no text,
  kind text not null,
  form text not null,
  customer_id bigint not null,
  status text not null,
  bureau_number text,
  blue_id bigint,
  red_reason text not null default '',
  buyer_name text not null,
  buyer_tax_id text not null default '',
  buyer_address text not null default '',
  buyer_bank text not null default '',
  drafted_on text not null,
  issued_on text,
  base_on text,
  due_on text,
  terms_id bigint not null,
  currency text not null,
  rate_e9 bigint not null,
  net_minor bigint not null,
  tax_minor bigint not null,
  total_minor bigint not null,
  base_total_minor bigint not null,
  red_total_minor bigint not null default 0,
  red_tax_minor bigint not null default 0,
  remark text not null default '',
  digest text not null default '',
  owner_id bigint not null,
  department_id bigint not null,
  created_by bigint not null,
  created_at_us bigint not null,
  version bigint not null,
  primary key (company_id, id)
);
create unique index invoices_number on invoices (company_id, number) where number <> '';
create unique index invoices_bureau on invoices (company_id, bureau_number) where bureau_number is not null;
create unique index invoices_source on invoices (company_id, source_no) where source_no is not null;
create index invoices_recent on invoices (company_id, drafted_on, id);
create index invoices_customer on invoices (company_id, customer_id, drafted_on, id);
create index invoices_status on invoices (company_id, status, drafted_on, id);
create index invoices_blue on invoices (company_id, blue_id) where blue_id is not null;
create table invoice_lines (
  company_id bigint not null,
  invoice_id bigint not null,
  line_no bigint not null,
  id bigint not null,
  order_id bigint not null,
  delivery_line_id bigint,
  return_line_id bigint,
  blue_line_id bigint,
  name text not null,
  spec text not null default '',
  unit text not null,
  tax_code text not null default '',
  qty_e6 bigint not null,
  price_e8 bigint not null,
  tax_rate_e9 bigint not null,
  treatment text not null default 'taxed',
  net_minor bigint not null,
  tax_minor bigint not null,
  total_minor bigint not null,
  red_e6 bigint not null default 0,
  red_total_minor bigint not null default 0,
  red_tax_minor bigint not null default 0,
  check (red_e6 between 0 and abs(qty_e6)),
  check (red_total_minor between 0 and abs(total_minor)),
  primary key (company_id, invoice_id, line_no)
);
create unique index invoice_lines_id on invoice_lines (company_id, id);
create index invoice_lines_delivery_line on invoice_lines (company_id, delivery_line_id);
create index invoice_lines_order on invoice_lines (company_id, order_id);

-- ---------------------------------------------------------------- money
create table bank_accounts (
  company_id bigint not null,
  id bigint not null,
  code text not null,
  name text not null,
  bank text not null default '',
  account text not null default '',
  currency text not null,
  method text not null,
  active boolean not null default true,
  version bigint not null,
  primary key (company_id, id)
);
create unique index bank_accounts_code on bank_accounts (company_id, code);
create table receipts (
  company_id bigint not null,
  id bigint not null,
  number text not null,
  status text not null,
  customer_id bigint,
  payer text not null,
  payer_account text not null default '',
  bank_account_id bigint not null,
  method text not null,
  bank_ref text,
  received_on text not null,
  text text not null default '',
  currency text not null,
  rate_e9 bigint not null,
  amount_minor bigint not null check (amount_minor > 0),
  base_amount_minor bigint not null,
  fee_minor bigint not null default 0 check (fee_minor >= 0 and fee_minor < amount_minor),
  claimed_on text,
  reversed_on text,
  reverse_reason text not null default '',
  owner_id bigint not null,
  department_id bigint not null,
  created_by bigint not null,
  created_at_us bigint not null,
  version bigint not null,
  primary key (company_id, id)
);
create unique index receipts_number on receipts (company_id, number);
create unique index receipts_bank_ref on receipts (company_id, bank_account_id, bank_ref) where bank_ref is not null and reversed_on is null;
create index receipts_status on receipts (company_id, status, received_on, id);
create index receipts_recent on receipts (company_id, received_on, id);
create index receipts_customer on receipts (company_id, customer_id, received_on, id);

-- Sub-ledger: signed open items (debits positive, receipts and credits negative) and their dated,
-- append-only changes. open = sum of changes; control account = sum of open, at any date.
create table open_items (
  company_id bigint not null,
  id bigint not null,
  customer_id bigint not null,
  kind text not null,
  billed boolean not null,
  source_type text not null,
  source_id bigint not null,
  instalment bigint not null default 0,
  doc_no text not null,
  doc_on text not null,
  raw_due_on text not null,
  due_on text not null,
  currency text not null,
  rate_e9 bigint not null,
  amount_minor bigint not null,
  open_minor bigint not null,
  base_amount_minor bigint not null,
  base_open_minor bigint not null,
  disputed_minor bigint not null default 0,
  owner_id bigint not null,
  department_id bigint not null,
  version bigint not null,
  primary key (company_id, id),
  check ((amount_minor > 0 and open_minor between 0 and amount_minor)
      or (amount_minor < 0 and open_minor between amount_minor and 0))
);
create unique index open_items_source on open_items (company_id, source_type, source_id, instalment);
create index open_items_customer on open_items (company_id, customer_id, due_on, id);
create index open_items_live on open_items (company_id, customer_id, currency, due_on, id, open_minor, base_open_minor, doc_on, kind, billed) where open_minor <> 0;
create index open_items_due on open_items (company_id, due_on, id, open_minor, base_open_minor) where open_minor <> 0;
create index open_items_kind on open_items (company_id, kind, due_on, id) where open_minor <> 0;
create index open_items_owner on open_items (company_id, owner_id, due_on, id) where open_minor <> 0;
create table item_changes (
  company_id bigint not null,
  id bigint not null,
  item_id bigint not null,
  customer_id bigint not null,
  currency text not null,
  kind text not null,
  effective_on text not null,
  amount_minor bigint not null,
  base_minor bigint not null,
  allocation_id bigint,
  entry_id bigint,
  primary key (company_id, id)
);
create index item_changes_item on item_changes (company_id, item_id, effective_on);
create index item_changes_customer on item_changes (company_id, customer_id, effective_on);
create index item_changes_day on item_changes (company_id, effective_on, item_id, amount_minor, base_minor);
create table allocations (
  company_id bigint not null,
  id bigint not null,
  batch_id bigint not null,
  customer_id bigint not null,
  debit_item_id bigint not null,
  credit_item_id bigint not null,
  currency text not null,
  amount_minor bigint not null check (amount_minor > 0),
  debit_base_minor bigint not null,
  credit_base_minor bigint not null,
  allocated_on text not null,
  how text not null,
  reason text not null default '',
  reversed_on text,
  reversed_by bigint,
  created_by bigint not null,
  created_at_us bigint not null,
  primary key (company_id, id)
);
create index allocations_debit on allocations (company_id, debit_item_id);
create index allocations_credit on allocations (company_id, credit_item_id);
create index allocations_batch on allocations (company_id, batch_id);
create index allocations_day on allocations (company_id, allocated_on);
create index allocations_customer on allocations (company_id, customer_id, id);
create table write_offs (
  company_id bigint not null,
  id bigint not null,
  number text not null,
  customer_id bigint not null,
  kind text not null,
  item_id bigint not null,
  currency text not null,
  amount_minor bigint not null,
  base_minor bigint not null,
  written_on text not null,
  reason text not null default '',
  reversed_on text,
  created_by bigint not null,
  created_at_us bigint not null,
  primary key (company_id, id)
);
create unique index write_offs_number on write_offs (company_id, number);
-- What a customer owes and may still owe, per currency, kept in the same transaction.
create table customer_balances (
  company_id bigint not null,
  customer_id bigint not null,
  currency text not null,
  billed_minor bigint not null default 0,
  unbilled_minor bigint not null default 0,
  credit_minor bigint not null default 0,
  undelivered_minor bigint not null default 0,
  base_exposure_minor bigint not null default 0,
  primary key (company_id, customer_id, currency)
);

-- ---------------------------------------------------------------- ledger
create table accounts (
  company_id bigint not null,
  code text not null,
  name text not null,
  name_en text not null,
  side text not null,
  role text not null default '',
  active boolean not null default true,
  primary key (company_id, code)
);
create unique index accounts_role on accounts (company_id, role) where role <> '';
create table periods (
  company_id bigint not null,
  period text not null,
  status text not null,
  closed_by bigint,
  closed_at_us bigint,
  digest text not null default '',
  version bigint not null,
  primary key (company_id, period)
);
create table ledger_entries (
  company_id bigint not null,
  id bigint not null,
  number text not null,
  period text not null,
  posted_on text not null,
  doc_on text not null,
  event text not null,
  source_type text not null,
  source_id bigint not null,
  source_no text not null,
  memo text not null,
  reverses_id bigint,
  digest bytea not null,
  created_by bigint not null,
  created_at_us bigint not null,
  primary key (company_id, id)
);
create unique index ledger_entries_number on ledger_entries (company_id, number);
create unique index ledger_entries_once on ledger_entries (company_id, source_type, source_id, event);
create unique index ledger_entries_reverses on ledger_entries (company_id, reverses_id) where reverses_id is not null;
create index ledger_entries_day on ledger_entries (company_id, posted_on, id);
create table ledger_lines (
  company_id bigint not null,
  entry_id bigint not null,
  line_no bigint not null,
  account text not null,
  posted_on text not null,
  customer_id bigint not null default 0,
  department_id bigint not null default 0,
  currency text not null,
  debit_minor bigint not null check (debit_minor >= 0),
  credit_minor bigint not null check (credit_minor >= 0),
  base_debit_minor bigint not null check (base_debit_minor >= 0),
  base_credit_minor bigint not null check (base_credit_minor >= 0),
  memo text not null default '',
  primary key (company_id, entry_id, line_no),
  check (debit_minor = 0 or credit_minor = 0),
  check (base_debit_minor = 0 or base_credit_minor = 0),
  check (base_debit_minor + base_credit_minor > 0 or debit_minor + credit_minor > 0)
);
create index ledger_lines_account on ledger_lines (company_id, account, customer_id, posted_on);
create table ledger_balances (
  company_id bigint not null,
  period text not null,
  account text not null,
  currency text not null,
  debit_minor bigint not null,
  credit_minor bigint not null,
  base_debit_minor bigint not null,
  base_credit_minor bigint not null,
  primary key (company_id, period, account, currency)
);

-- ---------------------------------------------------------------- statements
create table statements (
  company_id bigint not null,
  id bigint not null,
  number text not null,
  customer_id bigint not null,
  basis text not null,
  currency text not null,
  period_from text not null,
  period_to text not null,
  status text not null,
  statement_version bigint not null,
  opening_minor bigint not null,
  debit_minor bigint not null,
  credit_minor bigint not null,
  closing_minor bigint not null,
  aging text not null,
  facts text not null,
  digest text not null,
  void_reason text not null default '',
  previous_id bigint,
  pdf_sha256 text not null default '',
  xlsx_sha256 text not null default '',
  owner_id bigint not null,
  department_id bigint not null,
  created_by bigint not null,
  created_at_us bigint not null,
  version bigint not null,
  primary key (company_id, id)
);
create unique index statements_number on statements (company_id, number);
create index statements_customer on statements (company_id, customer_id, basis, currency, period_to);
create index statements_recent on statements (company_id, period_to, id);
create unique index statements_live on statements (company_id, customer_id, basis, currency, period_from, period_to) where status = 'issued';
create table statement_lines (
  company_id bigint not null,
  statement_id bigint not null,
  line_no bigint not null,
  doc_on text not null,
  doc_type text not null,
  doc_id bigint not null,
  doc_no text not null,
  reference text not null default '',
  description text not null default '',
  debit_minor bigint not null,
  credit_minor bigint not null,
  balance_minor bigint not null,
  entry_id bigint not null,
  entry_line_no bigint not null,
  primary key (company_id, statement_id, line_no)
);
create index statement_lines_entry on statement_lines (company_id, entry_id, entry_line_no);
