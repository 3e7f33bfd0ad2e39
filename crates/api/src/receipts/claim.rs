//! `POST /receipts/{id}/claim`

use super::view::{ReceiptBody, body};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::access::Scope;
use jieqing_domain::receipts::{ClaimReceipt, query};
use jieqing_domain::wire;
use serde::Deserialize;
use utoipa::ToSchema;

/// Whose money it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClaimReceiptBody {
    /// Customer.
    #[schema(example = "cus_0c1x2y3z4w5v6")]
    customer_id: String,
}

/// Claim a receipt for a customer
///
/// `If-Match` carries the receipt's version.
#[utoipa::path(post, path = "/api/v1/receipts/{id}/claim", operation_id = "claim_receipt", tag = "receipts",
    params(("id" = String, Path, example = "rcp_0c1x2y3z4w5v6")),
    request_body = ClaimReceiptBody, responses((status = 200, body = ReceiptBody)))]
pub(crate) async fn claim_receipt(
    call: Call,
    Path(id): Path<String>,
    sent: Body<ClaimReceiptBody>,
) -> ApiResult {
    let id = call.id::<wire::Receipt>(&id)?;
    let version = call.if_match()?;
    let mut fields = Fields::new();
    let customer = fields.id("customer_id", &sent.value.customer_id);
    let command = ClaimReceipt {
        id,
        version,
        customer,
    };
    let command = fields.finish(command).map_err(|e| call.fail(&e))?;
    call.with_body(sent.hash)
        .write(StatusCode::OK, command, move |tx, ctx, _| {
            let receipt = query::get(tx, ctx, &Scope::Company, id)?;
            Ok(body(receipt, ctx.base_currency))
        })
        .await
}
