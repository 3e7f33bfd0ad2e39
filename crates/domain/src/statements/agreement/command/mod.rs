//! Commands: send, revoke, seen, answer, on paper, settle; and what they share.

mod answer;
mod paper;
mod send;
mod settle;

pub use answer::{AnswerStatement, Answered, MarkSeen};
pub use paper::RecordPaper;
pub use send::{RevokeLink, SendLink};
pub use settle::SettleObjection;

use super::super::error::StatementRefusal;
use super::store::{self, Locked};
use crate::access::Scope;
use crate::statements::StatementStatus;
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;

/// The statement, locked; it must count.
fn lock(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    statement: Id<wire::Statement>,
) -> Result<Locked> {
    let now = tx
        .opt::<Locked>(&store::LOCK, params![ctx.company, statement])?
        .ok_or(Error::NotFound)?;
    scope.check(now.owner, now.department)?;
    if now.status == StatementStatus::Issued {
        return Ok(now);
    }
    Err(StatementRefusal::State {
        number: now.number,
        status: now.status.as_str().to_owned(),
    }
    .into())
}
