//! Open items coming into being, being billed, being cancelled.

use super::error::ReceivablesRefusal;
use super::exposure::{BalanceDelta, adjust_balance};
use super::store::{self, ItemRow};
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::decimal::div_half_up;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::{Money, add, sub};

jieqing_db::text_enum! {
    /// What an item stands for.
    pub enum ItemKind {
        /// Signed, not invoiced (暂估应收).
        Delivery = "delivery",
        /// Goods back that were not invoiced: reduces the delivery, kept for the record.
        Return = "return",
        /// Blue invoice.
        Invoice = "invoice",
        /// Red invoice or credit.
        Credit = "credit",
        /// Money received.
        Receipt = "receipt",
        /// Bill of exchange received in payment.
        Bill = "bill",
        /// Small difference written off.
        WriteOff = "write_off",
    }
}

/// An item to be opened. Amounts are signed minor units: debits positive.
#[derive(Debug, Clone)]
pub struct NewItem {
    /// Customer.
    pub customer: Id<wire::Customer>,
    /// What it stands for.
    pub kind: ItemKind,
    /// Whether it may be paid: invoices yes, unbilled deliveries no.
    pub billed: bool,
    /// Kind of source document.
    pub source_type: &'static str,
    /// Source document (raw id).
    pub source_id: i64,
    /// 0, or the number of the instalment.
    pub instalment: i64,
    /// Number people know it by.
    pub doc_no: String,
    /// Date of the document.
    pub doc_on: Date,
    /// Date it counts from in the books (posting date).
    pub effective_on: Date,
    /// Due date before the holiday roll.
    pub raw_due_on: Date,
    /// Due date.
    pub due_on: Date,
    /// Currency.
    pub currency: Currency,
    /// Rate to company currency, e9.
    pub rate_e9: i64,
    /// Amount.
    pub amount: i64,
    /// Amount in company currency, exactly as posted.
    pub base: i64,
    /// Owner (raw user id) and department (raw id), for scopes.
    pub owner: i64,
    /// Department.
    pub department: i64,
    /// Entry that put it on the control account; `None` when the control account does not move
    /// (an invoice that bills deliveries).
    pub entry: Option<i64>,
}

/// Opens an item and adds it to the customer's balance.
///
/// # Errors
/// Database errors.
pub fn open_item(tx: &mut WriteTx<'_>, ctx: &Ctx, new: &NewItem) -> Result<Id<wire::OpenItem>> {
    let id: Id<wire::OpenItem> = ctx.new_id();
    tx.exec_one(
        &store::INSERT_ITEM,
        params![
            ctx.company,
            id,
            new.customer,
            new.kind,
            new.billed,
            new.source_type,
            new.source_id,
            new.instalment,
            new.doc_no,
            new.doc_on,
            new.raw_due_on,
            new.due_on,
            new.currency,
            new.rate_e9,
            new.amount,
            new.amount,
            new.base,
            new.base,
            new.owner,
            new.department
        ],
    )?;
    let change = Change {
        item: id.raw(),
        customer: new.customer.raw(),
        currency: new.currency,
        kind: "origin",
        on: new.effective_on,
        amount: new.amount,
        base: new.base,
        allocation: None,
        entry: new.entry,
    };
    insert_change(tx, ctx, &change)?;
    let delta = BalanceDelta::of_item(new.amount > 0, new.billed, new.amount, new.base);
    adjust_balance(tx, ctx, new.customer.raw(), new.currency, delta)?;
    Ok(id)
}

