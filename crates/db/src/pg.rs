//! PostgreSQL: connections, bind values, retries.

use crate::error::{DbError, DbResult, pg_lost};
use crate::pool::{Pool, Pooled};
use crate::row::Row;
use crate::sql::Sql;
use crate::tx::{Inner, ReadTx, WriteTx};
use crate::value::V;
use crate::wakes::Notifier;
use postgres::fallible_iterator::FallibleIterator;
use postgres::types::{IsNull, ToSql, Type, private::BytesMut, to_sql_checked};
use postgres::{Client, NoTls, Statement};
use std::collections::HashMap;
use std::io::Write;
use std::time::Duration;

const STATEMENTS_MAX: usize = 1_000;
const RETRIES_MAX: u64 = 5;

/// `off` and `local` would answer before the write is safe; stronger settings stay.
const DURABLE: &str = "select set_config('synchronous_commit', 'on', false)
  where current_setting('synchronous_commit') in ('off', 'local')";
/// A write's plans don't look at bound values (as on SQLite): planning again each time costs more
/// than its short statements.
///
/// Its commit does not wait for the disk by itself: locks that all writers of a company need (numbers,
/// the head of the event chain) would be held for that time. [`COMMIT`] waits, after they are free.
const BEGIN: &str = "begin; set local plan_cache_mode = force_generic_plan;
  set local synchronous_commit = off";
/// The second transaction is one of its own with an id, so its commit waits until the log is on disk
/// up to its own record, which comes after the first one's.
const COMMIT: &str = "commit; select txid_current()";
const SESSION: &str = "set timezone = 'UTC'; set client_min_messages = warning;
  set lock_timeout = '20s'; set idle_in_transaction_session_timeout = '60s'";

pub(crate) struct PgConn {
    client: Client,
    statements: HashMap<String, Statement>,
    /// The connection is lost, or this server is no longer the primary.
    lost: bool,
}

impl PgConn {
    fn connect(config: &postgres::Config) -> DbResult<Self> {
        let mut client = config
            .connect(NoTls)
            .map_err(|e| DbError::pg("connect", &e))?;
        client
            .batch_execute(SESSION)
            .and_then(|()| client.batch_execute(DURABLE))
            .map_err(|e| DbError::pg("connect", &e))?;
        Ok(Self {
            client,
            statements: HashMap::new(),
            lost: false,
        })
    }

    fn failure(&mut self, statement: &'static str, error: &postgres::Error) -> DbError {
        self.lost = self.lost || pg_lost(error) || self.client.is_closed();
        DbError::pg(statement, error)
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
            .map_err(|e| self.failure(sql.name, &e))?;
        self.statements.insert(sql.text().to_owned(), made.clone());
        Ok(made)
    }

