//! `PATCH /deliveries/{id}`

use super::view::{DeliveryView, view};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::access::Scope;
use jieqing_domain::fulfilment::ChangeDelivery;
use jieqing_domain::wire;
use serde::Deserialize;
use utoipa::ToSchema;

/// What may change while goods are on their way; absent fields stay.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangeDeliveryBody {
    /// Carrier.
    #[schema(example = "德邦")]
    carrier: Option<String>,
    /// Tracking number.
    #[schema(example = "DPK1234567890")]
    tracking_no: Option<String>,
    /// Address.
    #[schema(example = "宁波市鄞州区1号")]
    ship_to: Option<String>,
    /// Note.
    #[schema(example = "改送宁波仓")]
    note: Option<String>,
}

/// Change a delivery on its way
///
/// `If-Match` carries the delivery's version.
#[utoipa::path(patch, path = "/api/v1/deliveries/{id}", operation_id = "change_delivery", tag = "deliveries",
    params(("id" = String, Path, example = "dlv_0c1x2y3z4w5v6"), ("If-Match" = String, Header, example = "\"2\"")),
    request_body = ChangeDeliveryBody, responses((status = 200, body = DeliveryView)))]
pub(crate) async fn change_delivery(
    call: Call,
    Path(id): Path<String>,
    sent: Body<ChangeDeliveryBody>,
) -> ApiResult {
    let command = ChangeDelivery {
        id: call.id::<wire::Delivery>(&id)?,
        version: call.if_match()?,
        carrier: sent.value.carrier,
        tracking_no: sent.value.tracking_no,
        ship_to: sent.value.ship_to,
        note: sent.value.note,
    };
    call.with_body(sent.hash)
        .write(StatusCode::OK, command, |tx, ctx, id| {
            view(tx, ctx, &Scope::Company, id)
        })
        .await
}
