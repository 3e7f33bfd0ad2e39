//! `POST /orders/{id}/submit`

use super::view::OrderResult;
use crate::body::Body;
use crate::call::{ApiResult, Call};
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::orders::SubmitOrder;
use serde::Deserialize;
use utoipa::ToSchema;

/// How to submit.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SubmitOrderBody {
    /// Warnings were seen (duplicate customer PO, unusual quantity).
    #[schema(example = true)]
    #[serde(default)]
    accept_warnings: bool,
}

/// Submit a draft for confirmation
#[utoipa::path(post, path = "/api/v1/orders/{id}/submit", operation_id = "submit_order", tag = "orders",
    params(("id" = String, Path, example = "ord_0c1x2y3z4w5v6"), ("If-Match" = String, Header, example = "\"1\"")),
    request_body = SubmitOrderBody, responses((status = 200, body = OrderResult)))]
pub(crate) async fn submit_order(
    call: Call,
    Path(id): Path<String>,
    body: Body<SubmitOrderBody>,
) -> ApiResult {
    let lang = call.teller.lang;
    let command = SubmitOrder {
        id: call.id(&id)?,
        version: call.if_match()?,
        accept_warnings: body.value.accept_warnings,
    };
    call.with_body(body.hash)
        .write(StatusCode::OK, command, move |_, _, done| {
            Ok(OrderResult::of(&done, lang))
        })
        .await
}
