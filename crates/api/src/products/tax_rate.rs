//! `POST /products/{id}/tax-rates`

use super::body::treatment;
use super::view::{ProductView, load};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::catalog::SetProductTaxRate;
use serde::Deserialize;
use utoipa::ToSchema;

/// A tax rate from a day on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetTaxRateBody {
    /// First day.
    #[schema(example = "2027-01-01")]
    valid_from: String,
    /// Rate.
    #[schema(example = "0.13")]
    tax_rate: String,
    /// `taxed`, `zero_rated`, `exempt`, `not_taxable`; without it zero is exempt.
    #[schema(example = "taxed")]
    treatment: Option<String>,
}

/// Set a tax rate
///
/// `If-Match` carries the product's version. The rate holds until the next one's day.
#[utoipa::path(post, path = "/api/v1/products/{id}/tax-rates", operation_id = "set_product_tax_rate",
    tag = "products", params(("id" = String, Path, example = "prd_0c1x2y3z4w5v6")),
    request_body = SetTaxRateBody, responses((status = 200, body = ProductView)))]
pub(crate) async fn set_product_tax_rate(
    call: Call,
    Path(id): Path<String>,
    body: Body<SetTaxRateBody>,
) -> ApiResult {
    let id = call.id(&id)?;
    let sent = &body.value;
    let mut fields = Fields::new();
    let command = SetProductTaxRate {
        id,
        version: call.if_match()?,
        from: fields.date("valid_from", &sent.valid_from),
        tax_rate: treatment(&mut fields, &sent.tax_rate, sent.treatment.as_deref()),
    };
    let command = fields.finish(command).map_err(|e| call.fail(&e))?;
    call.with_body(body.hash)
        .write(StatusCode::OK, command, move |tx, ctx, ()| {
            load(tx, ctx, id)
        })
        .await
}
