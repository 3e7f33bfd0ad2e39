//! Online Retail, 245,903 lines with cancellations, returns, adjustments and lines without a
//! customer: imported with its problem rows reported, none lost, in a small multiple of parsing
//! plus raw insert.

use crate::common::{mapped, request, with, world_of};
use jieqing_db::testkit::TestDb;
use jieqing_db::{Bulk, V};
use jieqing_domain::access::Permission;
use jieqing_domain::imports::{ImportInput, ImportKind, ImportRequest, Outcome, Reader};
use jieqing_domain::receivables::query::customer_totals;
use jieqing_kernel::currency::Currency;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

const LINES: i64 = 245_903;

/// Rows as inserted raw: what an import at least has to write.
const RAW: Bulk = Bulk {
    table: "sales_order_lines",
    columns: &[
        "company_id",
        "order_id",
        "customer_id",
        "id",
        "line_no",
        "product_id",
        "sku",
        "name",
        "unit",
        "qty_e6",
        "price_e8",
        "tax_rate_e9",
        "net_minor",
        "tax_minor",
        "total_minor",
    ],
};

fn file() -> Option<Vec<u8>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/orders/online-retail.2010-12_2011-06.csv.gz");
    std::fs::read(path).ok()
}

fn with_mapping(kind: ImportKind, bytes: &[u8], mapping: &str) -> ImportRequest {
    mapped(
        request(kind, "online-retail.csv.gz", bytes.to_vec()),
        mapping,
    )
}

#[test]
fn every_line_is_accepted_or_rejected_with_a_reason() {
    let Some(bytes) = file() else {
        println!("skipped: ../shared/data is not there");
        return;
    };
    let test = TestDb::sqlite().expect("sqlite");
    let w = world_of(&test, "GBP".parse::<Currency>().expect("known"));
    let customers = with(
        with_mapping(
            ImportKind::Customers,
            &bytes,
            r#"{"code":"CustomerID","name":"CustomerID","country":"Country","currency":{"const":"GBP"}}"#,
        ),
        "repeated",
        "first",
    );
    let done = w
        .commit(&with(customers, "skip_failed", "true"))
        .expect("customers");
    let c = done.report.counts;
    assert!(done.committed && c.balanced() && c.total == LINES);
    assert_eq!(c.failed, 69_014, "lines without customer");
    let products = with(
        with_mapping(
            ImportKind::Products,
            &bytes,
            r#"{"sku":"StockCode","name":"StockCode","spec":"Description","tax_rate":{"const":"0"},"unit":{"const":"pcs"},"price":null}"#,
        ),
        "repeated",
        "first",
    );
    let done = w.store(&products);
    assert_eq!(done.report.counts.total, LINES);

    let orders = with_mapping(
        ImportKind::Orders,
        &bytes,
        r#"{"order_no":"InvoiceNo","customer":"CustomerID","ordered_on":"InvoiceDate","sku":"StockCode",
            "qty":"Quantity","price":"UnitPrice","currency":{"const":"GBP"},"tax_rate":{"const":"0"}}"#,
    );
    let orders = with(with(orders, "order_state", "confirmed"), "credit", "off");
    let refused = w.commit(&orders).expect("all or nothing");
    assert!(!refused.committed);
    assert_eq!(count(&w.jieqing.db), 0);

    let started = Instant::now();
    let input = ImportInput::read(&Reader::Here, &orders).expect("read");
    let parsing = started.elapsed();
    drop(input);
    let raw = raw_insert(LINES);
    let started = Instant::now();
    let done = w
        .commit(&with(orders.clone(), "skip_failed", "true"))
        .expect("orders");
    let took = started.elapsed();
    assert!(done.committed);
    let c = done.report.counts;
    assert_eq!(
        (
            c.total,
            c.added + c.failed,
            c.changed + c.unchanged + c.ignored
        ),
        (LINES, LINES, 0)
    );
    assert_eq!(c.added, count(&w.jieqing.db));

    let mut reasons: BTreeMap<&str, i64> = BTreeMap::new();
    for note in &done.report.notes {
        assert_eq!(note.outcome, Outcome::Failed);
        *reasons.entry(note.problems[0].code).or_default() += 1;
    }
    println!("reasons: {reasons:?}");
    assert_eq!(reasons.values().sum::<i64>(), c.failed);
    // Every line without a customer says so; `C…` lines without one may say that they cancel first.
    let without = |code: &str| {
        let told =
            |n: &&jieqing_domain::imports::RowNote| n.problems.iter().any(|p| p.code == code);
        done.report.notes.iter().filter(told).count()
    };
    assert_eq!(without("orders.customer_missing"), 69_014);
    assert_eq!(reasons.get("imports.header_differs"), None);
    let totals = w
        .jieqing
        .read(&w.ctx, Permission::ReportsRead, |tx, ctx, scope| {
            customer_totals(tx, ctx, scope)
        })
        .expect("totals");
    let orders_stored: i64 = totals.iter().map(|t| t.orders).sum();
    assert_eq!(orders_stored, done.report.documents.added);
    println!(
        "{} lines in {} orders accepted, {} lines rejected; import {took:?}, parse {parsing:?}, raw insert {raw:?}, ratio {:.2}",
        c.added,
        orders_stored,
        c.failed,
        took.as_secs_f64() / (parsing + raw).as_secs_f64()
    );
    let again = w
        .commit(&with(orders, "skip_failed", "true"))
        .expect("again");
    assert_eq!(again.report.counts.unchanged, c.added);
    assert_eq!(again.report.counts.added, 0);
}

fn count(db: &jieqing_db::Db) -> i64 {
    db.read(|tx| {
        let (sql, values) =
            jieqing_db::SqlBuilder::new("COUNT", "select count(*) from sales_order_lines").finish();
        tx.one::<(i64,)>(&sql, &values)
    })
    .expect("count")
    .0
}

/// The same number of lines put into an empty database with nothing but the bulk insert.
fn raw_insert(lines: i64) -> Duration {
    let test = TestDb::sqlite().expect("sqlite");
    let started = Instant::now();
    test.db
        .write(move |tx| {
            tx.bulk(
                RAW,
                (0..lines).map(|n| {
                    vec![
                        V::Int(1),
                        V::Int(n / 20),
                        V::Int(n / 400),
                        V::Int(n),
                        V::Int(n % 20),
                        V::Int(n % 3_000),
                        V::Text("85123A".into()),
                        V::Text("WHITE HANGING HEART T-LIGHT HOLDER".into()),
                        V::Text("pcs".into()),
                        V::Int(6_000_000),
                        V::Int(255_000_000),
                        V::Int(0),
                        V::Int(1_530),
                        V::Int(0),
                        V::Int(1_530),
                    ]
                }),
            )
            .map_err(jieqing_kernel::error::Error::from)
        })
        .expect("raw");
    started.elapsed()
}
