//! Joining debits and credits.

use super::error::ReceivablesRefusal;
use super::item::{apply, base_part};
use super::store::{self, ItemRow};
use crate::access::Scope;
use crate::record::record;
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::{Money, sub};
use jieqing_ledger::{AccountRole, Draft, DraftLine};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

jieqing_db::text_enum! {
    /// How an allocation came about.
    pub enum How {
        /// A person chose it.
        Manual = "manual",
        /// Oldest debts first, on request.
        OldestFirst = "oldest_first",
        /// A person confirmed what was proposed.
        Proposed = "proposed",
        /// Applied by the matching engine.
        Automatic = "automatic",
        /// The credit was made for this debit.
        Direct = "direct",
    }
}

/// One pair of an allocation. `amount` is positive minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AllocationLine {
    /// Debit item.
    pub debit: Id<wire::OpenItem>,
    /// Credit item.
    pub credit: Id<wire::OpenItem>,
    /// Amount joined.
    pub amount: i64,
}

/// Allocates all `lines` or none. Items are locked in id order.
///
/// # Errors
/// `receivables.*` refusals; [`Error::NotFound`] outside the scope.
pub fn allocate(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    lines: &[AllocationLine],
    on: Date,
    how: How,
    reason: &str,
) -> Result<Id<wire::AllocationBatch>> {
    if lines.is_empty() {
        return Err(ReceivablesRefusal::NothingToAllocate.into());
    }
    let batch: Id<wire::AllocationBatch> = ctx.new_id();
    let ids: BTreeSet<_> = lines.iter().flat_map(|l| [l.debit, l.credit]).collect();
    let mut items: BTreeMap<_, ItemRow> = BTreeMap::new();
    for id in ids {
        let item = tx
            .opt::<ItemRow>(&store::ITEM_BY_ID, params![ctx.company, id])?
            .ok_or(Error::NotFound)?;
        scope.check(item.owner_id, item.department_id)?;
        items.insert(id, item);
    }
    for line in lines {
        let pair = items
            .get(&line.debit)
            .cloned()
            .zip(items.get(&line.credit).cloned());
        let (debit, credit) = pair.ok_or(Error::NotFound)?;
        check(&debit, &credit, line.amount)?;
        let day = on.max(debit.doc_on).max(credit.doc_on);
        join(
            tx,
            ctx,
            batch,
            &debit,
            &credit,
            line.amount,
            day,
            how,
            reason,
        )?;
        for (id, item, sign) in [(line.debit, debit, 1), (line.credit, credit, -1)] {
            let taken = line.amount.saturating_mul(sign);
            let base = base_part(&item, taken)?;
            items.insert(
                id,
                ItemRow {
                    open_minor: sub(item.open_minor, taken)?,
                    base_open_minor: sub(item.base_open_minor, base)?,
                    version: item.version.saturating_add(1),
                    ..item
                },
            );
        }
    }
    tell(tx, ctx, batch, &items, lines, "allocation.applied")?;
    Ok(batch)
}

fn check(debit: &ItemRow, credit: &ItemRow, amount: i64) -> Result<()> {
    let names = || (debit.doc_no.clone(), credit.doc_no.clone());
    if debit.amount_minor < 0 || credit.amount_minor > 0 || amount <= 0 {
        let (debit, credit) = names();
        return Err(ReceivablesRefusal::WrongSides { debit, credit }.into());
    }
    if debit.customer_id != credit.customer_id {
        let (debit, credit) = names();
        return Err(ReceivablesRefusal::OtherCustomer { debit, credit }.into());
    }
    if debit.currency != credit.currency {
        return Err(ReceivablesRefusal::OtherCurrency {
            debit: debit.currency.to_string(),
            credit: credit.currency.to_string(),
        }
        .into());
    }
    if !debit.billed {
        return Err(ReceivablesRefusal::NotBilled {
            document: debit.doc_no.clone(),
        }
        .into());
    }
    for item in [debit, credit] {
        if amount > item.open_minor.abs() {
            return Err(ReceivablesRefusal::OverAllocated {
                document: item.doc_no.clone(),
                open: Money::new(item.open_minor.abs(), item.currency).to_string(),
                wanted: Money::new(amount, item.currency).to_string(),
            }
            .into());
        }
    }
    Ok(())
}

#[expect(clippy::too_many_arguments, reason = "the columns of one allocation")]
fn join(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    batch: Id<wire::AllocationBatch>,
    debit: &ItemRow,
    credit: &ItemRow,
    amount: i64,
    on: Date,
    how: How,
    reason: &str,
) -> Result<()> {
    let id: Id<wire::Allocation> = ctx.new_id();
    let debit_base = base_part(debit, amount)?;
    let credit_base = sub(0, base_part(credit, sub(0, amount)?)?)?;
    let gain = sub(credit_base, debit_base)?;
    let (day, entry) = if gain == 0 {
        (on, None)
    } else {
        // Realised exchange difference: the control account moves by what the two sides differ in.
        let line = |role: AccountRole, base| DraftLine {
            account: role.into(),
            customer: if role == AccountRole::Receivable {
                debit.customer_id.raw()
            } else {
                0
            },
            department: debit.department_id,
            currency: debit.currency,
            amount: 0,
            base,
        };
        let memo = format!("汇兑差额 {} / {}", debit.doc_no, credit.doc_no);
        let source = ("allocation", id.raw(), debit.doc_no.as_str());
        let draft = Draft::new("exchange.realised", source, on, memo)
            .line(line(AccountRole::Receivable, gain))
            .line(line(AccountRole::ExchangeDifference, sub(0, gain)?));
        let posted = jieqing_ledger::post(tx, ctx, &draft)?;
        (posted.posted_on, Some(posted.id))
    };
    tx.exec_one(
        &store::INSERT_ALLOCATION,
        params![
            ctx.company,
            id,
            batch,
            debit.customer_id,
            debit.id,
            credit.id,
            debit.currency,
            amount,
            debit_base,
            credit_base,
            day,
            how,
            reason,
            ctx.actor.raw(),
            ctx.now()
        ],
    )?;
    let key = Some(id.raw());
    apply(
        tx,
        ctx,
        debit,
        sub(0, amount)?,
        sub(0, debit_base)?,
        day,
        "allocation",
        key,
        entry,
    )?;
    apply(
        tx,
        ctx,
        credit,
        amount,
        credit_base,
        day,
        "allocation",
        key,
        entry,
    )
}

/// One event per document that took part, so that each timeline shows it.
pub(super) fn tell(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    batch: Id<wire::AllocationBatch>,
    items: &BTreeMap<Id<wire::OpenItem>, ItemRow>,
    lines: &[AllocationLine],
    kind: &'static str,
) -> Result<()> {
    for item in items.values() {
        let Some(subject) = super::query::subject_of(&item.source_type) else {
            continue;
        };
        let mut with = Vec::new();
        let mut total = 0_i64;
        for line in lines
            .iter()
            .filter(|l| l.debit == item.id || l.credit == item.id)
        {
            let other = if line.debit == item.id {
                line.credit
            } else {
                line.debit
            };
            if let Some(other) = items.get(&other) {
                with.push(other.doc_no.clone());
            }
            total = total.saturating_add(line.amount);
        }
        with.truncate(20);
        let facts = json!({
            "batch": batch.to_string(), "with": with, "currency": item.currency.code(),
            "amount": Money::new(total, item.currency).text(),
        });
        record(tx, ctx, subject, item.source_id, kind, &facts)?;
    }
    Ok(())
}
