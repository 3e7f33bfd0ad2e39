//! Taking a delivery back before anybody signed for it.

use super::super::model::DeliveryStatus;
use super::super::store::{self, DeliveryLine};
use super::{facts, lock_dispatched};
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::orders::{LineProgress, apply_progress};
use crate::receivables::cancel_item;
use crate::record::record;
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::{FieldError, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::sub;

/// Cancels a delivery before sign-off: its quantity is to be delivered again.
#[derive(Debug, Clone)]
pub struct CancelDelivery {
    /// Which.
    pub id: Id<wire::Delivery>,
    /// The version it was decided on.
    pub version: i64,
    /// Why.
    pub reason: String,
}

impl Command for CancelDelivery {
    type Out = Id<wire::Delivery>;
    const PERMISSION: Permission = Permission::DeliveriesWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Self::Out> {
        let mut errors = Vec::new();
        wire::check_text(&mut errors, "reason", &self.reason, 300);
        if self.reason.trim().is_empty() {
            errors.push(FieldError::new("reason", "field.required"));
        }
        wire::finish(errors)?;
        let (order, mut head) = lock_dispatched(tx, ctx, scope, self.id, self.version)?;
        let lines = tx.all::<DeliveryLine>(&store::LOCK_LINES, params![ctx.company, self.id])?;
        let entry = tx.opt::<(i64,)>(
            &store::ENTRY_OF,
            params![ctx.company, self.id, "delivery.dispatched"],
        )?;
        if let (Some(day), Some((entry,))) = (head.recognised_on, entry) {
            let source = ("delivery", head.id.raw(), head.number.as_str());
            let day = ctx.today().max(day);
            let posted =
                jieqing_ledger::reverse(tx, ctx, entry, "delivery.cancelled", source, day)?;
            if head.total_minor != 0 {
                let source = ("delivery", head.id.raw());
                cancel_item(tx, ctx, source, head.total_minor, posted.posted_on)?;
            }
        }
        head.status = DeliveryStatus::Cancelled;
        store::update(tx, ctx, &head)?;
        let recognised = head.recognised_on.is_some();
        let mut steps = Vec::with_capacity(lines.len());
        for line in &lines {
            let value = if recognised { line.total_minor } else { 0 };
            steps.push(LineProgress {
                dispatched_e6: sub(0, line.qty_e6)?,
                signed_total_minor: sub(0, value)?,
                ..LineProgress::of(line.order_line_id)
            });
        }
        apply_progress(tx, ctx, &order, &steps)?;
        let mut facts = facts(&order, &head);
        if let Some(map) = facts.as_object_mut() {
            map.insert("reason".to_owned(), self.reason.clone().into());
        }
        record(
            tx,
            ctx,
            "delivery",
            head.id.raw(),
            "delivery.cancelled",
            &facts,
        )?;
        Ok(head.id)
    }
}
