//! `GET /statements/{id}/pdf` and `/xlsx`

use crate::call::{ApiResult, Call};
use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse;
use jieqing_domain::statements::{Rendered, rendered};
use jieqing_domain::wire;
use jieqing_kernel::error::Error;

/// Get a statement as PDF
#[utoipa::path(get, path = "/api/v1/statements/{id}/pdf", operation_id = "get_statement_pdf", tag = "statements",
    params(("id" = String, Path, example = "stm_0c1x2y3z4w5v6")),
    responses((status = 200, content_type = "application/pdf", body = Vec<u8>)))]
pub(crate) async fn get_statement_pdf(call: Call, Path(id): Path<String>) -> ApiResult {
    file(call, &id, Rendered::Pdf, "application/pdf").await
}

/// Get a statement as workbook
#[utoipa::path(get, path = "/api/v1/statements/{id}/xlsx", operation_id = "get_statement_xlsx", tag = "statements",
    params(("id" = String, Path, example = "stm_0c1x2y3z4w5v6")),
    responses((status = 200, body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(crate) async fn get_statement_xlsx(call: Call, Path(id): Path<String>) -> ApiResult {
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    file(call, &id, Rendered::Xlsx, kind).await
}

async fn file(call: Call, id: &str, kind: Rendered, media_type: &'static str) -> ApiResult {
    let id = call.id::<wire::Statement>(id)?;
    let ctx = call.ctx()?.clone();
    let state = call.state.clone();
    let made = tokio::task::spawn_blocking(move || {
        rendered(&state.jieqing, &state.documents, &ctx, id, kind)
    });
    let (name, bytes) = made
        .await
        .unwrap_or_else(|_| Err(Error::bug("rendering")))
        .map_err(|e| call.fail(&e))?;
    let headers = [
        (header::CONTENT_TYPE, media_type.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}
