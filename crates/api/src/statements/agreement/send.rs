//! `POST /statements/{id}/links`

use crate::body::Body;
use crate::call::{ApiResult, Call};
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::statements::agreement::{SendLink, link_secret};
use jieqing_domain::wire;
use jieqing_kernel::actor::Link;
use jieqing_kernel::id::Id;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// For whom and how long.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SendLinkBody {
    /// For whom, in words.
    #[schema(example = "王会计 13800000000")]
    recipient: String,
    /// Days it lives, 1 to 90.
    #[schema(example = 14)]
    days: i64,
}

/// The new link.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SentLink {
    /// Id.
    #[schema(example = "lnk_0c1x2y3z4w5v6")]
    id: String,
    /// The page is `/c/` and this. Shown this once; null when the request is repeated.
    #[schema(example = "5f1c0e…")]
    secret: Option<String>,
}

/// Make a link for the customer
///
/// Whoever has it reads this statement and answers it, without an account.
#[utoipa::path(post, path = "/api/v1/statements/{id}/links", operation_id = "send_statement_link", tag = "statements",
    params(("id" = String, Path, example = "stm_0c1x2y3z4w5v6")),
    request_body = SendLinkBody, responses((status = 201, body = SentLink)))]
pub(crate) async fn send_statement_link(
    call: Call,
    Path(id): Path<String>,
    sent: Body<SendLinkBody>,
) -> ApiResult {
    let statement = call.id::<wire::Statement>(&id)?;
    let secret = link_secret().map_err(|e| call.fail(&e))?;
    let command = SendLink {
        id: call.ctx()?.new_id(),
        statement,
        recipient: sent.value.recipient,
        days: sent.value.days,
        hash: secret.hash,
    };
    let view = |id: Id<Link>| SentLink {
        id: id.to_string(),
        secret: None,
    };
    call.with_body(sent.hash)
        .write_with_secret(StatusCode::CREATED, command, view, ("secret", secret.text))
        .await
}
