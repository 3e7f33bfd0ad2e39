//! Enter and change an order.

use super::submit::refuse_unseen;
use super::{OrderDone, facts_of, lock_head};
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::numbering::{self, Series};
use crate::orders::build::Unknown;
use crate::orders::error::OrderRefusal;
use crate::orders::model::{OrderDraft, OrderStatus};
use crate::orders::prepare::prepare;
use crate::orders::store::{findings as store, write};
use crate::record::record;
use crate::wire;
use jieqing_db::WriteTx;
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use serde_json::json;

/// Enters an order; with `submit` it is submitted in the same step.
#[derive(Debug, Clone)]
pub struct CreateOrder {
    /// What was entered.
    pub draft: OrderDraft,
    /// Submit it at once.
    pub submit: bool,
    /// Warnings were seen (only with `submit`).
    pub accept_warnings: bool,
}

impl Command for CreateOrder {
    type Out = OrderDone;
    const PERMISSION: Permission = Permission::OrdersWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<OrderDone> {
        let ready = prepare(tx, ctx, scope, &self.draft, None, Unknown::Refuse)?;
        let mut head = ready.head;
        if let Some(source_no) = &head.source_no {
            refuse_taken_source(tx, ctx, source_no)?;
        }
        head.id = ctx.new_id();
        head.number = numbering::next(tx, ctx, Series::Order, head.ordered_on)?;
        if self.submit {
            refuse_unseen(&head.number, &ready.findings, self.accept_warnings)?;
            head.status = OrderStatus::Submitted;
            head.submitted_by = Some(ctx.actor.raw());
        }
        let order = [(head, ready.lines)];
        write::insert(tx, ctx, &order)?;
        let [(head, lines)] = order;
        store::replace(tx, ctx, head.id, &[], &ready.findings)?;
        let mut facts = facts_of(&head, &ready.findings);
        facts["customer"] = json!(ready.customer_name);
        facts["lines"] = json!(lines.len());
        record(tx, ctx, "order", head.id.raw(), "order.created", &facts)?;
        Ok(OrderDone {
            id: head.id,
            number: head.number,
            status: head.status,
            version: head.version,
            findings: ready.findings,
        })
    }
}

fn refuse_taken_source(tx: &mut WriteTx<'_>, ctx: &Ctx, source_no: &str) -> Result<()> {
    match write::by_source(tx, ctx, source_no)? {
        None => Ok(()),
        Some((number, status)) => Err(OrderRefusal::SourceTaken {
            source_no: source_no.to_owned(),
            number,
            status: status.as_str().to_owned(),
        }
        .into()),
    }
}

/// Replaces the content of a draft or submitted order. It is a draft afterwards: findings are
/// looked for anew and releases given before are void.
#[derive(Debug, Clone)]
pub struct ChangeOrder {
    /// Which.
    pub id: Id<wire::Order>,
    /// The version the change was made against.
    pub version: i64,
    /// The whole new content.
    pub draft: OrderDraft,
}

impl Command for ChangeOrder {
    type Out = OrderDone;
    const PERMISSION: Permission = Permission::OrdersWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<OrderDone> {
        let now = lock_head(tx, ctx, scope, self.id, self.version)?;
        if !now.status.may_change() {
            return Err(OrderRefusal::NotChangeable {
                number: now.number,
                status: now.status.as_str().to_owned(),
            }
            .into());
        }
        let ready = prepare(tx, ctx, scope, &self.draft, Some(self.id), Unknown::Refuse)?;
        let mut head = ready.head;
        head.id = self.id;
        head.number.clone_from(&now.number);
        head.version = now.version;
        if head.customer == now.customer {
            head.owner = now.owner;
            head.department = now.department;
        }
        write::replace(tx, ctx, &head, &ready.lines)?;
        let before = store::stored(tx, ctx, self.id)?;
        store::replace(tx, ctx, self.id, &before, &ready.findings)?;
        let mut facts = facts_of(&head, &ready.findings);
        facts["before"] = facts_of(&now, &before);
        record(tx, ctx, "order", self.id.raw(), "order.changed", &facts)?;
        Ok(OrderDone {
            id: head.id,
            number: head.number,
            status: head.status,
            version: now.version.saturating_add(1),
            findings: ready.findings,
        })
    }
}
