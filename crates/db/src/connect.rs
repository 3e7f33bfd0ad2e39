//! Opening a database and running functions in its transactions.

use crate::error::{DbError, DbResult};
use crate::migrate;
use crate::pg::PgDb;
use crate::sqlite::{Done, SqliteDb};
use crate::tx::{ReadTx, WriteTx};
use jieqing_kernel::error::Error;
use std::path::Path;
use std::sync::Arc;
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
#[derive(Clone)]
pub struct Db {
    kind: Arc<Kind>,
    wake: broadcast::Sender<i64>,
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
        let kind = if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Kind::Pg(PgDb::open(url, options.connections)?)
        } else {
            let sender = wake.clone();
            Kind::Sqlite(SqliteDb::open(
                Path::new(url),
                options.connections,
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

    /// Companies whose event log grew, as commits happen in this process.
    #[must_use]
    pub fn wakes(&self) -> broadcast::Receiver<i64> {
        self.wake.subscribe()
    }

    /// Passes on a wake-up that came from another node.
    pub fn wake(&self, company: i64) {
        // No listener is no failure.
        let _ = self.wake.send(company);
    }

    /// The PostgreSQL configuration, for a listener of its own.
    #[must_use]
    pub fn postgres_config(&self) -> Option<postgres::Config> {
        match &*self.kind {
            Kind::Sqlite(_) => None,
            Kind::Pg(db) => Some(db.config.clone()),
        }
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
    /// On PostgreSQL `f` may run again from its start after losing a race.
    ///
    /// # Errors
    /// Whatever `f` fails with; then nothing was written.
    pub fn write<T, F>(&self, f: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: FnMut(&mut WriteTx<'_>) -> Result<T, Error> + Send + 'static,
    {
        match self.start(true, f) {
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
        match self.start(false, f) {
            Started::Ready(out) => out,
            Started::Queued(answer) => answer.blocking_recv().unwrap_or(Err(LOST)),
        }
    }

    /// [`Db::write`] from async code. Dropping the future does not cancel the write.
    ///
    /// # Errors
    /// Whatever `f` fails with.
    pub async fn write_async<T, F>(&self, f: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: FnMut(&mut WriteTx<'_>) -> Result<T, Error> + Send + 'static,
    {
        match &*self.kind {
            Kind::Sqlite(_) => match self.start(true, f) {
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

    fn start<T, F>(&self, keep: bool, mut f: F) -> Started<T>
    where
        T: Send + 'static,
        F: FnMut(&mut WriteTx<'_>) -> Result<T, Error> + Send + 'static,
    {
        match &*self.kind {
            Kind::Pg(db) => {
                let out = db.write(keep, f, |e| matches!(e, Error::Busy("database.retry")));
                Started::Ready(out.map(|(value, touched)| {
                    for company in touched {
                        self.wake(company);
                    }
                    value
                }))
            }
            Kind::Sqlite(db) => {
                let (reply, answer) = oneshot::channel();
                let queued = db.submit(Box::new(move |tx| {
                    let out = f(tx);
                    let keep = keep && out.is_ok();
                    let touched = if keep {
                        std::mem::take(&mut tx.touched)
                    } else {
                        Vec::new()
                    };
                    let answer = Box::new(move |committed: DbResult<()>| {
                        let out = match (out, committed) {
                            (Ok(_), Err(error)) => Err(error.into()),
                            (out, _) => out,
                        };
                        // A caller who hung up needs no answer; the write stands.
                        let _ = reply.send(out);
                    });
                    Done {
                        keep,
                        touched,
                        answer,
                    }
                }));
                match queued {
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
