//! Opening a database and running functions in its transactions.

use crate::apart::{Shadow, on_copy, on_own_connection};
use crate::call::{Call, guarded};
use crate::error::{DbError, DbResult};
use crate::migrate;
use crate::pg::PgDb;
use crate::sqlite::SqliteDb;
use crate::stats::DbStats;
use crate::tx::{ReadTx, WriteTx};
use crate::wakes::Listener;
use jieqing_kernel::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;
use tokio::sync::{broadcast, oneshot};

/// Which engine a database runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// An embedded file.
    Sqlite,
    /// A PostgreSQL server.
    Postgres,
}

/// Sizes of the pools.
#[derive(Debug, Clone, Copy)]
pub struct DbOptions {
    /// Reader connections (SQLite) or all connections (PostgreSQL).
    pub connections: usize,
}

impl Default for DbOptions {
    fn default() -> Self {
        Self { connections: 12 }
    }
}

enum Kind {
    Sqlite(SqliteDb),
    Pg(PgDb),
}

/// An open database. Cheap to clone.
///
/// Dropping the last handle waits until every queued write is committed and answered, then closes;
/// so a stopping server loses nothing when it drops its handles before it ends.
#[derive(Clone)]
pub struct Db {
    kind: Arc<Kind>,
    wake: broadcast::Sender<i64>,
    stats: Arc<DbStats>,
}

impl Db {
    /// Opens `url`: `postgres://…` or the path of a SQLite file (made when missing), and brings
    /// its schema up to date.
    ///
    /// # Errors
    /// [`DbError::Unavailable`] when it can't be opened, is not durable, or is of a newer version.
    pub fn open(url: &str, options: DbOptions) -> DbResult<Self> {
        let db = Self::open_unmigrated(url, options)?;
        migrate::run(&db)?;
        Ok(db)
    }

