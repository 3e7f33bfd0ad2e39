//! Long previews, beside the writers instead of among them.
//!
//! On SQLite the function works on a copy of the database: one snapshot, in a file that is unlinked
//! before the function starts, so that nothing can leave it behind. On PostgreSQL it has a connection
//! of its own, where tables whose rows every writer needs are hidden by temporary ones ([`Shadow`]).

use crate::backup::snapshot;
use crate::call::guarded;
use crate::error::{DbError, DbResult};
use crate::pg::PgDb;
use crate::sqlite::{make_private, open_connection, settle};
use crate::tx::{Inner, WriteTx};
use jieqing_kernel::error::Error;
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// A table that a preview on PostgreSQL sees a copy of, made in its own transaction.
#[derive(Debug, Clone, Copy)]
pub struct Shadow {
    /// Table.
    pub table: &'static str,
    /// Selects the copy's rows, every column in order: counters far from the real ones, so that the
    /// preview's unique values meet nobody's.
    pub rows: &'static str,
}

impl Shadow {
    /// Until the last statement the name means the real table.
    fn text(self) -> String {
        let Self { table, rows } = self;
        [
            "create temporary table shadow_",
            table,
            " on commit drop as ",
            rows,
            "; create temporary table ",
            table,
            " (like ",
            table,
            " including all) on commit drop; insert into pg_temp.",
            table,
            " select * from pg_temp.shadow_",
            table,
        ]
        .concat()
    }
}

type Function<'f, T> = &'f mut dyn FnMut(&mut WriteTx<'_>) -> Result<T, Error>;

/// Runs `f` on a copy of the SQLite database at `path`.
pub(crate) fn on_copy<T>(path: &Path, f: Function<'_, T>) -> Result<T, Error> {
    let conn = copy(path)?;
    conn.execute_batch("begin")
        .map_err(|e| DbError::sqlite("preview", &e))?;
    guarded(f, &mut WriteTx::new(Inner::Sqlite(&conn)))
}

/// Runs `f` on a PostgreSQL connection that ends with it, so nothing of it is ever committed.
pub(crate) fn on_own_connection<T>(
    db: &PgDb,
    shadows: &[Shadow],
    f: Function<'_, T>,
) -> Result<T, Error> {
    let mut conn = db.own_connection()?;
    conn.batch("begin")?;
    for shadow in shadows {
        conn.batch(&shadow.text())?;
    }
    guarded(f, &mut WriteTx::new(Inner::Pg(&mut conn)))
}

fn copy(path: &Path) -> DbResult<Connection> {
    let fail = |e: rusqlite::Error| DbError::sqlite("preview", &e);
    let source = open_connection(path, false)?;
    let file = Unlinked::new(path)?;
    let mut conn = Connection::open(&file.0).map_err(fail)?;
    snapshot(&source, &mut conn).map_err(fail)?;
    settle(&conn).map_err(fail)?;
    // Nothing of it has to survive.
    conn.execute_batch(
        "pragma locking_mode = exclusive; pragma journal_mode = memory; pragma synchronous = off;
         pragma temp_store = memory; pragma cache_size = -32000;",
    )
    .map_err(fail)?;
    Ok(conn)
}

/// A new file, readable by its owner only, that has no name any more once this is dropped.
struct Unlinked(PathBuf);

impl Unlinked {
    fn new(beside: &Path) -> DbResult<Self> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let next = NEXT.fetch_add(1, Ordering::Relaxed);
        let mut name = beside.as_os_str().to_owned();
        name.push(format!(".preview-{}-{next}", std::process::id()));
        let made = Self(name.into());
        made.remove();
        make_private(&made.0)?;
        Ok(made)
    }

    fn remove(&self) {
        // What is not there needs no removing.
        let _ = std::fs::remove_file(&self.0);
    }
}

impl Drop for Unlinked {
    fn drop(&mut self) {
        self.remove();
    }
}
