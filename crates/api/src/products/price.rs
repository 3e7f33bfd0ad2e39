//! `POST /products/{id}/prices`

use super::view::{ProductView, load};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::catalog::SetProductPrice;
use jieqing_kernel::decimal::PRICE_SCALE;
use serde::Deserialize;
use utoipa::ToSchema;

/// A list price from a day on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetPriceBody {
    /// Currency; the company's when absent.
    #[schema(example = "CNY")]
    currency: Option<String>,
    /// First day.
    #[schema(example = "2027-01-01")]
    valid_from: String,
    /// Price per unit.
    #[schema(example = "13.20")]
    price: String,
}

/// Set a list price
///
/// `If-Match` carries the product's version. The price holds until the next one's day.
#[utoipa::path(post, path = "/api/v1/products/{id}/prices", operation_id = "set_product_price",
    tag = "products", params(("id" = String, Path, example = "prd_0c1x2y3z4w5v6")),
    request_body = SetPriceBody, responses((status = 200, body = ProductView)))]
pub(crate) async fn set_product_price(
    call: Call,
    Path(id): Path<String>,
    body: Body<SetPriceBody>,
) -> ApiResult {
    let id = call.id(&id)?;
    let mut fields = Fields::new();
    let base = call.ctx()?.base_currency;
    let command = SetProductPrice {
        id,
        version: call.if_match()?,
        currency: match &body.value.currency {
            Some(code) => fields.currency("currency", code),
            None => base,
        },
        from: fields.date("valid_from", &body.value.valid_from),
        price_e8: fields.scaled("price", &body.value.price, PRICE_SCALE),
    };
    let command = fields.finish(command).map_err(|e| call.fail(&e))?;
    call.with_body(body.hash)
        .write(StatusCode::OK, command, move |tx, ctx, ()| {
            load(tx, ctx, id)
        })
        .await
}
