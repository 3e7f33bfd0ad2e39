//! `PUT /users/{id}/active`

use super::view::{UserView, load};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::admin::SetUserActive;
use serde::Deserialize;
use utoipa::ToSchema;

/// Whether they may sign in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UserActiveBody {
    /// `false` ends their sessions and tokens at once.
    #[schema(example = false)]
    active: bool,
}

/// Disable or enable a user
///
/// `If-Match` carries the user's version. Neither oneself nor the last administrator.
#[utoipa::path(put, path = "/api/v1/users/{id}/active", operation_id = "set_user_active", tag = "users",
    params(("id" = String, Path, example = "usr_0c1x2y3z4w5v6")),
    request_body = UserActiveBody, responses((status = 200, body = UserView)))]
pub(crate) async fn set_user_active(
    call: Call,
    Path(id): Path<String>,
    body: Body<UserActiveBody>,
) -> ApiResult {
    let command = SetUserActive {
        id: call.id(&id)?,
        version: call.if_match()?,
        active: body.value.active,
    };
    call.with_body(body.hash)
        .write(StatusCode::OK, command, load)
        .await
}
