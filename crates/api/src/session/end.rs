//! `DELETE /sessions/{id}`

use crate::call::{ApiResult, Call};
use crate::openapi::Done;
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::admin::auth::EndSession;

/// End one of my sessions
#[utoipa::path(delete, path = "/api/v1/sessions/{id}", operation_id = "end_session", tag = "session",
    params(("id" = String, Path, example = "ses_0c1x2y3z4w5v6")),
    responses((status = 200, description = "Ended", body = Done)))]
pub(crate) async fn end_session(call: Call, Path(id): Path<String>) -> ApiResult {
    let command = EndSession { id: call.id(&id)? };
    call.write(StatusCode::OK, command, |_, _, ()| Ok(Done {}))
        .await
}
