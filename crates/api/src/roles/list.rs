//! `GET /roles`

use crate::call::{ApiResult, Call};
use jieqing_domain::access::Role;
use jieqing_domain::admin::conflicts;
use serde::Serialize;
use utoipa::ToSchema;

/// A role.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RoleView {
    /// Word.
    #[schema(example = "clerk")]
    role: &'static str,
    /// What it may do.
    #[schema(example = json!(["orders.read", "orders.write"]))]
    permissions: Vec<&'static str>,
    /// Roles that should be with somebody else.
    #[schema(example = json!(["administrator"]))]
    conflicts_with: Vec<&'static str>,
}

/// All roles.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RoleList {
    items: Vec<RoleView>,
    /// The list is short and comes whole.
    next_cursor: Option<String>,
}

fn view(role: Role) -> RoleView {
    let clashing = Role::ALL
        .iter()
        .filter(|other| !conflicts(&[role, **other]).is_empty());
    RoleView {
        role: role.as_str(),
        permissions: role.permissions().iter().map(|p| p.as_str()).collect(),
        conflicts_with: clashing.map(|r| r.as_str()).collect(),
    }
}

/// List roles
#[utoipa::path(get, path = "/api/v1/roles", operation_id = "list_roles", tag = "users",
    responses((status = 200, body = RoleList)))]
pub(crate) async fn list_roles(call: Call) -> ApiResult {
    call.read(|_, _, _| {
        Ok(RoleList {
            items: Role::ALL.iter().map(|role| view(*role)).collect(),
            next_cursor: None,
        })
    })
    .await
}
