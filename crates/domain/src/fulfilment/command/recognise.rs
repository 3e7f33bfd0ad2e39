//! The receivable of a delivery comes into being.

use super::super::posting::{SaleAmounts, SaleParty, sale_draft};
use super::super::rules::{cost_of, worth};
use super::super::store::{self, DeliveryHead, DeliveryLine};
use crate::orders::LockedOrder;
use crate::receivables::{ItemKind, NewItem, open_item};
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::{Money, sum, to_base};
use jieqing_ledger::Draft;

/// Quantities of the order's lines that are recognised already, so that values follow on.
pub(super) struct Recognised(Option<Vec<(Id<wire::OrderLine>, i64)>>);

impl Recognised {
    /// Looks them up when they are not simply what is signed and not returned: on dispatch, or
    /// while other deliveries of the order are on their way.
    pub(super) fn load(
        tx: &mut WriteTx<'_>,
        ctx: &Ctx,
        order: &LockedOrder,
        on_dispatch: bool,
        own: &[DeliveryLine],
    ) -> Result<Self> {
        let alone = order.lines.iter().all(|line| {
            let mine = own.iter().find(|l| l.order_line_id == line.id);
            let on_way = line.dispatched_e6.saturating_sub(line.signed_e6);
            on_way == 0 || mine.is_some_and(|l| l.qty_e6 == on_way)
        });
        if alone && !on_dispatch {
            return Ok(Self(None));
        }
        Ok(Self(Some(tx.all(
            &store::RECOGNISED,
            params![ctx.company, order.id],
        )?)))
    }

    fn of(&self, order: &LockedOrder, line: Id<wire::OrderLine>) -> i64 {
        match &self.0 {
            Some(rows) => rows
                .iter()
                .find(|(id, _)| *id == line)
                .map_or(0, |(_, qty)| *qty),
            None => order
                .line(line)
                .map_or(0, |l| l.signed_e6.saturating_sub(l.returned_e6)),
        }
    }
}

/// Values `quantity` of each line and puts the sums into the header.
pub(super) fn value(
    ctx: &Ctx,
    order: &LockedOrder,
    head: &mut DeliveryHead,
    lines: &mut [DeliveryLine],
    recognised: &Recognised,
    quantity: impl Fn(&DeliveryLine) -> i64,
) -> Result<()> {
    for line in lines.iter_mut() {
        let ordered = order
            .line(line.order_line_id)
            .ok_or_else(|| Error::bug("a delivery line without its order line"))?;
        let qty = quantity(line);
        let split = worth(ordered, recognised.of(order, line.order_line_id), qty)?;
        line.net_minor = split.net;
        line.tax_minor = split.tax;
        line.total_minor = split.total;
        line.cost_minor = cost_of(ordered, qty, ctx.base_currency.exponent())?;
    }
    total(ctx, head, lines)
}

/// Header = sum of lines; company currency at the order's rate.
pub(super) fn total(ctx: &Ctx, head: &mut DeliveryHead, lines: &[DeliveryLine]) -> Result<()> {
    head.net_minor = sum(lines.iter().map(|l| l.net_minor))?;
    head.tax_minor = sum(lines.iter().map(|l| l.tax_minor))?;
    head.total_minor = sum(lines.iter().map(|l| l.total_minor))?;
    head.cost_minor = sum(lines.iter().map(|l| l.cost_minor))?;
    head.base_total_minor = base(ctx, head, head.total_minor)?;
    Ok(())
}

pub(super) fn base(ctx: &Ctx, head: &DeliveryHead, minor: i64) -> Result<i64> {
    to_base(
        Money::new(minor, head.currency),
        head.rate_e9,
        ctx.base_currency,
    )
}

pub(super) fn party(ctx: &Ctx, head: &DeliveryHead) -> SaleParty {
    SaleParty {
        customer: head.customer_id.raw(),
        department: head.department_id,
        currency: head.currency,
        base_currency: ctx.base_currency,
    }
}

/// Posts the header's amounts as `event` and opens the unbilled item.
pub(super) fn recognise(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    order: &LockedOrder,
    head: &DeliveryHead,
    event: &'static str,
    on: Date,
) -> Result<()> {
    let amounts = SaleAmounts {
        split: jieqing_kernel::tax::Split {
            net: head.net_minor,
            tax: head.tax_minor,
            total: head.total_minor,
        },
        base_total: head.base_total_minor,
        base_tax: base(ctx, head, head.tax_minor)?,
        cost: head.cost_minor,
    };
    let draft = Draft::new(
        event,
        ("delivery", head.id.raw(), &head.number),
        on,
        format!("销售发货 {} 订单 {}", head.number, order.number),
    );
    let draft = sale_draft(draft, &party(ctx, head), &amounts)?;
    if draft.lines.is_empty() {
        return Ok(());
    }
    let posted = jieqing_ledger::post(tx, ctx, &draft)?;
    if head.total_minor == 0 {
        return Ok(());
    }
    let item = NewItem {
        customer: head.customer_id,
        kind: ItemKind::Delivery,
        billed: false,
        source_type: "delivery",
        source_id: head.id.raw(),
        instalment: 0,
        doc_no: head.number.clone(),
        doc_on: on,
        effective_on: posted.posted_on,
        raw_due_on: on,
        due_on: on,
        currency: head.currency,
        rate_e9: head.rate_e9,
        amount: head.total_minor,
        base: head.base_total_minor,
        owner: head.owner_id,
        department: head.department_id,
        entry: Some(posted.id),
    };
    open_item(tx, ctx, &item)?;
    Ok(())
}
