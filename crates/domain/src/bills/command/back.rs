//! Taking back: the last step, or the bill itself when it was entered wrongly.

use super::super::error::BillRefusal;
use super::super::state::{BillAction, BillStatus, Recognition, allowed};
use super::super::store::{self, LastStep};
use super::{Done, Step, check_step, event_of, insert_step, lock, money, move_to};
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::receivables;
use crate::record::record;
use crate::wire;
use jieqing_db::{ReadTx, WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::Money;
use serde_json::json;

/// Takes the last step back: the endorsee or bank did not take the bill, or it was a slip. Its entry is
/// reversed; the bill stands where it stood.
#[derive(Debug, Clone)]
pub struct TakeBackBill {
    /// Which.
    pub id: Id<wire::Bill>,
    /// The version it was looked at.
    pub version: i64,
    /// Why.
    pub reason: String,
}

impl Command for TakeBackBill {
    type Out = Done;
    const PERMISSION: Permission = Permission::BillsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Done> {
        let now = lock(tx, ctx, scope, self.id, self.version)?;
        allowed(&now.number, now.status, BillAction::TakeBack)?;
        let on = ctx.today();
        check_step(ctx, &now, on, &[("reason", &self.reason, true)])?;
        let last = tx
            .opt::<LastStep>(&store::LAST_STEP, params![ctx.company, self.id])?
            .ok_or_else(|| BillRefusal::NothingToTakeBack {
                number: now.number.clone(),
            })?;
        let posted = match last.entry {
            Some(entry) => {
                let source = ("bill_step", last.id.raw(), now.number.as_str());
                let event = event_of(BillAction::TakeBack);
                Some(jieqing_ledger::reverse(tx, ctx, entry, event, source, on)?)
            }
            None => None,
        };
        tx.exec_one(&store::MARK_TAKEN_BACK, params![ctx.company, last.id])?;
        let step = Step::new(BillAction::TakeBack, on, &self.reason);
        let id = ctx.new_id();
        insert_step(tx, ctx, &now, id, last.from_status, &step, posted.as_ref())?;
        let to = (last.from_status, last.from_recognition);
        let exposure = move_to(tx, ctx, &now, to.0, to.1, on, "")?;
        let facts = json!({
            "number": now.number, "amount": money(now.amount), "currency": "CNY",
            "reason": self.reason.trim(), "before": { "status": now.status.as_str() },
            "status": to.0.as_str(), "entry": posted.as_ref().map(|p| p.number.clone()),
        });
        let kind = event_of(BillAction::TakeBack);
        record(tx, ctx, "bill", self.id.raw(), kind, &facts)?;
        Ok(Done {
            id: now.id,
            before: now.status,
            status: to.0,
            entry: posted.map(|p| p.number),
            lines: Vec::new(),
            exposure,
            reopened: Vec::new(),
            parts: Vec::new(),
            number: now.number,
        })
    }
}

/// Takes a bill back that was entered wrongly. Refused while part of its credit is allocated, and for
/// parts of a split bill.
#[derive(Debug, Clone)]
pub struct ReverseBill {
    /// Which.
    pub id: Id<wire::Bill>,
    /// The version it was looked at.
    pub version: i64,
    /// Why.
    pub reason: String,
}

impl Command for ReverseBill {
    type Out = Done;
    const PERMISSION: Permission = Permission::BillsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Done> {
        let now = lock(tx, ctx, scope, self.id, self.version)?;
        allowed(&now.number, now.status, BillAction::Reverse)?;
        let on = ctx.today();
        check_step(ctx, &now, on, &[("reason", &self.reason, true)])?;
        if now.parent.is_some() {
            let (whole,) = tx.one::<(String,)>(&store::NUMBER, params![ctx.company, now.root])?;
            return Err(BillRefusal::IsPart {
                number: now.number,
                whole,
            }
            .into());
        }
        refuse_allocated(tx, ctx, self.id, &now.number)?;
        let (entry,) = tx
            .opt::<(i64,)>(&store::ENTRY, params![ctx.company, self.id])?
            .ok_or_else(|| Error::bug("a bill has an entry"))?;
        let source = ("bill", self.id.raw(), now.number.as_str());
        let event = event_of(BillAction::Reverse);
        let posted = jieqing_ledger::reverse(tx, ctx, entry, event, source, on)?;
        let step = Step::new(BillAction::Reverse, on, &self.reason);
        let status = BillStatus::Reversed;
        insert_step(tx, ctx, &now, ctx.new_id(), status, &step, Some(&posted))?;
        let exposure = move_to(tx, ctx, &now, status, Recognition::None, on, "")?;
        receivables::close_item(
            tx,
            ctx,
            ("bill", self.id.raw()),
            posted.posted_on,
            posted.id,
        )?;
        let facts = json!({
            "number": now.number, "amount": money(now.amount), "currency": "CNY",
            "reason": self.reason.trim(), "entry": posted.number,
            "before": { "status": now.status.as_str() }, "status": status.as_str(),
        });
        record(tx, ctx, "bill", self.id.raw(), event, &facts)?;
        Ok(Done {
            id: now.id,
            before: now.status,
            status,
            entry: Some(posted.number),
            lines: Vec::new(),
            exposure,
            reopened: Vec::new(),
            parts: Vec::new(),
            number: now.number,
        })
    }
}

fn refuse_allocated(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    id: Id<wire::Bill>,
    number: &str,
) -> Result<()> {
    let used = receivables::query::live_allocations_of(tx, ctx, ("bill", id.raw()))?;
    if used.is_empty() {
        return Ok(());
    }
    let total = jieqing_kernel::money::sum(used.iter().map(|(_, amount)| *amount))?;
    let documents: Vec<_> = used.iter().take(10).map(|(no, _)| no.as_str()).collect();
    Err(BillRefusal::Allocated {
        number: number.to_owned(),
        amount: Money::new(total, Currency::CNY).to_string(),
        documents: documents.join(", "),
    }
    .into())
}
