//! Applying: what a person decides, and what needs no person.

use super::error::DeskRefusal;
use super::learn::teach;
use super::store::{self, Now};
use crate::access::{Permission, Scope, authorize};
use crate::facade::Command;
use crate::receipts::{ClaimReceipt, ReceiptStatus};
use crate::receivables::{self, AllocationLine, How};
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::{Money, sum};

/// An amount of the receipt on an item, positive minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SettleLine {
    /// Item.
    pub item: Id<wire::OpenItem>,
    /// Amount.
    pub amount: i64,
}

/// Applies a receipt to the items given (核销); money nobody claimed is given to their customer first.
#[derive(Debug, Clone)]
pub struct Settle {
    /// Receipt.
    pub receipt: Id<wire::Receipt>,
    /// What it pays.
    pub lines: Vec<SettleLine>,
    /// Why, for the record.
    pub reason: String,
}

/// A receipt that was applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settled {
    /// Handle for the undo.
    pub batch: Id<wire::AllocationBatch>,
    /// What was applied, minor units.
    pub amount: i64,
    /// Whether a payer's name was learnt.
    pub learned: bool,
}

impl Command for Settle {
    type Out = Settled;
    const PERMISSION: Permission = Permission::AllocationsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Settled> {
        let proposed = tx.all::<(Option<Id<wire::OpenItem>>, i64, bool, String)>(
            &store::PROPOSED,
            params![ctx.company, self.receipt],
        )?;
        let mut as_proposed: Vec<_> = proposed
            .iter()
            .filter_map(|(item, amount, ..)| Some((item.as_ref()?.raw(), *amount)))
            .collect();
        let mut wanted: Vec<_> = self
            .lines
            .iter()
            .map(|l| (l.item.raw(), l.amount))
            .collect();
        as_proposed.sort_unstable();
        wanted.sort_unstable();
        let how = if as_proposed == wanted {
            How::Proposed
        } else {
            How::Manual
        };
        settle(tx, ctx, scope, self, how)
    }
}

/// Applies with all checks; what was proposed for the receipt is done with.
pub(super) fn settle(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    command: &Settle,
    how: How,
) -> Result<Settled> {
    let receipt = command.receipt;
    let now = tx
        .opt::<Now>(&store::NOW, params![ctx.company, receipt])?
        .ok_or(Error::NotFound)?;
    scope.check(now.owner_id, now.department_id)?;
    let open = match now.status {
        ReceiptStatus::Unclaimed => now.amount_minor,
        ReceiptStatus::Claimed | ReceiptStatus::Reversed => {
            now.item_open.unwrap_or(0).saturating_neg()
        }
    };
    let amount = sum(command.lines.iter().map(|l| l.amount))?;
    if open == 0 || command.lines.is_empty() {
        return Err(DeskRefusal::NothingOpen { number: now.number }.into());
    }
    if amount > open {
        return Err(DeskRefusal::TooMuch {
            number: now.number,
            open: Money::new(open, now.currency).to_string(),
            wanted: Money::new(amount, now.currency).to_string(),
        }
        .into());
    }
    let customer = customer_of(tx, ctx, &now, &command.lines)?;
    let credit = match now.item_id {
        Some(item) => item,
        None => {
            let claim = ClaimReceipt {
                id: receipt,
                version: now.version,
                customer,
            };
            let reach = authorize(tx, ctx, ClaimReceipt::PERMISSION)?;
            claim.run(tx, ctx, &reach)?
        }
    };
    let lines: Vec<AllocationLine> = command
        .lines
        .iter()
        .map(|l| AllocationLine {
            debit: l.item,
            credit,
            amount: l.amount,
        })
        .collect();
    let batch = receivables::allocate(tx, ctx, scope, &lines, ctx.today(), how, &command.reason)?;
    tx.exec(&store::CLEAR, params![ctx.company, receipt])?;
    let learned = how != How::Automatic && teach(tx, ctx, customer, &now.payer, receipt)?;
    Ok(Settled {
        batch,
        amount,
        learned,
    })
}

