//! `DELETE /invoices/{id}`

use crate::call::{ApiResult, Call};
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::invoicing::DeleteDraft;
use jieqing_domain::wire;
use serde::Serialize;
use utoipa::ToSchema;

/// What was deleted.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeletedInvoice {
    /// Id.
    #[schema(example = "inv_0c1x2y3z4w5v6")]
    id: String,
}

/// Delete a draft
///
/// `If-Match` carries the invoice's version.
#[utoipa::path(delete, path = "/api/v1/invoices/{id}", operation_id = "delete_invoice", tag = "invoices",
    params(("id" = String, Path, example = "inv_0c1x2y3z4w5v6"), ("If-Match" = String, Header, example = "\"2\"")),
    responses((status = 200, body = DeletedInvoice)))]
pub(crate) async fn delete_invoice(call: Call, Path(id): Path<String>) -> ApiResult {
    let id = call.id::<wire::Invoice>(&id)?;
    let command = DeleteDraft {
        id,
        version: call.if_match()?,
    };
    call.write(StatusCode::OK, command, move |_, _, ()| {
        Ok(DeletedInvoice { id: id.to_string() })
    })
    .await
}
