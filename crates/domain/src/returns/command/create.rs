//! Goods come back.

use super::super::error::ReturnRefusal;
use super::super::model::{NewReturn, ReturnStatus, step};
use super::super::store::{self, ReturnHead, ReturnLine};
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::fulfilment::{
    ReturnStep, SaleAmounts, SaleParty, SignedLine, apply_return, deferred_tax_base,
    lock_signed_lines, orders_of_lines, quantity_text, sale_draft,
};
use crate::invoicing::reserve_red;
use crate::numbering::{self, Series};
use crate::orders::{LineProgress, LockedLine, LockedOrder, apply_progress, lock_order};
use crate::receivables::{ItemKind, NewItem, cancel_item, open_item};
use crate::record::record;
use crate::wire;
use jieqing_db::WriteTx;
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::{Money, add, sub, sum};
use jieqing_kernel::tax::Split;
use jieqing_ledger::Draft;
use serde_json::json;
use std::collections::BTreeMap;

/// Takes goods back from one order.
#[derive(Debug, Clone)]
pub struct CreateReturn {
    /// What comes back.
    pub goods: NewReturn,
}

impl Command for CreateReturn {
    type Out = Id<wire::Return>;
    const PERMISSION: Permission = Permission::ReturnsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Self::Out> {
        self.goods.check(ctx.today())?;
        let ids: Vec<_> = self.goods.lines.iter().map(|l| l.delivery_line).collect();
        let orders = orders_of_lines(tx, ctx, &ids)?
            .ok_or_else(|| Error::field("lines", "field.unknown_reference"))?;
        let [order] = orders[..] else {
            return Err(ReturnRefusal::OtherOrder.into());
        };
        if self.goods.order.is_some_and(|wanted| wanted != order) {
            return Err(ReturnRefusal::OtherOrder.into());
        }
        let order = lock_order(tx, ctx, scope, order)?;
        let signed = lock_signed_lines(tx, ctx, order.id)?;
        let day = self.goods.returned_on.unwrap_or_else(|| ctx.today());
        let back = self.choose(&order, &signed, day)?;
        let mut lines = Vec::new();
        for part in &back {
            rows_of(tx, ctx, part, &mut lines)?;
        }
        for (line_no, line) in (1_i64..).zip(lines.iter_mut()) {
            line.line_no = line_no;
        }
        let mut head = self.head(tx, ctx, &order, &lines, day)?;
        post(tx, ctx, &order, &signed, &back, &lines, &mut head)?;
        store::insert(tx, ctx, &head, &lines)?;
        let mut steps = Vec::with_capacity(back.len());
        for part in &back {
            apply_return(tx, ctx, part.line, &part.step)?;
            steps.push(progress(part)?);
        }
        apply_progress(tx, ctx, &order, &merged(steps)?)?;
        let facts = json!({
            "number": head.number, "order": order.number, "order_id": order.id.to_string(),
            "reason": head.reason, "currency": head.currency.code(),
            "total": Money::new(head.total_minor, head.currency).text(),
            "returned_on": day.to_string(),
        });
        record(tx, ctx, "return", head.id.raw(), "return.received", &facts)?;
        Ok(head.id)
    }
}

/// What comes back of one delivery line.
struct Back<'a> {
    line: &'a SignedLine,
    ordered: &'a LockedLine,
    qty: i64,
    step: ReturnStep,
}

