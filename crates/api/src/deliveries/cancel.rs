//! `POST /deliveries/{id}/cancel`

use super::view::{DeliveryView, view};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::access::Scope;
use jieqing_domain::fulfilment::CancelDelivery;
use jieqing_domain::wire;
use serde::Deserialize;
use utoipa::ToSchema;

/// Why it is cancelled.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CancelDeliveryBody {
    /// Reason.
    #[schema(example = "地址有误")]
    reason: String,
}

/// Cancel a delivery before sign-off
///
/// `If-Match` carries the delivery's version.
#[utoipa::path(post, path = "/api/v1/deliveries/{id}/cancel", operation_id = "cancel_delivery", tag = "deliveries",
    params(("id" = String, Path, example = "dlv_0c1x2y3z4w5v6"), ("If-Match" = String, Header, example = "\"2\"")),
    request_body = CancelDeliveryBody, responses((status = 200, body = DeliveryView)))]
pub(crate) async fn cancel_delivery(
    call: Call,
    Path(id): Path<String>,
    sent: Body<CancelDeliveryBody>,
) -> ApiResult {
    let command = CancelDelivery {
        id: call.id::<wire::Delivery>(&id)?,
        version: call.if_match()?,
        reason: sent.value.reason,
    };
    call.with_body(sent.hash)
        .write(StatusCode::OK, command, |tx, ctx, id| {
            view(tx, ctx, &Scope::Company, id)
        })
        .await
}
