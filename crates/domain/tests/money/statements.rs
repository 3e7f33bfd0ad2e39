//! Statements: the chain, late movements, versions, the files.

use crate::seed::{World, day, refusal};
use jieqing_db::db_test;
use jieqing_domain::access::Permission;
use jieqing_domain::blobs::FolderBlobs;
use jieqing_domain::books::verify_company;
use jieqing_domain::documents::Documents;
use jieqing_domain::platform::jobs::{CancelJob, JobHandler, JobState, get_job, work_one};
use jieqing_domain::statements::query::{StatementDetail, StatementFilter, get, list};
use jieqing_domain::statements::{
    MadeStatement, MakeStatement, Rendered, RunStatements, StartStatementRun, StatementRunHandler,
    StatementStatus, VoidStatement, rendered,
};
use jieqing_domain::wire;
use jieqing_formats::pdf::Fonts;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::page::PageRequest;
use std::path::PathBuf;
use std::sync::Arc;

fn make(w: &World, customer: Id<wire::Customer>, from: &str, to: &str) -> Result<MadeStatement> {
    let command = MakeStatement {
        customer,
        currency: Currency::CNY,
        from: day(from),
        to: day(to),
    };
    w.j.execute(&w.ctx, command)
}

fn read(w: &World, id: Id<wire::Statement>) -> StatementDetail {
    w.j.read(&w.ctx, Permission::StatementsRead, |tx, ctx, s| {
        get(tx, ctx, s, id)
    })
    .expect("statement")
}

fn assert_clean(w: &World) {
    let bad =
        w.j.db
            .read(|tx| verify_company(tx, w.ctx.company.raw()))
            .expect("verify");
    assert_eq!(bad, []);
}

db_test! { each_opens_with_what_the_one_before_closed_with, |db| {
    let w = World::new(db);
    let c = w.customer("A");
    w.invoice(c, "IN-0", "2026-08-10", "2026-09-10", 1_000);
    w.invoice(c, "IN-1", "2026-09-10", "2026-10-10", 10_000);
    w.receive(c, "2026-09-10", 4_000);
    w.invoice(c, "IN-2", "2026-10-05", "2026-11-05", 5_000);
    let september = make(&w, c, "2026-09-01", "2026-09-30").expect("september");
    assert_eq!((september.number.as_str(), september.closing, september.lines, september.late, september.difference), ("ST-202609-0001", 7_000, 2, 0, 0));
    let s = read(&w, september.id);
    assert_eq!((s.row.opening, s.row.debit, s.row.credit, s.row.closing), (1_000, 10_000, 4_000, 7_000));
    let lines: Vec<_> = s.lines.iter().map(|l| (l.doc_no.as_str(), l.debit, l.credit, l.balance)).collect();
    assert_eq!(lines, [("IN-1", 10_000, 0, 11_000), ("RC-202609-0001", 0, 4_000, 7_000)], "increases before decreases");
    assert_eq!(s.aging.buckets.iter().map(|b| b.amount).sum::<i64>() + s.aging.credits, 7_000);
    assert_eq!((s.facts.billed, s.facts.unapplied[0].open), (11_000, 4_000));
    // Posted into September after its statement: on October's.
    w.receive(c, "2026-09-29", 500);
    let october = make(&w, c, "2026-10-01", "2026-10-31").expect("october");
    assert_eq!((october.closing, october.lines, october.late, october.difference), (11_500, 2, 1, 0));
    let o = read(&w, october.id);
    assert_eq!((o.row.opening, o.row.previous_id), (7_000, Some(september.id)));
    assert_clean(&w);
    assert_eq!(refusal(make(&w, c, "2026-09-01", "2026-09-30")).0, "statements.later_exists");
    let (code, facts) = refusal(make(&w, c, "2026-10-15", "2026-11-15"));
    assert_eq!((code, facts[0].1.as_str()), ("statements.overlap", october.number.as_str()));
    let before = w.counts();
    let future = make(&w, c, "2026-11-01", "2026-11-30");
    assert!(matches!(future, Err(Error::Invalid(_))));
    assert_eq!(w.counts(), before);
} }

