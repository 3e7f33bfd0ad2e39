//! `POST /receipt-desk/{id}/mark`

use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::openapi::Done;
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::desk::MarkReceipt;
use serde::Deserialize;
use utoipa::ToSchema;

/// Note and whether it is put aside.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MarkReceiptBody {
    /// Put aside: it leaves the desk's list until it is taken back.
    #[schema(example = true)]
    skipped: bool,
    /// Note for whoever looks next.
    #[schema(example = "等客户回复")]
    #[serde(default)]
    note: String,
}

/// Note on a receipt, or put it aside
#[utoipa::path(post, path = "/api/v1/receipt-desk/{id}/mark", operation_id = "mark_receipt", tag = "receipt-desk",
    params(("id" = String, Path, example = "rcp_0c1x2y3z4w5v6")),
    request_body = MarkReceiptBody, responses((status = 200, description = "Marked", body = Done)))]
pub(crate) async fn mark_receipt(
    call: Call,
    Path(id): Path<String>,
    sent: Body<MarkReceiptBody>,
) -> ApiResult {
    let command = MarkReceipt {
        receipt: call.id(&id)?,
        skipped: sent.value.skipped,
        note: sent.value.note,
    };
    call.with_body(sent.hash)
        .write(StatusCode::OK, command, |_, _, ()| Ok(Done {}))
        .await
}
