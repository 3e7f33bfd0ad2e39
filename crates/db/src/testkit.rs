//! For tests of every room: a fresh, migrated database per test, on both engines.

use crate::connect::{Db, DbOptions};
use crate::error::{DbError, DbResult};
use crate::migrate;
use crate::row::FromRow;
use crate::sql::{Sql, catalogue};
use std::sync::atomic::{AtomicU64, Ordering};

static NEXT: AtomicU64 = AtomicU64::new(0);

/// A database that disappears with the value.
pub struct TestDb {
    /// The database.
    pub db: Db,
    cleanup: Cleanup,
}

enum Cleanup {
    File(std::path::PathBuf),
    Database {
        admin: postgres::Config,
        name: String,
    },
}

impl TestDb {
    /// A fresh SQLite file.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn sqlite() -> DbResult<Self> {
        let name = format!(
            "jieqing-test-{}-{}.db",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::SeqCst)
        );
        let path = std::env::temp_dir().join(name);
        let db = Db::open(&path.to_string_lossy(), DbOptions { connections: 4 })?;
        Ok(Self {
            db,
            cleanup: Cleanup::File(path),
        })
    }

    /// A fresh PostgreSQL database made from a migrated template, when `TEST_PG_URL` is set.
    ///
    /// # Errors
    /// [`DbError`].
    #[expect(
        clippy::disallowed_methods,
        reason = "tests are told by the environment"
    )]
    pub fn postgres() -> DbResult<Option<Self>> {
        match std::env::var("TEST_PG_URL") {
            Ok(url) => Self::postgres_at(&url).map(Some),
            Err(_) => Ok(None),
        }
    }

    fn postgres_at(url: &str) -> DbResult<Self> {
        let admin: postgres::Config = url
            .parse()
            .map_err(|e: postgres::Error| DbError::Unavailable(e.to_string()))?;
        let fail = |e: postgres::Error| DbError::pg("testkit", &e);
        let mut client = admin.connect(postgres::NoTls).map_err(fail)?;
        let template = format!("jq_template_{}", migrate::fingerprint());
        client
            .batch_execute("select pg_advisory_lock(99881)")
            .map_err(fail)?;
        let known = client
            .query_opt("select 1 from pg_database where datname = $1", &[&template])
            .map_err(fail)?;
        if known.is_none() {
            client
                .batch_execute(&format!("create database {template}_new"))
                .map_err(fail)?;
            let made = Db::open(
                &in_database(url, &format!("{template}_new")),
                DbOptions { connections: 1 },
            )?;
            drop(made);
            client
                .batch_execute(&format!(
                    "alter database {template}_new rename to {template}"
                ))
                .map_err(fail)?;
        }
        client
            .batch_execute("select pg_advisory_unlock(99881)")
            .map_err(fail)?;
        let name = format!(
            "jq_{}_{}",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::SeqCst)
        );
        client
            .batch_execute(&format!("drop database if exists {name}"))
            .map_err(fail)?;
        client
            .batch_execute(&format!("create database {name} template {template}"))
            .map_err(fail)?;
        let db = Db::open_unmigrated(&in_database(url, &name), DbOptions { connections: 8 })?;
        Ok(Self {
            db,
            cleanup: Cleanup::Database { admin, name },
        })
    }
}

/// `url` with another database name.
fn in_database(url: &str, name: &str) -> String {
    let (base, query) = url.split_once('?').map_or((url, ""), |(b, q)| (b, q));
    let stem = base.rsplit_once('/').map_or(base, |(stem, _)| stem);
    if query.is_empty() {
        format!("{stem}/{name}")
    } else {
        format!("{stem}/{name}?{query}")
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        match &self.cleanup {
            Cleanup::File(path) => {
                for suffix in ["", "-wal", "-shm"] {
                    let _ = std::fs::remove_file(format!("{}{suffix}", path.display()));
                }
            }
            Cleanup::Database { admin, name } => {
                if let Ok(mut client) = admin.connect(postgres::NoTls) {
                    let _ = client.batch_execute(&format!("drop database {name} with (force)"));
                }
            }
        }
    }
}

/// Prepares every declared statement; gives those the engine refuses.
///
/// # Errors
/// [`DbError`] when there is no connection.
pub fn unprepared(db: &Db) -> DbResult<Vec<String>> {
    let mut bad = Vec::new();
    for sql in catalogue() {
        // Each in a transaction of its own: a failed prepare aborts it on PostgreSQL.
        let out = db.read(|tx| migrate::describe(tx, sql));
        if let Err(error) = out {
            bad.push(format!("{}: {error}", sql.name));
        }
    }
    Ok(bad)
}

/// Whether `sql` gives as many columns as `T` reads.
///
/// # Errors
/// [`DbError`] when the engine refuses the statement.
pub fn columns_fit<T: FromRow>(db: &Db, sql: &Sql) -> DbResult<bool> {
    db.read(|tx| migrate::describe(tx, sql))
        .map(|(_, columns)| columns == T::COLUMNS)
}

/// Runs one body on SQLite always and on PostgreSQL when `TEST_PG_URL` is set:
/// `db_test! { keeps_balance, |db| { … } }`.
#[macro_export]
macro_rules! db_test {
    ($name:ident, |$db:ident| $body:block) => {
        mod $name {
            use super::*;
            fn body($db: &$crate::Db) $body
            #[test]
            fn sqlite() {
                let test = $crate::testkit::TestDb::sqlite().expect("sqlite");
                body(&test.db);
            }
            #[test]
            fn postgres() {
                match $crate::testkit::TestDb::postgres().expect("postgres") {
                    Some(test) => body(&test.db),
                    None => println!("skipped: TEST_PG_URL is not set"),
                }
            }
        }
    };
}
