//! When a bill is due: presented, paid, refused, recourse.

use super::super::error::BillRefusal;
use super::super::model::check_presentment;
use super::super::posting::Event;
use super::super::state::{BillAction, BillStatus, allowed};
use super::super::store::Locked;
use super::{Done, Step, account_of, check_step, lock, perform};
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::receivables;
use crate::wire;
use jieqing_db::{ReadTx, WriteTx};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_ledger::AccountRole;

/// Presents a bill for payment (提示付款): from the due date, for ten days; later with a reason.
#[derive(Debug, Clone)]
pub struct PresentBill {
    /// Which.
    pub id: Id<wire::Bill>,
    /// The version it was looked at.
    pub version: i64,
    /// Day.
    pub on: Date,
    /// Why so late, when the window is over.
    pub reason: String,
}

impl Command for PresentBill {
    type Out = Done;
    const PERMISSION: Permission = Permission::BillsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Done> {
        let now = lock(tx, ctx, scope, self.id, self.version)?;
        allowed(&now.number, now.status, BillAction::Present)?;
        check_step(ctx, &now, self.on, &[("reason", &self.reason, false)])?;
        check_presentment(&now.number, now.due_on, self.on, &self.reason)?;
        let step = Step::new(BillAction::Present, self.on, &self.reason);
        Ok(perform(tx, ctx, &now, &step)?.0)
    }
}

/// The acceptor paid (兑付): us, or whoever holds a bill we passed on.
#[derive(Debug, Clone)]
pub struct HonourBill {
    /// Which.
    pub id: Id<wire::Bill>,
    /// The version it was looked at.
    pub version: i64,
    /// Day.
    pub on: Date,
    /// Where the money came; needed when we presented it.
    pub bank_account: Option<Id<wire::BankAccount>>,
    /// Note.
    pub reason: String,
}

impl Command for HonourBill {
    type Out = Done;
    const PERMISSION: Permission = Permission::BillsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Done> {
        let now = lock(tx, ctx, scope, self.id, self.version)?;
        allowed(&now.number, now.status, BillAction::Honour)?;
        check_step(ctx, &now, self.on, &[("reason", &self.reason, false)])?;
        refuse_early(&now, self.on)?;
        let ours = now.status == BillStatus::Presented;
        let (bank, account) = account_for(tx, ctx, ours, self.bank_account)?;
        let step = Step {
            bank,
            net: bank.map(|_| now.amount),
            event: Some(Event::Honoured(now.status, now.recognition, account)),
            recognition: now.recognition,
            ..Step::new(BillAction::Honour, self.on, &self.reason)
        };
        Ok(perform(tx, ctx, &now, &step)?.0)
    }
}

fn refuse_early(now: &Locked, on: Date) -> Result<()> {
    if on >= now.due_on {
        return Ok(());
    }
    Err(BillRefusal::TooEarly {
        number: now.number.clone(),
        due: now.due_on.to_string(),
        given: on.to_string(),
    }
    .into())
}

type Bank = (Option<Id<wire::BankAccount>>, Option<AccountRole>);

/// Our account when our money moves; none otherwise.
fn account_for(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    moves: bool,
    given: Option<Id<wire::BankAccount>>,
) -> Result<Bank> {
    match (moves, given) {
        (false, _) => Ok((None, None)),
        (true, None) => Err(Error::field("bank_account_id", "field.required")),
        (true, Some(id)) => Ok((Some(id), Some(account_of(tx, ctx, id)?))),
    }
}

/// The acceptor refused (拒付). What the bill had paid is open again with its original due dates, as
/// far as this part goes; of a bill we passed on we pay the holder and have the claim back.
#[derive(Debug, Clone)]
pub struct DishonourBill {
    /// Which.
    pub id: Id<wire::Bill>,
    /// The version it was looked at.
    pub version: i64,
    /// Day.
    pub on: Date,
    /// From where we paid the holder; needed when we had passed it on.
    pub bank_account: Option<Id<wire::BankAccount>>,
    /// Why it was refused.
    pub reason: String,
}

impl Command for DishonourBill {
    type Out = Done;
    const PERMISSION: Permission = Permission::BillsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Done> {
        let now = lock(tx, ctx, scope, self.id, self.version)?;
        allowed(&now.number, now.status, BillAction::Dishonour)?;
        check_step(ctx, &now, self.on, &[("reason", &self.reason, true)])?;
        refuse_early(&now, self.on)?;
        let passed_on = now.status != BillStatus::Presented;
        let (bank, account) = account_for(tx, ctx, passed_on, self.bank_account)?;
        let step = Step {
            bank,
            net: bank.map(|_| now.amount),
            event: Some(Event::Dishonoured(now.status, now.recognition, account)),
            recognition: now.recognition,
            ..Step::new(BillAction::Dishonour, self.on, &self.reason)
        };
        let (done, posted) = perform(tx, ctx, &now, &step)?;
        let posted = posted.ok_or_else(|| Error::bug("a refusal moves the books"))?;
        let reopened = receivables::withdraw_credit(
            tx,
            ctx,
            scope,
            ("bill", now.root.raw()),
            now.amount,
            (posted.posted_on, posted.id),
        )?;
        Ok(Done { reopened, ..done })
    }
}

/// Recourse is taken against drawer and endorsers (追索). The claim is in the receivables already.
#[derive(Debug, Clone)]
pub struct RecourseBill {
    /// Which.
    pub id: Id<wire::Bill>,
    /// The version it was looked at.
    pub version: i64,
    /// Day.
    pub on: Date,
    /// Against whom.
    pub against: String,
    /// Note.
    pub reason: String,
}

impl Command for RecourseBill {
    type Out = Done;
    const PERMISSION: Permission = Permission::BillsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Done> {
        let now = lock(tx, ctx, scope, self.id, self.version)?;
        allowed(&now.number, now.status, BillAction::Recourse)?;
        let texts = [
            ("against", self.against.as_str(), true),
            ("reason", self.reason.as_str(), false),
        ];
        check_step(ctx, &now, self.on, &texts)?;
        let step = Step {
            holder: &self.against,
            recognition: now.recognition,
            ..Step::new(BillAction::Recourse, self.on, &self.reason)
        };
        Ok(perform(tx, ctx, &now, &step)?.0)
    }
}
