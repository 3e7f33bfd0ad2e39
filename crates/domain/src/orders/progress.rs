//! What fulfilment and invoicing tell an order: lock it, then apply what happened to its lines.

use super::error::OrderRefusal;
use super::model::{BillingState, DeliveryState, OrderStatus};
use super::progress_rules::{LineProgress, LineState, billing_state, delivery_state};
use super::store::progress::{self as store, HeadRow};
use crate::access::Scope;
use crate::receivables::{BalanceDelta, adjust_balance};
use crate::record::record;
use crate::wire;
use jieqing_db::{WriteTx, params, row};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::{Money, sub, sum, to_base};
use serde_json::json;

/// An order with its rows locked until the end of the transaction.
#[derive(Debug, Clone)]
pub struct LockedOrder {
    /// Id.
    pub id: Id<wire::Order>,
    /// Number.
    pub number: String,
    /// Status.
    pub status: OrderStatus,
    /// Delivery progress.
    pub delivery_state: DeliveryState,
    /// Billing progress.
    pub billing_state: BillingState,
    /// Customer.
    pub customer: Id<wire::Customer>,
    /// Order date.
    pub ordered_on: Date,
    /// The customer's own order number, may be empty.
    pub customer_po: String,
    /// Currency.
    pub currency: Currency,
    /// Rate to company currency, e9.
    pub rate_e9: i64,
    /// Payment terms.
    pub terms_id: Id<wire::Terms>,
    /// Whether prices contain tax.
    pub tax_inclusive: bool,
    /// Address to deliver to.
    pub ship_to: String,
    /// With tax, minor units.
    pub total_minor: i64,
    /// Confirmed and not yet signed, minor units.
    pub undelivered_minor: i64,
    /// Owner (raw user id).
    pub owner: i64,
    /// Department (raw id).
    pub department: i64,
    /// Row version.
    pub version: i64,
    /// How much more than ordered may be delivered (share of the line's quantity, e9).
    pub over_tolerance_e9: i64,
    /// How much less than ordered still closes a line (e9).
    pub under_tolerance_e9: i64,
    /// Lines by line number.
    pub lines: Vec<LockedLine>,
}

row! {
    /// A line of a [`LockedOrder`]. Quantities e6, prices e8, rates e9, amounts minor units.
    pub struct LockedLine {
        /// Id.
        pub id: Id<wire::OrderLine>,
        /// Number within the order.
        pub line_no: i64,
        /// Product.
        pub product_id: Id<wire::Product>,
        /// SKU when ordered.
        pub sku: String,
        /// Name when ordered.
        pub name: String,
        /// Specification.
        pub spec: String,
        /// Unit.
        pub unit: String,
        /// 税收分类编码.
        pub tax_code: String,
        /// Ordered.
        pub qty_e6: i64,
        /// Price in the order's mode (with or without tax).
        pub price_e8: i64,
        /// Tax rate.
        pub tax_rate_e9: i64,
        /// `taxed`, `zero_rated`, `exempt` or `not_taxable`.
        pub treatment: String,
        /// Without tax.
        pub net_minor: i64,
        /// Tax.
        pub tax_minor: i64,
        /// With tax.
        pub total_minor: i64,
        /// Cost of a unit in company currency, when known.
        pub cost_e8: Option<i64>,
        /// Left our warehouse.
        pub dispatched_e6: i64,
        /// Signed for.
        pub signed_e6: i64,
        /// Came back.
        pub returned_e6: i64,
        /// Invoiced.
        pub invoiced_e6: i64,
        /// Value signed less returned.
        pub signed_total_minor: i64,
        /// Value invoiced.
        pub invoiced_total_minor: i64,
        /// Nothing more will be delivered.
        pub closed: bool,
    }
}

impl LockedLine {
    fn state(&self) -> LineState {
        LineState {
            qty: self.qty_e6,
            total: self.total_minor,
            dispatched: self.dispatched_e6,
            signed: self.signed_e6,
            returned: self.returned_e6,
            invoiced: self.invoiced_e6,
            signed_total: self.signed_total_minor,
            invoiced_total: self.invoiced_total_minor,
            closed: self.closed,
        }
    }
}

impl LockedOrder {
    /// The line of that id.
    #[must_use]
    pub fn line(&self, id: Id<wire::OrderLine>) -> Option<&LockedLine> {
        self.lines.iter().find(|l| l.id == id)
    }

    /// Refuses when nothing may be dispatched against the order.
    ///
    /// # Errors
    /// `orders.not_confirmed`.
    pub fn require_confirmed(&self) -> Result<()> {
        if self.status == OrderStatus::Confirmed {
            return Ok(());
        }
        Err(OrderRefusal::NotConfirmed {
            number: self.number.clone(),
            status: self.status.as_str().to_owned(),
        }
        .into())
    }
}

/// Where an order stands after [`apply_progress`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProgressMade {
    /// Status.
    pub status: OrderStatus,
    /// Delivery progress.
    pub delivery_state: DeliveryState,
    /// Billing progress.
    pub billing_state: BillingState,
    /// Confirmed and not yet signed, minor units.
    pub undelivered_minor: i64,
    /// Row version.
    pub version: i64,
}

