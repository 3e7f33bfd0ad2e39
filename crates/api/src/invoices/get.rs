//! `GET /invoices/{id}`

use super::view::{InvoiceView, view};
use crate::call::{ApiResult, Call};
use axum::extract::Path;
use jieqing_domain::wire;

/// Get an invoice
#[utoipa::path(get, path = "/api/v1/invoices/{id}", operation_id = "get_invoice", tag = "invoices",
    params(("id" = String, Path, example = "inv_0c1x2y3z4w5v6")),
    responses((status = 200, body = InvoiceView)))]
pub(crate) async fn get_invoice(call: Call, Path(id): Path<String>) -> ApiResult {
    let id = call.id::<wire::Invoice>(&id)?;
    call.read(move |tx, ctx, scope| view(tx, ctx, scope, id))
        .await
}
