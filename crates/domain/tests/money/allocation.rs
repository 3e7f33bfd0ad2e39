//! Allocation and its exact undo, against a reference model.

use crate::seed::{World, day, refusal, usd};
use jieqing_db::db_test;
use jieqing_domain::access::Permission;
use jieqing_domain::receipts::EnterReceipt;
use jieqing_domain::receivables::query::{
    AllocationFilter, ItemFilter, balance_of, balance_series, item_totals, list_allocations,
    list_items, sides_of,
};
use jieqing_domain::receivables::{
    Allocate, AllocateOldestFirst, AllocationLine, UndoAllocationBatch, WriteOffDifference,
    WriteOffKind,
};
use jieqing_domain::wire;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::id::Id;
use jieqing_kernel::money::Money;
use jieqing_kernel::page::PageRequest;
use jieqing_ledger::{close_period, trial_balance};
use std::collections::BTreeMap;

type Item = Id<wire::OpenItem>;

fn allocate(
    w: &World,
    debit: Item,
    credit: Item,
    amount: i64,
) -> jieqing_kernel::error::Result<jieqing_domain::receivables::Allocated> {
    let lines = vec![AllocationLine {
        debit,
        credit,
        amount,
    }];
    w.j.execute(
        &w.ctx,
        Allocate {
            lines,
            on: None,
            reason: String::new(),
        },
    )
}

/// Open amounts by item.
fn open(w: &World) -> BTreeMap<Item, i64> {
    let filter = ItemFilter {
        settled: true,
        ..ItemFilter::default()
    };
    let page = PageRequest {
        after: None,
        limit: 500,
    };
    let page =
        w.j.read(&w.ctx, Permission::ReceiptsRead, |tx, ctx, s| {
            list_items(tx, ctx, s, &filter, &page)
        })
        .expect("items");
    page.items.iter().map(|i| (i.id, i.open)).collect()
}

db_test! { never_more_than_is_open, |db| {
    let w = World::new(db);
    let (c, other) = (w.customer("A"), w.customer("B"));
    let debit = w.invoice(c, "IN-1", "2026-11-01", "2026-12-01", 10_000);
    let credit = w.receive(c, "2026-11-02", 7_000).item.expect("item");
    let foreign = w.receive(other, "2026-11-02", 7_000).item.expect("item");
    let before = w.counts();
    let (code, facts) = refusal(allocate(&w, debit, credit, 7_001));
    assert_eq!(code, "receivables.over_allocated");
    assert_eq!(facts[1..], [("open", "70.00 CNY".to_owned()), ("wanted", "70.01 CNY".to_owned())]);
    assert_eq!(refusal(allocate(&w, debit, foreign, 1)).0, "receivables.other_customer");
    assert_eq!(refusal(allocate(&w, credit, debit, 1)).0, "receivables.wrong_sides");
    assert_eq!(refusal(allocate(&w, debit, credit, 0)).0, "receivables.wrong_sides");
    // All or none: the second line does not fit.
    let lines = vec![AllocationLine { debit, credit, amount: 4_000 }, AllocationLine { debit, credit, amount: 4_000 }];
    assert_eq!(refusal(w.j.execute(&w.ctx, Allocate { lines, on: None, reason: String::new() })).0, "receivables.over_allocated");
    assert_eq!(w.counts(), before);
    let done = allocate(&w, debit, credit, 7_000).expect("fits");
    assert_eq!(done.amount, 7_000);
    assert_eq!(open(&w)[&debit], 3_000);
    w.assert_sound(w.today());
} }

