//! `POST /users/members`

use super::body::{RoleBody, grants};
use super::view::{UserView, load};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use axum::http::StatusCode;
use jieqing_domain::admin::AddMember;
use serde::Deserialize;
use utoipa::ToSchema;

/// Somebody whose account another company manages.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AddMemberBody {
    /// Their login.
    #[schema(example = "wangfang")]
    login: String,
    /// Roles in this company.
    roles: Vec<RoleBody>,
    /// Why roles that should be apart are together.
    #[schema(example = "")]
    #[serde(default)]
    reason: String,
}

/// Give roles to a user of another company
#[utoipa::path(post, path = "/api/v1/users/members", operation_id = "add_member", tag = "users",
    request_body = AddMemberBody, responses((status = 200, body = UserView)))]
pub(crate) async fn add_member(call: Call, body: Body<AddMemberBody>) -> ApiResult {
    let mut fields = Fields::new();
    let command = AddMember {
        login: body.value.login,
        roles: grants(&mut fields, &body.value.roles),
        reason: body.value.reason,
    };
    let command = fields.finish(command).map_err(|e| call.fail(&e))?;
    call.with_body(body.hash)
        .write(StatusCode::OK, command, load)
        .await
}
