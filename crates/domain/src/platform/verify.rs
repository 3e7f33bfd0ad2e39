//! Every proof over one company, on one snapshot (reliability.md §2).

use super::jobs::{JobEnd, JobHandler, JobRun, enqueue};
use super::store::{self, CompanyRow};
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::record::record;
use jieqing_db::{ReadTx, WriteTx, events, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::clock::{Clock, Micros, day_at, rfc3339};
use jieqing_kernel::error::{Error, Result};
use serde::Serialize;
use serde_json::json;

/// Kind of the verification's jobs.
pub const VERIFY: &str = "system.verify";

/// What a verification of one company found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// Events whose chain was recomputed.
    pub events: i64,
    /// What does not hold, in words; empty when all is well.
    pub problems: Vec<String>,
}

/// All companies.
///
/// # Errors
/// Database errors.
pub fn companies(tx: &mut ReadTx<'_>) -> Result<Vec<CompanyRow>> {
    Ok(tx.all(&store::COMPANIES, &[])?)
}

/// When the newest event of all companies was recorded, µs; 0 when there is none.
///
/// # Errors
/// Database errors.
pub fn last_event_at(tx: &mut ReadTx<'_>) -> Result<Micros> {
    Ok(tx.one::<(Micros,)>(&store::LAST_EVENT, params![])?.0)
}

/// Recomputes everything of a company: the chain of its events, its ledger, its open items.
///
/// # Errors
/// Database errors.
pub fn verify_company(tx: &mut ReadTx<'_>, company: &CompanyRow, clock: &Clock) -> Result<Proof> {
    let mut problems = Vec::new();
    let events = match events::verify(tx, company.id)? {
        Ok(seq) => seq,
        Err(why) => {
            problems.push(format!("event log: {why}"));
            0
        }
    };
    problems.extend(jieqing_ledger::verify_entries(tx, company.id)?);
    problems.extend(jieqing_ledger::verify_balances(tx, company.id)?);
    let offset = i32::try_from(company.utc_offset_minutes).unwrap_or(480);
    let today = day_at(clock.now(), offset);
    problems.extend(crate::receivables::verify(tx, company.id, today)?);
    Ok(Proof { events, problems })
}

/// Asks for a verification of the company; gives the job that does it.
#[derive(Debug, Clone, Copy)]
pub struct RequestVerify;

impl Command for RequestVerify {
    /// Raw id of the job.
    type Out = i64;
    const PERMISSION: Permission = Permission::SystemVerify;

    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<i64> {
        let job = enqueue(tx, ctx, VERIFY, Some("verify"), &json!({}))?;
        record(
            tx,
            ctx,
            "job",
            job,
            "job.queued",
            &json!({ "kind": VERIFY }),
        )?;
        Ok(job)
    }
}

/// Does the verification's jobs.
pub struct VerifyHandler;

impl JobHandler for VerifyHandler {
    fn kind(&self) -> &'static str {
        VERIFY
    }

    fn run(&self, run: &JobRun<'_>) -> Result<JobEnd> {
        let clock = run.jieqing.clock.clone();
        let proof = run.read(|tx, ctx| {
            let company = companies(tx)?
                .into_iter()
                .find(|c| c.id == ctx.company.raw())
                .ok_or(Error::NotFound)?;
            verify_company(tx, &company, &clock)
        })?;
        for problem in &proof.problems {
            tracing::error!(company = run.ctx.company.raw(), %problem, "verification");
        }
        let at = rfc3339(clock.now());
        JobEnd::done(
            &json!({ "ok": proof.problems.is_empty(), "at": at, "events": proof.events,
            "problems": proof.problems }),
        )
    }
}
