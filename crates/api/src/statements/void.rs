//! `POST /statements/{id}/void`

use super::view::{StatementDetailBody, detail};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::access::Scope;
use jieqing_domain::statements::{VoidStatement, query};
use jieqing_domain::wire;
use serde::Deserialize;
use utoipa::ToSchema;

/// Why it is taken back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct VoidStatementBody {
    /// Reason.
    #[schema(example = "漏记一张送货单")]
    reason: String,
}

/// Void a statement
///
/// `If-Match` carries its version. Only the last one of a customer and currency can be voided.
#[utoipa::path(post, path = "/api/v1/statements/{id}/void", operation_id = "void_statement", tag = "statements",
    params(("id" = String, Path, example = "stm_0c1x2y3z4w5v6")),
    request_body = VoidStatementBody, responses((status = 200, body = StatementDetailBody)))]
pub(crate) async fn void_statement(
    call: Call,
    Path(id): Path<String>,
    sent: Body<VoidStatementBody>,
) -> ApiResult {
    let id = call.id::<wire::Statement>(&id)?;
    let command = VoidStatement {
        id,
        version: call.if_match()?,
        reason: sent.value.reason,
    };
    call.with_body(sent.hash)
        .write(StatusCode::OK, command, move |tx, ctx, ()| {
            Ok(detail(query::get(tx, ctx, &Scope::Company, id)?))
        })
        .await
}
