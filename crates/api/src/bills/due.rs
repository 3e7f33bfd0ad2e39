//! `POST /bills/{id}/present`, `/honour`, `/dishonour`, `/recourse`

use super::done::{BillDoneBody, ShowOnly, act};
use super::pass::BillDayBody;
use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::params::Params;
use crate::parse::Fields;
use axum::extract::Path;
use jieqing_domain::bills::{DishonourBill, HonourBill, PresentBill, RecourseBill};
use jieqing_domain::wire;
use serde::Deserialize;
use utoipa::ToSchema;

/// Present a bill for payment
///
/// From the due date, for ten days; later with a reason. `If-Match` carries the bill's version.
#[utoipa::path(post, path = "/api/v1/bills/{id}/present", operation_id = "present_bill", tag = "bills",
    params(("id" = String, Path, example = "bil_0c1x2y3z4w5v6"), ShowOnly),
    request_body = BillDayBody, responses((status = 200, body = BillDoneBody)))]
pub(crate) async fn present_bill(
    call: Call,
    Path(id): Path<String>,
    Params(show): Params<ShowOnly>,
    sent: Body<BillDayBody>,
) -> ApiResult {
    let id = call.id::<wire::Bill>(&id)?;
    let version = call.if_match()?;
    let mut fields = Fields::new();
    let command = PresentBill {
        id,
        version,
        on: fields.date("on", &sent.value.on),
        reason: sent.value.reason,
    };
    let command = fields.finish(command).map_err(|e| call.fail(&e))?;
    act(call, &show, sent.hash, command).await
}

/// How it ended.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BillEndBody {
    /// Day.
    #[schema(example = "2026-11-24")]
    on: String,
    /// Our account: where the acceptor paid a bill we presented, or from where we paid the holder of a
    /// refused one we had passed on.
    #[schema(example = "bnk_0c1x2y3z4w5v6")]
    bank_account_id: Option<String>,
    /// Note; for a refusal the reason.
    #[schema(example = "承兑人账户余额不足")]
    #[serde(default)]
    reason: String,
}

/// Record that a bill was paid
///
/// Ends its part in the customer's exposure. `If-Match` carries the bill's version.
#[utoipa::path(post, path = "/api/v1/bills/{id}/honour", operation_id = "honour_bill", tag = "bills",
    params(("id" = String, Path, example = "bil_0c1x2y3z4w5v6"), ShowOnly),
    request_body = BillEndBody, responses((status = 200, body = BillDoneBody)))]
pub(crate) async fn honour_bill(
    call: Call,
    Path(id): Path<String>,
    Params(show): Params<ShowOnly>,
    sent: Body<BillEndBody>,
) -> ApiResult {
    let id = call.id::<wire::Bill>(&id)?;
    let version = call.if_match()?;
    let mut fields = Fields::new();
    let command = HonourBill {
        id,
        version,
        on: fields.date("on", &sent.value.on),
        bank_account: sent
            .value
            .bank_account_id
            .map(|t| fields.id("bank_account_id", &t)),
        reason: sent.value.reason,
    };
    let command = fields.finish(command).map_err(|e| call.fail(&e))?;
    act(call, &show, sent.hash, command).await
}

/// Record that a bill was refused
///
/// What it had paid is open again with its original due dates, as far as this part goes. `If-Match`
/// carries the bill's version.
#[utoipa::path(post, path = "/api/v1/bills/{id}/dishonour", operation_id = "dishonour_bill", tag = "bills",
    params(("id" = String, Path, example = "bil_0c1x2y3z4w5v6"), ShowOnly),
    request_body = BillEndBody, responses((status = 200, body = BillDoneBody)))]
pub(crate) async fn dishonour_bill(
    call: Call,
    Path(id): Path<String>,
    Params(show): Params<ShowOnly>,
    sent: Body<BillEndBody>,
) -> ApiResult {
    let id = call.id::<wire::Bill>(&id)?;
    let version = call.if_match()?;
    let mut fields = Fields::new();
    let command = DishonourBill {
        id,
        version,
        on: fields.date("on", &sent.value.on),
        bank_account: sent
            .value
            .bank_account_id
            .map(|t| fields.id("bank_account_id", &t)),
        reason: sent.value.reason,
    };
    let command = fields.finish(command).map_err(|e| call.fail(&e))?;
    act(call, &show, sent.hash, command).await
}

/// Against whom recourse is taken.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RecourseBillBody {
    /// Day.
    #[schema(example = "2026-11-24")]
    on: String,
    /// Drawer, endorsers.
    #[schema(example = "杭州云栖贸易有限公司")]
    against: String,
    /// Note.
    #[schema(example = "已发出追索通知")]
    #[serde(default)]
    reason: String,
}

/// Take recourse on a refused bill
///
/// `If-Match` carries the bill's version.
#[utoipa::path(post, path = "/api/v1/bills/{id}/recourse", operation_id = "recourse_bill", tag = "bills",
    params(("id" = String, Path, example = "bil_0c1x2y3z4w5v6"), ShowOnly),
    request_body = RecourseBillBody, responses((status = 200, body = BillDoneBody)))]
pub(crate) async fn recourse_bill(
    call: Call,
    Path(id): Path<String>,
    Params(show): Params<ShowOnly>,
    sent: Body<RecourseBillBody>,
) -> ApiResult {
    let id = call.id::<wire::Bill>(&id)?;
    let version = call.if_match()?;
    let mut fields = Fields::new();
    let command = RecourseBill {
        id,
        version,
        on: fields.date("on", &sent.value.on),
        against: sent.value.against,
        reason: sent.value.reason,
    };
    let command = fields.finish(command).map_err(|e| call.fail(&e))?;
    act(call, &show, sent.hash, command).await
}
