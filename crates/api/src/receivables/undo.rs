//! `POST /allocations/{batch_id}/undo`

use crate::call::{ApiResult, Call};
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::receivables::UndoAllocationBatch;
use jieqing_domain::wire;
use serde::Serialize;
use utoipa::ToSchema;

/// What was undone.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UndoneBody {
    /// The batch.
    #[schema(example = "alb_0c1x2y3z4w5v6")]
    batch_id: String,
}

/// Undo an allocation
#[utoipa::path(post, path = "/api/v1/allocations/{batch_id}/undo", operation_id = "undo_allocation",
    tag = "receivables", params(("batch_id" = String, Path, example = "alb_0c1x2y3z4w5v6")),
    responses((status = 200, body = UndoneBody)))]
pub(crate) async fn undo_allocation(call: Call, Path(batch): Path<String>) -> ApiResult {
    let batch = call.id::<wire::AllocationBatch>(&batch)?;
    call.write(
        StatusCode::OK,
        UndoAllocationBatch { batch },
        move |_, _, ()| {
            Ok(UndoneBody {
                batch_id: batch.to_string(),
            })
        },
    )
    .await
}
