//! Taking a receipt back.

use super::super::error::ReceiptRefusal;
use super::super::model::ReceiptStatus;
use super::super::store::{self, Locked};
use super::{lock, wrong_state};
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::receivables;
use crate::record::record;
use crate::wire;
use jieqing_db::{ReadTx, WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::Money;
use jieqing_ledger::Posted;
use serde_json::json;

/// Takes a receipt back: it was entered wrongly or the bank returned it. Its entries are reversed.
#[derive(Debug, Clone)]
pub struct ReverseReceipt {
    /// Which.
    pub id: Id<wire::Receipt>,
    /// The version it was looked at.
    pub version: i64,
    /// Why.
    pub reason: String,
}

impl Command for ReverseReceipt {
    type Out = ();
    const PERMISSION: Permission = Permission::ReceiptsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<()> {
        let mut errors = Vec::new();
        if self.reason.trim().is_empty() {
            errors.push(FieldError::new("reason", "field.required"));
        }
        wire::check_text(&mut errors, "reason", &self.reason, 500);
        if !errors.is_empty() {
            return Err(Error::Invalid(errors));
        }
        let now = lock(tx, ctx, scope, self.id, self.version)?;
        let source = ("receipt", self.id.raw());
        match now.status {
            ReceiptStatus::Reversed => return Err(wrong_state(&now)),
            ReceiptStatus::Claimed => refuse_allocated(tx, ctx, self.id, &now)?,
            ReceiptStatus::Unclaimed => {}
        }
        let on = ctx.today().max(now.received_on);
        let mut last: Option<Posted> = None;
        for (index, (entry,)) in tx
            .all::<(i64,)>(&store::ENTRIES, params![ctx.company, self.id])?
            .into_iter()
            .enumerate()
        {
            // One entry per event and document: the claim's reversal has a name of its own.
            let event = if index == 0 {
                "receipt.reversed"
            } else {
                "receipt.claim_reversed"
            };
            let source = ("receipt", self.id.raw(), now.number.as_str());
            last = Some(jieqing_ledger::reverse(tx, ctx, entry, event, source, on)?);
        }
        let posted = last.ok_or_else(|| Error::bug("a receipt has an entry"))?;
        tx.exec_one(
            &store::REVERSE,
            params![
                ctx.company,
                self.id,
                self.version,
                ReceiptStatus::Reversed,
                on,
                self.reason.trim()
            ],
        )?;
        if now.status == ReceiptStatus::Claimed {
            receivables::close_item(tx, ctx, source, posted.posted_on, posted.id)?;
        }
        let facts = json!({
            "number": now.number, "reason": self.reason.trim(), "entry": posted.number,
            "amount": Money::new(now.amount_minor, now.currency).text(),
            "currency": now.currency.code(), "before": { "status": now.status.as_str() },
        });
        record(
            tx,
            ctx,
            "receipt",
            self.id.raw(),
            "receipt.reversed",
            &facts,
        )?;
        Ok(())
    }
}

fn refuse_allocated(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    id: Id<wire::Receipt>,
    now: &Locked,
) -> Result<()> {
    let used = receivables::query::live_allocations_of(tx, ctx, ("receipt", id.raw()))?;
    if used.is_empty() {
        return Ok(());
    }
    let total = jieqing_kernel::money::sum(used.iter().map(|(_, amount)| *amount))?;
    let documents: Vec<_> = used.iter().take(10).map(|(no, _)| no.as_str()).collect();
    Err(ReceiptRefusal::Allocated {
        number: now.number.clone(),
        amount: Money::new(total, now.currency).to_string(),
        documents: documents.join(", "),
    }
    .into())
}
