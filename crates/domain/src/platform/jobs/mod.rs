//! Work after the commit: who does which kind of job, and what a job may do while it runs.
//!
//! A command queues a job with [`enqueue`] in its own transaction. A worker claims it and hands it
//! to the [`JobHandler`] of its kind. Whatever a handler writes must go through [`JobRun::effect`],
//! which proves in the same transaction that the job is still its own (reliability.md I8).

mod command;
mod query;
mod run;

use jieqing_db::WriteTx;
use jieqing_db::jobs::{self as queue, NewJob};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::{Error, Result};
use serde::Serialize;

pub use command::{CancelJob, RetryJob};
pub use jieqing_db::jobs::{Again, Beat, Job, JobState, next_due};
pub use query::{JobList, get_job, list_jobs};
pub use run::{JobRun, LEASE, work_one};

/// Attempts of a job that does not say otherwise.
const ATTEMPTS: i64 = 5;

/// Does the jobs of one kind.
pub trait JobHandler: Send + Sync {
    /// The kind, e.g. `mail.send`.
    fn kind(&self) -> &'static str;

    /// Does the job. May be run again after a crash: an effect outside of the database must be
    /// idempotent. Blocks.
    ///
    /// # Errors
    /// [`Error::Busy`] and failures of the database are tried again later; the rest ends the job.
    fn run(&self, run: &JobRun<'_>) -> Result<JobEnd>;
}

/// How a job ended, when it did not fail by an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobEnd {
    /// Done, with the JSON of its result.
    Done(String),
    /// Stopped because somebody asked for it.
    Stopped,
    /// Could not be done.
    Failed {
        /// Why.
        message: String,
        /// Whether trying again can help.
        again: Again,
    },
}

impl JobEnd {
    /// Done, with a result.
    ///
    /// # Errors
    /// [`Error::Bug`] when the result can't be written as JSON.
    pub fn done(result: &impl Serialize) -> Result<Self> {
        let text = serde_json::to_string(result).map_err(|e| Error::bug(e.to_string()))?;
        Ok(Self::Done(text))
    }
}

/// Queues a job of `kind`, or finds the queued or running one with the same `key`; gives its id.
///
/// # Errors
/// Database errors.
pub fn enqueue(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    kind: &'static str,
    key: Option<&str>,
    payload: &impl Serialize,
) -> Result<i64> {
    let payload = serde_json::to_string(payload).map_err(|e| Error::bug(e.to_string()))?;
    let job = NewJob {
        company: ctx.company.raw(),
        id: ctx.ids.next_raw(),
        kind,
        dedup_key: key,
        payload: &payload,
        run_at: ctx.now(),
        max_attempts: ATTEMPTS,
        created_by: ctx.actor.raw(),
        now: ctx.now(),
    };
    Ok(queue::enqueue(tx, &job)?)
}
