//! Bank statements: what is new becomes rows, money of payers receipts, and nothing twice.

use crate::seed::{World, day, refusal};
use jieqing_db::{db_test, params, sql};
use jieqing_domain::access::{Permission, Scope};
use jieqing_domain::bank::query::{RowFilter, RowView, accounts, import, rows, statements};
use jieqing_domain::bank::{
    Automatic, BankImportHandler, BankReader, ChangeRowKind, Foots, ImportBankFile, ImportStage,
    Link, ReceiptRules, RowKind, SetReceiptRules, StartBankImport, StoreBankImport, Summary,
    Unfooted, read_bank_file,
};
use jieqing_domain::blobs::{BlobStore, FolderBlobs};
use jieqing_domain::platform::jobs::{JobHandler, work_one};
use jieqing_domain::platform::verify_company;
use jieqing_domain::receipts::query::{ReceiptFilter, ReceiptView, list};
use jieqing_domain::receipts::{EnterReceipt, ReceiptStatus};
use jieqing_domain::receivables::{Allocate, AllocationLine, UndoAllocationBatch};
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::page::PageRequest;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::sync::Arc;

/// A row: day, amount in fen, other side, purpose, the bank's number.
#[derive(Debug, Clone)]
pub(crate) struct Line(
    pub(crate) &'static str,
    pub(crate) i64,
    pub(crate) &'static str,
    pub(crate) &'static str,
    pub(crate) String,
);

pub(crate) fn line(
    day: &'static str,
    fen: i64,
    party: &'static str,
    text: &'static str,
    no: &str,
) -> Line {
    Line(day, fen, party, text, no.to_owned())
}

fn yuan(fen: i64) -> String {
    format!(
        "{}{}.{:02}",
        if fen < 0 { "-" } else { "" },
        fen.abs() / 100,
        fen.abs() % 100
    )
}

/// The file of a bank; `skip` rows of `all` came before it.
fn csv(all: &[Line], skip: usize) -> String {
    let mut balance: i64 = 1_000_000 + all[..skip].iter().map(|l| l.1).sum::<i64>();
    let mut out = "交易日期,借方发生额,贷方发生额,余额,对方户名,摘要,流水号\n".to_owned();
    for Line(day, fen, party, text, no) in &all[skip..] {
        balance += fen;
        let (debit, credit) = if *fen < 0 {
            (yuan(-fen), String::new())
        } else {
            (String::new(), yuan(*fen))
        };
        out.push_str(&format!(
            "{day},{debit},{credit},{},{party},{text},{no}\n",
            yuan(balance)
        ));
    }
    out
}

pub(crate) fn try_csv(w: &World, text: &str) -> Result<Summary> {
    let file =
        Arc::new(read_bank_file(&BankReader::Here, text.as_bytes(), "a.csv").expect("a bank file"));
    let command = ImportBankFile {
        import: w.ctx.new_id(),
        file,
        account: Some(w.bank),
    };
    w.j.execute(&w.ctx, command)
}

pub(crate) fn store(w: &World, all: &[Line]) -> Summary {
    try_csv(w, &csv(all, 0)).expect("stored")
}

fn fates(s: &Summary) -> Vec<(&str, i64)> {
    s.fates.iter().map(|(f, n)| (f.as_str(), *n)).collect()
}

fn all_rows(w: &World) -> Vec<RowView> {
    let page = PageRequest {
        after: None,
        limit: 500,
    };
    w.j.read(&w.ctx, Permission::BankRead, |tx, ctx, _| {
        rows(tx, ctx, &RowFilter::default(), &page)
    })
    .expect("rows")
    .items
}

pub(crate) fn receipts(w: &World) -> Vec<ReceiptView> {
    let page = PageRequest {
        after: None,
        limit: 500,
    };
    w.j.db
        .read(|tx| {
            list(
                tx,
                &w.ctx,
                &Scope::Company,
                &ReceiptFilter::default(),
                &page,
            )
        })
        .expect("receipts")
        .items
}

pub(crate) fn assert_verified(w: &World) {
    let company = w.ctx.company.raw();
    let proof =
        w.j.db
            .read(|tx| verify_company(tx, company))
            .expect("verify");
    assert_eq!(proof.problems, Vec::<String>::new());
}

