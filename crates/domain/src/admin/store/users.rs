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
     where a.company_id = $1 and a.user_id = $2 order by a.role"
);
sql!(
    pub(in crate::admin) INSERT_DEPARTMENT,
    "insert into departments (company_id, id, code, name, version) values ($1, $2, $3, $4, 1)"
);
sql!(
    pub(in crate::admin) FACE,
    "select login, name, locale from users where id = $1"
);