db_test! { oldest_first_and_both_sides, |db| {
    let w = World::new(db);
    let c = w.customer("A");
    let late = w.invoice(c, "IN-2", "2026-10-01", "2026-11-30", 5_000);
    let early = w.invoice(c, "IN-1", "2026-09-01", "2026-10-01", 4_000);
    w.receive(c, "2026-11-02", 6_000);
    let sides = w.j.read(&w.ctx, Permission::ReceiptsRead, |tx, ctx, s| sides_of(tx, ctx, s, c, Currency::CNY)).expect("sides");
    assert_eq!((sides.debit_total, sides.credit_total, sides.more), (9_000, -6_000, false));
    assert_eq!(sides.debits.iter().map(|i| i.id).collect::<Vec<_>>(), [early, late]);
    let totals = |filter: &ItemFilter| w.j.read(&w.ctx, Permission::ReceiptsRead, |tx, ctx, s| item_totals(tx, ctx, s, filter)).expect("totals");
    let all = totals(&ItemFilter::default());
    assert_eq!(all.iter().map(|t| (t.currency, t.count, t.amount, t.open, t.base_open)).collect::<Vec<_>>(), [(Currency::CNY, 3, 3_000, 3_000, 3_000)]);
    let credits = totals(&ItemFilter { debit: Some(false), ..ItemFilter::default() });
    assert_eq!((credits[0].count, credits[0].open), (1, -6_000));
    let command = AllocateOldestFirst { customer: c, currency: Currency::CNY, credit: None, on: None };
    let done = w.j.execute(&w.ctx, command.clone()).expect("run").expect("something");
    assert_eq!((done.lines, done.amount), (2, 6_000));
    let now = open(&w);
    assert_eq!((now[&early], now[&late]), (0, 3_000));
    assert_eq!(w.j.execute(&w.ctx, command).expect("run"), None);
    let filter = ItemFilter { overdue: true, ..ItemFilter::default() };
    let overdue = w.j.read(&w.ctx, Permission::ReceiptsRead, |tx, ctx, s| list_items(tx, ctx, s, &filter, &PageRequest::default())).expect("list");
    assert!(overdue.items.is_empty());
    let balances = w.j.read(&w.ctx, Permission::ReportsRead, |tx, ctx, _| balance_of(tx, ctx, c)).expect("balance");
    assert_eq!((balances[0].balance().expect("fits"), balances[0].overdue), (3_000, 0));
    let series = w.j.read(&w.ctx, Permission::ReportsRead, |tx, ctx, _| balance_series(tx, ctx, c, w.today(), 3)).expect("series");
    assert_eq!(series.iter().map(|m| m.balance).collect::<Vec<_>>(), [4_000, 9_000, 3_000]);
    let filter = AllocationFilter { batch: Some(done.batch), ..AllocationFilter::default() };
    let list = w.j.read(&w.ctx, Permission::ReceiptsRead, |tx, ctx, s| list_allocations(tx, ctx, s, &filter, &PageRequest::default())).expect("list");
    assert_eq!(list.items.iter().map(|a| a.debit_no.as_str()).collect::<Vec<_>>(), ["IN-2", "IN-1"]);
} }

db_test! { exchange_differences_are_realised_and_undone, |db| {
    let w = World::new(db);
    let c = w.customer("A");
    w.rate(usd(), day("2026-10-01"), 7_000_000_000);
    w.rate(usd(), day("2026-11-01"), 7_200_000_000);
    let days = (day("2026-10-10"), day("2026-11-10"));
    let debit = w.invoice_at(c, "IN-1", days, Money::new(100_000, usd()), 7_000_000_000);
    let bank = w.account("USD", usd(), "bank");
    let mut draft = w.draft(Some(c), "2026-11-20", 0);
    (draft.amount, draft.bank_account) = (Money::new(100_000, usd()), bank);
    let credit = w.j.execute(&w.ctx, EnterReceipt { draft }).expect("enter").item.expect("item");
    let fx = |w: &World| -> i64 {
        let rows = w.j.db.read(|tx| trial_balance(tx, w.ctx.company.raw(), "2026-01", "2026-12")).expect("trial");
        rows.iter().filter(|r| r.account == "660302").map(|r| r.debit - r.credit).sum()
    };
    // A third and the rest: 700,000 in, 720,000 received, a gain of 200.00 in all.
    let first = allocate(&w, debit, credit, 33_333).expect("third");
    assert_eq!(fx(&w), -6_667);
    w.assert_sound(w.today());
    allocate(&w, debit, credit, 66_667).expect("rest");
    assert_eq!(fx(&w), -20_000);
    w.assert_sound(w.today());
    w.j.execute(&w.ctx, UndoAllocationBatch { batch: first.batch }).expect("undo");
    assert_eq!(fx(&w), -13_333);
    w.assert_sound(w.today());
    let again = w.j.execute(&w.ctx, UndoAllocationBatch { batch: first.batch });
    assert_eq!(refusal(again).0, "receivables.already_undone");
} }

db_test! { a_closed_period_moves_entries_not_allocations, |db| {
    let w = World::new(db);
    let c = w.customer("A");
    let debit = w.invoice(c, "IN-1", "2026-10-10", "2026-11-10", 10_000);
    let credit = w.receive(c, "2026-10-20", 4_000).item.expect("item");
    w.write(|tx, ctx| close_period(tx, ctx.company.raw(), "2026-10", 0, ctx.now()));
    // Entered late: posted on the first open day, its own date kept.
    let late = w.receive(c, "2026-10-25", 1_000);
    let company = w.ctx.company.raw();
    let control = |on: &str| w.j.db.read(|tx| jieqing_ledger::control_balance(tx, company, day(on))).expect("control");
    assert_eq!(control("2026-10-31")[0].2, 6_000);
    assert_eq!(control("2026-11-01")[0].2, 5_000);
    let lines = vec![AllocationLine { debit, credit, amount: 4_000 }];
    w.j.execute(&w.ctx, Allocate { lines, on: Some(day("2026-10-21")), reason: String::new() }).expect("closed period is no obstacle");
    allocate(&w, debit, late.item.expect("item"), 1_000).expect("late one");
    for on in ["2026-10-20", "2026-10-31", "2026-11-01", "2026-11-24"] {
        w.assert_sound(day(on));
    }
} }

