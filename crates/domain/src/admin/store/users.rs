//! Users, their roles, departments.

use crate::access::Role;
use jieqing_db::{row, sql};
use jieqing_kernel::actor::{Company, Department, User};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::id::Id;

row! {
    /// What a login needs to know.
    pub(in crate::admin) struct LoginFacts {
        pub(in crate::admin) id: Id<User>,
        pub(in crate::admin) active: bool,
        pub(in crate::admin) password_hash: String,
    }
}

row! {
    /// A user as administration sees them.
    pub struct UserRow {
        /// Id.
        pub id: Id<User>,
        /// Name to sign in with.
        pub login: String,
        /// Name to show.
        pub name: String,
        /// E-mail.
        pub email: String,
        /// `zh-CN` or `en-US`.
        pub locale: String,
        /// Whether they may sign in.
        pub active: bool,
        /// Whether a temporary password waits to be changed.
        pub must_change_password: bool,
        /// Whether this company manages the account.
        pub managed_here: bool,
        /// Row version.
        pub version: i64,
    }
}

row! {
    /// A role somebody has.
    pub struct AssignmentRow {
        /// User.
        pub user: Id<User>,
        /// Role.
        pub role: Role,
        /// `own`, `department` or `company`.
        pub scope: String,
        /// Department of a department scope.
        pub department: Option<Id<Department>>,
        /// Its name.
        pub department_name: Option<String>,
    }
}

row! {
    /// A company somebody works in.
    pub struct CompanyChoice {
        /// Id.
        pub id: Id<Company>,
        /// Name.
        pub name: String,
        /// Accounting currency.
        pub currency: Currency,
    }
}

sql!(
    pub(in crate::admin) BY_LOGIN,
    "select id, active, password_hash from users where login = $1"
);
sql!(
    pub(in crate::admin) PASSWORD_OF,
    "select login, password_hash from users where id = $1 and active"
);
sql!(pub(in crate::admin) HOME, "select company_id from users where id = $1");
sql!(pub(in crate::admin) ANY, "select id from users limit 1");
sql!(
    pub(in crate::admin) INSERT,
    "insert into users (id, login, name, email, password_hash, locale, must_change_password,
       company_id, created_at_us, version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)"
);
sql!(
    pub(in crate::admin) SET_PASSWORD,
    "update users set password_hash = $2, must_change_password = $3, version = version + 1
     where id = $1"
);
sql!(
    pub(in crate::admin) REHASH,
    "update users set password_hash = $3 where id = $1 and password_hash = $2"
);
sql!(
    pub(in crate::admin) INSERT_ROLE,
    "insert into role_assignments (company_id, user_id, role, scope, department_id)
     values ($1, $2, $3, $4, $5)"
);
sql!(
    pub(in crate::admin) COMPANIES_OF,
    "select c.id, c.name, c.currency from companies c
     where exists (select 1 from role_assignments a where a.company_id = c.id and a.user_id = $1)
     order by c.id"
);
sql!(
    pub(in crate::admin) ROLES_IN,
    "select a.user_id, a.role, a.scope, a.department_id, d.name from role_assignments a
     left join departments d on d.company_id = a.company_id and d.id = a.department_id
     where a.company_id = $1 and a.user_id = $2 order by a.role, a.scope, a.department_id"
);
sql!(
    pub(in crate::admin) INSERT_DEPARTMENT,
    "insert into departments (company_id, id, code, name, version) values ($1, $2, $3, $4, 1)"
);
sql!(
    pub(in crate::admin) FACE,
    "select login, name, locale from users where id = $1"
);
row! {
    /// An account being administered.
    pub(in crate::admin) struct Account {
        pub(in crate::admin) login: String,
        pub(in crate::admin) name: String,
        pub(in crate::admin) email: String,
        pub(in crate::admin) managed_by: Id<Company>,
        pub(in crate::admin) version: i64,
    }
}

sql!(
    pub(in crate::admin) LOCK,
    "select u.login, u.name, u.email, u.company_id, u.version from users u
     where u.id = $1 and (u.company_id = $2 or exists (select 1 from role_assignments a
       where a.company_id = $2 and a.user_id = u.id)) for update"
);
sql!(pub(in crate::admin) TAKEN, "select id from users where login = $1");
sql!(
    pub(in crate::admin) CHANGE,
    "update users set name = $2, email = $3, locale = $4, version = version + 1 where id = $1"
);
sql!(
    pub(in crate::admin) SET_ACTIVE,
    "update users set active = $2, version = version + 1 where id = $1"
);
sql!(pub(in crate::admin) BUMP, "update users set version = version + 1 where id = $1");
sql!(
    pub(in crate::admin) CLEAR_ROLES,
    "delete from role_assignments where company_id = $1 and user_id = $2"
);
sql!(
    pub(in crate::admin) LOCK_ADMINISTRATORS,
    "select user_id from role_assignments
     where company_id = $1 and role = 'administrator' order by user_id for update"
);
sql!(
    pub(in crate::admin) ADMINISTERS,
    "select company_id from role_assignments where user_id = $1 and role = 'administrator'
     order by company_id"
);
sql!(
    pub(in crate::admin) COPY_ROLES,
    "insert into role_assignments (company_id, user_id, role, scope, department_id)
     select $1, user_id, role, scope, null from role_assignments
     where company_id = $2 and user_id = $3 and scope = 'company'"
);
sql!(
    pub(in crate::admin) DEPARTMENT,
    "select name, version from departments where company_id = $1 and id = $2"
);
sql!(
    pub(in crate::admin) DEPARTMENT_BY_CODE,
    "select id, name from departments where company_id = $1 and code = $2"
);
sql!(
    pub(in crate::admin) CHANGE_DEPARTMENT,
    "update departments set code = $4, name = $5, active = $6, version = version + 1
     where company_id = $1 and id = $2 and version = $3"
);
