//! `POST /orders/{id}/close`

use super::view::{OrderResult, ReasonBody};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::orders::CloseOrder;

/// Give up what is not delivered of a confirmed order
#[utoipa::path(post, path = "/api/v1/orders/{id}/close", operation_id = "close_order", tag = "orders",
    params(("id" = String, Path, example = "ord_0c1x2y3z4w5v6"), ("If-Match" = String, Header, example = "\"3\"")),
    request_body = ReasonBody, responses((status = 200, body = OrderResult)))]
pub(crate) async fn close_order(
    call: Call,
    Path(id): Path<String>,
    body: Body<ReasonBody>,
) -> ApiResult {
    let lang = call.teller.lang;
    let command = CloseOrder {
        id: call.id(&id)?,
        version: call.if_match()?,
        reason: body.value.reason,
    };
    call.with_body(body.hash)
        .write(StatusCode::OK, command, move |_, _, done| {
            Ok(OrderResult::of(&done, lang))
        })
        .await
}
