//! `POST /receipts/{id}/allocate-oldest`

use super::view::{ReceiptBody, body};
use crate::call::{ApiResult, Call};
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::access::Scope;
use jieqing_domain::receipts::{AllocateReceipt, query};
use jieqing_domain::wire;

/// Allocate a receipt to the oldest debts
///
/// Uses what is open of it on the customer's invoices by due date; the rest stays unapplied.
#[utoipa::path(post, path = "/api/v1/receipts/{id}/allocate-oldest", operation_id = "allocate_receipt_oldest",
    tag = "receipts", params(("id" = String, Path, example = "rcp_0c1x2y3z4w5v6")),
    responses((status = 200, body = ReceiptBody)))]
pub(crate) async fn allocate_receipt_oldest(call: Call, Path(id): Path<String>) -> ApiResult {
    let id = call.id::<wire::Receipt>(&id)?;
    call.write(StatusCode::OK, AllocateReceipt { id }, move |tx, ctx, _| {
        let receipt = query::get(tx, ctx, &Scope::Company, id)?;
        Ok(body(receipt, ctx.base_currency))
    })
    .await
}
