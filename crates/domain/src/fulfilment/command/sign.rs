//! Sign-off.

use super::super::error::FulfilmentRefusal;
use super::super::model::{DeliveryStatus, SignedQuantity};
use super::super::posting::{SaleAmounts, sale_draft};
use super::super::rules::{quantity_text, share_of_rest};
use super::super::store::{self, DeliveryHead, DeliveryLine};
use super::recognise::{Recognised, base, party, recognise, total, value};
use super::{facts, lock_dispatched};
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::orders::{LineProgress, LockedOrder, apply_progress};
use crate::receivables::cancel_item;
use crate::record::record;
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{FieldError, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::{sub, sum};
use jieqing_kernel::tax::Split;
use jieqing_ledger::Draft;
use serde_json::json;

/// Records what the customer accepted and refused of a delivery.
#[derive(Debug, Clone)]
pub struct SignDelivery {
    /// Which.
    pub id: Id<wire::Delivery>,
    /// The version it was decided on.
    pub version: i64,
    /// Day of sign-off; today when absent.
    pub signed_on: Option<Date>,
    /// Who signed.
    pub signed_by: String,
    /// Quantities of every line; everything is signed for when empty.
    pub lines: Vec<SignedQuantity>,
}

impl Command for SignDelivery {
    type Out = Id<wire::Delivery>;
    const PERMISSION: Permission = Permission::DeliveriesSign;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Self::Out> {
        let day = self.signed_on.unwrap_or_else(|| ctx.today());
        let (order, mut head) = lock_dispatched(tx, ctx, scope, self.id, self.version)?;
        let mut lines =
            tx.all::<DeliveryLine>(&store::LOCK_LINES, params![ctx.company, self.id])?;
        self.check(ctx, &head, &lines)?;
        self.take_over(&order, &mut lines)?;
        head.status = DeliveryStatus::Signed;
        head.signed_on = Some(day);
        head.signed_by.clone_from(&self.signed_by);

        let before: Vec<i64> = lines.iter().map(|l| l.total_minor).collect();
        if head.recognised_on.is_some() {
            give_up_rejected(tx, ctx, &mut head, &mut lines, day)?;
        } else {
            let known = Recognised::load(tx, ctx, &order, false, &lines)?;
            value(ctx, &order, &mut head, &mut lines, &known, |l| l.signed_e6)?;
            head.recognised_on = Some(day);
            recognise(tx, ctx, &order, &head, "delivery.signed", day)?;
        }
        store::update(tx, ctx, &head)?;
        let mut steps = Vec::with_capacity(lines.len());
        for (line, before) in lines.iter().zip(before) {
            store::update_line(tx, ctx, head.id, line)?;
            steps.push(LineProgress {
                dispatched_e6: sub(0, line.rejected_e6)?,
                signed_e6: line.signed_e6,
                signed_total_minor: sub(line.total_minor, before)?,
                ..LineProgress::of(line.order_line_id)
            });
        }
        apply_progress(tx, ctx, &order, &steps)?;
        self.tell(tx, ctx, &order, &head, &lines)?;
        Ok(head.id)
    }
}

impl SignDelivery {
    fn check(&self, ctx: &Ctx, head: &DeliveryHead, lines: &[DeliveryLine]) -> Result<()> {
        let mut errors = Vec::new();
        wire::check_not_future(&mut errors, "signed_on", self.signed_on, ctx.today());
        if self.signed_on.is_some_and(|day| day < head.dispatched_on) {
            errors.push(
                FieldError::new("signed_on", "field.out_of_range")
                    .with("allowed", format!("≥ {}", head.dispatched_on)),
            );
        }
        wire::check_text(&mut errors, "signed_by", &self.signed_by, 100);
        for (i, given) in self.lines.iter().enumerate() {
            let path = |field: &str| format!("lines[{i}].{field}");
            if !lines.iter().any(|l| l.id == given.line) {
                errors.push(FieldError::new(path("line_id"), "field.unknown_reference"));
            }
            if self.lines.iter().take(i).any(|l| l.line == given.line) {
                errors.push(FieldError::new(path("line_id"), "field.duplicate"));
            }
            for (field, qty) in [("signed", given.signed_e6), ("rejected", given.rejected_e6)] {
                if qty < 0 {
                    errors.push(
                        FieldError::new(path(field), "field.out_of_range").with("allowed", "≥ 0"),
                    );
                }
            }
            if given.rejected_e6 > 0 && given.reason.trim().is_empty() {
                errors.push(FieldError::new(path("reason"), "field.required"));
            }
            if given.reason.chars().count() > 300 {
                errors.push(FieldError::new(path("reason"), "field.too_long").with("max", 300));
            }
        }
        wire::finish(errors)
    }

    /// Puts signed and rejected quantities into the lines; they must add up to what was dispatched.
    fn take_over(&self, order: &LockedOrder, lines: &mut [DeliveryLine]) -> Result<()> {
        for line in lines.iter_mut() {
            let given = self.lines.iter().find(|l| l.line == line.id);
            let (signed, rejected) = match given {
                Some(given) => (given.signed_e6, given.rejected_e6),
                None if self.lines.is_empty() => (line.qty_e6, 0),
                None => (0, 0),
            };
            if signed.checked_add(rejected) != Some(line.qty_e6) {
                let unit = order.line(line.order_line_id).map_or("", |l| &l.unit);
                return Err(FulfilmentRefusal::NotAddingUp {
                    line: line.line_no,
                    dispatched: quantity_text(line.qty_e6, unit),
                    signed: quantity_text(signed, unit),
                    rejected: quantity_text(rejected, unit),
                }
                .into());
            }
            line.signed_e6 = signed;
            line.rejected_e6 = rejected;
            if let Some(given) = given {
                line.reject_reason.clone_from(&given.reason);
            }
        }
        Ok(())
    }

    fn tell(
        &self,
        tx: &mut WriteTx<'_>,
        ctx: &Ctx,
        order: &LockedOrder,
        head: &DeliveryHead,
        lines: &[DeliveryLine],
    ) -> Result<()> {
        let rejected: Vec<_> = lines
            .iter()
            .filter(|l| l.rejected_e6 > 0)
            .map(|l| {
                let unit = order.line(l.order_line_id).map_or("", |o| &o.unit);
                json!({ "line": l.line_no, "rejected": quantity_text(l.rejected_e6, unit), "reason": l.reject_reason })
            })
            .collect();
        let mut facts = facts(order, head);
        if let Some(map) = facts.as_object_mut() {
            let day = head.signed_on.map(|d| d.to_string()).unwrap_or_default();
            map.insert("signed_on".to_owned(), day.into());
            map.insert("signed_by".to_owned(), head.signed_by.clone().into());
            map.insert("rejected".to_owned(), rejected.into());
        }
        record(
            tx,
            ctx,
            "delivery",
            head.id.raw(),
            "delivery.signed",
            &facts,
        )?;
        Ok(())
    }
}

/// The receivable arose on dispatch: the rejected share of it is taken back.
fn give_up_rejected(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    head: &mut DeliveryHead,
    lines: &mut [DeliveryLine],
    day: Date,
) -> Result<()> {
    let was = (head.total_minor, head.tax_minor, head.cost_minor);
    for line in lines.iter_mut().filter(|l| l.rejected_e6 > 0) {
        let share = |rest: i64| -> Result<i64> {
            sub(rest, share_of_rest(rest, line.rejected_e6, line.qty_e6)?)
        };
        let (total, tax, cost) = (
            share(line.total_minor)?,
            share(line.tax_minor)?,
            share(line.cost_minor)?,
        );
        line.total_minor = total;
        line.tax_minor = tax;
        line.net_minor = sub(total, tax)?;
        line.cost_minor = cost;
    }
    let (gone, gone_tax) = (
        sub(was.0, sum(lines.iter().map(|l| l.total_minor))?)?,
        sub(was.1, sum(lines.iter().map(|l| l.tax_minor))?)?,
    );
    let before = base(ctx, head, was.1)?;
    let base_was = head.base_total_minor;
    total(ctx, head, lines)?;
    let gone_cost = sub(was.2, head.cost_minor)?;
    if gone == 0 && gone_cost == 0 {
        return Ok(());
    }
    // The item and the books move by the same company-currency amount.
    let source = ("delivery", head.id.raw());
    let posting_day = jieqing_ledger::lock_open_day(tx, ctx.company.raw(), day)?;
    let gone_base = if gone == 0 {
        0
    } else {
        cancel_item(tx, ctx, source, gone, posting_day)?
    };
    head.base_total_minor = sub(base_was, gone_base)?;
    let amounts = SaleAmounts {
        split: Split {
            net: sub(gone_tax, gone)?,
            tax: sub(0, gone_tax)?,
            total: sub(0, gone)?,
        },
        base_total: sub(0, gone_base)?,
        base_tax: sub(base(ctx, head, head.tax_minor)?, before)?,
        cost: sub(0, gone_cost)?,
    };
    let draft = Draft::new(
        "delivery.rejected",
        ("delivery", head.id.raw(), &head.number),
        day,
        format!("拒收冲回 {}", head.number),
    );
    let draft = sale_draft(draft, &party(ctx, head), &amounts)?;
    jieqing_ledger::post(tx, ctx, &draft)?;
    Ok(())
}
