-- Disputes: which part of an open item the customer contests, why, and how it ended.
create table disputes (
  company_id bigint not null,
  id bigint not null,
  item_id bigint not null,
  customer_id bigint not null,
  currency text not null,
  amount_minor bigint not null check (amount_minor > 0),
  base_minor bigint not null,
  reason text not null,
  note text not null default '',
  status text not null,
  raised_on text not null,
  raised_by bigint not null,
  raised_at_us bigint not null,
  resolution text,
  resolution_note text not null default '',
  resolved_on text,
  resolved_by bigint,
  owner_id bigint not null,
  department_id bigint not null,
  version bigint not null,
  primary key (company_id, id)
);
create index disputes_item on disputes (company_id, item_id, status);
create index disputes_recent on disputes (company_id, raised_on, id);
create index disputes_open on disputes (company_id, status, raised_on, id);
alter table open_items add column base_disputed_minor bigint not null default 0;
