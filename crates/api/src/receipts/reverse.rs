//! `POST /receipts/{id}/reverse`

use super::view::{ReceiptBody, body};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::access::Scope;
use jieqing_domain::receipts::{ReverseReceipt, query};
use jieqing_domain::wire;
use serde::Deserialize;
use utoipa::ToSchema;

/// Why it is taken back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReverseReceiptBody {
    /// Reason.
    #[schema(example = "银行退回")]
    reason: String,
}

/// Reverse a receipt
///
/// `If-Match` carries the receipt's version. Refused while part of it is allocated.
#[utoipa::path(post, path = "/api/v1/receipts/{id}/reverse", operation_id = "reverse_receipt", tag = "receipts",
    params(("id" = String, Path, example = "rcp_0c1x2y3z4w5v6")),
    request_body = ReverseReceiptBody, responses((status = 200, body = ReceiptBody)))]
pub(crate) async fn reverse_receipt(
    call: Call,
    Path(id): Path<String>,
    sent: Body<ReverseReceiptBody>,
) -> ApiResult {
    let id = call.id::<wire::Receipt>(&id)?;
    let command = ReverseReceipt {
        id,
        version: call.if_match()?,
        reason: sent.value.reason,
    };
    call.with_body(sent.hash)
        .write(StatusCode::OK, command, move |tx, ctx, ()| {
            let receipt = query::get(tx, ctx, &Scope::Company, id)?;
            Ok(body(receipt, ctx.base_currency))
        })
        .await
}
