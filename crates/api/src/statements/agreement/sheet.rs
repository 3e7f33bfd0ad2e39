//! `GET /statements/{id}/confirmation.pdf`

use crate::call::{ApiResult, Call};
use crate::statements::download;
use axum::extract::Path;
use jieqing_domain::statements::agreement::{Verdict, confirmation_sheet, query as agreements};
use jieqing_domain::statements::query;
use jieqing_domain::wire;
use jieqing_kernel::error::Error;

/// Get the confirmation sheet
///
/// Who confirmed which content, when and from where; 404 until it is confirmed.
#[utoipa::path(get, path = "/api/v1/statements/{id}/confirmation.pdf", operation_id = "get_confirmation_sheet", tag = "statements",
    params(("id" = String, Path, example = "stm_0c1x2y3z4w5v6")),
    responses((status = 200, content_type = "application/pdf", body = Vec<u8>)))]
pub(crate) async fn get_confirmation_sheet(call: Call, Path(id): Path<String>) -> ApiResult {
    let id = call.id::<wire::Statement>(&id)?;
    let (statement, answer) = call
        .load(move |tx, ctx, scope| {
            let statement = query::get(tx, ctx, scope, id)?;
            let answers = agreements::agreement(tx, ctx, scope, id)?.answers;
            let confirmed = answers.into_iter().find(|a| a.verdict == Verdict::Confirm);
            Ok((statement, confirmed.ok_or(Error::NotFound)?))
        })
        .await?;
    let name = format!("{}-confirmation.pdf", statement.row.number);
    let documents = call.state.documents.clone();
    let made =
        tokio::task::spawn_blocking(move || confirmation_sheet(&documents, &statement, &answer));
    let bytes = made
        .await
        .unwrap_or_else(|_| Err(Error::bug("rendering")))
        .map_err(|e| call.fail(&e))?;
    Ok(download(&name, "application/pdf", bytes))
}
