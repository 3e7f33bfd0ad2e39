//! Proposals for everything open, as a job; then, if the company allows it, what is exact is applied.

use super::apply::AcceptExact;
use super::command::StoreProposals;
use super::compute::propose;
use super::model::Reach;
use crate::access::{Permission, Scope, authorize};
use crate::bank::{Automatic, receipt_rules};
use crate::facade::Command;
use crate::platform::jobs::{JobEnd, JobHandler, JobRun, enqueue};
use crate::record::record;
use jieqing_db::WriteTx;
use jieqing_db::jobs::Beat;
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::Result;
use serde_json::json;

/// Kind of the runs' jobs.
pub const DESK_RUN: &str = "desk.run";

/// Receipts kept or applied in one transaction.
const CHUNK: usize = 200;

/// Queues a run over everything open; gives its job. One at a time and person.
#[derive(Debug, Clone, Copy)]
pub struct StartDeskRun;

impl Command for StartDeskRun {
    /// Raw id of the job.
    type Out = i64;
    const PERMISSION: Permission = Permission::AllocationsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<i64> {
        let key = format!("desk/{}", ctx.actor.raw());
        let job = enqueue(tx, ctx, DESK_RUN, Some(&key), &json!({}))?;
        record(
            tx,
            ctx,
            "job",
            job,
            "job.queued",
            &json!({ "kind": DESK_RUN }),
        )?;
        Ok(job)
    }
}

/// Does the runs. Its result: `receipts`, `exact`, `proposed`, `undecided`, `applied`.
pub struct DeskRunHandler;

impl JobHandler for DeskRunHandler {
    fn kind(&self) -> &'static str {
        DESK_RUN
    }

    fn run(&self, run: &JobRun<'_>) -> Result<JobEnd> {
        let (proposals, automatic) = run.read(|tx, ctx| {
            let scope = authorize(tx, ctx, Permission::AllocationsWrite)?;
            Ok((
                propose(tx, ctx, &scope, &Reach::All)?,
                receipt_rules(tx, ctx)?.automatic,
            ))
        })?;
        let total = i64::try_from(proposals.len()).unwrap_or(i64::MAX);
        let (mut exact, mut proposed) = (0_i64, 0_i64);
        let (mut done, mut applied) = (0_i64, 0_usize);
        for chunk in proposals.chunks(CHUNK) {
            if run.progress(done, total, "")? == Beat::Stop {
                return Ok(JobEnd::Stopped);
            }
            let ready: Vec<_> = chunk
                .iter()
                .filter(|p| p.claimed && p.exact())
                .map(|p| p.receipt)
                .collect();
            exact += i64::try_from(ready.len()).unwrap_or(0);
            let found = chunk
                .iter()
                .filter(|p| p.lines.iter().any(|l| l.item.is_some()));
            proposed += i64::try_from(found.count().saturating_sub(ready.len())).unwrap_or(0);
            let keep = StoreProposals(chunk.to_vec());
            applied += run.effect(move |tx, ctx| {
                let scope = authorize(tx, ctx, Permission::AllocationsWrite)?;
                keep.run(tx, ctx, &scope)?;
                if automatic == Automatic::Off || ready.is_empty() {
                    return Ok(0);
                }
                let accept = AcceptExact {
                    receipts: ready.clone(),
                    automatic: true,
                };
                Ok(accept.run(tx, ctx, &scope)?.applied.len())
            })?;
            done = done.saturating_add(i64::try_from(chunk.len()).unwrap_or(0));
        }
        run.progress(total, total, "").map(|_| ())?;
        JobEnd::done(&json!({
            "receipts": total, "exact": exact, "proposed": proposed,
            "undecided": total.saturating_sub(exact).saturating_sub(proposed), "applied": applied,
        }))
    }
}
