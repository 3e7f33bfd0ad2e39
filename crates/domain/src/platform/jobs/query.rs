//! Jobs as people see them: their own; everybody's with `system.verify`.

use super::{Job, JobState};
use crate::access::{Permission, Scope, authorize};
use jieqing_db::ReadTx;
use jieqing_db::jobs::{self as queue, JobFilter};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::page::{Page, PageRequest};

/// Which jobs to list.
#[derive(Debug, Clone, Default)]
pub struct JobList {
    /// In this state.
    pub state: Option<JobState>,
    /// Of this kind.
    pub kind: Option<String>,
    /// Only the caller's own.
    pub mine: bool,
}

/// Jobs, newest first.
///
/// # Errors
/// Database errors.
pub fn list_jobs(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    list: &JobList,
    page: &PageRequest,
) -> Result<Page<Job>> {
    let all = !list.mine && sees_all(tx, ctx)?;
    let filter = JobFilter {
        state: list.state,
        kind: list.kind.as_deref(),
        created_by: if all { None } else { Some(ctx.actor.raw()) },
    };
    Ok(queue::list(tx, ctx.company.raw(), filter, page)?)
}

/// One job.
///
/// # Errors
/// [`Error::NotFound`], also for a job of somebody else.
pub fn get_job(tx: &mut ReadTx<'_>, ctx: &Ctx, id: i64) -> Result<Job> {
    let job = queue::get(tx, ctx.company.raw(), id)?.ok_or(Error::NotFound)?;
    if job.created_by == ctx.actor.raw() || sees_all(tx, ctx)? {
        Ok(job)
    } else {
        Err(Error::NotFound)
    }
}

fn sees_all(tx: &mut ReadTx<'_>, ctx: &Ctx) -> Result<bool> {
    match authorize(tx, ctx, Permission::SystemVerify) {
        Ok(Scope::Company) => Ok(true),
        Ok(_) | Err(Error::Forbidden { .. }) => Ok(false),
        Err(error) => Err(error),
    }
}
