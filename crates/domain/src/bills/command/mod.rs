//! Commands on bills, and what they share: the lock, the day, the step.

mod allocate;
mod back;
mod due;
mod enter;
mod pass;
mod split;

pub use allocate::AllocateBill;
pub use back::{ReverseBill, TakeBackBill};
pub use due::{DishonourBill, HonourBill, PresentBill, RecourseBill};
pub use enter::{EnterBill, Entered};
pub use pass::{DiscountBill, EndorseBill, PledgeBill, ReleaseBill};
pub use split::SplitBill;

use super::error::BillRefusal;
use super::exposure::{adjust, counts, weight};
use super::posting::{self, Event, Paper};
use super::state::{After, BillAction, BillStatus, Recognition, allowed};
use super::store::{self, Account, Locked};
use crate::access::Scope;
use crate::record::record;
use crate::wire;
use jieqing_db::{ReadTx, WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::{Money, sub};
use jieqing_ledger::{AccountRole, Posted};
use serde_json::json;

/// What an action did. Amounts in units of 0.01 CNY.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// The bill.
    pub id: Id<wire::Bill>,
    /// Its number.
    pub number: String,
    /// State before.
    pub before: BillStatus,
    /// State now.
    pub status: BillStatus,
    /// Voucher number of its entry, when the books moved.
    pub entry: Option<String>,
    /// Accounts debited (positive) and credited by it.
    pub lines: Vec<(AccountRole, i64)>,
    /// Change of the customer's exposure by bills.
    pub exposure: i64,
    /// Documents that are open again.
    pub reopened: Vec<String>,
    /// The parts, when it was split.
    pub parts: Vec<Id<wire::Bill>>,
}

fn lock(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    id: Id<wire::Bill>,
    version: i64,
) -> Result<Locked> {
    let now = tx
        .opt::<Locked>(&store::LOCK, params![ctx.company, id])?
        .ok_or(Error::NotFound)?;
    scope.check(now.owner, now.department)?;
    if now.version != version {
        return Err(Error::Stale {
            current: now.version,
        });
    }
    Ok(now)
}