/// Moves `amount` (of a signed-delivery item) from unbilled to billed: the delivery's item shrinks
/// by it. The caller opens the invoice's item with the base amount given back.
///
/// # Errors
/// `receivables.over_allocated` when less is unbilled.
pub fn bill(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    source: (&'static str, i64),
    amount: i64,
    on: Date,
) -> Result<i64> {
    shrink(tx, ctx, source, amount, on, "billing", None)
}

/// Takes a [`bill`] back: the delivery's item grows by `amount` and its company-currency amount
/// `base` again, because its invoice was issued by mistake.
///
/// # Errors
/// [`Error::Bug`] when the item would grow beyond what it was.
pub fn unbill(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    source: (&'static str, i64),
    amount: i64,
    base: i64,
    on: Date,
) -> Result<()> {
    let (source_type, source_id) = source;
    let item = tx
        .opt::<ItemRow>(
            &store::ITEM_OF_SOURCE,
            params![ctx.company, source_type, source_id],
        )?
        .ok_or(Error::NotFound)?;
    if amount < 0 || add(item.open_minor, amount)? > item.amount_minor {
        return Err(Error::bug("more given back than was billed"));
    }
    apply(tx, ctx, &item, amount, base, on, "unbilling", None, None)
}

/// What is open of a document's items, first due first: signed minor units.
///
/// # Errors
/// Database errors.
pub fn open_of_source(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    source: (&'static str, i64),
) -> Result<Vec<(Id<wire::OpenItem>, i64)>> {
    let (source_type, source_id) = source;
    Ok(tx.all(
        &store::OPEN_OF_SOURCE,
        params![ctx.company, source_type, source_id],
    )?)
}

/// Takes `amount` off an unbilled item because the goods came back or the document was corrected.
/// Gives the company-currency amount, to be posted by the caller under `entry`.
///
/// # Errors
/// `receivables.over_allocated`.
pub fn cancel_item(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    source: (&'static str, i64),
    amount: i64,
    on: Date,
) -> Result<i64> {
    shrink(tx, ctx, source, amount, on, "cancellation", None)
}

/// [`cancel_item`] when the control account moved under `entry` already.
pub(super) fn cancel_item_under(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    source: (&'static str, i64),
    amount: i64,
    on: Date,
    entry: i64,
) -> Result<i64> {
    shrink(tx, ctx, source, amount, on, "cancellation", Some(entry))
}

/// Closes an item nothing of which was used, because its document was reversed under `entry`.
///
/// # Errors
/// `receivables.item_in_use`.
pub fn close_item(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    source: (&'static str, i64),
    on: Date,
    entry: i64,
) -> Result<()> {
    let (source_type, source_id) = source;
    let key = params![ctx.company, source_type, source_id];
    let item = tx
        .opt::<ItemRow>(&store::ITEM_OF_SOURCE, key)?
        .ok_or(Error::NotFound)?;
    if item.open_minor != item.amount_minor {
        return Err(ReceivablesRefusal::ItemInUse {
            document: item.doc_no,
            open: Money::new(item.open_minor, item.currency).to_string(),
            amount: Money::new(item.amount_minor, item.currency).to_string(),
        }
        .into());
    }
    let (amount, base) = (sub(0, item.open_minor)?, sub(0, item.base_open_minor)?);
    apply(
        tx,
        ctx,
        &item,
        amount,
        base,
        on,
        "cancellation",
        None,
        Some(entry),
    )
}

fn shrink(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    source: (&'static str, i64),
    amount: i64,
    on: Date,
    kind: &'static str,
    entry: Option<i64>,
) -> Result<i64> {
    let (source_type, source_id) = source;
    let item = tx
        .opt::<ItemRow>(
            &store::ITEM_OF_SOURCE,
            params![ctx.company, source_type, source_id],
        )?
        .ok_or(Error::NotFound)?;
    if amount.signum() != item.amount_minor.signum() || amount.abs() > item.open_minor.abs() {
        return Err(ReceivablesRefusal::OverAllocated {
            document: item.doc_no,
            open: Money::new(item.open_minor, item.currency).to_string(),
            wanted: Money::new(amount, item.currency).to_string(),
        }
        .into());
    }
    let base = base_part(&item, amount)?;
    apply(
        tx,
        ctx,
        &item,
        sub(0, amount)?,
        sub(0, base)?,
        on,
        kind,
        None,
        entry,
    )?;
    Ok(base)
}

/// Company-currency share of `amount` out of what `item` has open; the last part takes the rest.
pub(super) fn base_part(item: &ItemRow, amount: i64) -> Result<i64> {
    if amount == item.open_minor {
        return Ok(item.base_open_minor);
    }
    i128::from(item.base_open_minor)
        .checked_mul(i128::from(amount))
        .and_then(|v| div_half_up(v, i128::from(item.open_minor)))
        .and_then(|v| i64::try_from(v).ok())
        .ok_or_else(|| Error::bug("base share"))
}

/// Changes an item by signed amounts and writes the change.
#[expect(
    clippy::too_many_arguments,
    reason = "one place writes changes; a struct would repeat ItemRow"
)]
pub(super) fn apply(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    item: &ItemRow,
    amount: i64,
    base: i64,
    on: Date,
    kind: &'static str,
    allocation: Option<i64>,
    entry: Option<i64>,
) -> Result<()> {
    tx.exec_one(
        &store::CHANGE_OPEN,
        params![
            ctx.company,
            item.id,
            item.version,
            add(item.open_minor, amount)?,
            add(item.base_open_minor, base)?
        ],
    )?;
    let change = Change {
        item: item.id.raw(),
        customer: item.customer_id.raw(),
        currency: item.currency,
        kind,
        on,
        amount,
        base,
        allocation,
        entry,
    };
    insert_change(tx, ctx, &change)?;
    let delta = BalanceDelta::of_item(item.amount_minor > 0, item.billed, amount, base);
    adjust_balance(tx, ctx, item.customer_id.raw(), item.currency, delta)
}

struct Change {
    item: i64,
    customer: i64,
    currency: Currency,
    kind: &'static str,
    on: Date,
    amount: i64,
    base: i64,
    allocation: Option<i64>,
    entry: Option<i64>,
}

fn insert_change(tx: &mut WriteTx<'_>, ctx: &Ctx, change: &Change) -> Result<()> {
    tx.exec_one(
        &store::INSERT_CHANGE,
        params![
            ctx.company,
            ctx.ids.next_raw(),
            change.item,
            change.customer,
            change.currency,
            change.kind,
            change.on,
            change.amount,
            change.base,
            change.allocation,
            change.entry
        ],
    )?;
    Ok(())
}
