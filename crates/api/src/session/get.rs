//! `GET /session`

use super::view::{SessionView, session_view};
use crate::call::{ApiResult, Call};

/// Who is signed in
#[utoipa::path(get, path = "/api/v1/session", operation_id = "get_session", tag = "session",
    responses((status = 200, body = SessionView)))]
pub(crate) async fn get_session(call: Call) -> ApiResult {
    let (csrf, must_change) = call
        .principal()
        .map(|p| (p.csrf.clone(), p.must_change_password))
        .unwrap_or_default();
    call.read(move |tx, ctx, _| session_view(tx, ctx, csrf, must_change))
        .await
}
