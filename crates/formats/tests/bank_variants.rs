//! Bank files of shapes that no shared sample has, written for this test: what is read from each
//! stands beside it in `tests/bank/NAME.want`, one line a statement, entry and problem.
//!
//! `UPDATE_WANT=1` writes the wanted texts anew; each line of them was checked by hand against the
//! file beside it.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use jieqing_formats::FormatError;
use jieqing_formats::bank::{BankFile, Entry, read};

fn files() -> Vec<PathBuf> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bank");
    let mut files: Vec<PathBuf> = std::fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e != "want"))
        .collect();
    files.sort();
    files
}

fn or<T: ToString>(value: Option<&T>) -> String {
    value.map_or("-".to_owned(), ToString::to_string)
}

/// What was read, in lines that are easily compared with the file.
fn show(result: &Result<BankFile, FormatError>) -> String {
    let mut out = String::new();
    let file = match result {
        Ok(file) => file,
        Err(error) => return format!("refused {error}\n"),
    };
    for s in &file.statements {
        let foots = match s.foots() {
            Some(true) => "foots",
            Some(false) => "does not foot",
            None => "-",
        };
        writeln!(
            out,
            "{} account {} holder {} currency {} opening {} closing {} {foots}",
            file.format.as_str(),
            or(s.account.as_ref()),
            or(s.holder.as_ref()),
            or(s.currency.as_ref()),
            or(s.opening.as_ref()),
            or(s.closing.as_ref()),
        )
        .unwrap();
        s.entries.iter().for_each(|e| entry(&mut out, e));
    }
    for problem in &file.problems {
        writeln!(out, "! {problem}").unwrap();
    }
    out
}