impl CreateReturn {
    fn choose<'a>(
        &self,
        order: &'a LockedOrder,
        signed: &'a [SignedLine],
        day: Date,
    ) -> Result<Vec<Back<'a>>> {
        let mut errors = Vec::new();
        let mut out = Vec::with_capacity(self.goods.lines.len());
        for (i, draft) in self.goods.lines.iter().enumerate() {
            let found = signed.iter().find(|l| l.id == draft.delivery_line);
            let Some((line, ordered)) = found.and_then(|l| Some((l, order.line(l.order_line)?)))
            else {
                let path = format!("lines[{i}].delivery_line_id");
                errors.push(FieldError::new(path, "invoicing.not_signed"));
                continue;
            };
            if day < line.signed_on {
                errors.push(
                    FieldError::new("returned_on", "field.out_of_range")
                        .with("allowed", format!("≥ {}", line.signed_on)),
                );
            }
            let has = line.signed_e6.saturating_sub(line.returned_e6);
            if draft.qty_e6 > has {
                let text = |qty| quantity_text(qty, &ordered.unit);
                return Err(ReturnRefusal::OverReturned {
                    delivery: line.delivery_no.clone(),
                    product: ordered.name.clone(),
                    signed: text(line.signed_e6),
                    returned: text(line.returned_e6),
                    wanted: text(draft.qty_e6),
                }
                .into());
            }
            out.push(Back {
                line,
                ordered,
                qty: draft.qty_e6,
                step: step(line, draft.qty_e6)?,
            });
        }
        wire::finish(errors)?;
        Ok(out)
    }

    fn head(
        &self,
        tx: &mut WriteTx<'_>,
        ctx: &Ctx,
        order: &LockedOrder,
        lines: &[ReturnLine],
        day: Date,
    ) -> Result<ReturnHead> {
        let waits = lines.iter().any(|l| l.billed && l.total_minor > 0);
        Ok(ReturnHead {
            id: ctx.new_id(),
            number: numbering::next(tx, ctx, Series::Return, day)?,
            order_id: order.id,
            customer_id: order.customer,
            status: if waits {
                ReturnStatus::Received
            } else {
                ReturnStatus::Settled
            },
            returned_on: day,
            reason: self.goods.reason.clone(),
            note: self.goods.note.clone(),
            currency: order.currency,
            rate_e9: order.rate_e9,
            net_minor: sum(lines.iter().map(|l| l.net_minor))?,
            tax_minor: sum(lines.iter().map(|l| l.tax_minor))?,
            total_minor: sum(lines.iter().map(|l| l.total_minor))?,
            base_total_minor: 0,
            cost_minor: sum(lines.iter().map(|l| l.cost_minor))?,
            owner_id: order.owner,
            department_id: order.department,
            version: 1,
        })
    }
}

/// Return lines of one delivery line: one for what is not invoiced, one per blue line for the rest.
fn rows_of(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    part: &Back<'_>,
    out: &mut Vec<ReturnLine>,
) -> Result<()> {
    let line = part.line;
    let mut reached = 0_i64;
    let mut cost = |qty: i64| -> Result<i64> {
        let before = line.cost_back(reached)?;
        reached = add(reached, qty)?;
        sub(line.cost_back(reached)?, before)
    };
    let free = part.step.unbilled;
    if free.qty_e6 > 0 {
        out.push(ReturnLine {
            line_no: 0,
            id: ctx.new_id(),
            delivery_line_id: line.id,
            invoice_id: None,
            invoice_line_id: None,
            qty_e6: free.qty_e6,
            billed: false,
            net_minor: sub(free.total, free.tax)?,
            tax_minor: free.tax,
            total_minor: free.total,
            base_total_minor: 0,
            base_tax_minor: 0,
            cost_minor: cost(free.qty_e6)?,
            credited_minor: 0,
        });
    }
    let billed = part.step.billed.qty_e6;
    if billed == 0 {
        return Ok(());
    }
    let product = (part.ordered.name.as_str(), part.ordered.unit.as_str());
    for red in reserve_red(tx, ctx, line.id, billed, product)? {
        out.push(ReturnLine {
            line_no: 0,
            id: ctx.new_id(),
            delivery_line_id: line.id,
            invoice_id: Some(red.invoice),
            invoice_line_id: Some(red.line),
            qty_e6: red.qty_e6,
            billed: true,
            net_minor: red.split.net,
            tax_minor: red.split.tax,
            total_minor: red.split.total,
            base_total_minor: red.base_total,
            base_tax_minor: red.base_tax,
            cost_minor: cost(red.qty_e6)?,
            credited_minor: 0,
        });
    }
    Ok(())
}

