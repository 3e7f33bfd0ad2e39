//! Live wake-ups, in one process and between nodes.

use crate::*;
use jieqing_db::db_test;
use jieqing_db::testkit::TestDb;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::TryRecvError;

fn event(db: &Db, n: i64) {
    db.write(move |tx| crate::events::one(tx, n)).unwrap();
}

fn seen(wakes: &mut Receiver<i64>) -> Vec<i64> {
    std::iter::from_fn(|| wakes.try_recv().ok()).collect()
}

db_test! { a_commit_wakes_and_a_refusal_does_not, |db| {
    crate::events::chain(db, 1, 0);
    let mut wakes = db.wakes();
    event(db, 1);
    until("a wake-up", || wakes.try_recv() == Ok(1));
    let refused = db.write(|tx| {
        crate::events::one(tx, 2)?;
        Err::<(), _>(Error::refused("no"))
    });
    assert!(refused.is_err());
    db.preview(|tx| crate::events::one(tx, 2)).unwrap();
    db.write(|tx| {
        let undone = tx.attempt(|tx| {
            crate::events::one(tx, 2)?;
            Err::<(), _>(Error::refused("no"))
        });
        assert!(undone.is_err());
        Ok(())
    }).unwrap();
    // Whatever those had sent would have come before this one.
    event(db, 2);
    until("the next", || wakes.try_recv() == Ok(1));
    assert_eq!(wakes.try_recv(), Err(TryRecvError::Empty));
} }

#[test]
fn nodes_wake_each_other() {
    let Some(test) = TestDb::postgres().unwrap() else {
        println!("skipped: TEST_PG_URL is not set");
        return;
    };
    let (here, there) = (&test.db, test.again().unwrap());
    for company in [1, 2] {
        crate::events::chain(here, company, 0);
    }
    here.listen_postgres().unwrap();
    there.listen_postgres().unwrap();
    let (mut at_home, mut abroad) = (here.wakes(), there.wakes());
    event(here, 1);
    until("the other node", || abroad.try_recv() == Ok(1));
    assert_eq!(seen(&mut at_home), [1]);
    // Our own notification is not passed on a second time: what follows it comes next.
    event(&there, 2);
    until("back", || at_home.try_recv() == Ok(1));
    assert_eq!(seen(&mut at_home), [0_i64; 0]);
}

#[test]
fn a_listener_that_lost_its_connection_catches_up() {
    let Some(test) = TestDb::postgres().unwrap() else {
        println!("skipped: TEST_PG_URL is not set");
        return;
    };
    let there = test.again().unwrap();
    crate::events::chain(&test.db, 1, 0);
    there.listen_postgres().unwrap();
    let mut abroad = there.wakes();
    for n in 1..=3 {
        // Kill every other connection: listener, notifier, pools.
        static KILL: Sql = Sql::new(
            "KILL",
            "select count(pg_terminate_backend(pid)) from pg_stat_activity
             where datname = current_database() and pid <> pg_backend_pid()",
        );
        let admin = test.again().unwrap();
        admin.read(|tx| tx.one::<(i64,)>(&KILL, &[])).unwrap();
        event(&test.db, n);
        until("a wake-up all the same", || abroad.try_recv() == Ok(1));
    }
}

#[test]
fn listening_ends_with_the_last_handle_and_is_nothing_on_sqlite() {
    let lite = TestDb::sqlite().unwrap();
    lite.db.listen_postgres().unwrap();
    let Some(test) = TestDb::postgres().unwrap() else {
        println!("skipped: TEST_PG_URL is not set");
        return;
    };
    let there = test.again().unwrap();
    there.listen_postgres().unwrap();
    let mut wakes = there.wakes();
    drop(there);
    until("the end", || wakes.try_recv() == Err(TryRecvError::Closed));
}
