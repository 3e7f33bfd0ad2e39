//! Files as people and banks make them, from `<project>/../shared/data`; skipped when absent.

#![expect(clippy::print_stdout, reason = "says what was skipped")]

mod shared;

use shared::shared_data;

use jieqing_formats::FormatError;
use jieqing_formats::table::header::{self, FieldKind, FieldSpec, RowRole};
use jieqing_formats::table::value::parse_amount;
use jieqing_formats::table::{CellKind, ReadOptions, Row, TableFile, Workbook};

fn data(path: &str) -> Option<Vec<u8>> {
    let bytes = shared_data().and_then(|base| std::fs::read(base.join(path)).ok());
    if bytes.is_none() {
        println!("skipped: no {path}");
    }
    bytes
}

fn read(path: &str) -> Option<Result<Workbook, FormatError>> {
    data(path).map(|bytes| TableFile::read(&bytes, path, &ReadOptions::default()))
}

fn texts(row: &Row) -> Vec<&str> {
    (0..row.len()).map(|i| row.text(i)).collect()
}

const FIELDS: &[FieldSpec<'_>] = &[
    FieldSpec {
        name: "date",
        aliases_zh: &["交易日期", "记账日期", "交易时间", "交易日", "日期"],
        aliases_en: &["date"],
        kind: FieldKind::Date,
        required: true,
    },
    FieldSpec {
        name: "amount",
        aliases_zh: &["交易金额", "金额", "人民币金额", "交易金额(支出)"],
        aliases_en: &["amount"],
        kind: FieldKind::Amount,
        required: true,
    },
    FieldSpec {
        name: "balance",
        aliases_zh: &["余额", "本次余额"],
        aliases_en: &["balance"],
        kind: FieldKind::Amount,
        required: false,
    },
    FieldSpec {
        name: "counterparty",
        aliases_zh: &["对方户名", "交易对方", "对方账户名", "对手信息", "商户名称"],
        aliases_en: &["payee"],
        kind: FieldKind::Name,
        required: false,
    },
    FieldSpec {
        name: "memo",
        aliases_zh: &["交易摘要", "摘要", "附言", "备注", "商品", "商品说明"],
        aliases_en: &["memo"],
        kind: FieldKind::Text,
        required: false,
    },
];

#[test]
fn chinese_bank_files() {
    // file, encoding, header line, data rows, amount column
    let cases = [
        ("alipay.csv", "gb18030", 25, 10, Some("金额")),
        ("wechat.csv", "UTF-8", 17, 27, Some("金额(元)")),
        // The file has 11 records and a total, which the data's description counts as the twelfth.
        ("icbc-debit-v1.csv", "UTF-8", 7, 11, None),
        ("boc-debit.csv", "UTF-8", 2, 17, Some("金额")),
        ("cmb-credit.csv", "UTF-8", 2, 6, Some("人民币金额")),
        ("bocom-debit.csv", "UTF-8", 1, 6, Some("交易金额")),
        ("abc-debit.csv", "UTF-8", 1, 5, Some("交易金额")),
        ("jd.csv", "UTF-8 BOM", 22, 26, Some("金额")),
    ];
    for (file, encoding, line, count, amount) in cases {
        let Some(book) = read(&format!("bank-csv-cn/{file}")) else {
            return;
        };
        let book = book.unwrap();
        assert_eq!(book.encoding.as_deref(), Some(encoding), "{file}");
        assert_eq!(book.delimiter, Some(','), "{file}");
        let rows = &book.sheets[0].rows;
        for fields in [FIELDS, &[]] {
            let found = header::find(rows, fields).unwrap();
            assert_eq!(found.number, line, "{file}: {:?}", found.names);
            let below = &rows[found.index + 1..];
            let records = below
                .iter()
                .filter(|r| header::role(r, &found) == RowRole::Data)
                .count();
            assert_eq!(records, count, "{file}");
        }
        let found = header::find(rows, FIELDS).unwrap();
        let proposals = header::propose(&found.names, &rows[found.index + 1..], FIELDS);
        let column = |field: &str| {
            proposals
                .iter()
                .find(|p| p.field == field)
                .map(|p| found.names[p.column].as_str())
        };
        assert!(column("date").is_some(), "{file} {proposals:?}");
        if let Some(amount) = amount {
            assert_eq!(column("amount"), Some(amount), "{file} {proposals:?}");
        }
    }
}

