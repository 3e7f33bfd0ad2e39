//! Issuing: number, due dates, tax, open items.

use super::super::error::InvoicingRefusal;
use super::super::model::{
    Buyer, InvoiceDraft, InvoiceForm, InvoiceLineDraft, InvoiceStatus, check_bureau_number,
};
use super::super::posting::{Amount, tax_due};
use super::super::rules::{BaseDays, Payment, payments};
use super::super::store::{self, InvoiceHead, InvoiceLine};
use super::draft::{Composed, compose};
use super::gather::{Chosen, Gathered, choose, lock_all, resolve};
use super::{digest, facts, lock, refuse_taken_bureau_number, require_draft};
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::fulfilment::{SaleParty, apply_billing, deferred_tax_base};
use crate::numbering::{self, Series};
use crate::orders::{LineProgress, apply_progress};
use crate::receivables::{self, ItemKind, NewItem, open_item};
use crate::record::record;
use crate::wire;
use chrono::Datelike;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::{Money, add, sum, to_base};
use jieqing_ledger::Draft;
use std::collections::BTreeMap;

/// Issues a draft: takes our number, bills the deliveries, opens the items to be paid.
#[derive(Debug, Clone)]
pub struct IssueInvoice {
    /// Which.
    pub id: Id<wire::Invoice>,
    /// The version it was decided on.
    pub version: i64,
    /// Date of the invoice; today when absent.
    pub issued_on: Option<Date>,
    /// The bureau's 20 digits, when known already.
    pub bureau_number: Option<String>,
}

impl Command for IssueInvoice {
    type Out = Id<wire::Invoice>;
    const PERMISSION: Permission = Permission::InvoicesIssue;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Self::Out> {
        let day = self.issued_on.unwrap_or_else(|| ctx.today());
        check_issue(ctx, self.issued_on, day, self.bureau_number.as_deref())?;
        let orders =
            tx.all::<(Id<wire::Order>,)>(&store::ORDERS_OF, params![ctx.company, self.id])?;
        if orders.is_empty() {
            return Err(Error::NotFound);
        }
        let orders: Vec<_> = orders.into_iter().map(|(id,)| id).collect();
        let gathered = lock_all(tx, ctx, scope, &orders)?;
        let now = lock(tx, ctx, scope, self.id, self.version)?;
        require_draft(&now)?;
        let stored = tx.all::<InvoiceLine>(&store::LOCK_LINES, params![ctx.company, self.id])?;
        let wanted: Vec<InvoiceLineDraft> = stored
            .iter()
            .filter_map(|l| {
                Some(InvoiceLineDraft {
                    delivery_line: l.delivery_line_id?,
                    qty_e6: Some(l.qty_e6),
                })
            })
            .collect();
        let chosen = choose(&gathered, &wanted)?;
        let draft = InvoiceDraft {
            customer: Some(now.customer_id),
            lines: wanted,
            form: Some(now.form),
            terms: Some(now.terms_id),
            remark: now.remark.clone(),
        };
        let mut made = compose(tx, ctx, &gathered, &chosen, &draft)?;
        let mut head = InvoiceHead {
            version: now.version,
            buyer_name: now.buyer_name.clone(),
            buyer_tax_id: now.buyer_tax_id.clone(),
            buyer_address: now.buyer_address.clone(),
            buyer_bank: now.buyer_bank.clone(),
            ..made.head(now.id, day)
        };
        let money = |minor| Money::new(minor, now.currency).to_string();
        if (head.total_minor, head.tax_minor) != (now.total_minor, now.tax_minor) {
            return Err(InvoicingRefusal::DraftOutdated {
                drafted: money(now.total_minor),
                now: money(head.total_minor),
            }
            .into());
        }
        head.bureau_number.clone_from(&self.bureau_number);
        made.lines = stored;
        issue(tx, ctx, &gathered, &chosen, &mut head, &made, day)?;
        store::update(tx, ctx, &head)?;
        finish_issue(tx, ctx, &gathered, &chosen, &head, &made)
    }
}

