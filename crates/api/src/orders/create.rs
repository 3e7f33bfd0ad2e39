//! `POST /orders`

use super::draft::OrderBody;
use super::view::OrderResult;
use crate::body::Body;
use crate::call::{ApiResult, Call};
use axum::http::StatusCode;
use jieqing_domain::orders::CreateOrder;
use serde::Deserialize;
use utoipa::ToSchema;

/// An order to be entered.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CreateOrderBody {
    /// Its content.
    order: OrderBody,
    /// Submit it at once.
    #[schema(example = true)]
    #[serde(default)]
    submit: bool,
    /// Warnings were seen (duplicate customer PO, unusual quantity).
    #[schema(example = false)]
    #[serde(default)]
    accept_warnings: bool,
}

/// Enter an order
#[utoipa::path(post, path = "/api/v1/orders", operation_id = "create_order", tag = "orders",
    request_body = CreateOrderBody, responses((status = 201, body = OrderResult)))]
pub(crate) async fn create_order(call: Call, body: Body<CreateOrderBody>) -> ApiResult {
    let lang = call.teller.lang;
    let command = CreateOrder {
        draft: body.value.order.draft().map_err(|e| call.fail(&e))?,
        submit: body.value.submit,
        accept_warnings: body.value.accept_warnings,
    };
    call.with_body(body.hash)
        .write(StatusCode::CREATED, command, move |_, _, done| {
            Ok(OrderResult::of(&done, lang))
        })
        .await
}