fn month() -> Vec<Line> {
    vec![
        line("2026-11-02", 500_000, "客户A有限公司", "货款 IN-1", "T1"),
        line("2026-11-03", 70_000, "神秘付款人", "货款", "T2"),
        line("2026-11-03", -500, "", "手续费", "T3"),
        line("2026-11-04", 1_234, "", "结息", "T4"),
        line(
            "2026-11-05",
            900_000,
            "上海结清贸易有限公司",
            "往来款",
            "T5",
        ),
        line("2026-11-06", -30_000, "供应商甲", "材料款", "T6"),
        line("2026-11-09", 80_000, "客户A有限公司", "货款", "T7"),
    ]
}

db_test! { a_statement_becomes_rows_and_receipts_once, |db| {
    let w = World::new(db);
    let a = w.customer("A");
    let all = month();
    let first = store(&w, &all[..5]);
    assert_eq!(fates(&first), [("kept_out", 3), ("pool", 1), ("receipt", 1)]);
    assert_eq!((first.statements[0].foots, first.statements[0].new), (Foots::Yes, 5));
    let again = store(&w, &all[..5]);
    assert_eq!((fates(&again), again.statements[0].new), (vec![("known", 5)], 0));
    let more = try_csv(&w, &csv(&all, 3)).expect("overlapping");
    assert_eq!(fates(&more), [("known", 2), ("outgoing", 1), ("receipt", 1)]);
    let entered = receipts(&w);
    let by = |no: &str| entered.iter().find(|r| r.bank_ref.as_deref() == Some(no)).expect("receipt");
    assert_eq!(entered.len(), 3);
    assert_eq!((by("T1").customer_id, by("T1").amount, by("T1").status), (Some(a), 500_000, ReceiptStatus::Claimed));
    assert_eq!((by("T2").customer_id, by("T2").status), (None, ReceiptStatus::Unclaimed));
    let page = w.j.read(&w.ctx, Permission::BankRead, |tx, ctx, _| statements(tx, ctx, w.bank)).expect("statements");
    let links: Vec<_> = page.iter().map(|(s, c)| (s.rows, s.new, c.link)).collect();
    assert_eq!(links, [(4, 2, Link::Overlap), (5, 5, Link::First)]);
    let state = w.j.read(&w.ctx, Permission::BankRead, |tx, ctx, _| accounts(tx, ctx)).expect("accounts");
    let bank = state.iter().find(|s| s.id == w.bank).expect("account");
    assert_eq!((bank.statements, bank.rows, bank.last_on, bank.unclaimed), (2, 7, Some(day("2026-11-09")), 1));
    assert_verified(&w);
} }

db_test! { a_gap_between_statements_has_its_figures, |db| {
    let w = World::new(db);
    let all = month();
    store(&w, &all[..2]);
    let late = try_csv(&w, &csv(&all, 5)).expect("stored");
    // Rows 3 to 5 are missing: 12.34 + 9,000.00 − 5.00.
    assert_eq!(late.statements[0].gap.as_deref(), Some("9007.34"));
    let page = w.j.read(&w.ctx, Permission::BankRead, |tx, ctx, _| statements(tx, ctx, w.bank)).expect("statements");
    assert_eq!((page[0].1.link, page[0].1.missing, page[0].1.days), (Link::Gap, Some(900_734), 2));
} }

db_test! { what_does_not_foot_is_marked_or_refused, |db| {
    let w = World::new(db);
    w.customer("A");
    let bad = "期初余额,100.00\n期末余额,999.00\n交易日期,借方发生额,贷方发生额,对方户名,摘要,流水号\n2026-11-02,,50.00,客户A有限公司,货款,T1\n";
    let rules = ReceiptRules {
        unfooted: Unfooted::Refuse, automatic: Automatic::Off, short_cap: 5_000, short_permille: 30, version: 1,
    };
    w.j.execute(&w.ctx, SetReceiptRules { rules: rules.clone() }).expect("rules");
    let stale = w.j.execute(&w.ctx, SetReceiptRules { rules: rules.clone() });
    assert!(matches!(stale, Err(Error::Stale { current: 2 })), "{stale:?}");
    let before = w.counts();
    let (code, facts) = refusal(try_csv(&w, bad));
    assert_eq!(code, "bank.does_not_foot");
    assert_eq!(facts[1..].iter().map(|f| f.1.as_str()).collect::<Vec<_>>(), ["100.00", "50.00", "999.00", "849.00"]);
    assert_eq!(w.counts(), before);
    let mark = ReceiptRules { unfooted: Unfooted::Mark, version: 2, ..rules };
    w.j.execute(&w.ctx, SetReceiptRules { rules: mark }).expect("rules");
    let stored = try_csv(&w, bad).expect("marked");
    assert_eq!((stored.statements[0].foots, stored.statements[0].difference.as_deref()), (Foots::No, Some("849.00")));
    assert_verified(&w);
} }

