//! What goods that come back take of issued invoices: reserved with the return, documented by a red
//! invoice later.

use super::command::red::{
    BlueSums, RedLine, RedTerms, require_blue, settle, write_red, write_taken,
};
use super::command::{party, tell};
use super::error::InvoicingRefusal;
use super::model::RedReason;
use super::posting::{Amount, tax_due};
use super::rules::BlueLine;
use super::store::{self, InvoiceHead, InvoiceLine, red::BLUE_OF_DELIVERY_LINE, red::BlueLineRow};
use crate::access::Scope;
use crate::fulfilment::quantity_text;
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::{add, sum};
use jieqing_kernel::tax::Split;
use jieqing_ledger::Draft;

/// A part of a blue line that returned goods take; positive figures.
#[derive(Debug, Clone)]
pub struct ReservedRed {
    /// Blue invoice.
    pub invoice: Id<wire::Invoice>,
    /// Its line.
    pub line: Id<wire::InvoiceLine>,
    /// Quantity, e6.
    pub qty_e6: i64,
    /// Value.
    pub split: Split,
    /// Value in company currency.
    pub base_total: i64,
    /// Tax in company currency.
    pub base_tax: i64,
}

/// Takes `qty` of a delivery line off the blue invoices over it, latest first (N7). Lock the order
/// first.
///
/// # Errors
/// `invoicing.already_credited` when so much was credited before without goods coming back.
pub fn reserve_red(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    delivery_line: Id<wire::DeliveryLine>,
    qty: i64,
    product: (&str, &str),
) -> Result<Vec<ReservedRed>> {
    let rows =
        tx.all::<BlueLineRow>(&BLUE_OF_DELIVERY_LINE, params![ctx.company, delivery_line])?;
    let mut left = qty;
    let mut out = Vec::new();
    for row in &rows {
        let part = left.min(row.qty_e6.saturating_sub(row.red_e6));
        if part == 0 {
            break;
        }
        let mut blue = BlueLine {
            qty: row.qty_e6,
            split: Split {
                net: row.net,
                tax: row.tax,
                total: row.total,
            },
            red_qty: row.red_e6,
            red_total: row.red_total,
            red_tax: row.red_tax,
        };
        let mut sums = BlueSums {
            currency: row.currency,
            rate_e9: row.rate_e9,
            total: row.total_minor,
            base_total: row.base_total_minor,
            red_total: row.red_total_minor,
            red_tax: row.red_tax_minor,
        };
        let split = blue.red_of_qty(part)?;
        let (total, tax) = sums.take(ctx, split)?;
        blue.red_qty = add(blue.red_qty, part)?;
        blue.red_total = add(blue.red_total, split.total)?;
        blue.red_tax = add(blue.red_tax, split.tax)?;
        write_taken(tx, ctx, row.invoice_id, (row.line_no, &blue), &sums)?;
        out.push(ReservedRed {
            invoice: row.invoice_id,
            line: row.line_id,
            qty_e6: part,
            split,
            base_total: total.base,
            base_tax: tax.base,
        });
        left = left.saturating_sub(part);
    }
    if left > 0 {
        let (name, unit) = product;
        return Err(InvoicingRefusal::AlreadyCredited {
            product: name.to_owned(),
            wanted: quantity_text(qty, unit),
            left: quantity_text(qty.saturating_sub(left), unit),
        }
        .into());
    }
    Ok(out)
}

/// A returned line to be documented by a red invoice.
#[derive(Debug, Clone)]
pub struct ReturnedRed {
    /// Return line.
    pub return_line: Id<wire::ReturnLine>,
    /// What it reserved.
    pub reserved: ReservedRed,
}

/// Issues the red invoice (reason 02) of a return over one blue invoice: moves the returned tax
/// from deferred to output and uses the return's credit on what is open of the blue invoice. The
/// value was credited by the return already.
///
/// # Errors
/// Field errors, [`Error::NotFound`].
pub fn issue_red_of_return(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    blue: Id<wire::Invoice>,
    return_id: Id<wire::Return>,
    lines: &[ReturnedRed],
    terms: &RedTerms,
) -> Result<Id<wire::Invoice>> {
    let blue = tx
        .opt::<InvoiceHead>(&store::LOCK, params![ctx.company, blue])?
        .ok_or(Error::NotFound)?;
    scope.check(blue.owner_id, blue.department_id)?;
    require_blue(&blue)?;
    let day = terms.check(tx, ctx, &blue)?;
    let stored = tx.all::<InvoiceLine>(&store::LOCK_LINES, params![ctx.company, blue.id])?;
    let mut reds = Vec::with_capacity(lines.len());
    for line in lines {
        let of = stored.iter().find(|l| l.id == line.reserved.line);
        reds.push(RedLine {
            blue: of
                .cloned()
                .ok_or_else(|| Error::bug("a return without its blue line"))?,
            qty_e6: line.reserved.qty_e6,
            split: line.reserved.split,
            return_line: Some(line.return_line),
        });
    }
    let base_total = sum(lines.iter().map(|l| l.reserved.base_total))?;
    let reason = RedReason::GoodsReturned;
    let head = write_red(tx, ctx, &blue, &reds, base_total, reason, terms, day)?;
    let tax = Amount {
        minor: head.tax_minor,
        base: sum(lines.iter().map(|l| l.reserved.base_tax.saturating_neg()))?,
    };
    let draft = Draft::new(
        "invoice.credited",
        ("invoice", head.id.raw(), &head.number),
        day,
        format!("红字发票 {} 冲 {} 销货退回", head.number, blue.number),
    );
    let draft = tax_due(draft, &party(ctx, &head), tax, tax)?;
    if !draft.lines.is_empty() {
        jieqing_ledger::post(tx, ctx, &draft)?;
    }
    let most = head.total_minor.saturating_neg();
    let source = ("return", return_id.raw());
    settle(tx, ctx, scope, &blue, source, most, day)?;
    tell(tx, ctx, &blue, &head, reason)?;
    Ok(head.id)
}
