//! `POST /periods/{period}/reopen`

use super::periods::{PeriodList, list};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::access::Scope;
use jieqing_domain::books::{self, ReopenPeriod};
use serde::Deserialize;
use utoipa::ToSchema;

/// Why it is opened again.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReopenPeriodBody {
    /// Reason.
    #[schema(example = "补录一笔收款")]
    reason: String,
}

/// Reopen the last closed period
#[utoipa::path(post, path = "/api/v1/periods/{period}/reopen", operation_id = "reopen_period", tag = "books",
    params(("period" = String, Path, example = "2026-10")),
    request_body = ReopenPeriodBody, responses((status = 200, body = PeriodList)))]
pub(crate) async fn reopen_period(
    call: Call,
    Path(period): Path<String>,
    sent: Body<ReopenPeriodBody>,
) -> ApiResult {
    let command = ReopenPeriod {
        period,
        reason: sent.value.reason,
    };
    call.with_body(sent.hash)
        .write(StatusCode::OK, command, |tx, ctx, ()| {
            Ok(list(books::periods(tx, ctx, &Scope::Company)?))
        })
        .await
}
