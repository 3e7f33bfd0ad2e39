//! The receipt desk: from a bank file to cleared items, by proposal, by hand and without a person.

use crate::bank::{Line, assert_verified, line, receipts, store};
use crate::seed::{World, refusal};
use jieqing_db::db_test;
use jieqing_domain::access::{Permission, Scope};
use jieqing_domain::bank::{Automatic, ReceiptRules, SetReceiptRules, Unfooted};
use jieqing_domain::desk::query::{DeskFilter, DeskReceipt, aliases, desk, detail, match_rate};
use jieqing_domain::desk::{
    AcceptExact, DeskRunHandler, DeskState, ForgetAlias, MarkReceipt, Reach, Settle, SettleLine,
    StartDeskRun, StoreProposals, propose,
};
use jieqing_domain::platform::jobs::{JobHandler, work_one};
use jieqing_domain::receivables::query::{
    AllocationFilter, ItemFilter, list_allocations, list_items,
};
use jieqing_domain::receivables::{How, UndoAllocationBatch};
use jieqing_domain::wire;
use jieqing_kernel::error::Error;
use jieqing_kernel::id::Id;
use jieqing_kernel::page::PageRequest;

fn listed(w: &World, state: Option<DeskState>) -> Vec<DeskReceipt> {
    let filter = DeskFilter {
        state,
        ..DeskFilter::default()
    };
    w.j.read(&w.ctx, Permission::ReceiptsRead, |tx, ctx, s| {
        desk(tx, ctx, s, &filter, &PageRequest::default())
    })
    .expect("desk")
    .items
}

fn run(w: &World) -> String {
    let handlers: Vec<Box<dyn JobHandler>> = vec![Box::new(DeskRunHandler)];
    w.j.execute(&w.ctx, StartDeskRun).expect("queued");
    while work_one(&w.j, &handlers).expect("work") {}
    let jobs = w.j.db.read(|tx| {
        jieqing_domain::platform::jobs::list_jobs(
            tx,
            &w.ctx,
            &Default::default(),
            &PageRequest::default(),
        )
    });
    jobs.expect("jobs").items[0].result.clone()
}

fn opens(w: &World) -> Vec<(String, i64)> {
    let filter = ItemFilter {
        settled: true,
        ..ItemFilter::default()
    };
    let page =
        w.j.db
            .read(|tx| {
                list_items(
                    tx,
                    &w.ctx,
                    &Scope::Company,
                    &filter,
                    &PageRequest::default(),
                )
            })
            .expect("items");
    let mut all: Vec<_> = page.items.into_iter().map(|i| (i.doc_no, i.open)).collect();
    all.sort();
    all
}

/// Invoices of two customers, and a bank file that pays some of them.
fn month(w: &World) -> (Id<wire::OpenItem>, Id<wire::OpenItem>, Vec<Line>) {
    let (a, b) = (w.customer("A"), w.customer("B"));
    let first = w.invoice(a, "IN-202611-0001", "2026-10-01", "2026-11-01", 500_000);
    let second = w.invoice(a, "IN-202611-0002", "2026-10-05", "2026-11-05", 310_000);
    w.invoice(b, "IN-202611-0003", "2026-10-08", "2026-11-08", 77_700);
    let file = vec![
        line(
            "2026-11-02",
            500_000,
            "客户A有限公司",
            "货款 IN-202611-0001",
            "T1",
        ),
        line("2026-11-03", 77_700, "李四", "付 IN-202611-0003", "T2"),
        line("2026-11-04", 100_000, "客户A有限公司", "货款", "T3"),
        line("2026-11-05", -1_000, "", "手续费", "T4"),
    ];
    (first, second, file)
}

