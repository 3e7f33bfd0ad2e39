//! What is kept of an import: its record, the rows that are told, the mapping, the event.

use super::input::ImportInput;
use super::mapping::Mapping;
use super::report::{Outcome, Report, RowNote};
use super::store::{self, ImportState};
use crate::record::record;
use crate::wire;
use jieqing_db::{V, WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Most rows of a preview that are kept.
const PREVIEW_NOTES: usize = 1_000;

pub(super) fn remember(tx: &mut WriteTx<'_>, ctx: &Ctx, input: &ImportInput) -> Result<()> {
    for table in &input.tables {
        let mapping = Mapping {
            fields: table.mapping.clone(),
            ..Mapping::default()
        };
        tx.exec(
            &store::REMEMBER,
            params![
                ctx.company,
                input.kind,
                table.fingerprint,
                mapping.to_json().to_string(),
                ctx.now()
            ],
        )?;
    }
    Ok(())
}

pub(super) fn keep(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    id: Id<wire::Import>,
    input: &ImportInput,
    report: &Report,
    state: ImportState,
) -> Result<()> {
    let c = report.counts;
    let committed_at = (state == ImportState::Committed).then(|| ctx.now());
    tx.exec_one(
        &store::INSERT,
        params![
            ctx.company,
            id,
            input.kind,
            input.file_name(),
            input.sha256(),
            input.size(),
            input.mapping().to_json().to_string(),
            json!(input.options.given).to_string(),
            state,
            c.total,
            c.added,
            c.changed,
            c.unchanged,
            c.failed,
            c.ignored,
            describe(input, report).to_string(),
            ctx.actor.raw(),
            ctx.now(),
            committed_at
        ],
    )?;
    tx.exec(&store::CLEAR_NOTES, params![ctx.company, id])?;
    let most = match state {
        ImportState::Previewed => PREVIEW_NOTES,
        ImportState::Committed => usize::MAX,
    };
    // Failing rows first, so that a cut preview shows what must be put right.
    let of = |outcome| report.notes.iter().filter(move |n| n.outcome == outcome);
    let told = of(Outcome::Failed)
        .chain(of(Outcome::Changed))
        .chain(of(Outcome::Ignored))
        .take(most);
    let company = ctx.company.raw();
    tx.bulk(
        store::NOTES,
        told.flat_map(|note| note_rows(company, id.raw(), note)),
    )?;
    Ok(())
}

fn note_rows(company: i64, id: i64, note: &RowNote) -> Vec<Vec<V<'_>>> {
    let row = |position: i64, code: &'static str, column: String, facts: Value| {
        vec![
            V::Int(company),
            V::Int(id),
            V::Int(note.file_no),
            V::Int(note.row_no),
            V::Int(position),
            V::Text(note.sheet.as_str().into()),
            V::Text(note.outcome.as_str().into()),
            V::Text(code.into()),
            V::Text(column.into()),
            V::Text(facts.to_string().into()),
            V::Text(note.raw.as_str().into()),
        ]
    };
    if note.problems.is_empty() {
        let changes: Vec<_> = note
            .changes
            .iter()
            .map(|c| json!([c.field, c.before, c.after]))
            .collect();
        return vec![row(0, "", String::new(), json!(changes))];
    }
    (0_i64..)
        .zip(&note.problems)
        .map(|(at, p)| {
            // Facts may hold text of the file.
            let facts: BTreeMap<_, _> = p
                .facts
                .iter()
                .map(|(name, value)| (*name, value.replace('\0', "\u{fffd}")))
                .collect();
            row(at, p.code, p.column.replace('\0', "\u{fffd}"), json!(facts))
        })
        .collect()
}

/// What a reader of the record needs beside the counts.
fn describe(input: &ImportInput, report: &Report) -> Value {
    let tables: Vec<_> = input
        .tables
        .iter()
        .map(|t| {
            json!({
                "file": t.file_name, "part": t.part.as_str(), "sheet": t.sheet, "encoding": t.encoding,
                "sheets": t.sheets.iter().map(|(name, hidden, rows)|
                    json!({ "name": name, "hidden": hidden, "rows": rows })).collect::<Vec<_>>(),
                "notices": t.notices.iter().map(|(code, subject)|
                    json!({ "code": code, "subject": subject })).collect::<Vec<_>>(),
                "header_row": t.header.number, "columns": t.header.names,
                "samples": t.samples, "remembered": t.recalled,
                "proposals": t.proposals.iter().map(|p| json!({
                    "field": p.field, "column": t.header.names.get(p.column),
                    "confidence": p.confidence,
                })).collect::<Vec<_>>(),
            })
        })
        .collect();
    let d = report.documents;
    json!({
        "tables": tables,
        "missing": input.missing(),
        "documents": { "added": d.added, "changed": d.changed, "unchanged": d.unchanged, "failed": d.failed },
    })
}

pub(super) fn record_commit(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    id: Id<wire::Import>,
    input: &ImportInput,
    report: &Report,
) -> Result<()> {
    let c = report.counts;
    let facts = json!({
        "kind": input.kind.as_str(), "file": input.file_name(), "sha256": input.sha256(),
        "rows": c.total, "added": c.added, "changed": c.changed, "unchanged": c.unchanged,
        "failed": c.failed, "ignored": c.ignored, "options": input.options.given,
    });
    record(tx, ctx, "import", id.raw(), "import.committed", &facts)?;
    Ok(())
}