#[test]
fn amounts_of_a_bank_file_sum_up() {
    let Some(book) = read("bank-csv-cn/boc-debit.csv") else {
        return;
    };
    let book = book.unwrap();
    let cents = book.sheets[0].rows[2..]
        .iter()
        .map(|row| parse_amount(row.text(3)).unwrap().to_scaled(2).unwrap());
    let (mut plus, mut minus) = (0, 0);
    for cents in cents {
        if cents > 0 {
            plus += cents
        } else {
            minus -= cents
        }
    }
    assert_eq!((plus, minus), (982_100, 939_430));
}

#[test]
fn workbooks_as_people_make_them() {
    let Some(first) = read("spreadsheets/sales-zh-missing.xlsx") else {
        return;
    };
    let sales = first.unwrap();
    let only = sales.only_sheet().unwrap();
    assert_eq!((only.name.as_str(), only.rows.len()), ("销售数据", 21));
    assert_eq!(header::find(&only.rows, &[]).unwrap().number, 1);

    let demo = read("spreadsheets/demo.xlsx").unwrap().unwrap();
    assert_eq!(
        demo.sheets.iter().map(|s| s.rows.len()).collect::<Vec<_>>(),
        [11, 11]
    );
    assert!(demo.only_sheet().is_none());

    let formula = read("spreadsheets/t02.xlsx").unwrap().unwrap();
    assert_eq!(
        header::find(&formula.sheets[0].rows, &[]).unwrap().number,
        2
    );

    let merged = read("spreadsheets/merge_cells.xlsx").unwrap().unwrap();
    assert!(!merged.sheets[0].rows.is_empty());
    let empty = read("spreadsheets/empty_sheet.xlsx").unwrap().unwrap();
    assert!(empty.has_notice("file.no_rows"));
    let errors = read("spreadsheets/errors.xlsx").unwrap().unwrap();
    assert!(
        errors.sheets[0]
            .rows
            .iter()
            .all(|r| r.cell(0).kind == CellKind::Error)
    );
    let entities = read("spreadsheets/encoded_entities.xlsx").unwrap().unwrap();
    assert!(!entities.sheets[0].rows.is_empty());
    let csv = read("spreadsheets/no_bom.csv").unwrap().unwrap();
    assert_eq!(csv.sheets[0].rows.len(), 11);
    let header_row = read("spreadsheets/header-row.xlsx").unwrap().unwrap();
    assert!(
        header::find(&header_row.sheets[0].rows, &[])
            .unwrap()
            .number
            > 1
    );
    for file in [
        "issue_644.xlsx",
        "whitespace_trim.xlsx",
        "inventory-table.xlsx",
        "converter07.xlsx",
        "DataTypesFormats.xlsx",
        "merged_range.xlsx",
        "dataformat.xlsx",
        "t05.xlsx",
    ] {
        assert!(
            read(&format!("spreadsheets/{file}")).unwrap().is_ok(),
            "{file}"
        );
    }
}

#[test]
fn dates_of_both_systems() {
    let Some(first) = read("spreadsheets/date.xlsx") else {
        return;
    };
    let of = |book: &Workbook| {
        book.sheets[0]
            .rows
            .iter()
            .map(|r| texts(r).join("|"))
            .collect::<Vec<_>>()
    };
    let d1900 = of(&first.unwrap());
    let d1904 = of(&read("spreadsheets/date_1904.xlsx").unwrap().unwrap());
    assert_eq!(d1900, d1904);
    assert_eq!(d1900[0], "2021-01-01|15");
    let iso = read("spreadsheets/date_iso.xlsx").unwrap().unwrap();
    assert!(
        iso.sheets[0]
            .rows
            .iter()
            .any(|r| r.cell(0).kind == CellKind::Date)
    );
    let sheetjs = read("spreadsheets/sheetjs-1904.xlsx").unwrap().unwrap();
    println!("{:?}", of(&sheetjs));
    let quoted = read("spreadsheets/date_quoted_format.xlsx")
        .unwrap()
        .unwrap();
    println!("{:?}", of(&quoted));
}

#[test]
fn refused_with_a_clear_code() {
    let code = |path: &str| read(path).map(|r| r.map(|_| "ok").unwrap_or_else(|e| e.code));
    let Some(password) = code("spreadsheets/pass_protected.xlsx") else {
        return;
    };
    assert_eq!(password, "xlsx.password");
    assert_eq!(
        code("spreadsheets/customer_template.xls"),
        Some("file.needs_worker")
    );
}
