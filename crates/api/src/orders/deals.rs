//! `GET /orders/last-deals`

use crate::call::{ApiResult, Call};
use crate::params::Params;
use jieqing_domain::orders::query;
use jieqing_kernel::decimal::{PRICE_SCALE, QTY_SCALE, format_trimmed};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// With whom and on what.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct LastDealsQuery {
    /// Customer.
    customer_id: String,
    /// Product.
    product_id: String,
}

/// An earlier deal.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LastDeal {
    /// Order.
    #[schema(example = "ord_0c1x2y3z4w5v6")]
    order_id: String,
    /// Its number.
    #[schema(example = "SO-202610-0042")]
    number: String,
    /// Its date.
    #[schema(example = "2026-10-18")]
    ordered_on: String,
    /// Its status.
    #[schema(example = "completed")]
    status: &'static str,
    /// Quantity.
    #[schema(example = "100")]
    qty: String,
    /// Price.
    #[schema(example = "12.5")]
    price: String,
    /// Whether the price contains tax.
    #[schema(example = true)]
    tax_inclusive: bool,
    /// Currency.
    #[schema(example = "CNY")]
    currency: String,
}

/// The last ten deals, latest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LastDeals {
    items: Vec<LastDeal>,
}

/// The last deals with a customer on a product
#[utoipa::path(get, path = "/api/v1/orders/last-deals", operation_id = "list_last_deals", tag = "orders",
    params(LastDealsQuery), responses((status = 200, body = LastDeals)))]
pub(crate) async fn list_last_deals(
    call: Call,
    Params(query): Params<LastDealsQuery>,
) -> ApiResult {
    let customer = call.id(&query.customer_id)?;
    let product = call.id(&query.product_id)?;
    call.read(move |tx, ctx, scope| {
        let deals = query::last_deals(tx, ctx, scope, customer, product)?;
        let view = |d: query::Deal| LastDeal {
            order_id: d.order.to_string(),
            number: d.number,
            ordered_on: d.ordered_on.to_string(),
            status: d.status.as_str(),
            qty: format_trimmed(d.qty_e6, QTY_SCALE),
            price: format_trimmed(d.price_e8, PRICE_SCALE),
            tax_inclusive: d.tax_inclusive,
            currency: d.currency.to_string(),
        };
        Ok(LastDeals {
            items: deals.into_iter().map(view).collect(),
        })
    })
    .await
}
