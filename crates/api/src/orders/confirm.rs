//! `POST /orders/{id}/confirm`

use super::view::OrderResult;
use crate::call::{ApiResult, Call};
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::orders::ConfirmOrder;

/// Confirm a submitted order
///
/// Verified once more with the customer locked; open findings refuse with `orders.findings_open`.
#[utoipa::path(post, path = "/api/v1/orders/{id}/confirm", operation_id = "confirm_order", tag = "orders",
    params(("id" = String, Path, example = "ord_0c1x2y3z4w5v6"), ("If-Match" = String, Header, example = "\"2\"")),
    responses((status = 200, body = OrderResult)))]
pub(crate) async fn confirm_order(call: Call, Path(id): Path<String>) -> ApiResult {
    let lang = call.teller.lang;
    let command = ConfirmOrder {
        id: call.id(&id)?,
        version: call.if_match()?,
    };
    call.write(StatusCode::OK, command, move |_, _, done| {
        Ok(OrderResult::of(&done, lang))
    })
    .await
}
