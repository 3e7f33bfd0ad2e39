//! Answering an objection.

use super::super::super::error::StatementRefusal;
use super::super::model::ObjectionState;
use super::super::store::{self, LockedObjection};
use super::lock;
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::record::record;
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::id::Id;
use serde_json::json;

/// Accepts or rejects an objection, with a reply the customer sees.
#[derive(Debug, Clone)]
pub struct SettleObjection {
    /// The statement.
    pub statement: Id<wire::Statement>,
    /// The objection.
    pub id: Id<wire::Objection>,
    /// The version that was looked at.
    pub version: i64,
    /// Whether we agree.
    pub accepted: bool,
    /// What the customer is told; needed when we don't agree.
    pub reply: String,
}

impl Command for SettleObjection {
    type Out = ();
    const PERMISSION: Permission = Permission::StatementsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<()> {
        let mut errors = Vec::new();
        wire::check_text(&mut errors, "reply", &self.reply, 2_000);
        if !self.accepted && self.reply.trim().is_empty() {
            errors.push(FieldError::new("reply", "field.required"));
        }
        wire::finish(errors)?;
        let now = lock(tx, ctx, scope, self.statement)?;
        let key = params![ctx.company, self.statement, self.id];
        let objection = tx
            .opt::<LockedObjection>(&store::LOCK_OBJECTION, key)?
            .ok_or(Error::NotFound)?;
        if objection.version != self.version {
            return Err(Error::Stale {
                current: objection.version,
            });
        }
        if objection.state != ObjectionState::Open {
            return Err(StatementRefusal::ObjectionSettled {
                number: now.number,
                state: objection.state.as_str().to_owned(),
            }
            .into());
        }
        let state = if self.accepted {
            ObjectionState::Accepted
        } else {
            ObjectionState::Rejected
        };
        let reply = self.reply.trim();
        tx.exec_one(
            &store::SETTLE_OBJECTION,
            params![
                ctx.company,
                self.id,
                self.version,
                state,
                reply,
                ctx.actor.raw(),
                ctx.now()
            ],
        )?;
        let facts = json!({
            "number": now.number, "line": objection.line_no, "objection": objection.note,
            "state": state.as_str(), "reply": reply,
        });
        let subject = self.statement.raw();
        record(
            tx,
            ctx,
            "statement",
            subject,
            "statement.objection_settled",
            &facts,
        )?;
        Ok(())
    }
}
