//! Cutting a bill into parts.

use super::super::exposure::{adjust, counts, weight};
use super::super::state::{BillAction, BillStatus, allowed};
use super::super::store;
use super::{Done, Step, check_step, lock, money, perform};
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::record::record;
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use jieqing_kernel::money::add;
use serde_json::json;

/// Cuts a bill into parts (分包) of these amounts; their intervals follow each other.
#[derive(Debug, Clone)]
pub struct SplitBill {
    /// Which.
    pub id: Id<wire::Bill>,
    /// The version it was looked at.
    pub version: i64,
    /// Day.
    pub on: Date,
    /// Amounts, units of 0.01 CNY; their sum is the face.
    pub parts: Vec<i64>,
}

impl Command for SplitBill {
    type Out = Done;
    const PERMISSION: Permission = Permission::BillsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Done> {
        let now = lock(tx, ctx, scope, self.id, self.version)?;
        allowed(&now.number, now.status, BillAction::Split)?;
        check_step(ctx, &now, self.on, &[])?;
        let intervals = now.interval().split(&now.package_no, &self.parts)?;
        let step = Step::new(BillAction::Split, self.on, "");
        let (mut done, _) = perform(tx, ctx, &now, &step)?;
        let weight = weight(tx, ctx)?;
        for (index, (interval, amount)) in intervals.iter().zip(&self.parts).enumerate() {
            let id: Id<wire::Bill> = ctx.new_id();
            let number = format!("{}-{}", now.number, index.saturating_add(1));
            let exposure = counts(BillStatus::OnHand, *amount, weight)?;
            let (from, to) = interval.bounds();
            tx.exec_one(
                &store::INSERT_PART,
                params![
                    ctx.company,
                    now.id,
                    id,
                    number,
                    from,
                    to,
                    *amount,
                    self.on,
                    exposure,
                    ctx.actor.raw(),
                    ctx.now()
                ],
            )?;
            adjust(tx, ctx, now.customer, exposure)?;
            done.exposure = add(done.exposure, exposure)?;
            let facts = json!({
                "number": number, "whole": now.number, "interval": interval.to_string(),
                "amount": money(*amount), "currency": "CNY",
            });
            record(tx, ctx, "bill", id.raw(), "bill.split_off", &facts)?;
            done.parts.push(id);
        }
        Ok(done)
    }
}
