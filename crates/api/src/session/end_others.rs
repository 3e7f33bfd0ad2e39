//! `POST /sessions/end-others`

use crate::call::{ApiResult, Call};
use axum::http::StatusCode;
use jieqing_domain::admin::auth::EndOtherSessions;
use serde::Serialize;
use utoipa::ToSchema;

/// What was ended.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Ended {
    /// Sessions ended.
    #[schema(example = 2)]
    ended: u64,
}

/// End my other sessions
#[utoipa::path(post, path = "/api/v1/sessions/end-others", operation_id = "end_other_sessions",
    tag = "session", responses((status = 200, body = Ended)))]
pub(crate) async fn end_other_sessions(call: Call) -> ApiResult {
    let keep = call.own_session()?;
    call.write(StatusCode::OK, EndOtherSessions { keep }, |_, _, ended| {
        Ok(Ended { ended })
    })
    .await
}
