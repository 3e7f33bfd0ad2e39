//! Opening, closing, two handles, the WAL's size.

use crate::*;
use jieqing_db::{DbOptions, ReadTx, V, db_test};
use std::os::unix::fs::PermissionsExt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

fn opened(path: &std::path::Path) -> DbResult<Db> {
    Db::open(&path.to_string_lossy(), DbOptions::default())
}

db_test! { a_newer_schema_is_refused, |test: TestDb| {
    drop(test.again().unwrap());
    test.db.write(|tx| {
        let newer = "insert into schema_migrations (id, name, digest) values (9999, 'future', '')";
        Ok(tx.exec_one(&Sql::new("NEWER", newer), &[])?)
    }).unwrap();
    let error = test.again().err().expect("refused");
    assert!(matches!(&error, DbError::Unavailable(why) if why.contains("newer version")), "{error:?}");
} }

db_test! { an_edited_migration_is_refused, |test: TestDb| {
    test.db.write(|tx| {
        Ok(tx.exec(&Sql::new("EDIT", "update schema_migrations set digest = 'x' where id = 1"), &[])?)
    }).unwrap();
    let error = test.again().err().expect("refused");
    assert!(matches!(&error, DbError::Unavailable(why) if why.contains("edited")), "{error:?}");
} }

db_test! { two_handles_write_side_by_side, |test: TestDb| {
    let other = test.again().unwrap();
    make(&test.db);
    let mine = &test.db;
    std::thread::scope(|scope| {
        for (db, base) in [(mine, 0_i64), (&other, 1_000), (mine, 2_000), (&other, 3_000)] {
            scope.spawn(move || (0..50).for_each(|i| put(db, base + i, 1).unwrap()));
        }
    });
    assert_eq!(count(&test.db), (200, 200));
    assert_eq!(count(&other), (200, 200));
} }

#[test]
fn only_the_owner_reads_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("books.db");
    let db = opened(&path).unwrap();
    for name in ["books.db", "books.db-wal"] {
        let mode = std::fs::metadata(folder.path().join(name))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
    drop(db);
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "closing empties the WAL: {left:?}");
    opened(&path).unwrap();
}

#[test]
fn what_is_no_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("books.db");
    std::fs::write(
        &path,
        "not a database at all, but long enough to have a header".repeat(40),
    )
    .unwrap();
    assert!(opened(&path).is_err());
    assert!(opened(&folder.path().join("no/such/folder/books.db")).is_err());
    assert!(opened(folder.path()).is_err());
}

#[test]
fn overlapping_readers_do_not_let_the_wal_grow_for_ever() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("books.db");
    let db = opened(&path).unwrap();
    make(&db);
    let wal = folder.path().join("books.db-wal");
    let size = || std::fs::metadata(&wal).map_or(0, |m| m.len());
    let put_mb = |id: i64| {
        static RAW: Sql = Sql::new("RAW", "insert into thing (id, raw) values ($1, $2)");
        let raw = V::Bytes(vec![7; 8 << 20].into());
        db.write(move |tx| Ok(tx.exec_one(&RAW, params![id, raw])?))
            .unwrap();
    };
    // One long read keeps every page from being checkpointed.
    let held = db.read(|tx| {
        tx.one::<(i64, i64)>(&SUM, &[])?;
        (0..12).for_each(put_mb);
        Ok::<_, DbError>(size())
    });
    assert!(held.unwrap() > 90 << 20);
    // With the read gone, writing makes it small again.
    let began = std::time::Instant::now();
    let mut id = 100;
    while size() > 70 << 20 {
        assert!(began.elapsed().as_secs() < 30, "{} bytes", size());
        put(&db, id, 1).unwrap();
        id += 1;
    }
}

/// Some reader is always in the middle of a read, so that no automatic checkpoint ever finds the
/// moment to start the WAL anew.
#[test]
fn readers_without_a_gap_do_not_let_the_wal_grow_for_ever() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("books.db");
    let db = opened(&path).unwrap();
    make(&db);
    let wal = folder.path().join("books.db-wal");
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while !done.load(Ordering::SeqCst) {
                    let read = |tx: &mut ReadTx<'_>| {
                        tx.one::<(i64, i64)>(&SUM, &[])?;
                        std::thread::park_timeout(Duration::from_millis(15));
                        Ok::<_, DbError>(())
                    };
                    db.read(read).unwrap();
                }
            });
            std::thread::park_timeout(Duration::from_millis(7));
        }
        let mut most = 0;
        for id in 1..=200_i64 {
            static RAW: Sql = Sql::new("RAW", "insert into thing (id, raw) values ($1, $2)");
            let raw = V::Bytes(vec![7; 1 << 20].into());
            db.write(move |tx| Ok(tx.exec_one(&RAW, params![id, raw])?))
                .unwrap();
            most = most.max(std::fs::metadata(&wal).unwrap().len());
        }
        done.store(true, Ordering::SeqCst);
        println!("the WAL grew to {} MB", most >> 20);
        assert!(most < 150 << 20, "{} MB", most >> 20);
    });
}
