//! `GET /customers/{id}/allocation-sides`

use super::items::{OpenItemBody, body};
use crate::call::{ApiResult, Call};
use crate::params::Params;
use crate::parse::Fields;
use crate::wire_money::amount;
use axum::extract::Path;
use jieqing_domain::customers;
use jieqing_domain::receivables::query;
use jieqing_domain::wire;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which currency.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct SidesQuery {
    /// Currency; the company's when absent.
    currency: Option<String>,
}

/// What of a customer can be joined.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SidesBody {
    /// Currency.
    #[schema(example = "CNY")]
    currency: String,
    /// Debts by due date.
    debits: Vec<OpenItemBody>,
    /// Money and credits by date.
    credits: Vec<OpenItemBody>,
    /// Sum open of the debts shown.
    #[schema(example = "9000.00")]
    debit_total: String,
    /// Sum open of the credits shown, negative.
    #[schema(example = "-6000.00")]
    credit_total: String,
    /// Whether more exists than is shown.
    #[schema(example = false)]
    more: bool,
}

/// Get both sides for allocation
#[utoipa::path(get, path = "/api/v1/customers/{id}/allocation-sides", operation_id = "get_allocation_sides",
    tag = "receivables", params(("id" = String, Path, example = "cus_0c1x2y3z4w5v6"), SidesQuery),
    responses((status = 200, body = SidesBody)))]
pub(crate) async fn get_allocation_sides(
    call: Call,
    Path(id): Path<String>,
    Params(query): Params<SidesQuery>,
) -> ApiResult {
    let id = call.id::<wire::Customer>(&id)?;
    call.read(move |tx, ctx, scope| {
        // Nobody's customer has no items either: unknown and not yours must not look like paid.
        customers::query::get(tx, ctx, scope, id)?;
        let (base, today) = (ctx.base_currency, ctx.today());
        let mut fields = Fields::new();
        let currency = query
            .currency
            .map_or(base, |t| fields.currency("currency", &t));
        let currency = fields.finish(currency)?;
        let sides = query::sides_of(tx, ctx, scope, id, currency)?;
        let list = |items: Vec<_>| items.into_iter().map(|i| body(i, base, today)).collect();
        Ok(SidesBody {
            currency: currency.to_string(),
            debit_total: amount(sides.debit_total, currency),
            credit_total: amount(sides.credit_total, currency),
            more: sides.more,
            debits: list(sides.debits),
            credits: list(sides.credits),
        })
    })
    .await
}
