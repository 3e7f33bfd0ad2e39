//! `GET /match-rate`

use crate::call::{ApiResult, Call};
use crate::params::Params;
use crate::parse::Fields;
use crate::wire_money::amount;
use jieqing_domain::desk::query;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Period.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct MatchRateQuery {
    /// First day.
    #[param(example = "2026-11-01")]
    from: String,
    /// Last day.
    #[param(example = "2026-11-30")]
    to: String,
}

/// How much was applied in one way.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MatchRateRow {
    /// `automatic`, `proposed`, `manual`, `oldest_first` or `direct`.
    #[schema(example = "proposed")]
    how: String,
    /// Allocations that stand.
    #[schema(example = 120)]
    count: i64,
    /// Their value in company currency.
    #[schema(example = "340000.00")]
    amount: String,
    /// Allocations that were undone.
    #[schema(example = 2)]
    undone: i64,
}

/// How receipts were applied.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MatchRateBody {
    rows: Vec<MatchRateRow>,
    /// Company currency.
    #[schema(example = "CNY")]
    currency: String,
}

/// How receipts were applied: automatically, as proposed, by hand
#[utoipa::path(get, path = "/api/v1/match-rate", operation_id = "get_match_rate", tag = "receipt-desk",
    params(MatchRateQuery), responses((status = 200, body = MatchRateBody)))]
pub(crate) async fn get_match_rate(call: Call, Params(query): Params<MatchRateQuery>) -> ApiResult {
    call.read(move |tx, ctx, _| {
        let mut fields = Fields::new();
        let days = (
            fields.date("from", &query.from),
            fields.date("to", &query.to),
        );
        let (from, to) = fields.finish(days)?;
        let base = ctx.base_currency;
        let rows = query::match_rate(tx, ctx, from, to)?;
        Ok(MatchRateBody {
            rows: rows
                .into_iter()
                .map(|r| MatchRateRow {
                    how: r.how,
                    count: r.count,
                    amount: amount(r.base, base),
                    undone: r.undone,
                })
                .collect(),
            currency: base.to_string(),
        })
    })
    .await
}
