//! `DELETE /customers/{id}/prices`

use super::prices::{AgreedPrices, load_prices};
use crate::call::{ApiResult, Call};
use crate::params::Params;
use crate::parse::Fields;
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::access::Scope;
use jieqing_domain::customers::RemoveAgreedPrice;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which price.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct RemovePriceQuery {
    /// Product.
    product_id: String,
    /// Currency.
    currency: String,
    /// First day.
    valid_from: String,
}

/// Take an agreed price back
#[utoipa::path(delete, path = "/api/v1/customers/{id}/prices", operation_id = "remove_customer_price",
    tag = "customers", params(("id" = String, Path, example = "cus_0c1x2y3z4w5v6"), RemovePriceQuery),
    responses((status = 200, body = AgreedPrices)))]
pub(crate) async fn remove_customer_price(
    call: Call,
    Path(id): Path<String>,
    Params(query): Params<RemovePriceQuery>,
) -> ApiResult {
    let id = call.id(&id)?;
    let mut fields = Fields::new();
    let command = RemoveAgreedPrice {
        customer: id,
        product: fields.id("product_id", &query.product_id),
        currency: fields.currency("currency", &query.currency),
        from: fields.date("valid_from", &query.valid_from),
    };
    let command = fields.finish(command).map_err(|e| call.fail(&e))?;
    call.write(StatusCode::OK, command, move |tx, ctx, ()| {
        load_prices(tx, ctx, &Scope::Company, id)
    })
    .await
}