db_test! { a_bank_file_is_matched_accepted_split_and_undone, |db| {
    let w = World::new(db);
    let (_, second, file) = month(&w);
    store(&w, &file);
    assert!(listed(&w, None).iter().all(|r| r.state == DeskState::New));
    let told = run(&w);
    assert!(told.contains("\"applied\":0") && told.contains("\"exact\":1"), "{told}");
    let states: Vec<_> = listed(&w, None).iter().map(|r| (r.payer.clone(), r.state)).collect();
    assert_eq!(states[..2], [
        ("客户A有限公司".to_owned(), DeskState::Exact),
        ("李四".to_owned(), DeskState::Proposed),
    ]);
    let before = opens(&w);
    let exact = w.j.execute(&w.ctx, AcceptExact { receipts: vec![], automatic: false }).expect("accept");
    assert_eq!((exact.applied.len(), exact.outdated.len(), exact.more), (1, 0, false));
    let unknown = listed(&w, Some(DeskState::Proposed)).remove(0);
    let shown = w.j.read(&w.ctx, Permission::ReceiptsRead, |tx, ctx, s| detail(tx, ctx, s, unknown.id)).expect("detail");
    assert!(shown.fresh && shown.lines[0].reasons_zh.contains("IN-202611-0003"), "{:?}", shown.lines);
    assert!(shown.lines[0].reasons_en.contains("names IN-202611-0003"));
    // Accepting gives the money to its customer and teaches the payer's name.
    let lines = vec![SettleLine { item: shown.lines[0].item_id.expect("item"), amount: shown.lines[0].amount }];
    let settled = w.j.execute(&w.ctx, Settle { receipt: unknown.id, lines, reason: String::new() }).expect("settle");
    assert!(settled.learned);
    let taught = w.j.read(&w.ctx, Permission::ReceiptsRead, |tx, ctx, s| aliases(tx, ctx, s, None, &PageRequest::default())).expect("aliases").items;
    assert_eq!((taught.len(), taught[0].payer.as_str(), taught[0].customer_name.as_str()), (1, "李四", "客户B有限公司"));
    let known = store(&w, &[line("2026-11-10", 5_000, "李四", "货款", "T9")]);
    assert_eq!(known.fates.get("receipt"), Some(&1));
    w.j.execute(&w.ctx, ForgetAlias { id: taught[0].id }).expect("forget");
    let unknown = store(&w, &[line("2026-11-11", 5_000, "李四", "货款", "T10")]);
    assert_eq!(unknown.fates.get("pool"), Some(&1));
    // A part on one item, then undone: everything as before.
    let third = receipts(&w).into_iter().find(|r| r.bank_ref.as_deref() == Some("T3")).expect("receipt");
    let middle = opens(&w);
    let too_much = Settle { receipt: third.id, lines: vec![SettleLine { item: second, amount: 100_001 }], reason: String::new() };
    assert_eq!(refusal(w.j.execute(&w.ctx, too_much)).0, "desk.too_much");
    let part = Settle { receipt: third.id, lines: vec![SettleLine { item: second, amount: 40_000 }], reason: "先付一部分".to_owned() };
    let part = w.j.execute(&w.ctx, part).expect("part");
    assert_ne!(opens(&w), middle);
    w.j.execute(&w.ctx, UndoAllocationBatch { batch: part.batch }).expect("undo");
    assert_eq!(opens(&w), middle);
    w.j.execute(&w.ctx, UndoAllocationBatch { batch: exact.applied[0].1.batch }).expect("undo");
    let of = |no: &str, all: &[(String, i64)]| all.iter().find(|(n, _)| n == no).map(|(_, o)| *o);
    assert_eq!(of("IN-202611-0001", &opens(&w)), of("IN-202611-0001", &before));
    assert_verified(&w);
    let rates = w.j.read(&w.ctx, Permission::ReportsRead, |tx, ctx, _| {
        match_rate(tx, ctx, crate::seed::day("2026-11-01"), crate::seed::day("2026-11-30"))
    }).expect("rates");
    let proposed = rates.iter().find(|r| r.how == "proposed").expect("proposed");
    assert_eq!((proposed.count, proposed.base, proposed.undone), (1, 77_700, 1));
} }

