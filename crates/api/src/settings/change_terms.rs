//! `PATCH /terms/{id}`

use super::terms::{TermsBody, body as view};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::settings::{ChangeTerms, query};
use serde::Deserialize;
use utoipa::ToSchema;

/// What changes; absent fields stay as they are.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UpdateTermsBody {
    /// Short unique code.
    #[schema(example = "EOM45")]
    code: Option<String>,
    /// Name.
    #[schema(example = "月结45天")]
    name: Option<String>,
    /// Rule in its text form; counts for documents from now on.
    #[schema(example = "eom_45")]
    rule: Option<String>,
    /// Whether new documents may take them; `false` takes them out of use.
    #[schema(example = false)]
    active: Option<bool>,
}

/// Change payment terms or take them out of use
///
/// `If-Match` carries their version. Documents keep the terms they took.
#[utoipa::path(patch, path = "/api/v1/terms/{id}", operation_id = "update_terms", tag = "settings",
    params(("id" = String, Path, example = "trm_0c1x2y3z4w5v6")),
    request_body = UpdateTermsBody, responses((status = 200, body = TermsBody)))]
pub(crate) async fn update_terms(
    call: Call,
    Path(id): Path<String>,
    body: Body<UpdateTermsBody>,
) -> ApiResult {
    let id = call.id(&id)?;
    let version = call.if_match()?;
    let now = call
        .load(move |tx, ctx, _| query::one_terms(tx, ctx, id))
        .await?;
    let command = ChangeTerms {
        id,
        version,
        code: body.value.code.unwrap_or(now.code),
        name: body.value.name.unwrap_or(now.name),
        rule: body.value.rule.unwrap_or(now.rule),
        active: body.value.active.unwrap_or(now.active),
    };
    call.with_body(body.hash)
        .write(StatusCode::OK, command, |tx, ctx, id| {
            Ok(view(query::one_terms(tx, ctx, id)?))
        })
        .await
}
