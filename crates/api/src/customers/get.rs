//! `GET /customers/{id}`

use super::view::{CustomerView, load};
use crate::call::{ApiResult, Call};
use axum::extract::Path;

/// Get a customer
#[utoipa::path(get, path = "/api/v1/customers/{id}", operation_id = "get_customer", tag = "customers",
    params(("id" = String, Path, example = "cus_0c1x2y3z4w5v6")),
    responses((status = 200, body = CustomerView)))]
pub(crate) async fn get_customer(call: Call, Path(id): Path<String>) -> ApiResult {
    let id = call.id(&id)?;
    let lang = call.teller.lang;
    call.read(move |tx, ctx, scope| load(tx, ctx, scope, id, lang))
        .await
}