/// A day from which the action counts: not before the last step, not after today; and a text.
fn check_step(
    ctx: &Ctx,
    now: &Locked,
    on: Date,
    texts: &[(&'static str, &str, bool)],
) -> Result<()> {
    let mut errors = Vec::new();
    let first = now.status_on;
    if on < first || on > ctx.today() {
        let range = format!("{first} – {}", ctx.today());
        errors.push(FieldError::new("on", "field.out_of_range").with("allowed", range));
    }
    for (path, text, needed) in texts {
        if *needed && text.trim().is_empty() {
            errors.push(FieldError::new(*path, "field.required"));
        }
        wire::check_text(&mut errors, path, text, 500);
    }
    wire::finish(errors)
}

fn account_of(tx: &mut ReadTx<'_>, ctx: &Ctx, id: Id<wire::BankAccount>) -> Result<AccountRole> {
    let account = tx
        .opt::<Account>(&store::ACCOUNT, params![ctx.company, id])?
        .ok_or_else(|| Error::field("bank_account_id", "field.unknown_reference"))?;
    if account.currency != Currency::CNY {
        return Err(BillRefusal::AccountCurrency {
            account: account.name,
            given: account.currency.to_string(),
        }
        .into());
    }
    Ok(account.method.role())
}

fn money(minor: i64) -> String {
    Money::new(minor, Currency::CNY).text()
}

/// One step in the life of a bill.
struct Step<'a> {
    action: BillAction,
    on: Date,
    recognition: Recognition,
    holder: &'a str,
    bank: Option<Id<wire::BankAccount>>,
    net: Option<i64>,
    interest: Option<i64>,
    reason: &'a str,
    event: Option<Event>,
}

impl<'a> Step<'a> {
    fn new(action: BillAction, on: Date, reason: &'a str) -> Self {
        Self {
            action,
            on,
            recognition: Recognition::None,
            holder: "",
            bank: None,
            net: None,
            interest: None,
            reason,
            event: None,
        }
    }
}

/// Posts, writes the step and the new state, changes the exposure, tells the timeline. Taking back is
/// `back.rs`'s.
fn perform(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    now: &Locked,
    step: &Step<'_>,
) -> Result<(Done, Option<Posted>)> {
    let After::At(status) = allowed(&now.number, now.status, step.action)? else {
        return Err(Error::bug("a step back is no step on"));
    };
    let id: Id<wire::BillStep> = ctx.new_id();
    let paper = Paper {
        id: now.id.raw(),
        number: &now.number,
        amount: now.amount,
        customer: now.customer.raw(),
        department: now.department,
    };
    let draft = match step.event {
        Some(event) => posting::entry(&paper, Some(id.raw()), event, step.on)?,
        None => None,
    };
    let posted = match &draft {
        Some(draft) => Some(jieqing_ledger::post(tx, ctx, draft)?),
        None => None,
    };
    insert_step(tx, ctx, now, id, status, step, posted.as_ref())?;
    let exposure = move_to(tx, ctx, now, status, step.recognition, step.on, step.holder)?;
    let facts = json!({
        "number": now.number, "amount": money(now.amount), "currency": "CNY",
        "on": step.on.to_string(), "counterparty": step.holder, "reason": step.reason.trim(),
        "net": step.net.map(money), "interest": step.interest.map(money),
        "recognition": (step.recognition != Recognition::None).then(|| step.recognition.as_str()),
        "entry": posted.as_ref().map(|p| p.number.clone()),
        "before": { "status": now.status.as_str() }, "status": status.as_str(),
    });
    record(tx, ctx, "bill", now.id.raw(), event_of(step.action), &facts)?;
    let done = Done {
        id: now.id,
        number: now.number.clone(),
        before: now.status,
        status,
        entry: posted.as_ref().map(|p| p.number.clone()),
        lines: match step.event {
            Some(event) => posting::lines(event, now.amount)?,
            None => Vec::new(),
        },
        exposure,
        reopened: Vec::new(),
        parts: Vec::new(),
    };
    Ok((done, posted))
}

fn insert_step(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    now: &Locked,
    id: Id<wire::BillStep>,
    status: BillStatus,
    step: &Step<'_>,
    posted: Option<&Posted>,
) -> Result<()> {
    tx.exec_one(
        &store::INSERT_STEP,
        params![
            ctx.company,
            id,
            now.id,
            step.action,
            now.status,
            status,
            now.recognition,
            step.on,
            step.holder.trim(),
            step.bank,
            step.net,
            step.interest,
            step.reason.trim(),
            posted.map(|p| p.id),
            ctx.actor.raw(),
            ctx.now()
        ],
    )?;
    Ok(())
}

/// The new state, and the customer's exposure with it. Gives the change of exposure.
fn move_to(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    now: &Locked,
    status: BillStatus,
    recognition: Recognition,
    on: Date,
    holder: &str,
) -> Result<i64> {
    let weight = weight(tx, ctx)?;
    let exposure = counts(status, now.amount, weight)?;
    tx.exec_one(
        &store::MOVE,
        params![
            ctx.company,
            now.id,
            now.version,
            status,
            recognition,
            on,
            holder.trim(),
            exposure
        ],
    )?;
    let change = sub(exposure, now.exposure)?;
    adjust(tx, ctx, now.customer, change)?;
    Ok(change)
}

fn event_of(action: BillAction) -> &'static str {
    match action {
        BillAction::Split => "bill.split",
        BillAction::Endorse => "bill.endorsed",
        BillAction::Discount => "bill.discounted",
        BillAction::Pledge => "bill.pledged",
        BillAction::Release => "bill.released",
        BillAction::Present => "bill.presented",
        BillAction::Honour => "bill.honoured",
        BillAction::Dishonour => "bill.dishonoured",
        BillAction::Recourse => "bill.recourse",
        BillAction::TakeBack => "bill.taken_back",
        BillAction::Reverse => "bill.reversed",
    }
}
