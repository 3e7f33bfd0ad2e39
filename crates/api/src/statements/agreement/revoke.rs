//! `POST /statements/{id}/links/{link_id}/revoke`

use super::view::{AgreementBody, body};
use crate::call::{ApiResult, Call};
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::access::Scope;
use jieqing_domain::statements::agreement::{RevokeLink, query};
use jieqing_domain::wire;
use jieqing_kernel::actor::Link;

/// Revoke a link
///
/// It opens nothing from the next request on.
#[utoipa::path(post, path = "/api/v1/statements/{id}/links/{link_id}/revoke", operation_id = "revoke_statement_link", tag = "statements",
    params(("id" = String, Path, example = "stm_0c1x2y3z4w5v6"), ("link_id" = String, Path, example = "lnk_0c1x2y3z4w5v6")),
    responses((status = 200, body = AgreementBody)))]
pub(crate) async fn revoke_statement_link(
    call: Call,
    Path((id, link)): Path<(String, String)>,
) -> ApiResult {
    let statement = call.id::<wire::Statement>(&id)?;
    let link = call.id::<Link>(&link)?;
    call.write(
        StatusCode::OK,
        RevokeLink { statement, link },
        move |tx, ctx, ()| Ok(body(query::agreement(tx, ctx, &Scope::Company, statement)?)),
    )
    .await
}
