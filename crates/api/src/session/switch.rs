//! `POST /session/company`

use super::view::{SessionView, session_view};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use axum::http::StatusCode;
use jieqing_domain::admin::auth::SwitchCompany;
use jieqing_domain::admin::load_ctx;
use serde::Deserialize;
use utoipa::ToSchema;

/// Where to go.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SwitchCompanyBody {
    /// Company.
    #[schema(example = "com_0c1x2y3z4w5v6")]
    company_id: String,
}

/// Go on in another company
///
/// Only this session moves. Answers with the session there.
#[utoipa::path(post, path = "/api/v1/session/company", operation_id = "switch_company", tag = "session",
    request_body = SwitchCompanyBody, responses((status = 200, body = SessionView)))]
pub(crate) async fn switch_company(call: Call, body: Body<SwitchCompanyBody>) -> ApiResult {
    let session = call.own_session()?;
    let company = call.id(&body.value.company_id)?;
    let csrf = call.principal().map(|p| p.csrf.clone()).unwrap_or_default();
    let command = SwitchCompany { session, company };
    call.with_body(body.hash)
        .write(StatusCode::OK, command, move |tx, ctx, ()| {
            let id = ctx.request_id.clone();
            let there = load_ctx(tx, &ctx.clock, &ctx.ids, company, ctx.actor, id)?;
            session_view(tx, &there, csrf.clone(), false)
        })
        .await
}
