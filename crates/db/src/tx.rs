//! Transactions. [`ReadTx`] can read; [`WriteTx`] can also write and derefs to a `ReadTx`.

use crate::error::{DbError, DbResult};
use crate::pg::PgConn;
use crate::row::{FromRow, Row};
use crate::sql::Sql;
use crate::value::V;
use std::ops::{Deref, DerefMut};

pub(crate) enum Inner<'c> {
    Sqlite(&'c rusqlite::Connection),
    Pg(&'c mut PgConn),
}

/// A snapshot to read from.
pub struct ReadTx<'c> {
    pub(crate) inner: Inner<'c>,
}

/// A transaction that may write. Lives in one function call; commit and rollback are the caller's.
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
        Self { inner }
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
        match &mut self.inner {
            Inner::Sqlite(conn) => {
                let fail = |e: &rusqlite::Error| E::from(DbError::sqlite(sql.name, e));
                let mut statement = conn
                    .prepare_cached(sql.sqlite_text())
                    .map_err(|e| fail(&e))?;
                let mut rows = statement
                    .query(rusqlite::params_from_iter(params))
                    .map_err(|e| fail(&e))?;
                while let Some(row) = rows.next().map_err(|e| fail(&e))? {
                    f(&Row::Sqlite(row))?;
                }
                Ok(())
            }
            Inner::Pg(conn) => conn.each(sql, params, f),
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
    /// [`DbError`].
    pub fn all<T: FromRow>(&mut self, sql: &Sql, params: &[V<'_>]) -> DbResult<Vec<T>> {
        self.query(sql, params, T::from_row)
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
        match &mut self.read.inner {
            Inner::Sqlite(conn) => conn
                .prepare_cached(sql.sqlite_text())
                .and_then(|mut s| s.execute(rusqlite::params_from_iter(params)))
                .map(|n| u64::try_from(n).unwrap_or(u64::MAX))
                .map_err(|e| DbError::sqlite(sql.name, &e)),
            Inner::Pg(conn) => conn.exec(sql, params),
        }
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
        match f(self) {
            Ok(value) => {
                self.raw("release savepoint attempt")?;
                Ok(value)
            }
            Err(error) => {
                self.raw("rollback to savepoint attempt")?;
                self.raw("release savepoint attempt")?;
                Err(error)
            }
        }
    }

    pub(crate) fn raw(&mut self, text: &'static str) -> DbResult<()> {
        match &mut self.read.inner {
            Inner::Sqlite(conn) => conn
                .execute_batch(text)
                .map_err(|e| DbError::sqlite("raw", &e)),
            Inner::Pg(conn) => conn.batch(text),
        }
    }
}
