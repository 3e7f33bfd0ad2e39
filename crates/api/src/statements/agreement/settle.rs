//! `POST /statements/{id}/objections/{objection_id}/settle`

use super::view::{AgreementBody, body};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::access::Scope;
use jieqing_domain::statements::agreement::{SettleObjection, query};
use jieqing_domain::wire;
use serde::Deserialize;
use utoipa::ToSchema;

/// What we say to it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SettleObjectionBody {
    /// Whether we agree.
    #[schema(example = true)]
    accepted: bool,
    /// What the customer is told; needed when we don't agree.
    #[serde(default)]
    #[schema(example = "下期调整单价差")]
    reply: String,
}

/// Accept or reject an objection
///
/// `If-Match` carries the objection's version.
#[utoipa::path(post, path = "/api/v1/statements/{id}/objections/{objection_id}/settle", operation_id = "settle_objection", tag = "statements",
    params(("id" = String, Path, example = "stm_0c1x2y3z4w5v6"), ("objection_id" = String, Path, example = "obj_0c1x2y3z4w5v6")),
    request_body = SettleObjectionBody, responses((status = 200, body = AgreementBody)))]
pub(crate) async fn settle_objection(
    call: Call,
    Path((id, objection)): Path<(String, String)>,
    sent: Body<SettleObjectionBody>,
) -> ApiResult {
    let statement = call.id::<wire::Statement>(&id)?;
    let command = SettleObjection {
        statement,
        id: call.id::<wire::Objection>(&objection)?,
        version: call.if_match()?,
        accepted: sent.value.accepted,
        reply: sent.value.reply,
    };
    call.with_body(sent.hash)
        .write(StatusCode::OK, command, move |tx, ctx, ()| {
            Ok(body(query::agreement(tx, ctx, &Scope::Company, statement)?))
        })
        .await
}
