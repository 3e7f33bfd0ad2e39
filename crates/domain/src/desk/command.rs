//! Keeping proposals, notes, and taking learnt names away.

use super::compute::Proposals;
use super::store;
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::record::record;
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use serde_json::json;

/// Keeps what was proposed, instead of what was before.
#[derive(Debug, Clone)]
pub struct StoreProposals(pub Proposals);

impl Command for StoreProposals {
    type Out = ();
    const PERMISSION: Permission = Permission::AllocationsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<()> {
        for proposal in &self.0 {
            tx.exec(&store::CLEAR, params![ctx.company, proposal.receipt])?;
            for (position, line) in (0_i64..).zip(&proposal.lines) {
                let alternatives: Vec<String> = line
                    .alternatives
                    .iter()
                    .map(|a| a.raw().to_string())
                    .collect();
                // A payer that is not known needs a person, whatever its text says.
                let exact = line.exact && proposal.claimed && proposal.exact();
                tx.exec_one(
                    &store::KEEP,
                    params![
                        ctx.company,
                        proposal.receipt,
                        position,
                        line.item,
                        line.amount,
                        line.score,
                        line.rule,
                        exact,
                        line.reasons_zh,
                        line.reasons_en,
                        alternatives.join(","),
                        ctx.now()
                    ],
                )?;
            }
        }
        Ok(())
    }
}

/// Puts a receipt aside or takes it back, with a note.
#[derive(Debug, Clone)]
pub struct MarkReceipt {
    /// Receipt.
    pub receipt: Id<wire::Receipt>,
    /// Put aside.
    pub skipped: bool,
    /// Note for whoever looks next; empty for none.
    pub note: String,
}

impl Command for MarkReceipt {
    type Out = ();
    const PERMISSION: Permission = Permission::AllocationsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<()> {
        let mut errors = Vec::new();
        wire::check_text(&mut errors, "note", &self.note, 500);
        wire::finish(errors)?;
        crate::receipts::query::get(tx, ctx, scope, self.receipt)?;
        tx.exec_one(
            &store::MARK,
            params![
                ctx.company,
                self.receipt,
                self.skipped,
                self.note.trim(),
                ctx.actor.raw(),
                ctx.now()
            ],
        )?;
        let facts = json!({ "skipped": self.skipped, "note": self.note.trim() });
        record(
            tx,
            ctx,
            "receipt",
            self.receipt.raw(),
            "receipt.marked",
            &facts,
        )?;
        Ok(())
    }
}

/// Takes a learnt payer's name away.
#[derive(Debug, Clone, Copy)]
pub struct ForgetAlias {
    /// Which.
    pub id: Id<wire::PayerAlias>,
}

impl Command for ForgetAlias {
    type Out = ();
    const PERMISSION: Permission = Permission::AllocationsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<()> {
        let (payer, customer) = tx
            .opt::<(String, String)>(&store::ALIAS_OF, params![ctx.company, self.id])?
            .ok_or(Error::NotFound)?;
        tx.exec_one(&store::FORGET, params![ctx.company, self.id])?;
        let facts = json!({ "payer": payer, "customer": customer });
        record(
            tx,
            ctx,
            "payer_alias",
            self.id.raw(),
            "payer_alias.forgotten",
            &facts,
        )?;
        Ok(())
    }
}
