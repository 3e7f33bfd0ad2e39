//! Hostile and odd csv files: each is refused with its code and place, or read as it should be.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::time::{Duration, Instant};

use jieqing_formats::FormatError;
use jieqing_formats::table::{CellKind, ReadOptions, TableFile, Workbook};
use proptest::prelude::*;

fn read(bytes: &[u8]) -> Result<Workbook, FormatError> {
    let start = Instant::now();
    let result = TableFile::read(bytes, "x.csv", &ReadOptions::default());
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "slow: {:?}",
        start.elapsed()
    );
    result
}

fn code(bytes: &[u8]) -> &'static str {
    match read(bytes) {
        Ok(_) => "ok",
        Err(error) => error.code,
    }
}

fn texts(book: &Workbook) -> Vec<Vec<String>> {
    let rows = &book.sheets[0].rows;
    rows.iter()
        .map(|r| r.cells().map(|c| c.text.to_owned()).collect())
        .collect()
}

fn place(bytes: &[u8]) -> (Option<u64>, Option<u32>) {
    let place = read(bytes).unwrap_err().place.unwrap();
    (place.row, place.column)
}

#[test]
fn refused_with_code_and_place() {
    assert_eq!(code(b""), "file.empty");
    assert_eq!(code(b"a,b\n1,\0\n"), "csv.nul_byte");
    assert_eq!(place(b"a,b\n1,\0\n"), (Some(2), Some(2)));
    assert_eq!(code(b"a,b\n1,\"x\n"), "csv.unclosed_quote");
    assert_eq!(place(b"a,b\n\n1,\"x\n"), (Some(3), Some(2)));
    let mut long = b"a,b\n1,\"".to_vec();
    long.extend(b"some text\n".repeat(200_000));
    assert_eq!(code(&long), "csv.unclosed_quote");
    assert_eq!(place(&long), (Some(2), Some(2)));
    let line = "x".repeat(20_000_000);
    assert_eq!(
        code(format!("a,b\n1,{line}").as_bytes()),
        "file.cell_too_long"
    );
    let columns = "1,".repeat(300_000);
    assert_eq!(code(columns.as_bytes()), "file.too_many_columns");
    assert_eq!(place(columns.as_bytes()), (Some(1), Some(513)));
    let wide = format!("{}\n", format!("{},", "y".repeat(60_000)).repeat(30));
    assert_eq!(code(wide.as_bytes()), "file.row_too_long");
    let opts = ReadOptions {
        max_bytes: 10,
        ..ReadOptions::default()
    };
    assert_eq!(
        TableFile::read(b"a,b\n1,2\n3,4\n", "", &opts)
            .unwrap_err()
            .code,
        "file.too_large"
    );
    let opts = ReadOptions {
        max_rows: 2,
        ..ReadOptions::default()
    };
    let error = TableFile::read(b"a\nb\n\nc\n", "", &opts).unwrap_err();
    assert_eq!(
        (error.code, error.place.unwrap().row),
        ("file.too_many_rows", Some(4))
    );
}

#[test]
fn other_kinds_in_disguise() {
    for (bytes, is) in [
        (&b"\x1f\x8b\x08\0\0\0"[..], "gzip"),
        (b"%PDF-1.7\n", "pdf"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"7z\xBC\xAF\x27\x1C", "7z"),
        (b"\xEF\xBB\xBF <html><table>", "html"),
        (b"<?xml version='1.0'?>", "xml"),
        (b"SQLite format 3\0", "sqlite"),
    ] {
        let error = read(bytes).unwrap_err();
        assert_eq!(
            (error.code, error.get("is")),
            ("file.not_a_table", Some(is))
        );
    }
    assert_eq!(code(&[0xFF, 0x00, 0x80, 0x01, 0x02, 0x00]), "csv.nul_byte");
}

