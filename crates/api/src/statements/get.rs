//! `GET /statements/{id}`

use super::view::{StatementDetailBody, detail};
use crate::call::{ApiResult, Call};
use axum::extract::Path;
use jieqing_domain::statements::query;
use jieqing_domain::wire;

/// Get a statement
#[utoipa::path(get, path = "/api/v1/statements/{id}", operation_id = "get_statement", tag = "statements",
    params(("id" = String, Path, example = "stm_0c1x2y3z4w5v6")),
    responses((status = 200, body = StatementDetailBody)))]
pub(crate) async fn get_statement(call: Call, Path(id): Path<String>) -> ApiResult {
    let id = call.id::<wire::Statement>(&id)?;
    call.read(move |tx, ctx, scope| Ok(detail(query::get(tx, ctx, scope, id)?)))
        .await
}
