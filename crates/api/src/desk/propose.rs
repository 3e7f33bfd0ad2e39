//! `POST /receipt-desk/{id}/propose`

use super::get::{DeskDetailBody, body};
use crate::call::{ApiResult, Call};
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::access::Scope;
use jieqing_domain::desk::{Reach, StoreProposals, propose, query};
use jieqing_domain::wire;

/// Look at one receipt anew
///
/// Bounded: the items of its customer, or, while nobody claimed it, the 20,000 items due first.
#[utoipa::path(post, path = "/api/v1/receipt-desk/{id}/propose", operation_id = "propose_receipt",
    tag = "receipt-desk", params(("id" = String, Path, example = "rcp_0c1x2y3z4w5v6")),
    responses((status = 200, body = DeskDetailBody)))]
pub(crate) async fn propose_receipt(call: Call, Path(id): Path<String>) -> ApiResult {
    let id = call.id::<wire::Receipt>(&id)?;
    let lang = call.teller.lang;
    let found = call
        .load(move |tx, ctx, scope| {
            query::detail(tx, ctx, scope, id)?;
            propose(tx, ctx, scope, &Reach::These(vec![id]))
        })
        .await?;
    call.write(StatusCode::OK, StoreProposals(found), move |tx, ctx, ()| {
        Ok(body(query::detail(tx, ctx, &Scope::Company, id)?, lang))
    })
    .await
}
