//! `jieqing inspect`, end to end: exit codes, the JSON of the issue, words for people.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn inspect(file: &Path, more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_jieqing"))
        .arg("inspect")
        .arg(file)
        .args(more)
        .output()
        .unwrap()
}

fn variant(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    root.join("formats/tests/bank").join(name)
}

fn json(file: &Path) -> (i32, Value) {
    let out = inspect(file, &["--json"]);
    let value = serde_json::from_slice(&out.stdout).unwrap();
    (out.status.code().unwrap(), value)
}

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    keys.sort_unstable();
    keys
}

#[test]
fn a_statement_with_its_figures() {
    let (code, file) = json(&variant("mt940-gbk.sta"));
    assert_eq!(code, 0);
    assert_eq!(keys(&file), ["format", "kind", "problems", "statements"]);
    assert_eq!(file["kind"], "bank_statement");
    assert_eq!(file["format"], "mt940");
    let statement = &file["statements"][0];
    assert_eq!(
        keys(statement),
        [
            "account", "closing", "currency", "entries", "foots", "opening"
        ]
    );
    assert_eq!(statement["opening"], "100000.00");
    assert_eq!(statement["closing"], "157975.00");
    assert_eq!(statement["foots"], true);
    let entry = &statement["entries"][1];
    assert_eq!(
        keys(entry),
        [
            "amount",
            "bank_ref",
            "booked_on",
            "counterparty",
            "counterparty_account",
            "currency",
            "reversal",
            "text",
            "value_on"
        ]
    );
    assert_eq!(entry["amount"], "-25.00");
    assert_eq!(entry["booked_on"], "2024-01-03");
    assert_eq!(entry["reversal"], false);
}

#[test]
fn problems_and_refusals_have_their_exit_codes() {
    let (code, file) = json(&variant("csv-does-not-foot.csv"));
    assert_eq!(code, 3);
    assert_eq!(file["statements"][0]["foots"], false);
    let problem = &file["problems"][0];
    assert_eq!(keys(problem), ["code", "message", "place"]);
    assert_eq!(problem["code"], "statement.does_not_foot");
    let dir = tempfile::tempdir().unwrap();
    let nothing = dir.path().join("a.txt");
    std::fs::write(&nothing, "just a letter\nof two lines\n").unwrap();
    let (code, file) = json(&nothing);
    assert_eq!((code, &file["kind"]), (4, &Value::from("unknown")));
    std::fs::write(&nothing, "").unwrap();
    let (code, file) = json(&nothing);
    assert_eq!(code, 4);
    assert_eq!(file["problems"][0]["code"], "file.empty");
}

#[test]
fn words_in_both_languages() {
    let text = |more: &[&str]| {
        let out = inspect(&variant("csv-cmb.csv"), more);
        assert_eq!(out.status.code(), Some(0));
        String::from_utf8(out.stdout).unwrap()
    };
    let english = text(&[]);
    assert!(
        english.contains("bank statement") && english.contains("✓ foots"),
        "{english}"
    );
    assert!(english.contains("-58,025.50"), "{english}");
    let chinese = text(&["--zh"]);
    assert!(
        chinese.contains("银行对账单") && chinese.contains("期末"),
        "{chinese}"
    );
    assert!(chinese.contains("冲正 1（找到原交易 1）"), "{chinese}");
}

#[test]
fn other_files_say_what_they_are() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    if !dir.is_dir() {
        return;
    }
    for (file, kind, format, fact, value) in [
        (
            "spreadsheets/demo.xlsx",
            "workbook",
            "xlsx",
            "sheet",
            "Sheet1",
        ),
        (
            "einvoice-cn/vat-100-lines.ofd",
            "einvoice",
            "ofd",
            "total",
            "10600.00",
        ),
        (
            "einvoice-cn/mof-official-xbrl-special.xml",
            "einvoice",
            "xbrl",
            "tax",
            "1170.00",
        ),
        (
            "einvoice-zugferd/EN16931_Einfach.pdf",
            "einvoice",
            "zugferd",
            "total",
            "529.87",
        ),
        (
            "einvoice-en16931/edifact-EDIFACT_EXAMPLE6.TXT",
            "einvoice",
            "edifact",
            "total",
            "4675",
        ),
        (
            "ar/highradius-open-items.part1.csv.gz",
            "open_items",
            "csv",
            "rows",
            "3944",
        ),
        (
            "orders/classicmodels/payments.csv",
            "receipts",
            "csv",
            "rows",
            "135",
        ),
    ] {
        let (code, found) = json(&dir.join(file));
        assert_eq!(code, 0, "{file}");
        assert_eq!(found["kind"], kind, "{file}");
        assert_eq!(found["format"], format, "{file}");
        let told = match &found["facts"][fact] {
            Value::Array(list) => list[0].clone(),
            one => one.clone(),
        };
        assert_eq!(told, value, "{file} {fact}");
    }
}
