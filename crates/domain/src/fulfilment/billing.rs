//! Delivery lines as invoices and returns see them: what is signed, less returned, less invoiced.

use super::rules::share_of_rest;
use super::store::billing as store;
use crate::wire;
use jieqing_db::{ReadTx, WriteTx, params, row};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::{Money, add, sub, to_base};

row! {
    /// A locked line of a signed delivery. Quantities e6, amounts minor units.
    pub struct SignedLine {
        /// Delivery line.
        pub id: Id<wire::DeliveryLine>,
        /// Delivery.
        pub delivery: Id<wire::Delivery>,
        /// Its number.
        pub delivery_no: String,
        /// Number within the delivery.
        pub line_no: i64,
        /// Day of dispatch.
        pub dispatched_on: Date,
        /// Day of sign-off.
        pub signed_on: Date,
        /// Currency.
        pub currency: Currency,
        /// Rate of the delivery, e9.
        pub rate_e9: i64,
        /// Order line.
        pub order_line: Id<wire::OrderLine>,
        /// Signed for.
        pub signed_e6: i64,
        /// Came back.
        pub returned_e6: i64,
        /// Invoiced, less what came back of it.
        pub invoiced_e6: i64,
        /// Tax of what was signed.
        pub tax_minor: i64,
        /// Value of what was signed.
        pub total_minor: i64,
        /// Cost of what was signed, company currency.
        pub cost_minor: i64,
        /// Value invoiced.
        pub invoiced_total_minor: i64,
        /// Deferred tax moved to output tax.
        pub invoiced_tax_minor: i64,
        /// Value returned.
        pub returned_total_minor: i64,
        /// Deferred tax returned.
        pub returned_tax_minor: i64,
    }
}

impl SignedLine {
    /// May still be invoiced, e6.
    #[must_use]
    pub fn billable_e6(&self) -> i64 {
        self.signed_e6
            .saturating_sub(self.returned_e6)
            .saturating_sub(self.invoiced_e6)
    }

    /// Value of `qty` out of what may still be invoiced; the last part takes the rest.
    ///
    /// # Errors
    /// [`Error::Bug`] for more than that.
    pub fn billable_total(&self, qty: i64) -> Result<i64> {
        let rest = sub(
            sub(self.total_minor, self.invoiced_total_minor)?,
            self.returned_total_minor,
        )?;
        share_of_rest(rest, qty, self.billable_e6())
    }

    /// Deferred tax of `qty` out of what may still be invoiced.
    ///
    /// # Errors
    /// [`Error::Bug`] for more than that.
    pub fn billable_tax(&self, qty: i64) -> Result<i64> {
        let rest = sub(
            sub(self.tax_minor, self.invoiced_tax_minor)?,
            self.returned_tax_minor,
        )?;
        share_of_rest(rest, qty, self.billable_e6())
    }

    /// Cost of `qty` more coming back; the last part takes the rest.
    ///
    /// # Errors
    /// [`Error::Bug`] for more than is with the customer.
    pub fn cost_back(&self, qty: i64) -> Result<i64> {
        let returned = self.returned_e6;
        let so_far = share_of_rest(self.cost_minor, returned, self.signed_e6)?;
        let then = share_of_rest(
            self.cost_minor,
            returned.saturating_add(qty),
            self.signed_e6,
        )?;
        sub(then, so_far)
    }

    fn released_tax(&self) -> i64 {
        self.invoiced_tax_minor
            .saturating_add(self.returned_tax_minor)
    }
}

/// Company-currency amount of `tax` (signed) more deferred tax leaving a delivery whose `lines` are
/// as stored: differences of cumulative conversions, so that a whole delivery gives back exactly
/// what it put there.
///
/// # Errors
/// [`Error::Bug`] on overflow.
pub fn deferred_tax_base(
    ctx: &Ctx,
    lines: &[SignedLine],
    delivery: Id<wire::Delivery>,
    tax: i64,
) -> Result<i64> {
    let mut before = 0_i64;
    let mut rate = None;
    for line in lines.iter().filter(|l| l.delivery == delivery) {
        before = add(before, line.released_tax())?;
        rate = Some((line.currency, line.rate_e9));
    }
    let (currency, rate) = rate.ok_or_else(|| Error::bug("a delivery without lines"))?;
    let base = |minor| to_base(Money::new(minor, currency), rate, ctx.base_currency);
    sub(base(add(before, tax)?)?, base(before)?)
}

