//! `PUT /users/{id}/roles`

use super::body::{RoleBody, grants};
use super::view::{UserView, load};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::admin::AssignRoles;
use serde::Deserialize;
use utoipa::ToSchema;

/// All their roles in this company.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AssignRolesBody {
    /// The whole set; empty takes everything away.
    roles: Vec<RoleBody>,
    /// Why roles that should be apart are together.
    #[schema(example = "")]
    #[serde(default)]
    reason: String,
}

/// Assign roles
///
/// `If-Match` carries the user's version. Counts from their next request on. Nobody changes their own
/// roles, and a company keeps an administrator.
#[utoipa::path(put, path = "/api/v1/users/{id}/roles", operation_id = "assign_roles", tag = "users",
    params(("id" = String, Path, example = "usr_0c1x2y3z4w5v6")),
    request_body = AssignRolesBody, responses((status = 200, body = UserView)))]
pub(crate) async fn assign_roles(
    call: Call,
    Path(id): Path<String>,
    body: Body<AssignRolesBody>,
) -> ApiResult {
    let mut fields = Fields::new();
    let command = AssignRoles {
        id: call.id(&id)?,
        version: call.if_match()?,
        roles: grants(&mut fields, &body.value.roles),
        reason: body.value.reason,
    };
    let command = fields.finish(command).map_err(|e| call.fail(&e))?;
    call.with_body(body.hash)
        .write(StatusCode::OK, command, load)
        .await
}
