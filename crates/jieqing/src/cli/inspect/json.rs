//! What was seen, for scripts.

use super::Seen;
use jieqing_formats::bank::{BankFile, BankStatement, Entry};
use jieqing_formats::inspect::Found;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// One JSON object.
pub(super) fn of(seen: &Seen) -> Value {
    match seen {
        Seen::Bank(file) => bank(file),
        Seen::Other(found) => other(found),
        Seen::Refused {
            kind,
            format,
            error,
        } => json!({
            "kind": kind, "format": format, "statements": [],
            "problems": [{ "place": place(error), "code": error.code, "message": error.to_string() }],
        }),
    }
}

fn bank(file: &BankFile) -> Value {
    let problems: Vec<_> = file
        .problems
        .iter()
        .map(|p| json!({ "place": p.place, "code": p.code, "message": p.message }))
        .collect();
    json!({
        "kind": "bank_statement",
        "format": file.format.as_str(),
        "statements": file.statements.iter().map(statement).collect::<Vec<_>>(),
        "problems": problems,
    })
}

fn statement(s: &BankStatement) -> Value {
    json!({
        "account": s.account,
        "currency": s.currency,
        "opening": s.opening.map(|d| d.to_string()),
        "closing": s.closing.map(|d| d.to_string()),
        "foots": s.foots(),
        "entries": s.entries.iter().map(entry).collect::<Vec<_>>(),
    })
}

fn entry(e: &Entry) -> Value {
    json!({
        "booked_on": e.booked_on.map(|d| d.to_string()),
        "value_on": e.value_on.map(|d| d.to_string()),
        "amount": e.amount.to_string(),
        "currency": e.currency,
        "counterparty": e.counterparty,
        "counterparty_account": e.counterparty_account,
        "text": e.text,
        "bank_ref": e.bank_ref,
        "reversal": e.reversal,
    })
}

fn other(found: &Found) -> Value {
    let mut facts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, value) in &found.facts {
        facts.entry(name).or_default().push(value);
    }
    let facts: serde_json::Map<String, Value> = facts
        .into_iter()
        .map(|(name, values)| {
            let value = match values.as_slice() {
                [one] => json!(one),
                many => json!(many),
            };
            (name.to_owned(), value)
        })
        .collect();
    let problems: Vec<Value> = if found.kind == "unknown" {
        vec![json!({
            "place": "file", "code": "file.unknown",
            "message": "not a bank statement, invoice, table, pdf or zip",
        })]
    } else {
        Vec::new()
    };
    json!({ "kind": found.kind, "format": found.format, "facts": facts, "problems": problems })
}

fn place(error: &jieqing_formats::FormatError) -> String {
    let place = error.place.clone().unwrap_or_default();
    let mut parts = Vec::new();
    if let Some(sheet) = place.sheet {
        parts.push(format!("sheet {sheet}"));
    }
    if let Some(row) = place.row {
        parts.push(format!("row {row}"));
    }
    if let Some(column) = place.column {
        parts.push(format!("column {column}"));
    }
    if parts.is_empty() {
        "file".to_owned()
    } else {
        parts.join(" ")
    }
}
