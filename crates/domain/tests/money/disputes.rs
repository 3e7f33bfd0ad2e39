//! A customer disputes part of an invoice: the books stand still, what is asked for shrinks.

use crate::seed::{World, day, refusal, usd};
use jieqing_db::db_test;
use jieqing_domain::access::{Permission, Scope};
use jieqing_domain::insight::{WorkKind, worklist};
use jieqing_domain::receivables::query::{
    DisputeFilter, DisputeSort, ItemFilter, item_totals, list_disputes, list_items,
};
use jieqing_domain::receivables::{
    DisputeReason, DisputeResolution, DisputeStatus, RaiseDispute, ResolveDispute,
};
use jieqing_domain::wire;
use jieqing_kernel::error::Error;
use jieqing_kernel::id::Id;
use jieqing_kernel::money::Money;
use jieqing_kernel::page::PageRequest;

fn raise(item: Id<wire::OpenItem>, amount: Option<i64>) -> RaiseDispute {
    RaiseDispute {
        item,
        amount,
        reason: DisputeReason::Quality,
        note: "两件外壳破损".to_owned(),
    }
}

fn resolve(id: Id<wire::Dispute>, version: i64) -> ResolveDispute {
    ResolveDispute {
        id,
        version,
        resolution: DisputeResolution::Paid,
        note: String::new(),
    }
}

/// What the worklist asks overdue customers for, company currency.
fn asked(w: &World) -> i64 {
    let list = w.j.db.read(|tx| worklist(tx, &w.ctx)).expect("worklist");
    let overdue = list
        .items
        .iter()
        .filter(|i| i.kind == WorkKind::CollectOverdue);
    overdue.map(|i| i.base).sum()
}

db_test! { what_is_disputed_is_not_asked_for_until_it_is_resolved, |db| {
    let w = World::new(db);
    let c = w.customer("A");
    let item = w.invoice(c, "IN-1", "2026-09-10", "2026-10-10", 10_000);
    w.invoice(c, "IN-2", "2026-09-11", "2026-10-11", 500);
    assert_eq!(asked(&w), 10_500);
    let id = w.j.execute(&w.ctx, raise(item, Some(3_000))).expect("raised");
    assert_eq!(asked(&w), 7_500);
    let (code, facts) = refusal(w.j.execute(&w.ctx, raise(item, Some(7_001))));
    assert_eq!((code, facts[2].1.as_str()), ("receivables.dispute_too_large", "30.00 CNY"));
    assert!(matches!(w.j.execute(&w.ctx, raise(item, Some(0))), Err(Error::Invalid(_))));
    let rest = w.j.execute(&w.ctx, raise(item, None)).expect("the rest");
    assert_eq!(asked(&w), 500);
    let waiting = w.j.db.read(|tx| worklist(tx, &w.ctx)).expect("worklist");
    assert_eq!(waiting.items.iter().filter(|i| i.kind == WorkKind::ResolveDispute).map(|i| i.amount).sum::<i64>(), 10_000);

    let filter = ItemFilter { disputed: Some(true), ..ItemFilter::default() };
    let items = w.j.read(&w.ctx, Permission::ReceiptsRead, |tx, ctx, s| list_items(tx, ctx, s, &filter, &PageRequest::default())).expect("items").items;
    assert_eq!(items.iter().map(|i| (i.doc_no.as_str(), i.open, i.disputed)).collect::<Vec<_>>(), [("IN-1", 10_000, 10_000)]);
    let sums = w.j.read(&w.ctx, Permission::ReceiptsRead, |tx, ctx, s| item_totals(tx, ctx, s, &ItemFilter::default())).expect("sums");
    assert_eq!((sums[0].open, sums[0].disputed), (10_500, 10_000));

    assert!(matches!(w.j.execute(&w.ctx, resolve(id, 7)), Err(Error::Stale { current: 1 })));
    w.j.execute(&w.ctx, resolve(id, 1)).expect("resolved");
    assert_eq!(refusal(w.j.execute(&w.ctx, resolve(id, 2))).0, "receivables.dispute_resolved");
    assert_eq!(asked(&w), 3_500);
    w.assert_sound(day("2026-11-24"));

    let all = |filter: DisputeFilter| w.j.read(&w.ctx, Permission::ReceiptsRead, |tx, ctx, s| list_disputes(tx, ctx, s, &filter, &PageRequest::default())).expect("disputes").items;
    let by = |sort| all(DisputeFilter { sort, ..DisputeFilter::default() }).iter().map(|d| d.amount).collect::<Vec<_>>();
    assert_eq!((by(DisputeSort::LargestFirst), by(DisputeSort::SmallestFirst)), (vec![7_000, 3_000], vec![3_000, 7_000]));
    assert_eq!((by(DisputeSort::LatestFirst), by(DisputeSort::EarliestFirst)), (vec![7_000, 3_000], vec![3_000, 7_000]));
    let open = all(DisputeFilter { status: Some(DisputeStatus::Open), ..DisputeFilter::default() });
    assert_eq!(open.iter().map(|d| d.id).collect::<Vec<_>>(), [rest]);
    let narrow = w.j.db.read(|tx| list_disputes(tx, &w.ctx, &Scope::own(7), &DisputeFilter::default(), &PageRequest::default())).expect("none of theirs");
    assert_eq!(narrow.items.len(), 0);
} }

db_test! { a_payment_shrinks_what_is_left_to_dispute, |db| {
    let w = World::new(db);
    let c = w.customer("A");
    let days = (day("2026-09-10"), day("2026-10-10"));
    let item = w.invoice_at(c, "IN-1", days, Money::new(10_000, usd()), 7_123_400_000);
    w.j.execute(&w.ctx, raise(item, Some(3_333))).expect("a third");
    w.j.execute(&w.ctx, raise(item, Some(3_333))).expect("a third");
    w.j.execute(&w.ctx, raise(item, None)).expect("the rest");
    assert_eq!(asked(&w), 0, "parts add up in company currency too");
    let credit = w.invoice_at(c, "IN-2", days, Money::new(-4_000, usd()), 7_123_400_000);
    let (code, _) = refusal(w.j.execute(&w.ctx, raise(credit, None)));
    assert_eq!(code, "receivables.not_disputable");
    let pair = jieqing_domain::receivables::AllocationLine { debit: item, credit, amount: 4_000 };
    let command = jieqing_domain::receivables::Allocate { lines: vec![pair], on: None, reason: String::new() };
    w.j.execute(&w.ctx, command).expect("allocated");
    let items = w.j.read(&w.ctx, Permission::ReceiptsRead, |tx, ctx, s| list_items(tx, ctx, s, &ItemFilter::default(), &PageRequest::default())).expect("items").items;
    assert_eq!(items.iter().map(|i| (i.open, i.disputed)).collect::<Vec<_>>(), [(6_000, 6_000)]);
    assert_eq!(asked(&w), 0);
    w.assert_sound(day("2026-11-24"));
} }
