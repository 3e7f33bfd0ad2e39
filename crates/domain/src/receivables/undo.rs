//! Taking allocations back exactly, and credits whose money did not come.

use super::allocate::{AllocationLine, How, allocate, tell};
use super::error::ReceivablesRefusal;
use super::item::{apply, cancel_item_under};
use super::store::{self, AllocationRow, ItemRow};
use crate::access::Scope;
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::sub;
use std::collections::BTreeMap;

/// Undoes every live allocation of a batch: amounts and balances are as before (A5).
///
/// # Errors
/// `receivables.already_undone`; [`Error::NotFound`].
pub fn undo_allocation(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    batch: Id<wire::AllocationBatch>,
) -> Result<()> {
    let rows =
        tx.all::<AllocationRow>(&store::ALLOCATIONS_OF_BATCH, params![ctx.company, batch])?;
    let last = rows.last().ok_or(Error::NotFound)?;
    // A bill that was refused may have undone some of them before.
    let live: Vec<_> = rows.iter().filter(|r| r.reversed_on.is_none()).collect();
    if let (true, Some(on)) = (live.is_empty(), last.reversed_on) {
        return Err(ReceivablesRefusal::AlreadyUndone { on: on.to_string() }.into());
    }
    let mut touched = BTreeMap::new();
    let mut lines = Vec::with_capacity(live.len());
    for row in live {
        let day = ctx.today().max(row.allocated_on);
        lines.push(undo_pair(tx, ctx, scope, row, day, &mut touched)?);
    }
    tell(tx, ctx, batch, &touched, &lines, "allocation.undone")
}

/// Undoes one pair as of `day`; its items are put into `touched` as they were.
fn undo_pair(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    row: &AllocationRow,
    mut day: Date,
    touched: &mut BTreeMap<Id<wire::OpenItem>, ItemRow>,
) -> Result<AllocationLine> {
    let mut read = |id: Id<wire::OpenItem>| -> Result<ItemRow> {
        let item = tx.one::<ItemRow>(&store::ITEM_BY_ID, params![ctx.company, id])?;
        scope.check(item.owner_id, item.department_id)?;
        touched.insert(id, item.clone());
        Ok(item)
    };
    let (debit, credit) = (read(row.debit_item_id)?, read(row.credit_item_id)?);
    let fx = tx.opt::<(i64,)>(&store::FX_ENTRY, params![ctx.company, row.id])?;
    let entry = match fx {
        Some((entry,)) => {
            let source = ("allocation", row.id.raw(), debit.doc_no.as_str());
            let posted = jieqing_ledger::reverse(tx, ctx, entry, "exchange.undone", source, day)?;
            day = posted.posted_on;
            Some(posted.id)
        }
        None => None,
    };
    tx.exec_one(
        &store::MARK_UNDONE,
        params![ctx.company, row.id, day, Some(ctx.actor.raw())],
    )?;
    let (key, amount) = (Some(row.id.raw()), row.amount_minor);
    apply(
        tx,
        ctx,
        &debit,
        amount,
        row.debit_base_minor,
        day,
        "undo",
        key,
        entry,
    )?;
    apply(
        tx,
        ctx,
        &credit,
        sub(0, amount)?,
        sub(0, row.credit_base_minor)?,
        day,
        "undo",
        key,
        entry,
    )?;
    Ok(AllocationLine {
        debit: debit.id,
        credit: credit.id,
        amount,
    })
}

/// Takes `amount` (positive minor units) of a credit away again as of `on`, under `entry`, because the
/// money behind it did not come. What is unapplied goes first; then its allocations are undone, the
/// youngest first, the last one only as far as needed: what they paid is open again with the due dates
/// it always had. Gives the numbers of those documents.
///
/// # Errors
/// `receivables.over_allocated` when the credit is smaller; [`Error::NotFound`].
pub fn withdraw_credit(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    source: (&'static str, i64),
    amount: i64,
    (on, entry): (Date, i64),
) -> Result<Vec<String>> {
    let key = params![ctx.company, source.0, source.1];
    let credit = tx
        .opt::<ItemRow>(&store::ITEM_OF_SOURCE, key)?
        .ok_or(Error::NotFound)?;
    let mut missing = amount.saturating_sub(credit.open_minor.saturating_neg());
    let mut documents = Vec::new();
    let rows = tx.all::<AllocationRow>(
        &store::LIVE_ALLOCATIONS_OF_CREDIT,
        params![ctx.company, credit.id],
    )?;
    for row in rows {
        if missing <= 0 {
            break;
        }
        let mut touched = BTreeMap::new();
        let day = on.max(row.allocated_on);
        let pair = undo_pair(tx, ctx, scope, &row, day, &mut touched)?;
        tell(
            tx,
            ctx,
            row.batch_id,
            &touched,
            &[pair],
            "allocation.undone",
        )?;
        documents.extend(touched.get(&pair.debit).map(|i| i.doc_no.clone()));
        let kept = pair.amount.saturating_sub(missing);
        if kept > 0 {
            let rest = AllocationLine {
                amount: kept,
                ..pair
            };
            allocate(tx, ctx, scope, &[rest], day, How::Direct, "")?;
        }
        missing = missing.saturating_sub(pair.amount);
    }
    cancel_item_under(tx, ctx, source, sub(0, amount)?, on, entry)?;
    Ok(documents)
}
