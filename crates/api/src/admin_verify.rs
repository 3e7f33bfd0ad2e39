//! `/admin/verify`: the proof of everything, on demand.

use crate::call::{ApiResult, Call};
use crate::jobs::{JobView, view};
use crate::registry::{Policy, Registry};
use axum::http::StatusCode;
use jieqing_domain::access::Permission;
use jieqing_domain::platform::jobs::{JobList, get_job, list_jobs};
use jieqing_domain::platform::{RequestVerify, VERIFY};
use jieqing_kernel::page::PageRequest;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(crate) fn routes(registry: Registry) -> Registry {
    let policy = Policy::Needs(Permission::SystemVerify);
    registry
        .route(policy, routes!(start_verification))
        .route(policy, routes!(get_verification))
}

/// Verify everything
///
/// Queues the proof of chains, ledger, open items, numbers and totals of the company. Its result:
/// `ok`, `at`, `events` and `problems` in words.
#[utoipa::path(post, path = "/api/v1/admin/verify", operation_id = "start_verification", tag = "system",
    responses((status = 202, body = JobView)))]
async fn start_verification(call: Call) -> ApiResult {
    call.write(StatusCode::ACCEPTED, RequestVerify, |tx, ctx, job| {
        get_job(tx, ctx, job).map(view)
    })
    .await
}

/// The newest verification.
#[derive(Debug, Serialize, ToSchema)]
struct Verification {
    /// Its job; null when none has run yet.
    job: Option<JobView>,
}

/// Get the newest verification
#[utoipa::path(get, path = "/api/v1/admin/verify", operation_id = "get_verification", tag = "system",
    responses((status = 200, body = Verification)))]
async fn get_verification(call: Call) -> ApiResult {
    call.read(|tx, ctx, _| {
        let list = JobList {
            kind: Some(VERIFY.to_owned()),
            ..JobList::default()
        };
        let one = PageRequest {
            after: None,
            limit: 1,
        };
        let newest = list_jobs(tx, ctx, &list, &one)?.items.pop();
        Ok(Verification {
            job: newest.map(view),
        })
    })
    .await
}
