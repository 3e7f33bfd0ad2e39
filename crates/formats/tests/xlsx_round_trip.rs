//! What is written is read back: amounts, dates, text that looks like a formula.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use jieqing_formats::table::{CellKind, Date, ReadOptions, TableFile, Workbook};
use jieqing_formats::xlsx_out::{Column, ColumnKind, SheetSpec, Value, WorkbookMeta, XlsxWriter};
use proptest::prelude::*;

fn spec(name: &str) -> SheetSpec {
    SheetSpec {
        name: name.to_owned(),
        title_lines: vec!["应收对账单".to_owned(), "期间：2024-01".to_owned()],
        columns: vec![
            Column::new("单号", ColumnKind::Text),
            Column::new("金额", ColumnKind::Amount { exponent: 2 }),
            Column::new("数量", ColumnKind::Quantity { decimals: 4 }),
            Column::new("日期", ColumnKind::Date),
            Column::new("税率", ColumnKind::Percent { decimals: 0 }),
            Column::new("张数", ColumnKind::Integer),
        ],
        landscape: true,
    }
}

fn write(rows: &[Vec<Value<'_>>]) -> Vec<u8> {
    let mut book = XlsxWriter::new(&WorkbookMeta::default());
    for name in ["明细/1", "明细_1"] {
        let mut sheet = book.sheet(spec(name)).unwrap();
        for row in rows {
            sheet.row(row).unwrap();
        }
        sheet
            .total(&[Value::Text("合计"), Value::Amount(123)])
            .unwrap();
        sheet.finish().unwrap();
    }
    book.finish().unwrap()
}

fn read(bytes: &[u8]) -> Workbook {
    TableFile::read(bytes, "x.xlsx", &ReadOptions::default()).unwrap()
}

#[test]
fn typed_cells_come_back() {
    let date = Date::new(2024, 2, 29).unwrap();
    let rows = [
        vec![
            Value::Text("=HYPERLINK(\"http://x\")"),
            Value::Amount(-123_456),
            Value::Decimal {
                unscaled: 12_345,
                scale: 4,
            },
            Value::Date(date),
            Value::Decimal {
                unscaled: 13,
                scale: 2,
            },
            Value::Integer(7),
        ],
        vec![
            Value::Text("12345678901234567890"),
            Value::AmountOf {
                minor: 1_000_000_000_000_000,
                exponent: 2,
            },
            Value::Text("无"),
            Value::Empty,
            Value::Empty,
            Value::Text("\u{1}<&>"),
        ],
    ];
    let bytes = write(&rows);
    assert_eq!(bytes, write(&rows), "the same input makes the same bytes");
    let book = read(&bytes);
    let names: Vec<_> = book.sheets.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(names, ["明细_1", "明细_1~2"]);
    let sheet = &book.sheets[0].rows;
    assert_eq!(
        sheet[2].number(),
        4,
        "a blank row stands between title and header"
    );
    let cell = |row: usize, column: usize| {
        let cell = sheet[row].cell(column);
        (cell.text.to_owned(), cell.kind)
    };
    let text = |t: &str, k| (t.to_owned(), k);
    assert_eq!(cell(3, 0), text("=HYPERLINK(\"http://x\")", CellKind::Text));
    assert_eq!(cell(3, 1), text("-1234.56", CellKind::Number));
    assert_eq!(cell(3, 2), text("1.2345", CellKind::Number));
    assert_eq!(cell(3, 3), text("2024-02-29", CellKind::Date));
    assert_eq!(cell(3, 4), text("0.13", CellKind::Number));
    assert_eq!(cell(3, 5), text("7", CellKind::Number));
    assert_eq!(cell(4, 0), text("12345678901234567890", CellKind::Text));
    assert_eq!(cell(4, 1), text("10000000000000.00", CellKind::Text));
    assert_eq!(cell(5, 1), text("1.23", CellKind::Number));
}

#[test]
fn limits() {
    let mut book = XlsxWriter::new(&WorkbookMeta::default());
    let mut sheet = book.sheet(spec("")).unwrap();
    let long = "甲".repeat(40_000);
    sheet.row(&[Value::Text(&long)]).unwrap();
    assert_eq!(
        sheet.row(&[Value::Empty; 7]).unwrap_err().code,
        "xlsx.too_many_values"
    );
    sheet.finish().unwrap();
    let bytes = book.finish().unwrap();
    let opts = ReadOptions {
        max_cell_bytes: 1_000_000,
        ..ReadOptions::default()
    };
    let book = TableFile::read(&bytes, "", &opts).unwrap();
    assert_eq!(book.sheets[0].rows[3].text(0).chars().count(), 32_767);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(30))]

    #[test]
    fn every_amount_and_date_survives(
        cents in proptest::collection::vec(-999_999_999_999_999_i64..=999_999_999_999_999, 1..20),
        days in -25_000_i64..2_900_000,
        text in "[^\u{0}-\u{1f}_]{0,20}",
    ) {
        let date = Date::from_days(days).unwrap();
        let rows: Vec<Vec<Value<'_>>> = cents
            .iter()
            .map(|c| vec![Value::Text(&text), Value::Amount(*c), Value::Empty, Value::Date(date)])
            .collect();
        let book = read(&write(&rows));
        for (row, cents) in book.sheets[0].rows[3..].iter().zip(&cents) {
            let read = jieqing_formats::table::value::parse_amount(row.text(1)).unwrap();
            prop_assert_eq!(read.to_scaled(2).unwrap(), *cents);
            prop_assert_eq!(row.text(3), date.to_string());
            prop_assert_eq!(row.cell(0).text, text.as_str());
        }
    }
}

/// 100,000 × 12 written and read; run with `--release -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
fn measure_one_hundred_thousand_rows() {
    let columns = (0..12).map(|i| match i % 4 {
        0 => Column::new(format!("单号{i}"), ColumnKind::Text),
        1 => Column::new(format!("金额{i}"), ColumnKind::Amount { exponent: 2 }),
        2 => Column::new(format!("日期{i}"), ColumnKind::Date),
        _ => Column::new(format!("客户{i}"), ColumnKind::Text),
    });
    let spec = SheetSpec {
        name: "明细".to_owned(),
        columns: columns.collect(),
        ..SheetSpec::default()
    };
    let date = Date::new(2024, 2, 29).unwrap();
    let start = std::time::Instant::now();
    let mut book = XlsxWriter::new(&WorkbookMeta::default());
    let mut sheet = book.sheet(spec).unwrap();
    for i in 0..100_000 {
        let number = format!("INV{i:08}");
        let part = [
            Value::Text(&number),
            Value::Amount(i * 37),
            Value::Date(date),
            Value::Text("上海某某贸易有限公司"),
        ];
        sheet.row(&[part, part, part].concat()).unwrap();
    }
    sheet.finish().unwrap();
    let bytes = book.finish().unwrap();
    let written = start.elapsed();
    let start = std::time::Instant::now();
    let mut cells = 0;
    let opts = ReadOptions::default();
    TableFile::for_each_row(&bytes, "", &opts, &mut |event| {
        if let jieqing_formats::table::Event::Row { row, .. } = event {
            cells += row.len();
        }
        Ok(jieqing_formats::table::Flow::Continue)
    })
    .unwrap();
    assert_eq!(cells, 1_200_012);
    println!(
        "write {written:?}, read {:?}, {} kB",
        start.elapsed(),
        bytes.len() / 1_000
    );
}
