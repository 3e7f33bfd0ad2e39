//! `POST /periods/{period}/close`

use super::periods::{PeriodList, list};
use crate::call::{ApiResult, Call};
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::access::Scope;
use jieqing_domain::books::{self, ClosePeriod};

/// Close an accounting period
#[utoipa::path(post, path = "/api/v1/periods/{period}/close", operation_id = "close_period", tag = "books",
    params(("period" = String, Path, example = "2026-10")),
    responses((status = 200, body = PeriodList)))]
pub(crate) async fn close_period(call: Call, Path(period): Path<String>) -> ApiResult {
    call.write(StatusCode::OK, ClosePeriod { period }, |tx, ctx, ()| {
        Ok(list(books::periods(tx, ctx, &Scope::Company)?))
    })
    .await
}
