//! What the four files may look like.

use super::super::problems::Problem;
use super::*;

/// Reads a file and hands the rows on as text.
fn with<T>(bytes: &[u8], look: impl FnOnce(&Source<'_>) -> T) -> T {
    let options = ReadOptions::default();
    let text = CsvText::open(bytes, "x.csv", &options).unwrap();
    look(&Source {
        name: "x.csv",
        text: &text,
        options: &options,
        currency: Currency::CNY,
    })
}

#[test]
fn optional_columns_may_be_missing_and_order_does_not_matter() {
    with(
        "amount,Item_ID,CUSTOMER\n12.5,A,某公司\n-3,B,某公司\n".as_bytes(),
        |s| {
            let items = items(s).ok().unwrap();
            let rows = &items.read.rows;
            assert_eq!(
                (rows[0].id, rows[0].party, rows[0].amount),
                ("A", "某公司", 1_250)
            );
            assert_eq!((rows[0].due, rows[1].amount), (None, -300));
            assert_eq!(items.read.problems.count, 0);
        },
    );
}

#[test]
fn numbers_of_every_kind_are_read() {
    with(b"item_id,amount,delivery_no,doc_no\nA,1,D-7,I-1\n", |s| {
        let mut items = items(s).ok().unwrap();
        number_items(&mut items.read.rows, &items.numbers);
        assert_eq!(items.read.rows[0].numbers, ["I-1", "", "D-7"]);
    });
}

#[test]
fn gbk_and_byte_order_marks_are_read() {
    let gbk = b"\xca\xd5\xbf\xee\xb1\xea\xca\xb6;\xbd\xf0\xb6\xee;\xb8\xb6\xbf\xee\xb7\xbd\nR1;\xa3\xa41,000.00;\xc9\xcf\xba\xa3\xb9\xab\xcb\xbe\n";
    with(gbk, |s| {
        let read = receipts(s).ok().unwrap();
        assert_eq!(read.rows[0].payer, "上海公司");
        assert_eq!(read.rows[0].amount, 100_000);
    });
    let text = "\u{feff}收款标识,金额,付款方\nR1,\"￥1,000.00\",上海公司\n";
    with(text.as_bytes(), |s| {
        let read = receipts(s).ok().unwrap();
        assert_eq!(
            (read.rows[0].amount, read.rows[0].payer),
            (100_000, "上海公司")
        );
    });
}

#[test]
fn a_problem_names_file_line_and_column_and_costs_only_its_row() {
    with(
        b"item_id,amount,due_date\nA,1.00,2025-01-31\n\"B\nb\",1.005,\nC,2,soon\n",
        |s| {
            let items = items(s).ok().unwrap();
            let told: Vec<String> = items
                .read
                .problems
                .kept
                .iter()
                .map(Problem::to_string)
                .collect();
            assert!(
                told[0].starts_with("x.csv: line 3, column amount:"),
                "{told:?}"
            );
            assert!(
                told[1].starts_with("x.csv: line 5, column due_date:"),
                "{told:?}"
            );
            let ids: Vec<&str> = items.read.rows.iter().map(|i| i.id).collect();
            assert_eq!(ids, ["A", "C"]);
        },
    );
}

#[test]
fn a_file_without_one_good_row_is_refused() {
    with(b"item_id,amount\nA,x\n", |s| {
        let why = items(s).err().unwrap().to_string();
        assert!(why.contains("line 2, column amount"), "{why}");
    });
}

#[test]
fn the_order_of_day_and_month_is_found_in_the_column() {
    with(
        b"receipt_id,date,amount\nA,03/01/2012,1\nB,23/01/2012,1\n",
        |s| {
            let read = receipts(s).ok().unwrap();
            assert_eq!(read.rows[0].date, Date::from_ymd_opt(2012, 1, 3));
            assert_eq!(read.problems.count, 0);
        },
    );
}

#[test]
fn an_id_that_stands_twice_is_told_and_not_used() {
    with(b"receipt_id,amount\nA,1\nB,2\nA,3\n", |s| {
        let read = receipts(s).ok().unwrap();
        assert_eq!(read.rows.len(), 1);
        assert_eq!(read.problems.kept[0].code, Problem::TWICE);
    });
}
