//! The worker's side: claim, report, end.

use super::{BURY, Job, JobState, LOCK, Lease, columns, get};
use crate::error::DbResult;
use crate::tx::{ReadTx, WriteTx};
use crate::{params, sql};
use jieqing_kernel::clock::Micros;
use jieqing_kernel::error::{Error, Result};

/// What a worker is told when it reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Beat {
    /// Go on.
    GoOn,
    /// Somebody wants it stopped: end with [`cancelled`] at the next safe point.
    Stop,
}

/// Whether trying again can help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// After a pause that doubles each time, until no attempt is left.
    Later,
    /// No: the same would happen.
    Never,
}

/// A worker's claims end after this many broken jobs; the next claim goes on.
const BURIALS_MAX: usize = 50;
const BACKOFF_FIRST: Micros = 5_000_000;
const BACKOFF_LAST: Micros = 3_600_000_000;

sql!(
    EXPIRED,
    concat!(
        "select ",
        columns!(),
        " from jobs where state = 'running' and lease_until_us <= $1
          order by run_at_us limit 1 for update skip locked"
    )
);
sql!(
    DUE,
    concat!(
        "select ",
        columns!(),
        " from jobs where state = 'queued' and run_at_us <= $1
          order by run_at_us limit 1 for update skip locked"
    )
);
sql!(
    NEXT_DUE,
    "select min(run_at_us) from jobs where state = 'queued'"
);
sql!(
    TAKE,
    "update jobs set state = 'running', attempts = attempts + 1, fence = fence + 1,
       lease_until_us = $3
     where company_id = $1 and id = $2"
);
sql!(
    BEAT,
    "update jobs set lease_until_us = $4
     where company_id = $1 and id = $2 and fence = $3 and state = 'running'
     returning cancel_requested"
);
sql!(
    PROGRESS,
    "update jobs set lease_until_us = $4, progress_done = $5, progress_total = $6, message = $7
     where company_id = $1 and id = $2 and fence = $3 and state = 'running'
     returning cancel_requested"
);
sql!(
    END,
    "update jobs set state = $4, message = $5, result = $6, finished_at_us = $7, lease_until_us = 0
     where company_id = $1 and id = $2 and fence = $3 and state = 'running'"
);
sql!(
    PUT_BACK,
    "update jobs set state = 'queued', message = $4, run_at_us = $5, lease_until_us = 0
     where company_id = $1 and id = $2 and fence = $3 and state = 'running'"
);

/// Takes the job that is due longest, and leases it for `lease` µs. A job whose lease ran out counts
/// as due; one that has no attempt left, because its workers keep vanishing, becomes dead.
///
/// # Errors
/// [`DbError`](crate::DbError).
pub fn claim(tx: &mut WriteTx<'_>, now: Micros, lease: Micros) -> DbResult<Option<Job>> {
    for _ in 0..BURIALS_MAX {
        let Some(mut job) = tx.opt::<Job>(&EXPIRED, params![now])? else {
            break;
        };
        let end = if job.cancel_requested {
            Some((JobState::Cancelled, "cancelled"))
        } else if job.attempts >= job.max_attempts {
            Some((JobState::Dead, "its worker vanished"))
        } else {
            None
        };
        match end {
            Some((state, why)) => {
                tx.exec_one(&BURY, params![job.company, job.id, state, why, now])?;
            }
            None => {
                take(tx, &mut job, now, lease)?;
                return Ok(Some(job));
            }
        }
    }
    let Some(mut job) = tx.opt::<Job>(&DUE, params![now])? else {
        return Ok(None);
    };
    take(tx, &mut job, now, lease)?;
    Ok(Some(job))
}

fn take(tx: &mut WriteTx<'_>, job: &mut Job, now: Micros, lease: Micros) -> DbResult<()> {
    job.lease_until_us = now.saturating_add(lease);
    tx.exec_one(&TAKE, params![job.company, job.id, job.lease_until_us])?;
    job.state = JobState::Running;
    job.attempts += 1;
    job.fence += 1;
    Ok(())
}

/// When the next queued job is due, µs; in the past when one waits.
///
/// # Errors
/// [`DbError`](crate::DbError).
pub fn next_due(tx: &mut ReadTx<'_>) -> DbResult<Option<Micros>> {
    tx.one::<(Option<Micros>,)>(&NEXT_DUE, &[]).map(|r| r.0)
}