fn customer_of(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    now: &Now,
    lines: &[SettleLine],
) -> Result<Id<wire::Customer>> {
    let mut customer = now.customer_id;
    for line in lines {
        let (of, document) = tx
            .opt::<(Id<wire::Customer>, String)>(
                &store::ITEM_CUSTOMER,
                params![ctx.company, line.item],
            )?
            .ok_or(Error::NotFound)?;
        match customer {
            None => customer = Some(of),
            Some(known) if known == of => {}
            Some(_) => {
                return Err(DeskRefusal::OtherCustomer {
                    number: now.number.clone(),
                    document,
                }
                .into());
            }
        }
    }
    customer.ok_or(Error::NotFound)
}

/// Applies what is proposed as exact and unique for receipts whose payer is known: these, or all.
#[derive(Debug, Clone)]
pub struct AcceptExact {
    /// Only these; all when empty.
    pub receipts: Vec<Id<wire::Receipt>>,
    /// Whether the system does it without a person.
    pub automatic: bool,
}

/// What was accepted together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Accepted {
    /// Receipts applied, with the handle for the undo.
    pub applied: Vec<(Id<wire::Receipt>, Settled)>,
    /// Receipts whose items have changed since they were proposed.
    pub outdated: Vec<Id<wire::Receipt>>,
    /// Whether more are left for another call.
    pub more: bool,
}

/// Most receipts of one call.
const AT_ONCE: usize = 500;

impl Command for AcceptExact {
    type Out = Accepted;
    const PERMISSION: Permission = Permission::AllocationsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Accepted> {
        let mut receipts = self.receipts.clone();
        if receipts.is_empty() {
            let limit = i64::try_from(AT_ONCE).unwrap_or(i64::MAX).saturating_add(1);
            let found = tx
                .all::<(Id<wire::Receipt>,)>(&store::EXACT_RECEIPTS, params![ctx.company, limit])?;
            receipts = found.into_iter().map(|(id,)| id).collect();
        }
        let mut out = Accepted {
            more: receipts.len() > AT_ONCE,
            ..Accepted::default()
        };
        for receipt in receipts.into_iter().take(AT_ONCE) {
            match self.one(tx, ctx, scope, receipt)? {
                Some(settled) => out.applied.push((receipt, settled)),
                None => {
                    tx.exec(&store::CLEAR, params![ctx.company, receipt])?;
                    out.outdated.push(receipt);
                }
            }
        }
        Ok(out)
    }
}

impl AcceptExact {
    fn one(
        &self,
        tx: &mut WriteTx<'_>,
        ctx: &Ctx,
        scope: &Scope,
        receipt: Id<wire::Receipt>,
    ) -> Result<Option<Settled>> {
        type Row = (Option<Id<wire::OpenItem>>, i64, bool, String);
        let rows = tx.all::<Row>(&store::PROPOSED, params![ctx.company, receipt])?;
        let lines: Option<Vec<SettleLine>> = rows
            .iter()
            .map(|(item, amount, exact, _)| {
                let item = (*item).filter(|_| *exact)?;
                Some(SettleLine {
                    item,
                    amount: *amount,
                })
            })
            .collect();
        let Some(lines) = lines.filter(|l| !l.is_empty()) else {
            return Ok(None);
        };
        let now = tx
            .opt::<Now>(&store::NOW, params![ctx.company, receipt])?
            .ok_or(Error::NotFound)?;
        // Exact means that nothing is left, and the payer is known.
        let total = sum(lines.iter().map(|l| l.amount))?;
        if now.customer_id.is_none() || now.item_open != Some(total.saturating_neg()) {
            return Ok(None);
        }
        let reason = rows
            .first()
            .map(|r| r.3.replace('\n', "；"))
            .unwrap_or_default();
        let command = Settle {
            receipt,
            lines,
            reason: reason.chars().take(500).collect(),
        };
        let how = if self.automatic {
            How::Automatic
        } else {
            How::Proposed
        };
        match tx.attempt(|tx| settle(tx, ctx, scope, &command, how)) {
            Ok(settled) => Ok(Some(settled)),
            Err(Error::Refused(_) | Error::NotFound) => Ok(None),
            Err(other) => Err(other),
        }
    }
}