    /// Streams rows until `f` says no.
    pub(crate) fn each(
        &mut self,
        sql: &Sql,
        params: &[V<'_>],
        f: impl FnMut(&Row<'_>) -> bool,
    ) -> DbResult<()> {
        let statement = self.prepare(sql)?;
        let out = stream(&mut self.client, &statement, params, f);
        out.map_err(|e| self.failure(sql.name, &e))
    }

    pub(crate) fn exec(&mut self, sql: &Sql, params: &[V<'_>]) -> DbResult<u64> {
        let statement = self.prepare(sql)?;
        let params: Vec<&(dyn ToSql + Sync)> =
            params.iter().map(|v| v as &(dyn ToSql + Sync)).collect();
        self.client
            .execute(&statement, &params)
            .map_err(|e| self.failure(sql.name, &e))
    }

    pub(crate) fn batch(&mut self, text: &str) -> DbResult<()> {
        self.client
            .batch_execute(text)
            .map_err(|e| self.failure("batch", &e))
    }

    /// One COPY whose bytes `f` writes.
    pub(crate) fn copy_in<T>(
        &mut self,
        copy: &str,
        f: impl FnOnce(&mut dyn Write) -> std::io::Result<T>,
    ) -> DbResult<T> {
        match copy_all(&mut self.client, copy, f) {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(error)) => Err(DbError::other("copy", error)),
            Err(error) => Err(self.failure("copy", &error)),
        }
    }

    pub(crate) fn describe(&mut self, sql: &Sql) -> DbResult<(usize, usize)> {
        let statement = self.prepare(sql)?;
        Ok((statement.params().len(), statement.columns().len()))
    }
}

fn stream(
    client: &mut Client,
    statement: &Statement,
    params: &[V<'_>],
    mut f: impl FnMut(&Row<'_>) -> bool,
) -> Result<(), postgres::Error> {
    let mut rows = client.query_raw(statement, params.iter().map(|v| v as &dyn ToSql))?;
    while let Some(row) = rows.next()? {
        if !f(&Row::Pg(&row)) {
            break;
        }
    }
    Ok(())
}

fn copy_all<T>(
    client: &mut Client,
    copy: &str,
    f: impl FnOnce(&mut dyn Write) -> std::io::Result<T>,
) -> Result<std::io::Result<T>, postgres::Error> {
    let mut writer = client.copy_in(copy)?;
    match f(&mut writer) {
        Ok(value) => writer.finish().map(|_| Ok(value)),
        // The server's refusal of an earlier chunk, or a lost connection.
        Err(error) => match error.downcast::<postgres::Error>() {
            Ok(inner) => Err(inner),
            Err(other) => Ok(Err(other)),
        },
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
    pub(crate) notifier: Notifier,
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
        let notifier = Notifier::start(config.clone())?;
        Ok(Self {
            pool,
            config,
            notifier,
        })
    }

    /// A connection outside of the pool, closed when it is dropped.
    pub(crate) fn own_connection(&self) -> DbResult<PgConn> {
        PgConn::connect(&self.config)
    }

    /// A connection in a new transaction. Connections that died while they lay idle (a restart, a
    /// failover) are thrown away: nothing has begun on them yet.
    fn begin(&self, text: &str) -> DbResult<Pooled<'_, PgConn>> {
        loop {
            let mut conn = self.pool.get()?;
            let fresh = conn.statements.is_empty();
            match conn.batch(text) {
                Ok(()) => return Ok(conn),
                Err(error) => {
                    conn.discard();
                    if fresh {
                        return Err(error);
                    }
                }
            }
        }
    }

    pub(crate) fn read<T, E: From<DbError>>(
        &self,
        f: impl FnOnce(&mut ReadTx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut conn = self.begin("begin isolation level repeatable read read only")?;
        let out = f(&mut ReadTx::new(Inner::Pg(&mut conn)));
        give_back(conn);
        out
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
            match self.once(keep, &mut f) {
                Err(error) if is_retry(&error) && round < RETRIES_MAX => {
                    // Losers of a race wait differently long, so that they don't meet again.
                    let id = u64::from(std::process::id());
                    std::thread::sleep(Duration::from_millis((id + round * 7) % 11 * round));
                }
                other => return other,
            }
        }
    }

    fn once<T, E: From<DbError>>(
        &self,
        keep: bool,
        f: &mut impl FnMut(&mut WriteTx<'_>) -> Result<T, E>,
    ) -> Result<(T, Vec<i64>), E> {
        let mut conn = self.begin(BEGIN)?;
        let mut tx = WriteTx::new(Inner::Pg(&mut conn));
        let out = f(&mut tx);
        let touched = std::mem::take(&mut tx.touched);
        match out {
            Ok(value) if keep => {
                // A commit that fails is never run again by itself unless the server said that it
                // lost a race: a lost connection leaves its outcome unknown.
                if let Err(error) = conn.batch(COMMIT) {
                    conn.discard();
                    return Err(error.into());
                }
                Ok((value, touched))
            }
            Ok(value) => {
                give_back(conn);
                Ok((value, Vec::new()))
            }
            Err(error) => {
                give_back(conn);
                Err(error)
            }
        }
    }
}

/// Ends a transaction that keeps nothing.
fn give_back(mut conn: Pooled<'_, PgConn>) {
    if conn.lost || conn.client.is_closed() || conn.batch("rollback").is_err() {
        conn.discard();
    }
}

impl Drop for PgDb {
    fn drop(&mut self) {
        // Closing a connection drives its runtime, which an async thread must not do.
        let idle = self.pool.take_idle();
        let closed = std::thread::spawn(move || drop(idle)).join();
        if closed.is_err() {
            tracing::warn!("closing connections");
        }
    }
}
