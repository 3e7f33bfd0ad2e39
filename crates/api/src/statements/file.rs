//! `GET /statements/{id}/pdf` and `/xlsx`

use crate::call::{ApiResult, Call};
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use jieqing_domain::access::Permission;
use jieqing_domain::statements::{Rendered, rendered};
use jieqing_domain::wire;
use jieqing_kernel::error::Error;

/// Get a statement as PDF
#[utoipa::path(get, path = "/api/v1/statements/{id}/pdf", operation_id = "get_statement_pdf", tag = "statements",
    params(("id" = String, Path, example = "stm_0c1x2y3z4w5v6")),
    responses((status = 200, content_type = "application/pdf", body = Vec<u8>)))]
pub(crate) async fn get_statement_pdf(call: Call, Path(id): Path<String>) -> ApiResult {
    file(call, &id, Rendered::Pdf).await
}

/// Get a statement as workbook
#[utoipa::path(get, path = "/api/v1/statements/{id}/xlsx", operation_id = "get_statement_xlsx", tag = "statements",
    params(("id" = String, Path, example = "stm_0c1x2y3z4w5v6")),
    responses((status = 200, body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(crate) async fn get_statement_xlsx(call: Call, Path(id): Path<String>) -> ApiResult {
    file(call, &id, Rendered::Xlsx).await
}

async fn file(call: Call, id: &str, kind: Rendered) -> ApiResult {
    let id = call.id::<wire::Statement>(id)?;
    let ctx = call.ctx()?.clone();
    let state = call.state.clone();
    let made = tokio::task::spawn_blocking(move || {
        let reading = (&ctx, Permission::StatementsRead);
        rendered(&state.jieqing, &state.documents, reading, id, kind)
    });
    let (name, bytes) = made
        .await
        .unwrap_or_else(|_| Err(Error::bug("rendering")))
        .map_err(|e| call.fail(&e))?;
    Ok(download(&name, kind.media_type(), bytes))
}

/// A file to be kept, not shown.
pub(crate) fn download(name: &str, media_type: &'static str, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, media_type.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    (headers, bytes).into_response()
}
