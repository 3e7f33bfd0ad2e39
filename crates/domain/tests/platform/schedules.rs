//! What comes back, and what nobody needs any more.

use crate::{later, start};
use jieqing_db::db_test;
use jieqing_domain::platform::VerifyHandler;
use jieqing_domain::platform::jobs::{JobHandler, JobList, JobState, list_jobs, work_one};
use jieqing_domain::platform::schedules::{PurgeHandler, queue_due};
use jieqing_kernel::page::PageRequest;

db_test! { missed_runs_are_made_up_once, |db| {
    let (jieqing, ctx) = start(db);
    assert_eq!(queue_due(&jieqing).expect("first"), 0, "nothing is due on the first day");
    later(&jieqing, 3_600);
    assert_eq!(queue_due(&jieqing).expect("an hour later"), 1);
    later(&jieqing, 10 * 86_400);
    assert_eq!(queue_due(&jieqing).expect("ten days later"), 2);
    assert_eq!(queue_due(&jieqing).expect("again"), 0);
    let handlers: Vec<Box<dyn JobHandler>> = vec![Box::new(VerifyHandler), Box::new(PurgeHandler)];
    while work_one(&jieqing, &handlers).expect("work") {}
    let jobs = jieqing
        .db
        .read(|tx| list_jobs(tx, &ctx, &JobList::default(), &PageRequest::default()))
        .expect("jobs");
    let kinds: Vec<_> = jobs.items.iter().map(|j| (j.kind.as_str(), j.state)).collect();
    assert_eq!(kinds.len(), 2, "the purge that still waited was not queued twice: {kinds:?}");
    assert!(kinds.iter().all(|(_, state)| *state == JobState::Done));
}}