db_test! { what_is_exact_is_applied_alone_when_the_company_allows_it, |db| {
    let w = World::new(db);
    let (_, _, file) = month(&w);
    store(&w, &file);
    let rules = ReceiptRules {
        unfooted: Unfooted::Mark, automatic: Automatic::Exact, short_cap: 5_000, short_permille: 30, version: 1,
    };
    w.j.execute(&w.ctx, SetReceiptRules { rules }).expect("rules");
    let told = run(&w);
    assert!(told.contains("\"applied\":1"), "{told}");
    let filter = AllocationFilter { how: Some(How::Automatic), live_only: true, ..AllocationFilter::default() };
    let applied = w.j.read(&w.ctx, Permission::ReceiptsRead, |tx, ctx, s| list_allocations(tx, ctx, s, &filter, &PageRequest::default())).expect("list").items;
    assert_eq!((applied.len(), applied[0].debit_no.as_str(), applied[0].amount), (1, "IN-202611-0001", 500_000));
    assert!(applied[0].reason.contains("附言写明 IN-202611-0001"), "{}", applied[0].reason);
    // A payer nobody knows is left to a person, whatever the text says.
    assert!(listed(&w, None).iter().any(|r| r.payer == "李四" && r.state == DeskState::Proposed));
    w.j.execute(&w.ctx, UndoAllocationBatch { batch: applied[0].batch_id }).expect("undo");
    assert_verified(&w);
} }

db_test! { notes_and_what_was_put_aside, |db| {
    let w = World::new(db);
    let (_, _, file) = month(&w);
    store(&w, &file);
    let receipt = listed(&w, None)[0].id;
    let mark = MarkReceipt { receipt, skipped: true, note: " 等客户回复 ".to_owned() };
    w.j.execute(&w.ctx, mark).expect("mark");
    assert!(listed(&w, None).iter().all(|r| r.id != receipt));
    let aside = listed(&w, Some(DeskState::Skipped));
    assert_eq!((aside.len(), aside[0].note.as_str(), aside[0].state), (1, "等客户回复", DeskState::Skipped));
} }

db_test! { an_item_paid_meanwhile_makes_a_proposal_outdated, |db| {
    let w = World::new(db);
    let (first, ..) = month(&w);
    let twice = vec![
        line("2026-11-02", 500_000, "客户A有限公司", "货款 IN-202611-0001", "T1"),
        line("2026-11-09", 500_000, "客户A有限公司", "其他", "T2"),
    ];
    store(&w, &twice);
    let proposals = w.j.read(&w.ctx, Permission::AllocationsWrite, |tx, ctx, s| propose(tx, ctx, s, &Reach::All)).expect("plan");
    w.j.execute(&w.ctx, StoreProposals(proposals)).expect("keep");
    let other = receipts(&w).into_iter().find(|r| r.bank_ref.as_deref() == Some("T2")).expect("receipt").id;
    w.j.execute(&w.ctx, Settle { receipt: other, lines: vec![SettleLine { item: first, amount: 500_000 }], reason: String::new() }).expect("by hand");
    let exact = w.j.execute(&w.ctx, AcceptExact { receipts: vec![], automatic: false }).expect("accept");
    assert!(exact.applied.is_empty(), "{exact:?}");
    assert_verified(&w);
} }

db_test! { a_race_on_one_receipt_has_one_winner, |db| {
    let w = World::new(db);
    let (_, _, file) = month(&w);
    store(&w, &file[1..2]);
    run(&w);
    let unknown = listed(&w, None)[0].id;
    let item = w.j.read(&w.ctx, Permission::ReceiptsRead, |tx, ctx, s| detail(tx, ctx, s, unknown)).expect("detail").lines[0].item_id.expect("item");
    let command = Settle { receipt: unknown, lines: vec![SettleLine { item, amount: 77_700 }], reason: String::new() };
    let won: usize = std::thread::scope(|scope| {
        let racers: Vec<_> = (0..6).map(|_| scope.spawn(|| loop {
            match w.j.execute(&w.ctx, command.clone()) {
                Ok(_) => return 1,
                Err(Error::Refused(_) | Error::Stale { .. }) => return 0,
                Err(Error::Busy(_)) => {}
                Err(other) => panic!("{other:?}"),
            }
        })).collect();
        racers.into_iter().map(|r| r.join().expect("racer")).sum()
    });
    assert_eq!(won, 1);
    assert_verified(&w);
} }
