//! Jobs, schedules, mail and the verification, on both engines.

#![expect(clippy::expect_used, clippy::unwrap_used, reason = "helpers of tests")]

mod jobs;
mod mail;
mod schedules;

use jieqing_db::Db;
use jieqing_domain::Jieqing;
use jieqing_domain::admin::{NewCompany, create_company};
use jieqing_kernel::actor::{Actor, Ctx};
use jieqing_kernel::clock::Clock;
use jieqing_kernel::currency::Currency;
use jieqing_ledger::AccountingStandard;

/// 2026-11-24T08:00:00+08:00
const NOW: i64 = 1_795_478_400_000_000;
const SECOND: i64 = 1_000_000;

/// The product with one company, at [`NOW`].
fn start(db: &Db) -> (Jieqing, Ctx) {
    let jieqing = Jieqing::new(db.clone(), Clock::manual(NOW), 1);
    let (clock, ids) = (jieqing.clock.clone(), jieqing.ids.clone());
    let company = NewCompany {
        code: "A".to_owned(),
        name: "甲公司".to_owned(),
        uscc: String::new(),
        currency: Currency::CNY,
        standard: AccountingStandard::Enterprise,
        utc_offset_minutes: 480,
    };
    let ctx = db
        .write(move |tx| create_company(tx, &clock, &ids, Actor::System, &company))
        .expect("company");
    (jieqing, ctx)
}

fn later(jieqing: &Jieqing, seconds: i64) {
    jieqing.clock.set(jieqing.clock.now() + seconds * SECOND);
}
