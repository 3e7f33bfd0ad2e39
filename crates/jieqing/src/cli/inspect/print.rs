//! What was seen, for people and for scripts.

use super::super::say;
use super::Seen;
use jieqing_formats::bank::{BankFile, BankStatement, Entry};
use jieqing_formats::inspect::Found;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Problems printed for people.
const SHOWN: usize = 20;

/// One JSON object.
pub(super) fn json(seen: &Seen) -> Value {
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

/// Lines for the person at the terminal.
pub(super) fn text(name: &str, seen: &Seen) {
    match seen {
        Seen::Bank(file) => {
            say(format_args!(
                "{name}: bank statement, {}",
                file.format.as_str()
            ));
            for s in &file.statements {
                account(s);
            }
            for problem in file.problems.iter().take(SHOWN) {
                say(format_args!("  ! {problem}"));
            }
            if file.problems.len() > SHOWN {
                say(format_args!("  ! and {} more", file.problems.len() - SHOWN));
            }
        }
        Seen::Other(found) => {
            say(format_args!("{name}: {}, {}", found.kind, found.format));
            for (fact, value) in &found.facts {
                say(format_args!("  {fact}: {value}"));
            }
        }
        Seen::Refused {
            kind,
            format,
            error,
        } => {
            say(format_args!("{name}: refused ({kind}, {format}): {error}"));
        }
    }
}

fn account(s: &BankStatement) {
    let show = |d: Option<String>| d.unwrap_or_else(|| "?".to_owned());
    let foots = match s.foots() {
        Some(true) => "foots",
        Some(false) => "does not foot",
        None => "no balances to check",
    };
    say(format_args!(
        "  {} {}: {} entries, {} -> {}, {foots}",
        s.account.as_deref().unwrap_or("?"),
        s.currency.as_deref().unwrap_or("?"),
        s.entries.len(),
        show(s.opening.map(|d| d.to_string())),
        show(s.closing.map(|d| d.to_string())),
    ));
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for e in &s.entries {
        *kinds.entry(e.kind.as_str()).or_default() += 1;
    }
    let kinds: Vec<String> = kinds.iter().map(|(k, n)| format!("{n} {k}")).collect();
    if !kinds.is_empty() {
        say(format_args!("    {}", kinds.join(", ")));
    }
    let reversals = s.entries.iter().filter(|e| e.reversal);
    let linked = reversals.clone().filter(|e| e.reverses.is_some()).count();
    let all = reversals.count();
    if all > 0 {
        say(format_args!(
            "    {all} reversals, {linked} of them with their original"
        ));
    }
}
