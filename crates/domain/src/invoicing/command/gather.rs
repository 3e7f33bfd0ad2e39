//! From delivery lines to the lines of an invoice, on locked rows.

use super::super::error::InvoicingRefusal;
use super::super::model::InvoiceLineDraft;
use super::super::rules::split;
use super::super::store::InvoiceLine;
use crate::access::Scope;
use crate::fulfilment::{BillingStep, SignedLine, lock_signed_lines, quantity_text};
use crate::orders::{LockedLine, LockedOrder, lock_order};
use crate::wire;
use jieqing_db::WriteTx;
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::tax::{Split, unit_price};

/// An order and the lines of its signed deliveries, locked.
pub(super) struct Gathered {
    pub(super) order: LockedOrder,
    pub(super) signed: Vec<SignedLine>,
}

/// A delivery line chosen for an invoice.
#[derive(Clone, Copy)]
pub(super) struct Chosen {
    pub(super) order_at: usize,
    pub(super) line_at: usize,
    pub(super) step: BillingStep,
    pub(super) split: Split,
}

/// Locks orders (ascending), then the lines of their signed deliveries.
pub(super) fn lock_all(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    orders: &[Id<wire::Order>],
) -> Result<Vec<Gathered>> {
    let mut out: Vec<Gathered> = Vec::with_capacity(orders.len());
    for id in orders {
        let order = lock_order(tx, ctx, scope, *id)?;
        out.push(Gathered {
            order,
            signed: Vec::new(),
        });
    }
    for gathered in &mut out {
        gathered.signed = lock_signed_lines(tx, ctx, gathered.order.id)?;
    }
    let Some(first) = out.first().map(|g| &g.order) else {
        return Err(InvoicingRefusal::NothingToInvoice.into());
    };
    for other in out.iter().map(|g| &g.order) {
        if other.customer != first.customer {
            return Err(InvoicingRefusal::OtherCustomer.into());
        }
        if other.currency != first.currency {
            return Err(InvoicingRefusal::OtherCurrency {
                first: first.currency.to_string(),
                other: other.currency.to_string(),
            }
            .into());
        }
    }
    Ok(out)
}

/// The chosen lines with their values; quantities within what may be invoiced (N6).
pub(super) fn choose(gathered: &[Gathered], wanted: &[InvoiceLineDraft]) -> Result<Vec<Chosen>> {
    let mut out = Vec::with_capacity(wanted.len());
    let mut errors = Vec::new();
    for (i, draft) in wanted.iter().enumerate() {
        let found = gathered.iter().enumerate().find_map(|(order_at, g)| {
            let at = g.signed.iter().position(|l| l.id == draft.delivery_line)?;
            Some((order_at, at))
        });
        match found {
            Some((order_at, line_at)) => {
                out.push(pick(gathered, order_at, line_at, draft.qty_e6)?);
            }
            None => errors.push(FieldError::new(
                format!("lines[{i}].delivery_line_id"),
                "invoicing.not_signed",
            )),
        }
    }
    wire::finish(errors)?;
    if out.iter().all(|c| c.split.total == 0) {
        return Err(InvoicingRefusal::NothingToInvoice.into());
    }
    Ok(out)
}

/// Everything that may be invoiced of the lines `take` accepts.
pub(super) fn choose_rest(
    gathered: &[Gathered],
    take: impl Fn(&SignedLine) -> bool,
) -> Result<Vec<Chosen>> {
    let mut out = Vec::new();
    for (order_at, g) in gathered.iter().enumerate() {
        for (line_at, line) in g.signed.iter().enumerate() {
            if line.billable_e6() > 0 && take(line) {
                out.push(pick(gathered, order_at, line_at, None)?);
            }
        }
    }
    if out.iter().all(|c| c.split.total == 0) {
        return Err(InvoicingRefusal::NothingToInvoice.into());
    }
    Ok(out)
}

fn pick(
    gathered: &[Gathered],
    order_at: usize,
    line_at: usize,
    qty: Option<i64>,
) -> Result<Chosen> {
    let (line, ordered) = resolve(gathered, order_at, line_at)?;
    let left = line.billable_e6();
    let qty = qty.unwrap_or(left);
    if qty > left || qty == 0 {
        let text = |qty| quantity_text(qty, &ordered.unit);
        return Err(InvoicingRefusal::OverBilled {
            delivery: line.delivery_no.clone(),
            product: ordered.name.clone(),
            signed: text(line.signed_e6),
            returned: text(line.returned_e6),
            invoiced: text(line.invoiced_e6),
            wanted: text(qty),
        }
        .into());
    }
    let total = line.billable_total(qty)?;
    let step = BillingStep {
        qty_e6: qty,
        total,
        tax: line.billable_tax(qty)?,
    };
    Ok(Chosen {
        order_at,
        line_at,
        step,
        split: split(total, ordered.tax_rate_e9)?,
    })
}

/// The delivery line and the order line behind a choice.
pub(super) fn resolve(
    gathered: &[Gathered],
    order_at: usize,
    line_at: usize,
) -> Result<(&SignedLine, &LockedLine)> {
    gathered
        .get(order_at)
        .and_then(|g| {
            let line = g.signed.get(line_at)?;
            Some((line, g.order.line(line.order_line)?))
        })
        .ok_or_else(|| Error::bug("a chosen delivery line without its order line"))
}

/// Invoice lines of the choices. The unit price is without tax, as printed: net / quantity.
pub(super) fn invoice_lines(
    ctx: &Ctx,
    gathered: &[Gathered],
    chosen: &[Chosen],
    currency: Currency,
) -> Result<Vec<InvoiceLine>> {
    let mut out = Vec::with_capacity(chosen.len());
    for (line_no, choice) in (1_i64..).zip(chosen) {
        let (line, ordered) = resolve(gathered, choice.order_at, choice.line_at)?;
        let order_id = gathered
            .get(choice.order_at)
            .map(|g| g.order.id)
            .ok_or_else(|| Error::bug("a chosen line without its order"))?;
        let price = unit_price(choice.split.net, choice.step.qty_e6, currency.exponent());
        out.push(InvoiceLine {
            line_no,
            id: ctx.new_id(),
            order_id,
            delivery_line_id: Some(line.id),
            return_line_id: None,
            blue_line_id: None,
            name: ordered.name.clone(),
            spec: ordered.spec.clone(),
            unit: ordered.unit.clone(),
            tax_code: ordered.tax_code.clone(),
            qty_e6: choice.step.qty_e6,
            price_e8: price.ok_or_else(|| Error::bug("unit price out of range"))?,
            tax_rate_e9: ordered.tax_rate_e9,
            treatment: ordered.treatment.clone(),
            net_minor: choice.split.net,
            tax_minor: choice.split.tax,
            total_minor: choice.split.total,
            red_e6: 0,
            red_total_minor: 0,
            red_tax_minor: 0,
        });
    }
    Ok(out)
}
