-- What the customer says to a statement.
alter table statements add column agreement text not null default 'unsent';
create index statements_agreement on statements (company_id, agreement, period_to) where status = 'issued';

create table statement_links (
  company_id bigint not null,
  id bigint not null,
  statement_id bigint not null,
  token_hash bytea not null unique,
  recipient text not null,
  created_by bigint not null,
  created_at_us bigint not null,
  expires_at_us bigint not null,
  revoked_at_us bigint,
  first_seen_at_us bigint,
  primary key (company_id, id)
);
create index statement_links_of on statement_links (company_id, statement_id, id);

create table statement_answers (
  company_id bigint not null,
  id bigint not null,
  statement_id bigint not null,
  link_id bigint,
  verdict text not null,
  digest text not null,
  name text not null,
  title text not null,
  phone text not null,
  note text not null,
  their_balance_minor bigint,
  address text not null,
  agent text not null,
  attachment_id bigint,
  recorded_by bigint,
  answered_on text not null,
  at_us bigint not null,
  primary key (company_id, id)
);
create index statement_answers_of on statement_answers (company_id, statement_id, id);

create table statement_objections (
  company_id bigint not null,
  id bigint not null,
  statement_id bigint not null,
  answer_id bigint not null,
  line_no bigint,
  reason text not null,
  their_amount_minor bigint,
  note text not null,
  state text not null,
  reply text not null default '',
  settled_by bigint,
  settled_at_us bigint,
  version bigint not null,
  primary key (company_id, id)
);
create index statement_objections_of on statement_objections (company_id, statement_id, id);
