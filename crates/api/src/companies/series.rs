//! `GET /number-series`

use crate::call::{ApiResult, Call};
use jieqing_domain::admin::query::{SeriesRow, number_series};
use serde::Serialize;
use utoipa::ToSchema;

/// A series of document numbers.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SeriesView {
    /// Prefix.
    #[schema(example = "SO")]
    kind: String,
    /// Month.
    #[schema(example = "2026-11")]
    period: String,
    /// Last number given; the series has no gaps.
    #[schema(example = 42)]
    last: i64,
}

/// Series of document numbers.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SeriesList {
    items: Vec<SeriesView>,
    /// The latest 200 come whole.
    next_cursor: Option<String>,
}

/// List number series
#[utoipa::path(get, path = "/api/v1/number-series", operation_id = "list_number_series",
    tag = "companies", responses((status = 200, body = SeriesList)))]
pub(crate) async fn list_number_series(call: Call) -> ApiResult {
    call.read(|tx, ctx, _| {
        let view = |row: SeriesRow| SeriesView {
            kind: row.kind,
            period: row.period,
            last: row.last,
        };
        Ok(SeriesList {
            items: number_series(tx, ctx)?.into_iter().map(view).collect(),
            next_cursor: None,
        })
    })
    .await
}
