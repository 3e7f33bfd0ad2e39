//! Ageing: the vectors of china.md §7, any day, and the control account.

use crate::seed::{World, day, usd};
use jieqing_db::db_test;
use jieqing_domain::access::{Permission, Scope};
use jieqing_domain::insight::{
    AgingItemsQuery, AgingQuery, AgingReport, BucketPick, aging, aging_items,
};
use jieqing_domain::receivables::{Allocate, AllocationLine, UndoAllocationBatch};
use jieqing_kernel::aging::AgingBuckets;
use jieqing_kernel::money::Money;

fn report(w: &World, as_of: &str, buckets: AgingBuckets) -> AgingReport {
    let query = AgingQuery {
        as_of: day(as_of),
        buckets,
        customer: None,
        currency: None,
    };
    w.j.read(&w.ctx, Permission::ReportsRead, |tx, ctx, s| {
        aging(tx, ctx, s, &query)
    })
    .expect("aging")
}

/// Σ of all rows equals the control account on the day, by customer and currency.
fn assert_ties(w: &World, as_of: &str) {
    let report = report(w, as_of, AgingBuckets::default_overdue());
    let mut rows: Vec<_> = report
        .lines
        .iter()
        .map(|l| {
            (
                l.customer.raw(),
                l.currency,
                l.amounts.balance,
                l.base.balance,
            )
        })
        .collect();
    rows.sort();
    let control =
        w.j.db
            .read(|tx| jieqing_ledger::control_balance(tx, w.ctx.company.raw(), day(as_of)))
            .expect("control");
    let control: Vec<_> = control
        .into_iter()
        .filter(|c| c.2 != 0 || c.3 != 0)
        .collect();
    let rows: Vec<_> = rows.into_iter().filter(|c| c.2 != 0 || c.3 != 0).collect();
    assert_eq!(rows, control, "as of {as_of}");
    for line in &report.lines {
        assert_eq!(
            line.amounts.buckets.iter().sum::<i64>() + line.amounts.credits,
            line.amounts.balance
        );
    }
    assert_eq!(
        report.total.balance,
        report.lines.iter().map(|l| l.base.balance).sum::<i64>()
    );
}

db_test! { vectors_of_the_rules, |db| {
    let w = World::new(db);
    let c = w.customer("A");
    // As of 2026-06-30: 30, 31, 90, 365, 366 days overdue, due today, and not due.
    for (i, due) in ["2026-05-31", "2026-05-30", "2026-04-01", "2025-06-30", "2025-06-29", "2026-06-30", "2026-07-01"].into_iter().enumerate() {
        w.invoice(c, &format!("IN-{i}"), "2025-06-01", due, 100 << i);
    }
    let r = report(&w, "2026-06-30", AgingBuckets::default_overdue());
    // not due, 1–30, 31–60, 61–90, 91–180, 181–365, >365
    assert_eq!(r.lines[0].amounts.buckets, [3_200 + 6_400, 100, 200, 400, 0, 800, 1_600]);
    assert_eq!((r.lines[0].amounts.credits, r.lines[0].amounts.balance), (0, 12_700));
    let r = report(&w, "2026-06-01", AgingBuckets::statutory());
    assert_eq!(r.lines[0].amounts.buckets, [12_700, 0, 0, 0, 0, 0], "the anniversary is still within one year");
    let r = report(&w, "2026-06-02", AgingBuckets::statutory());
    assert_eq!(r.lines[0].amounts.buckets, [0, 12_700, 0, 0, 0, 0]);
    let query = AgingItemsQuery { as_of: day("2026-06-30"), buckets: AgingBuckets::default_overdue(), customer: c, currency: None, pick: BucketPick::Bucket(6) };
    let items = w.j.read(&w.ctx, Permission::ReportsRead, |tx, ctx, s| aging_items(tx, ctx, s, &query)).expect("items");
    assert_eq!(items.iter().map(|i| (i.doc_no.as_str(), i.open)).collect::<Vec<_>>(), [("IN-4", 1_600)]);
} }

db_test! { a_past_day_replays_what_was_known, |db| {
    let w = World::new(db);
    let (a, b) = (w.customer("A"), w.customer("B"));
    let one = w.invoice(a, "IN-1", "2026-08-01", "2026-08-31", 10_000);
    w.invoice(b, "IN-2", "2026-09-01", "2026-09-30", 5_000);
    w.invoice_at(b, "IN-3", (day("2026-09-01"), day("2026-09-30")), Money::new(1_000, usd()), 7_000_000_000);
    let paid = w.receive(a, "2026-09-15", 12_000).item.expect("item");
    let lines = vec![AllocationLine { debit: one, credit: paid, amount: 10_000 }];
    let done = w.j.execute(&w.ctx, Allocate { lines, on: Some(day("2026-10-05")), reason: String::new() }).expect("allocate");
    let row = |as_of: &str| {
        let r = report(&w, as_of, AgingBuckets::default_overdue());
        r.lines.iter().find(|l| l.customer == a).map(|l| (l.amounts.buckets.iter().sum::<i64>(), l.amounts.credits, l.amounts.balance))
    };
    assert_eq!(row("2026-07-31"), None);
    assert_eq!(row("2026-09-14"), Some((10_000, 0, 10_000)));
    assert_eq!(row("2026-09-30"), Some((10_000, -12_000, -2_000)), "received, not yet allocated");
    assert_eq!(row("2026-10-05"), Some((0, -2_000, -2_000)));
    for as_of in ["2026-07-31", "2026-08-31", "2026-09-14", "2026-09-15", "2026-09-30", "2026-10-04", "2026-10-05", "2026-11-24"] {
        assert_ties(&w, as_of);
    }
    w.j.execute(&w.ctx, UndoAllocationBatch { batch: done.batch }).expect("undo");
    assert_eq!(row("2026-10-05"), Some((0, -2_000, -2_000)), "the past stays as it was");
    assert_eq!(row("2026-11-24"), Some((10_000, -12_000, -2_000)));
    for as_of in ["2026-09-30", "2026-10-05", "2026-11-23", "2026-11-24"] {
        assert_ties(&w, as_of);
    }
    let r = report(&w, "2026-11-24", AgingBuckets::default_overdue());
    assert_eq!(r.currencies.iter().map(|(c, t)| (c.code().to_owned(), t.balance)).collect::<Vec<_>>(), [("CNY".to_owned(), 3_000), ("USD".to_owned(), 1_000)]);
    assert_eq!(r.total.balance, -2_000 + 5_000 + 7_000);
    // Nobody else's: an owner without customers sees nothing.
    let query = AgingQuery { as_of: day("2026-10-05"), buckets: AgingBuckets::default_overdue(), customer: None, currency: None };
    let own = w.j.db.read(|tx| aging(tx, &w.ctx, &Scope::own(9), &query)).expect("own");
    assert!(own.lines.is_empty());
} }
