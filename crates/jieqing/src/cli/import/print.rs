//! The answer of an import, for people and for scripts.

use super::super::say;
use jieqing_domain::imports::{Counts, Done, ImportInput, Outcome, RowNote};
use jieqing_domain::texts::{Lang, say as words};
use serde_json::{Value, json};

/// Most rows printed of each kind for people.
const SHOWN: usize = 20;
/// Most failing rows in the JSON.
const TOLD: usize = 1_000;

/// One JSON object.
pub(super) fn json(input: &ImportInput, done: &Done) -> Value {
    let counts = |c: Counts| {
        json!({
            "total": c.total, "added": c.added, "changed": c.changed, "unchanged": c.unchanged,
            "failed": c.failed, "ignored": c.ignored,
        })
    };
    let notes = |outcome| {
        let told = done
            .report
            .notes
            .iter()
            .filter(move |n| n.outcome == outcome);
        told.take(TOLD).map(row).collect::<Vec<_>>()
    };
    json!({
        "id": done.id.to_string(),
        "kind": input.kind.as_str(),
        "file": input.file_name(),
        "sha256": input.sha256(),
        "committed": done.committed,
        "same_file_as": done.same_file.map(|id| id.to_string()),
        "mapping": input.mapping().to_json(),
        "rows": counts(done.report.counts),
        "documents": counts(done.report.documents),
        "failed": notes(Outcome::Failed),
        "changed": notes(Outcome::Changed),
        "ignored": notes(Outcome::Ignored),
    })
}

fn row(note: &RowNote) -> Value {
    let problems: Vec<_> = note
        .problems
        .iter()
        .map(|p| {
            json!({
                "column": p.column, "code": p.code,
                "message": words(Lang::En, p.code, &p.facts),
                "message_zh": words(Lang::Zh, p.code, &p.facts),
            })
        })
        .collect();
    let changes: Vec<_> = note
        .changes
        .iter()
        .map(|c| json!({ "field": c.field, "before": c.before, "after": c.after }))
        .collect();
    let mut out = json!({
        "file": note.file_no, "sheet": note.sheet, "row": note.row_no, "raw": note.raw,
    });
    if !problems.is_empty() {
        out["problems"] = json!(problems);
    }
    if !changes.is_empty() {
        out["changes"] = json!(changes);
    }
    out
}

/// Lines for a terminal.
pub(super) fn table(input: &ImportInput, done: &Done) {
    let c = done.report.counts;
    say(format!("{} · {}", input.kind.as_str(), input.file_name()));
    for table in &input.tables {
        for (code, subject) in &table.notices {
            say(format!("  note: {code} {subject}"));
        }
        let columns: Vec<_> = table
            .mapping
            .iter()
            .map(|(field, source)| format!("{field} ← {source}"))
            .collect();
        say(format!(
            "  header row {}: {}",
            table.header.number,
            columns.join(", ")
        ));
    }
    say(format!(
        "  rows {}: added {}, changed {}, unchanged {}, failing {}, passed over {}",
        c.total, c.added, c.changed, c.unchanged, c.failed, c.ignored
    ));
    let of = |outcome| {
        done.report
            .notes
            .iter()
            .filter(move |n| n.outcome == outcome)
    };
    for note in of(Outcome::Changed).take(SHOWN) {
        for change in &note.changes {
            say(format!(
                "  row {}: {} {:?} → {:?}",
                note.row_no, change.field, change.before, change.after
            ));
        }
    }
    for outcome in [Outcome::Failed, Outcome::Ignored] {
        for note in of(outcome).take(SHOWN) {
            for p in &note.problems {
                let file = if note.file_no == 0 { "" } else { "lines " };
                let sheet = if note.sheet.is_empty() {
                    String::new()
                } else {
                    format!("{} ", note.sheet)
                };
                let column = if p.column.is_empty() {
                    String::new()
                } else {
                    format!(" [{}]", p.column)
                };
                say(format!(
                    "  {} {file}{sheet}row {}{column}: {} ({})",
                    outcome.as_str(),
                    note.row_no,
                    words(Lang::En, p.code, &p.facts),
                    p.code
                ));
            }
        }
    }
    let end = match (done.committed, c.failed) {
        (true, 0) => "stored",
        (true, _) => "stored without the failing rows",
        (false, 0) => "nothing stored yet: a preview; add --commit to store it",
        (false, _) => "nothing stored: correct the rows, or add --option skip_failed=true",
    };
    say(format!("  {end}"));
    if let Some(earlier) = done.same_file {
        say(format!("  this very file was imported before: {earlier}"));
    }
}
