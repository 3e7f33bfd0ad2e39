//! The same commands from the same seed give the same answers on SQLite and PostgreSQL: two
//! engines, one history, compared event by event and report by report.

#![expect(clippy::expect_used, reason = "helpers of tests")]

use jieqing_db::testkit::TestDb;
use jieqing_db::{Db, ReadTx, params, sql};
use jieqing_demo::build;
use jieqing_domain::Jieqing;
use jieqing_domain::access::Scope;
use jieqing_domain::admin::load_ctx;
use jieqing_domain::books::{entries, periods, tie_out, trial};
use jieqing_domain::insight::{AgingQuery, aging, dashboard, over_limit, worklist};
use jieqing_domain::platform::{companies, verify_company};
use jieqing_domain::receivables::query::{ItemFilter, list_items};
use jieqing_kernel::actor::{Actor, Ctx};
use jieqing_kernel::aging::AgingBuckets;
use jieqing_kernel::clock::Clock;
use jieqing_kernel::date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::page::PageRequest;
use jieqing_ledger::EntryFilter;

sql!(
    EVENTS,
    "select seq, at_us, actor_id, subject_id, kind, business_date, payload
     from event_log where company_id = $1 order by seq"
);
sql!(HEAD, "select hash from chain_heads where company_id = $1");

type Event = (i64, i64, i64, i64, String, String, String);

/// What one engine says after the business of some months.
struct Answers {
    events: Vec<Event>,
    head: Vec<u8>,
    reports: Vec<(&'static str, String)>,
}

fn play(db: &Db, seed: u64) -> Answers {
    let today = date::parse("2026-11-24").expect("a day");
    let jieqing = Jieqing::new(db.clone(), Clock::manual(0), 1);
    build(
        &jieqing,
        today,
        3,
        seed,
        "no password".to_owned(),
        |_, _| {},
    )
    .expect("business");
    db.read(|tx| {
        let company = companies(tx)?.remove(0).id;
        assert_eq!(verify_company(tx, company)?.problems, Vec::<String>::new());
        let (clock, ids) = (jieqing.clock.clone(), jieqing.ids.clone());
        let company_id = Id::from_raw(company);
        let ctx = load_ctx(tx, &clock, &ids, company_id, Actor::System, String::new())?;
        Ok::<_, Error>(Answers {
            events: tx.all(&EVENTS, params![company])?,
            head: tx.one::<(Vec<u8>,)>(&HEAD, params![company])?.0,
            reports: reports(tx, &ctx)?,
        })
    })
    .expect("answers")
}

/// Every report of the product, as its reader would get it.
fn reports(tx: &mut ReadTx<'_>, ctx: &Ctx) -> Result<Vec<(&'static str, String)>> {
    let (all, today) = (&Scope::Company, ctx.today());
    let page = PageRequest {
        limit: 200,
        ..PageRequest::default()
    };
    let past = date::parse("2026-10-15").ok_or_else(|| Error::bug("a day"))?;
    let mut out = Vec::new();
    let mut say = |what, answer| out.push((what, answer));
    say("dashboard", format!("{:?}", dashboard(tx, ctx, all)?));
    say("worklist", format!("{:?}", worklist(tx, ctx)?));
    say("over limit", format!("{:?}", over_limit(tx, ctx, all)?));
    for (name, as_of) in [("ageing today", today), ("ageing in October", past)] {
        let query = AgingQuery {
            as_of,
            buckets: AgingBuckets::default_overdue(),
            customer: None,
            currency: None,
        };
        say(name, format!("{:?}", aging(tx, ctx, all, &query)?));
    }
    let items = list_items(tx, ctx, all, &ItemFilter::default(), &page)?;
    say("open items", format!("{items:?}"));
    let trial = trial(tx, ctx, all, "2026-08", "2026-11")?;
    say("trial balance", format!("{trial:?}"));
    say("tie-out", format!("{:?}", tie_out(tx, ctx, all, past)?));
    say("periods", format!("{:?}", periods(tx, ctx, all)?));
    let posted = entries(tx, ctx, all, &EntryFilter::default(), &page)?;
    say("entries", format!("{posted:?}"));
    Ok(out)
}

/// Every seed is a history of its own; each compares some thousand events and all reports.
#[test]
fn both_engines_tell_the_same_history() {
    for seed in [7, 20_261_124] {
        let Some(postgres) = TestDb::postgres().expect("postgres") else {
            println!("skipped: TEST_PG_URL is not set");
            return;
        };
        let sqlite = TestDb::sqlite().expect("sqlite");
        let (left, right) = (play(&sqlite.db, seed), play(&postgres.db, seed));
        assert!(left.events.len() > 500, "a history worth comparing");
        for (l, r) in left.events.iter().zip(&right.events) {
            assert_eq!(l, r, "seed {seed}: the first event that differs");
        }
        assert_eq!(left.events.len(), right.events.len(), "seed {seed}");
        assert_eq!(left.head, right.head, "seed {seed}: the chains end alike");
        for (l, r) in left.reports.iter().zip(&right.reports) {
            assert_eq!(l, r, "seed {seed}");
        }
    }
}