db_test! { a_reversal_is_never_income, |db| {
    let w = World::new(db);
    let a = w.customer("A");
    let all = vec![
        line("2026-11-02", 500_000, "客户A有限公司", "货款", "T1"),
        line("2026-11-03", -500_000, "客户A有限公司", "冲正", "T1"),
        line("2026-11-04", 500_000, "客户A有限公司", "货款", "T2"),
    ];
    // Both in one file.
    let one = store(&w, &all);
    assert_eq!(fates(&one), [("receipt", 1), ("reversal", 1), ("reversed", 1)]);
    assert_eq!(receipts(&w).iter().filter(|r| r.status == ReceiptStatus::Claimed).count(), 1);
    assert_verified(&w);
    // The original first: its receipt is taken back. The reversal first: it never becomes one.
    let second = [
        line("2026-11-10", 70_000, "客户A有限公司", "货款", "R1"),
        line("2026-11-11", -70_000, "客户A有限公司", "冲正", "R1"),
        line("2026-11-12", 90_000, "客户A有限公司", "货款", "S1"),
        line("2026-11-13", -90_000, "客户A有限公司", "冲正", "S1"),
    ];
    store(&w, &second[..1]);
    assert_eq!(fates(&store(&w, &second[1..2])), [("reversal", 1)]);
    assert_eq!(fates(&store(&w, &second[3..])), [("reversal", 1)]);
    assert_eq!(fates(&store(&w, &second[2..3])), [("reversed", 1)]);
    let live: i64 = receipts(&w).iter().filter(|r| r.customer_id == Some(a) && r.status == ReceiptStatus::Claimed).map(|r| r.amount).sum();
    assert_eq!(live, 500_000);
    assert!(all_rows(&w).iter().filter(|r| r.reversal).all(|r| r.other_half_on.is_some()));
    assert_verified(&w);
} }

db_test! { a_receipt_entered_by_hand_is_linked_not_doubled, |db| {
    let w = World::new(db);
    let a = w.customer("A");
    let mut draft = w.draft(Some(a), "2026-11-02", 500_000);
    draft.payer = "客户A有限公司".to_owned();
    w.j.execute(&w.ctx, EnterReceipt { draft }).expect("by hand");
    let seen = store(&w, &month()[..2]);
    assert_eq!(fates(&seen), [("linked", 1), ("pool", 1)]);
    assert_eq!(receipts(&w).len(), 2);
    assert_verified(&w);
} }

db_test! { a_person_may_say_what_a_row_is, |db| {
    let w = World::new(db);
    let a = w.customer("A");
    let debit = w.invoice(a, "IN-1", "2026-11-01", "2026-12-01", 500_000);
    store(&w, &month());
    let row = |no: &str| all_rows(&w).into_iter().find(|r| r.bank_ref == no).expect("row");
    let change = |no: &str, kind| {
        let now = row(no);
        w.j.execute(&w.ctx, ChangeRowKind { id: now.id, version: now.version, kind })
    };
    change("T5", RowKind::Payment).expect("own transfer was money of a payer");
    assert_eq!((row("T5").receipt_status, row("T5").kind), (Some(ReceiptStatus::Unclaimed), RowKind::Payment));
    change("T5", RowKind::OwnTransfer).expect("and back");
    assert_eq!((row("T5").receipt_id, row("T5").kind_by.is_none()), (None, true));
    let credit = receipts(&w).into_iter().find(|r| r.bank_ref.as_deref() == Some("T1")).and_then(|r| r.item_id).expect("item");
    let lines = vec![AllocationLine { debit, credit, amount: 100 }];
    let used = w.j.execute(&w.ctx, Allocate { lines, on: None, reason: String::new() }).expect("allocate");
    assert_eq!(refusal(change("T1", RowKind::Refund)).0, "receipts.allocated");
    w.j.execute(&w.ctx, UndoAllocationBatch { batch: used.batch }).expect("undo");
    change("T1", RowKind::Refund).expect("kept out");
    assert_eq!(row("T1").receipt_id, None);
    assert_verified(&w);
} }

