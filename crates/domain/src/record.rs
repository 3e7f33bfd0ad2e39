//! Writing the event log from commands: audit, outbox and timeline in one row.

use jieqing_db::WriteTx;
use jieqing_db::events::{NewEvent, append, append_all};
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
    let event = event(ctx, subject_type, subject_id, kind, facts)?;
    Ok(append(tx, &event)?)
}

/// [`record`] for many documents at once: subject and facts of each.
///
/// # Errors
/// Database errors.
pub fn record_all<F: Serialize>(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    subject_type: &'static str,
    kind: &'static str,
    all: &[(i64, F)],
) -> Result<()> {
    if all.is_empty() {
        return Ok(());
    }
    let events: Result<Vec<_>> = all
        .iter()
        .map(|(subject, facts)| event(ctx, subject_type, *subject, kind, facts))
        .collect();
    Ok(append_all(tx, ctx.company.raw(), &events?)?)
}

fn event<'c>(
    ctx: &'c Ctx,
    subject_type: &'static str,
    subject_id: i64,
    kind: &'static str,
    facts: &impl Serialize,
) -> Result<NewEvent<'c>> {
    let payload = serde_json::to_string(facts).map_err(|e| Error::bug(e.to_string()))?;
    Ok(NewEvent {
        company: ctx.company.raw(),
        at_us: ctx.now(),
        actor: ctx.actor.raw(),
        request_id: &ctx.request_id,
        subject_type,
        subject_id,
        kind,
        business_date: ctx.today().to_string(),
        payload,
    })
}
