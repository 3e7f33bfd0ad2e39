//! What a customer does through a link: look, confirm, object.

use super::super::super::error::StatementRefusal;
use super::super::link::OpenLink;
use super::super::model::{Agreement, AnswerDraft, Verdict};
use super::super::store::{self, Confirmation, Locked};
use super::lock;
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::record::record;
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::{Actor, Ctx};
use jieqing_kernel::clock::Micros;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::Money;
use serde_json::json;

/// The link of the actor, if it still opens anything. Nobody but the holder of a link gets past this.
fn own_link(tx: &mut WriteTx<'_>, ctx: &Ctx) -> Result<OpenLink> {
    let Actor::Link(id) = ctx.actor else {
        return Err(Error::NotFound);
    };
    tx.opt::<OpenLink>(&store::LINK, params![ctx.company, id])?
        .filter(|link| link.is_live(ctx.now()))
        .ok_or_else(|| StatementRefusal::LinkGone.into())
}

/// The customer used the page of the statement: it counts as viewed.
#[derive(Debug, Clone, Copy)]
pub struct MarkSeen;

impl Command for MarkSeen {
    type Out = Agreement;
    const PERMISSION: Permission = Permission::LinkUse;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Agreement> {
        let link = own_link(tx, ctx)?;
        if tx.exec(&store::SEEN, params![ctx.company, link.id, ctx.now()])? == 0 {
            return Ok(link.agreement);
        }
        let now = lock(tx, ctx, scope, link.statement)?;
        let after = now.agreement.seen();
        if after != now.agreement {
            // The content is as it was: whoever works on it with its version goes on.
            let change = params![ctx.company, link.statement, after, 0];
            tx.exec_one(&store::SET_AGREEMENT, change)?;
        }
        let facts = json!({ "number": now.number, "link": link.id.to_string() });
        let subject = link.statement.raw();
        record(tx, ctx, "statement", subject, "statement.viewed", &facts)?;
        Ok(after)
    }
}

/// Confirms a statement or objects to it, through a link.
#[derive(Debug, Clone)]
pub struct AnswerStatement {
    /// The answer.
    pub draft: AnswerDraft,
    /// Network address it came from.
    pub address: String,
    /// Browser.
    pub agent: String,
}

/// An answer that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// Its id.
    pub id: Id<wire::StatementAnswer>,
    /// What the statement's state is now.
    pub verdict: Verdict,
    /// Whether it was given before.
    pub repeated: bool,
}

impl Command for AnswerStatement {
    type Out = Answered;
    const PERMISSION: Permission = Permission::LinkUse;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Answered> {
        let link = own_link(tx, ctx)?;
        let now = lock(tx, ctx, scope, link.statement)?;
        if self.draft.digest != now.digest {
            return Err(StatementRefusal::Changed { number: now.number }.into());
        }
        self.draft.check(now.lines)?;
        let source = Source {
            statement: link.statement,
            link: Some(link),
            address: clip(&self.address, 64),
            agent: clip(&self.agent, 300),
            attachment: None,
            recorded_by: None,
            on: ctx.today(),
            at: ctx.now(),
        };
        give(tx, ctx, &now, &self.draft, &source)
    }
}

/// Where an answer comes from.
pub(super) struct Source {
    pub(super) statement: Id<wire::Statement>,
    pub(super) link: Option<OpenLink>,
    pub(super) address: String,
    pub(super) agent: String,
    pub(super) attachment: Option<Id<wire::Attachment>>,
    pub(super) recorded_by: Option<i64>,
    pub(super) on: Date,
    pub(super) at: Micros,
}

/// Stores a checked answer to a locked statement. A second confirmation is the first one.
pub(super) fn give(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    now: &Locked,
    draft: &AnswerDraft,
    source: &Source,
) -> Result<Answered> {
    let key = params![ctx.company, source.statement];
    if let Some(before) = tx.opt::<Confirmation>(&store::LAST_CONFIRMATION, key)? {
        return match draft.verdict {
            Verdict::Confirm => Ok(Answered {
                id: before.id,
                verdict: Verdict::Confirm,
                repeated: true,
            }),
            Verdict::Object => Err(StatementRefusal::AlreadyConfirmed {
                number: now.number.clone(),
                name: before.name,
                on: before.on.to_string(),
            }
            .into()),
        };
    }
    let after = now
        .agreement
        .answered(draft.verdict)
        .ok_or_else(|| Error::bug("confirmed without a confirmation"))?;
    let id: Id<wire::StatementAnswer> = ctx.new_id();
    let signer = &draft.signer;
    tx.exec_one(
        &store::INSERT_ANSWER,
        params![
            ctx.company,
            id,
            source.statement,
            source.link.as_ref().map(|l| l.id),
            draft.verdict,
            draft.digest,
            signer.name.trim(),
            signer.title.trim(),
            signer.phone.trim(),
            draft.note.trim(),
            draft.their_balance,
            source.address,
            source.agent,
            source.attachment,
            source.recorded_by,
            source.on,
            source.at
        ],
    )?;
    for objection in &draft.objections {
        tx.exec_one(
            &store::INSERT_OBJECTION,
            params![
                ctx.company,
                ctx.new_id::<wire::Objection>(),
                source.statement,
                id,
                objection.line_no,
                objection.reason,
                objection.their_amount,
                objection.note.trim()
            ],
        )?;
    }
    if draft.verdict == Verdict::Confirm {
        let key = params![ctx.company, source.statement, source.at];
        tx.exec(&store::WITHDRAW_OBJECTIONS, key)?;
    }
    let change = params![ctx.company, source.statement, after, 1];
    tx.exec_one(&store::SET_AGREEMENT, change)?;
    let show = |minor| Money::new(minor, now.currency).text();
    let facts = json!({
        "number": now.number, "customer": now.customer_name, "digest": draft.digest,
        "closing": show(now.closing), "currency": now.currency.code(),
        "name": signer.name.trim(), "title": signer.title.trim(), "address": source.address,
        "their_balance": draft.their_balance.map(show), "objections": draft.objections.len(),
        "link": source.link.as_ref().map(|l| l.id.to_string()), "on": source.on.to_string(),
        "scan": source.attachment.map(|a| a.to_string()),
    });
    let kind = match (draft.verdict, source.recorded_by) {
        (Verdict::Confirm, None) => "statement.confirmed",
        (Verdict::Confirm, Some(_)) => "statement.confirmed_on_paper",
        (Verdict::Object, _) => "statement.objected",
    };
    record(tx, ctx, "statement", source.statement.raw(), kind, &facts)?;
    Ok(Answered {
        id,
        verdict: draft.verdict,
        repeated: false,
    })
}

/// Headers are as long as their sender likes.
fn clip(text: &str, most: usize) -> String {
    text.chars()
        .filter(|c| !c.is_control())
        .take(most)
        .collect()
}
