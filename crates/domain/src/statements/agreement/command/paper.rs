//! A confirmation on paper.

use super::super::super::error::StatementRefusal;
use super::super::model::{AnswerDraft, Signer, Verdict};
use super::super::store;
use super::answer::{Answered, Source, give};
use super::lock;
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;

/// Records that a customer confirmed a statement on paper; the scan is attached to the statement.
/// Whoever looks after the customer may gain from it and can't record it.
#[derive(Debug, Clone)]
pub struct RecordPaper {
    /// Which statement.
    pub statement: Id<wire::Statement>,
    /// The version that was looked at.
    pub version: i64,
    /// Who signed.
    pub signer: Signer,
    /// Day on the paper.
    pub signed_on: Date,
    /// The scan.
    pub scan: Id<wire::Attachment>,
    /// In words.
    pub note: String,
}

impl Command for RecordPaper {
    type Out = Answered;
    const PERMISSION: Permission = Permission::StatementsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Answered> {
        let now = lock(tx, ctx, scope, self.statement)?;
        if now.version != self.version {
            return Err(Error::Stale {
                current: now.version,
            });
        }
        if now.owner == ctx.actor.raw() && now.owner != 0 {
            return Err(StatementRefusal::OwnCustomer {
                number: now.number,
                customer: now.customer_name,
            }
            .into());
        }
        let draft = AnswerDraft {
            digest: now.digest.clone(),
            verdict: Verdict::Confirm,
            signer: self.signer.clone(),
            note: self.note.clone(),
            their_balance: None,
            objections: Vec::new(),
        };
        draft.check(now.lines)?;
        let mut errors = Vec::new();
        wire::check_not_future(&mut errors, "signed_on", Some(self.signed_on), ctx.today());
        wire::finish(errors)?;
        let key = params![ctx.company, self.scan, self.statement];
        if tx.one::<(i64,)>(&store::SCAN, key)?.0 == 0 {
            return Err(Error::field("attachment_id", "field.unknown_reference"));
        }
        let source = Source {
            statement: self.statement,
            link: None,
            address: String::new(),
            agent: String::new(),
            attachment: Some(self.scan),
            recorded_by: Some(ctx.actor.raw()),
            on: self.signed_on,
            at: ctx.now(),
        };
        give(tx, ctx, &now, &draft, &source)
    }
}
