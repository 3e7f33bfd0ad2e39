//! `PUT /customers/{id}/prices`

use super::prices::{AgreedPrices, load_prices};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::access::Scope;
use jieqing_domain::customers::SetAgreedPrice;
use jieqing_kernel::decimal::PRICE_SCALE;
use serde::Deserialize;
use utoipa::ToSchema;

/// A price to be agreed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AgreePriceBody {
    #[schema(example = "prd_0c1x2y3z4w5v6")]
    product_id: String,
    #[schema(example = "CNY")]
    currency: String,
    /// First day.
    #[schema(example = "2026-01-01")]
    valid_from: String,
    /// Last day; absent for open.
    #[schema(example = "2026-12-31")]
    valid_to: Option<String>,
    #[schema(example = "11.80")]
    price: String,
}

/// Agree a price with a customer
///
/// Replaces what was agreed from the same day. Outranks the list price.
#[utoipa::path(put, path = "/api/v1/customers/{id}/prices", operation_id = "set_customer_price",
    tag = "customers", params(("id" = String, Path, example = "cus_0c1x2y3z4w5v6")),
    request_body = AgreePriceBody, responses((status = 200, body = AgreedPrices)))]
pub(crate) async fn set_customer_price(
    call: Call,
    Path(id): Path<String>,
    body: Body<AgreePriceBody>,
) -> ApiResult {
    let id = call.id(&id)?;
    let sent = &body.value;
    let mut fields = Fields::new();
    let command = SetAgreedPrice {
        customer: id,
        product: fields.id("product_id", &sent.product_id),
        currency: fields.currency("currency", &sent.currency),
        from: fields.date("valid_from", &sent.valid_from),
        to: sent.valid_to.as_ref().map(|t| fields.date("valid_to", t)),
        price_e8: fields.scaled("price", &sent.price, PRICE_SCALE),
    };
    let command = fields.finish(command).map_err(|e| call.fail(&e))?;
    call.with_body(body.hash)
        .write(StatusCode::OK, command, move |tx, ctx, ()| {
            load_prices(tx, ctx, &Scope::Company, id)
        })
        .await
}
