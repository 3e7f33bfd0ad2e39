//! Groups, savepoints, panics.

use crate::*;
use jieqing_db::testkit::TestDb;
use jieqing_db::{DbOptions, Engine, db_test};
use std::future::Future;
use std::pin::pin;
use std::sync::mpsc::channel;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

db_test! { a_failing_write_leaves_the_others_alone, |db| {
    make(db);
    std::thread::scope(|scope| {
        for thread in 0..8_i64 {
            scope.spawn(move || {
                for i in 0..25 {
                    let id = thread * 1_000 + i;
                    put(db, id, 1).unwrap();
                    // Refused after a write, a broken statement, a duplicate, a panic.
                    let refused = db.write(move |tx| {
                        tx.exec_one(&PUT, params![id + 500, 1_i64])?;
                        match i % 4 {
                            0 => Err(Error::refused("no")),
                            1 => Ok(tx.exec_one(&Sql::new("BAD", "selekt"), &[])?),
                            2 => Ok(tx.exec_one(&PUT, params![id, 1_i64])?),
                            _ => panic!("on purpose"),
                        }
                    });
                    let error = refused.unwrap_err();
                    match i % 4 {
                        0 => assert!(matches!(error, Error::Refused(_))),
                        1 => assert!(matches!(db_error(error), DbError::Other { .. })),
                        2 => assert!(db_error(error).is_unique("thing_pkey")),
                        _ => assert!(matches!(&error, Error::Bug(why) if why.contains("on purpose")), "{error:?}"),
                    }
                }
            });
        }
    });
    assert_eq!(count(db), (200, 200));
} }

db_test! { a_panicking_read_harms_nobody, |db| {
    make(db);
    for _ in 0..20 {
        let out = std::thread::scope(|scope| {
            let read = || db.read(|_| -> DbResult<()> { panic!("on purpose") });
            scope.spawn(read).join()
        });
        assert!(out.is_err());
    }
    assert_eq!(count(db), (0, 0));
} }

db_test! { a_preview_gives_its_answer_and_leaves_nothing, |db| {
    make(db);
    put(db, 1, 1).unwrap();
    let seen = db.preview(|tx| {
        tx.exec_one(&PUT, params![2_i64, 5_i64])?;
        Ok(tx.one::<(i64, i64)>(&SUM, &[])?)
    });
    assert_eq!(seen.unwrap(), (2, 6));
    assert_eq!(count(db), (1, 1));
    assert!(db.preview(|tx| Ok(tx.exec_one(&PUT, params![1_i64, 1_i64])?)).is_err());
    put(db, 2, 5).unwrap();
    assert_eq!(count(db), (2, 6));
} }

db_test! { an_attempt_undoes_only_itself, |db| {
    make(db);
    db.write(|tx| {
        tx.exec_one(&PUT, params![1_i64, 1_i64])?;
        let twice = tx.attempt(|tx| {
            tx.exec_one(&PUT, params![2_i64, 1_i64])?;
            tx.exec_one(&PUT, params![1_i64, 1_i64])
        });
        assert!(twice.unwrap_err().is_unique("thing_pkey"));
        let outer = tx.attempt(|tx| {
            tx.exec_one(&PUT, params![3_i64, 1_i64])?;
            let inner = tx.attempt(|tx| {
                tx.exec_one(&PUT, params![4_i64, 1_i64])?;
                Err::<(), _>(Error::refused("inner"))
            });
            assert!(inner.is_err());
            Ok::<_, Error>(())
        });
        outer?;
        tx.exec_one(&PUT, params![5_i64, 10_i64])?;
        Ok(())
    }).unwrap();
    assert_eq!(count(db), (3, 12), "rows 1, 3 and 5");
} }

db_test! { a_swallowed_failure_is_an_error_and_writes_nothing, |db| {
    make(db);
    put(db, 1, 1).unwrap();
    let out = db.write(|tx| {
        tx.exec_one(&PUT, params![2_i64, 1_i64])?;
        let _ = tx.exec(&PUT, params![1_i64, 1_i64]);
        Ok(())
    });
    assert!(matches!(&out, Err(Error::Bug(why)) if why.contains("PUT")), "{out:?}");
    let out = db.write(|tx| {
        let _ = tx.exec(&PUT, params![1_i64, 1_i64]);
        Ok(tx.exec_one(&PUT, params![2_i64, 1_i64])?)
    });
    assert!(words(&out.unwrap_err()).contains("failed before"));
    let out = db.write(|tx| {
        tx.attempt(|tx| {
            let _ = tx.exec(&PUT, params![1_i64, 1_i64]);
            Ok::<_, Error>(())
        })
    });
    assert!(out.is_err());
    assert_eq!(count(db), (1, 1));
} }

