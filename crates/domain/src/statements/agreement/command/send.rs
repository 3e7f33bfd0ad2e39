//! Making and revoking links.

use super::super::super::error::StatementRefusal;
use super::super::link::LINK_DAYS_MOST;
use super::super::model::Agreement;
use super::super::store;
use super::lock;
use crate::access::{Permission, Scope};
use crate::admin::auth::SecretHash;
use crate::facade::Command;
use crate::record::record;
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::{Ctx, Link};
use jieqing_kernel::clock::day_at;
use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::id::Id;
use serde_json::json;

/// Most live links of one statement.
const LINKS_MOST: i64 = 20;
const DAY: i64 = 86_400_000_000;

/// Makes a link by which a customer reads and answers a statement without an account.
#[derive(Clone)]
pub struct SendLink {
    /// Its id.
    pub id: Id<Link>,
    /// What it opens.
    pub statement: Id<wire::Statement>,
    /// For whom, in words: name, phone, mail address.
    pub recipient: String,
    /// Days it lives, 1 to [`LINK_DAYS_MOST`].
    pub days: i64,
    /// Hash of its secret.
    pub hash: SecretHash,
}

impl Command for SendLink {
    type Out = Id<Link>;
    const PERMISSION: Permission = Permission::StatementsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Self::Out> {
        let mut errors = Vec::new();
        wire::check_text(&mut errors, "recipient", &self.recipient, 200);
        if !(1..=LINK_DAYS_MOST).contains(&self.days) {
            let error = FieldError::new("days", "field.out_of_range");
            errors.push(error.with("allowed", format!("1–{LINK_DAYS_MOST}")));
        }
        wire::finish(errors)?;
        let now = lock(tx, ctx, scope, self.statement)?;
        let at = ctx.now();
        let (live,) =
            tx.one::<(i64,)>(&store::LIVE_LINKS, params![ctx.company, self.statement, at])?;
        if live >= LINKS_MOST {
            return Err(StatementRefusal::TooManyLinks {
                number: now.number,
                most: LINKS_MOST.to_string(),
            }
            .into());
        }
        let expires = at + self.days * DAY;
        let recipient = self.recipient.trim();
        tx.exec_one(
            &store::INSERT_LINK,
            params![
                ctx.company,
                self.id,
                self.statement,
                self.hash[..],
                recipient,
                ctx.actor.raw(),
                at,
                expires
            ],
        )?;
        let after: Agreement = now.agreement.sent();
        if after != now.agreement {
            let change = params![ctx.company, self.statement, after, 1];
            tx.exec_one(&store::SET_AGREEMENT, change)?;
        }
        let facts = json!({
            "number": now.number, "customer": now.customer_name, "recipient": recipient,
            "link": self.id.to_string(), "until": day_at(expires, ctx.utc_offset_minutes).to_string(),
        });
        let subject = self.statement.raw();
        record(tx, ctx, "statement", subject, "statement.link_sent", &facts)?;
        Ok(self.id)
    }
}

/// Revokes a link, from the next request on.
#[derive(Debug, Clone, Copy)]
pub struct RevokeLink {
    /// The statement.
    pub statement: Id<wire::Statement>,
    /// Which link.
    pub link: Id<Link>,
}

impl Command for RevokeLink {
    type Out = ();
    const PERMISSION: Permission = Permission::StatementsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<()> {
        let now = tx
            .opt::<store::Locked>(&store::LOCK, params![ctx.company, self.statement])?
            .ok_or(Error::NotFound)?;
        scope.check(now.owner, now.department)?;
        let at = ctx.now();
        let key = params![ctx.company, self.statement, self.link, at];
        if tx.exec(&store::REVOKE_LINK, key)? == 0 {
            return Err(Error::NotFound);
        }
        let facts = json!({ "number": now.number, "link": self.link.to_string() });
        let subject = self.statement.raw();
        record(
            tx,
            ctx,
            "statement",
            subject,
            "statement.link_revoked",
            &facts,
        )?;
        Ok(())
    }
}
