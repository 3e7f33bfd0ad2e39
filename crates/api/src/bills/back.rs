//! `POST /bills/{id}/take-back`, `/reverse`

use super::done::{BillDoneBody, ShowOnly, act};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::params::Params;
use axum::extract::Path;
use jieqing_domain::bills::{ReverseBill, TakeBackBill};
use jieqing_domain::wire;
use serde::Deserialize;
use utoipa::ToSchema;

/// Why it is taken back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BillReasonBody {
    /// Reason.
    #[schema(example = "对方拒绝签收")]
    reason: String,
}

/// Take the last step of a bill back
///
/// Its entry is reversed; the bill stands where it stood. `If-Match` carries the bill's version.
#[utoipa::path(post, path = "/api/v1/bills/{id}/take-back", operation_id = "take_back_bill", tag = "bills",
    params(("id" = String, Path, example = "bil_0c1x2y3z4w5v6"), ShowOnly),
    request_body = BillReasonBody, responses((status = 200, body = BillDoneBody)))]
pub(crate) async fn take_back_bill(
    call: Call,
    Path(id): Path<String>,
    Params(show): Params<ShowOnly>,
    sent: Body<BillReasonBody>,
) -> ApiResult {
    let command = TakeBackBill {
        id: call.id::<wire::Bill>(&id)?,
        version: call.if_match()?,
        reason: sent.value.reason,
    };
    act(call, &show, sent.hash, command).await
}

/// Reverse a bill that was entered wrongly
///
/// Refused while part of it is allocated. `If-Match` carries the bill's version.
#[utoipa::path(post, path = "/api/v1/bills/{id}/reverse", operation_id = "reverse_bill", tag = "bills",
    params(("id" = String, Path, example = "bil_0c1x2y3z4w5v6"), ShowOnly),
    request_body = BillReasonBody, responses((status = 200, body = BillDoneBody)))]
pub(crate) async fn reverse_bill(
    call: Call,
    Path(id): Path<String>,
    Params(show): Params<ShowOnly>,
    sent: Body<BillReasonBody>,
) -> ApiResult {
    let command = ReverseBill {
        id: call.id::<wire::Bill>(&id)?,
        version: call.if_match()?,
        reason: sent.value.reason,
    };
    act(call, &show, sent.hash, command).await
}