db_test! { a_write_inside_of_a_write_is_told, |db| {
    make(db);
    let inner = db.clone();
    let out = db.write(move |_| put(&inner, 1, 1));
    assert!(matches!(&out, Err(Error::Bug(why)) if why.contains("inside")), "{out:?}");
    put(db, 1, 1).unwrap();
} }

db_test! { async_callers_too, |db| {
    make(db);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().unwrap();
    runtime.block_on(async {
        db.write_async(|tx| Ok(tx.exec_one(&PUT, params![1_i64, 4_i64])?)).await.unwrap();
        let bad = db.write_async(|_| -> Result<(), Error> { panic!("on purpose") }).await;
        assert!(matches!(bad, Err(Error::Bug(_))));
        let sum = db.read_async(|tx| Ok(tx.one::<(i64, i64)>(&SUM, &[])?)).await.unwrap();
        assert_eq!(sum, (1, 4));
        let bad = db.read_async(|_| -> Result<(), Error> { panic!("on purpose") }).await;
        assert!(matches!(bad, Err(Error::Bug(_))));
    });
} }

db_test! { the_last_handle_may_go_on_an_async_thread, |test: TestDb| {
    let other = test.again().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async move {
        make_async(&other).await;
        drop(other);
    });
    assert_eq!(count(&test.db), (0, 0));
} }

async fn make_async(db: &Db) {
    db.write_async(|tx| Ok(tx.exec(&MAKE, &[])?)).await.unwrap();
}

fn poll<F: Future>(future: std::pin::Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}

/// A write that keeps the writer busy until the sender is used, and longer than one group's time.
fn busy(
    db: &Db,
    id: i64,
) -> (
    std::sync::mpsc::Sender<()>,
    std::thread::JoinHandle<Result<(), Error>>,
) {
    let (release, released) = channel();
    let (entered, inside) = channel();
    let db = db.clone();
    let thread = std::thread::spawn(move || {
        db.write(move |tx| {
            tx.exec_one(&PUT, params![id, 1_i64])?;
            entered.send(()).unwrap();
            let began = Instant::now();
            released.recv().unwrap();
            while began.elapsed() < Duration::from_millis(60) {
                std::thread::yield_now();
            }
            Ok(())
        })
    });
    inside.recv().unwrap();
    (release, thread)
}

#[test]
fn nobody_is_answered_before_the_group_commits() {
    let test = TestDb::sqlite().unwrap();
    let (db, other) = (&test.db, test.again().unwrap());
    make(db);
    let (go, first) = busy(db, 1);
    let mut quick = pin!(db.write_async(|tx| Ok(tx.exec_one(&PUT, params![2_i64, 1_i64])?)));
    assert!(poll(quick.as_mut()).is_pending());
    let (entered, inside) = channel();
    let (release, released) = channel::<()>();
    let mut slow = pin!(db.write_async(move |tx| {
        // In the same group as `quick`, whose row it sees.
        assert_eq!(tx.one::<(i64, i64)>(&SUM, &[])?.0, 2);
        entered.send(()).unwrap();
        released.recv().unwrap();
        Ok(())
    }));
    assert!(poll(slow.as_mut()).is_pending());
    go.send(()).unwrap();
    first.join().unwrap().unwrap();
    inside.recv().unwrap();
    assert!(
        poll(quick.as_mut()).is_pending(),
        "it ran, but is not durable"
    );
    assert_eq!(count(&other), (1, 1), "and nobody sees it");
    release.send(()).unwrap();
    until("the answers", || poll(quick.as_mut()).is_ready());
    assert_eq!(count(&other), (2, 2));
}

#[test]
fn a_caller_who_hangs_up_cancels_nothing() {
    let test = TestDb::sqlite().unwrap();
    make(&test.db);
    let (go, first) = busy(&test.db, 1);
    {
        let mut left = pin!(
            test.db
                .write_async(|tx| Ok(tx.exec_one(&PUT, params![2_i64, 1_i64])?))
        );
        assert!(poll(left.as_mut()).is_pending());
    }
    go.send(()).unwrap();
    first.join().unwrap().unwrap();
    put(&test.db, 3, 1).unwrap();
    assert_eq!(count(&test.db), (3, 3));
}

