//! Import of order lines from CSV, the way the command line does it (reading in the limited child
//! process when the binary is given, one transaction), beside reading alone and beside a bulk
//! insert of as many lines and orders with the same indexes.

use crate::meter::Meter;
use crate::report::{Case, Report, count};
use crate::scratch::Place;
use crate::world::{PRODUCTS, World, customer_code, sku};
use crate::{Options, Outcome};
use jieqing_db::{Bulk, ToV, V};
use jieqing_domain::imports::{
    ImportInput, ImportKind, ImportRequest, Mapping, Reader, SourceFile, commit,
};
use std::fmt::Write;
use std::sync::Arc;

const PART: &str = "import";
const LINES_EACH: i64 = 5;
const CUSTOMERS: i64 = 500;

const ORDERS: Bulk = Bulk {
    table: "sales_orders",
    columns: &[
        "company_id",
        "id",
        "number",
        "source_no",
        "customer_id",
        "status",
        "delivery_state",
        "billing_state",
        "ordered_on",
        "currency",
        "rate_e9",
        "terms_id",
        "tax_inclusive",
        "net_minor",
        "tax_minor",
        "total_minor",
        "base_total_minor",
        "owner_id",
        "department_id",
        "created_by",
        "created_at_us",
        "version",
    ],
};
const LINES: Bulk = Bulk {
    table: "sales_order_lines",
    columns: &[
        "company_id",
        "order_id",
        "line_no",
        "id",
        "customer_id",
        "product_id",
        "sku",
        "name",
        "spec",
        "unit",
        "tax_code",
        "qty_e6",
        "price_e8",
        "tax_rate_e9",
        "net_minor",
        "tax_minor",
        "total_minor",
        "cost_e8",
        "price_source",
    ],
};

pub(crate) fn run(options: &Options, report: &mut Report) -> Outcome<()> {
    let reader = match &options.server {
        Some(program) => Reader::Child {
            // The reader starts in an empty folder of its own.
            program: program.canonicalize()?,
        },
        None => Reader::Here,
    };
    let lines = options.lines / LINES_EACH * LINES_EACH;
    let mut request = ImportRequest {
        kind: ImportKind::Orders,
        files: vec![SourceFile {
            name: "orders.csv".to_owned(),
            bytes: file(lines)?.into_bytes(),
        }],
        mapping: Mapping::default(),
        options: Default::default(),
    };
    for (option, choice) in [("order_state", "confirmed"), ("credit", "off")] {
        request.options.insert(option.to_owned(), choice.to_owned());
    }
    let ops = u64::try_from(lines)?;

    let meter = Meter::start(None);
    drop(ImportInput::read(&reader, &request)?);
    let parsing = meter.stop();
    let parse_s = parsing.wall_s;
    report.add(
        case("file", "reading alone, lines"),
        ops,
        parsing,
        None,
        &mut [],
    );

    for (raw, place) in Place::each(options)?.into_iter().zip(Place::each(options)?) {
        let insert_s = raw_insert(&raw, lines, report)?;
        let world = World::found(&place)?;
        world.customers(0, CUSTOMERS)?;
        let meter = Meter::start(place.server);
        let mut input = ImportInput::read(&reader, &request)?;
        input.map(&request.mapping, &[])?;
        let done = commit(&world.app, &world.ctx, None, &Arc::new(input))?;
        let cost = meter.stop();
        let counts = done.report.counts;
        if !done.committed || counts.added != lines {
            let first = done.report.notes.first();
            return Err(format!("the import did not go through: {counts:?}, {first:?}").into());
        }
        let times = cost.wall_s / (parse_s + insert_s);
        let alone = count(ops) / (parse_s + insert_s);
        let name = "import, lines; ratio: beside reading + insert";
        report.add(case(place.engine, name), ops, cost, Some(alone), &mut []);
        let what = format!("import beside reading + raw insert, {}", place.engine);
        report.at_most(PART, what, times, 3.0, "times");
    }
    Ok(())
}

fn case(engine: &'static str, name: &str) -> Case {
    Case {
        part: PART,
        engine,
        name: name.to_owned(),
        clients: 1,
    }
}

/// A file as another system exports it.
fn file(lines: i64) -> Outcome<String> {
    let mut text = String::from("order_no,customer,ordered_on,sku,qty,price\n");
    for n in 0..lines {
        let order = n / LINES_EACH;
        writeln!(
            text,
            "EX{order:07},{},2026-{:02}-{:02},{},{},{}.{:02}",
            customer_code(order % CUSTOMERS),
            order % 9 + 1,
            order % 28 + 1,
            sku((order * 13 + n % LINES_EACH * 17) % PRODUCTS),
            n % 40 + 1,
            n % 900 + 10,
            n % 100
        )?;
    }
    Ok(text)
}

/// Seconds of a bulk insert into an empty schema.
fn raw_insert(place: &Place, lines: i64, report: &mut Report) -> Outcome<f64> {
    let meter = Meter::start(place.server);
    place.db.write(move |tx| {
        tx.bulk(ORDERS, (0..lines / LINES_EACH).map(order_row))?;
        Ok(tx.bulk(LINES, (0..lines).map(line_row))?)
    })?;
    let cost = meter.stop();
    let seconds = cost.wall_s;
    let name = "raw bulk insert of lines and orders";
    report.add(
        case(place.engine, name),
        u64::try_from(lines)?,
        cost,
        None,
        &mut [],
    );
    Ok(seconds)
}

fn order_row(n: i64) -> Vec<V<'static>> {
    let amount = 1_000 + n;
    vec![
        V::Int(1),
        V::Int(n),
        V::Text(format!("SO-202601-{n:07}").into()),
        V::Text(format!("EX{n:07}").into()),
        V::Int(n % CUSTOMERS),
        "confirmed".to_v(),
        "none".to_v(),
        "none".to_v(),
        V::Text(format!("2026-{:02}-{:02}", n % 9 + 1, n % 28 + 1).into()),
        "CNY".to_v(),
        V::Int(1_000_000_000),
        V::Int(1),
        V::Bool(true),
        V::Int(amount),
        V::Int(130),
        V::Int(amount),
        V::Int(amount),
        V::Int(0),
        V::Int(0),
        V::Int(0),
        V::Int(0),
        V::Int(1),
    ]
}

fn line_row(n: i64) -> Vec<V<'static>> {
    let (order, amount) = (n / LINES_EACH, 1_000 + n);
    let product = n % PRODUCTS;
    vec![
        V::Int(1),
        V::Int(order),
        V::Int(n % LINES_EACH + 1),
        V::Int(n),
        V::Int(order % CUSTOMERS),
        V::Int(product),
        V::Text(sku(product).into()),
        V::Text(format!("深沟球轴承 {product:03}").into()),
        "6204-2RS".to_v(),
        "套".to_v(),
        "1090521010000000000".to_v(),
        V::Int(6_000_000),
        V::Int(255_000_000),
        V::Int(130_000_000),
        V::Int(amount),
        V::Int(130),
        V::Int(amount),
        V::Int(100),
        "entered".to_v(),
    ]
}
