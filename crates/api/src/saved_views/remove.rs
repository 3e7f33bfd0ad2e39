//! `DELETE /saved-views/{id}`

use crate::call::{ApiResult, Call};
use crate::openapi::Done;
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::admin::RemoveView;

/// Remove a saved view of mine
#[utoipa::path(delete, path = "/api/v1/saved-views/{id}", operation_id = "remove_saved_view",
    tag = "saved-views", params(("id" = String, Path, example = "viw_0c1x2y3z4w5v6")),
    responses((status = 200, description = "Removed", body = Done)))]
pub(crate) async fn remove_saved_view(call: Call, Path(id): Path<String>) -> ApiResult {
    let command = RemoveView { id: call.id(&id)? };
    call.write(StatusCode::OK, command, |_, _, ()| Ok(Done {}))
        .await
}
