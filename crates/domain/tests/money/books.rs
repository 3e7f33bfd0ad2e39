//! Trial balance, periods, tie-out, and a verification that notices.

use crate::seed::{World, day, refusal};
use jieqing_db::{db_test, params, sql};
use jieqing_domain::access::{Permission, Scope};
use jieqing_domain::books::{
    ClosePeriod, ReopenPeriod, entries, entry, periods, tie_out, trial, verify_company,
};
use jieqing_kernel::error::Error;
use jieqing_kernel::id::Id;
use jieqing_kernel::page::PageRequest;
use jieqing_ledger::EntryFilter;

sql!(
    SPOIL_OPEN,
    "update open_items set open_minor = open_minor - 1 where company_id = $1 and doc_no = 'IN-1'"
);
sql!(
    SPOIL_SERIES,
    "update number_series set last = last + 1 where company_id = $1 and kind = 'RC'"
);

db_test! { periods_close_in_order_and_open_again, |db| {
    let w = World::new(db);
    let c = w.customer("A");
    w.invoice(c, "IN-1", "2026-09-10", "2026-10-10", 10_000);
    w.invoice(c, "IN-2", "2026-10-10", "2026-11-10", 5_000);
    let close = |period: &str| w.j.execute(&w.ctx, ClosePeriod { period: period.to_owned() });
    assert_eq!(refusal(close("2026-10")).0, "ledger.earlier_period_open");
    close("2026-09").expect("first");
    close("2026-10").expect("second");
    assert_eq!(refusal(close("2026-10")).0, "ledger.period_state");
    assert!(matches!(close("10/2026"), Err(Error::NotFound)));
    let reopen = |period: &str, reason: &str| w.j.execute(&w.ctx, ReopenPeriod { period: period.to_owned(), reason: reason.to_owned() });
    assert!(matches!(reopen("2026-10", " "), Err(Error::Invalid(_))));
    assert_eq!(refusal(reopen("2026-09", "更正")).0, "ledger.later_period_closed");
    reopen("2026-10", "更正").expect("last one");
    let list = w.j.read(&w.ctx, Permission::LedgerRead, periods).expect("periods");
    assert_eq!(list.iter().map(|p| (p.period.as_str(), p.status.as_str())).collect::<Vec<_>>(), [("2026-10", "open"), ("2026-09", "closed")]);
} }

db_test! { the_trial_balance_adds_up_and_the_control_account_ties, |db| {
    let w = World::new(db);
    let (a, b) = (w.customer("A"), w.customer("B"));
    w.invoice(a, "IN-1", "2026-09-10", "2026-10-10", 10_000);
    w.invoice(b, "IN-2", "2026-10-10", "2026-11-10", 5_000);
    w.receive(a, "2026-10-20", 4_000);
    let t = w.j.read(&w.ctx, Permission::LedgerRead, |tx, ctx, s| trial(tx, ctx, s, "2026-10", "2026-11")).expect("trial");
    assert!(t.balanced);
    assert_eq!((t.opening, t.movement, t.closing), ((10_000, 10_000), (9_000, 9_000), (15_000, 15_000)));
    let receivable = t.rows.iter().find(|r| r.account == "1122").expect("1122");
    assert_eq!((receivable.name.as_str(), receivable.opening, receivable.debit, receivable.credit), ("应收账款", 10_000, 5_000, 4_000));
    let bad = w.j.read(&w.ctx, Permission::LedgerRead, |tx, ctx, s| trial(tx, ctx, s, "2026-11", "2026-10"));
    assert!(matches!(bad, Err(Error::Invalid(_))));
    let rows = w.j.read(&w.ctx, Permission::LedgerRead, |tx, ctx, s| tie_out(tx, ctx, s, day("2026-10-31"))).expect("tie-out");
    assert_eq!(rows.iter().map(|r| (r.code.as_str(), r.control, r.items, r.ties())).collect::<Vec<_>>(), [("A", 6_000, 6_000, true), ("B", 5_000, 5_000, true)]);
    let page = w.j.read(&w.ctx, Permission::LedgerRead, |tx, ctx, s| {
        let filter = EntryFilter { customer: Some(a.raw()), ..EntryFilter::default() };
        entries(tx, ctx, s, &filter, &PageRequest::default())
    }).expect("entries");
    assert_eq!(page.items.iter().map(|e| e.event.as_str()).collect::<Vec<_>>(), ["receipt.entered", "invoice.issued"]);
    let first = w.j.read(&w.ctx, Permission::LedgerRead, |tx, ctx, s| entry(tx, ctx, s, Id::from_raw(page.items[0].id))).expect("entry");
    assert_eq!(first.lines[1].customer.as_ref().map(|c| c.0.as_str()), Some("A"));
    let narrow = w.j.db.read(|tx| entries(tx, &w.ctx, &Scope::own(1), &EntryFilter::default(), &PageRequest::default()));
    assert!(matches!(narrow, Err(Error::Forbidden { .. })));
} }

db_test! { verification_notices, |db| {
    let w = World::new(db);
    let a = w.customer("A");
    w.invoice(a, "IN-1", "2026-09-10", "2026-10-10", 10_000);
    w.receive(a, "2026-10-20", 4_000);
    let company = w.ctx.company.raw();
    let verify = || w.j.db.read(|tx| verify_company(tx, company)).expect("verify");
    assert_eq!(verify(), []);
    w.write(move |tx, _| Ok(tx.exec_one(&SPOIL_OPEN, params![company])?));
    w.write(move |tx, _| Ok(tx.exec_one(&SPOIL_SERIES, params![company])?));
    let checks: Vec<_> = verify().into_iter().map(|p| p.check).collect();
    assert_eq!(checks, ["receivables", "receivables", "numbers"]);
} }
