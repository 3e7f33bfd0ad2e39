//! What only a server with many writers can do: deadlocks, lost connections.

use crate::*;
use jieqing_db::testkit::TestDb;
use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};

static BUMP: Sql = Sql::new("BUMP", "update thing set n = n + 1 where id = $1");
static KILL: Sql = Sql::new(
    "KILL",
    "select count(pg_terminate_backend(pid)) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid()",
);

fn postgres() -> Option<TestDb> {
    let test = TestDb::postgres().unwrap();
    if test.is_none() {
        println!("skipped: TEST_PG_URL is not set");
    }
    test
}

#[test]
fn a_deadlock_is_run_again() {
    let Some(test) = postgres() else { return };
    let db = &test.db;
    make(db);
    put(db, 1, 0).unwrap();
    put(db, 2, 0).unwrap();
    let (meet, runs) = (
        std::sync::Arc::new(Barrier::new(2)),
        std::sync::Arc::new(AtomicUsize::new(0)),
    );
    std::thread::scope(|scope| {
        for (first, second) in [(1_i64, 2_i64), (2, 1)] {
            let (meet, runs) = (meet.clone(), runs.clone());
            scope.spawn(move || {
                let mut round = 0;
                db.write(move |tx| {
                    round += 1;
                    runs.fetch_add(1, Ordering::SeqCst);
                    tx.exec_one(&BUMP, params![first])?;
                    if round == 1 {
                        meet.wait();
                    }
                    Ok(tx.exec_one(&BUMP, params![second])?)
                })
                .unwrap();
            });
        }
    });
    assert_eq!(runs.load(Ordering::SeqCst), 3, "one of them lost once");
    assert_eq!(count(db), (2, 4));
}

#[test]
fn connections_that_died_idle_are_replaced() {
    let Some(test) = postgres() else { return };
    let db = &test.db;
    make(db);
    put(db, 1, 1).unwrap();
    // Fill the pool, so that several connections lie idle.
    let together = Barrier::new(5);
    std::thread::scope(|scope| {
        for id in 10..15 {
            let together = &together;
            scope.spawn(move || {
                db.read(|tx| {
                    together.wait();
                    tx.one::<(i64, i64)>(&SUM, &[])
                })
                .unwrap();
                put(db, id, 1).unwrap();
            });
        }
    });
    let admin = test.again().unwrap();
    let killed = admin.read(|tx| tx.one::<(i64,)>(&KILL, &[])).unwrap().0;
    assert!(killed >= 5, "{killed}");
    put(db, 2, 1).unwrap();
    assert_eq!(count(db), (7, 7));
}

#[test]
fn a_connection_lost_in_the_middle_is_unavailable_and_writes_nothing() {
    let Some(test) = postgres() else { return };
    let admin = test.again().unwrap();
    make(&test.db);
    let out = test.db.write(move |tx| {
        tx.exec_one(&PUT, params![1_i64, 1_i64])?;
        admin.read(|tx| tx.one::<(i64,)>(&KILL, &[]))?;
        Ok(tx.exec_one(&PUT, params![2_i64, 1_i64])?)
    });
    assert!(
        matches!(out, Err(Error::Busy("database.unavailable"))),
        "{out:?}"
    );
    assert_eq!(count(&test.db), (0, 0));
}

#[test]
fn a_commit_is_durable_whatever_the_server_defaults_to() {
    let Some(test) = postgres() else { return };
    static SETTING: Sql = Sql::new("SETTING", "select current_setting('synchronous_commit')");
    let setting = test
        .db
        .read(|tx| tx.one::<(String,)>(&SETTING, &[]))
        .unwrap();
    assert_eq!(setting.0, "on", "the test server's own is off");
}

#[test]
fn a_table_changed_under_a_prepared_statement_is_no_failure() {
    let Some(test) = postgres() else { return };
    static STAR: Sql = Sql::new("STAR", "select * from thing where id = $1 for update");
    make(&test.db);
    put(&test.db, 1, 1).unwrap();
    let columns = || {
        let mut seen = 0;
        let read = test.db.write(|tx| {
            let mut seen = 0;
            tx.each(&STAR, params![1_i64], |row| {
                seen = row.columns();
                Ok::<_, Error>(())
            })?;
            Ok(seen)
        });
        seen += read.unwrap();
        seen
    };
    assert_eq!(columns(), 5);
    test.db
        .write(|tx| Ok(tx.exec(&Sql::new("DDL", "alter table thing add extra bigint"), &[])?))
        .unwrap();
    assert_eq!(columns(), 6);
}
