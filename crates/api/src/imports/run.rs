//! Reading and trying an import, off the async threads.

use crate::state::ApiState;
use jieqing_domain::access::Permission;
use jieqing_domain::imports::{
    CommitImport, ImportInput, ImportRequest, Reader, RecordPreview, Report, dry_run, remembered,
};
use jieqing_domain::wire;
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use std::sync::Arc;

/// Reads in the limited child process, maps, and runs the import rolled back when every required
/// field has a column.
pub(super) async fn try_import(
    state: ApiState,
    ctx: Ctx,
    request: ImportRequest,
    id: Option<Id<wire::Import>>,
) -> Result<RecordPreview> {
    blocking(move || {
        let input = read(&state, &ctx, &request)?;
        let report = if input.missing().is_empty() {
            dry_run(&state.jieqing, &ctx, &input)?
        } else {
            Report::default()
        };
        Ok(RecordPreview { id, input, report })
    })
    .await
}

/// Reads once more, for the commit.
pub(super) async fn ready(
    state: ApiState,
    ctx: Ctx,
    request: ImportRequest,
    id: Id<wire::Import>,
) -> Result<CommitImport> {
    blocking(move || {
        let input = read(&state, &ctx, &request)?;
        Ok(CommitImport {
            id: Some(id),
            input,
        })
    })
    .await
}

fn read(state: &ApiState, ctx: &Ctx, request: &ImportRequest) -> Result<Arc<ImportInput>> {
    let mut input = ImportInput::read(&Reader::own(), request)?;
    let known = state
        .jieqing
        .read(ctx, Permission::ImportsWrite, |tx, ctx, _| {
            remembered(tx, ctx, &input)
        })?;
    input.map(&request.mapping, &known)?;
    Ok(Arc::new(input))
}

/// Blocking work on its own thread.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or_else(|_| Err(Error::bug("import")))
}
