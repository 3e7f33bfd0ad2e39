//! Bank files of shapes that no shared sample has, written for this test: what is read from each
//! stands beside it in `tests/bank/NAME.want`, one line a statement, entry and problem.
//!
//! `UPDATE_WANT=1` writes the wanted texts anew; each line of them was checked by hand against the
//! file beside it.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::fmt::Write as _;
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
