//! Commands on deliveries.

mod cancel;
mod change;
mod create;
mod recognise;
mod sign;

pub use cancel::CancelDelivery;
pub use change::ChangeDelivery;
pub use create::{CreateDelivery, DeliverAndSign};
pub use sign::SignDelivery;

use super::error::FulfilmentRefusal;
use super::model::DeliveryStatus;
use super::store::{self, DeliveryHead};
use crate::access::Scope;
use crate::orders::{LockedOrder, lock_order};
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use serde_json::{Value, json};

/// Locks the order, then the delivery, which must be on its way and at `version`.
fn lock_dispatched(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    id: Id<wire::Delivery>,
    version: i64,
) -> Result<(LockedOrder, DeliveryHead)> {
    let (order,) = tx
        .opt::<(Id<wire::Order>,)>(&store::ORDER_OF, params![ctx.company, id])?
        .ok_or(Error::NotFound)?;
    let order = lock_order(tx, ctx, scope, order)?;
    let head = tx.one::<DeliveryHead>(&store::LOCK, params![ctx.company, id])?;
    scope.check(head.owner_id, head.department_id)?;
    if head.version != version {
        return Err(Error::Stale {
            current: head.version,
        });
    }
    if head.status != DeliveryStatus::Dispatched {
        return Err(FulfilmentRefusal::NotDispatched {
            number: head.number,
            status: head.status.as_str().to_owned(),
        }
        .into());
    }
    Ok((order, head))
}

/// What a timeline reader needs of a delivery.
fn facts(order: &LockedOrder, head: &DeliveryHead) -> Value {
    use jieqing_kernel::money::Money;
    json!({
        "number": head.number, "order": order.number, "order_id": order.id.to_string(),
        "dispatched_on": head.dispatched_on.to_string(), "currency": head.currency.code(),
        "total": Money::new(head.total_minor, head.currency).text(),
    })
}
