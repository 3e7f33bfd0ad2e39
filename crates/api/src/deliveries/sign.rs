//! `POST /deliveries/{id}/sign`

use super::view::{DeliveryView, view};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::access::Scope;
use jieqing_domain::fulfilment::{SignDelivery, SignedQuantity};
use jieqing_domain::wire;
use jieqing_kernel::decimal::QTY_SCALE;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use serde::Deserialize;
use utoipa::ToSchema;

/// What the customer accepted and refused.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignDeliveryBody {
    /// Day of sign-off; today when absent.
    #[schema(example = "2026-11-22")]
    signed_on: Option<String>,
    /// Who signed.
    #[schema(example = "王五")]
    #[serde(default)]
    signed_by: String,
    /// Every line of the delivery; everything is accepted when empty.
    #[serde(default)]
    lines: Vec<SignLineBody>,
}

/// What happened to a line: signed and rejected add up to what was dispatched.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignLineBody {
    /// Delivery line.
    #[schema(example = "dll_0c1x2y3z4w5v6")]
    line_id: String,
    /// Accepted.
    #[schema(example = "98")]
    signed: String,
    /// Refused; 0 when absent.
    #[schema(example = "2")]
    rejected: Option<String>,
    /// Why it was refused.
    #[schema(example = "包装破损")]
    #[serde(default)]
    reason: String,
}

impl SignDeliveryBody {
    fn command(self, id: Id<wire::Delivery>, version: i64) -> Result<SignDelivery> {
        let mut fields = Fields::new();
        let mut lines = Vec::with_capacity(self.lines.len());
        for (i, line) in self.lines.into_iter().enumerate() {
            let path = |field: &str| format!("lines[{i}].{field}");
            lines.push(SignedQuantity {
                line: fields.id(path("line_id"), &line.line_id),
                signed_e6: fields.scaled(path("signed"), &line.signed, QTY_SCALE),
                rejected_e6: line
                    .rejected
                    .map_or(0, |t| fields.scaled(path("rejected"), &t, QTY_SCALE)),
                reason: line.reason,
            });
        }
        let command = SignDelivery {
            id,
            version,
            signed_on: self.signed_on.map(|t| fields.date("signed_on", &t)),
            signed_by: self.signed_by,
            lines,
        };
        fields.finish(command)
    }
}

/// Record the sign-off of a delivery
///
/// `If-Match` carries the delivery's version.
#[utoipa::path(post, path = "/api/v1/deliveries/{id}/sign", operation_id = "sign_delivery", tag = "deliveries",
    params(("id" = String, Path, example = "dlv_0c1x2y3z4w5v6"), ("If-Match" = String, Header, example = "\"2\"")),
    request_body = SignDeliveryBody, responses((status = 200, body = DeliveryView)))]
pub(crate) async fn sign_delivery(
    call: Call,
    Path(id): Path<String>,
    sent: Body<SignDeliveryBody>,
) -> ApiResult {
    let id = call.id::<wire::Delivery>(&id)?;
    let version = call.if_match()?;
    let command = sent.value.command(id, version).map_err(|e| call.fail(&e))?;
    call.with_body(sent.hash)
        .write(StatusCode::OK, command, |tx, ctx, id| {
            view(tx, ctx, &Scope::Company, id)
        })
        .await
}