    /// Opens without touching the schema.
    ///
    /// # Errors
    /// As [`Db::open`].
    pub fn open_unmigrated(url: &str, options: DbOptions) -> DbResult<Self> {
        let (wake, _) = broadcast::channel(1_024);
        let stats = Arc::new(DbStats::default());
        let kind = if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Kind::Pg(PgDb::open(url, options.connections)?)
        } else {
            let sender = wake.clone();
            Kind::Sqlite(SqliteDb::open(
                Path::new(url),
                options.connections,
                stats.clone(),
                move |touched| {
                    for company in touched {
                        // No listener is no failure.
                        let _ = sender.send(*company);
                    }
                },
            )?)
        };
        Ok(Self {
            kind: Arc::new(kind),
            wake,
            stats,
        })
    }

    /// The engine.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match *self.kind {
            Kind::Sqlite(_) => Engine::Sqlite,
            Kind::Pg(_) => Engine::Postgres,
        }
    }

    /// The file of a SQLite database.
    #[must_use]
    pub fn sqlite_path(&self) -> Option<&Path> {
        match &*self.kind {
            Kind::Sqlite(db) => Some(&db.path),
            Kind::Pg(_) => None,
        }
    }

    /// What was written since the start, for monitoring.
    #[must_use]
    pub fn stats(&self) -> &DbStats {
        &self.stats
    }

    /// Companies whose event log grew: through this handle's clones and, after
    /// [`Db::listen_postgres`], on other nodes. A hint: read `event_log` after the last sequence
    /// number known. A receiver that lagged must look at every company.
    #[must_use]
    pub fn wakes(&self) -> broadcast::Receiver<i64> {
        self.wake.subscribe()
    }

    /// Passes on a wake-up that came from another node.
    pub fn wake(&self, company: i64) {
        // No listener is no failure.
        let _ = self.wake.send(company);
    }

    /// Listens for the wake-ups of other nodes on a connection of its own, from before this
    /// returns until the last handle is dropped; reconnects by itself and then catches up.
    /// Does nothing on SQLite. Call it once. Blocks.
    ///
    /// # Errors
    /// [`DbError::Unavailable`] when the first connection fails.
    pub fn listen_postgres(&self) -> DbResult<()> {
        let Kind::Pg(db) = &*self.kind else {
            return Ok(());
        };
        let (sender, open) = (self.wake.clone(), Arc::downgrade(&self.kind));
        let wake = move |company| {
            // No listener is no failure.
            let _ = sender.send(company);
        };
        let closed = move || open.strong_count() == 0;
        let mut listener = Listener::new(db.config.clone(), &db.notifier, wake, closed);
        let client = listener
            .connect(true)
            .map_err(|e| DbError::pg("listen", &e))?;
        std::thread::Builder::new()
            .name("pg-listener".into())
            .spawn(move || listener.run(client))
            .map_err(|e| DbError::Unavailable(e.to_string()))?;
        Ok(())
    }

    /// Runs `f` on a snapshot. Blocks.
    ///
    /// # Errors
    /// Whatever `f` fails with.
    pub fn read<T, E: From<DbError>>(
        &self,
        f: impl FnOnce(&mut ReadTx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        match &*self.kind {
            Kind::Sqlite(db) => db.read(f),
            Kind::Pg(db) => db.read(f),
        }
    }

    /// Runs `f` in one durable transaction. Blocks until it is committed.
    ///
    /// `f` may run again from its start: on PostgreSQL after losing a race, on SQLite when another
    /// write of its group made SQLite give the group up. It must not call [`Db::write`] itself.
    ///
    /// # Errors
    /// Whatever `f` fails with; then nothing was written. [`Error::Bug`] when it panics, or
    /// swallows a failed statement. After [`Error::Busy`] with `database.unavailable` the outcome
    /// can be unknown on PostgreSQL: ask by idempotency key.
    pub fn write<T, F>(&self, f: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: FnMut(&mut WriteTx<'_>) -> Result<T, Error> + Send + 'static,
    {
        match self.start(true, true, f) {
            Started::Ready(out) => out,
            Started::Queued(answer) => answer.blocking_recv().unwrap_or(Err(LOST)),
        }
    }

    /// [`Db::write`], then rolled back whatever it gave.
    ///
    /// # Errors
    /// Whatever `f` fails with.
    pub fn preview<T, F>(&self, f: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: FnMut(&mut WriteTx<'_>) -> Result<T, Error> + Send + 'static,
    {
        match self.start(false, true, f) {
            Started::Ready(out) => out,
            Started::Queued(answer) => answer.blocking_recv().unwrap_or(Err(LOST)),
        }
    }

    /// [`Db::preview`] for what takes long: writers go on meanwhile, and `f` does not see what they
    /// write. On SQLite it works on a copy of the database, which needs as much room on the disk; on
    /// PostgreSQL the tables of `shadows` are copies, and rows that `f` locks in others stay locked
    /// until it ends.
    ///
    /// # Errors
    /// Whatever `f` fails with.
    pub fn preview_apart<T>(
        &self,
        shadows: &[Shadow],
        mut f: impl FnMut(&mut WriteTx<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        if crate::call::inside_a_write() {
            return Err(Error::bug("a preview inside of a write"));
        }
        match &*self.kind {
            Kind::Sqlite(db) => on_copy(&db.path, &mut f),
            Kind::Pg(db) => on_own_connection(db, shadows, &mut f),
        }
    }

    /// [`Db::write`] from async code. Dropping the future does not cancel the write. Never waits
    /// for a place in the queue.
    ///
    /// # Errors
    /// As [`Db::write`]; [`Error::Busy`] when too many writes wait.
    pub async fn write_async<T, F>(&self, f: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: FnMut(&mut WriteTx<'_>) -> Result<T, Error> + Send + 'static,
    {
        match &*self.kind {
            Kind::Sqlite(_) => match self.start(true, false, f) {
                Started::Ready(out) => out,
                Started::Queued(answer) => answer.await.unwrap_or(Err(LOST)),
            },
            Kind::Pg(_) => {
                let db = self.clone();
                tokio::task::spawn_blocking(move || db.write(f))
                    .await
                    .unwrap_or(Err(LOST))
            }
        }
    }

    /// [`Db::read`] from async code.
    ///
    /// # Errors
    /// Whatever `f` fails with.
    pub async fn read_async<T, F>(&self, f: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: FnOnce(&mut ReadTx<'_>) -> Result<T, Error> + Send + 'static,
    {
        let db = self.clone();
        tokio::task::spawn_blocking(move || db.read(f))
            .await
            .unwrap_or(Err(LOST))
    }

    fn start<T, F>(&self, keep: bool, patient: bool, mut f: F) -> Started<T>
    where
        T: Send + 'static,
        F: FnMut(&mut WriteTx<'_>) -> Result<T, Error> + Send + 'static,
    {
        if crate::call::inside_a_write() {
            return Started::Ready(Err(Error::bug("a write inside of a write")));
        }
        match &*self.kind {
            Kind::Pg(db) => {
                let began = Instant::now();
                let out = db.write(
                    keep,
                    |tx| guarded(&mut f, tx),
                    |e| matches!(e, Error::Busy("database.retry")),
                );
                self.stats.group(1, began.elapsed());
                Started::Ready(out.map(|(value, touched)| {
                    for company in touched {
                        self.wake(company);
                        db.notifier.send(company);
                    }
                    value
                }))
            }
            Kind::Sqlite(db) => {
                let (reply, answer) = oneshot::channel();
                match db.writer.submit(Call::queued(f, keep, reply), patient) {
                    Ok(()) => Started::Queued(answer),
                    Err(error) => Started::Ready(Err(error.into())),
                }
            }
        }
    }
}

const LOST: Error = Error::Bug(std::borrow::Cow::Borrowed(
    "the transaction ended without an answer",
));

enum Started<T> {
    Ready(Result<T, Error>),
    Queued(oneshot::Receiver<Result<T, Error>>),
}
