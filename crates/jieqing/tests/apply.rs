//! `jieqing apply` as it is called: files in, plan and exit code out.
#![expect(clippy::unwrap_used, reason = "a helper of a test may stop it")]

use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};

fn apply(folder: &Path, more: &[&str]) -> Output {
    let path = |name: &str| folder.join(name);
    Command::new(env!("CARGO_BIN_EXE_jieqing"))
        .arg("apply")
        .arg("--items")
        .arg(path("items.csv"))
        .arg("--receipts")
        .arg(path("receipts.csv"))
        .arg("--out")
        .arg(path("plan.jsonl"))
        .args(more)
        .output()
        .unwrap()
}

fn plan(folder: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(folder.join("plan.jsonl")).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

const ITEMS: &str = "\
item_id,customer_id,customer,doc_no,order_no,doc_date,due_date,amount,currency
1,C1,上海华东贸易有限公司,INV-2501-0000001,SO-1001,2025-01-01,2025-01-31,1000.00,CNY
2,C1,上海华东贸易有限公司,INV-2501-0000002,SO-1002,2025-01-05,2025-02-04,250.50,CNY
3,C2,\"Alpha Foods Co., Ltd.\",INV-2501-0000003,SO-1003,2025-01-07,2025-02-06,77.00,USD
4,C1,上海华东贸易有限公司,CR-2501-0000004,,2025-01-09,,-100.00,CNY
";
const RECEIPTS: &str = "\
receipt_id,date,payer,amount,currency,text
R1,2025-02-01,上海华东贸易有限公司,1000.00,CNY,货款 INV-2501-0000001
R2,2025-02-05,上海华东贸易有限公司,150.50,CNY,INV-2501-0000002 减 CR-2501-0000004
R3,2025-02-07,ALPHA FOODS,77.00,USD,so 1003
R4,2025-02-08,税务局,12.34,CNY,退税
";

#[test]
fn files_become_a_plan_with_exactly_the_promised_fields() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("items.csv"), ITEMS).unwrap();
    std::fs::write(folder.path().join("receipts.csv"), RECEIPTS).unwrap();
    let out = apply(folder.path(), &["--summary"]);
    assert_eq!(out.status.code(), Some(0), "{out:?}");
    let lines = plan(folder.path());
    let wanted: BTreeSet<&str> = [
        "receipt_id",
        "item_id",
        "amount",
        "decision",
        "score",
        "rule",
        "reasons",
    ]
    .into();
    let found: Vec<(String, Value, String, String)> = lines
        .iter()
        .map(|line| {
            let keys: BTreeSet<&str> = line
                .as_object()
                .unwrap()
                .keys()
                .map(String::as_str)
                .collect();
            assert_eq!(keys, wanted);
            assert!(!line["reasons"].as_array().unwrap().is_empty(), "{line}");
            let text = |key: &str| line[key].as_str().unwrap().to_owned();
            (
                text("receipt_id"),
                line["item_id"].clone(),
                text("amount"),
                text("decision"),
            )
        })
        .collect();
    let row = |receipt: &str, item: Value, amount: &str, decision: &str| {
        (
            receipt.to_owned(),
            item,
            amount.to_owned(),
            decision.to_owned(),
        )
    };
    assert_eq!(
        found,
        [
            row("R1", json!("1"), "1000.00", "applied"),
            row("R2", json!("2"), "250.50", "applied"),
            row("R2", json!("4"), "-100.00", "applied"),
            row("R3", json!("3"), "77.00", "applied"),
            row("R4", Value::Null, "12.34", "none"),
        ]
    );
    let summary: Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(summary["items"]["count"], 4);
    assert_eq!(
        summary["receipts"]["amount"],
        json!({ "CNY": "1162.84", "USD": "77.00" })
    );
    assert_eq!(summary["decisions"]["applied"]["amount"]["CNY"], "1150.50");
    assert_eq!(summary["decisions"]["none"]["rules"]["unknown"]["lines"], 1);
    assert_eq!(summary["problem_count"], 0);
}

#[test]
fn the_order_of_the_rows_changes_nothing() {
    let reversed = |text: &str| {
        let mut lines: Vec<&str> = text.lines().collect();
        lines[1..].reverse();
        lines.join("\r\n")
    };
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    std::fs::write(one.path().join("items.csv"), ITEMS).unwrap();
    std::fs::write(one.path().join("receipts.csv"), RECEIPTS).unwrap();
    std::fs::write(two.path().join("items.csv"), reversed(ITEMS)).unwrap();
    std::fs::write(two.path().join("receipts.csv"), reversed(RECEIPTS)).unwrap();
    assert!(apply(one.path(), &["--zh"]).status.success());
    assert!(apply(two.path(), &["--zh"]).status.success());
    assert_eq!(plan(one.path()), plan(two.path()));
}

#[test]
fn remittances_and_aliases_are_taken_into_account() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "items.csv",
        "item_id,customer_id,doc_no,amount\nA,C1,D-100001,30\nB,C1,D-100002,12\nC,C9,,9.99\n",
    );
    write(
        "receipts.csv",
        "receipt_id,payer,amount,text\nR1,x,42,see advice\nR2,第三方,9.99,\n",
    );
    write(
        "rem.csv",
        "receipt_id,doc_ref,amount\nR1,D-100001,30\nR1,D-100002,12\nR7,D-1,1\n",
    );
    write("aliases.csv", "payer,customer_id\n第三方,C9\n");
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (rem, aliases) = (path("rem.csv"), path("aliases.csv"));
    let out = apply(
        folder.path(),
        &["--remittances", &rem, "--aliases", &aliases],
    );
    assert_eq!(out.status.code(), Some(3), "{out:?}");
    assert!(String::from_utf8_lossy(&out.stderr).contains("line 4, column receipt_id"));
    let lines = plan(folder.path());
    assert_eq!(
        (&lines[0]["item_id"], &lines[0]["rule"]),
        (&json!("A"), &json!("advice"))
    );
    assert_eq!(
        (&lines[1]["item_id"], &lines[1]["amount"]),
        (&json!("B"), &json!("12.00"))
    );
    assert_eq!(
        (&lines[2]["item_id"], &lines[2]["decision"]),
        (&json!("C"), &json!("proposed"))
    );
}

#[test]
fn what_cannot_be_read_is_told_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("items.csv", "item_id,amount\nA,1.00\nB,one\n");
    write("receipts.csv", "receipt_id,amount\nR,1.00\n");
    let out = apply(folder.path(), &["--summary"]);
    assert_eq!(out.status.code(), Some(3));
    let told = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(
        told.contains("items.csv: line 3, column amount: \"one\""),
        "{told}"
    );
    let summary: Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(summary["problems"][0]["code"], "value.amount");
    // A file that is no table, or lacks a column, is refused.
    write("items.csv", "item_id,sum\nA,1.00\n");
    let out = apply(folder.path(), &[]);
    assert_eq!(out.status.code(), Some(4));
    let told = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(told.contains("items.csv: refused: column amount"), "{told}");
    std::fs::remove_file(folder.path().join("receipts.csv")).unwrap();
    assert_eq!(apply(folder.path(), &[]).status.code(), Some(4));
}
