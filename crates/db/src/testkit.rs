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
        Self::sqlite_with(Db::open)
    }

    /// A SQLite file without a schema.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn sqlite_empty() -> DbResult<Self> {
        Self::sqlite_with(Db::open_unmigrated)
    }

    fn sqlite_with(open: impl FnOnce(&str, DbOptions) -> DbResult<Db>) -> DbResult<Self> {
        let path = std::env::temp_dir().join(format!("{}.db", fresh_name("jieqing-test")));
        // Of a killed run with the same process id.
        remove_sqlite(&path);
        let db = open(&path.to_string_lossy(), DbOptions { connections: 4 })?;
        Ok(Self {
            db,
            cleanup: Cleanup::File(path),
        })
    }

    /// A fresh PostgreSQL database made from a migrated template, when `TEST_PG_URL` is set.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn postgres() -> DbResult<Option<Self>> {
        test_server()
            .map(|url| Self::postgres_at(&url, true))
            .transpose()
    }

    /// A PostgreSQL database without a schema, when `TEST_PG_URL` is set.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn postgres_empty() -> DbResult<Option<Self>> {
        test_server()
            .map(|url| Self::postgres_at(&url, false))
            .transpose()
    }

    fn postgres_at(url: &str, migrated: bool) -> DbResult<Self> {
        let admin: postgres::Config = url
            .parse()
            .map_err(|e: postgres::Error| DbError::Unavailable(e.to_string()))?;
        let fail = |e: postgres::Error| DbError::pg("testkit", &e);
        let mut client = admin.connect(postgres::NoTls).map_err(fail)?;
        let template = if migrated {
            pg_template(&mut client, url)?
        } else {
            "template0".to_owned()
        };
        let name = fresh_name("jq").replace('-', "_");
        run(&mut client, &["drop database if exists", &name])?;
        run(
            &mut client,
            &["create database", &name, "template", &template],
        )?;
        let db = Db::open_unmigrated(&in_database(url, &name), DbOptions { connections: 8 })?;
        Ok(Self {
            db,
            cleanup: Cleanup::Database { admin, name },
        })
    }

    /// Opens the same database once more, as another process would.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn again(&self) -> DbResult<Db> {
        let options = DbOptions { connections: 4 };
        match &self.cleanup {
            Cleanup::File(path) => Db::open(&path.to_string_lossy(), options),
            Cleanup::Database { name, .. } => {
                let url = test_server()
                    .ok_or_else(|| DbError::Unavailable("TEST_PG_URL is not set".into()))?;
                Db::open(&in_database(&url, name), options)
            }
        }
    }
}

fn fresh_name(prefix: &str) -> String {
    let next = NEXT.fetch_add(1, Ordering::SeqCst);
    format!("{prefix}-{}-{next}", std::process::id())
}

#[expect(
    clippy::disallowed_methods,
    reason = "tests are told by the environment"
)]
fn test_server() -> Option<String> {
    std::env::var("TEST_PG_URL").ok()
}

/// Statements about databases take no parameters; the names are our own.
fn run(client: &mut postgres::Client, words: &[&str]) -> DbResult<()> {
    client
        .batch_execute(&words.join(" "))
        .map_err(|e| DbError::pg("testkit", &e))
}

/// The migrated database that tests copy; made by whoever comes first.
fn pg_template(client: &mut postgres::Client, url: &str) -> DbResult<String> {
    let fail = |e: postgres::Error| DbError::pg("testkit", &e);
    let name = format!("jq_template_{}", migrate::fingerprint());
    client
        .batch_execute("select pg_advisory_lock(99881)")
        .map_err(fail)?;
    let known = client
        .query_opt("select 1 from pg_database where datname = $1", &[&name])
        .map_err(fail)?;
    if known.is_none() {
        let new = format!("{name}_new");
        run(client, &["drop database if exists", &new])?;
        run(client, &["create database", &new])?;
        drop(Db::open(
            &in_database(url, &new),
            DbOptions { connections: 1 },
        )?);
        run(client, &["alter database", &new, "rename to", &name])?;
    }
    client
        .batch_execute("select pg_advisory_unlock(99881)")
        .map_err(fail)?;
    Ok(name)
}

fn remove_sqlite(path: &std::path::Path) {
    for suffix in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{suffix}", path.display()));
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
            Cleanup::File(path) => remove_sqlite(path),
            Cleanup::Database { admin, name } => {
                if let Ok(mut client) = admin.connect(postgres::NoTls) {
                    let _ = run(&mut client, &["drop database", name, "with (force)"]);
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
/// `db_test! { keeps_balance, |db| { … } }`, or with the whole [`TestDb`]:
/// `db_test! { two_nodes, |test: TestDb| { … } }`.
#[macro_export]
macro_rules! db_test {
    ($name:ident, |$db:ident| $body:block) => {
        $crate::db_test! { $name, |test: TestDb| { let $db = &test.db; $body } }
    };
    ($name:ident, |$test:ident : TestDb| $body:block) => {
        mod $name {
            use super::*;
            fn body($test: &$crate::testkit::TestDb) $body
            #[test]
            fn sqlite() {
                let test = $crate::testkit::TestDb::sqlite().expect("sqlite");
                body(&test);
            }
            #[test]
            fn postgres() {
                match $crate::testkit::TestDb::postgres().expect("postgres") {
                    Some(test) => body(&test),
                    None => println!("skipped: TEST_PG_URL is not set"),
                }
            }
        }
    };
}
