//! `GET /returns/{id}`

use super::view::{ReturnView, view};
use crate::call::{ApiResult, Call};
use axum::extract::Path;
use jieqing_domain::wire;

/// Get a return
#[utoipa::path(get, path = "/api/v1/returns/{id}", operation_id = "get_return", tag = "returns",
    params(("id" = String, Path, example = "ret_0c1x2y3z4w5v6")),
    responses((status = 200, body = ReturnView)))]
pub(crate) async fn get_return(call: Call, Path(id): Path<String>) -> ApiResult {
    let id = call.id::<wire::Return>(&id)?;
    call.read(move |tx, ctx, scope| view(tx, ctx, scope, id))
        .await
}
