//! Deliveries and invoices of whole orders: one row per order with a day.

use super::columns::columns;
use super::status::{FileStatus, status_of};
use super::{attempt, first, records};
use crate::access::{Permission, Scope, authorize};
use crate::facade::Command;
use crate::fulfilment::{DeliverAndSign, NewDelivery};
use crate::imports::cells::{Cells, Slot};
use crate::imports::input::ImportInput;
use crate::imports::report::{Outcome, Problem, Tally};
use crate::imports::store::{self, OrderRef};
use crate::invoicing::InvoiceDelivered;
use crate::orders::{BillingState, DeliveryState, OrderStatus};
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::Result;
use std::collections::HashSet;

columns!(DeliveryColumns {
    order_no,
    delivered_on,
    status,
    carrier,
    tracking_no,
    signed_by
});
columns!(InvoiceColumns {
    order_no,
    invoiced_on,
    status,
    bureau_number
});

pub(super) fn deliveries(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    input: &ImportInput,
    tally: &mut Tally,
) -> Result<()> {
    authorize(tx, ctx, Permission::DeliveriesWrite)?;
    let scope = authorize(tx, ctx, Permission::DeliveriesSign)?;
    let c = DeliveryColumns::of(input, first(input)?);
    let slots = [&c.order_no, &c.delivered_on, &c.status];
    let done = |o: &OrderRef| o.delivery_state == DeliveryState::Delivered;
    each_order(
        tx,
        ctx,
        &scope,
        input,
        tally,
        slots,
        done,
        |cells, order, on| DeliverAndSign {
            delivery: NewDelivery {
                dispatched_on: Some(on),
                carrier: cells.string(&c.carrier),
                tracking_no: cells.string(&c.tracking_no),
                ..NewDelivery::of(order.id)
            },
            signed_on: None,
            signed_by: cells.string(&c.signed_by),
        },
    )
}

pub(super) fn invoices(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    input: &ImportInput,
    tally: &mut Tally,
) -> Result<()> {
    authorize(tx, ctx, Permission::InvoicesWrite)?;
    let scope = authorize(tx, ctx, Permission::InvoicesIssue)?;
    let c = InvoiceColumns::of(input, first(input)?);
    let slots = [&c.order_no, &c.invoiced_on, &c.status];
    let done = |o: &OrderRef| o.billing_state == BillingState::Invoiced;
    each_order(
        tx,
        ctx,
        &scope,
        input,
        tally,
        slots,
        done,
        |cells, order, on| {
            let number = cells.string(&c.bureau_number);
            InvoiceDelivered {
                bureau_number: (!number.is_empty()).then_some(number),
                ..InvoiceDelivered::order(order.id, Some(on))
            }
        },
    )
}

/// Runs the command of every row whose order is there and not done yet.
#[expect(
    clippy::too_many_arguments,
    reason = "the place both kinds share; the last two say how they differ"
)]
fn each_order<C: Command>(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    input: &ImportInput,
    tally: &mut Tally,
    [number, day, status]: [&Slot; 3],
    done: impl Fn(&OrderRef) -> bool,
    command: impl Fn(&mut Cells<'_>, &OrderRef, Date) -> C,
) -> Result<()> {
    let mut seen = HashSet::new();
    for at in records(first(input)?, tally) {
        let mut cells = Cells::new(at.row);
        let order_no = cells.string(number);
        match word(&mut cells, status) {
            Some(FileStatus::Delivered) | None => {}
            Some(FileStatus::Draft | FileStatus::Open | FileStatus::Cancelled) => {
                let why = Problem::at(&status.column, "imports.not_delivered");
                tally.ignored(at, why.with("value", cells.plain(status)));
                continue;
            }
        }
        let order = tx.opt::<OrderRef>(&store::ORDER, params![ctx.company, order_no])?;
        let mut on = cells.date(day);
        if let Some(order) = &order {
            if on.is_none() && input.options.missing_date_from_order {
                on = Some(order.ordered_on);
            }
            if order.status == OrderStatus::Cancelled {
                let why = Problem::at(&number.column, "imports.order_cancelled");
                cells.problems.push(why.with("document", &order_no));
            }
        } else if !order_no.is_empty() {
            cells.fail(number, "imports.unknown_order", &order_no);
        }
        if on.is_none() && cells.problems.is_empty() {
            cells.fail(day, "field.required", "");
        }
        if !order_no.is_empty() && !seen.insert(order_no.clone()) {
            let twice = Problem::at(&number.column, "imports.duplicate_key");
            cells.problems.push(twice.with("key", &order_no));
        }
        if let (Some(order), Some(on), true) = (&order, on, cells.problems.is_empty()) {
            if done(order) {
                tally.document(Outcome::Unchanged);
                tally.unchanged();
                continue;
            }
            let command = command(&mut cells, order, on);
            if cells.problems.is_empty() {
                match attempt(tx, |tx| command.run(tx, ctx, scope))? {
                    Ok(_) => {
                        tally.document(Outcome::Added);
                        tally.added();
                        continue;
                    }
                    Err(problems) => cells.problems = problems,
                }
            }
        }
        tally.document(Outcome::Failed);
        tally.failed(at, cells.problems);
    }
    Ok(())
}

/// What the status column says; an unknown word is a problem.
fn word(cells: &mut Cells<'_>, slot: &Slot) -> Option<FileStatus> {
    let text = cells.text(slot);
    if text.is_empty() {
        return None;
    }
    let found = status_of(text);
    if found.is_none() {
        cells.fail(slot, "imports.unknown_status", text);
    }
    found
}
