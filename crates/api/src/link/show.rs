//! `GET /public/statements/{token}`

use super::guard::LinkCall;
use super::view::{SharedStatement, shared};
use crate::call::ApiResult;
use axum::response::IntoResponse;
use jieqing_domain::access::Permission;
use jieqing_domain::statements::{agreement, query};

/// See a statement by its link
///
/// Changes nothing: programs that open links in mails don't make it viewed.
#[utoipa::path(get, path = "/api/v1/public/statements/{token}", operation_id = "show_statement", tag = "public",
    params(("token" = String, Path, example = "5f1c…")),
    responses((status = 200, body = SharedStatement)))]
pub(crate) async fn show_statement(call: LinkCall) -> ApiResult {
    let view = call
        .block(|call| {
            let (id, until) = (call.link.statement, call.link.expires_at);
            let jieqing = &call.state.jieqing;
            jieqing.read(&call.ctx, Permission::LinkUse, |tx, ctx, scope| {
                let statement = query::get(tx, ctx, scope, id)?;
                let so_far = agreement::query::agreement(tx, ctx, scope, id)?;
                Ok(shared(statement, so_far, until))
            })
        })
        .await?;
    Ok(axum::Json(view).into_response())
}
