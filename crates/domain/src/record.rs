//! Writing the event log from commands: audit, outbox and timeline in one row.

use jieqing_db::WriteTx;
use jieqing_db::events::{NewEvent, append};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::{Error, Result};
use serde::Serialize;

/// Records that `kind` happened to a document. `facts` is what a reader of the timeline needs:
/// numbers, amounts as text, before and after.
///
/// # Errors
/// Database errors.
pub fn record(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    subject_type: &'static str,
    subject_id: i64,
    kind: &'static str,
    facts: &impl Serialize,
) -> Result<i64> {
    let payload = serde_json::to_string(facts).map_err(|e| Error::bug(e.to_string()))?;
    let event = NewEvent {
        company: ctx.company.raw(),
        at_us: ctx.now(),
        actor: ctx.actor.raw(),
        request_id: &ctx.request_id,
        subject_type,
        subject_id,
        kind,
        business_date: ctx.today().to_string(),
        payload,
    };
    Ok(append(tx, &event)?)
}
