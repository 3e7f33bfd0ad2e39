//! `GET /imports/{id}`

use super::view::ImportView;
use crate::call::{ApiResult, Call};
use axum::extract::Path;
use jieqing_domain::imports::query;
use jieqing_domain::wire;

/// Get an import
#[utoipa::path(get, path = "/api/v1/imports/{id}", operation_id = "get_import", tag = "imports",
    params(("id" = String, Path, example = "imp_0c1x2y3z4w5v6")),
    responses((status = 200, body = ImportView)))]
pub(crate) async fn get_import(call: Call, Path(id): Path<String>) -> ApiResult {
    let id = call.id::<wire::Import>(&id)?;
    call.read(move |tx, ctx, _| Ok(ImportView::from(query::get(tx, ctx, id)?)))
        .await
}
