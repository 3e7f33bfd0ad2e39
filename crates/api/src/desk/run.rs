//! `POST /receipt-desk/runs`

use crate::call::{ApiResult, Call};
use crate::jobs::{JobView, view};
use axum::http::StatusCode;
use jieqing_domain::desk::StartDeskRun;
use jieqing_domain::platform::jobs::get_job;

/// Look at everything open, in the background
///
/// A job proposes what each receipt pays and, if the company allows it, applies what is exact and unique.
/// Its result: `receipts`, `exact`, `proposed`, `undecided`, `applied`. One at a time.
#[utoipa::path(post, path = "/api/v1/receipt-desk/runs", operation_id = "start_desk_run", tag = "receipt-desk",
    responses((status = 202, body = JobView)))]
pub(crate) async fn start_desk_run(call: Call) -> ApiResult {
    call.write(StatusCode::ACCEPTED, StartDeskRun, |tx, ctx, job| {
        get_job(tx, ctx, job).map(view)
    })
    .await
}
