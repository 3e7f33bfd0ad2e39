//! `POST /bills/{id}/split`

use super::done::{BillDoneBody, ShowOnly, act};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::params::Params;
use crate::parse::Fields;
use axum::extract::Path;
use jieqing_domain::bills::SplitBill;
use jieqing_domain::wire;
use jieqing_kernel::currency::Currency;
use serde::Deserialize;
use utoipa::ToSchema;

/// Parts of a bill.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SplitBillBody {
    /// Day.
    #[schema(example = "2026-11-24")]
    on: String,
    /// Amounts in CNY; they add up to the face.
    #[schema(example = json!(["20000.00", "30000.00"]))]
    parts: Vec<String>,
}

/// Split a bill
///
/// The parts' intervals follow each other and are the whole. `If-Match` carries the bill's version.
#[utoipa::path(post, path = "/api/v1/bills/{id}/split", operation_id = "split_bill", tag = "bills",
    params(("id" = String, Path, example = "bil_0c1x2y3z4w5v6"), ShowOnly),
    request_body = SplitBillBody, responses((status = 200, body = BillDoneBody)))]
pub(crate) async fn split_bill(
    call: Call,
    Path(id): Path<String>,
    Params(show): Params<ShowOnly>,
    sent: Body<SplitBillBody>,
) -> ApiResult {
    let id = call.id::<wire::Bill>(&id)?;
    let version = call.if_match()?;
    let mut fields = Fields::new();
    let parts = sent.value.parts.iter().enumerate();
    let command = SplitBill {
        id,
        version,
        on: fields.date("on", &sent.value.on),
        parts: parts
            .map(|(i, text)| fields.money(format!("parts[{i}]"), text, Currency::CNY))
            .collect(),
    };
    let command = fields.finish(command).map_err(|e| call.fail(&e))?;
    act(call, &show, sent.hash, command).await
}
