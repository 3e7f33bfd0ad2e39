//! `GET /public/statements/{token}/pdf` and `/xlsx`

use super::guard::LinkCall;
use crate::call::ApiResult;
use crate::statements::download;
use jieqing_domain::access::Permission;
use jieqing_domain::statements::{Rendered, rendered};

/// Get a shared statement as PDF
#[utoipa::path(get, path = "/api/v1/public/statements/{token}/pdf", operation_id = "show_statement_pdf", tag = "public",
    params(("token" = String, Path, example = "5f1c…")),
    responses((status = 200, content_type = "application/pdf", body = Vec<u8>)))]
pub(crate) async fn show_statement_pdf(call: LinkCall) -> ApiResult {
    file(call, Rendered::Pdf).await
}

/// Get a shared statement as workbook
#[utoipa::path(get, path = "/api/v1/public/statements/{token}/xlsx", operation_id = "show_statement_xlsx", tag = "public",
    params(("token" = String, Path, example = "5f1c…")),
    responses((status = 200, body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(crate) async fn show_statement_xlsx(call: LinkCall) -> ApiResult {
    file(call, Rendered::Xlsx).await
}

async fn file(call: LinkCall, kind: Rendered) -> ApiResult {
    let (name, bytes) = call
        .block(move |call| {
            let reading = (&call.ctx, Permission::LinkUse);
            let (jieqing, documents) = (&call.state.jieqing, &call.state.documents);
            rendered(jieqing, documents, reading, call.link.statement, kind)
        })
        .await?;
    Ok(download(&name, kind.media_type(), bytes))
}
