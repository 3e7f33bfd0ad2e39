//! Trial balance, periods, tie-out, and a verification that notices.

use crate::seed::{World, day, refusal};
use jieqing_db::{db_test, params, sql};
use jieqing_domain::access::{Permission, Scope};
use jieqing_domain::books::{
    ClosePeriod, JournalLine, PostJournal, ReopenPeriod, ReverseJournal, entries, entry, periods,
    tie_out, trial, verify_company,
};
use jieqing_domain::settings::MapAccount;
use jieqing_kernel::error::Error;
use jieqing_kernel::id::Id;
use jieqing_kernel::page::PageRequest;
use jieqing_ledger::AccountRole;
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

fn journal(on: &str, lines: &[(&str, i64)]) -> PostJournal {
    let lines = lines.iter().map(|(account, amount)| JournalLine {
        account: (*account).to_owned(),
        amount: *amount,
    });
    PostJournal {
        on: Some(day(on)),
        memo: "期初库存".to_owned(),
        reference: "盘点表 9".to_owned(),
        lines: lines.collect(),
    }
}

db_test! { an_entry_by_hand_is_posted_and_reversed, |db| {
    let w = World::new(db);
    let post = |on: &str, lines: &[(&str, i64)]| w.j.execute(&w.ctx, journal(on, lines));
    let counts = w.counts();
    let (code, facts) = refusal(post("2026-09-01", &[("1405", 500_000), ("4001", -499_999)]));
    assert_eq!((code, facts[2].1.as_str()), ("books.unbalanced", "0.01 CNY"));
    assert_eq!(refusal(post("2026-09-01", &[("1122", 1), ("4001", -1)])).0, "books.account_kept");
    assert_eq!(refusal(post("2026-09-01", &[("9999", 1), ("4001", -1)])).0, "books.account_unknown");
    assert!(matches!(post("2026-09-01", &[("1405", 1)]), Err(Error::Invalid(_))));
    assert!(matches!(post("2026-11-25", &[("1405", 1), ("4001", -1)]), Err(Error::Invalid(_))));
    assert_eq!(w.counts(), counts, "a refusal leaves nothing");

    let id = post("2026-09-01", &[("1405", 500_000), ("222103", 65_000), ("2202", -565_000)]).expect("posted");
    let read = |id| w.j.read(&w.ctx, Permission::LedgerRead, |tx, ctx, s| entry(tx, ctx, s, id)).expect("entry");
    let found = read(id);
    assert_eq!((found.entry.memo.as_str(), found.entry.source_no.as_str(), found.entry.base_total), ("期初库存", "盘点表 9", 565_000));
    let balance = |account: &str| w.j.read(&w.ctx, Permission::LedgerRead, |tx, ctx, s| trial(tx, ctx, s, "2026-09", "2026-11")).expect("trial")
        .rows.iter().filter(|r| r.account == account).map(|r| r.opening + r.debit - r.credit).sum::<i64>();
    assert_eq!((balance("1405"), balance("2202")), (500_000, -565_000));

    // The stock moves to another account; the reversal still meets the one that was posted to.
    let map = MapAccount { role: AccountRole::Inventory, code: "140501".to_owned(), name: "库存商品—新".to_owned(), name_en: String::new() };
    w.j.execute(&w.ctx, map).expect("mapped");
    w.j.execute(&w.ctx, ClosePeriod { period: "2026-09".to_owned() }).expect("closed");
    let reverse = |id| w.j.execute(&w.ctx, ReverseJournal { id, reason: "录错".to_owned(), on: Some(day("2026-09-02")) });
    let back = reverse(id).expect("reversed");
    assert_eq!(read(back).entry.posted_on, day("2026-10-01"), "the period is closed");
    assert_eq!((balance("1405"), balance("2202"), balance("222103")), (0, 0, 0));
    assert_eq!(refusal(reverse(id)).0, "ledger.already_reversed");
    assert_eq!(refusal(reverse(back)).0, "books.not_by_hand");
    let company = w.ctx.company.raw();
    assert_eq!(w.j.db.read(|tx| verify_company(tx, company)).expect("verify"), []);
    let narrow = w.j.db.write({
        let ctx = w.ctx.clone();
        move |tx| jieqing_domain::Command::run(&journal("2026-10-01", &[("1405", 1), ("4001", -1)]), tx, &ctx, &Scope::own(1))
    });
    assert!(matches!(narrow, Err(Error::Forbidden { .. })));
} }
