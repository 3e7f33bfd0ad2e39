//! Imports on both engines: preview, all or nothing, the same file again, remembered mappings.

use crate::common::{World, mapped, request, with, world};
use jieqing_db::{Engine, db_test};
use jieqing_domain::access::{Permission, Scope};
use jieqing_domain::customers::query::{CustomerFilter, list};
use jieqing_domain::imports::{Counts, ImportKind, ImportState, Outcome, query};
use jieqing_domain::texts::Lang;
use jieqing_kernel::error::Error;
use jieqing_kernel::page::PageRequest;

const FILE: &str = "客户编码,客户名称,信用额度,城市,国家\n\
    A1,甲公司,\"1,000.50\",上海,中国\n\
    A2,\"乙, \"\"贸易\"\" 公司\",0,Paris,France\n\
    A3,丙公司,,,\n";

fn customers(world: &World) -> Vec<(String, String, Option<i64>)> {
    let page = PageRequest {
        limit: 500,
        after: None,
    };
    world
        .jieqing
        .read(&world.ctx, Permission::CustomersRead, |tx, ctx, _| {
            list(tx, ctx, &Scope::Company, &CustomerFilter::default(), &page)
        })
        .expect("list")
        .items
        .into_iter()
        .map(|c| (c.code, c.name, c.credit_limit_minor))
        .collect()
}

fn events(world: &World) -> usize {
    let company = world.ctx.company.raw();
    world
        .jieqing
        .db
        .read(|tx| jieqing_db::events::after(tx, company, 0, 100_000))
        .expect("events")
        .len()
}

fn counts(total: i64, added: i64, changed: i64, unchanged: i64, failed: i64) -> Counts {
    Counts {
        total,
        added,
        changed,
        unchanged,
        failed,
        ignored: 0,
    }
}

db_test! { a_preview_stores_nothing_and_tells_what_the_commit_does, |test: TestDb| {
    let w = world(test);
    let before = events(&w);
    let file = request(ImportKind::Customers, "客户.csv", FILE);
    let seen = w.preview(&file).expect("preview");
    assert_eq!(seen.report.counts, counts(3, 3, 0, 0, 0));
    assert!(!seen.committed);
    assert_eq!(customers(&w), []);
    assert_eq!(events(&w), before);

    let done = w.store(&file);
    assert_eq!(done.report, seen.report);
    let stored = customers(&w);
    assert_eq!(stored, [
        ("A1".to_owned(), "甲公司".to_owned(), Some(100_050)),
        ("A2".to_owned(), "乙, \"贸易\" 公司".to_owned(), Some(0)),
        ("A3".to_owned(), "丙公司".to_owned(), None),
    ]);
    // One event per customer and one for the import.
    assert_eq!(events(&w), before + 4);
    let view = w.jieqing.read(&w.ctx, Permission::ImportsWrite, |tx, ctx, _| query::get(tx, ctx, done.id)).expect("record");
    assert_eq!((view.state, view.counts), (ImportState::Committed, counts(3, 3, 0, 0, 0)));
    assert_eq!(view.mapping["credit_limit"], "信用额度");
}}

db_test! { the_same_file_again_changes_nothing, |test: TestDb| {
    let w = world(test);
    let file = request(ImportKind::Customers, "c.csv", FILE);
    let first = w.store(&file);
    let before = events(&w);
    let again = w.store(&file);
    assert_eq!(again.report.counts, counts(3, 0, 0, 3, 0));
    assert_eq!(again.same_file, Some(first.id));
    assert_eq!(events(&w), before + 1, "only the import itself");
    let changed = FILE.replace("1,000.50", "2,000").replace("丙公司", "丙集团");
    let done = w.store(&request(ImportKind::Customers, "c.csv", changed));
    assert_eq!(done.report.counts, counts(3, 0, 2, 1, 0));
    let told: Vec<_> = done.report.notes.iter()
        .flat_map(|n| n.changes.iter().map(move |c| (n.row_no, c.field, c.before.as_str(), c.after.as_str())))
        .collect();
    assert_eq!(told, [
        (2, "credit_limit", "1000.50", "2000.00"),
        (4, "name", "丙公司", "丙集团"),
    ]);
}}