fn entry(out: &mut String, e: &Entry) {
    write!(
        out,
        "  {} {} {} {} [{}] [{}] [{}] ref {} {}",
        or(e.booked_on.as_ref()),
        or(e.value_on.as_ref()),
        e.amount,
        or(e.currency.as_ref()),
        or(e.counterparty.as_ref()),
        or(e.counterparty_account.as_ref()),
        e.text,
        or(e.bank_ref.as_ref()),
        e.kind.as_str(),
    )
    .unwrap();
    if e.reversal {
        write!(out, " reversal of {}", or(e.reverses.as_ref())).unwrap();
    }
    if let Some(fee) = e.fee {
        write!(out, " fee {fee}").unwrap();
    }
    if let Some(balance) = e.balance {
        write!(out, " balance {balance}").unwrap();
    }
    out.push('\n');
    for d in &e.details {
        writeln!(
            out,
            "    {} [{}] [{}] [{}] ref {}",
            or(d.amount.as_ref()),
            or(d.counterparty.as_ref()),
            or(d.counterparty_account.as_ref()),
            d.text,
            or(d.reference.as_ref()),
        )
        .unwrap();
    }
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/bank")
            .join(name),
    )
    .unwrap()
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        out.start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        out.write_all(bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

#[test]
fn packed_files_read_as_what_is_in_them() {
    let camt = fixture("camt053-prefix.xml");
    let plain = show(&read(&camt, "a.xml"));
    assert_eq!(show(&read(&gzipped(&camt), "a.xml.gz")), plain);
    assert_eq!(show(&read(&zipped(&[("a.xml", &camt)]), "a.zip")), plain);
    // Several: the statements of all, each with its file; other files are passed over.
    let mt940 = fixture("mt940-gbk.sta");
    let files: [(&str, &[u8]); 4] = [
        ("day1/a.xml", &camt),
        ("day2/b.sta", &mt940),
        ("readme.pdf", b"%PDF-1.7"),
        ("__MACOSX/._a.xml", b"\0\x05\x16\x07"),
    ];
    let both = read(&zipped(&files), "a.zip").unwrap();
    assert_eq!(both.format.as_str(), "zip");
    assert_eq!(both.statements.len(), 3);
    assert_eq!(both.statements[2].place, "b.sta line 1");
    let twice: [(&str, &[u8]); 2] = [("1.sta", &mt940), ("2.sta", &mt940)];
    let twice = read(&zipped(&twice), "a.zip").unwrap();
    assert_eq!(twice.format.as_str(), "mt940");
    let keys = |at: usize| -> Vec<&str> {
        let entries = twice.statements[at].entries.iter();
        entries.map(|e| e.identity.as_str()).collect()
    };
    assert_eq!(keys(0), keys(1), "the same entry has one key");
    // A damaged bank file beside a good one is told.
    let broken: &[u8] = b"<Document xmlns=\"camt.053.001.02\"/>";
    let told = read(&zipped(&[("a.xml", broken), ("b.sta", &mt940)]), "a.zip").unwrap();
    assert_eq!(told.problems[0].code, "bank.no_statement");
    assert_eq!(told.problems[0].place, "a.xml");
    let refused = |bytes: &[u8]| read(bytes, "a.zip").unwrap_err().code;
    assert_eq!(refused(&zipped(&[])), "file.not_a_table");
    assert_eq!(
        refused(&zipped(&[("a.txt", b"hello"), ("b.txt", b"x")])),
        "bank.not_a_statement"
    );
    let bomb = gzipped(&vec![b' '; 60 * 1024 * 1024]);
    assert_eq!(refused(&bomb), "file.zip_bomb");
    let cut = gzipped(&camt);
    assert_eq!(refused(&cut[..cut.len() / 2]), "file.damaged");
}

#[test]
fn the_same_table_as_a_workbook() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let day = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    sheet.merge_range(0, 0, 0, 4, "账户明细", &day).unwrap();
    sheet.write(1, 0, "账号").unwrap();
    sheet.write(1, 1, "110900001234").unwrap();
    for (column, name) in ["交易日期", "借方", "贷方", "余额", "摘要"]
        .iter()
        .enumerate()
    {
        sheet
            .write(3, u16::try_from(column).unwrap(), *name)
            .unwrap();
    }
    // Newest first; a date cell, a text and a bare serial number.
    sheet.write_with_format(4, 0, 45_295, &day).unwrap();
    sheet.write(5, 0, "2024/1/3").unwrap();
    sheet.write(6, 0, 45_293).unwrap();
    for (row, [out, income, balance]) in
        [[0.3, 0.0, 1000.3], [0.0, 0.1, 1000.6], [0.0, 0.5, 1000.5]]
            .iter()
            .enumerate()
    {
        let row = u32::try_from(row).unwrap() + 4;
        sheet.write(row, 1, *out).unwrap();
        sheet.write(row, 2, *income).unwrap();
        sheet.write(row, 3, *balance).unwrap();
        sheet.write(row, 4, "货款").unwrap();
    }
    let file = read(&book.save_to_buffer().unwrap(), "a.xlsx");
    let want = "xlsx account 110900001234 holder - currency CNY opening 1000.0 closing 1000.3 foots
  2024-01-04 - -0.3 CNY [-] [-] [货款] ref - payment balance 1000.3
  2024-01-03 - 0.1 CNY [-] [-] [货款] ref - payment balance 1000.6
  2024-01-02 - 0.5 CNY [-] [-] [货款] ref - payment balance 1000.5
";
    assert_eq!(show(&file), want);
}

#[test]
fn every_variant_reads_as_written_beside_it() {
    let update = std::env::var_os("UPDATE_WANT").is_some();
    let mut wrong = String::new();
    let files = files();
    assert!(files.len() > 50, "{} fixtures", files.len());
    for path in files {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let got = show(&read(&std::fs::read(&path).unwrap(), &name));
        let want_path = path.with_file_name(format!("{name}.want"));
        if update {
            std::fs::write(&want_path, &got).unwrap();
        }
        let want = std::fs::read_to_string(&want_path).unwrap_or_default();
        if got != want {
            writeln!(wrong, "{name}\n--- wanted\n{want}--- got\n{got}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
