//! SQL of access.

use jieqing_db::sql;

sql!(
    pub(super) ROLES_OF,
    "select a.role, a.scope, coalesce(a.department_id, 0), u.must_change_password
     from role_assignments a
     join users u on u.id = a.user_id and u.active
     where a.company_id = $1 and a.user_id = $2"
);
