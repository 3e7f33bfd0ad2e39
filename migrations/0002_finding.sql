-- Lists of a company's jobs by state, and lists sorted by day or amount.
create index jobs_state on jobs (company_id, state, id);
create index deliveries_recent on deliveries (company_id, dispatched_on, id);

-- One role may be held in several departments: the key is role and reach.
alter table role_assignments rename to role_assignments_before;
create table role_assignments (
  company_id bigint not null,
  user_id bigint not null references users (id),
  role text not null,
  scope text not null,
  department_id bigint
);
insert into role_assignments (company_id, user_id, role, scope, department_id)
  select company_id, user_id, role, scope, department_id from role_assignments_before;
drop table role_assignments_before;
create unique index role_assignments_one on role_assignments (company_id, user_id, role, scope, coalesce(department_id, 0));
create index role_assignments_user on role_assignments (user_id);
