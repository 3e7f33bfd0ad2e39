//! Crediting by negative document.

use super::super::error::InvoicingRefusal;
use super::super::model::RedReason;
use super::super::posting::{Amount, tax_due, value_credited};
use super::super::store::{self, InvoiceHead, InvoiceLine};
use super::gather::{Gathered, lock_all};
use super::issue::party;
use super::red::{
    BlueSums, RedLine, RedTerms, blue_line, require_blue, settle, write_red, write_taken,
};
use super::{facts, lock};
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::fulfilment::{
    BillingStep, SignedLine, apply_billing, deferred_tax_base, quantity_text, share_of_rest,
};
use crate::orders::{LineProgress, apply_progress};
use crate::receivables::{ItemKind, NewItem, open_item, unbill};
use crate::record::record;
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::{Money, add, sub};
use jieqing_kernel::tax::part_of;
use jieqing_ledger::Draft;
use serde_json::json;
use std::collections::BTreeMap;

/// What to credit of a blue line: a quantity, or a value (折让).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditLine {
    /// Line of the blue invoice.
    pub line: Id<wire::InvoiceLine>,
    /// Quantity, e6.
    pub qty_e6: Option<i64>,
    /// Value with tax, minor units.
    pub total_minor: Option<i64>,
}

/// Issues a red invoice against a blue one. Goods that came back are credited by their return
/// (`returns::CreditReturn`); here the customer keeps the goods, and gets money back or, for reason
/// 01, a new invoice.
#[derive(Debug, Clone)]
pub struct CreditInvoice {
    /// The blue invoice.
    pub id: Id<wire::Invoice>,
    /// The version it was decided on.
    pub version: i64,
    /// Why.
    pub reason: RedReason,
    /// What; everything that is left when empty.
    pub lines: Vec<CreditLine>,
    /// Date, numbers, remark.
    pub terms: RedTerms,
}

impl Command for CreditInvoice {
    type Out = Id<wire::Invoice>;
    const PERMISSION: Permission = Permission::InvoicesIssue;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Self::Out> {
        let gathered = if self.reason == RedReason::Wrong {
            let orders =
                tx.all::<(Id<wire::Order>,)>(&store::ORDERS_OF, params![ctx.company, self.id])?;
            if orders.is_empty() {
                return Err(Error::NotFound);
            }
            let orders: Vec<_> = orders.into_iter().map(|(id,)| id).collect();
            lock_all(tx, ctx, scope, &orders)?
        } else {
            Vec::new()
        };
        let blue = lock(tx, ctx, scope, self.id, self.version)?;
        require_blue(&blue)?;
        let day = self.terms.check(tx, ctx, &blue)?;
        let stored = tx.all::<InvoiceLine>(&store::LOCK_LINES, params![ctx.company, self.id])?;
        let reds = self.choose(&blue, stored)?;

        let mut sums = BlueSums::of(&blue);
        let (mut total, mut tax) = (Amount::default(), Amount::default());
        for red in &reds {
            let (line_total, line_tax) = sums.take(ctx, red.split)?;
            total = plus(total, line_total)?;
            tax = plus(tax, line_tax)?;
            let mut taken = blue_line(&red.blue);
            taken.red_qty = add(taken.red_qty, red.qty_e6)?;
            taken.red_total = add(taken.red_total, red.split.total)?;
            taken.red_tax = add(taken.red_tax, red.split.tax)?;
            write_taken(tx, ctx, blue.id, (red.blue.line_no, &taken), &sums)?;
        }
        let head = write_red(
            tx,
            ctx,
            &blue,
            &reds,
            total.base,
            self.reason,
            &self.terms,
            day,
        )?;
        if self.reason == RedReason::Wrong {
            give_back_to_deliveries(tx, ctx, &gathered, &reds, &head, total, tax, day)?;
        } else {
            let draft = Draft::new(
                "invoice.credited",
                ("invoice", head.id.raw(), &head.number),
                day,
                format!("红字发票 {} 冲 {}", head.number, blue.number),
            );
            let draft = value_credited(draft, &party(ctx, &head), total, tax)?;
            let posted = jieqing_ledger::post(tx, ctx, &draft)?;
            open_credit(tx, ctx, &head, day, posted.posted_on, Some(posted.id))?;
        }
        let source = ("invoice", head.id.raw());
        settle(tx, ctx, scope, &blue, source, total.minor, day)?;
        tell(tx, ctx, &blue, &head, self.reason)?;
        Ok(head.id)
    }
}

