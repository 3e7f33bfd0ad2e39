//! `POST /deliveries`

use super::view::{DeliveryView, view};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use axum::http::StatusCode;
use jieqing_domain::access::Scope;
use jieqing_domain::fulfilment::{CreateDelivery, DeliveryLineDraft, NewDelivery};
use jieqing_kernel::decimal::QTY_SCALE;
use jieqing_kernel::error::Result;
use serde::Deserialize;
use utoipa::ToSchema;

/// Goods that leave for a confirmed order.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CreateDeliveryBody {
    /// Order.
    #[schema(example = "ord_0c1x2y3z4w5v6")]
    order_id: String,
    /// What goes out; everything that remains when empty.
    #[serde(default)]
    lines: Vec<CreateDeliveryLine>,
    /// Day of dispatch; today when absent.
    #[schema(example = "2026-11-20")]
    dispatched_on: Option<String>,
    /// Carrier.
    #[schema(example = "顺丰")]
    #[serde(default)]
    carrier: String,
    /// Tracking number.
    #[schema(example = "SF1234567890")]
    #[serde(default)]
    tracking_no: String,
    /// Address; the order's when empty.
    #[schema(example = "杭州市滨江区网商路699号")]
    #[serde(default)]
    ship_to: String,
    /// Note.
    #[schema(example = "")]
    #[serde(default)]
    note: String,
    /// Number in the system it comes from; taken once.
    #[schema(example = "EXT-1001")]
    source_no: Option<String>,
}

/// A line that goes out.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CreateDeliveryLine {
    /// Order line.
    #[schema(example = "orl_0c1x2y3z4w5v6")]
    order_line_id: String,
    /// Quantity.
    #[schema(example = "100")]
    qty: String,
}

impl CreateDeliveryBody {
    fn command(self) -> Result<CreateDelivery> {
        let mut fields = Fields::new();
        let mut lines = Vec::with_capacity(self.lines.len());
        for (i, line) in self.lines.iter().enumerate() {
            lines.push(DeliveryLineDraft {
                order_line: fields.id(format!("lines[{i}].order_line_id"), &line.order_line_id),
                qty_e6: fields.scaled(format!("lines[{i}].qty"), &line.qty, QTY_SCALE),
            });
        }
        let delivery = NewDelivery {
            order: fields.id("order_id", &self.order_id),
            lines,
            dispatched_on: self.dispatched_on.map(|t| fields.date("dispatched_on", &t)),
            carrier: self.carrier,
            tracking_no: self.tracking_no,
            ship_to: Some(self.ship_to).filter(|t| !t.trim().is_empty()),
            note: self.note,
            source_no: self.source_no.filter(|t| !t.trim().is_empty()),
        };
        fields.finish(CreateDelivery { delivery })
    }
}

/// Dispatch goods of an order
#[utoipa::path(post, path = "/api/v1/deliveries", operation_id = "create_delivery", tag = "deliveries",
    request_body = CreateDeliveryBody, responses((status = 201, body = DeliveryView)))]
pub(crate) async fn create_delivery(call: Call, sent: Body<CreateDeliveryBody>) -> ApiResult {
    let command = sent.value.command().map_err(|e| call.fail(&e))?;
    call.with_body(sent.hash)
        .write(StatusCode::CREATED, command, |tx, ctx, id| {
            view(tx, ctx, &Scope::Company, id)
        })
        .await
}
