//! Preview and commit.

use super::error::ImportRefusal;
use super::input::ImportInput;
use super::keep::{keep, record_commit, remember};
use super::kinds;
use super::mapping::Mapping;
use super::report::Report;
use super::store::{self, ImportState};
use crate::access::{Permission, Scope, authorize};
use crate::facade::{Command, Jieqing};
use crate::wire;
use jieqing_db::{ReadTx, WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::clock::rfc3339;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use std::sync::Arc;

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

/// Runs the import and rolls it back: what a commit would do. Other writes go on meanwhile. Blocks.
///
/// # Errors
/// As [`preview`].
pub fn dry_run(jieqing: &Jieqing, ctx: &Ctx, input: &Arc<ImportInput>) -> Result<Report> {
    jieqing.preview_apart(ctx, &DryRun(Arc::clone(input)))
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
