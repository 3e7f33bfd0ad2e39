//! `GET /ledger/tie-out`

use crate::call::{ApiResult, Call};
use crate::params::Params;
use crate::parse::Fields;
use crate::wire_money::amount;
use jieqing_domain::books;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// What to compare.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct TieOutQuery {
    /// End of this day; today when absent.
    on: Option<String>,
    /// Only rows that differ.
    differences: Option<bool>,
}

/// A customer by the control account and by the sub-ledger.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TieRowBody {
    /// Customer.
    #[schema(example = "cus_0c1x2y3z4w5v6")]
    customer_id: String,
    /// Its code.
    #[schema(example = "KH-202611-0001")]
    customer_code: String,
    /// Its name.
    #[schema(example = "杭州云栖贸易有限公司")]
    customer_name: String,
    /// Currency.
    #[schema(example = "CNY")]
    currency: String,
    /// Control account.
    #[schema(example = "1130.00")]
    control: String,
    /// Open items.
    #[schema(example = "1130.00")]
    items: String,
    /// Control account in company currency.
    #[schema(example = "1130.00")]
    control_base: String,
    /// Open items in company currency.
    #[schema(example = "1130.00")]
    items_base: String,
    /// Whether both say the same.
    #[schema(example = true)]
    ties: bool,
}

/// Control account against open items.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TieOutBody {
    /// End of this day.
    #[schema(example = "2026-11-24")]
    on: String,
    /// Rows that do not tie.
    #[schema(example = 0)]
    differences: usize,
    /// Customers by code.
    rows: Vec<TieRowBody>,
}

/// Compare the control account with the open items
#[utoipa::path(get, path = "/api/v1/ledger/tie-out", operation_id = "get_tie_out", tag = "books",
    params(TieOutQuery), responses((status = 200, body = TieOutBody)))]
pub(crate) async fn get_tie_out(call: Call, Params(query): Params<TieOutQuery>) -> ApiResult {
    call.read(move |tx, ctx, scope| {
        let mut fields = Fields::new();
        let on = query.on.map_or(ctx.today(), |t| fields.date("on", &t));
        let on = fields.finish(on)?;
        let only = query.differences.unwrap_or(false);
        let rows = books::tie_out(tx, ctx, scope, on)?;
        let base = ctx.base_currency;
        Ok(TieOutBody {
            on: on.to_string(),
            differences: rows.iter().filter(|r| !r.ties()).count(),
            rows: rows
                .into_iter()
                .filter(|r| !only || !r.ties())
                .map(|r| TieRowBody {
                    ties: r.ties(),
                    customer_id: r.customer.to_string(),
                    customer_code: r.code,
                    customer_name: r.name,
                    currency: r.currency.to_string(),
                    control: amount(r.control, r.currency),
                    items: amount(r.items, r.currency),
                    control_base: amount(r.control_base, base),
                    items_base: amount(r.items_base, base),
                })
                .collect(),
        })
    })
    .await
}
