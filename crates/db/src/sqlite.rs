//! SQLite: one writer thread with group commit, a pool of readers.

use crate::error::{DbError, DbResult};
use crate::pool::Pool;
use crate::tx::{Inner, ReadTx, WriteTx};
use rusqlite::{Connection, OpenFlags};
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;

/// Writes committed together at most.
const GROUP_MAX: usize = 64;
const QUEUE_MAX: usize = 4_096;
const STATEMENT_CACHE: usize = 600;

/// What a queued write leaves behind: whether to keep its savepoint, and how to answer once the
/// group is durable (or is not).
pub(crate) struct Done {
    pub(crate) keep: bool,
    pub(crate) touched: Vec<i64>,
    pub(crate) answer: Box<dyn FnOnce(DbResult<()>) + Send>,
}

pub(crate) type Job = Box<dyn FnOnce(&mut WriteTx<'_>) -> Done + Send>;

pub(crate) struct SqliteDb {
    pub(crate) path: PathBuf,
    queue: SyncSender<Job>,
    readers: Pool<Connection>,
}

pub(crate) fn open_connection(path: &Path, write: bool) -> DbResult<Connection> {
    let fail = |e: &rusqlite::Error| DbError::sqlite("open", e);
    let flags = if write {
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE
    } else {
        OpenFlags::SQLITE_OPEN_READ_ONLY
    } | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags).map_err(|e| fail(&e))?;
    conn.busy_timeout(Duration::from_secs(5))
        .map_err(|e| fail(&e))?;
    conn.set_prepared_statement_cache_capacity(STATEMENT_CACHE);
    if write {
        conn.execute_batch("pragma journal_mode = wal; pragma synchronous = full;")
            .map_err(|e| fail(&e))?;
    }
    conn.execute_batch(
        "pragma foreign_keys = on; pragma trusted_schema = off; pragma cell_size_check = on;
         pragma cache_size = -16000; pragma temp_store = memory;",
    )
    .map_err(|e| fail(&e))?;
    if write {
        assert_durable(&conn)?;
    }
    Ok(conn)
}

/// reliability.md fact 3: WAL with `synchronous=NORMAL` loses acknowledged commits.
fn assert_durable(conn: &Connection) -> DbResult<()> {
    let pragma = |name: &str| -> DbResult<String> {
        conn.pragma_query_value(None, name, |row| {
            row.get::<_, String>(0)
                .or_else(|_| row.get::<_, i64>(0).map(|n| n.to_string()))
        })
        .map_err(|e| DbError::sqlite("pragma", &e))
    };
    let (mode, sync, keys) = (
        pragma("journal_mode")?,
        pragma("synchronous")?,
        pragma("foreign_keys")?,
    );
    if (mode.as_str(), sync.as_str(), keys.as_str()) == ("wal", "2", "1") {
        return Ok(());
    }
    Err(DbError::Unavailable(format!(
        "SQLite is not durable here: journal_mode={mode}, synchronous={sync}, foreign_keys={keys}; a network file system?"
    )))
}

impl SqliteDb {
    pub(crate) fn open(
        path: &Path,
        readers: usize,
        on_commit: impl Fn(&[i64]) + Send + 'static,
    ) -> DbResult<Self> {
        let writer = open_connection(path, true)?;
        let (queue, jobs) = sync_channel(QUEUE_MAX);
        std::thread::Builder::new()
            .name("sqlite-writer".into())
            .spawn(move || write_loop(&writer, &jobs, &on_commit))
            .map_err(|e| DbError::Unavailable(e.to_string()))?;
        let owned = path.to_owned();
        let readers = Pool::new(readers, Duration::from_secs(15), move || {
            open_connection(&owned, false)
        });
        Ok(Self {
            path: path.to_owned(),
            queue,
            readers,
        })
    }

    pub(crate) fn submit(&self, job: Job) -> DbResult<()> {
        self.queue
            .send(job)
            .map_err(|_| DbError::Unavailable("the writer has stopped".into()))
    }

    pub(crate) fn read<T, E: From<DbError>>(
        &self,
        f: impl FnOnce(&mut ReadTx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let conn = self.readers.get()?;
        let fail = |e: &rusqlite::Error| E::from(DbError::sqlite("read", e));
        conn.execute_batch("begin").map_err(|e| fail(&e))?;
        let out = f(&mut ReadTx::new(Inner::Sqlite(&conn)));
        conn.execute_batch("rollback").map_err(|e| fail(&e))?;
        out
    }
}

fn write_loop(conn: &Connection, jobs: &Receiver<Job>, on_commit: &dyn Fn(&[i64])) {
    while let Ok(first) = jobs.recv() {
        if let Err(error) = conn.execute_batch("begin immediate") {
            // Dropping the job closes its channel: the caller sees "unavailable".
            tracing::error!(%error, "begin");
            drop(first);
            continue;
        }
        let mut group = vec![run(conn, first)];
        while group.len() < GROUP_MAX
            && let Ok(job) = jobs.try_recv()
        {
            group.push(run(conn, job));
        }
        let outcome = conn.execute_batch("commit").map_err(|e| {
            let error = DbError::sqlite("commit", &e);
            if let Err(rollback) = conn.execute_batch("rollback") {
                tracing::error!(%rollback, "rollback after a failed commit");
            }
            error
        });
        let mut touched: Vec<i64> = group
            .iter()
            .flat_map(|d| d.touched.iter().copied())
            .collect();
        touched.sort_unstable();
        touched.dedup();
        for done in group {
            (done.answer)(outcome.as_ref().map(|()| ()).map_err(same));
        }
        if outcome.is_ok() && !touched.is_empty() {
            on_commit(&touched);
        }
    }
}

/// The same failure for every member of a group.
fn same(error: &DbError) -> DbError {
    DbError::Unavailable(error.to_string())
}

fn run(conn: &Connection, job: Job) -> Done {
    let refused = |error: DbError| Done {
        keep: false,
        touched: Vec::new(),
        answer: Box::new(move |_| tracing::error!(%error, "savepoint")),
    };
    if let Err(error) = conn.execute_batch("savepoint job") {
        return refused(DbError::sqlite("savepoint", &error));
    }
    let mut tx = WriteTx::new(Inner::Sqlite(conn));
    let done = std::panic::catch_unwind(AssertUnwindSafe(|| job(&mut tx)));
    let (keep, done) = match done {
        Ok(done) => (done.keep, done),
        // The answer was lost with the panic: its receiver sees a closed channel.
        Err(_) => (
            false,
            Done {
                keep: false,
                touched: Vec::new(),
                answer: Box::new(|_| ()),
            },
        ),
    };
    let end = if keep {
        "release job"
    } else {
        "rollback to job; release job"
    };
    match conn.execute_batch(end) {
        Ok(()) => done,
        Err(error) => {
            let error = DbError::sqlite("savepoint", &error);
            Done {
                keep: false,
                touched: Vec::new(),
                answer: Box::new(move |_| (done.answer)(Err(error))),
            }
        }
    }
}
