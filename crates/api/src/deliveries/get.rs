//! `GET /deliveries/{id}`

use super::view::{DeliveryView, view};
use crate::call::{ApiResult, Call};
use axum::extract::Path;
use jieqing_domain::wire;

/// Get a delivery
#[utoipa::path(get, path = "/api/v1/deliveries/{id}", operation_id = "get_delivery", tag = "deliveries",
    params(("id" = String, Path, example = "dlv_0c1x2y3z4w5v6")),
    responses((status = 200, body = DeliveryView)))]
pub(crate) async fn get_delivery(call: Call, Path(id): Path<String>) -> ApiResult {
    let id = call.id::<wire::Delivery>(&id)?;
    call.read(move |tx, ctx, scope| view(tx, ctx, scope, id))
        .await
}
