//! `GET /statements/{id}/agreement`

use super::view::{AgreementBody, body};
use crate::call::{ApiResult, Call};
use axum::extract::Path;
use jieqing_domain::statements::agreement::query;
use jieqing_domain::wire;

/// Get how far a statement is agreed
///
/// Links, answers and objections of its customer.
#[utoipa::path(get, path = "/api/v1/statements/{id}/agreement", operation_id = "get_agreement", tag = "statements",
    params(("id" = String, Path, example = "stm_0c1x2y3z4w5v6")),
    responses((status = 200, body = AgreementBody)))]
pub(crate) async fn get_agreement(call: Call, Path(id): Path<String>) -> ApiResult {
    let id = call.id::<wire::Statement>(&id)?;
    call.read(move |tx, ctx, scope| Ok(body(query::agreement(tx, ctx, scope, id)?)))
        .await
}
