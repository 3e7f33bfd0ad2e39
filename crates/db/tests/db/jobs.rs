//! Leases, fences, retries, cancelling.

use crate::*;
use jieqing_db::jobs::{
    Again, Beat, Job, JobFilter, JobState, Lease, NewJob, Retried, cancel, cancelled, claim,
    enqueue, fail, finish, get, heartbeat, list, next_due, progress, prune, retry,
};
use jieqing_db::{WriteTx, db_test};
use jieqing_kernel::page::PageRequest;
use std::collections::BTreeSet;
use std::sync::Mutex;

type Effect = fn(&mut WriteTx<'_>, Lease, i64) -> Result<(), Error>;

const SECOND: i64 = 1_000_000;
const T0: i64 = 1_790_000_000 * SECOND;

fn add(db: &Db, id: i64, key: Option<&'static str>, at: i64) -> i64 {
    db.write(move |tx| {
        let job = NewJob {
            company: 1,
            id,
            kind: "import.commit",
            dedup_key: key,
            payload: "{\"import\":1}",
            run_at: at,
            max_attempts: 3,
            created_by: 7,
            now: T0,
        };
        Ok(enqueue(tx, &job)?)
    })
    .unwrap()
}

fn take(db: &Db, now: i64) -> Option<Job> {
    db.write(move |tx| Ok(claim(tx, now, 30 * SECOND)?))
        .unwrap()
}

fn job(db: &Db, id: i64) -> Job {
    db.read(|tx| get(tx, 1, id)).unwrap().expect("the job")
}

fn states(db: &Db) -> Vec<(i64, JobState)> {
    let page = db
        .read(|tx| list(tx, 1, JobFilter::default(), &PageRequest::default()))
        .unwrap();
    page.items.iter().map(|j| (j.id, j.state)).collect()
}

db_test! { a_job_runs_once_from_queue_to_done, |db| {
    add(db, 10, None, T0 + 5 * SECOND);
    assert_eq!(db.read(next_due).unwrap(), Some(T0 + 5 * SECOND));
    assert!(take(db, T0).is_none(), "not yet due");
    let held = take(db, T0 + 5 * SECOND).expect("due");
    assert_eq!((held.id, held.attempts, held.fence, held.state), (10, 1, 1, JobState::Running));
    assert_eq!((held.payload.as_str(), held.created_by), ("{\"import\":1}", 7));
    let stored = job(db, 10);
    assert_eq!(stored.lease_until_us, T0 + 35 * SECOND);
    assert_eq!(stored.lease(), held.lease());
    assert!(take(db, T0 + 6 * SECOND).is_none(), "it is leased");
    assert_eq!(db.read(next_due).unwrap(), None);
    let lease = held.lease();
    let told = db.write(move |tx| progress(tx, lease, T0 + 60 * SECOND, (3, 10), "row 3")).unwrap();
    assert_eq!(told, Beat::GoOn);
    let stored = job(db, 10);
    assert_eq!((stored.progress_done, stored.progress_total, stored.message.as_str()), (3, 10, "row 3"));
    assert!(take(db, T0 + 40 * SECOND).is_none(), "the lease was prolonged");
    db.write(move |tx| finish(tx, lease, T0 + 50 * SECOND, "{\"rows\":10}")).unwrap();
    let stored = job(db, 10);
    assert_eq!((stored.state, stored.result.as_str()), (JobState::Done, "{\"rows\":10}"));
    assert_eq!(stored.finished_at_us, Some(T0 + 50 * SECOND));
    assert!(take(db, T0 + 9_999 * SECOND).is_none());
    assert!(db.write(move |tx| finish(tx, lease, T0, "")).is_err(), "only once");
} }

db_test! { the_longest_due_comes_first, |db| {
    for (id, at) in [(1, 3), (2, 1), (3, 2)] {
        add(db, id, None, T0 + at);
    }
    let order: Vec<i64> = (0..3).map(|_| take(db, T0 + 10).unwrap().id).collect();
    assert_eq!(order, [2, 3, 1]);
} }

db_test! { a_stale_holder_is_refused_with_its_effect, |db| {
    make(db);
    add(db, 1, None, T0);
    let sleeper = take(db, T0).unwrap().lease();
    let other = take(db, T0 + 31 * SECOND).expect("the lease ran out").lease();
    assert_eq!((sleeper.fence, other.fence), (1, 2));
    let late = T0 + 32 * SECOND;
    let effects: [Effect; 5] = [
        |tx, lease, now| heartbeat(tx, lease, now).map(|_| ()),
        |tx, lease, now| progress(tx, lease, now, (1, 1), "").map(|_| ()),
        |tx, lease, now| finish(tx, lease, now, ""),
        |tx, lease, now| cancelled(tx, lease, now, ""),
        |tx, lease, now| fail(tx, lease, now, "", Again::Later).map(|_| ()),
    ];
    for effect in effects {
        let out = db.write(move |tx| {
            tx.exec_one(&PUT, params![1_i64, 1_i64])?;
            effect(tx, sleeper, late)
        });
        assert!(matches!(out, Err(Error::Stale { current: 2 })), "{out:?}");
    }
    assert_eq!(count(db), (0, 0));
    assert_eq!(job(db, 1).state, JobState::Running);
    db.write(move |tx| finish(tx, other, late, "")).unwrap();
    assert_eq!(job(db, 1).state, JobState::Done);
} }

db_test! { failures_are_retried_later_and_later_then_dead, |db| {
    add(db, 1, None, T0);
    let mut now = T0;
    let mut pauses = Vec::new();
    for round in 1..=3_i64 {
        let held = take(db, now).expect("due");
        assert_eq!(held.attempts, round);
        let lease = held.lease();
        let state = db.write(move |tx| fail(tx, lease, now, "no answer", Again::Later)).unwrap();
        let stored = job(db, 1);
        assert_eq!((stored.state, stored.message.as_str()), (state, "no answer"));
        if round < 3 {
            assert_eq!(state, JobState::Queued);
            pauses.push(stored.run_at_us - now);
            assert!(take(db, stored.run_at_us - 1).is_none());
            now = stored.run_at_us;
        } else {
            assert_eq!(state, JobState::Dead);
        }
    }
    assert_eq!(pauses, [5_005_000, 10_010_000]);
    assert!(take(db, now + 9_999 * SECOND).is_none());
    assert_eq!(db.write(move |tx| retry(tx, 1, 1, now)).unwrap(), Retried::Queued);
    let held = take(db, now).expect("again");
    assert_eq!((held.attempts, held.fence), (1, 4));
    let lease = held.lease();
    let state = db.write(move |tx| fail(tx, lease, now, "bad file", Again::Never)).unwrap();
    assert_eq!(state, JobState::Failed);
} }

db_test! { a_job_that_kills_its_workers_dies, |db| {
    add(db, 1, None, T0);
    add(db, 2, None, T0 + 1);
    let mut now = T0;
    for attempt in 1..=3 {
        let held = take(db, now).unwrap();
        assert_eq!((held.id, held.attempts), (1, attempt));
        now += 31 * SECOND;
    }
    assert_eq!(take(db, now).unwrap().id, 2, "the next one is not kept from running");
    let stored = job(db, 1);
    assert_eq!((stored.state, stored.message.as_str()), (JobState::Dead, "its worker vanished"));
    assert_eq!(stored.finished_at_us, Some(now));
} }

db_test! { cancelling_stops_at_once_or_when_the_worker_reports, |db| {
    add(db, 1, None, T0);
    add(db, 2, None, T0);
    add(db, 3, None, T0);
    assert_eq!(db.write(|tx| cancel(tx, 1, 3, T0)).unwrap(), JobState::Cancelled);
    let (a, b) = (take(db, T0).unwrap().lease(), take(db, T0).unwrap().lease());
    assert!(take(db, T0).is_none());
    for lease in [a, b] {
        let state = db.write(move |tx| cancel(tx, 1, lease.id, T0)).unwrap();
        assert_eq!(state, JobState::Running);
    }
    assert_eq!(db.write(move |tx| heartbeat(tx, a, T0 + 60 * SECOND)).unwrap(), Beat::Stop);
    db.write(move |tx| cancelled(tx, a, T0, "after row 3")).unwrap();
    assert_eq!(job(db, a.id).state, JobState::Cancelled);
    // The other worker has vanished: its job is not run again.
    assert!(take(db, T0 + 31 * SECOND).is_none());
    assert_eq!(job(db, b.id).state, JobState::Cancelled);
    assert_eq!(db.write(|tx| cancel(tx, 1, 3, T0)).unwrap(), JobState::Cancelled);
    assert!(matches!(db.write(|tx| cancel(tx, 1, 99, T0)), Err(Error::NotFound)));
    assert!(matches!(db.write(|tx| cancel(tx, 2, 3, T0)), Err(Error::NotFound)), "another company's");
} }

db_test! { one_live_job_per_key, |db| {
    assert_eq!(add(db, 1, Some("k"), T0), 1);
    assert_eq!(add(db, 2, Some("k"), T0), 1);
    assert_eq!(add(db, 3, Some("other"), T0), 3);
    assert_eq!(add(db, 4, None, T0), 4);
    assert_eq!(add(db, 5, None, T0), 5);
    let held = take(db, T0).unwrap().lease();
    assert_eq!(held.id, 1);
    assert_eq!(add(db, 6, Some("k"), T0), 1, "also while it runs");
    db.write(move |tx| fail(tx, held, T0, "", Again::Never).map(|_| ())).unwrap();
    assert_eq!(add(db, 7, Some("k"), T0), 7);
    assert_eq!(db.write(|tx| retry(tx, 1, 1, T0)).unwrap(), Retried::Twin);
    assert_eq!(db.write(|tx| retry(tx, 1, 7, T0)).unwrap(), Retried::NotOver);
    assert_eq!(db.write(|tx| cancel(tx, 1, 7, T0)).unwrap(), JobState::Cancelled);
    assert_eq!(db.write(|tx| retry(tx, 1, 1, T0)).unwrap(), Retried::Queued);
    let ids: Vec<i64> = states(db).iter().map(|s| s.0).collect();
    assert_eq!(ids, [7, 5, 4, 3, 1], "nothing else was stored");
} }

db_test! { lists_page_and_filter, |db| {
    for id in 1..=7 {
        add(db, id, None, T0);
    }
    take(db, T0).unwrap();
    let page = |filter: JobFilter<'_>, after: Option<i64>| {
        let request = PageRequest { after: after.map(|id| (String::new(), id)), limit: 3 };
        let page = db.read(|tx| list(tx, 1, filter, &request)).unwrap();
        let ids: Vec<i64> = page.items.iter().map(|j| j.id).collect();
        (ids, page.next.map(|n| n.1))
    };
    let all = JobFilter::default();
    assert_eq!(page(all, None), (vec![7, 6, 5], Some(5)));
    assert_eq!(page(all, Some(5)), (vec![4, 3, 2], Some(2)));
    assert_eq!(page(all, Some(2)), (vec![1], None));
    let running = JobFilter { state: Some(JobState::Running), kind: Some("import.commit"), created_by: Some(7) };
    assert_eq!(page(running, None).0.len(), 1);
    assert_eq!(page(JobFilter { created_by: Some(8), ..all }, None), (vec![], None));
    assert_eq!(db.read(|tx| list(tx, 2, all, &PageRequest::default())).unwrap().items.len(), 0);
} }

