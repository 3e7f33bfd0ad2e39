//! `GET /periods`

use crate::call::{ApiResult, Call};
use jieqing_domain::books;
use jieqing_domain::books::PeriodRow;
use jieqing_kernel::clock::rfc3339;
use serde::Serialize;
use utoipa::ToSchema;

/// An accounting period.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PeriodBody {
    /// `YYYY-MM`.
    #[schema(example = "2026-10")]
    period: String,
    /// `open` or `closed`.
    #[schema(example = "closed")]
    status: String,
    /// When it was closed.
    #[schema(example = "2026-11-03T02:00:00.000Z")]
    closed_at: Option<String>,
    /// Digest of its trial balance at close.
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    digest: String,
}

/// All periods ever posted into, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PeriodList {
    items: Vec<PeriodBody>,
}

pub(super) fn list(rows: Vec<PeriodRow>) -> PeriodList {
    PeriodList {
        items: rows
            .into_iter()
            .map(|p| PeriodBody {
                period: p.period,
                status: p.status,
                closed_at: p.closed_at_us.map(rfc3339),
                digest: p.digest,
            })
            .collect(),
    }
}

/// List accounting periods
#[utoipa::path(get, path = "/api/v1/periods", operation_id = "list_periods", tag = "books",
    responses((status = 200, body = PeriodList)))]
pub(crate) async fn list_periods(call: Call) -> ApiResult {
    call.read(|tx, ctx, scope| Ok(list(books::periods(tx, ctx, scope)?)))
        .await
}