pub(super) fn check_issue(
    ctx: &Ctx,
    issued_on: Option<Date>,
    day: Date,
    bureau_number: Option<&str>,
) -> Result<()> {
    let mut errors = Vec::new();
    wire::check_not_future(&mut errors, "issued_on", issued_on, ctx.today());
    if let Some(number) = bureau_number {
        check_bureau_number(&mut errors, number, Some(day.year()));
    }
    wire::finish(errors)
}

/// Decides, numbers, posts and opens items; fills in `head`, which the caller stores.
pub(super) fn issue(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    gathered: &[Gathered],
    chosen: &[Chosen],
    head: &mut InvoiceHead,
    made: &Composed,
    day: Date,
) -> Result<()> {
    let buyer = Buyer {
        name: head.buyer_name.clone(),
        tax_id: head.buyer_tax_id.clone(),
        address: String::new(),
        bank: String::new(),
    };
    if head.form == InvoiceForm::Special && !buyer.fit_for_special() {
        return Err(InvoicingRefusal::BuyerTaxData {
            customer: made.customer_code.clone(),
            tax_id: buyer.tax_id,
        }
        .into());
    }
    if let Some(number) = &head.bureau_number {
        refuse_taken_bureau_number(tx, ctx, number)?;
    }
    let days = base_days(gathered, chosen, day)?;
    head.number = numbering::next(tx, ctx, Series::Invoice, day)?;
    head.status = InvoiceStatus::Issued;
    head.issued_on = Some(day);
    let (effective, bases) = post_and_bill(tx, ctx, gathered, chosen, head, day)?;
    head.base_total_minor = bases;
    let (rule, _) =
        tx.one::<(String, String)>(&store::TERMS_RULE, params![ctx.company, head.terms_id])?;
    let parts = payments(&rule, &days, head.total_minor, bases)?;
    head.base_on = parts.first().map(|p| p.base_on);
    head.due_on = parts.iter().map(|p| p.due_on).max();
    open_items(tx, ctx, head, &parts, day, effective)?;
    head.digest = digest(head, &made.lines);
    Ok(())
}

/// Dates the terms may count from; the invoice is not older than the sign-off it bills.
fn base_days(gathered: &[Gathered], chosen: &[Chosen], day: Date) -> Result<BaseDays> {
    let mut days: Option<BaseDays> = None;
    for choice in chosen {
        let (line, _) = resolve(gathered, choice.order_at, choice.line_at)?;
        let ordered = gathered
            .get(choice.order_at)
            .map_or(day, |g| g.order.ordered_on);
        let seen = days.get_or_insert(BaseDays {
            ordered_on: ordered,
            dispatched_on: line.dispatched_on,
            signed_on: line.signed_on,
            issued_on: day,
        });
        seen.ordered_on = seen.ordered_on.max(ordered);
        seen.dispatched_on = seen.dispatched_on.max(line.dispatched_on);
        seen.signed_on = seen.signed_on.max(line.signed_on);
    }
    let days = days.ok_or_else(|| Error::bug("an invoice without lines"))?;
    if day < days.signed_on {
        return Err(InvoicingRefusal::BeforeSignoff {
            issued_on: day.to_string(),
            signed_on: days.signed_on.to_string(),
        }
        .into());
    }
    Ok(days)
}

