//! Confirm an order: from here on it binds us, and it counts against the customer's limit.

use super::{OrderDone, facts_of, listed, lock_head};
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::orders::digest::digest;
use crate::orders::error::OrderRefusal;
use crate::orders::finding::{Finding, keep_releases};
use crate::orders::model::OrderStatus;
use crate::orders::prepare::verify_stored;
use crate::orders::store::{findings as store, write};
use crate::receivables::{BalanceDelta, adjust_balance, lock_customer};
use crate::record::record;
use crate::wire;
use jieqing_db::WriteTx;
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;

/// Confirms a submitted order. The customer is locked first, so that of several orders only as
/// many pass as fit the limit; an order that reaches it exactly passes.
#[derive(Debug, Clone, Copy)]
pub struct ConfirmOrder {
    /// Which.
    pub id: Id<wire::Order>,
    /// The version that was looked at.
    pub version: i64,
}

impl Command for ConfirmOrder {
    type Out = OrderDone;
    const PERMISSION: Permission = Permission::OrdersConfirm;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<OrderDone> {
        let customer = write::customer_of(tx, ctx, self.id)?.ok_or(Error::NotFound)?;
        lock_customer(tx, ctx, customer)?;
        let mut head = lock_head(tx, ctx, scope, self.id, self.version)?;
        if head.status != OrderStatus::Submitted {
            return Err(OrderRefusal::NotConfirmable {
                number: head.number,
                status: head.status.as_str().to_owned(),
            }
            .into());
        }
        let lines = write::lines(tx, ctx, self.id)?;
        if digest(&head, &lines) != head.digest {
            return Err(OrderRefusal::DigestMismatch {
                number: head.number,
            }
            .into());
        }
        let (mut findings, _) = verify_stored(tx, ctx, &head, &lines)?;
        let before = store::stored(tx, ctx, self.id)?;
        keep_releases(&mut findings, &before);
        let (count, open) = listed(findings.iter().filter(|f| f.is_open()));
        if count > 0 {
            return Err(OrderRefusal::FindingsOpen {
                number: head.number,
                count,
                findings: open,
            }
            .into());
        }
        store::replace(tx, ctx, self.id, &before, &findings)?;
        head.status = OrderStatus::Confirmed;
        head.confirmed_on = Some(ctx.today());
        head.undelivered_minor = head.total_minor;
        write::change_state(tx, ctx, &head)?;
        let delta = BalanceDelta {
            undelivered: head.total_minor,
            base: head.base_total_minor,
            ..BalanceDelta::default()
        };
        adjust_balance(tx, ctx, head.customer.raw(), head.currency, delta)?;
        let mut facts = facts_of(&head, &findings);
        facts["released"] = findings
            .iter()
            .filter(|f| f.released.is_some())
            .map(Finding::key)
            .collect();
        record(tx, ctx, "order", self.id.raw(), "order.confirmed", &facts)?;
        Ok(OrderDone {
            id: head.id,
            number: head.number,
            status: head.status,
            version: head.version.saturating_add(1),
            findings,
        })
    }
}
