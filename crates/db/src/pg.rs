//! PostgreSQL: connections, bind values, retries.

use crate::error::{DbError, DbResult};
use crate::pool::Pool;
use crate::row::Row;
use crate::sql::Sql;
use crate::tx::{Inner, ReadTx, WriteTx};
use crate::value::V;
use postgres::fallible_iterator::FallibleIterator;
use postgres::types::{IsNull, ToSql, Type, private::BytesMut, to_sql_checked};
use postgres::{Client, NoTls, Statement};
use std::collections::HashMap;
use std::time::Duration;

const STATEMENTS_MAX: usize = 1_000;
const RETRIES_MAX: u32 = 5;

pub(crate) struct PgConn {
    client: Client,
    statements: HashMap<String, Statement>,
}

impl PgConn {
    fn connect(config: &postgres::Config) -> DbResult<Self> {
        let mut client = config
            .connect(NoTls)
            .map_err(|e| DbError::pg("connect", &e))?;
        client
            .batch_execute("set timezone = 'UTC'; set client_min_messages = warning; set lock_timeout = '20s'; set idle_in_transaction_session_timeout = '60s'")
            .map_err(|e| DbError::pg("connect", &e))?;
        Ok(Self {
            client,
            statements: HashMap::new(),
        })
    }

    fn prepare(&mut self, sql: &Sql) -> DbResult<Statement> {
        if let Some(found) = self.statements.get(sql.text()) {
            return Ok(found.clone());
        }
        if self.statements.len() >= STATEMENTS_MAX {
            self.statements.clear();
        }
        let made = self
            .client
            .prepare(sql.text())
            .map_err(|e| DbError::pg(sql.name, &e))?;
        self.statements.insert(sql.text().to_owned(), made.clone());
        Ok(made)
    }

    pub(crate) fn each<E: From<DbError>>(
        &mut self,
        sql: &Sql,
        params: &[V<'_>],
        mut f: impl FnMut(&Row<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let statement = self.prepare(sql)?;
        let fail = |e: &postgres::Error| E::from(DbError::pg(sql.name, e));
        let mut rows = self
            .client
            .query_raw(&statement, params.iter().map(|v| v as &dyn ToSql))
            .map_err(|e| fail(&e))?;
        while let Some(row) = rows.next().map_err(|e| fail(&e))? {
            f(&Row::Pg(&row))?;
        }
        Ok(())
    }

    pub(crate) fn exec(&mut self, sql: &Sql, params: &[V<'_>]) -> DbResult<u64> {
        let statement = self.prepare(sql)?;
        let params: Vec<&(dyn ToSql + Sync)> =
            params.iter().map(|v| v as &(dyn ToSql + Sync)).collect();
        self.client
            .execute(&statement, &params)
            .map_err(|e| DbError::pg(sql.name, &e))
    }

    pub(crate) fn batch(&mut self, text: &str) -> DbResult<()> {
        self.client
            .batch_execute(text)
            .map_err(|e| DbError::pg("batch", &e))
    }

    pub(crate) fn copy_in(&mut self, copy: &str, rows: &[u8]) -> DbResult<()> {
        use std::io::Write;
        let mut writer = self
            .client
            .copy_in(copy)
            .map_err(|e| DbError::pg("copy", &e))?;
        writer
            .write_all(rows)
            .map_err(|e| DbError::other("copy", e))?;
        writer.finish().map_err(|e| DbError::pg("copy", &e))?;
        Ok(())
    }

    pub(crate) fn describe(&mut self, sql: &Sql) -> DbResult<(usize, usize)> {
        let statement = self.prepare(sql)?;
        Ok((statement.params().len(), statement.columns().len()))
    }
}

impl ToSql for V<'_> {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            V::Null => Ok(IsNull::Yes),
            V::Int(i) if *ty == Type::INT4 => i32::try_from(*i)?.to_sql(ty, out),
            V::Int(i) if *ty == Type::INT8 => i.to_sql(ty, out),
            V::Bool(b) if *ty == Type::BOOL => b.to_sql(ty, out),
            V::Text(t) if *ty == Type::TEXT || *ty == Type::VARCHAR || *ty == Type::NAME => {
                t.as_ref().to_sql(ty, out)
            }
            V::Bytes(b) if *ty == Type::BYTEA => b.as_ref().to_sql(ty, out),
            other => Err(format!("{other:?} bound to {ty}").into()),
        }
    }
    fn accepts(_: &Type) -> bool {
        true
    }
    to_sql_checked!();
}

/// A pool of connections to one primary (or to whichever of several hosts is the primary).
pub(crate) struct PgDb {
    pub(crate) pool: Pool<PgConn>,
    pub(crate) config: postgres::Config,
}

impl PgDb {
    pub(crate) fn open(url: &str, connections: usize) -> DbResult<Self> {
        let mut config: postgres::Config = url
            .parse()
            .map_err(|e: postgres::Error| DbError::Unavailable(e.to_string()))?;
        config
            .application_name("jieqing")
            .connect_timeout(Duration::from_secs(5))
            .tcp_user_timeout(Duration::from_secs(20))
            .keepalives_idle(Duration::from_secs(10))
            .target_session_attrs(postgres::config::TargetSessionAttrs::ReadWrite);
        let template = config.clone();
        let pool = Pool::new(connections, Duration::from_secs(15), move || {
            PgConn::connect(&template)
        });
        Ok(Self { pool, config })
    }

    fn with<T, E: From<DbError>>(
        &self,
        f: impl FnOnce(&mut PgConn) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut conn = self.pool.get()?;
        let out = f(&mut conn);
        if conn.client.is_closed() {
            conn.discard();
        }
        out
    }

    pub(crate) fn read<T, E: From<DbError>>(
        &self,
        f: impl FnOnce(&mut ReadTx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.with(|conn| {
            conn.batch("begin isolation level repeatable read read only")?;
            let out = f(&mut ReadTx::new(Inner::Pg(conn)));
            conn.batch("rollback")?;
            out
        })
    }

    /// One transaction; run again, whole, when it lost a race. `keep` false rolls back (preview).
    pub(crate) fn write<T, E: From<DbError>>(
        &self,
        keep: bool,
        mut f: impl FnMut(&mut WriteTx<'_>) -> Result<T, E>,
        is_retry: impl Fn(&E) -> bool,
    ) -> Result<(T, Vec<i64>), E> {
        let mut round = 0;
        loop {
            round += 1;
            let out = self.with(|conn| {
                conn.batch("begin")?;
                let mut tx = WriteTx::new(Inner::Pg(conn));
                let out = f(&mut tx);
                let touched = std::mem::take(&mut tx.touched);
                match out {
                    Ok(value) if keep => {
                        for company in &touched {
                            conn.batch(&format!("notify jieqing_events, '{company}'"))?;
                        }
                        conn.batch("commit")?;
                        Ok((value, touched))
                    }
                    Ok(value) => conn
                        .batch("rollback")
                        .map(|()| (value, Vec::new()))
                        .map_err(E::from),
                    Err(error) => {
                        conn.batch("rollback")?;
                        Err(error)
                    }
                }
            });
            match out {
                Err(error) if is_retry(&error) && round < RETRIES_MAX => {
                    std::thread::yield_now();
                }
                other => return other,
            }
        }
    }
}
