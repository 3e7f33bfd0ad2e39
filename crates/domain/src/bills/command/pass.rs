//! Passing a bill on: endorsed, discounted, pledged and released.

use super::super::error::BillRefusal;
use super::super::model::{discount_days, discount_interest};
use super::super::posting::Event;
use super::super::state::{BillAction, Recognition, allowed};
use super::super::store::Locked;
use super::{Done, Step, account_of, check_step, lock, perform};
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::wire;
use jieqing_db::WriteTx;
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::{Money, sub};

/// Passes a bill on to a supplier (背书转让).
#[derive(Debug, Clone)]
pub struct EndorseBill {
    /// Which.
    pub id: Id<wire::Bill>,
    /// The version it was looked at.
    pub version: i64,
    /// Day.
    pub on: Date,
    /// Who gets it.
    pub endorsee: String,
    /// What becomes of it in the books; the acceptor's class decides when absent.
    pub recognition: Option<Recognition>,
    /// Note.
    pub reason: String,
}

impl Command for EndorseBill {
    type Out = Done;
    const PERMISSION: Permission = Permission::BillsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Done> {
        let now = lock(tx, ctx, scope, self.id, self.version)?;
        allowed(&now.number, now.status, BillAction::Endorse)?;
        let texts = [
            ("endorsee", self.endorsee.as_str(), true),
            ("reason", self.reason.as_str(), false),
        ];
        check_step(ctx, &now, self.on, &texts)?;
        refuse_not_transferable(&now)?;
        let recognition = passed_on(&now, self.recognition)?;
        let step = Step {
            recognition,
            holder: &self.endorsee,
            event: Some(Event::Endorsed(recognition)),
            ..Step::new(BillAction::Endorse, self.on, &self.reason)
        };
        Ok(perform(tx, ctx, &now, &step)?.0)
    }
}

fn refuse_not_transferable(now: &Locked) -> Result<()> {
    if now.transferable {
        return Ok(());
    }
    Err(BillRefusal::NotTransferable {
        number: now.number.clone(),
    }
    .into())
}

fn passed_on(now: &Locked, wanted: Option<Recognition>) -> Result<Recognition> {
    match wanted {
        None => Ok(now.class.recognition()),
        Some(Recognition::None) => Err(Error::field("recognition", "field.unknown_value")),
        Some(chosen) => Ok(chosen),
    }
}

/// Sells a bill to a bank before it is due (贴现). The interest is the face less what the bank pays.
#[derive(Debug, Clone)]
pub struct DiscountBill {
    /// Which.
    pub id: Id<wire::Bill>,
    /// The version it was looked at.
    pub version: i64,
    /// Day.
    pub on: Date,
    /// Who buys it.
    pub bank: String,
    /// Where the money comes.
    pub bank_account: Id<wire::BankAccount>,
    /// What comes, units of 0.01 CNY; computed from the rate when absent.
    pub net: Option<i64>,
    /// Yearly rate on 360 days, e9; needed without `net`.
    pub rate_e9: Option<i64>,
    /// Days the bank adds (异地 +3).
    pub extra_days: i64,
    /// What becomes of it in the books; the acceptor's class decides when absent.
    pub recognition: Option<Recognition>,
    /// Note.
    pub reason: String,
}

/// A rate above 36 % a year is a slip of the pen.
const RATE_MAX_E9: i64 = 360_000_000;
const EXTRA_DAYS_MAX: i64 = 30;

impl DiscountBill {
    fn check(&self) -> Result<()> {
        let mut errors = Vec::new();
        if self.net.is_none() && self.rate_e9.is_none() {
            errors.push(FieldError::new("net", "field.required"));
        }
        if self
            .rate_e9
            .is_some_and(|r| !(0..=RATE_MAX_E9).contains(&r))
        {
            errors.push(FieldError::new("rate", "field.out_of_range").with("allowed", "0–0.36"));
        }
        if !(0..=EXTRA_DAYS_MAX).contains(&self.extra_days) {
            errors
                .push(FieldError::new("extra_days", "field.out_of_range").with("allowed", "0–30"));
        }
        wire::finish(errors)
    }

    fn net_of(&self, now: &Locked) -> Result<i64> {
        let net = match (self.net, self.rate_e9) {
            (Some(net), _) => net,
            (None, rate) => {
                let days = discount_days(self.on, now.due_on, self.extra_days);
                sub(
                    now.amount,
                    discount_interest(now.amount, rate.unwrap_or(0), days)?,
                )?
            }
        };
        if net <= 0 || net > now.amount {
            let text = |minor| Money::new(minor, Currency::CNY).to_string();
            return Err(BillRefusal::NetOutOfRange {
                net: text(net),
                face: text(now.amount),
            }
            .into());
        }
        Ok(net)
    }
}

impl Command for DiscountBill {
    type Out = Done;
    const PERMISSION: Permission = Permission::BillsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Done> {
        let now = lock(tx, ctx, scope, self.id, self.version)?;
        allowed(&now.number, now.status, BillAction::Discount)?;
        let texts = [
            ("bank", self.bank.as_str(), true),
            ("reason", self.reason.as_str(), false),
        ];
        check_step(ctx, &now, self.on, &texts)?;
        self.check()?;
        refuse_not_transferable(&now)?;
        let account = account_of(tx, ctx, self.bank_account)?;
        let net = self.net_of(&now)?;
        let recognition = passed_on(&now, self.recognition)?;
        let step = Step {
            recognition,
            holder: &self.bank,
            bank: Some(self.bank_account),
            net: Some(net),
            interest: Some(sub(now.amount, net)?),
            event: Some(Event::Discounted(recognition, account, net)),
            ..Step::new(BillAction::Discount, self.on, &self.reason)
        };
        Ok(perform(tx, ctx, &now, &step)?.0)
    }
}

/// Gives a bill as security (质押). It stays in the books.
#[derive(Debug, Clone)]
pub struct PledgeBill {
    /// Which.
    pub id: Id<wire::Bill>,
    /// The version it was looked at.
    pub version: i64,
    /// Day.
    pub on: Date,
    /// Who holds the security.
    pub pledgee: String,
    /// What for.
    pub reason: String,
}

impl Command for PledgeBill {
    type Out = Done;
    const PERMISSION: Permission = Permission::BillsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Done> {
        let now = lock(tx, ctx, scope, self.id, self.version)?;
        allowed(&now.number, now.status, BillAction::Pledge)?;
        let texts = [
            ("pledgee", self.pledgee.as_str(), true),
            ("reason", self.reason.as_str(), false),
        ];
        check_step(ctx, &now, self.on, &texts)?;
        let step = Step {
            holder: &self.pledgee,
            ..Step::new(BillAction::Pledge, self.on, &self.reason)
        };
        Ok(perform(tx, ctx, &now, &step)?.0)
    }
}

/// Takes a bill out of pledge (解质押).
#[derive(Debug, Clone)]
pub struct ReleaseBill {
    /// Which.
    pub id: Id<wire::Bill>,
    /// The version it was looked at.
    pub version: i64,
    /// Day.
    pub on: Date,
    /// Note.
    pub reason: String,
}

impl Command for ReleaseBill {
    type Out = Done;
    const PERMISSION: Permission = Permission::BillsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Done> {
        let now = lock(tx, ctx, scope, self.id, self.version)?;
        allowed(&now.number, now.status, BillAction::Release)?;
        check_step(ctx, &now, self.on, &[("reason", &self.reason, false)])?;
        let step = Step::new(BillAction::Release, self.on, &self.reason);
        Ok(perform(tx, ctx, &now, &step)?.0)
    }
}
