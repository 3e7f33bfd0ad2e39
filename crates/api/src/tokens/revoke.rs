//! `DELETE /tokens/{id}`

use crate::call::{ApiResult, Call};
use crate::openapi::Done;
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::admin::auth::RevokeToken;

/// Revoke an API token
#[utoipa::path(delete, path = "/api/v1/tokens/{id}", operation_id = "revoke_token", tag = "tokens",
    params(("id" = String, Path, example = "tok_0c1x2y3z4w5v6")),
    responses((status = 200, description = "Revoked", body = Done)))]
pub(crate) async fn revoke_token(call: Call, Path(id): Path<String>) -> ApiResult {
    let command = RevokeToken { id: call.id(&id)? };
    call.write(StatusCode::OK, command, |_, _, ()| Ok(Done {}))
        .await
}