db_test! { again_is_the_same_or_a_new_version, |db| {
    let w = World::new(db);
    let c = w.customer("A");
    w.invoice(c, "IN-1", "2026-10-05", "2026-11-05", 5_000);
    let first = make(&w, c, "2026-10-01", "2026-10-31").expect("first");
    let same = make(&w, c, "2026-10-01", "2026-10-31").expect("same");
    assert_eq!((same.made, same.id), (false, first.id));
    w.receive(c, "2026-10-20", 2_000);
    let second = make(&w, c, "2026-10-01", "2026-10-31").expect("second");
    assert!(second.made);
    let s = read(&w, second.id);
    assert_eq!((s.row.statement_version, s.row.closing, s.row.status), (2, 3_000, StatementStatus::Issued));
    assert_eq!(read(&w, first.id).row.status, StatementStatus::Superseded);
    assert_clean(&w);
    let void = VoidStatement { id: second.id, version: 1, reason: "漏单".to_owned() };
    w.j.execute(&w.ctx, void.clone()).expect("void");
    assert!(matches!(w.j.execute(&w.ctx, void.clone()), Err(Error::Stale { current: 2 })));
    assert_eq!(refusal(w.j.execute(&w.ctx, VoidStatement { version: 2, ..void })).0, "statements.state");
    let third = make(&w, c, "2026-10-01", "2026-10-31").expect("third");
    assert_eq!(read(&w, third.id).row.statement_version, 3);
    let november = make(&w, c, "2026-11-01", "2026-11-24").expect("november");
    let early = VoidStatement { id: third.id, version: 1, reason: "x".to_owned() };
    let (code, facts) = refusal(w.j.execute(&w.ctx, early));
    assert_eq!((code, facts[1].1.as_str()), ("statements.later_exists", november.number.as_str()));
    assert_clean(&w);
} }

db_test! { a_run_says_who_got_none_and_why, |db| {
    let w = World::new(db);
    let (a, b, c) = (w.customer("A"), w.customer("B"), w.customer("C"));
    w.invoice(a, "IN-1", "2026-09-05", "2026-11-05", 5_000);
    w.invoice(b, "IN-2", "2026-10-05", "2026-11-05", 6_000);
    w.customer("D");
    make(&w, c, "2026-10-01", "2026-10-31").expect_err("nothing to state");
    make(&w, b, "2026-10-01", "2026-10-15").expect("half a month");
    let run = RunStatements { from: day("2026-10-01"), to: day("2026-10-31"), customers: vec![] };
    let report = w.j.execute(&w.ctx, run).expect("run");
    assert_eq!(report.made.iter().map(|(m, _)| m.closing).collect::<Vec<_>>(), [5_000], "a balance without movement counts");
    assert_eq!(report.none.iter().map(|n| (n.code.as_str(), n.why.code)).collect::<Vec<_>>(), [("B", "statements.overlap")]);
    let filter = StatementFilter { customer: Some(b), ..StatementFilter::default() };
    let page = w.j.read(&w.ctx, Permission::StatementsRead, |tx, ctx, s| list(tx, ctx, s, &filter, &PageRequest::default())).expect("list");
    assert_eq!(page.items.len(), 1);
    assert_clean(&w);
} }

fn fonts() -> Option<Fonts> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../.cache/fonts");
    let file = |name: &str| std::fs::read(folder.join(name)).ok();
    let (regular, bold) = (
        file("NotoSansSC-Regular.ttf")?,
        file("NotoSansSC-Bold.ttf")?,
    );
    Fonts::new(regular.into(), bold.into()).ok()
}

