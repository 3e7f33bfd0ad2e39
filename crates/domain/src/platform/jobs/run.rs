//! A worker's round: claim a job, run its handler under a lease that is kept alive, end it.

use super::{JobEnd, JobHandler};
use crate::Jieqing;
use crate::admin::load_ctx;
use crate::texts::{Lang, say};
use jieqing_db::jobs::{self as queue, Again, Beat, Job, Lease};
use jieqing_db::{ReadTx, WriteTx};
use jieqing_kernel::actor::{Actor, Ctx};
use jieqing_kernel::clock::Micros;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

/// How long a claim holds without a sign of life, µs.
pub const LEASE: Micros = 60_000_000;
const SIGN_OF_LIFE: Duration = Duration::from_secs(20);

/// A job under way, as its handler sees it.
pub struct JobRun<'r> {
    /// The product.
    pub jieqing: &'r Jieqing,
    /// The job.
    pub job: &'r Job,
    /// The context of whoever wanted the job, in its company.
    pub ctx: Ctx,
    stop: &'r AtomicBool,
}

impl JobRun<'_> {
    /// Whether somebody asked the job to stop, or its lease was lost.
    #[must_use]
    pub fn should_stop(&self) -> bool {
        self.stop.load(Ordering::SeqCst)
    }

    /// Tells how far the job is.
    ///
    /// # Errors
    /// [`Error::Stale`] when the job is no longer this worker's.
    pub fn progress(&self, done: i64, total: i64, message: &str) -> Result<Beat> {
        let (lease, until) = (self.job.lease(), self.until());
        let message = message.to_owned();
        let beat = self
            .jieqing
            .db
            .write(move |tx| queue::progress(tx, lease, until, (done, total), &message))?;
        if beat == Beat::Stop {
            self.stop.store(true, Ordering::SeqCst);
        }
        Ok(beat)
    }

    /// Writes an effect of the job, in a transaction that proves the lease.
    ///
    /// # Errors
    /// [`Error::Stale`] when the job is no longer this worker's; whatever `f` fails with.
    pub fn effect<T: Send + 'static>(
        &self,
        mut f: impl FnMut(&mut WriteTx<'_>, &Ctx) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (lease, until, ctx) = (self.job.lease(), self.until(), self.ctx.clone());
        self.jieqing.db.write(move |tx| {
            // A wish to stop is heard at the next report; this effect is still whole.
            let _: Beat = queue::heartbeat(tx, lease, until)?;
            f(tx, &ctx)
        })
    }

    /// Reads on a snapshot. Blocks.
    ///
    /// # Errors
    /// Whatever `f` fails with.
    pub fn read<T>(&self, f: impl FnOnce(&mut ReadTx<'_>, &Ctx) -> Result<T>) -> Result<T> {
        self.jieqing.db.read(|tx| f(tx, &self.ctx))
    }

    fn until(&self) -> Micros {
        self.jieqing.clock.now().saturating_add(LEASE)
    }
}

/// Claims the job that is due longest and does it; `false` when none is due. Blocks.
///
/// # Errors
/// When the database fails; a job that fails is noted as such.
pub fn work_one(jieqing: &Jieqing, handlers: &[Box<dyn JobHandler>]) -> Result<bool> {
    let now = jieqing.clock.now();
    let claimed = jieqing
        .db
        .write(move |tx| Ok(queue::claim(tx, now, LEASE)?))?;
    let Some(job) = claimed else {
        return Ok(false);
    };
    let end = match handlers.iter().find(|h| h.kind() == job.kind) {
        Some(handler) => attempt(jieqing, handler.as_ref(), &job),
        None => Err(Error::bug(format!("nobody does {} jobs", job.kind))),
    };
    match conclude(jieqing, &job, end) {
        // Another worker has the job now; what this one did was undone or is the other's to see.
        Err(Error::Stale { .. }) => {
            tracing::warn!(job = job.id, kind = %job.kind, "lease lost");
            Ok(true)
        }
        Err(error) => Err(error),
        Ok(()) => Ok(true),
    }
}

fn attempt(jieqing: &Jieqing, handler: &dyn JobHandler, job: &Job) -> Result<JobEnd> {
    let actor = match job.created_by {
        0 => Actor::System,
        user => Actor::User(Id::from_raw(user)),
    };
    let request = format!("job_{}", jieqing_kernel::id::encode(job.id));
    let ctx = jieqing.db.read(|tx| {
        let company = Id::from_raw(job.company);
        load_ctx(tx, &jieqing.clock, &jieqing.ids, company, actor, request)
    })?;
    let stop = AtomicBool::new(false);
    let run = JobRun {
        jieqing,
        job,
        ctx,
        stop: &stop,
    };
    std::thread::scope(|scope| {
        let (ended, waiting) = channel::<()>();
        let stop = &stop;
        let alive = scope.spawn(move || {
            while waiting.recv_timeout(SIGN_OF_LIFE) == Err(RecvTimeoutError::Timeout) {
                sign_of_life(jieqing, job.lease(), stop);
            }
        });
        let out = catch_unwind(AssertUnwindSafe(|| handler.run(&run)));
        drop(ended);
        if alive.join().is_err() {
            tracing::error!("the keeper of a lease panicked");
        }
        out.unwrap_or_else(|_| Err(Error::bug("the job panicked")))
    })
}

fn sign_of_life(jieqing: &Jieqing, lease: Lease, stop: &AtomicBool) {
    let until = jieqing.clock.now().saturating_add(LEASE);
    match jieqing
        .db
        .write(move |tx| queue::heartbeat(tx, lease, until))
    {
        Ok(Beat::GoOn) => {}
        Ok(Beat::Stop) | Err(Error::Stale { .. }) => stop.store(true, Ordering::SeqCst),
        Err(error) => tracing::warn!(%error, "no sign of life"),
    }
}

fn conclude(jieqing: &Jieqing, job: &Job, end: Result<JobEnd>) -> Result<()> {
    let (lease, now) = (job.lease(), jieqing.clock.now());
    let end = end.unwrap_or_else(|error| {
        tracing::warn!(job = job.id, kind = %job.kind, %error, "job failed");
        failed(&error)
    });
    jieqing.db.write(move |tx| match &end {
        JobEnd::Done(result) => queue::finish(tx, lease, now, result),
        JobEnd::Stopped => queue::cancelled(tx, lease, now, ""),
        JobEnd::Failed { message, again } => {
            queue::fail(tx, lease, now, message, *again).map(|_| ())
        }
    })
}

/// An error as the end of an attempt: what may pass is tried again.
fn failed(error: &Error) -> JobEnd {
    let (message, again) = match error {
        Error::Busy(_) | Error::Database(_) | Error::Stale { .. } => {
            (error.to_string(), Again::Later)
        }
        Error::Refused(refusal) => (say(Lang::Zh, refusal.code, &refusal.facts), Again::Never),
        Error::Invalid(fields) => {
            let words = fields.iter().map(|f| say(Lang::Zh, f.code, &f.facts));
            (words.collect::<Vec<_>>().join("；"), Again::Never)
        }
        Error::NotFound | Error::Forbidden { .. } | Error::KeyReused | Error::Bug(_) => {
            (error.to_string(), Again::Never)
        }
    };
    JobEnd::Failed { message, again }
}