/// What an invoice takes of a delivery line, or (negative) a red one gives back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BillingStep {
    /// Quantity, e6.
    pub qty_e6: i64,
    /// Value.
    pub total: i64,
    /// Deferred tax.
    pub tax: i64,
}

/// What comes back of a delivery line: the part not invoiced, and the invoiced part.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReturnStep {
    /// Not invoiced: quantity, value, deferred tax.
    pub unbilled: BillingStep,
    /// Invoiced: quantity, value, deferred tax.
    pub billed: BillingStep,
}

/// Locks every line of the order's signed deliveries. Lock the order first.
///
/// # Errors
/// Database errors.
pub fn lock_signed_lines(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    order: Id<wire::Order>,
) -> Result<Vec<SignedLine>> {
    Ok(tx.all(&store::LOCK_SIGNED, params![ctx.company, order])?)
}

/// Writes that a line was invoiced; the constraint on the table is N6.
///
/// # Errors
/// Database errors.
pub fn apply_billing(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    line: &SignedLine,
    step: BillingStep,
) -> Result<()> {
    let next = SignedLine {
        invoiced_e6: add(line.invoiced_e6, step.qty_e6)?,
        invoiced_total_minor: add(line.invoiced_total_minor, step.total)?,
        invoiced_tax_minor: add(line.invoiced_tax_minor, step.tax)?,
        ..line.clone()
    };
    write(tx, ctx, &next)
}

/// Writes that goods of a line came back.
///
/// # Errors
/// Database errors.
pub fn apply_return(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    line: &SignedLine,
    step: &ReturnStep,
) -> Result<()> {
    let ReturnStep { unbilled, billed } = step;
    let next = SignedLine {
        returned_e6: add(add(line.returned_e6, unbilled.qty_e6)?, billed.qty_e6)?,
        invoiced_e6: sub(line.invoiced_e6, billed.qty_e6)?,
        invoiced_total_minor: sub(line.invoiced_total_minor, billed.total)?,
        invoiced_tax_minor: sub(line.invoiced_tax_minor, billed.tax)?,
        returned_total_minor: add(
            add(line.returned_total_minor, unbilled.total)?,
            billed.total,
        )?,
        returned_tax_minor: add(add(line.returned_tax_minor, unbilled.tax)?, billed.tax)?,
        ..line.clone()
    };
    write(tx, ctx, &next)
}

fn write(tx: &mut WriteTx<'_>, ctx: &Ctx, line: &SignedLine) -> Result<()> {
    tx.exec_one(
        &store::MOVE,
        params![
            ctx.company,
            line.delivery,
            line.line_no,
            line.returned_e6,
            line.invoiced_e6,
            line.invoiced_total_minor,
            line.invoiced_tax_minor,
            line.returned_total_minor,
            line.returned_tax_minor
        ],
    )?;
    Ok(())
}

/// Orders behind delivery lines, ascending; `None` when a line does not exist.
///
/// # Errors
/// Database errors.
pub fn orders_of_lines(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    lines: &[Id<wire::DeliveryLine>],
) -> Result<Option<Vec<Id<wire::Order>>>> {
    Ok(store::orders_of_lines(tx, ctx, lines)?)
}

/// Orders behind deliveries, ascending; `None` when a delivery does not exist.
///
/// # Errors
/// Database errors.
pub fn orders_of_deliveries(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    deliveries: &[Id<wire::Delivery>],
) -> Result<Option<Vec<Id<wire::Order>>>> {
    Ok(store::orders_of_deliveries(tx, ctx, deliveries)?)
}
