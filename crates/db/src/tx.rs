//! Transactions. [`ReadTx`] can read; [`WriteTx`] can also write and derefs to a `ReadTx`.

use crate::error::{DbError, DbResult};
use crate::pg::PgConn;
use crate::row::{FromRow, Row};
use crate::sql::Sql;
use crate::unique::sqlite_failure;
use crate::value::V;
use std::ops::{Deref, DerefMut};

pub(crate) enum Inner<'c> {
    Sqlite(&'c rusqlite::Connection),
    Pg(&'c mut PgConn),
}

/// A snapshot to read from.
pub struct ReadTx<'c> {
    pub(crate) inner: Inner<'c>,
    /// The statement that failed; PostgreSQL accepts no more after one, so neither do we.
    pub(crate) failed: Option<&'static str>,
}

/// A transaction that may write. Lives in one function call; commit and rollback are the caller's.
///
/// After a failed statement (not a wrong row count) nothing more is accepted, and a function that
/// swallows the failure is an error itself; to go on after one, use [`WriteTx::attempt`].
pub struct WriteTx<'c> {
    read: ReadTx<'c>,
    /// Companies whose event log grew: woken after the commit.
    pub(crate) touched: Vec<i64>,
}

impl<'c> Deref for WriteTx<'c> {
    type Target = ReadTx<'c>;
    fn deref(&self) -> &Self::Target {
        &self.read
    }
}
impl DerefMut for WriteTx<'_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.read
    }
}

impl<'c> ReadTx<'c> {
    pub(crate) fn new(inner: Inner<'c>) -> Self {
        Self {
            inner,
            failed: None,
        }
    }

    /// Refuses to go on after a failed statement.
    pub(crate) fn usable(&self, statement: &'static str) -> DbResult<()> {
        match self.failed {
            None => Ok(()),
            Some(earlier) => Err(DbError::other(
                statement,
                format!("{earlier} failed before in this transaction"),
            )),
        }
    }

    /// Whether the engine is PostgreSQL. For the layer itself and named overrides only.
    #[must_use]
    pub fn is_postgres(&self) -> bool {
        matches!(self.inner, Inner::Pg(_))
    }