/// Both timelines: the red document is issued, the blue one credited.
pub(in super::super) fn tell(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    blue: &InvoiceHead,
    red: &InvoiceHead,
    reason: RedReason,
) -> Result<()> {
    let issued = facts(red, "");
    record(tx, ctx, "invoice", red.id.raw(), "invoice.issued", &issued)?;
    let credited = json!({
        "number": blue.number, "red": red.number, "red_id": red.id.to_string(),
        "reason": reason.as_str(), "currency": red.currency.code(),
        "total": Money::new(red.total_minor, red.currency).text(),
    });
    record(
        tx,
        ctx,
        "invoice",
        blue.id.raw(),
        "invoice.credited",
        &credited,
    )?;
    Ok(())
}

fn plus(a: Amount, b: Amount) -> Result<Amount> {
    Ok(Amount {
        minor: add(a.minor, b.minor)?,
        base: add(a.base, b.base)?,
    })
}

impl CreditInvoice {
    /// The red lines, each within what its blue line has left (N7).
    fn choose(&self, blue: &InvoiceHead, stored: Vec<InvoiceLine>) -> Result<Vec<RedLine>> {
        if blue.red_total_minor >= blue.total_minor {
            return Err(InvoicingRefusal::FullyCredited {
                number: blue.number.clone(),
            }
            .into());
        }
        if self.reason.full_only() && (blue.red_total_minor > 0 || !self.lines.is_empty()) {
            return Err(InvoicingRefusal::FullOnly {
                number: blue.number.clone(),
                reason: self.reason.as_str().to_owned(),
            }
            .into());
        }
        if self.lines.is_empty() {
            let mut out = Vec::with_capacity(stored.len());
            for line in stored {
                let left = blue_line(&line);
                if left.left_qty() > 0 || left.left_total() > 0 {
                    out.push(RedLine {
                        qty_e6: left.left_qty(),
                        split: left.red_of_total(left.left_total())?,
                        blue: line,
                        return_line: None,
                    });
                }
            }
            return Ok(out);
        }
        let mut errors = Vec::new();
        let mut out = Vec::with_capacity(self.lines.len());
        for (i, wanted) in self.lines.iter().enumerate() {
            let path = |field: &str| format!("lines[{i}].{field}");
            if self.lines.iter().take(i).any(|l| l.line == wanted.line) {
                errors.push(FieldError::new(path("line_id"), "field.duplicate"));
            }
            let figure = match (wanted.qty_e6, wanted.total_minor) {
                (Some(qty), None) => Some((qty, true)),
                (None, Some(total)) => Some((total, false)),
                (None, None) | (Some(_), Some(_)) => None,
            };
            match (stored.iter().find(|l| l.id == wanted.line), figure) {
                (None, _) => {
                    errors.push(FieldError::new(path("line_id"), "field.unknown_reference"));
                }
                (_, None) => errors.push(FieldError::new(path("qty"), "invoicing.one_of")),
                (_, Some((figure, by_qty))) if figure <= 0 => {
                    let field = if by_qty { "qty" } else { "total" };
                    errors.push(
                        FieldError::new(path(field), "field.out_of_range").with("allowed", "> 0"),
                    );
                }
                (Some(line), Some(figure)) => out.push(one_line(blue, line, figure)?),
            }
        }
        wire::finish(errors)?;
        Ok(out)
    }
}

fn one_line(
    blue: &InvoiceHead,
    line: &InvoiceLine,
    (figure, by_qty): (i64, bool),
) -> Result<RedLine> {
    let left = blue_line(line);
    let has = if by_qty {
        left.left_qty()
    } else {
        left.left_total()
    };
    if figure > has {
        let text = |v: i64| {
            if by_qty {
                quantity_text(v, &line.unit)
            } else {
                Money::new(v, blue.currency).to_string()
            }
        };
        return Err(InvoicingRefusal::OverCredited {
            number: blue.number.clone(),
            line: line.line_no,
            left: text(has),
            wanted: text(figure),
        }
        .into());
    }
    let (qty_e6, split) = if by_qty {
        (figure, left.red_of_qty(figure)?)
    } else {
        (0, left.red_of_total(figure)?)
    };
    Ok(RedLine {
        blue: line.clone(),
        qty_e6,
        split,
        return_line: None,
    })
}

