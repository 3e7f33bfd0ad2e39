//! `GET /products/{id}`

use super::view::{ProductView, load};
use crate::call::{ApiResult, Call};
use axum::extract::Path;

/// Get a product
#[utoipa::path(get, path = "/api/v1/products/{id}", operation_id = "get_product", tag = "products",
    params(("id" = String, Path, example = "prd_0c1x2y3z4w5v6")),
    responses((status = 200, body = ProductView)))]
pub(crate) async fn get_product(call: Call, Path(id): Path<String>) -> ApiResult {
    let id = call.id(&id)?;
    call.read(move |tx, ctx, _| load(tx, ctx, id)).await
}
