//! Work after the commit: queued in the transaction that wants it, leased, retried, visible.
//!
//! A worker calls [`claim`] and gets a [`Lease`], whose fence number grows with every claim. All it
//! does for the job afterwards names the lease, in the transaction of the effect itself: a worker
//! that slept past its lease is refused with [`Error::Stale`], and its effect is rolled back with it
//! (reliability.md I8).
//!
//! ```text
//! queued ─claim→ running ─finish→ done
//!   ↑  └cancel→ cancelled ←┤ ├─fail(Never)→ failed ─┐
//!   └──fail(Later), lease out┘ └─no attempt left→ dead ┴─retry→ queued
//! ```
//!
//! **Limits:** at least once: an effect outside of the database must be idempotent. A job that is
//! enqueued again under the same key while one runs is not queued a second time, so such a job must
//! look for everything new before it finishes.

mod work;

use crate::error::{DbError, DbResult};
use crate::tx::{ReadTx, WriteTx};
use crate::{SqlBuilder, ToV, params, row, sql, text_enum};
use jieqing_kernel::clock::Micros;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::page::{MAX_LIMIT, Page, PageRequest};
pub use work::{Again, Beat, cancelled, claim, fail, finish, heartbeat, next_due, progress};

text_enum! {
    /// Where a job stands.
    pub enum JobState {
        /// Waits for its time and a worker.
        Queued = "queued",
        /// A worker holds its lease.
        Running = "running",
        /// Ended well.
        Done = "done",
        /// Ended badly, and trying again by itself would not help.
        Failed = "failed",
        /// Given up after its last attempt.
        Dead = "dead",
        /// Ended on request.
        Cancelled = "cancelled",
    }
}

/// A job to queue.
#[derive(Debug, Clone)]
pub struct NewJob<'a> {
    /// Company (raw id).
    pub company: i64,
    /// Id of the new job (raw).
    pub id: i64,
    /// What to do, e.g. `import.commit`.
    pub kind: &'a str,
    /// At most one queued or running job has this kind and key.
    pub dedup_key: Option<&'a str>,
    /// JSON for the worker.
    pub payload: &'a str,
    /// Not before, µs.
    pub run_at: Micros,
    /// Attempts before it is dead, at least 1.
    pub max_attempts: i64,
    /// Who wanted it (raw user id), 0 for the system.
    pub created_by: i64,
    /// Now, µs.
    pub now: Micros,
}

row! {
    /// A job as stored.
    pub struct Job {
        /// Company.
        pub company: i64,
        /// Id.
        pub id: i64,
        /// What to do.
        pub kind: String,
        /// Key that keeps it single.
        pub dedup_key: Option<String>,
        /// JSON for the worker.
        pub payload: String,
        /// Where it stands.
        pub state: JobState,
        /// Not before, µs.
        pub run_at_us: Micros,
        /// Attempts begun.
        pub attempts: i64,
        /// Attempts allowed.
        pub max_attempts: i64,
        /// When its lease runs out, µs; 0 without a lease.
        pub lease_until_us: Micros,
        /// Number of the last claim.
        pub fence: i64,
        /// Units done.
        pub progress_done: i64,
        /// Units in all, 0 when unknown.
        pub progress_total: i64,
        /// What it is at, or why it failed.
        pub message: String,
        /// JSON of its result.
        pub result: String,
        /// Who wanted it, 0 for the system.
        pub created_by: i64,
        /// When it was queued, µs.
        pub created_at_us: Micros,
        /// When it ended, µs.
        pub finished_at_us: Option<Micros>,
        /// Somebody asked it to stop.
        pub cancel_requested: bool,
    }
}

impl Job {
    /// The right to work on it, as of this claim.
    #[must_use]
    pub fn lease(&self) -> Lease {
        Lease {
            company: self.company,
            id: self.id,
            fence: self.fence,
        }
    }
}

/// The right to work on a job until the lease runs out or another worker claims it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lease {
    /// Company.
    pub company: i64,
    /// Job.
    pub id: i64,
    /// Number of the claim.
    pub fence: i64,
}

/// What [`retry`] did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Retried {
    /// It is queued again.
    Queued,
    /// It has not ended, or ended well.
    NotOver,
    /// Another job with its key is queued or running.
    Twin,
}

macro_rules! columns {
    () => {
        "company_id, id, kind, dedup_key, payload, state, run_at_us, attempts, max_attempts,
         lease_until_us, fence, progress_done, progress_total, message, result, created_by,
         created_at_us, finished_at_us, cancel_requested"
    };
}

use columns;

sql!(
    ENQUEUE,
    "insert into jobs (company_id, id, kind, dedup_key, payload, state, run_at_us, attempts,
       max_attempts, created_by, created_at_us)
     values ($1, $2, $3, $4, $5, 'queued', $6, 0, $7, $8, $9)
     on conflict (company_id, kind, dedup_key) where state in ('queued', 'running') do nothing"
);
sql!(
    TWIN,
    "select id from jobs where company_id = $1 and kind = $2 and dedup_key = $3
     and state in ('queued', 'running')"
);
sql!(
    BURY,
    "update jobs set state = $3, message = $4, finished_at_us = $5, lease_until_us = 0,
       fence = fence + 1
     where company_id = $1 and id = $2"
);
sql!(
    ASK_TO_STOP,
    "update jobs set cancel_requested = true where company_id = $1 and id = $2"
);
sql!(
    REVIVE,
    "update jobs set state = 'queued', attempts = 0, run_at_us = $3, finished_at_us = null,
       cancel_requested = false, progress_done = 0, progress_total = 0, message = '', result = ''
     where company_id = $1 and id = $2"
);
sql!(
    PRUNE,
    "delete from jobs where (company_id, id) in (
       select company_id, id from jobs
       where state = $1 and run_at_us < $2 and finished_at_us < $2 limit $3)"
);
sql!(
    GET,
    concat!(
        "select ",
        columns!(),
        " from jobs where company_id = $1 and id = $2"
    )
);
sql!(
    LOCK,
    concat!(
        "select ",
        columns!(),
        " from jobs where company_id = $1 and id = $2 for update"
    )
);

