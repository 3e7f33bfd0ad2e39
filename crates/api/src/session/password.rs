//! `POST /session/password`

use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::openapi::Done;
use axum::http::StatusCode;
use jieqing_domain::admin::AdminRefusal;
use jieqing_domain::admin::auth::{ChangePassword, own_password, password_errors};
use jieqing_kernel::error::Error;
use serde::Deserialize;
use utoipa::ToSchema;

/// Old and new password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangePasswordBody {
    /// The password until now.
    #[schema(example = "correct horse battery staple")]
    old_password: String,
    /// The new one: 8 to 256 characters, not a common one, not the login.
    #[schema(example = "staple battery horse correct")]
    new_password: String,
}

/// Change my password
///
/// My other sessions end.
#[utoipa::path(post, path = "/api/v1/session/password", operation_id = "change_password",
    tag = "session", request_body = ChangePasswordBody, responses((status = 200, description = "Changed", body = Done)))]
pub(crate) async fn change_password(call: Call, body: Body<ChangePasswordBody>) -> ApiResult {
    let keep = call.own_session()?;
    let ChangePasswordBody {
        old_password,
        new_password,
    } = body.value;
    let (login, verified) = call.load(|tx, ctx, _| own_password(tx, ctx)).await?;
    let errors = password_errors("new_password", &login, &new_password);
    if !errors.is_empty() {
        return Err(call.fail(&Error::Invalid(errors)));
    }
    let against = verified.clone();
    let hash = call
        .hash_work(move |hasher| {
            if !hasher.verify(&old_password, &against) {
                return Err(AdminRefusal::PasswordWrong.into());
            }
            hasher.hash(&new_password)
        })
        .await?
        .map_err(|e: Error| call.fail(&e))?;
    let command = ChangePassword {
        verified,
        hash,
        keep: Some(keep),
    };
    call.with_body(body.hash)
        .write(StatusCode::OK, command, |_, _, ()| Ok(Done {}))
        .await
}
