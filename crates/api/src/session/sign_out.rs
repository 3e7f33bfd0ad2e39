//! `DELETE /session`

use crate::call::{ApiResult, Call};
use crate::guard::SESSION_COOKIE;
use crate::openapi::Done;
use axum::http::{HeaderValue, StatusCode, header};
use jieqing_domain::admin::auth::SignOut;

/// Sign out
#[utoipa::path(delete, path = "/api/v1/session", operation_id = "sign_out", tag = "session",
    responses((status = 200, description = "Signed out; the cookie is cleared", body = Done)))]
pub(crate) async fn sign_out(call: Call) -> ApiResult {
    let session = call.own_session()?;
    let mut response = call
        .write(StatusCode::OK, SignOut { session }, |_, _, ()| Ok(Done {}))
        .await?;
    let cookie = format!("{SESSION_COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0");
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
    Ok(response)
}
