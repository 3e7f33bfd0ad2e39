//! Commands on orders.

mod confirm;
mod create;
mod end;
mod release;
mod submit;

pub use confirm::ConfirmOrder;
pub use create::{ChangeOrder, CreateOrder};
pub use end::{CancelOrder, CloseOrder};
pub use release::ReleaseFinding;
pub use submit::SubmitOrder;

use super::error::OrderRefusal;
use super::finding::Finding;
use super::model::OrderStatus;
use super::store::write::{self, HeadRow};
use crate::access::Scope;
use crate::wire;
use jieqing_db::WriteTx;
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::Money;
use serde_json::{Value, json};

/// An order after a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderDone {
    /// Id.
    pub id: Id<wire::Order>,
    /// Number.
    pub number: String,
    /// Status.
    pub status: OrderStatus,
    /// Version for the next command.
    pub version: i64,
    /// What verification noticed.
    pub findings: Vec<Finding>,
}

/// Locks a header after scope and version were checked.
fn lock_head(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    id: Id<wire::Order>,
    version: i64,
) -> Result<HeadRow> {
    let head = write::lock(tx, ctx, id)?.ok_or(Error::NotFound)?;
    scope.check(head.owner, head.department)?;
    if head.version != version {
        return Err(Error::Stale {
            current: head.version,
        });
    }
    Ok(head)
}

/// What every event of an order tells.
fn facts_of(head: &HeadRow, findings: &[Finding]) -> Value {
    let open: Vec<String> = findings.iter().map(Finding::key).collect();
    json!({
        "number": head.number, "status": head.status.as_str(),
        "total": Money::new(head.total_minor, head.currency).text(),
        "currency": head.currency.code(), "customer_po": head.customer_po,
        "digest": head.digest, "findings": open,
    })
}

fn reason_given(reason: &str) -> Result<()> {
    if reason.trim().is_empty() {
        return Err(OrderRefusal::ReasonMissing.into());
    }
    let mut errors = Vec::new();
    wire::check_text(&mut errors, "reason", reason, 500);
    if errors.is_empty() {
        Ok(())
    } else {
        Err(Error::Invalid(errors))
    }
}

/// Keys of findings, for a refusal.
fn listed<'f>(findings: impl Iterator<Item = &'f Finding>) -> (usize, String) {
    let keys: Vec<String> = findings.map(Finding::key).collect();
    (keys.len(), keys.join(", "))
}