/// Takes revenue, tax and cost back, shrinks the deliveries' items and opens the credit.
fn post(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    order: &LockedOrder,
    signed: &[SignedLine],
    back: &[Back<'_>],
    lines: &[ReturnLine],
    head: &mut ReturnHead,
) -> Result<()> {
    let mut deliveries: BTreeMap<Id<wire::Delivery>, (i64, i64)> = BTreeMap::new();
    for part in back {
        let sums = deliveries.entry(part.line.delivery).or_default();
        sums.0 = add(sums.0, part.step.unbilled.total)?;
        sums.1 = add(sums.1, part.step.unbilled.tax)?;
    }
    let effective = jieqing_ledger::lock_open_day(tx, ctx.company.raw(), head.returned_on)?;
    let (mut free_base, mut tax_base) = (0_i64, 0_i64);
    for (delivery, (total, tax)) in &deliveries {
        if *total != 0 {
            let source = ("delivery", delivery.raw());
            free_base = add(free_base, cancel_item(tx, ctx, source, *total, effective)?)?;
        }
        tax_base = add(tax_base, deferred_tax_base(ctx, signed, *delivery, *tax)?)?;
    }
    let billed = || lines.iter().filter(|l| l.billed);
    let credit = sum(billed().map(|l| l.total_minor))?;
    let credit_base = sum(billed().map(|l| l.base_total_minor))?;
    tax_base = add(tax_base, sum(billed().map(|l| l.base_tax_minor))?)?;
    head.base_total_minor = add(free_base, credit_base)?;
    let party = SaleParty {
        customer: head.customer_id.raw(),
        department: head.department_id,
        currency: head.currency,
        base_currency: ctx.base_currency,
    };
    let amounts = SaleAmounts {
        split: Split {
            net: sub(0, head.net_minor)?,
            tax: sub(0, head.tax_minor)?,
            total: sub(0, head.total_minor)?,
        },
        base_total: sub(0, head.base_total_minor)?,
        base_tax: sub(0, tax_base)?,
        cost: sub(0, head.cost_minor)?,
    };
    let draft = Draft::new(
        "return.received",
        ("return", head.id.raw(), &head.number),
        head.returned_on,
        format!("销售退货 {} 订单 {}", head.number, order.number),
    );
    let draft = sale_draft(draft, &party, &amounts)?;
    if draft.lines.is_empty() {
        return Ok(());
    }
    let posted = jieqing_ledger::post(tx, ctx, &draft)?;
    if credit == 0 {
        return Ok(());
    }
    let item = NewItem {
        customer: head.customer_id,
        kind: ItemKind::Credit,
        billed: true,
        source_type: "return",
        source_id: head.id.raw(),
        instalment: 0,
        doc_no: head.number.clone(),
        doc_on: head.returned_on,
        effective_on: posted.posted_on,
        raw_due_on: head.returned_on,
        due_on: head.returned_on,
        currency: head.currency,
        rate_e9: head.rate_e9,
        amount: sub(0, credit)?,
        base: sub(0, credit_base)?,
        owner: head.owner_id,
        department: head.department_id,
        entry: Some(posted.id),
    };
    open_item(tx, ctx, &item)?;
    Ok(())
}

fn progress(part: &Back<'_>) -> Result<LineProgress> {
    let ReturnStep { unbilled, billed } = part.step;
    Ok(LineProgress {
        returned_e6: part.qty,
        invoiced_e6: sub(0, billed.qty_e6)?,
        signed_total_minor: sub(0, add(unbilled.total, billed.total)?)?,
        invoiced_total_minor: sub(0, billed.total)?,
        ..LineProgress::of(part.ordered.id)
    })
}

/// One step per order line.
fn merged(steps: Vec<LineProgress>) -> Result<Vec<LineProgress>> {
    let mut out: Vec<LineProgress> = Vec::with_capacity(steps.len());
    for step in steps {
        match out.iter_mut().find(|s| s.line_id == step.line_id) {
            None => out.push(step),
            Some(known) => {
                known.returned_e6 = add(known.returned_e6, step.returned_e6)?;
                known.invoiced_e6 = add(known.invoiced_e6, step.invoiced_e6)?;
                known.signed_total_minor = add(known.signed_total_minor, step.signed_total_minor)?;
                known.invoiced_total_minor =
                    add(known.invoiced_total_minor, step.invoiced_total_minor)?;
            }
        }
    }
    Ok(out)
}