db_test! { one_bad_row_among_thousands_stores_nothing, |test: TestDb| {
    let w = world(test);
    // On PostgreSQL every row is some round trips in a debug build: fewer rows prove the same there.
    let rows: i64 = if test.db.engine() == Engine::Sqlite { 20_000 } else { 2_000 };
    let mut text = "客户编码,客户名称,信用额度\n".to_owned();
    for n in 1..rows {
        text.push_str(&format!("C{n:05},客户{n},{n}.00\n"));
    }
    text.push_str(&format!("C{rows:05},最后一个,1e5\n"));
    let file = request(ImportKind::Customers, "c.csv", text);
    let before = events(&w);
    let done = w.commit(&file).expect("runs");
    assert!(!done.committed);
    assert_eq!(done.report.counts, counts(rows, rows - 1, 0, 0, 1));
    assert_eq!(customers(&w).len(), 0);
    assert_eq!(events(&w), before);
    let failed = w.jieqing.read(&w.ctx, Permission::ImportsWrite, |tx, ctx, _| {
        query::notes(tx, ctx, done.id, Some(Outcome::Failed), None, 10, Lang::Zh)
    }).expect("rows");
    assert_eq!(failed.len(), 1);
    assert_eq!((failed[0].row_no, failed[0].column.as_str(), failed[0].code.as_str()), (rows + 1, "信用额度", "amount.exponent"));
    assert!(failed[0].message.starts_with("“1e5”"), "{}", failed[0].message);
    assert_eq!(failed[0].raw, format!("C{rows:05} | 最后一个 | 1e5"));

    let done = w.commit(&with(file, "skip_failed", "true")).expect("runs");
    assert!(done.committed);
    assert_eq!(customers(&w).len(), 500, "a full page");
    let again = w.jieqing.read(&w.ctx, Permission::ImportsWrite, |tx, ctx, _| {
        query::notes(tx, ctx, done.id, None, None, 10, Lang::En)
    }).expect("rows");
    assert_eq!(again.len(), 1, "the skipped row is kept");
}}

db_test! { mappings_are_told_remembered_and_proposed, |test: TestDb| {
    let w = world(test);
    let text = "编号,简称,额度\nA1,甲,5\n";
    let plain = request(ImportKind::Customers, "x.csv", text);
    let refused = w.preview(&plain);
    assert!(matches!(refused, Err(Error::Refused(r)) if r.code == "imports.columns_missing"));
    let told = mapped(
        with(plain.clone(), "header_row", "1"),
        r#"{"code":"编号","name":"简称","credit_limit":"额度","currency":{"const":"USD"}}"#,
    );
    w.store(&told);
    let again = w.store(&with(plain, "header_row", "1"));
    assert_eq!(again.report.counts, counts(1, 0, 0, 1, 0));
}}

db_test! { totals_notes_and_repeated_keys_are_accounted_for, |test: TestDb| {
    let w = world(test);
    let text = "客户编码,客户名称,信用额度\nA1,甲,1\nA1,甲,1\nA2,,2\n合计,,3\n";
    let file = request(ImportKind::Customers, "x.csv", text);
    let done = w.preview(&file).expect("preview");
    let c = done.report.counts;
    assert_eq!((c.total, c.added, c.failed, c.ignored), (4, 1, 2, 1));
    let codes: Vec<_> = done.report.notes.iter().map(|n| (n.row_no, n.problems[0].code)).collect();
    assert_eq!(codes, [(3, "imports.duplicate_key"), (4, "field.required"), (5, "imports.total_row")]);
    let done = w.preview(&with(file, "repeated", "first")).expect("preview");
    assert_eq!((done.report.counts.failed, done.report.counts.ignored), (1, 2));
}}

db_test! { sheets_options_and_columns_are_asked_for, |test: TestDb| {
    let w = world(test);
    for (file, code) in [
        (request(ImportKind::Customers, "x.csv", ""), "file.empty"),
        (request(ImportKind::Customers, "x.csv", "a,\"b\n".repeat(3)), "csv.unclosed_quote"),
        (request(ImportKind::Customers, "x.csv", b"a,b\n1,\0\n".to_vec()), "csv.nul_byte"),
        (request(ImportKind::Customers, "x.xlsx", b"PK\x03\x04rubbish".to_vec()), "file.damaged"),
        (with(request(ImportKind::Customers, "x.csv", FILE), "skip", "1"), "imports.unknown_option"),
        (mapped(request(ImportKind::Customers, "x.csv", FILE), r#"{"kode":"客户编码"}"#), "imports.unknown_field"),
    ] {
        match w.preview(&file) {
            Err(Error::Refused(r)) => assert_eq!(r.code, code),
            Err(Error::Invalid(fields)) => assert_eq!((&*fields[0].path, fields[0].code), ("file", code)),
            other => panic!("{code}: {other:?}"),
        }
    }
}}

db_test! { a_wrong_check_digit_fails_its_row, |test: TestDb| {
    let w = world(test);
    let text = "客户编码,客户名称,纳税人识别号,国家\n\
        A1,甲公司,９１３３０１００７９９６５５０５８ｂ,中国\n\
        A2,乙公司,91330100799655058A,中国\n\
        A3,Fung Lee,12-3456789,USA\n";
    let file = request(ImportKind::Customers, "客户.csv", text);
    let seen = w.preview(&file).expect("preview");
    assert_eq!(seen.report.counts, counts(3, 2, 0, 0, 1));
    let problem = &seen.report.notes[0].problems[0];
    assert_eq!(problem.code, "taxid.checksum");
    assert!(problem.facts.iter().any(|(name, expected)| *name == "expected" && expected == "B"), "{problem:?}");
    w.store(&with(file, "skip_failed", "true"));
    let stored = w.jieqing.read(&w.ctx, Permission::CustomersRead, |tx, _, _| {
        let (sql, values) = jieqing_db::SqlBuilder::new("TAX_IDS", "select tax_id from customers order by code").finish();
        Ok(tx.all::<(String,)>(&sql, &values)?)
    }).expect("read");
    assert_eq!(stored, [("91330100799655058B".to_owned(),), ("12-3456789".to_owned(),)]);
}}
