//! Stopping a job and trying one again.

use super::JobState;
use super::query::get_job;
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::record::record;
use jieqing_db::WriteTx;
use jieqing_db::jobs::{self as queue, Retried};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use serde_json::json;

use crate::platform::PlatformRefusal;
use crate::wire;

/// Stops a job: at once when it waits, at its next report when it runs.
#[derive(Debug, Clone, Copy)]
pub struct CancelJob {
    /// The job.
    pub id: Id<wire::Job>,
}

impl Command for CancelJob {
    type Out = JobState;
    const PERMISSION: Permission = Permission::SelfUse;

    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<JobState> {
        let job = get_job(tx, ctx, self.id.raw())?;
        let state = queue::cancel(tx, ctx.company.raw(), self.id.raw(), ctx.now())?;
        if matches!(job.state, JobState::Queued | JobState::Running) {
            let facts = json!({ "kind": job.kind });
            record(tx, ctx, "job", self.id.raw(), "job.cancelled", &facts)?;
        }
        Ok(state)
    }
}

/// Queues a job that failed, died or was cancelled again.
#[derive(Debug, Clone, Copy)]
pub struct RetryJob {
    /// The job.
    pub id: Id<wire::Job>,
}

impl Command for RetryJob {
    type Out = ();
    const PERMISSION: Permission = Permission::SelfUse;

    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<()> {
        let job = get_job(tx, ctx, self.id.raw())?;
        match queue::retry(tx, ctx.company.raw(), self.id.raw(), ctx.now())? {
            Retried::Queued => {}
            Retried::NotOver => return Err(PlatformRefusal::JobNotOver.into()),
            Retried::Twin => return Err(PlatformRefusal::JobTwin.into()),
        }
        let facts = json!({ "kind": job.kind });
        record(tx, ctx, "job", self.id.raw(), "job.retried", &facts)?;
        Ok(())
    }
}
