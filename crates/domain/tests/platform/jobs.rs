//! A job's life under a worker.

use crate::{NOW, later, start};
use jieqing_db::db_test;
use jieqing_domain::Jieqing;
use jieqing_domain::platform::jobs::{
    CancelJob, Job, JobEnd, JobHandler, JobRun, JobState, RetryJob, enqueue, get_job, work_one,
};
use jieqing_domain::platform::{RequestVerify, VerifyHandler};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use serde_json::json;
use std::sync::atomic::{AtomicI64, Ordering};

type Act = Box<dyn Fn(&JobRun<'_>) -> Result<JobEnd> + Send + Sync>;

/// Does what the test says.
struct Told(Act);

impl JobHandler for Told {
    fn kind(&self) -> &'static str {
        "test.told"
    }
    fn run(&self, run: &JobRun<'_>) -> Result<JobEnd> {
        (self.0)(run)
    }
}

fn told(
    act: impl Fn(&JobRun<'_>) -> Result<JobEnd> + Send + Sync + 'static,
) -> Vec<Box<dyn JobHandler>> {
    vec![Box::new(Told(Box::new(act)))]
}

fn queue(jieqing: &Jieqing, ctx: &Ctx) -> i64 {
    let ctx = ctx.clone();
    let job = jieqing
        .db
        .write(move |tx| enqueue(tx, &ctx, "test.told", None, &json!({ "n": 1 })));
    job.expect("queued")
}

fn job(jieqing: &Jieqing, ctx: &Ctx, id: i64) -> Job {
    jieqing.db.read(|tx| get_job(tx, ctx, id)).expect("job")
}

fn work(jieqing: &Jieqing, handlers: &[Box<dyn JobHandler>]) -> bool {
    work_one(jieqing, handlers).expect("worked")
}

db_test! { a_job_is_done_once_and_keeps_its_result, |db| {
    let (jieqing, ctx) = start(db);
    let id = queue(&jieqing, &ctx);
    let handlers = told(|run| {
        assert!(run.progress(3, 10, "三").is_ok());
        JobEnd::done(&json!({ "rows": 10 }))
    });
    assert!(work(&jieqing, &handlers));
    assert!(!work(&jieqing, &handlers));
    let done = job(&jieqing, &ctx, id);
    assert_eq!((done.state, done.result.as_str()), (JobState::Done, "{\"rows\":10}"));
    assert_eq!((done.progress_done, done.progress_total, done.attempts), (3, 10, 1));
}}

db_test! { what_may_pass_is_tried_again_and_what_may_not_is_not, |db| {
    let (jieqing, ctx) = start(db);
    let busy = queue(&jieqing, &ctx);
    let handlers = told(|_| Err(Error::Busy("test")));
    for attempt in 1..=5 {
        assert!(work(&jieqing, &handlers), "attempt {attempt}");
        assert!(!work(&jieqing, &handlers), "a pause after attempt {attempt}");
        later(&jieqing, 3_700);
    }
    assert_eq!(job(&jieqing, &ctx, busy).state, JobState::Dead);
    let wrong = queue(&jieqing, &ctx);
    assert!(work(&jieqing, &told(|_| Err(Error::NotFound))));
    assert_eq!(job(&jieqing, &ctx, wrong).state, JobState::Failed);
    let panics = queue(&jieqing, &ctx);
    assert!(work(&jieqing, &told(|_| panic!("a mistake"))));
    assert_eq!(job(&jieqing, &ctx, panics).state, JobState::Failed);
    let unknown = queue(&jieqing, &ctx);
    assert!(work(&jieqing, &[]));
    assert!(job(&jieqing, &ctx, unknown).message.contains("nobody does test.told"));
}}

db_test! { dead_letters_are_tried_again_on_request, |db| {
    let (jieqing, ctx) = start(db);
    let id = queue(&jieqing, &ctx);
    assert!(work(&jieqing, &told(|_| Err(Error::NotFound))));
    jieqing.execute(&ctx, RetryJob { id: Id::from_raw(id) }).expect("retried");
    let again = jieqing.execute(&ctx, RetryJob { id: Id::from_raw(id) });
    assert!(matches!(again, Err(Error::Refused(r)) if r.code == "jobs.not_over"));
    assert!(work(&jieqing, &told(|_| JobEnd::done(&json!({})))));
    assert_eq!(job(&jieqing, &ctx, id).state, JobState::Done);
}}

db_test! { a_job_is_stopped_while_it_waits_or_runs, |db| {
    let (jieqing, ctx) = start(db);
    let waits = queue(&jieqing, &ctx);
    let state = jieqing.execute(&ctx, CancelJob { id: Id::from_raw(waits) });
    assert_eq!(state.expect("cancelled"), JobState::Cancelled);
    let runs = queue(&jieqing, &ctx);
    let handlers = told(|run| {
        let id = Id::from_raw(run.job.id);
        assert_eq!(run.jieqing.execute(&run.ctx, CancelJob { id })?, JobState::Running);
        let _ = run.progress(1, 2, "")?;
        assert!(run.should_stop());
        Ok(JobEnd::Stopped)
    });
    assert!(work(&jieqing, &handlers));
    assert_eq!(job(&jieqing, &ctx, runs).state, JobState::Cancelled);
}}

static EFFECTS: AtomicI64 = AtomicI64::new(0);

db_test! { a_worker_that_slept_past_its_lease_changes_nothing, |db| {
    let (jieqing, ctx) = start(db);
    let id = queue(&jieqing, &ctx);
    let handlers = told(|run| {
        if run.job.attempts > 1 {
            return JobEnd::done(&json!({ "by": "second" }));
        }
        later(run.jieqing, 61);
        let second = told(|_| JobEnd::done(&json!({ "by": "second" })));
        assert!(work_one(run.jieqing, &second)?);
        let effect = run.effect(|_, _| {
            EFFECTS.fetch_add(1, Ordering::SeqCst);
            Ok(())
        });
        assert!(matches!(effect, Err(Error::Stale { .. })), "{effect:?}");
        JobEnd::done(&json!({ "by": "first" }))
    });
    assert!(work(&jieqing, &handlers));
    let done = job(&jieqing, &ctx, id);
    assert_eq!((done.state, done.result.as_str()), (JobState::Done, "{\"by\":\"second\"}"));
    assert_eq!(EFFECTS.load(Ordering::SeqCst), 0);
}}

db_test! { a_verification_is_queued_once_and_tells_what_it_found, |db| {
    let (jieqing, ctx) = start(db);
    let id = jieqing.execute(&ctx, RequestVerify).expect("queued");
    assert_eq!(jieqing.execute(&ctx, RequestVerify).expect("the same"), id);
    let handlers: Vec<Box<dyn JobHandler>> = vec![Box::new(VerifyHandler)];
    assert!(work(&jieqing, &handlers));
    let result: serde_json::Value =
        serde_json::from_str(&job(&jieqing, &ctx, id).result).expect("json");
    assert_eq!(result["ok"], json!(true));
    assert_eq!(result["problems"], json!([]));
    assert_eq!(result["events"], json!(3));
    assert!(jieqing.clock.now() >= NOW);
}}