/// Locks an order and its lines (after the customer, before deliveries and invoices).
///
/// # Errors
/// [`Error::NotFound`], also for an order outside the scope.
pub fn lock_order(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    order_id: Id<wire::Order>,
) -> Result<LockedOrder> {
    let head = tx
        .opt::<HeadRow>(&store::LOCK_ORDER, params![ctx.company, order_id])?
        .ok_or(Error::NotFound)?;
    scope.check(head.owner, head.department)?;
    let lines = tx.all(&store::LOCK_LINES, params![ctx.company, order_id])?;
    Ok(LockedOrder {
        id: order_id,
        number: head.number,
        status: head.status,
        delivery_state: head.delivery_state,
        billing_state: head.billing_state,
        customer: head.customer,
        ordered_on: head.ordered_on,
        customer_po: head.customer_po,
        currency: head.currency,
        rate_e9: head.rate_e9,
        terms_id: head.terms_id,
        tax_inclusive: head.tax_inclusive,
        ship_to: head.ship_to,
        total_minor: head.total_minor,
        undelivered_minor: head.undelivered_minor,
        owner: head.owner,
        department: head.department,
        version: head.version,
        over_tolerance_e9: head.over_tolerance_e9,
        under_tolerance_e9: head.under_tolerance_e9,
        lines,
    })
}

/// Writes what happened to lines of an order, once per [`lock_order`]: line progress, delivery and
/// billing state, undelivered value (here and in the customer's balance), status `completed` when
/// everything is delivered and invoiced and back to `confirmed` when goods come back.
///
/// Tolerances, invoiceable quantities and the like are the caller's to check before.
///
/// # Errors
/// [`Error::Bug`] for progress that can't be (more signed than dispatched, a line of another order).
pub fn apply_progress(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    order: &LockedOrder,
    steps: &[LineProgress],
) -> Result<ProgressMade> {
    let mut states: Vec<LineState> = order.lines.iter().map(LockedLine::state).collect();
    for step in steps {
        let at = order.lines.iter().position(|l| l.id == step.line_id);
        let state = at
            .and_then(|at| states.get_mut(at))
            .ok_or_else(|| Error::bug("progress for a line of another order"))?;
        let mut next = state.after(step, order.under_tolerance_e9)?;
        // What was given up by closing the order stays given up.
        next.closed |= order.status == OrderStatus::Closed;
        *state = next;
    }
    write_progress(tx, ctx, order, &states, None)
}

/// Closes every line of an order that becomes `status` (closed or cancelled).
pub(super) fn give_up(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    order: &LockedOrder,
    status: OrderStatus,
) -> Result<ProgressMade> {
    let closed = |line: &LockedLine| LineState {
        closed: true,
        ..line.state()
    };
    let states: Vec<LineState> = order.lines.iter().map(closed).collect();
    write_progress(tx, ctx, order, &states, Some(status))
}

fn write_progress(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    order: &LockedOrder,
    states: &[LineState],
    ended: Option<OrderStatus>,
) -> Result<ProgressMade> {
    for (line, state) in order.lines.iter().zip(states) {
        if *state != line.state() {
            write_line(tx, ctx, order, line.line_no, state)?;
        }
    }
    let delivery = delivery_state(states);
    let billing = billing_state(states);
    let done = delivery == DeliveryState::Delivered && billing == BillingState::Invoiced;
    let status = match (ended, order.status, done) {
        (Some(ended), _, _) => ended,
        (None, OrderStatus::Confirmed, true) => OrderStatus::Completed,
        (None, OrderStatus::Completed, false) => OrderStatus::Confirmed,
        (None, other, _) => other,
    };
    let undelivered = if matches!(status, OrderStatus::Confirmed | OrderStatus::Completed) {
        let each: Result<Vec<i64>> = states.iter().map(LineState::undelivered).collect();
        sum(each?)?
    } else {
        0
    };
    let made = ProgressMade {
        status,
        delivery_state: delivery,
        billing_state: billing,
        undelivered_minor: undelivered,
        version: order.version.saturating_add(1),
    };
    write_header(tx, ctx, order, &made)?;
    if ended.is_none() && status != order.status {
        record_turn(tx, ctx, order, &made)?;
    }
    Ok(made)
}

fn write_line(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    order: &LockedOrder,
    line_no: i64,
    state: &LineState,
) -> Result<()> {
    tx.exec_one(
        &store::LINE_PROGRESS,
        params![
            ctx.company,
            order.id,
            line_no,
            state.dispatched,
            state.signed,
            state.returned,
            state.invoiced,
            state.signed_total,
            state.invoiced_total,
            state.closed
        ],
    )?;
    Ok(())
}

fn write_header(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    order: &LockedOrder,
    made: &ProgressMade,
) -> Result<()> {
    tx.exec_one(
        &store::ORDER_PROGRESS,
        params![
            ctx.company,
            order.id,
            order.version,
            made.status,
            made.delivery_state,
            made.billing_state,
            made.undelivered_minor
        ],
    )?;
    move_undelivered(tx, ctx, order, made.undelivered_minor)
}

fn record_turn(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    order: &LockedOrder,
    made: &ProgressMade,
) -> Result<()> {
    let kind = if made.status == OrderStatus::Completed {
        "order.completed"
    } else {
        "order.reopened"
    };
    let facts = json!({
        "number": order.number, "status": made.status.as_str(),
        "delivery_state": made.delivery_state.as_str(),
        "billing_state": made.billing_state.as_str(),
    });
    record(tx, ctx, "order", order.id.raw(), kind, &facts)?;
    Ok(())
}

/// Moves the difference between the stored and the new undelivered value into the customer's
/// balance; in company currency at the order's rate.
fn move_undelivered(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    order: &LockedOrder,
    undelivered: i64,
) -> Result<()> {
    if undelivered == order.undelivered_minor {
        return Ok(());
    }
    let base = |minor| {
        to_base(
            Money::new(minor, order.currency),
            order.rate_e9,
            ctx.base_currency,
        )
    };
    let delta = BalanceDelta {
        undelivered: sub(undelivered, order.undelivered_minor)?,
        base: sub(base(undelivered)?, base(order.undelivered_minor)?)?,
        ..BalanceDelta::default()
    };
    adjust_balance(tx, ctx, order.customer.raw(), order.currency, delta)
}
