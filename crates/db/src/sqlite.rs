//! SQLite: opening it safely, and a pool of readers. Writes go through [`crate::group`].

use crate::error::{DbError, DbResult};
use crate::group::Writer;
use crate::pool::Pool;
use crate::stats::DbStats;
use crate::tx::{Inner, ReadTx};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

const STATEMENT_CACHE: usize = 600;
pub(crate) const BUSY_WAIT: Duration = Duration::from_secs(5);

pub(crate) struct SqliteDb {
    pub(crate) path: PathBuf,
    pub(crate) writer: Writer,
    readers: Pool<Connection>,
}

pub(crate) fn open_connection(path: &Path, write: bool) -> DbResult<Connection> {
    let fail = |e: &rusqlite::Error| DbError::sqlite("open", e);
    if write {
        make_private(path)?;
    }
    let flags = if write {
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE
    } else {
        OpenFlags::SQLITE_OPEN_READ_ONLY
    } | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags).map_err(|e| fail(&e))?;
    settle(&conn).map_err(|e| fail(&e))?;
    if write {
        // `temp_store`: the page images that undo a savepoint; a file of them costs a tenth of a write.
        conn.execute_batch(
            "pragma journal_mode = wal; pragma synchronous = full;
             pragma wal_autocheckpoint = 4000; pragma journal_size_limit = 67108864;
             pragma cache_size = -32000;
             pragma temp_store = memory;",
        )
        .map_err(|e| fail(&e))?;
    } else {
        conn.execute_batch("pragma cache_size = -8000;")
            .map_err(|e| fail(&e))?;
    }
    if write {
        assert_durable(&conn)?;
    }
    Ok(conn)
}

/// What every connection has.
pub(crate) fn settle(conn: &Connection) -> rusqlite::Result<()> {
    conn.busy_timeout(BUSY_WAIT)?;
    conn.set_prepared_statement_cache_capacity(STATEMENT_CACHE);
    // Plans that don't look at bound values: else many statements are compiled again at each use.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.execute_batch(
        "pragma foreign_keys = on; pragma trusted_schema = off; pragma cell_size_check = on;
         pragma mmap_size = 0;",
    )
}

/// Only the owner may read the books; `-wal` and `-shm` inherit the mode.
pub(crate) fn make_private(path: &Path) -> DbResult<()> {
    use std::os::unix::fs::OpenOptionsExt;
    let made = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path);
    match made {
        Ok(_) => Ok(()),
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(e) => Err(DbError::Unavailable(format!("{}: {e}", path.display()))),
    }
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
        stats: Arc<DbStats>,
        on_commit: impl Fn(&[i64]) + Send + 'static,
    ) -> DbResult<Self> {
        let writer = Writer::start(open_connection(path, true)?, path, stats, on_commit)?;
        let owned = path.to_owned();
        let readers = Pool::new(readers, Duration::from_secs(15), move || {
            open_connection(&owned, false)
        });
        Ok(Self {
            path: path.to_owned(),
            writer,
            readers,
        })
    }

    pub(crate) fn read<T, E: From<DbError>>(
        &self,
        f: impl FnOnce(&mut ReadTx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut conn = self.readers.get()?;
        if let Err(error) = conn.execute_batch("begin") {
            conn.discard();
            return Err(DbError::sqlite("read", &error).into());
        }
        let out = f(&mut ReadTx::new(Inner::Sqlite(&conn)));
        if let Err(error) = conn.execute_batch("rollback") {
            tracing::warn!(%error, "ending a read");
            conn.discard();
        }
        out
    }
}

impl Drop for SqliteDb {
    fn drop(&mut self) {
        // Readers first, so that the writer is the last to close and empties the WAL.
        drop(self.readers.take_idle());
        self.writer.stop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::StatementStatus;

    #[test]
    fn statements_are_compiled_once_whatever_is_bound() {
        let folder = tempfile::tempdir().unwrap();
        let conn = open_connection(&folder.path().join("a.db"), true).unwrap();
        conn.execute_batch(
            "create table t (name text collate nocase); create index t_name on t (name)",
        )
        .unwrap();
        // SQLite's planner likes to look at the pattern here.
        let mut statement = conn
            .prepare("select count(*) from t where name like ?1")
            .unwrap();
        for pattern in ["a%", "%b", "c%"] {
            let none: i64 = statement.query_row([pattern], |row| row.get(0)).unwrap();
            assert_eq!(none, 0);
        }
        assert_eq!(statement.get_status(StatementStatus::RePrepare), 0);
    }
}