db_test! { small_differences_within_the_limit, |db| {
    let w = World::new(db);
    let c = w.customer("A");
    let debit = w.invoice(c, "IN-1", "2026-10-10", "2026-11-10", 10_000);
    let write_off = |amount| WriteOffDifference { item: debit, kind: WriteOffKind::Rounding, amount, reason: "尾差".to_owned() };
    let before = w.counts();
    assert_eq!(refusal(w.j.execute(&w.ctx, write_off(101))).0, "receivables.write_off_limit");
    assert_eq!(w.counts(), before);
    w.j.execute(&w.ctx, write_off(100)).expect("at the limit");
    assert_eq!(open(&w)[&debit], 9_900);
    w.assert_sound(w.today());
} }

/// The whole rule in a few lines: items with an amount, live batches of pairs.
#[derive(Default, Clone)]
struct Model {
    open: BTreeMap<Item, i64>,
    batches: Vec<(Id<wire::AllocationBatch>, Vec<AllocationLine>)>,
}

impl Model {
    fn take(&mut self, line: &AllocationLine, sign: i64) {
        *self.open.get_mut(&line.debit).expect("debit") -= sign * line.amount;
        *self.open.get_mut(&line.credit).expect("credit") += sign * line.amount;
    }
    fn fits(&self, line: &AllocationLine) -> bool {
        line.amount > 0
            && line.amount <= self.open[&line.debit]
            && line.amount <= -self.open[&line.credit]
    }
}

db_test! { random_sequences_agree_with_the_model, |db| {
    let w = World::new(db);
    let c = w.customer("A");
    w.rate(usd(), day("2026-01-01"), 7_000_000_000);
    w.rate(usd(), day("2026-11-01"), 7_123_456_789);
    let bank = w.account("USD", usd(), "bank");
    let mut model = Model::default();
    let (mut debits, mut credits) = (vec![], vec![]);
    for i in 0..4_i64 {
        let days = (day("2026-10-10"), day("2026-11-10"));
        let amount = Money::new(10_007 + 3_331 * i, usd());
        let id = w.invoice_at(c, &format!("IN-{i}"), days, amount, 7_000_000_000 + 13_000_001 * i);
        model.open.insert(id, amount.minor);
        debits.push(id);
        let mut draft = w.draft(Some(c), "2026-11-20", 0);
        (draft.amount, draft.bank_account) = (Money::new(9_001 + 2_777 * i, usd()), bank);
        let credit = w.j.execute(&w.ctx, EnterReceipt { draft: draft.clone() }).expect("enter").item.expect("item");
        model.open.insert(credit, -draft.amount.minor);
        credits.push(credit);
    }
    let start = model.open.clone();
    let mut seed = 20_261_124_u64;
    let mut random = move |n: u64| { seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407); (seed >> 33) % n };
    for step in 0..60 {
        if random(3) == 0 && !model.batches.is_empty() {
            let (batch, lines) = model.batches.swap_remove(random(model.batches.len() as u64) as usize);
            w.j.execute(&w.ctx, UndoAllocationBatch { batch }).expect("undo");
            lines.iter().for_each(|l| model.take(l, -1));
        } else {
            let lines: Vec<_> = (0..1 + random(3)).map(|_| AllocationLine {
                debit: debits[random(4) as usize], credit: credits[random(4) as usize], amount: random(6_000) as i64,
            }).collect();
            let mut after = model.clone();
            let fits = lines.iter().all(|l| { let ok = after.fits(l); if ok { after.take(l, 1); } ok });
            let out = w.j.execute(&w.ctx, Allocate { lines: lines.clone(), on: None, reason: String::new() });
            assert_eq!(out.is_ok(), fits, "step {step}: {out:?}");
            if let Ok(done) = out {
                model = after;
                model.batches.push((done.batch, lines));
            }
        }
        assert_eq!(open(&w), model.open, "step {step}");
    }
    w.assert_sound(w.today());
    while let Some((batch, _)) = model.batches.pop() {
        w.j.execute(&w.ctx, UndoAllocationBatch { batch }).expect("undo");
    }
    assert_eq!(open(&w), start);
    w.assert_sound(w.today());
} }