/// Moves deferred to output tax and takes the amounts off the deliveries' items. Gives the day it
/// counts from and the company-currency amount the deliveries gave up.
fn post_and_bill(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    gathered: &[Gathered],
    chosen: &[Chosen],
    head: &InvoiceHead,
    day: Date,
) -> Result<(Date, i64)> {
    // Per delivery, ascending: the order in which items are locked.
    let mut deliveries: BTreeMap<Id<wire::Delivery>, (usize, i64, i64)> = BTreeMap::new();
    for choice in chosen {
        let (line, _) = resolve(gathered, choice.order_at, choice.line_at)?;
        let sums = deliveries
            .entry(line.delivery)
            .or_insert((choice.order_at, 0, 0));
        sums.1 = add(sums.1, choice.step.total)?;
        sums.2 = add(sums.2, choice.step.tax)?;
    }
    let mut deferred = Amount::default();
    for (delivery, (order_at, _, tax)) in &deliveries {
        let lines = gathered.get(*order_at).map_or(&[][..], |g| &g.signed);
        deferred.minor = add(deferred.minor, *tax)?;
        let base = deferred_tax_base(ctx, lines, *delivery, *tax)?;
        deferred.base = add(deferred.base, base)?;
    }
    let output = Amount {
        minor: head.tax_minor,
        base: to_base(
            Money::new(head.tax_minor, head.currency),
            head.rate_e9,
            ctx.base_currency,
        )?,
    };
    let draft = Draft::new(
        "invoice.issued",
        ("invoice", head.id.raw(), &head.number),
        day,
        format!("开具发票 {} {}", head.number, head.buyer_name),
    );
    let draft = tax_due(draft, &party(ctx, head), deferred, output)?;
    let effective = if draft.lines.is_empty() {
        jieqing_ledger::lock_open_day(tx, ctx.company.raw(), day)?
    } else {
        jieqing_ledger::post(tx, ctx, &draft)?.posted_on
    };
    let mut bases = 0_i64;
    for (delivery, (_, total, _)) in &deliveries {
        if *total != 0 {
            let source = ("delivery", delivery.raw());
            bases = add(
                bases,
                receivables::bill(tx, ctx, source, *total, effective)?,
            )?;
        }
    }
    Ok((effective, bases))
}

pub(in super::super) fn party(ctx: &Ctx, head: &InvoiceHead) -> SaleParty {
    SaleParty {
        customer: head.customer_id.raw(),
        department: head.department_id,
        currency: head.currency,
        base_currency: ctx.base_currency,
    }
}

fn open_items(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    head: &InvoiceHead,
    parts: &[Payment],
    day: Date,
    effective: Date,
) -> Result<()> {
    for (instalment, part) in (0_i64..).zip(parts) {
        let item = NewItem {
            customer: head.customer_id,
            kind: ItemKind::Invoice,
            billed: true,
            source_type: "invoice",
            source_id: head.id.raw(),
            instalment,
            doc_no: head.number.clone(),
            doc_on: day,
            effective_on: effective,
            raw_due_on: part.raw_due_on,
            due_on: part.due_on,
            currency: head.currency,
            rate_e9: head.rate_e9,
            amount: part.amount,
            base: part.base,
            owner: head.owner_id,
            department: head.department_id,
            entry: None,
        };
        open_item(tx, ctx, &item)?;
    }
    Ok(())
}

/// Delivery lines and orders learn what was invoiced; the event is recorded.
pub(super) fn finish_issue(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    gathered: &[Gathered],
    chosen: &[Chosen],
    head: &InvoiceHead,
    made: &Composed,
) -> Result<Id<wire::Invoice>> {
    for choice in chosen {
        let (line, _) = resolve(gathered, choice.order_at, choice.line_at)?;
        apply_billing(tx, ctx, line, choice.step)?;
    }
    for (at, g) in gathered.iter().enumerate() {
        let mut steps: BTreeMap<Id<wire::OrderLine>, LineProgress> = BTreeMap::new();
        for choice in chosen.iter().filter(|c| c.order_at == at) {
            let (_, ordered) = resolve(gathered, choice.order_at, choice.line_at)?;
            let step = steps
                .entry(ordered.id)
                .or_insert_with(|| LineProgress::of(ordered.id));
            step.invoiced_e6 = add(step.invoiced_e6, choice.step.qty_e6)?;
            step.invoiced_total_minor = add(step.invoiced_total_minor, choice.step.total)?;
        }
        let steps: Vec<_> = steps.into_values().collect();
        apply_progress(tx, ctx, &g.order, &steps)?;
    }
    debug_assert_eq!(
        sum(made.lines.iter().map(|l| l.total_minor)).ok(),
        Some(head.total_minor)
    );
    let facts = facts(head, &made.customer_code);
    record(tx, ctx, "invoice", head.id.raw(), "invoice.issued", &facts)?;
    Ok(head.id)
}
