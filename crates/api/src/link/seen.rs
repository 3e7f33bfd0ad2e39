//! `POST /public/statements/{token}/seen`

use super::guard::LinkCall;
use crate::call::ApiResult;
use axum::response::IntoResponse;
use jieqing_domain::statements::agreement::MarkSeen;
use serde::Serialize;
use utoipa::ToSchema;

/// How far the statement is agreed now.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SeenBody {
    /// `viewed`, `differing` or `confirmed`.
    #[schema(example = "viewed")]
    agreement: &'static str,
}

/// Tell that somebody looks at the statement
///
/// The page sends it once a person has touched it.
#[utoipa::path(post, path = "/api/v1/public/statements/{token}/seen", operation_id = "mark_statement_seen", tag = "public",
    params(("token" = String, Path, example = "5f1c…")),
    responses((status = 200, body = SeenBody)))]
pub(crate) async fn mark_statement_seen(call: LinkCall) -> ApiResult {
    let agreement = call.execute(MarkSeen).await?.as_str();
    Ok(axum::Json(SeenBody { agreement }).into_response())
}
