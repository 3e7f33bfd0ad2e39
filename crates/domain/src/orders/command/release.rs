//! Let a finding pass.

use super::{OrderDone, lock_head, reason_given};
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::orders::error::OrderRefusal;
use crate::orders::finding::{Finding, Release, Rule, Severity, keep_releases};
use crate::orders::prepare::verify_stored;
use crate::orders::store::{findings as store, write};
use crate::record::record;
use crate::wire;
use jieqing_db::WriteTx;
use jieqing_kernel::actor::{Actor, Ctx};
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use serde_json::json;

/// Releases a finding that needs approval, for this order as it is now: any edit voids it. Never
/// by whoever entered or submitted the order.
#[derive(Debug, Clone)]
pub struct ReleaseFinding {
    /// Which order.
    pub id: Id<wire::Order>,
    /// The version that was looked at.
    pub version: i64,
    /// Line of the finding, 0 for the order.
    pub line_no: i64,
    /// Its rule.
    pub rule: Rule,
    /// Why it may pass.
    pub reason: String,
}

impl Command for ReleaseFinding {
    type Out = OrderDone;
    const PERMISSION: Permission = Permission::OrdersRelease;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<OrderDone> {
        reason_given(&self.reason)?;
        let head = lock_head(tx, ctx, scope, self.id, self.version)?;
        if !head.status.may_change() {
            return Err(OrderRefusal::NotChangeable {
                number: head.number,
                status: head.status.as_str().to_owned(),
            }
            .into());
        }
        let who = ctx.actor.raw();
        let requester = head.created_by == who || head.submitted_by == Some(who);
        if requester && ctx.actor != Actor::System {
            return Err(OrderRefusal::ReleaseByRequester {
                number: head.number,
            }
            .into());
        }
        let before = store::stored(tx, ctx, self.id)?;
        let wanted = |f: &Finding| f.line_no == self.line_no && f.rule == self.rule;
        let mut findings = before.clone();
        if !findings.iter().any(wanted) {
            // It arose after the order was submitted, such as an exposure that has grown since.
            let lines = write::lines(tx, ctx, self.id)?;
            findings = verify_stored(tx, ctx, &head, &lines)?.0;
            keep_releases(&mut findings, &before);
        }
        let Some(found) = findings.iter_mut().find(|f| wanted(f)) else {
            return Err(OrderRefusal::FindingUnknown {
                number: head.number,
                finding: format!("{}:{}", self.line_no, self.rule.as_str()),
            }
            .into());
        };
        if found.severity != Severity::Approve {
            return Err(OrderRefusal::FindingNotReleasable {
                number: head.number,
                finding: found.key(),
                severity: found.severity.as_str().to_owned(),
            }
            .into());
        }
        found.released = Some(Release {
            by: who,
            reason: self.reason.clone(),
        });
        let facts = json!({
            "number": head.number, "finding": found.key(), "facts": found.facts,
            "reason": self.reason, "digest": head.digest,
        });
        store::replace(tx, ctx, self.id, &before, &findings)?;
        write::bump(tx, ctx, self.id, head.version)?;
        record(
            tx,
            ctx,
            "order",
            self.id.raw(),
            "order.finding_released",
            &facts,
        )?;
        Ok(OrderDone {
            id: head.id,
            number: head.number,
            status: head.status,
            version: head.version.saturating_add(1),
            findings,
        })
    }
}
