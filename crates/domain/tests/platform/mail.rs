//! Mail: once, or parked when nobody knows.

use crate::{later, start};
use jieqing_db::{db_test, params, sql};
use jieqing_domain::Jieqing;
use jieqing_domain::platform::jobs::{JobHandler, JobList, RetryJob, list_jobs, work_one};
use jieqing_domain::platform::mail::{Handed, Mail, MailHandler, NewMail, Postman, queue_mail};
use jieqing_domain::platform::schedules::queue_waiting_mail;
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::Error;
use jieqing_kernel::id::Id;
use jieqing_kernel::page::PageRequest;
use std::sync::{Arc, Mutex};

sql!(
    STATE,
    "select state, message_id from outgoing_mail where id = $1"
);

/// Answers as told, and remembers what it was given.
#[derive(Clone)]
struct Told(Handed, Arc<Mutex<Vec<String>>>);

impl Postman for Told {
    fn hand_over(&self, mail: &Mail) -> Handed {
        self.1.lock().unwrap().push(mail.message_id.clone());
        self.0.clone()
    }
}

fn queue(jieqing: &Jieqing, ctx: &Ctx, recipient: &str) -> Result<i64, Error> {
    let (ctx, recipient) = (ctx.clone(), recipient.to_owned());
    jieqing.db.write(move |tx| {
        let mail = NewMail {
            recipient: recipient.clone(),
            subject: "十一月对账单".to_owned(),
            body: "请查收。".to_owned(),
            subject_type: "statement",
            subject_id: 1,
        };
        queue_mail(tx, &ctx, &mail)
    })
}

fn work(jieqing: &Jieqing, handed: Handed) -> (bool, Vec<String>) {
    let told = Told(handed, Arc::default());
    let handlers: Vec<Box<dyn JobHandler>> = vec![Box::new(MailHandler(told.clone()))];
    let worked = work_one(jieqing, &handlers).expect("worked");
    let given = told.1.lock().unwrap().clone();
    (worked, given)
}

fn state(jieqing: &Jieqing, id: i64) -> String {
    let row = jieqing
        .db
        .read(|tx| tx.one::<(String, String)>(&STATE, params![id]));
    row.map_err(|e: jieqing_db::DbError| e).expect("mail").0
}

/// Queues the mail's job again, as a person would.
fn again(jieqing: &Jieqing, ctx: &Ctx) {
    let page = PageRequest::default();
    let jobs = jieqing
        .db
        .read(|tx| list_jobs(tx, ctx, &JobList::default(), &page));
    let id = Id::from_raw(jobs.expect("jobs").items[0].id);
    jieqing.execute(ctx, RetryJob { id }).expect("retried");
}

db_test! { a_mail_is_sent_with_the_same_id_whatever_it_takes, |db| {
    let (jieqing, ctx) = start(db);
    let id = queue(&jieqing, &ctx, "li@example.com").expect("queued");
    let (_, first) = work(&jieqing, Handed::NotNow("451 later".to_owned()));
    assert_eq!(state(&jieqing, id), "queued");
    later(&jieqing, 60);
    let (_, second) = work(&jieqing, Handed::Taken);
    assert_eq!((state(&jieqing, id).as_str(), &first), ("sent", &second));
    assert_eq!(first.len(), 1);
    assert!(!work(&jieqing, Handed::Taken).0);
}}

db_test! { an_unknown_outcome_is_parked_and_never_sent_again_by_itself, |db| {
    let (jieqing, ctx) = start(db);
    let id = queue(&jieqing, &ctx, "li@example.com").expect("queued");
    work(&jieqing, Handed::Unknown("connection reset".to_owned()));
    assert_eq!(state(&jieqing, id), "unknown");
    again(&jieqing, &ctx);
    let (worked, given) = work(&jieqing, Handed::Taken);
    assert!(worked && given.is_empty(), "{given:?}");
    assert_eq!(state(&jieqing, id), "unknown");
}}

struct Vanishes;
impl Postman for Vanishes {
    fn hand_over(&self, _: &Mail) -> Handed {
        panic!("the process dies after DATA")
    }
}

db_test! { a_sender_that_vanished_leaves_an_unknown_mail, |db| {
    let (jieqing, ctx) = start(db);
    let id = queue(&jieqing, &ctx, "li@example.com").expect("queued");
    let handlers: Vec<Box<dyn JobHandler>> = vec![Box::new(MailHandler(Vanishes))];
    assert!(work_one(&jieqing, &handlers).expect("worked"));
    assert_eq!(state(&jieqing, id), "sending");
    again(&jieqing, &ctx);
    let (worked, given) = work(&jieqing, Handed::Taken);
    assert!(worked && given.is_empty());
    assert_eq!(state(&jieqing, id), "unknown");
}}

db_test! { without_a_server_mail_stays, |db| {
    let (jieqing, ctx) = start(db);
    let id = queue(&jieqing, &ctx, "li@example.com").expect("queued");
    work(&jieqing, Handed::NoServer);
    assert_eq!(state(&jieqing, id), "no_smtp");
    assert_eq!(queue_waiting_mail(&jieqing).expect("a server at last"), 1);
    work(&jieqing, Handed::Taken);
    assert_eq!(state(&jieqing, id), "sent");
    let refused = queue(&jieqing, &ctx, "gone@example.com").expect("queued");
    work(&jieqing, Handed::Refused("550 no such user".to_owned()));
    assert_eq!(state(&jieqing, refused), "failed");
}}

db_test! { recipients_are_one_plain_address, |db| {
    let (jieqing, ctx) = start(db);
    for bad in ["a@b.cn\r\nBcc: c@d.cn", "a@b.cn, c@d.cn", "\"x\" <evil@x.cn>", ""] {
        let out = queue(&jieqing, &ctx, bad);
        assert!(matches!(out, Err(Error::Invalid(_))), "{bad:?}: {out:?}");
    }
    assert!(!work(&jieqing, Handed::Taken).0, "nothing was queued");
}}
