//! `GET /receipts/{id}`

use super::view::{ReceiptBody, body};
use crate::call::{ApiResult, Call};
use axum::extract::Path;
use jieqing_domain::receipts::query;
use jieqing_domain::wire;

/// Get a receipt
#[utoipa::path(get, path = "/api/v1/receipts/{id}", operation_id = "get_receipt", tag = "receipts",
    params(("id" = String, Path, example = "rcp_0c1x2y3z4w5v6")),
    responses((status = 200, body = ReceiptBody)))]
pub(crate) async fn get_receipt(call: Call, Path(id): Path<String>) -> ApiResult {
    let id = call.id::<wire::Receipt>(&id)?;
    call.read(move |tx, ctx, scope| Ok(body(query::get(tx, ctx, scope, id)?, ctx.base_currency)))
        .await
}
