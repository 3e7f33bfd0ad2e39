//! Receipts: entering, claiming, reversing, and what the books say.

use crate::seed::{World, day, refusal, usd};
use jieqing_db::db_test;
use jieqing_domain::access::{Permission, Scope};
use jieqing_domain::receipts::query::{ReceiptFilter, get, list};
use jieqing_domain::receipts::{ClaimReceipt, EnterReceipt, ReceiptStatus, ReverseReceipt};
use jieqing_domain::receivables::{Allocate, AllocationLine, UndoAllocationBatch};
use jieqing_kernel::error::Error;
use jieqing_kernel::money::Money;
use jieqing_kernel::page::PageRequest;
use jieqing_ledger::{EntryFilter, TrialRow, list_entries, trial_balance};

/// Debit minus credit of an account over all periods.
fn balance(w: &World, account: &str) -> i64 {
    let company = w.ctx.company.raw();
    let rows: Vec<TrialRow> =
        w.j.db
            .read(|tx| trial_balance(tx, company, "2000-01", "2999-12"))
            .expect("trial");
    rows.iter()
        .filter(|r| r.account == account)
        .map(|r| r.debit - r.credit)
        .sum()
}

db_test! { unclaimed_money_is_claimed_and_taken_back, |db| {
    let w = World::new(db);
    let c = w.customer("A");
    let draft = w.draft(None, "2026-11-20", 50_000);
    let entered = w.j.execute(&w.ctx, EnterReceipt { draft }).expect("enter");
    assert_eq!((entered.number.as_str(), entered.item), ("RC-202611-0001", None));
    assert_eq!((balance(&w, "1002"), balance(&w, "2241"), balance(&w, "1122")), (50_000, -50_000, 0));
    let wrong = ClaimReceipt { id: entered.id, version: 7, customer: c };
    assert!(matches!(w.j.execute(&w.ctx, wrong), Err(Error::Stale { current: 1 })));
    let claim = ClaimReceipt { id: entered.id, version: 1, customer: c };
    w.j.execute(&w.ctx, claim.clone()).expect("claim");
    assert_eq!((balance(&w, "2241"), balance(&w, "1122")), (0, -50_000));
    let view = w.j.read(&w.ctx, Permission::ReceiptsRead, |tx, ctx, s| get(tx, ctx, s, entered.id)).expect("get");
    assert_eq!((view.status, view.open, view.claimed_on), (ReceiptStatus::Claimed, 50_000, Some(w.today())));
    let twice = ClaimReceipt { version: 2, ..claim };
    assert_eq!(refusal(w.j.execute(&w.ctx, twice)).0, "receipts.state");
    let back = ReverseReceipt { id: entered.id, version: 2, reason: "银行退回".to_owned() };
    w.j.execute(&w.ctx, back).expect("reverse");
    assert_eq!((balance(&w, "1002"), balance(&w, "2241"), balance(&w, "1122")), (0, 0, 0));
    let view = w.j.read(&w.ctx, Permission::ReceiptsRead, |tx, ctx, s| get(tx, ctx, s, entered.id)).expect("get");
    assert_eq!((view.status, view.open, view.version), (ReceiptStatus::Reversed, 0, 3));
    w.assert_sound(w.today());
    // Before the claim the customer owed nothing less: the credit counts from the claim's day.
    w.assert_sound(day("2026-11-23"));
} }

db_test! { a_bank_reference_is_entered_once_while_it_stands, |db| {
    let w = World::new(db);
    let c = w.customer("A");
    let mut draft = w.draft(Some(c), "2026-11-20", 50_000);
    draft.bank_ref = Some(" T-100 ".to_owned());
    let first = w.j.execute(&w.ctx, EnterReceipt { draft: draft.clone() }).expect("enter");
    let before = w.counts();
    let (code, facts) = refusal(w.j.execute(&w.ctx, EnterReceipt { draft: draft.clone() }));
    assert_eq!(code, "receipts.duplicate");
    assert_eq!(facts, [("bank_ref", "T-100".to_owned()), ("number", first.number.clone())]);
    assert_eq!(w.counts(), before);
    let back = ReverseReceipt { id: first.id, version: 1, reason: "录错".to_owned() };
    w.j.execute(&w.ctx, back).expect("reverse");
    w.j.execute(&w.ctx, EnterReceipt { draft }).expect("entered anew");
    w.assert_sound(w.today());
} }

