//! `POST /orders/{id}/cancel`

use super::view::{OrderResult, ReasonBody};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::orders::CancelOrder;

/// Cancel an order of which nothing was dispatched
#[utoipa::path(post, path = "/api/v1/orders/{id}/cancel", operation_id = "cancel_order", tag = "orders",
    params(("id" = String, Path, example = "ord_0c1x2y3z4w5v6"), ("If-Match" = String, Header, example = "\"3\"")),
    request_body = ReasonBody, responses((status = 200, body = OrderResult)))]
pub(crate) async fn cancel_order(
    call: Call,
    Path(id): Path<String>,
    body: Body<ReasonBody>,
) -> ApiResult {
    let lang = call.teller.lang;
    let command = CancelOrder {
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
