//! `POST /users/{id}/reset-password`

use super::create::CreatedUser;
use crate::call::{ApiResult, Call};
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::admin::ResetPassword;
use jieqing_domain::admin::auth::temporary_password;

/// Reset a user's password
///
/// `If-Match` carries the user's version. Answers with a temporary password, shown once; their
/// sessions and tokens end.
#[utoipa::path(post, path = "/api/v1/users/{id}/reset-password", operation_id = "reset_password",
    tag = "users", params(("id" = String, Path, example = "usr_0c1x2y3z4w5v6")),
    responses((status = 200, body = CreatedUser)))]
pub(crate) async fn reset_password(call: Call, Path(id): Path<String>) -> ApiResult {
    let id = call.id(&id)?;
    let version = call.if_match()?;
    let password = temporary_password().map_err(|e| call.fail(&e))?;
    let typed = password.clone();
    let hash = call.hash_work(move |hasher| hasher.hash(&typed)).await?;
    let command = ResetPassword {
        id,
        version,
        password_hash: hash.map_err(|e| call.fail(&e))?,
    };
    let secret = ("temporary_password", password);
    call.write_with_secret(StatusCode::OK, command, CreatedUser::of, secret)
        .await
}
