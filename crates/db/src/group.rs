//! SQLite's only writer: a thread that commits queued jobs in groups, a savepoint each.
//!
//! **Invariants:** nobody is answered before the commit of the group; a job that fails or panics
//! undoes only its own savepoint; when SQLite itself rolls the whole transaction back (disk full),
//! the job that met it is answered with the error and the others run again; once the queue is
//! closed, what is queued is still run and answered.

use crate::error::{DbError, DbResult};
use crate::sqlite::BUSY_WAIT;
use crate::stats::DbStats;
use crate::tx::{Inner, WriteTx};
use rusqlite::Connection;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Writes committed together at most.
const GROUP_MAX: usize = 64;
/// A group takes no more jobs after this time, so that the first is not kept waiting.
const GROUP_TIME: Duration = Duration::from_millis(25);
const QUEUE_MAX: usize = 4_096;
/// Above this size of the WAL the writer stops for a moment to empty it.
const WAL_BYTES: u64 = 64 << 20;
const WAL_CARE_EVERY: Duration = Duration::from_secs(1);
const WAL_CARE_WAIT: Duration = Duration::from_millis(100);

/// A queued write. It may run more than once, and is answered once.
pub(crate) trait Job: Send {
    /// Runs inside a savepoint; whether to keep what it wrote.
    fn run(&mut self, tx: &mut WriteTx<'_>) -> bool;
    /// Companies whose event log grew in the last run.
    fn touched(&self) -> &[i64];
    /// Answers with the last run's own failure, else with why nothing stands, else its value.
    fn answer(self: Box<Self>, committed: DbResult<()>);
}

pub(crate) struct Writer {
    queue: Option<SyncSender<Box<dyn Job>>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub(crate) fn start(
        conn: Connection,
        path: &Path,
        stats: Arc<DbStats>,
        on_commit: impl Fn(&[i64]) + Send + 'static,
    ) -> DbResult<Self> {
        let (queue, jobs) = sync_channel(QUEUE_MAX);
        let mut wal = path.as_os_str().to_owned();
        wal.push("-wal");
        let mut state = Loop {
            conn,
            jobs,
            again: VecDeque::new(),
            wal: wal.into(),
            cared: None,
            stats,
        };
        let thread = std::thread::Builder::new()
            .name("sqlite-writer".into())
            .spawn(move || state.run(&on_commit))
            .map_err(|e| DbError::Unavailable(e.to_string()))?;
        Ok(Self {
            queue: Some(queue),
            thread: Some(thread),
        })
    }

    /// Queues a job. A full queue is waited for when `patient`, else refused.
    pub(crate) fn submit(&self, job: Box<dyn Job>, patient: bool) -> DbResult<()> {
        let stopped = || DbError::Unavailable("the writer has stopped".into());
        let queue = self.queue.as_ref().ok_or_else(stopped)?;
        if patient {
            return queue.send(job).map_err(|_closed| stopped());
        }
        queue.try_send(job).map_err(|e| match e {
            TrySendError::Full(_) => DbError::Unavailable("too many writes wait".into()),
            TrySendError::Disconnected(_) => stopped(),
        })
    }

    /// Closes the queue and waits until what is in it is committed and answered.
    pub(crate) fn stop(&mut self) {
        drop(self.queue.take());
        if let Some(thread) = self.thread.take()
            // The last handle may have been inside a job: then the loop ends by itself.
            && thread.thread().id() != std::thread::current().id()
            && thread.join().is_err()
        {
            tracing::error!("the writer thread panicked");
        }
    }
}

struct Loop {
    conn: Connection,
    jobs: Receiver<Box<dyn Job>>,
    /// Jobs whose group was lost through no fault of theirs.
    again: VecDeque<Box<dyn Job>>,
    wal: PathBuf,
    cared: Option<Instant>,
    stats: Arc<DbStats>,
}

enum Ended {
    /// Its savepoint is released or rolled back; the group goes on.
    Fine,
    /// The transaction is gone or in an unknown state.
    GroupLost(DbError),
}

impl Loop {
    fn run(&mut self, on_commit: &dyn Fn(&[i64])) {
        while let Some(first) = self.again.pop_front().or_else(|| self.jobs.recv().ok()) {
            if let Err(error) = self.batch("begin immediate") {
                first.answer(Err(error));
                continue;
            }
            let touched = self.group(first);
            if !touched.is_empty() {
                on_commit(&touched);
            }
            self.care_for_wal();
        }
    }

