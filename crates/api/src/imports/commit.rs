//! `POST /imports/{id}/commit`

use super::run::{blocking, ready};
use super::view::ImportView;
use crate::call::{ApiResult, Call};
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::imports::query;
use jieqing_domain::wire;
use std::sync::Arc;

/// Store an import
///
/// All rows or none: with failing rows and without the option `skip_failed` nothing is stored and
/// the answer's `state` stays `previewed`.
#[utoipa::path(post, path = "/api/v1/imports/{id}/commit", operation_id = "commit_import", tag = "imports",
    params(("id" = String, Path, example = "imp_0c1x2y3z4w5v6")),
    responses((status = 200, body = ImportView)))]
pub(crate) async fn commit_import(call: Call, Path(id): Path<String>) -> ApiResult {
    let id = call.id::<wire::Import>(&id)?;
    let stored = call.load(move |tx, ctx, _| query::get(tx, ctx, id)).await?;
    let (ctx, state) = (call.ctx()?.clone(), call.state.clone());
    let blobs = Arc::clone(&state.blobs);
    let command = async {
        let request = blocking(move || query::stored_request(&stored, &*blobs)).await?;
        ready(state, ctx, request, id).await
    };
    let command = command.await.map_err(|e| call.fail(&e))?;
    call.write(StatusCode::OK, command, |tx, ctx, done| {
        Ok(ImportView::from(query::get(tx, ctx, done.id)?))
    })
    .await
}
