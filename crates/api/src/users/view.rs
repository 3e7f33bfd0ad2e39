//! Users as sent.

use jieqing_domain::ReadTx;
use jieqing_domain::admin::query::{assignments, get_user};
use jieqing_domain::admin::{AssignmentRow, UserRow};
use jieqing_kernel::actor::{Ctx, User};
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use serde::Serialize;
use utoipa::ToSchema;

/// An account.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UserView {
    /// Id.
    #[schema(example = "usr_0c1x2y3z4w5v6")]
    id: String,
    /// Login.
    #[schema(example = "wangfang")]
    login: String,
    /// Name.
    #[schema(example = "王芳")]
    name: String,
    /// E-mail.
    #[schema(example = "wangfang@example.com")]
    email: String,
    /// `zh-CN` or `en-US`.
    #[schema(example = "zh-CN")]
    locale: String,
    /// Whether they may sign in.
    #[schema(example = true)]
    active: bool,
    /// Whether a temporary password waits to be changed.
    #[schema(example = false)]
    must_change_password: bool,
    /// Whether this company manages the account; else only its roles can be changed here.
    #[schema(example = true)]
    managed_here: bool,
    /// Roles in this company.
    roles: Vec<UserRole>,
    /// Version for `If-Match`.
    #[schema(example = 3)]
    version: i64,
}

/// A role somebody has.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UserRole {
    /// Role.
    #[schema(example = "clerk")]
    role: &'static str,
    /// `own`, `department` or `company`.
    #[schema(example = "company")]
    scope: String,
    /// Department of a department scope.
    #[schema(example = json!(null))]
    department_id: Option<String>,
    /// Its name.
    #[schema(example = json!(null))]
    department: Option<String>,
}

/// A user with those of `all` that are theirs.
pub(super) fn view(row: UserRow, all: &[AssignmentRow]) -> UserView {
    let roles = all.iter().filter(|a| a.user == row.id).map(|a| UserRole {
        role: a.role.as_str(),
        scope: a.scope.clone(),
        department_id: a.department.map(|d| d.to_string()),
        department: a.department_name.clone(),
    });
    UserView {
        roles: roles.collect(),
        id: row.id.to_string(),
        login: row.login,
        name: row.name,
        email: row.email,
        locale: row.locale,
        active: row.active,
        must_change_password: row.must_change_password,
        managed_here: row.managed_here,
        version: row.version,
    }
}

/// One user.
pub(super) fn load(tx: &mut ReadTx<'_>, ctx: &Ctx, id: Id<User>) -> Result<UserView> {
    let row = get_user(tx, ctx, id)?;
    Ok(view(row, &assignments(tx, ctx)?))
}
