//! Taking a statement back.

use super::super::error::StatementRefusal;
use super::super::model::{Live, StatementStatus};
use super::super::store::{read, write};
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::record::record;
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::id::Id;
use serde_json::json;

/// Voids the last statement of a customer and currency; its movements are free for another one.
#[derive(Debug, Clone)]
pub struct VoidStatement {
    /// Which.
    pub id: Id<wire::Statement>,
    /// The version it was looked at.
    pub version: i64,
    /// Why.
    pub reason: String,
}

impl Command for VoidStatement {
    type Out = ();
    const PERMISSION: Permission = Permission::StatementsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<()> {
        let mut errors = Vec::new();
        if self.reason.trim().is_empty() {
            errors.push(FieldError::new("reason", "field.required"));
        }
        wire::check_text(&mut errors, "reason", &self.reason, 500);
        if !errors.is_empty() {
            return Err(Error::Invalid(errors));
        }
        let now = tx
            .opt::<write::Locked>(&write::LOCK, params![ctx.company, self.id])?
            .ok_or(Error::NotFound)?;
        scope.check(now.owner, now.department)?;
        if now.version != self.version {
            return Err(Error::Stale {
                current: now.version,
            });
        }
        if now.status != StatementStatus::Issued {
            return Err(StatementRefusal::State {
                number: now.number,
                status: now.status.as_str().to_owned(),
            }
            .into());
        }
        let key = params![ctx.company, now.customer, now.currency];
        let live = tx.all::<Live>(&read::LIVE, key)?;
        if let Some(last) = live.last().filter(|last| last.id != now.id) {
            return Err(StatementRefusal::LaterExists {
                number: now.number,
                later: last.number.clone(),
            }
            .into());
        }
        let reason = self.reason.trim();
        let status = StatementStatus::Void;
        tx.exec_one(
            &write::SET_STATUS,
            params![ctx.company, self.id, status, reason],
        )?;
        let facts = json!({ "number": now.number, "reason": reason });
        record(
            tx,
            ctx,
            "statement",
            self.id.raw(),
            "statement.voided",
            &facts,
        )?;
        Ok(())
    }
}
