//! Preview and commit.

use super::error::ImportRefusal;
use super::input::ImportInput;
use super::kinds;
use super::mapping::Mapping;
use super::report::{Outcome, Report, RowNote};
use super::store::{self, ImportState};
use crate::access::{Permission, Scope, authorize};
use crate::facade::{Command, Jieqing};
use crate::record::record;
use crate::wire;
use jieqing_db::{ReadTx, V, WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::clock::rfc3339;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Most rows of a preview that are kept.
const PREVIEW_NOTES: usize = 1_000;

/// What an import did, or would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// Its record.
    pub id: Id<wire::Import>,
    /// Row by row.
    pub report: Report,
    /// Whether it is stored.
    pub committed: bool,
    /// An earlier import of the very same file.
    pub same_file: Option<Id<wire::Import>>,
}

/// Mappings remembered for the headers of `input`, one per file.
///
/// # Errors
/// Database errors.
pub fn remembered(tx: &mut ReadTx<'_>, ctx: &Ctx, input: &ImportInput) -> Result<Vec<Mapping>> {
    let mut out = Vec::new();
    for table in &input.tables {
        let found = tx.opt::<(String,)>(
            &store::REMEMBERED,
            params![ctx.company, input.kind, table.fingerprint],
        )?;
        out.push(match found {
            // What can't be read any more is forgotten.
            Some((text,)) => Mapping::parse(&text).unwrap_or_default(),
            None => Mapping::default(),
        });
    }
    Ok(out)
}

/// Runs the import and rolls it back, then stores the record of the preview. Blocks.
///
/// # Errors
/// Refusals of the import as a whole; [`Error::Forbidden`].
pub fn preview(
    jieqing: &Jieqing,
    ctx: &Ctx,
    id: Option<Id<wire::Import>>,
    input: &Arc<ImportInput>,
) -> Result<Done> {
    let report = dry_run(jieqing, ctx, input)?;
    jieqing.execute(
        ctx,
        RecordPreview {
            id,
            input: Arc::clone(input),
            report,
        },
    )
}

/// Runs the import and rolls it back: what a commit would do. Blocks.
///
/// # Errors
/// As [`preview`].
pub fn dry_run(jieqing: &Jieqing, ctx: &Ctx, input: &Arc<ImportInput>) -> Result<Report> {
    jieqing.preview(ctx, DryRun(Arc::clone(input)))
}

/// Stores the import. Blocks.
///
/// # Errors
/// As [`CommitImport`].
pub fn commit(
    jieqing: &Jieqing,
    ctx: &Ctx,
    id: Option<Id<wire::Import>>,
    input: &Arc<ImportInput>,
) -> Result<Done> {
    jieqing.execute(
        ctx,
        CommitImport {
            id,
            input: Arc::clone(input),
        },
    )
}

/// Only ever rolled back.
struct DryRun(Arc<ImportInput>);

impl Command for DryRun {
    type Out = Report;
    const PERMISSION: Permission = Permission::ImportsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<Report> {
        apply(tx, ctx, &self.0)
    }
}

/// Stores the record of a preview.
#[derive(Debug, Clone)]
pub struct RecordPreview {
    /// The import, when it was looked at before.
    pub id: Option<Id<wire::Import>>,
    /// Files and mapping.
    pub input: Arc<ImportInput>,
    /// What the rolled-back run gave.
    pub report: Report,
}

impl Command for RecordPreview {
    type Out = Done;
    const PERMISSION: Permission = Permission::ImportsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<Done> {
        let id = claim(tx, ctx, self.id)?;
        keep(
            tx,
            ctx,
            id,
            &self.input,
            &self.report,
            ImportState::Previewed,
        )?;
        Ok(Done {
            id,
            report: self.report.clone(),
            committed: false,
            same_file: same_file(tx, ctx, id, &self.input)?,
        })
    }
}

/// Stores everything in one transaction. With failing rows and without `skip_failed` nothing but
/// the report is stored, and [`Done::committed`] is false.
#[derive(Debug, Clone)]
pub struct CommitImport {
    /// The import, when it was previewed.
    pub id: Option<Id<wire::Import>>,
    /// Files and mapping.
    pub input: Arc<ImportInput>,
}

/// Why a run was rolled back.
enum Stopped {
    Rows(Report),
    Error(Error),
}

impl From<jieqing_db::DbError> for Stopped {
    fn from(error: jieqing_db::DbError) -> Self {
        Self::Error(error.into())
    }
}

impl Command for CommitImport {
    type Out = Done;
    const PERMISSION: Permission = Permission::ImportsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<Done> {
        let id = claim(tx, ctx, self.id)?;
        let input = &self.input;
        let outcome = tx.attempt(|tx| {
            let report = apply(tx, ctx, input).map_err(Stopped::Error)?;
            if report.counts.failed > 0 && !input.options.skip_failed {
                return Err(Stopped::Rows(report));
            }
            Ok(report)
        });
        let (report, committed) = match outcome {
            Ok(report) => (report, true),
            Err(Stopped::Rows(report)) => (report, false),
            Err(Stopped::Error(error)) => return Err(error),
        };
        let state = if committed {
            ImportState::Committed
        } else {
            ImportState::Previewed
        };
        keep(tx, ctx, id, input, &report, state)?;
        if committed {
            remember(tx, ctx, input)?;
            record_commit(tx, ctx, id, input, &report)?;
        }
        Ok(Done {
            id,
            committed,
            same_file: same_file(tx, ctx, id, input)?,
            report,
        })
    }
}

fn apply(tx: &mut WriteTx<'_>, ctx: &Ctx, input: &ImportInput) -> Result<Report> {
    input.require_mapped()?;
    for permission in input.kind.permissions() {
        authorize(tx, ctx, *permission)?;
    }
    kinds::apply(tx, ctx, input)
}

/// The id of the record: a new one, or the given one when it is not stored yet.
fn claim(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    id: Option<Id<wire::Import>>,
) -> Result<Id<wire::Import>> {
    let Some(id) = id else {
        return Ok(ctx.new_id());
    };
    let (state, at) = tx
        .opt::<(ImportState, i64)>(&store::LOCK_STATE, params![ctx.company, id])?
        .ok_or(Error::NotFound)?;
    if state == ImportState::Committed {
        return Err(ImportRefusal::AlreadyCommitted { at: rfc3339(at) }.into());
    }
    Ok(id)
}

fn same_file(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    id: Id<wire::Import>,
    input: &ImportInput,
) -> Result<Option<Id<wire::Import>>> {
    let found = tx.opt::<(Id<wire::Import>,)>(
        &store::COMMITTED_BEFORE,
        params![ctx.company, input.kind, input.sha256(), id],
    )?;
    Ok(found.map(|(id,)| id))
}

fn remember(tx: &mut WriteTx<'_>, ctx: &Ctx, input: &ImportInput) -> Result<()> {
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

fn keep(
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
                "file": t.file_name, "sheet": t.sheet, "encoding": t.encoding,
                "sheets": t.sheets.iter().map(|(name, hidden, rows)|
                    json!({ "name": name, "hidden": hidden, "rows": rows })).collect::<Vec<_>>(),
                "notices": t.notices.iter().map(|(code, subject)|
                    json!({ "code": code, "subject": subject })).collect::<Vec<_>>(),
                "header_row": t.header.number, "columns": t.header.names,
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

fn record_commit(
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
