//! `GET /users/{id}`

use super::view::{UserView, load};
use crate::call::{ApiResult, Call};
use axum::extract::Path;

/// Get a user
#[utoipa::path(get, path = "/api/v1/users/{id}", operation_id = "get_user", tag = "users",
    params(("id" = String, Path, example = "usr_0c1x2y3z4w5v6")),
    responses((status = 200, body = UserView)))]
pub(crate) async fn get_user(call: Call, Path(id): Path<String>) -> ApiResult {
    let id = call.id(&id)?;
    call.read(move |tx, ctx, _| load(tx, ctx, id)).await
}
