//! Users, colleagues, departments.

use crate::admin::store::users::{AssignmentRow, UserRow};
use jieqing_db::{ReadTx, SqlBuilder, params, row, sql};
use jieqing_kernel::actor::{Ctx, Department, User};
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::page::{Page, PageRequest};

row! {
    /// Somebody to choose as owner.
    pub struct PersonRow {
        /// Id.
        pub id: Id<User>,
        /// Login.
        pub login: String,
        /// Name.
        pub name: String,
        /// Whether the account is active.
        pub active: bool,
    }
}

row! {
    /// A department.
    pub struct DepartmentRow {
        /// Id.
        pub id: Id<Department>,
        /// Code.
        pub code: String,
        /// Name.
        pub name: String,
        /// Whether it is offered.
        pub active: bool,
        /// Row version.
        pub version: i64,
    }
}

sql!(
    ROLES_OF_ALL,
    "select a.user_id, a.role, a.scope, a.department_id, d.name from role_assignments a
     left join departments d on d.company_id = a.company_id and d.id = a.department_id
     where a.company_id = $1 order by a.user_id, a.role"
);
sql!(
    DEPARTMENTS,
    "select id, code, name, active, version from departments where company_id = $1 order by code"
);

/// Which users to list.
#[derive(Debug, Clone, Default)]
pub struct UserFilter {
    /// Part of login or name.
    pub search: Option<String>,
    /// Only active or disabled ones.
    pub active: Option<bool>,
}

fn select(ctx: &Ctx) -> SqlBuilder {
    SqlBuilder::new(
        "LIST_USERS",
        "select u.id, u.login, u.name, u.email, u.locale, u.active, u.must_change_password,",
    )
    .bind("u.company_id = ?, u.version from users u", &[&ctx.company])
    .bind(
        "where (u.company_id = ? or exists (select 1 from role_assignments a
           where a.company_id = ? and a.user_id = u.id))",
        &[&ctx.company, &ctx.company],
    )
}

/// Users of this company by login.
///
/// # Errors
/// Database errors.
pub fn list_users(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    filter: &UserFilter,
    page: &PageRequest,
) -> Result<Page<UserRow>> {
    let mut build = select(ctx);
    if let Some(text) = &filter.search {
        let pattern = crate::wire::contains_pattern(text);
        build = build.bind(
            "and (lower(u.login) like ? escape '\\' or lower(u.name) like ? escape '\\')",
            &[&pattern, &pattern],
        );
    }
    if let Some(active) = filter.active {
        build = build.bind("and u.active = ?", &[&active]);
    }
    if let Some((login, id)) = &page.after {
        build = build.bind("and (u.login, u.id) > (?, ?)", &[login, id]);
    }
    let limit = page.limit.saturating_add(1);
    let (sql, values) = build
        .bind("order by u.login, u.id limit ?", &[&limit])
        .finish();
    let rows = tx.all::<UserRow>(&sql, &values)?;
    Ok(Page::cut(rows, page.limit, |r| {
        (r.login.clone(), r.id.raw())
    }))
}

/// One user of this company.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get_user(tx: &mut ReadTx<'_>, ctx: &Ctx, id: Id<User>) -> Result<UserRow> {
    let (sql, values) = select(ctx).bind("and u.id = ?", &[&id]).finish();
    tx.opt::<UserRow>(&sql, &values)?.ok_or(Error::NotFound)
}

/// All role assignments of the company, by user.
///
/// # Errors
/// Database errors.
pub fn assignments(tx: &mut ReadTx<'_>, ctx: &Ctx) -> Result<Vec<AssignmentRow>> {
    Ok(tx.all(&ROLES_OF_ALL, params![ctx.company])?)
}

/// Who works in this company, by name: for choosing an owner.
///
/// # Errors
/// Database errors.
pub fn people(tx: &mut ReadTx<'_>, ctx: &Ctx, search: Option<&str>) -> Result<Vec<PersonRow>> {
    let mut build = SqlBuilder::new(
        "LIST_PEOPLE",
        "select u.id, u.login, u.name, u.active from users u",
    )
    .bind(
        "where exists (select 1 from role_assignments a
           where a.company_id = ? and a.user_id = u.id)",
        &[&ctx.company],
    );
    if let Some(text) = search {
        let pattern = crate::wire::contains_pattern(text);
        build = build.bind(
            "and (lower(u.login) like ? escape '\\' or lower(u.name) like ? escape '\\')",
            &[&pattern, &pattern],
        );
    }
    let (sql, values) = build.push("order by u.name, u.id limit 500").finish();
    Ok(tx.all(&sql, &values)?)
}

/// Departments by code.
///
/// # Errors
/// Database errors.
pub fn departments(tx: &mut ReadTx<'_>, ctx: &Ctx) -> Result<Vec<DepartmentRow>> {
    Ok(tx.all(&DEPARTMENTS, params![ctx.company])?)
}
