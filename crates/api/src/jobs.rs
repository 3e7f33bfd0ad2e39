//! `/jobs`: work in the background, its progress and its dead letters.

use crate::call::{ApiResult, Call, ListQuery, write_cursor};
use crate::params::Params;
use crate::registry::{Policy, Registry};
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::access::Permission;
use jieqing_domain::platform::jobs::{
    CancelJob, Job, JobList, JobState, RetryJob, get_job, list_jobs,
};
use jieqing_domain::wire;
use jieqing_kernel::clock::rfc3339;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

pub(crate) fn routes(registry: Registry) -> Registry {
    let own = Policy::Needs(Permission::SelfUse);
    registry
        .route(own, routes!(list_all_jobs))
        .route(own, routes!(get_one_job))
        .route(own, routes!(cancel_job))
        .route(own, routes!(retry_job))
}

/// How far a job is.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct JobProgress {
    /// Units done.
    #[schema(example = 1200)]
    done: i64,
    /// Units in all; null when not known.
    #[schema(example = 5000)]
    total: Option<i64>,
}

/// A job.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct JobView {
    /// Id.
    #[schema(example = "job_0c1x2y3z4w5v6")]
    id: String,
    /// What it does.
    #[schema(example = "import.commit")]
    kind: String,
    /// `queued`, `running`, `succeeded`, `failed`, `dead` or `cancelled`.
    #[schema(example = "running")]
    state: &'static str,
    /// How far it is.
    progress: JobProgress,
    /// What it is at, or why it failed.
    #[schema(example = "第 1,200 行")]
    message: String,
    /// Its result, when it succeeded.
    #[schema(value_type = Option<Object>, example = json!({"ok": true}))]
    result: Option<serde_json::Value>,
    /// Attempts begun.
    #[schema(example = 1)]
    attempts: i64,
    /// Whether somebody asked it to stop.
    #[schema(example = false)]
    stopping: bool,
    /// When it was wanted.
    #[schema(example = "2026-11-24T03:00:00.000Z")]
    created_at: String,
    /// When it ended.
    #[schema(example = "2026-11-24T03:00:05.000Z")]
    finished_at: Option<String>,
}

/// A page of jobs.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct JobPage {
    items: Vec<JobView>,
    next_cursor: Option<String>,
}

/// Filters of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListJobsQuery {
    /// `queued`, `running`, `succeeded`, `failed`, `dead` or `cancelled`.
    state: Option<String>,
    /// What it does.
    kind: Option<String>,
    /// Only the caller's own. Others' are seen with `system.verify` only.
    mine: Option<bool>,
    /// Continue after this page.
    cursor: Option<String>,
    /// Rows wanted, 1–500.
    limit: Option<i64>,
}

impl ListJobsQuery {
    fn list(&self) -> Result<JobList> {
        let state = match self.state.as_deref() {
            None => None,
            Some(word) => {
                Some(state_of(word).ok_or_else(|| Error::field("state", "field.not_a_code"))?)
            }
        };
        Ok(JobList {
            state,
            kind: self.kind.clone(),
            mine: self.mine.unwrap_or(false),
        })
    }
}

/// List jobs
#[utoipa::path(get, path = "/api/v1/jobs", operation_id = "list_jobs", tag = "jobs",
    params(ListJobsQuery), responses((status = 200, body = JobPage)))]
async fn list_all_jobs(call: Call, Params(query): Params<ListJobsQuery>) -> ApiResult {
    let paging = ListQuery {
        cursor: query.cursor.clone(),
        limit: query.limit,
    };
    call.read(move |tx, ctx, _| {
        let page = list_jobs(tx, ctx, &query.list()?, &paging.page()?)?;
        Ok(JobPage {
            next_cursor: write_cursor(&page.next),
            items: page.items.into_iter().map(view).collect(),
        })
    })
    .await
}

/// Get a job
#[utoipa::path(get, path = "/api/v1/jobs/{id}", operation_id = "get_job", tag = "jobs",
    params(("id" = String, Path, example = "job_0c1x2y3z4w5v6")), responses((status = 200, body = JobView)))]
async fn get_one_job(call: Call, Path(id): Path<String>) -> ApiResult {
    let id: Id<wire::Job> = call.id(&id)?;
    call.read(move |tx, ctx, _| get_job(tx, ctx, id.raw()).map(view))
        .await
}

/// Stop a job
///
/// One that waits is cancelled at once; one that runs ends at its next safe point.
#[utoipa::path(post, path = "/api/v1/jobs/{id}/cancel", operation_id = "cancel_job", tag = "jobs",
    params(("id" = String, Path, example = "job_0c1x2y3z4w5v6")), responses((status = 200, body = JobView)))]
async fn cancel_job(call: Call, Path(id): Path<String>) -> ApiResult {
    let id: Id<wire::Job> = call.id(&id)?;
    call.write(StatusCode::OK, CancelJob { id }, move |tx, ctx, _| {
        get_job(tx, ctx, id.raw()).map(view)
    })
    .await
}

/// Try a job again
///
/// For one that failed, died after its last attempt, or was cancelled.
#[utoipa::path(post, path = "/api/v1/jobs/{id}/retry", operation_id = "retry_job", tag = "jobs",
    params(("id" = String, Path, example = "job_0c1x2y3z4w5v6")), responses((status = 200, body = JobView)))]
async fn retry_job(call: Call, Path(id): Path<String>) -> ApiResult {
    let id: Id<wire::Job> = call.id(&id)?;
    call.write(StatusCode::OK, RetryJob { id }, move |tx, ctx, ()| {
        get_job(tx, ctx, id.raw()).map(view)
    })
    .await
}

pub(crate) fn view(job: Job) -> JobView {
    JobView {
        id: Id::<wire::Job>::from_raw(job.id).to_string(),
        state: word(job.state),
        progress: JobProgress {
            done: job.progress_done,
            total: Some(job.progress_total).filter(|total| *total > 0),
        },
        result: serde_json::from_str(&job.result).ok(),
        kind: job.kind,
        message: job.message,
        attempts: job.attempts,
        stopping: job.cancel_requested,
        created_at: rfc3339(job.created_at_us),
        finished_at: job.finished_at_us.map(rfc3339),
    }
}

const WORDS: [(JobState, &str); 6] = [
    (JobState::Queued, "queued"),
    (JobState::Running, "running"),
    (JobState::Done, "succeeded"),
    (JobState::Failed, "failed"),
    (JobState::Dead, "dead"),
    (JobState::Cancelled, "cancelled"),
];

fn word(state: JobState) -> &'static str {
    WORDS
        .iter()
        .find(|(s, _)| *s == state)
        .map_or("", |(_, word)| word)
}

fn state_of(text: &str) -> Option<JobState> {
    WORDS
        .iter()
        .find(|(_, word)| *word == text)
        .map(|(state, _)| *state)
}
