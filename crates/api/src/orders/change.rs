//! `PATCH /orders/{id}`

use super::draft::OrderBody;
use super::view::OrderResult;
use crate::body::Body;
use crate::call::{ApiResult, Call};
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::orders::ChangeOrder;

/// Replace the content of a draft or submitted order
///
/// It is a draft afterwards; releases given before are void.
#[utoipa::path(patch, path = "/api/v1/orders/{id}", operation_id = "change_order", tag = "orders",
    params(("id" = String, Path, example = "ord_0c1x2y3z4w5v6"), ("If-Match" = String, Header, example = "\"1\"")),
    request_body = OrderBody, responses((status = 200, body = OrderResult)))]
pub(crate) async fn change_order(
    call: Call,
    Path(id): Path<String>,
    body: Body<OrderBody>,
) -> ApiResult {
    let lang = call.teller.lang;
    let command = ChangeOrder {
        id: call.id(&id)?,
        version: call.if_match()?,
        draft: body.value.draft().map_err(|e| call.fail(&e))?,
    };
    call.with_body(body.hash)
        .write(StatusCode::OK, command, move |_, _, done| {
            Ok(OrderResult::of(&done, lang))
        })
        .await
}
