//! Hostile workbooks: each is refused quickly with its code, before memory is asked for.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use jieqing_formats::FormatError;
use jieqing_formats::table::{CellKind, ReadOptions, TableFile, Workbook};
use proptest::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>"#;
const RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK_RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/></Relationships>"#;
const STYLES: &str = r#"<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;

fn sheet(data: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{data}</sheetData></worksheet>"#
    )
}

/// Parts of a workbook with one visible sheet; `more` is added or replaces parts of that name.
fn parts(data: &str, more: &[(&str, String)]) -> Vec<(String, Vec<u8>)> {
    let book = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="表一" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    let mut list: Vec<(String, Vec<u8>)> = [
        ("[Content_Types].xml", TYPES.to_owned()),
        ("_rels/.rels", RELS.to_owned()),
        ("xl/workbook.xml", book.to_owned()),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS.to_owned()),
        ("xl/styles.xml", STYLES.to_owned()),
        ("xl/worksheets/sheet1.xml", sheet(data)),
    ]
    .into_iter()
    .map(|(name, text)| (name.to_owned(), text.into_bytes()))
    .collect();
    for (name, text) in more {
        list.retain(|(n, _)| n != name);
        list.push(((*name).to_owned(), text.clone().into_bytes()));
    }
    list
}

fn pack(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn read(bytes: &[u8]) -> Result<Workbook, FormatError> {
    let start = Instant::now();
    let result = TableFile::read(bytes, "x.xlsx", &ReadOptions::default());
    assert!(
        start.elapsed() < Duration::from_secs(10),
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

fn data(data: &str) -> Result<Workbook, FormatError> {
    read(&pack(&parts(data, &[])))
}

const ONE: &str = r#"<row r="1"><c r="A1"><v>1</v></c></row>"#;

#[test]
fn a_plain_workbook_is_read() {
    let book = data(ONE).unwrap();
    assert_eq!(book.sheets[0].rows[0].text(0), "1");
    assert_eq!(book.sheets[0].name, "表一");
}

#[test]
fn far_cells_cost_nothing() {
    let far = r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    let error = data(&format!("{ONE}{far}")).unwrap_err();
    assert_eq!(error.code, "file.too_many_columns");
    let place = error.place.unwrap();
    assert_eq!(
        (place.sheet.as_deref(), place.row, place.column),
        (Some("表一"), Some(1_048_576), Some(16_384))
    );
    let low = r#"<row r="1048576"><c r="A1048576"><v>1</v></c></row>"#;
    assert_eq!(
        data(&format!("{ONE}{low}")).unwrap().sheets[0].rows[1].number(),
        1_048_576
    );
    let beyond = r#"<row r="4294967296"><c r="A4294967296"><v>1</v></c></row>"#;
    assert!(data(beyond).is_err());
    assert!(data(r#"<row r="1"><c r="A0"><v>1</v></c></row>"#).is_err());
    let back = r#"<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>"#;
    assert_eq!(data(back).unwrap_err().code, "xlsx.bad_order");
}

#[test]
fn lying_counts() {
    for count in [
        "4294967295",
        "4294967296",
        "9223372036854775808",
        "99999999999999999999999",
    ] {
        let strings = format!(
            r#"<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="1" uniqueCount="{count}"><si><t>x</t></si></sst>"#
        );
        let bytes = pack(&parts(ONE, &[("xl/sharedStrings.xml", strings)]));
        assert_eq!(code(&bytes), "xlsx.bad_count", "{count}");
    }
    let strings = r#"<?xml version="1.0"?><sst count="1" uniqueCount="1"><si><t>x</t></si></sst>"#;
    for index in ["-1", "999999"] {
        let cell = format!(r#"<row r="1"><c r="A1" t="s"><v>{index}</v></c></row>"#);
        let book = read(&pack(&parts(
            &cell,
            &[("xl/sharedStrings.xml", strings.to_owned())],
        )));
        assert!(book.is_err() || book.unwrap().sheets[0].rows[0].text(0) == "x");
    }
}

#[test]
fn bombs() {
    let zeros = "0".repeat(30_000_000);
    assert_eq!(
        code(&pack(&parts(ONE, &[("xl/media/a.xml", zeros)]))),
        "file.zip_bomb"
    );
    let row = r#"<row r="1"><c/><c/><c/><c/><c/><c/><c/><c/></row>"#.repeat(300_000);
    // Millions of empty cells are read and cost nothing.
    assert!(data(&row).unwrap().sheets[0].rows.is_empty());
    let many: Vec<(String, Vec<u8>)> = (0..3_000)
        .map(|i| (format!("xl/p{i}.bin"), Vec::new()))
        .collect();
    let mut all = parts(ONE, &[]);
    all.extend(many);
    assert_eq!(code(&pack(&all)), "file.zip_entries");
    let cell = format!(
        r#"<row r="1"><c r="A1" t="str"><v>{}</v></c></row>"#,
        noise(3_000_000)
    );
    assert_eq!(data(&cell).unwrap_err().code, "file.cell_too_long");
}

/// Letters that do not compress away.
fn noise(length: usize) -> String {
    let mut state = 7_u32;
    (0..length)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            char::from(b'a' + u8::try_from(state >> 24).unwrap() % 26)
        })
        .collect()
}

#[test]
fn names_and_structure() {
    for name in [
        "../evil.xml",
        "/etc/passwd",
        "xl/../../x",
        "C:\\x.xml",
        "xl\\..\\x",
    ] {
        let mut all = parts(ONE, &[]);
        all.push((name.to_owned(), b"x".to_vec()));
        assert_eq!(code(&pack(&all)), "file.zip_name", "{name}");
    }
    // The writer refuses a second part of one name, so the name is changed in the bytes.
    let mut all = parts(ONE, &[]);
    all.push(("xl/worksheets/sheet9.xml".to_owned(), b"x".to_vec()));
    let mut bytes = pack(&all);
    for at in memchr::memmem::find_iter(&bytes.clone(), b"sheet9.xml") {
        bytes[at + 5] = b'1';
    }
    assert_eq!(code(&bytes), "file.zip_duplicate");
    let mut all = parts(ONE, &[]);
    all.push(("XL/Worksheets/Sheet1.xml".to_owned(), b"x".to_vec()));
    assert_eq!(code(&pack(&all)), "file.zip_duplicate");

    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts(ONE, &[]) {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    zip.add_symlink("xl/link.xml", "/etc/passwd", SimpleFileOptions::default())
        .unwrap();
    assert_eq!(
        code(&zip.finish().unwrap().into_inner()),
        "file.zip_symlink"
    );
}

#[test]
fn damaged_and_missing() {
    let good = pack(&parts(ONE, &[]));
    assert_eq!(code(&[]), "file.empty");
    assert_eq!(code(&good[..good.len() / 2]), "file.damaged");
    assert_eq!(code(&good[..good.len() - 10]), "file.damaged");
    assert_eq!(code(b"PK\x03\x04nonsense"), "file.damaged");
    assert_eq!(code(b"\x00\x01\x02\x03\x04\x05"), "file.damaged");
    let without = |name: &str| {
        let mut all = parts(ONE, &[]);
        all.retain(|(n, _)| n != name);
        pack(&all)
    };
    assert_eq!(
        code(&without("xl/worksheets/sheet1.xml")),
        "xlsx.part_missing"
    );
    assert_ne!(code(&without("xl/workbook.xml")), "ok");
    assert_eq!(
        code(&pack(&[("a.txt".to_owned(), b"x".to_vec())])),
        "file.not_a_table"
    );
    assert_eq!(
        code(&pack(&[("word/document.xml".to_owned(), b"<x/>".to_vec())])),
        "file.not_a_table"
    );
    // A csv under the name of a workbook is still a csv.
    assert_eq!(code(b"a,b\n1,2\n"), "ok");
}

#[test]
fn hostile_xml() {
    let doctype = |head: &str| {
        let text = sheet(ONE).replace("<worksheet", &format!("{head}<worksheet"));
        code(&pack(&parts("", &[("xl/worksheets/sheet1.xml", text)])))
    };
    assert_eq!(
        doctype("<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"),
        "file.doctype"
    );
    assert_eq!(doctype("<!DOCTYPE x>"), "file.doctype");
    let wide: Vec<u8> = "<?xml version='1.0'?><sst uniqueCount='4294967295'/>"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let mut all = parts(ONE, &[]);
    all.push(("xl/sharedStrings.xml".to_owned(), wide));
    assert_eq!(code(&pack(&all)), "xlsx.bad_encoding");
    let attributes: String = (0..80_000).map(|i| format!(" a{i}=''")).collect();
    let _ = code(&pack(&parts(
        &format!(r#"<row r="1"{attributes}><c r="A1"><v>1</v></c></row>"#),
        &[],
    )));
    let spaces: String = (0..80_000).map(|i| format!(" xmlns:n{i}='u{i}'")).collect();
    let _ = code(&pack(&parts(
        &format!(r#"<row r="1"{spaces}><c r="A1"><v>1</v></c></row>"#),
        &[],
    )));
    let deep = format!("{}{}", "<x>".repeat(200_000), "</x>".repeat(200_000));
    let _ = code(&pack(&parts(&format!("{deep}{ONE}"), &[])));
}

#[test]
fn cells_as_a_person_sees_them() {
    let cells = [
        (
            r#"<c r="A1"><v>0.30000000000000004</v></c>"#,
            "0.3",
            CellKind::Number,
        ),
        (
            r#"<c r="A1" s="1"><v>45943</v></c>"#,
            "2025-10-13",
            CellKind::Date,
        ),
        (
            r#"<c r="A1" s="1"><v>0</v></c>"#,
            "#DATE! 0",
            CellKind::Error,
        ),
        (
            r#"<c r="A1" s="1"><v>-1</v></c>"#,
            "#DATE! -1",
            CellKind::Error,
        ),
        (
            r#"<c r="A1" s="1"><v>60</v></c>"#,
            "#DATE! 60",
            CellKind::Error,
        ),
        (
            r#"<c r="A1" s="1"><v>2958466</v></c>"#,
            "#DATE! 2958466",
            CellKind::Error,
        ),
        (
            r#"<c r="A1" s="1"><v>1e20</v></c>"#,
            "#DATE! 100000000000000000000",
            CellKind::Error,
        ),
        (
            r#"<c r="A1" t="d"><v>2023-02-30</v></c>"#,
            "#DATE! 2023-02-30",
            CellKind::Error,
        ),
        (
            r#"<c r="A1" t="e"><v>#REF!</v></c>"#,
            "#REF!",
            CellKind::Error,
        ),
        (r#"<c r="A1" t="b"><v>1</v></c>"#, "TRUE", CellKind::Bool),
        (
            r#"<c r="A1"><f>1+1</f></c>"#,
            "=1+1",
            CellKind::FormulaWithoutValue,
        ),
        (r#"<c r="A1"><f>1+1</f><v>2</v></c>"#, "2", CellKind::Number),
        (
            r#"<c r="A1" t="str"><v>12345678901234567890</v></c>"#,
            "12345678901234567890",
            CellKind::Text,
        ),
        (
            r#"<c r="A1" t="inlineStr"><is><t>=HYPERLINK(1)</t></is></c>"#,
            "=HYPERLINK(1)",
            CellKind::Text,
        ),
    ];
    for (cell, text, kind) in cells {
        let book = data(&format!(r#"<row r="1">{cell}</row>"#)).unwrap();
        let found = book.sheets[0].rows[0].cell(0);
        assert_eq!((found.text, found.kind), (text, kind), "{cell}");
    }
}

#[test]
fn hidden_sheets_are_named_and_not_read() {
    let book = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr date1904="1"/><sheets><sheet name="秘密" sheetId="1" state="veryHidden" r:id="rId1"/><sheet name="数据" sheetId="2" r:id="rId2"/></sheets></workbook>"#;
    let two = sheet(r#"<row r="1"><c r="B1" s="1"><v>0</v></c></row>"#);
    let more = [
        ("xl/workbook.xml", book.to_owned()),
        ("xl/worksheets/sheet2.xml", two.clone()),
    ];
    let read_book = read(&pack(&parts(ONE, &more))).unwrap();
    assert!(read_book.sheets[0].hidden && read_book.sheets[0].rows.is_empty());
    assert!(
        read_book
            .notices
            .iter()
            .any(|n| n.code == "sheet.hidden" && n.subject == "秘密")
    );
    let only = read_book.only_sheet().unwrap();
    assert_eq!(
        (only.name.as_str(), only.rows[0].text(1)),
        ("数据", "1904-01-01")
    );

    let both = book.replace(" state=\"veryHidden\"", "");
    let more = [("xl/workbook.xml", both), ("xl/worksheets/sheet2.xml", two)];
    let bytes = pack(&parts(ONE, &more));
    let read_book = read(&bytes).unwrap();
    assert!(read_book.only_sheet().is_none() && read_book.has_notice("file.several_sheets"));
    let opts = ReadOptions {
        sheet: Some("数据".to_owned()),
        ..ReadOptions::default()
    };
    assert_eq!(
        TableFile::read(&bytes, "", &opts)
            .unwrap()
            .only_sheet()
            .unwrap()
            .name,
        "数据"
    );
    let opts = ReadOptions {
        sheet: Some("无".to_owned()),
        ..ReadOptions::default()
    };
    assert_eq!(
        TableFile::read(&bytes, "", &opts).unwrap_err().code,
        "file.no_such_sheet"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn flipped_bytes_never_panic(flips in proptest::collection::vec((0_usize..2_000, any::<u8>()), 1..6)) {
        let mut bytes = pack(&parts(ONE, &[]));
        let length = bytes.len();
        for (at, value) in flips {
            bytes[at % length] = value;
        }
        let _ = read(&bytes);
    }

    #[test]
    fn odd_cells_never_panic(cell in "[A-Z0-9 <>/=\"crvtsf]{0,40}") {
        let _ = data(&format!(r#"<row r="1"><c r="A1">{cell}</c></row>"#));
    }
}