db_test! { a_receipt_in_use_is_not_reversed, |db| {
    let w = World::new(db);
    let c = w.customer("A");
    let debit = w.invoice(c, "IN-1", "2026-11-01", "2026-12-01", 80_000);
    let r = w.receive(c, "2026-11-20", 50_000);
    let lines = vec![AllocationLine { debit, credit: r.item.expect("item"), amount: 30_000 }];
    let done = w.j.execute(&w.ctx, Allocate { lines, on: None, reason: String::new() }).expect("allocate");
    let before = w.counts();
    let reverse = ReverseReceipt { id: r.id, version: 1, reason: "退票".to_owned() };
    let (code, facts) = refusal(w.j.execute(&w.ctx, reverse.clone()));
    assert_eq!(code, "receipts.allocated");
    assert_eq!(facts[1..], [("amount", "300.00 CNY".to_owned()), ("documents", "IN-1".to_owned())]);
    assert_eq!(w.counts(), before);
    w.j.execute(&w.ctx, UndoAllocationBatch { batch: done.batch }).expect("undo");
    w.j.execute(&w.ctx, reverse).expect("reverse");
    assert_eq!(balance(&w, "1122"), 80_000);
    w.assert_sound(w.today());
} }

db_test! { foreign_money_needs_a_rate_and_the_right_account, |db| {
    let w = World::new(db);
    let c = w.customer("A");
    let mut draft = w.draft(Some(c), "2026-11-20", 100_000);
    draft.amount = Money::new(100_000, usd());
    draft.fee = 1_500;
    assert_eq!(refusal(w.j.execute(&w.ctx, EnterReceipt { draft: draft.clone() })).0, "receipts.account_currency");
    draft.bank_account = w.account("USD", usd(), "bank");
    w.rate(usd(), day("2026-11-21"), 7_200_000_000);
    let (code, facts) = refusal(w.j.execute(&w.ctx, EnterReceipt { draft: draft.clone() }));
    assert_eq!(code, "rates.missing");
    assert_eq!(facts[1].1, "2026-11-20");
    w.rate(usd(), day("2026-11-01"), 7_123_400_000);
    w.j.execute(&w.ctx, EnterReceipt { draft }).expect("enter");
    assert_eq!((balance(&w, "1002"), balance(&w, "660301"), balance(&w, "1122")), (701_655, 10_685, -712_340));
    w.assert_sound(w.today());
} }

db_test! { the_list_pages_and_filters, |db| {
    let w = World::new(db);
    let (a, b) = (w.customer("A"), w.customer("B"));
    for (i, c) in [a, b, a, b, a].into_iter().enumerate() {
        w.receive(c, &format!("2026-11-1{i}"), 1_000 + i as i64);
    }
    let cash = w.account("CASH", jieqing_kernel::currency::Currency::CNY, "cash");
    let mut draft = w.draft(None, "2026-11-20", 5);
    draft.bank_account = cash;
    w.j.execute(&w.ctx, EnterReceipt { draft }).expect("cash");
    assert_eq!(balance(&w, "1001"), 5);
    let read = |filter: ReceiptFilter, page: PageRequest| {
        w.j.read(&w.ctx, Permission::ReceiptsRead, |tx, ctx, s| list(tx, ctx, s, &filter, &page)).expect("list")
    };
    let first = read(ReceiptFilter::default(), PageRequest { after: None, limit: 4 });
    let second = read(ReceiptFilter::default(), PageRequest { after: first.next.clone(), limit: 4 });
    let amounts: Vec<_> = first.items.iter().chain(&second.items).map(|r| r.amount).collect();
    assert_eq!(amounts, [5, 1_004, 1_003, 1_002, 1_001, 1_000]);
    assert!(second.next.is_none());
    let only = ReceiptFilter { customer: Some(b), search: Some("客户B".to_owned()), unapplied: true, ..ReceiptFilter::default() };
    assert_eq!(read(only, PageRequest::default()).items.len(), 2);
    let unclaimed = ReceiptFilter { status: Some(ReceiptStatus::Unclaimed), ..ReceiptFilter::default() };
    assert_eq!(read(unclaimed, PageRequest::default()).items[0].open, 5);
    // Another owner sees nothing.
    let own = w.j.db.read(|tx| list(tx, &w.ctx, &Scope::own(99), &ReceiptFilter::default(), &PageRequest::default())).expect("list");
    assert!(own.items.is_empty());
    let entries = w.j.db.read(|tx| Ok::<_, Error>(list_entries(tx, w.ctx.company.raw(), &EntryFilter::default(), &PageRequest::default())?)).expect("entries");
    assert_eq!(entries.items.len(), 6);
} }