fn open_credit(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    head: &InvoiceHead,
    day: Date,
    effective: Date,
    entry: Option<i64>,
) -> Result<()> {
    let item = NewItem {
        customer: head.customer_id,
        kind: ItemKind::Credit,
        billed: true,
        source_type: "invoice",
        source_id: head.id.raw(),
        instalment: 0,
        doc_no: head.number.clone(),
        doc_on: day,
        effective_on: effective,
        raw_due_on: day,
        due_on: day,
        currency: head.currency,
        rate_e9: head.rate_e9,
        amount: head.total_minor,
        base: head.base_total_minor,
        owner: head.owner_id,
        department: head.department_id,
        entry,
    };
    open_item(tx, ctx, &item)?;
    Ok(())
}

/// Reason 01: the sale stands. Tax goes back to deferred, the deliveries may be invoiced again; the
/// credit for the blue invoice and the deliveries' items cancel out on the control account.
#[expect(
    clippy::too_many_arguments,
    reason = "the figures of one red invoice, used once"
)]
fn give_back_to_deliveries(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    gathered: &[Gathered],
    reds: &[RedLine],
    head: &InvoiceHead,
    total: Amount,
    tax: Amount,
    day: Date,
) -> Result<()> {
    let mut back: Vec<(usize, &SignedLine, BillingStep)> = Vec::with_capacity(reds.len());
    let mut deliveries: BTreeMap<Id<wire::Delivery>, (usize, i64, i64)> = BTreeMap::new();
    for red in reds {
        let found = gathered.iter().enumerate().find_map(|(at, g)| {
            let line = g
                .signed
                .iter()
                .find(|l| Some(l.id) == red.blue.delivery_line_id)?;
            Some((at, line))
        });
        let (at, line) = found.ok_or_else(|| Error::bug("an invoice line without delivery"))?;
        let step = BillingStep {
            qty_e6: sub(0, red.qty_e6)?,
            total: sub(0, red.split.total)?,
            tax: sub(
                0,
                share_of_rest(line.invoiced_tax_minor, red.qty_e6, line.invoiced_e6)?,
            )?,
        };
        let sums = deliveries.entry(line.delivery).or_insert((at, 0, 0));
        sums.1 = sub(sums.1, step.total)?;
        sums.2 = add(sums.2, step.tax)?;
        back.push((at, line, step));
    }
    let mut deferred = Amount::default();
    for (delivery, (at, _, tax)) in &deliveries {
        let lines = gathered.get(*at).map_or(&[][..], |g| &g.signed);
        let base = deferred_tax_base(ctx, lines, *delivery, *tax)?;
        deferred = plus(deferred, Amount { minor: *tax, base })?;
    }
    let draft = Draft::new(
        "invoice.credited",
        ("invoice", head.id.raw(), &head.number),
        day,
        format!("红字发票 {} 开票有误", head.number),
    );
    let draft = tax_due(draft, &party(ctx, head), deferred, tax.neg()?)?;
    let effective = if draft.lines.is_empty() {
        jieqing_ledger::lock_open_day(tx, ctx.company.raw(), day)?
    } else {
        jieqing_ledger::post(tx, ctx, &draft)?.posted_on
    };
    open_credit(tx, ctx, head, day, effective, None)?;
    let mut reached = 0_i64;
    for (delivery, (_, value, _)) in &deliveries {
        let next = add(reached, *value)?;
        let base = part_of(total.base, reached, next, total.minor)
            .ok_or_else(|| Error::bug("base given back"))?;
        reached = next;
        if *value != 0 {
            unbill(
                tx,
                ctx,
                ("delivery", delivery.raw()),
                *value,
                base,
                effective,
            )?;
        }
    }
    for (at, g) in gathered.iter().enumerate() {
        let mut steps: BTreeMap<Id<wire::OrderLine>, LineProgress> = BTreeMap::new();
        for (_, line, step) in back.iter().filter(|(of, _, _)| *of == at) {
            apply_billing(tx, ctx, line, *step)?;
            let progress = steps
                .entry(line.order_line)
                .or_insert_with(|| LineProgress::of(line.order_line));
            progress.invoiced_e6 = add(progress.invoiced_e6, step.qty_e6)?;
            progress.invoiced_total_minor = add(progress.invoiced_total_minor, step.total)?;
        }
        let steps: Vec<_> = steps.into_values().collect();
        apply_progress(tx, ctx, &g.order, &steps)?;
    }
    Ok(())
}
