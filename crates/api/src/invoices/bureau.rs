//! `PUT /invoices/{id}/bureau-number`

use super::view::{InvoiceView, view};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::access::Scope;
use jieqing_domain::invoicing::RecordBureauNumber;
use jieqing_domain::wire;
use serde::Deserialize;
use utoipa::ToSchema;

/// The number the tax bureau gave.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BureauNumberBody {
    /// 20 digits.
    #[schema(example = "26332000000358032546")]
    bureau_number: String,
}

/// Record the bureau's number of an issued invoice
///
/// `If-Match` carries the invoice's version. The number is recorded once.
#[utoipa::path(put, path = "/api/v1/invoices/{id}/bureau-number", operation_id = "record_bureau_number", tag = "invoices",
    params(("id" = String, Path, example = "inv_0c1x2y3z4w5v6"), ("If-Match" = String, Header, example = "\"2\"")),
    request_body = BureauNumberBody, responses((status = 200, body = InvoiceView)))]
pub(crate) async fn record_bureau_number(
    call: Call,
    Path(id): Path<String>,
    sent: Body<BureauNumberBody>,
) -> ApiResult {
    let command = RecordBureauNumber {
        id: call.id::<wire::Invoice>(&id)?,
        version: call.if_match()?,
        bureau_number: sent.value.bureau_number.trim().to_owned(),
    };
    call.with_body(sent.hash)
        .write(StatusCode::OK, command, |tx, ctx, id| {
            view(tx, ctx, &Scope::Company, id)
        })
        .await
}