db_test! { the_job_reads_tries_and_stores, |db| {
    let w = World::new(db);
    w.customer("A");
    let folder = tempfile::tempdir().expect("folder");
    let blobs = Arc::new(FolderBlobs::open(folder.path()).expect("blobs"));
    let handlers: Vec<Box<dyn JobHandler>> = vec![Box::new(BankImportHandler { reader: BankReader::Here, blobs: blobs.clone() })];
    let start = |text: &str| {
        let sha256 = blobs.put(text.as_bytes()).expect("put");
        let command = StartBankImport { file_name: "a.csv".to_owned(), sha256, size: 1, account: Some(w.bank) };
        let id = w.j.execute(&w.ctx, command).expect("start");
        while work_one(&w.j, &handlers).expect("work") {}
        id
    };
    let look = |id| w.j.read(&w.ctx, Permission::BankRead, |tx, ctx, _| import(tx, ctx, id)).expect("import");
    let id = start(&csv(&month(), 0));
    assert_eq!((look(id).stage, receipts(&w).len()), (ImportStage::Previewed, 0));
    w.j.execute(&w.ctx, StoreBankImport { id }).expect("store");
    while work_one(&w.j, &handlers).expect("work") {}
    assert_eq!((look(id).stage, receipts(&w).len()), (ImportStage::Stored, 3));
    assert_eq!(refusal(w.j.execute(&w.ctx, StoreBankImport { id })).0, "bank.already_stored");
    let bad = look(start("没有,表头\n1,2\n"));
    assert_eq!(bad.stage, ImportStage::Failed);
    assert!(bad.report.contains("refused"), "{}", bad.report);
    assert_verified(&w);
} }

sql!(
    ROWS_OF,
    "select identity, amount_minor, case when receipt_id is null then 0 else 1 end from bank_rows
     where company_id = $1 order by identity"
);

#[test]
fn any_split_overlap_and_order_of_files_gives_the_same_rows() {
    let parts = prop::collection::vec((0_usize..12, 1_usize..8), 0..4);
    let amounts =
        prop::collection::vec(prop_oneof![Just(5_000_i64), Just(-700), 1..900_000_i64], 12);
    let mut runner = TestRunner::new(Config {
        cases: 8,
        ..Config::default()
    });
    let outcome = runner.run(
        &(amounts, parts, any::<bool>()),
        |(amounts, parts, backwards)| {
            let days = ["2026-11-02", "2026-11-02", "2026-11-03", "2026-11-06"];
            let all: Vec<Line> = amounts
                .iter()
                .enumerate()
                .map(|(i, fen)| {
                    line(
                        days[i / 3],
                        *fen,
                        if i % 2 == 0 {
                            "客户A有限公司"
                        } else {
                            "某某"
                        },
                        "货款",
                        "",
                    )
                })
                .collect();
            let result = |files: &[(usize, usize)]| {
                let test = jieqing_db::testkit::TestDb::sqlite().expect("sqlite");
                let db = &test.db;
                let w = World::new(db);
                w.customer("A");
                for (from, to) in files {
                    try_csv(&w, &csv(&all[..*to], *from)).expect("stored");
                }
                assert_verified(&w);
                let company = w.ctx.company;
                db.read(|tx| {
                    Ok::<_, Error>(tx.all::<(String, i64, i64)>(&ROWS_OF, params![company])?)
                })
                .expect("rows")
            };
            let whole = result(&[(0, 12)]);
            prop_assert_eq!(whole.len(), 12);
            let mut files: Vec<(usize, usize)> = parts
                .iter()
                .map(|(from, n)| (*from, (from + n).min(12)))
                .collect();
            files.push((0, 7));
            files.push((5, 12));
            if backwards {
                files.reverse();
            }
            let split = result(&files);
            prop_assert_eq!(whole, split);
            Ok(())
        },
    );
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
}
