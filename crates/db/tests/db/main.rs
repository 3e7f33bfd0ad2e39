//! The database layer on both engines (PostgreSQL when `TEST_PG_URL` is set).
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "tests and their helpers"
)]

mod backup;
mod basics;
mod bulk;
mod errors;
mod events;
mod jobs;
mod open;
mod postgres_only;
mod wakes;
mod writes;

use jieqing_db::{Db, DbError, DbResult, Sql, params};
use jieqing_kernel::error::Error;

static MAKE: Sql = Sql::new(
    "MAKE",
    "create table thing (id bigint primary key, name text, flag boolean, raw bytea, n bigint)",
);
static PUT: Sql = Sql::new("PUT", "insert into thing (id, n) values ($1, $2)");
static SUM: Sql = Sql::new(
    "SUM",
    "select count(*), cast(coalesce(sum(n), 0) as bigint) from thing",
);

fn make(db: &Db) {
    db.write(|tx| Ok(tx.exec(&MAKE, &[])?)).unwrap();
}

fn put(db: &Db, id: i64, n: i64) -> Result<(), Error> {
    db.write(move |tx| Ok(tx.exec_one(&PUT, params![id, n])?))
}

/// Number of rows and the sum of `n`.
fn count(db: &Db) -> (i64, i64) {
    db.read(|tx| tx.one::<(i64, i64)>(&SUM, &[])).unwrap()
}

/// What a write's failure says, with the engine's words.
fn words(error: &Error) -> String {
    match error {
        Error::Database(inner) => format!("database: {inner}"),
        other => other.to_string(),
    }
}

fn db_error(error: Error) -> DbError {
    match error {
        Error::Database(inner) => *inner.downcast().expect("a DbError"),
        other => panic!("not from the database: {other}"),
    }
}

/// Waits until `done`, since some things happen on other threads.
fn until(what: &str, mut done: impl FnMut() -> bool) {
    let began = std::time::Instant::now();
    while !done() {
        assert!(began.elapsed().as_secs() < 30, "waited in vain: {what}");
        std::thread::yield_now();
    }
}

fn ok(out: DbResult<()>) {
    out.unwrap();
}
