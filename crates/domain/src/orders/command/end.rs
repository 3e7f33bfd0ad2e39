//! Close what is left of an order, or cancel it altogether.

use super::{OrderDone, reason_given};
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::orders::error::OrderRefusal;
use crate::orders::model::OrderStatus;
use crate::orders::progress::{LockedOrder, give_up, lock_order};
use crate::orders::store::write;
use crate::record::record;
use crate::wire;
use jieqing_db::WriteTx;
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::decimal::{QTY_SCALE, format_trimmed};
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::{Money, sum};
use serde_json::json;

/// Gives up what is not delivered of a confirmed order. What was signed stays and is invoiced.
#[derive(Debug, Clone)]
pub struct CloseOrder {
    /// Which.
    pub id: Id<wire::Order>,
    /// The version that was looked at.
    pub version: i64,
    /// Why.
    pub reason: String,
}

impl Command for CloseOrder {
    type Out = OrderDone;
    const PERMISSION: Permission = Permission::OrdersConfirm;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<OrderDone> {
        reason_given(&self.reason)?;
        let order = lock_version(tx, ctx, scope, self.id, self.version)?;
        if order.status != OrderStatus::Confirmed {
            return Err(OrderRefusal::NotClosable {
                number: order.number,
                status: order.status.as_str().to_owned(),
            }
            .into());
        }
        let dispatched = sum(order.lines.iter().map(|l| l.dispatched_e6))?;
        let signed = sum(order.lines.iter().map(|l| l.signed_e6))?;
        if dispatched > signed {
            return Err(OrderRefusal::GoodsOnTheirWay {
                number: order.number,
                dispatched: format_trimmed(dispatched, QTY_SCALE),
                signed: format_trimmed(signed, QTY_SCALE),
            }
            .into());
        }
        end(tx, ctx, &order, OrderStatus::Closed, &self.reason)
    }
}

/// Cancels an order of which nothing was dispatched.
#[derive(Debug, Clone)]
pub struct CancelOrder {
    /// Which.
    pub id: Id<wire::Order>,
    /// The version that was looked at.
    pub version: i64,
    /// Why.
    pub reason: String,
}

impl Command for CancelOrder {
    type Out = OrderDone;
    const PERMISSION: Permission = Permission::OrdersConfirm;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<OrderDone> {
        reason_given(&self.reason)?;
        let order = lock_version(tx, ctx, scope, self.id, self.version)?;
        if !order.status.may_cancel() {
            return Err(OrderRefusal::NotCancellable {
                number: order.number,
                status: order.status.as_str().to_owned(),
            }
            .into());
        }
        let dispatched = sum(order.lines.iter().map(|l| l.dispatched_e6))?;
        if dispatched > 0 {
            let ordered = sum(order.lines.iter().map(|l| l.qty_e6))?;
            return Err(OrderRefusal::AlreadyDispatched {
                number: order.number,
                dispatched: format_trimmed(dispatched, QTY_SCALE),
                ordered: format_trimmed(ordered, QTY_SCALE),
            }
            .into());
        }
        end(tx, ctx, &order, OrderStatus::Cancelled, &self.reason)
    }
}

fn lock_version(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    id: Id<wire::Order>,
    version: i64,
) -> Result<LockedOrder> {
    let order = lock_order(tx, ctx, scope, id)?;
    if order.version != version {
        return Err(Error::Stale {
            current: order.version,
        });
    }
    Ok(order)
}

fn end(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    order: &LockedOrder,
    status: OrderStatus,
    reason: &str,
) -> Result<OrderDone> {
    let made = give_up(tx, ctx, order, status)?;
    write::keep_reason(tx, ctx, order.id, reason)?;
    let kind = if status == OrderStatus::Closed {
        "order.closed"
    } else {
        "order.cancelled"
    };
    let facts = json!({
        "number": order.number, "status": status.as_str(), "reason": reason,
        "given_up": Money::new(order.undelivered_minor, order.currency).text(),
        "currency": order.currency.code(), "before": { "status": order.status.as_str() },
    });
    record(tx, ctx, "order", order.id.raw(), kind, &facts)?;
    Ok(OrderDone {
        id: order.id,
        number: order.number.clone(),
        status,
        version: made.version,
        findings: Vec::new(),
    })
}
