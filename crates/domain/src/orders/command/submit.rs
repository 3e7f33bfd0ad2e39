//! Submit an order for confirmation.

use super::{OrderDone, facts_of, listed, lock_head};
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::orders::error::OrderRefusal;
use crate::orders::finding::Finding;
use crate::orders::model::OrderStatus;
use crate::orders::prepare::verify_stored;
use crate::orders::store::{findings as store, write};
use crate::record::record;
use crate::wire;
use jieqing_db::WriteTx;
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;

/// Submits a draft. It is verified once more; warnings that are usually slips (duplicate PO,
/// unusual quantity) must have been seen.
#[derive(Debug, Clone)]
pub struct SubmitOrder {
    /// Which.
    pub id: Id<wire::Order>,
    /// The version that was looked at.
    pub version: i64,
    /// The warnings were seen.
    pub accept_warnings: bool,
}

impl Command for SubmitOrder {
    type Out = OrderDone;
    const PERMISSION: Permission = Permission::OrdersWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<OrderDone> {
        let mut head = lock_head(tx, ctx, scope, self.id, self.version)?;
        if head.status != OrderStatus::Draft {
            return Err(OrderRefusal::NotSubmittable {
                number: head.number,
                status: head.status.as_str().to_owned(),
            }
            .into());
        }
        let lines = write::lines(tx, ctx, self.id)?;
        let (findings, _) = verify_stored(tx, ctx, &head, &lines)?;
        refuse_unseen(&head.number, &findings, self.accept_warnings)?;
        let before = store::stored(tx, ctx, self.id)?;
        store::replace(tx, ctx, self.id, &before, &findings)?;
        head.status = OrderStatus::Submitted;
        head.submitted_by = Some(ctx.actor.raw());
        write::change_state(tx, ctx, &head)?;
        let facts = facts_of(&head, &findings);
        record(tx, ctx, "order", self.id.raw(), "order.submitted", &facts)?;
        Ok(OrderDone {
            id: head.id,
            number: head.number,
            status: head.status,
            version: head.version.saturating_add(1),
            findings,
        })
    }
}

/// Refuses to submit while warnings that must be seen were not.
pub(super) fn refuse_unseen(number: &str, findings: &[Finding], seen: bool) -> Result<()> {
    let (count, names) = listed(findings.iter().filter(|f| f.rule.must_be_seen()));
    if seen || count == 0 {
        return Ok(());
    }
    Err(OrderRefusal::WarningsOpen {
        number: number.to_owned(),
        count,
        findings: names,
    }
    .into())
}