/// Queues a job, or finds the queued or running one with the same key. Gives its id.
///
/// # Errors
/// [`DbError`].
pub fn enqueue(tx: &mut WriteTx<'_>, job: &NewJob<'_>) -> DbResult<i64> {
    // The twin may end between the two statements: then the second round queues.
    for _ in 0..3 {
        let fresh = tx.exec(
            &ENQUEUE,
            params![
                job.company,
                job.id,
                job.kind,
                job.dedup_key,
                job.payload,
                job.run_at,
                job.max_attempts.max(1),
                job.created_by,
                job.now
            ],
        )?;
        if fresh == 1 {
            return Ok(job.id);
        }
        let twin = tx.opt::<(i64,)>(&TWIN, params![job.company, job.kind, job.dedup_key])?;
        if let Some((id,)) = twin {
            return Ok(id);
        }
    }
    Err(DbError::Retry)
}

/// Stops a job: a queued one at once; a running one is asked and ends when its worker next reports.
/// Gives the state it is in now; a job that has ended stays as it is.
///
/// # Errors
/// [`Error::NotFound`].
pub fn cancel(tx: &mut WriteTx<'_>, company: i64, id: i64, now: Micros) -> Result<JobState> {
    let Some(job) = tx.opt::<Job>(&LOCK, params![company, id])? else {
        return Err(Error::NotFound);
    };
    match job.state {
        JobState::Queued => {
            let state = JobState::Cancelled;
            tx.exec_one(&BURY, params![company, id, state, "cancelled", now])?;
            Ok(state)
        }
        JobState::Running => {
            tx.exec_one(&ASK_TO_STOP, params![company, id])?;
            Ok(JobState::Running)
        }
        ended => Ok(ended),
    }
}

/// Queues a failed, dead or cancelled job again, with all its attempts.
///
/// # Errors
/// [`Error::NotFound`].
pub fn retry(tx: &mut WriteTx<'_>, company: i64, id: i64, now: Micros) -> Result<Retried> {
    let Some(job) = tx.opt::<Job>(&LOCK, params![company, id])? else {
        return Err(Error::NotFound);
    };
    if !matches!(
        job.state,
        JobState::Failed | JobState::Dead | JobState::Cancelled
    ) {
        return Ok(Retried::NotOver);
    }
    match tx.attempt(|tx| tx.exec_one(&REVIVE, params![company, id, now])) {
        Ok(()) => Ok(Retried::Queued),
        Err(error) if error.is_unique("jobs_dedup") => Ok(Retried::Twin),
        Err(error) => Err(error.into()),
    }
}

/// Removes up to `limit` done and cancelled jobs that ended before `before`. Failed and dead ones
/// stay until somebody looked at them. Gives how many went.
///
/// # Errors
/// [`DbError`].
pub fn prune(tx: &mut WriteTx<'_>, before: Micros, limit: i64) -> DbResult<u64> {
    let done = tx.exec(&PRUNE, params![JobState::Done, before, limit])?;
    let cancelled = tx.exec(&PRUNE, params![JobState::Cancelled, before, limit])?;
    Ok(done + cancelled)
}

/// One job.
///
/// # Errors
/// [`DbError`].
pub fn get(tx: &mut ReadTx<'_>, company: i64, id: i64) -> DbResult<Option<Job>> {
    tx.opt(&GET, params![company, id])
}

/// Which jobs to list.
#[derive(Debug, Clone, Copy, Default)]
pub struct JobFilter<'a> {
    /// In this state.
    pub state: Option<JobState>,
    /// Of this kind.
    pub kind: Option<&'a str>,
    /// Wanted by this user (raw id).
    pub created_by: Option<i64>,
}

/// A company's jobs, newest first. The page's key is the id; its text is empty.
///
/// # Errors
/// [`DbError`].
pub fn list(
    tx: &mut ReadTx<'_>,
    company: i64,
    filter: JobFilter<'_>,
    page: &PageRequest,
) -> DbResult<Page<Job>> {
    let state = filter.state.as_ref().map(|v| v as &dyn ToV);
    let kind = filter.kind.as_ref().map(|v| v as &dyn ToV);
    let by = filter.created_by.as_ref().map(|v| v as &dyn ToV);
    let after = page.after.as_ref().map(|(_, id)| id as &dyn ToV);
    let limit = page.limit.clamp(1, MAX_LIMIT);
    let (sql, values) = SqlBuilder::new("JOBS", concat!("select ", columns!(), " from jobs"))
        .bind("where company_id = ?", &[&company])
        .bind_if("and state = ?", state)
        .bind_if("and kind = ?", kind)
        .bind_if("and created_by = ?", by)
        .bind_if("and id < ?", after)
        .bind("order by id desc limit ?", &[&(limit + 1)])
        .finish();
    let rows = tx.all::<Job>(&sql, &values)?;
    Ok(Page::cut(rows, limit, |job| (String::new(), job.id)))
}
