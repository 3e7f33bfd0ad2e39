//! `POST /bills/{id}/endorse`, `/discount`, `/pledge`, `/release`

use super::done::{BillDoneBody, ShowOnly, act};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::params::Params;
use crate::parse::Fields;
use axum::extract::Path;
use jieqing_domain::bills::{DiscountBill, EndorseBill, PledgeBill, Recognition, ReleaseBill};
use jieqing_domain::wire;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::decimal::RATE_SCALE;
use serde::Deserialize;
use utoipa::ToSchema;

fn recognition(fields: &mut Fields, word: Option<&String>) -> Option<Recognition> {
    word.map(|w| fields.word("recognition", Recognition::parse(w), Recognition::Kept))
}

/// To whom a bill is endorsed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EndorseBillBody {
    /// Day.
    #[schema(example = "2026-11-24")]
    on: String,
    /// Who gets it.
    #[schema(example = "绍兴恒丰布业有限公司")]
    endorsee: String,
    /// `derecognised` or `kept` in the books; the class of the acceptor decides when absent.
    #[schema(example = "derecognised")]
    recognition: Option<String>,
    /// Note.
    #[schema(example = "支付货款")]
    #[serde(default)]
    reason: String,
}

/// Endorse a bill
///
/// `If-Match` carries the bill's version.
#[utoipa::path(post, path = "/api/v1/bills/{id}/endorse", operation_id = "endorse_bill", tag = "bills",
    params(("id" = String, Path, example = "bil_0c1x2y3z4w5v6"), ShowOnly),
    request_body = EndorseBillBody, responses((status = 200, body = BillDoneBody)))]
pub(crate) async fn endorse_bill(
    call: Call,
    Path(id): Path<String>,
    Params(show): Params<ShowOnly>,
    sent: Body<EndorseBillBody>,
) -> ApiResult {
    let id = call.id::<wire::Bill>(&id)?;
    let version = call.if_match()?;
    let mut fields = Fields::new();
    let command = EndorseBill {
        id,
        version,
        on: fields.date("on", &sent.value.on),
        recognition: recognition(&mut fields, sent.value.recognition.as_ref()),
        endorsee: sent.value.endorsee,
        reason: sent.value.reason,
    };
    let command = fields.finish(command).map_err(|e| call.fail(&e))?;
    act(call, &show, sent.hash, command).await
}

/// To which bank a bill is sold, and for how much.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DiscountBillBody {
    /// Day.
    #[schema(example = "2026-11-24")]
    on: String,
    /// Who buys it.
    #[schema(example = "招商银行杭州分行")]
    bank: String,
    /// Where the money comes.
    #[schema(example = "bnk_0c1x2y3z4w5v6")]
    bank_account_id: String,
    /// What comes, CNY; computed from the rate when absent.
    #[schema(example = "49770.00")]
    net: Option<String>,
    /// Yearly rate on 360 days, 0 to 0.36; needed without `net`.
    #[schema(example = "0.018")]
    rate: Option<String>,
    /// Days the bank adds, such as 3 for another place; 0 when absent.
    #[schema(example = 0)]
    extra_days: Option<i64>,
    /// `derecognised` or `kept` in the books; the class of the acceptor decides when absent.
    #[schema(example = "derecognised")]
    recognition: Option<String>,
    /// Note.
    #[schema(example = "")]
    #[serde(default)]
    reason: String,
}

/// Discount a bill
///
/// Interest = face − net; computed it is face × rate × days ÷ 360. `If-Match` carries the bill's version.
#[utoipa::path(post, path = "/api/v1/bills/{id}/discount", operation_id = "discount_bill", tag = "bills",
    params(("id" = String, Path, example = "bil_0c1x2y3z4w5v6"), ShowOnly),
    request_body = DiscountBillBody, responses((status = 200, body = BillDoneBody)))]
pub(crate) async fn discount_bill(
    call: Call,
    Path(id): Path<String>,
    Params(show): Params<ShowOnly>,
    sent: Body<DiscountBillBody>,
) -> ApiResult {
    let id = call.id::<wire::Bill>(&id)?;
    let version = call.if_match()?;
    let mut fields = Fields::new();
    let b = sent.value;
    let command = DiscountBill {
        id,
        version,
        on: fields.date("on", &b.on),
        bank_account: fields.id("bank_account_id", &b.bank_account_id),
        net: b.net.map(|t| fields.money("net", &t, Currency::CNY)),
        rate_e9: b.rate.map(|t| fields.scaled("rate", &t, RATE_SCALE)),
        extra_days: b.extra_days.unwrap_or(0),
        recognition: recognition(&mut fields, b.recognition.as_ref()),
        bank: b.bank,
        reason: b.reason,
    };
    let command = fields.finish(command).map_err(|e| call.fail(&e))?;
    act(call, &show, sent.hash, command).await
}

/// To whom a bill is given as security.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PledgeBillBody {
    /// Day.
    #[schema(example = "2026-11-24")]
    on: String,
    /// Who holds it.
    #[schema(example = "招商银行杭州分行")]
    pledgee: String,
    /// What for.
    #[schema(example = "开立银行承兑汇票")]
    #[serde(default)]
    reason: String,
}

/// Pledge a bill
///
/// It stays in the books. `If-Match` carries the bill's version.
#[utoipa::path(post, path = "/api/v1/bills/{id}/pledge", operation_id = "pledge_bill", tag = "bills",
    params(("id" = String, Path, example = "bil_0c1x2y3z4w5v6"), ShowOnly),
    request_body = PledgeBillBody, responses((status = 200, body = BillDoneBody)))]
pub(crate) async fn pledge_bill(
    call: Call,
    Path(id): Path<String>,
    Params(show): Params<ShowOnly>,
    sent: Body<PledgeBillBody>,
) -> ApiResult {
    let id = call.id::<wire::Bill>(&id)?;
    let version = call.if_match()?;
    let mut fields = Fields::new();
    let command = PledgeBill {
        id,
        version,
        on: fields.date("on", &sent.value.on),
        pledgee: sent.value.pledgee,
        reason: sent.value.reason,
    };
    let command = fields.finish(command).map_err(|e| call.fail(&e))?;
    act(call, &show, sent.hash, command).await
}

/// When something happened, and a note.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BillDayBody {
    /// Day.
    #[schema(example = "2026-11-24")]
    pub(super) on: String,
    /// Note; for a presentment after the window the reason.
    #[schema(example = "")]
    #[serde(default)]
    pub(super) reason: String,
}

/// Release a pledged bill
///
/// `If-Match` carries the bill's version.
#[utoipa::path(post, path = "/api/v1/bills/{id}/release", operation_id = "release_bill", tag = "bills",
    params(("id" = String, Path, example = "bil_0c1x2y3z4w5v6"), ShowOnly),
    request_body = BillDayBody, responses((status = 200, body = BillDoneBody)))]
pub(crate) async fn release_bill(
    call: Call,
    Path(id): Path<String>,
    Params(show): Params<ShowOnly>,
    sent: Body<BillDayBody>,
) -> ApiResult {
    let id = call.id::<wire::Bill>(&id)?;
    let version = call.if_match()?;
    let mut fields = Fields::new();
    let command = ReleaseBill {
        id,
        version,
        on: fields.date("on", &sent.value.on),
        reason: sent.value.reason,
    };
    let command = fields.finish(command).map_err(|e| call.fail(&e))?;
    act(call, &show, sent.hash, command).await
}