/// Prolongs the lease to `until`, µs. Also proves, in the transaction of an effect, that the lease
/// still holds.
///
/// # Errors
/// [`Error::Stale`] when it does not.
pub fn heartbeat(tx: &mut WriteTx<'_>, lease: Lease, until: Micros) -> Result<Beat> {
    let Lease { company, id, fence } = lease;
    let told = tx.opt::<(bool,)>(&BEAT, params![company, id, fence, until])?;
    beat(tx, lease, told)
}

/// [`heartbeat`], and tells how far the job is.
///
/// # Errors
/// [`Error::Stale`] when the lease is lost.
pub fn progress(
    tx: &mut WriteTx<'_>,
    lease: Lease,
    until: Micros,
    (done, total): (i64, i64),
    message: &str,
) -> Result<Beat> {
    let Lease { company, id, fence } = lease;
    let told = tx.opt::<(bool,)>(
        &PROGRESS,
        params![company, id, fence, until, done, total, message],
    )?;
    beat(tx, lease, told)
}

fn beat(tx: &mut WriteTx<'_>, lease: Lease, told: Option<(bool,)>) -> Result<Beat> {
    match told {
        Some((true,)) => Ok(Beat::Stop),
        Some((false,)) => Ok(Beat::GoOn),
        None => Err(lost(tx, lease)?),
    }
}

fn lost(tx: &mut ReadTx<'_>, lease: Lease) -> DbResult<Error> {
    let now = get(tx, lease.company, lease.id)?;
    Ok(now.map_or(Error::NotFound, |job| Error::Stale { current: job.fence }))
}

fn end(
    tx: &mut WriteTx<'_>,
    lease: Lease,
    now: Micros,
    state: JobState,
    message: &str,
    result: &str,
) -> Result<()> {
    let Lease { company, id, fence } = lease;
    let touched = tx.exec(
        &END,
        params![company, id, fence, state, message, result, now],
    )?;
    if touched == 1 {
        return Ok(());
    }
    Err(lost(tx, lease)?)
}

/// Ends a job well, with the JSON of its result.
///
/// # Errors
/// [`Error::Stale`] when the lease is lost.
pub fn finish(tx: &mut WriteTx<'_>, lease: Lease, now: Micros, result: &str) -> Result<()> {
    end(tx, lease, now, JobState::Done, "", result)
}

/// Ends a job because it was asked to stop.
///
/// # Errors
/// [`Error::Stale`] when the lease is lost.
pub fn cancelled(tx: &mut WriteTx<'_>, lease: Lease, now: Micros, message: &str) -> Result<()> {
    end(tx, lease, now, JobState::Cancelled, message, "")
}

/// Ends an attempt badly: queued again after 5 s, 10 s, 20 s … 1 h, or ended. Gives the new state.
///
/// # Errors
/// [`Error::Stale`] when the lease is lost.
pub fn fail(
    tx: &mut WriteTx<'_>,
    lease: Lease,
    now: Micros,
    message: &str,
    again: Again,
) -> Result<JobState> {
    let Lease { company, id, fence } = lease;
    let Some(job) = tx.opt::<Job>(&LOCK, params![company, id])? else {
        return Err(Error::NotFound);
    };
    let over = match again {
        _ if job.cancel_requested => Some(JobState::Cancelled),
        Again::Never => Some(JobState::Failed),
        Again::Later if job.attempts >= job.max_attempts => Some(JobState::Dead),
        Again::Later => None,
    };
    if let Some(state) = over {
        end(tx, lease, now, state, message, "")?;
        return Ok(state);
    }
    let at = now.saturating_add(backoff(job.attempts, id));
    let touched = tx.exec(&PUT_BACK, params![company, id, fence, message, at])?;
    if touched == 1 {
        return Ok(JobState::Queued);
    }
    Err(lost(tx, lease)?)
}

/// Pause after attempt number `attempts`; up to a tenth more, by id, so that jobs that failed
/// together do not come back together.
fn backoff(attempts: i64, id: i64) -> Micros {
    let doublings = u32::try_from(attempts.clamp(1, 20) - 1).unwrap_or(0);
    let pause = (BACKOFF_FIRST << doublings).min(BACKOFF_LAST);
    pause + pause / 1_000 * id.rem_euclid(101)
}