db_test! { old_ends_are_removed_but_never_failures, |db| {
    for id in 1..=4 {
        add(db, id, None, T0);
    }
    let done = take(db, T0).unwrap().lease();
    db.write(move |tx| finish(tx, done, T0 + 5, "")).unwrap();
    let failed = take(db, T0).unwrap().lease();
    db.write(move |tx| fail(tx, failed, T0 + 5, "", Again::Never).map(|_| ())).unwrap();
    let stopped = take(db, T0).unwrap().id;
    let queued = (1..=4).find(|id| job(db, *id).state == JobState::Queued).unwrap();
    db.write(move |tx| cancel(tx, 1, queued, T0 + 5)).unwrap();
    assert_eq!(db.write(|tx| Ok(prune(tx, T0 + 5, 100)?)).unwrap(), 0, "too early");
    assert_eq!(db.write(|tx| Ok(prune(tx, T0 + 6, 100)?)).unwrap(), 2);
    let left: BTreeSet<i64> = states(db).iter().map(|s| s.0).collect();
    assert_eq!(left, BTreeSet::from([failed.id, stopped]));
} }

db_test! { workers_of_two_nodes_never_share_a_job, |test: TestDb| {
    let other = test.again().unwrap();
    let jobs = 60;
    for id in 1..=jobs {
        add(&test.db, id, None, T0 + id);
    }
    let taken = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for db in [&test.db, &other, &test.db, &other] {
            let taken = &taken;
            scope.spawn(move || {
                while let Some(job) = take(db, T0 + 1_000) {
                    taken.lock().unwrap().push(job.id);
                    let lease = job.lease();
                    db.write(move |tx| finish(tx, lease, T0 + 1_000, "")).unwrap();
                }
            });
        }
    });
    let taken = taken.into_inner().unwrap();
    assert_eq!(taken.len(), 60, "none twice");
    assert_eq!(taken.into_iter().collect::<BTreeSet<_>>().len(), 60, "none missed");
} }

db_test! { racing_enqueues_agree, |test: TestDb| {
    let other = test.again().unwrap();
    let ids = Mutex::new(BTreeSet::new());
    std::thread::scope(|scope| {
        for (n, db) in [&test.db, &other, &test.db, &other].into_iter().enumerate() {
            let ids = &ids;
            scope.spawn(move || {
                let id = add(db, 100 + i64::try_from(n).unwrap(), Some("k"), T0);
                ids.lock().unwrap().insert(id);
            });
        }
    });
    assert_eq!(ids.into_inner().unwrap().len(), 1);
    assert_eq!(states(&test.db).len(), 1);
} }