#[test]
fn dropping_the_last_handle_commits_what_is_queued() {
    let test = TestDb::sqlite().unwrap();
    make(&test.db);
    let db = test.again().unwrap();
    let (go, first) = busy(&db, 1);
    let mut queued = Vec::new();
    for id in 2..=500_i64 {
        let mut write = Box::pin({
            let db = db.clone();
            async move {
                db.write_async(move |tx| Ok(tx.exec_one(&PUT, params![id, 1_i64])?))
                    .await
            }
        });
        assert!(poll(write.as_mut()).is_pending());
        queued.push(write);
    }
    // The callers are gone, as when a server stops in the middle.
    drop(queued);
    go.send(()).unwrap();
    first.join().unwrap().unwrap();
    drop(db);
    assert_eq!(count(&test.db), (500, 500));
}

#[test]
fn a_write_that_kills_its_group_takes_nobody_along() {
    let test = TestDb::sqlite().unwrap();
    let db = &test.db;
    make(db);
    // SQLite's own way to give a whole transaction up, as it does when the disk is full.
    db.write(|tx| {
        let table = "create table hard (id integer primary key on conflict rollback)";
        tx.exec(&Sql::new("DDL", table), &[])?;
        tx.exec(&Sql::new("ROW", "insert into hard values (1)"), &[])?;
        Ok(())
    })
    .unwrap();
    let (go, first) = busy(db, 1);
    let mut before = pin!(db.write_async(|tx| Ok(tx.exec_one(&PUT, params![2_i64, 1_i64])?)));
    let mut killer = pin!(db.write_async(|tx| {
        tx.exec_one(&PUT, params![3_i64, 1_i64])?;
        Ok(tx.exec_one(&Sql::new("ROW", "insert into hard values (1)"), &[])?)
    }));
    let mut after = pin!(db.write_async(|tx| Ok(tx.exec_one(&PUT, params![4_i64, 1_i64])?)));
    assert!(poll(before.as_mut()).is_pending());
    assert!(poll(killer.as_mut()).is_pending());
    assert!(poll(after.as_mut()).is_pending());
    go.send(()).unwrap();
    first.join().unwrap().unwrap();
    let mut out = [None, None, None];
    until("three answers", || {
        if let Poll::Ready(done) = poll_if(out[0].is_none(), before.as_mut()) {
            out[0] = Some(done);
        }
        if let Poll::Ready(done) = poll_if(out[1].is_none(), killer.as_mut()) {
            out[1] = Some(done);
        }
        if let Poll::Ready(done) = poll_if(out[2].is_none(), after.as_mut()) {
            out[2] = Some(done);
        }
        out.iter().all(Option::is_some)
    });
    let [before, killer, after] = out.map(Option::unwrap);
    before.unwrap();
    assert!(matches!(db_error(killer.unwrap_err()), DbError::Unique(_)));
    after.unwrap();
    assert_eq!(count(db), (3, 3), "rows 1, 2 and 4");
}

fn poll_if<F: Future>(wanted: bool, future: std::pin::Pin<&mut F>) -> Poll<F::Output> {
    if wanted { poll(future) } else { Poll::Pending }
}

db_test! { writers_go_on_during_a_long_preview, |db| {
    make(db);
    put(db, 1, 1).unwrap();
    let seen = db.preview_apart(&[], |tx| {
        tx.exec_one(&PUT, params![2_i64, 5_i64])?;
        // A preview that kept the writer waiting would never come back from here.
        let other = db.clone();
        std::thread::spawn(move || put(&other, 3, 7)).join().expect("no panic")?;
        Ok(tx.one::<(i64, i64)>(&SUM, &[])?.1)
    });
    // On PostgreSQL each statement sees what is committed by then.
    let own = if db.engine() == Engine::Sqlite { 6 } else { 13 };
    assert_eq!(seen.unwrap(), own);
    assert_eq!(count(db), (2, 8), "the other's write only");
    let refused = db.preview_apart(&[], |tx| Ok(tx.exec_one(&PUT, params![1_i64, 1_i64])?));
    assert!(db_error(refused.unwrap_err()).is_unique("thing_pkey"));
} }

#[test]
fn a_preview_leaves_no_file_behind() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let db = Db::open(&path.to_string_lossy(), DbOptions::default()).unwrap();
    make(&db);
    let names = || -> Vec<String> {
        let files = std::fs::read_dir(folder.path()).unwrap();
        let name = |file: std::fs::DirEntry| file.file_name().to_string_lossy().into_owned();
        let mut names: Vec<String> = files.map(|file| name(file.unwrap())).collect();
        names.sort();
        names
    };
    let during = db.preview_apart(&[], |_| Ok(names())).unwrap();
    assert_eq!(during, ["a.db", "a.db-shm", "a.db-wal"]);
    assert_eq!(names(), during);
}