db_test! { files_are_made_once_and_kept, |db| {
    let w = World::new(db);
    let c = w.customer("A");
    for i in 0..30_i64 {
        w.invoice(c, &format!("IN-202610-{i:04}"), &format!("2026-10-{:02}", 1 + i % 28), "2026-11-05", 123_456 + i * 7_331);
    }
    w.receive(c, "2026-10-12", 2_000_000);
    w.receive(c, "2026-10-22", 77_700);
    let made = make(&w, c, "2026-10-01", "2026-10-31").expect("made");
    let folder = tempfile::tempdir().expect("folder");
    let blobs = Arc::new(FolderBlobs::open(folder.path()).expect("blobs"));
    let none = Documents::new(blobs.clone(), || None);
    assert_eq!(refusal(rendered(&w.j, &none, (&w.ctx, Permission::StatementsRead), made.id, Rendered::Pdf)).0, "statements.no_fonts");
    let (name, book) = rendered(&w.j, &none, (&w.ctx, Permission::StatementsRead), made.id, Rendered::Xlsx).expect("xlsx");
    assert_eq!((name.as_str(), &book[..2]), ("ST-202610-0001.xlsx", &b"PK"[..]));
    let again = rendered(&w.j, &none, (&w.ctx, Permission::StatementsRead), made.id, Rendered::Xlsx).expect("again");
    assert_eq!(again.1, book);
    let documents = Documents::new(blobs, fonts);
    if documents.fonts().is_err() {
        println!("skipped: run scripts/fetch-fonts.sh");
        return;
    }
    let (name, pdf) = rendered(&w.j, &documents, (&w.ctx, Permission::StatementsRead), made.id, Rendered::Pdf).expect("pdf");
    assert!(name.ends_with(".pdf") && pdf.starts_with(b"%PDF-"));
    assert_eq!(rendered(&w.j, &documents, (&w.ctx, Permission::StatementsRead), made.id, Rendered::Pdf).expect("again").1, pdf);
    if let Some(out) = option_env!("JIEQING_PDF_OUT") {
        std::fs::write(PathBuf::from(out).join("statement.pdf"), &pdf).expect("write");
        std::fs::write(PathBuf::from(out).join("statement.xlsx"), &book).expect("write");
    }
} }

db_test! { a_run_for_everybody_is_a_job, |db| {
    let w = World::new(db);
    let (a, b) = (w.customer("A"), w.customer("B"));
    w.invoice(a, "IN-1", "2026-10-05", "2026-11-05", 5_000);
    w.invoice(b, "IN-2", "2026-10-06", "2026-11-06", 7_000);
    make(&w, b, "2026-10-01", "2026-10-20").expect("overlaps");
    let october = RunStatements { from: day("2026-10-01"), to: day("2026-10-31"), customers: Vec::new() };
    let job = w.j.execute(&w.ctx, StartStatementRun(october.clone())).expect("queued");
    assert_eq!(w.j.execute(&w.ctx, StartStatementRun(october.clone())).expect("under way"), job);
    let handlers: Vec<Box<dyn JobHandler>> = vec![Box::new(StatementRunHandler)];
    assert!(work_one(&w.j, &handlers).expect("worked"));
    let done = w.j.db.read(|tx| get_job(tx, &w.ctx, job)).expect("job");
    assert_eq!((done.state, done.progress_done, done.progress_total), (JobState::Done, 2, 2));
    let result: serde_json::Value = serde_json::from_str(&done.result).expect("json");
    assert_eq!((&result["made"], &result["unchanged"]), (&1.into(), &0.into()));
    assert_eq!(result["none"][0]["customer_id"], b.to_string());
    assert_eq!(result["none"][0]["code"], "statements.overlap");
    assert!(result["none"][0]["reason_zh"].as_str().is_some_and(|r| r.contains("ST-202610-0001")));
    let again = w.j.execute(&w.ctx, StartStatementRun(october.clone())).expect("queued anew");
    assert_ne!(again, job);
    w.j.execute(&w.ctx, CancelJob { id: Id::from_raw(again) }).expect("stopped");
    assert!(!work_one(&w.j, &handlers).expect("nothing due"));
    let future = RunStatements { to: day("2030-01-01"), ..october };
    assert!(matches!(w.j.execute(&w.ctx, StartStatementRun(future)), Err(Error::Invalid(_))));
    assert_clean(&w);
} }