    /// Runs a group and commits it; gives the companies to wake.
    fn group(&mut self, first: Box<dyn Job>) -> Vec<i64> {
        let began = Instant::now();
        let mut group: Vec<Box<dyn Job>> = Vec::new();
        let mut touched = Vec::new();
        let mut next = Some(first);
        while let Some(mut job) = next.take() {
            if let Ended::GroupLost(error) = self.one(job.as_mut()) {
                self.abandon();
                job.answer(Err(error));
                for job in group.into_iter().rev() {
                    self.again.push_front(job);
                }
                return Vec::new();
            }
            touched.extend_from_slice(job.touched());
            group.push(job);
            if group.len() < GROUP_MAX && began.elapsed() < GROUP_TIME {
                next = self.again.pop_front().or_else(|| self.jobs.try_recv().ok());
            }
        }
        let outcome = self.batch("commit");
        if outcome.is_err() {
            self.abandon();
            touched.clear();
        }
        self.stats.group(group.len(), began.elapsed());
        for job in group {
            job.answer(outcome.as_ref().map_err(same).copied());
        }
        touched.sort_unstable();
        touched.dedup();
        touched
    }

    fn one(&self, job: &mut dyn Job) -> Ended {
        if let Err(error) = self.batch("savepoint job") {
            return Ended::GroupLost(error);
        }
        let keep = job.run(&mut WriteTx::new(Inner::Sqlite(&self.conn)));
        if self.conn.is_autocommit() {
            return Ended::GroupLost(DbError::Unavailable(
                "SQLite gave the transaction up".into(),
            ));
        }
        let end = if keep {
            "release job"
        } else {
            "rollback to job; release job"
        };
        match self.batch(end) {
            Ok(()) => Ended::Fine,
            Err(error) => Ended::GroupLost(error),
        }
    }

    fn abandon(&self) {
        if !self.conn.is_autocommit()
            && let Err(error) = self.batch("rollback")
        {
            tracing::error!(%error, "rollback of a group");
        }
    }

    fn batch(&self, text: &'static str) -> DbResult<()> {
        self.conn
            .execute_batch(text)
            .map_err(|e| DbError::sqlite("group", &e))
    }

    /// Automatic checkpoints never wait, so readers that always overlap would let the WAL grow
    /// without end. Above [`WAL_BYTES`] the writer waits a moment for them.
    fn care_for_wal(&mut self) {
        let large = std::fs::metadata(&self.wal).is_ok_and(|m| m.len() > WAL_BYTES);
        let recent = self.cared.is_some_and(|at| at.elapsed() < WAL_CARE_EVERY);
        if !large || recent {
            return;
        }
        self.cared = Some(Instant::now());
        let truncate = || -> rusqlite::Result<i64> {
            self.conn.busy_timeout(WAL_CARE_WAIT)?;
            self.conn
                .query_row("pragma wal_checkpoint(truncate)", [], |row| row.get(0))
        };
        match truncate() {
            Ok(0) => {}
            Ok(_) => tracing::debug!("a long read keeps the WAL from being emptied"),
            Err(error) => tracing::warn!(%error, "checkpoint"),
        }
        if let Err(error) = self.conn.busy_timeout(BUSY_WAIT) {
            tracing::error!(%error, "busy timeout");
        }
    }
}

/// The same failure for every member of a group.
fn same(error: &DbError) -> DbError {
    DbError::Unavailable(error.to_string())
}