    /// Streams the rows of `sql` through `f`.
    ///
    /// # Errors
    /// Whatever the statement or `f` fails with.
    pub fn each<E: From<DbError>>(
        &mut self,
        sql: &Sql,
        params: &[V<'_>],
        mut f: impl FnMut(&Row<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.usable(sql.name)?;
        let mut stop = None;
        let out = match &mut self.inner {
            Inner::Sqlite(conn) => {
                each_sqlite(conn, sql, params, |row| keep_going(&mut stop, f(row)))
            }
            Inner::Pg(conn) => conn.each(sql, params, |row| keep_going(&mut stop, f(row))),
        };
        match (out, stop) {
            (Err(error), _) => {
                self.failed = Some(sql.name);
                Err(error.into())
            }
            (Ok(()), Some(error)) => Err(error),
            (Ok(()), None) => Ok(()),
        }
    }

    /// All rows of `sql`, mapped.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn query<T>(
        &mut self,
        sql: &Sql,
        params: &[V<'_>],
        mut f: impl FnMut(&Row<'_>) -> DbResult<T>,
    ) -> DbResult<Vec<T>> {
        let mut out = Vec::new();
        self.each(sql, params, |row| {
            out.push(f(row)?);
            Ok::<_, DbError>(())
        })?;
        Ok(out)
    }

    /// All rows as `T`.
    ///
    /// # Errors
    /// [`DbError`]; also when the statement gives another number of columns than `T` reads.
    pub fn all<T: FromRow>(&mut self, sql: &Sql, params: &[V<'_>]) -> DbResult<Vec<T>> {
        self.query(sql, params, |row| {
            if row.columns() == T::COLUMNS {
                return T::from_row(row);
            }
            let given = row.columns();
            Err(DbError::other(
                sql.name,
                format!("gives {given} columns, its row type reads {}", T::COLUMNS),
            ))
        })
    }

    /// The first row as `T`, if there is one.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn opt<T: FromRow>(&mut self, sql: &Sql, params: &[V<'_>]) -> DbResult<Option<T>> {
        let mut rows = self.all::<T>(sql, params)?;
        Ok(if rows.is_empty() {
            None
        } else {
            Some(rows.swap_remove(0))
        })
    }

    /// Exactly one row as `T`.
    ///
    /// # Errors
    /// [`DbError::RowCount`] when there is none or more.
    pub fn one<T: FromRow>(&mut self, sql: &Sql, params: &[V<'_>]) -> DbResult<T> {
        let mut rows = self.all::<T>(sql, params)?;
        if rows.len() != 1 {
            let got = u64::try_from(rows.len()).unwrap_or(u64::MAX);
            return Err(DbError::RowCount {
                statement: sql.name,
                got,
            });
        }
        Ok(rows.swap_remove(0))
    }
}

impl<'c> WriteTx<'c> {
    pub(crate) fn new(inner: Inner<'c>) -> Self {
        Self {
            read: ReadTx::new(inner),
            touched: Vec::new(),
        }
    }

    /// Runs a statement; gives the number of rows it touched.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn exec(&mut self, sql: &Sql, params: &[V<'_>]) -> DbResult<u64> {
        self.usable(sql.name)?;
        let out = match &mut self.read.inner {
            Inner::Sqlite(conn) => conn
                .prepare_cached(sql.sqlite_text())
                .and_then(|mut s| s.execute(rusqlite::params_from_iter(params)))
                .map(|n| u64::try_from(n).unwrap_or(u64::MAX))
                .map_err(|e| sqlite_failure(conn, sql.name, &e)),
            Inner::Pg(conn) => conn.exec(sql, params),
        };
        self.noting(sql.name, out)
    }

    /// Remembers a failure, which ends the transaction's use.
    pub(crate) fn noting<T>(&mut self, statement: &'static str, out: DbResult<T>) -> DbResult<T> {
        if out.is_err() {
            self.read.failed = Some(statement);
        }
        out
    }

    /// Runs a statement that must touch exactly one row.
    ///
    /// # Errors
    /// [`DbError::RowCount`] otherwise.
    pub fn exec_one(&mut self, sql: &Sql, params: &[V<'_>]) -> DbResult<()> {
        match self.exec(sql, params)? {
            1 => Ok(()),
            got => Err(DbError::RowCount {
                statement: sql.name,
                got,
            }),
        }
    }

    /// Says that the event log of `company` grew, so that listeners are woken after the commit.
    pub(crate) fn touch(&mut self, company: i64) {
        if !self.touched.contains(&company) {
            self.touched.push(company);
        }
    }

    /// Runs `f` in a savepoint: its writes are undone when it fails.
    ///
    /// # Errors
    /// Whatever `f` fails with.
    pub fn attempt<T, E: From<DbError>>(
        &mut self,
        f: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        self.raw("savepoint attempt")?;
        let touched = self.touched.len();
        let out = f(self);
        if out.is_ok() && self.read.failed.is_none() {
            self.raw("release savepoint attempt")?;
            return out;
        }
        // A failed statement is undone here; one whose failure `f` swallowed is still an error.
        let swallowed = self.usable("attempt");
        self.read.failed = None;
        self.touched.truncate(touched);
        self.raw("rollback to savepoint attempt")?;
        self.raw("release savepoint attempt")?;
        match swallowed {
            Err(error) if out.is_ok() => Err(error.into()),
            _ => out,
        }
    }

    pub(crate) fn raw(&mut self, text: &'static str) -> DbResult<()> {
        self.usable("raw")?;
        let out = match &mut self.read.inner {
            Inner::Sqlite(conn) => conn
                .execute_batch(text)
                .map_err(|e| DbError::sqlite("raw", &e)),
            Inner::Pg(conn) => conn.batch(text),
        };
        self.noting("raw", out)
    }
}

fn each_sqlite(
    conn: &rusqlite::Connection,
    sql: &Sql,
    params: &[V<'_>],
    mut f: impl FnMut(&Row<'_>) -> bool,
) -> DbResult<()> {
    let fail = |e: &rusqlite::Error| sqlite_failure(conn, sql.name, e);
    let mut statement = conn
        .prepare_cached(sql.sqlite_text())
        .map_err(|e| fail(&e))?;
    let mut rows = statement
        .query(rusqlite::params_from_iter(params))
        .map_err(|e| fail(&e))?;
    while let Some(row) = rows.next().map_err(|e| fail(&e))? {
        if !f(&Row::Sqlite(row)) {
            break;
        }
    }
    Ok(())
}

/// Whether to ask for the next row; a refusal is put into `stop`.
fn keep_going<E>(stop: &mut Option<E>, out: Result<(), E>) -> bool {
    *stop = out.err();
    stop.is_none()
}