#[test]
fn encodings_are_detected_and_told() {
    let gb = encoding_rs::GB18030
        .encode("名称,金额\n某某公司,１２\n")
        .0
        .into_owned();
    let book = read(&gb).unwrap();
    assert_eq!(book.encoding.as_deref(), Some("gb18030"));
    assert!(book.has_notice("csv.encoding_guessed"));
    assert_eq!(texts(&book)[1], ["某某公司", "１２"]);

    let utf8 = read("\u{feff}名称;金额\n甲;1\n".as_bytes()).unwrap();
    assert_eq!(
        (utf8.encoding.as_deref(), utf8.delimiter),
        (Some("UTF-8 BOM"), Some(';'))
    );
    assert_eq!(texts(&utf8)[0], ["名称", "金额"]);

    for big in [false, true] {
        let mut bytes = if big {
            vec![0xFE, 0xFF]
        } else {
            vec![0xFF, 0xFE]
        };
        for unit in "名\t值\r\n甲\t1".encode_utf16() {
            bytes.extend(if big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            });
        }
        let book = read(&bytes).unwrap();
        assert_eq!(
            book.encoding.as_deref(),
            Some(if big { "UTF-16BE" } else { "UTF-16LE" })
        );
        assert_eq!(texts(&book), [["名", "值"], ["甲", "1"]]);
    }

    let mut damaged = "名称,金额\n".repeat(20).into_bytes();
    damaged.extend(b"\xFF,1\n");
    let error = read(&damaged).unwrap_err();
    assert_eq!(
        (error.code, error.get("encoding")),
        ("csv.bad_encoding", Some("UTF-8"))
    );
    assert_eq!(error.place.unwrap().row, Some(21));

    let opts = ReadOptions {
        encoding: Some("nonsense".to_owned()),
        ..ReadOptions::default()
    };
    assert_eq!(
        TableFile::read(b"a", "", &opts).unwrap_err().code,
        "csv.unknown_encoding"
    );
    let opts = ReadOptions {
        encoding: Some("big5".to_owned()),
        ..ReadOptions::default()
    };
    let book = TableFile::read(&encoding_rs::BIG5.encode("名稱\n").0, "", &opts).unwrap();
    assert_eq!(texts(&book), [["名稱"]]);
}

#[test]
fn odd_but_readable() {
    let newlines = read(&b"\n".repeat(100_000)).unwrap();
    assert!(newlines.sheets[0].rows.is_empty() && newlines.has_notice("file.no_rows"));
    assert_eq!(
        texts(&read(b"a,b\r1,2\r3,4").unwrap()),
        [["a", "b"], ["1", "2"], ["3", "4"]]
    );
    let mixed = read(b"a,b\n1,2\r\n3,4\r5,6").unwrap();
    assert_eq!(
        mixed.sheets[0]
            .rows
            .iter()
            .map(|r| r.number())
            .collect::<Vec<_>>(),
        [1, 2, 3, 4]
    );
    assert_eq!(
        texts(&read(b"a,b\n1,\"x\"\"y\n,z\"\t\n").unwrap())[1],
        ["1", "x\"y\n,z\t"]
    );
    assert_eq!(
        texts(&read(b"a,b\n1\n1,2,3\n").unwrap())[1..],
        [vec!["1"], vec!["1", "2", "3"]]
    );
    assert_eq!(
        texts(&read(b"sep=|\r\na|b\n1|2\n").unwrap()),
        [["a", "b"], ["1", "2"]]
    );
    assert_eq!(texts(&read(b"a,").unwrap()), [["a", ""]]);
    let number = read(b"no\n12345678901234567890\n=1+1\n").unwrap();
    assert_eq!(number.sheets[0].rows[1].cell(0).kind, CellKind::Text);
    assert_eq!(number.sheets[0].rows[1].text(0), "12345678901234567890");
    assert_eq!(number.sheets[0].rows[2].text(0), "=1+1");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn agrees_with_the_csv_crate(
        rows in proptest::collection::vec(
            proptest::collection::vec("[a-z,;\"\n\r 甲乙]{0,6}", 2..5), 1..8)
    ) {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let opts = ReadOptions { delimiter: Some(','), ..ReadOptions::default() };
        let book = TableFile::read(&bytes, "", &opts).unwrap();
        let expected: Vec<Vec<String>> = rows
            .into_iter()
            .filter(|row| row.iter().any(|cell| !cell.trim().is_empty()))
            .collect();
        prop_assert_eq!(texts(&book), expected);
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(&bytes);
        let mut zip = b"PK\x03\x04".to_vec();
        zip.extend(&bytes);
        let _ = read(&zip);
    }
}
