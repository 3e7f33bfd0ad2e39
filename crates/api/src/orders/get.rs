//! `GET /orders/{id}`

use super::document::OrderDocumentView;
use crate::call::{ApiResult, Call};
use axum::extract::Path;
use jieqing_domain::orders::query;

/// An order with lines, progress, findings and linked documents
#[utoipa::path(get, path = "/api/v1/orders/{id}", operation_id = "get_order", tag = "orders",
    params(("id" = String, Path, example = "ord_0c1x2y3z4w5v6")),
    responses((status = 200, body = OrderDocumentView)))]
pub(crate) async fn get_order(call: Call, Path(id): Path<String>) -> ApiResult {
    let lang = call.teller.lang;
    let id = call.id(&id)?;
    call.read(move |tx, ctx, scope| {
        let order = query::get(tx, ctx, scope, id)?;
        Ok(OrderDocumentView::of(order, ctx.base_currency, lang))
    })
    .await
}
