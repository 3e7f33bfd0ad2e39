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
