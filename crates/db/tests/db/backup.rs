//! A backup taken under load is one consistent moment.

use crate::*;
use jieqing_db::events::verify;
use jieqing_db::testkit::TestDb;
use jieqing_db::{DbOptions, backup_sqlite, check_file};
use std::os::unix::fs::PermissionsExt;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

#[test]
fn under_load_it_is_one_moment_and_opens() {
    let test = TestDb::sqlite().unwrap();
    let db = &test.db;
    make(db);
    crate::events::chain(db, 1, 0);
    // Pairs of rows that sum to 0; enough of them that copying takes several steps.
    let pair = |i: i64| {
        db.write(move |tx| {
            tx.exec_one(&PUT, params![2 * i, i])?;
            tx.exec_one(&PUT, params![2 * i + 1, -i])?;
            crate::events::one(tx, i)
        })
    };
    db.write(|tx| {
        static RAW: Sql = Sql::new("RAW", "insert into thing (id, raw, n) values ($1, $2, 0)");
        for id in 0..24_i64 {
            tx.exec_one(&RAW, params![-1 - id, vec![1_u8; 1 << 20]])?;
        }
        Ok(())
    })
    .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("copy.db");
    let (stop, acknowledged) = (AtomicBool::new(false), AtomicI64::new(0));
    let from = db.sqlite_path().unwrap();
    let (before, report) = std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut i = 0;
            while !stop.load(Ordering::SeqCst) {
                i += 1;
                pair(i).unwrap();
                acknowledged.store(i, Ordering::SeqCst);
            }
        });
        until("some writes", || acknowledged.load(Ordering::SeqCst) > 20);
        let before = acknowledged.load(Ordering::SeqCst);
        let report = backup_sqlite(from, &to);
        stop.store(true, Ordering::SeqCst);
        (before, report.unwrap())
    });
    assert_eq!(report.bytes, std::fs::metadata(&to).unwrap().len());
    assert_eq!(report.sha256.len(), 64);
    assert_eq!(
        std::fs::metadata(&to).unwrap().permissions().mode() & 0o777,
        0o600
    );
    assert_eq!(
        std::fs::read_dir(folder.path()).unwrap().count(),
        1,
        "nothing else is left"
    );
    let copy = Db::open(&to.to_string_lossy(), DbOptions::default()).unwrap();
    let (rows, sum) = count(&copy);
    assert_eq!(sum, 0, "whole transactions only");
    assert!(
        rows - 24 >= 2 * before,
        "everything acknowledged before it began"
    );
    let events = copy.read(|tx| verify(tx, 1)).unwrap().unwrap();
    assert_eq!(events * 2, rows - 24);
}

#[test]
fn it_never_overwrites_and_leaves_nothing_after_a_failure() {
    let test = TestDb::sqlite().unwrap();
    let from = test.db.sqlite_path().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("copy.db");
    std::fs::write(&to, "mine").unwrap();
    assert!(matches!(
        backup_sqlite(from, &to),
        Err(DbError::Unavailable(_))
    ));
    assert_eq!(std::fs::read(&to).unwrap(), b"mine");
    assert!(backup_sqlite(from, &folder.path().join("no/such/copy.db")).is_err());
    assert!(
        backup_sqlite(
            &folder.path().join("missing.db"),
            &folder.path().join("x.db")
        )
        .is_err()
    );
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn damage_is_found() {
    let test = TestDb::sqlite().unwrap();
    make(&test.db);
    test.db
        .write(|tx| {
            for id in 0..2_000_i64 {
                tx.exec_one(&PUT, params![id, id])?;
            }
            Ok(())
        })
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy.db");
    backup_sqlite(test.db.sqlite_path().unwrap(), &copy).unwrap();
    check_file(&copy).unwrap();
    let mut bytes = std::fs::read(&copy).unwrap();
    let page = bytes.len() / 2 / 4_096 * 4_096;
    bytes[page..page + 4_096].fill(0xA5);
    std::fs::write(&copy, bytes).unwrap();
    assert!(
        check_file(&copy)
            .unwrap_err()
            .to_string()
            .contains("damaged")
    );
}
