//! Read models of imports.

use super::error::ImportRefusal;
use super::input::ImportRequest;
use super::kind::ImportKind;
use super::mapping::Mapping;
use super::report::{Counts, Outcome};
use super::source::SourceFile;
use super::store::{self, ImportRecord, ImportState, NoteRecord};
use crate::blobs::BlobStore;
use crate::texts::{Lang, say_stored};
use crate::wire;
use jieqing_db::{ReadTx, SqlBuilder, ToV, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::page::{Page, PageRequest};
use serde_json::Value;
use std::collections::BTreeMap;

/// An import.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportView {
    /// Id.
    pub id: Id<wire::Import>,
    /// What the files hold.
    pub kind: ImportKind,
    /// Names of the files.
    pub file_name: String,
    /// Digests of the files, joined by `+`.
    pub sha256: String,
    /// Bytes.
    pub size: i64,
    /// Mapping in use.
    pub mapping: Value,
    /// Options as given.
    pub options: Value,
    /// State.
    pub state: ImportState,
    /// Rows by outcome.
    pub counts: Counts,
    /// Sheets, columns, proposals, documents by outcome.
    pub details: Value,
    /// Who (raw user id).
    pub created_by: i64,
    /// When, µs.
    pub created_at_us: i64,
    /// When it was stored, µs.
    pub committed_at_us: Option<i64>,
}

impl From<ImportRecord> for ImportView {
    fn from(r: ImportRecord) -> Self {
        let read = |text: &str| serde_json::from_str(text).unwrap_or(Value::Null);
        Self {
            id: r.id,
            kind: r.kind,
            mapping: read(&r.mapping),
            options: read(&r.options),
            details: read(&r.report),
            file_name: r.file_name,
            sha256: r.sha256,
            size: r.size,
            state: r.state,
            counts: Counts {
                total: r.total,
                added: r.added,
                changed: r.changed,
                unchanged: r.unchanged,
                failed: r.failed,
                ignored: r.ignored,
            },
            created_by: r.created_by,
            created_at_us: r.created_at_us,
            committed_at_us: r.committed_at_us,
        }
    }
}

/// One import.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(tx: &mut ReadTx<'_>, ctx: &Ctx, id: Id<wire::Import>) -> Result<ImportView> {
    tx.opt::<ImportRecord>(&store::GET, params![ctx.company, id])?
        .map(ImportView::from)
        .ok_or(Error::NotFound)
}

/// Imports, newest first.
///
/// # Errors
/// Database errors.
pub fn list(tx: &mut ReadTx<'_>, ctx: &Ctx, page: &PageRequest) -> Result<Page<ImportView>> {
    let mut build = SqlBuilder::new(
        "LIST_IMPORTS",
        "select id, kind, file_name, sha256, size, mapping, options, state, rows_total, rows_added,
           rows_changed, rows_unchanged, rows_failed, rows_ignored, report, created_by,
           created_at_us, committed_at_us
         from imports",
    )
    .bind("where company_id = ?", &[&ctx.company]);
    if let Some((_, id)) = &page.after {
        build = build.bind("and id < ?", &[id]);
    }
    let (sql, values) = build
        .bind("order by id desc limit ?", &[&page.limit.saturating_add(1)])
        .finish();
    let rows = tx.all::<ImportRecord>(&sql, &values)?;
    let views = rows.into_iter().map(ImportView::from).collect();
    Ok(Page::cut(views, page.limit, |v: &ImportView| {
        (String::new(), v.id.raw())
    }))
}

/// The request behind a stored import, its files fetched from `blobs`.
///
/// # Errors
/// `imports.file_gone`.
pub fn stored_request(view: &ImportView, blobs: &dyn BlobStore) -> Result<ImportRequest> {
    let names = view.details["tables"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let mut files = Vec::new();
    for (sha256, table) in view.sha256.split('+').zip(&names) {
        let name = table["file"].as_str().unwrap_or_default().to_owned();
        let bytes = match blobs.get(sha256) {
            Ok(bytes) => bytes,
            Err(Error::NotFound) => return Err(ImportRefusal::FileGone { file: name }.into()),
            Err(other) => return Err(other),
        };
        files.push(SourceFile { name, bytes });
    }
    Ok(ImportRequest {
        kind: view.kind,
        files,
        mapping: Mapping::parse(&view.mapping.to_string())?,
        options: serde_json::from_value(view.options.clone()).unwrap_or_default(),
    })
}

/// A row that fails, is passed over or changes something; one per problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteView {
    /// 0 for the first file, 1 for the second.
    pub file_no: i64,
    /// Sheet.
    pub sheet: String,
    /// Row as the spreadsheet shows it.
    pub row_no: i64,
    /// Which problem of the row, from 0.
    pub position: i64,
    /// Outcome.
    pub outcome: Outcome,
    /// Column, empty for the whole row.
    pub column: String,
    /// Code of the problem or reason.
    pub code: String,
    /// What is wrong and what to do.
    pub message: String,
    /// Field, before, after.
    pub changes: Vec<(String, String, String)>,
    /// The row as it is in the file.
    pub raw: String,
}

/// Which row comes after; position in [`notes`].
pub type NoteCursor = (i64, i64, i64);

/// Rows of an import by file and row; at most `limit`, beginning after `after`.
///
/// # Errors
/// Database errors.
pub fn notes(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    id: Id<wire::Import>,
    outcome: Option<Outcome>,
    after: Option<NoteCursor>,
    limit: i64,
    lang: Lang,
) -> Result<Vec<NoteView>> {
    let mut build = SqlBuilder::new(
        "LIST_IMPORT_ROWS",
        "select file_no, row_no, position, sheet, outcome, code, column_name, facts, raw
         from import_rows",
    )
    .bind(
        "where company_id = ? and import_id = ?",
        &[&ctx.company, &id],
    )
    .bind_if("and outcome = ?", outcome.as_ref().map(|o| o as &dyn ToV));
    if let Some((file, row, position)) = &after {
        build = build.bind(
            "and (file_no, row_no, position) > (?, ?, ?)",
            &[file, row, position],
        );
    }
    let (sql, values) = build
        .bind("order by file_no, row_no, position limit ?", &[&limit])
        .finish();
    let rows = tx.all::<NoteRecord>(&sql, &values)?;
    Ok(rows.into_iter().map(|r| view(r, lang)).collect())
}

fn view(r: NoteRecord, lang: Lang) -> NoteView {
    let changed = r.outcome == Outcome::Changed;
    let (facts, changes) = if changed {
        (
            BTreeMap::new(),
            serde_json::from_str(&r.facts).unwrap_or_default(),
        )
    } else {
        (
            serde_json::from_str::<BTreeMap<String, String>>(&r.facts).unwrap_or_default(),
            Vec::new(),
        )
    };
    NoteView {
        message: if changed {
            String::new()
        } else {
            say_stored(lang, &r.code, &facts)
        },
        file_no: r.file_no,
        sheet: r.sheet,
        row_no: r.row_no,
        position: r.position,
        outcome: r.outcome,
        column: r.column,
        code: r.code,
        changes,
        raw: r.raw,
    }
}
