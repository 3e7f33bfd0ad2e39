//! Every proof over one company, on one snapshot (reliability.md §2).

use super::jobs::{JobEnd, JobHandler, JobRun, enqueue};
use super::store::{self, CompanyRow};
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::record::record;
use jieqing_db::{ReadTx, WriteTx, events, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::clock::{Micros, rfc3339};
use jieqing_kernel::error::Result;
use serde::Serialize;
use serde_json::json;

/// Kind of the verification's jobs.
pub const VERIFY: &str = "system.verify";

/// What a verification of one company found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// Events in its chain.
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

/// Recomputes everything of a company: the chain of its events, its ledger, its open items, its
/// stored totals and numbers.
///
/// # Errors
/// Database errors.
pub fn verify_company(tx: &mut ReadTx<'_>, company: i64) -> Result<Proof> {
    let mut problems = Vec::new();
    let events = match events::verify(tx, company)? {
        Ok(seq) => seq,
        Err(why) => {
            problems.push(format!("event log: {why}"));
            0
        }
    };
    let found = crate::books::verify_books(tx, company)?;
    problems.extend(
        found
            .into_iter()
            .map(|p| format!("{}: {}", p.check, p.what)),
    );
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
        let proof = run.read(|tx, ctx| verify_company(tx, ctx.company.raw()))?;
        for problem in &proof.problems {
            tracing::error!(company = run.ctx.company.raw(), %problem, "verification");
        }
        let at = rfc3339(run.jieqing.clock.now());
        JobEnd::done(
            &json!({ "ok": proof.problems.is_empty(), "at": at, "events": proof.events,
            "problems": proof.problems }),
        )
    }
}
