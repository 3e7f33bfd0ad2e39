//! `GET /bills/{id}`

use super::view::{BillBody, body};
use crate::call::{ApiResult, Call};
use crate::wire_money::amount;
use axum::extract::Path;
use jieqing_domain::bills::query::{self, StepView};
use jieqing_domain::wire;
use jieqing_kernel::clock::rfc3339;
use jieqing_kernel::currency::Currency;
use serde::Serialize;
use utoipa::ToSchema;

/// What happened to a bill.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BillStepBody {
    /// Id.
    #[schema(example = "bst_0c1x2y3z4w5v6")]
    id: String,
    /// `split`, `endorse`, `discount`, `pledge`, `release`, `present`, `honour`, `dishonour`, `recourse`,
    /// `take_back` or `reverse`.
    #[schema(example = "discount")]
    action: &'static str,
    /// State before.
    #[schema(example = "on_hand")]
    from_status: &'static str,
    /// State after.
    #[schema(example = "discounted")]
    to_status: &'static str,
    /// Day.
    #[schema(example = "2026-11-24")]
    on: String,
    /// Endorsee, bank, pledgee or who is pursued.
    #[schema(example = "招商银行杭州分行")]
    counterparty: String,
    /// Our account, when money moved.
    #[schema(example = "基本户")]
    bank_account: String,
    /// Money that moved, CNY.
    #[schema(example = "49770.00")]
    net: Option<String>,
    /// Interest of a discount, CNY.
    #[schema(example = "230.00")]
    interest: Option<String>,
    /// Note.
    #[schema(example = "")]
    reason: String,
    /// Entry.
    #[schema(example = "ent_0c1x2y3z4w5v6")]
    entry_id: Option<String>,
    /// Voucher number.
    #[schema(example = "记-202611-0042")]
    entry_no: String,
    /// Whether it was taken back later.
    #[schema(example = false)]
    taken_back: bool,
    /// Who did it; empty for the system.
    #[schema(example = "李会计")]
    created_by: String,
    /// When.
    #[schema(example = "2026-11-24T02:00:00.000Z")]
    created_at: String,
}

/// A bill with its steps and, when it was split, the whole and all its parts.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BillDetailBody {
    /// The bill.
    bill: BillBody,
    /// Its steps, the first first.
    steps: Vec<BillStepBody>,
    /// The whole and its parts by interval; the bill alone when it was never split.
    family: Vec<BillBody>,
}

fn step(s: StepView) -> BillStepBody {
    let money = |minor| amount(minor, Currency::CNY);
    BillStepBody {
        id: s.id.to_string(),
        action: s.action.as_str(),
        from_status: s.from_status.as_str(),
        to_status: s.to_status.as_str(),
        on: s.happened_on.to_string(),
        counterparty: s.counterparty,
        bank_account: s.bank_account,
        net: s.net.map(money),
        interest: s.interest.map(money),
        reason: s.reason,
        entry_id: s.entry.map(|id| id.to_string()),
        entry_no: s.entry_no,
        taken_back: s.taken_back,
        created_by: s.created_by,
        created_at: rfc3339(s.created_at_us),
    }
}

/// Get a bill
#[utoipa::path(get, path = "/api/v1/bills/{id}", operation_id = "get_bill", tag = "bills",
    params(("id" = String, Path, example = "bil_0c1x2y3z4w5v6")),
    responses((status = 200, body = BillDetailBody)))]
pub(crate) async fn get_bill(call: Call, Path(id): Path<String>) -> ApiResult {
    let id = call.id::<wire::Bill>(&id)?;
    call.read(move |tx, ctx, scope| {
        let bill = query::get(tx, ctx, scope, id)?;
        let family = query::family(tx, ctx, scope, bill.root_id)?;
        let steps = query::steps(tx, ctx, id)?;
        Ok(BillDetailBody {
            bill: body(bill, ctx),
            steps: steps.into_iter().map(step).collect(),
            family: family.into_iter().map(|b| body(b, ctx)).collect(),
        })
    })
    .await
}
