//! `GET /setup`

use crate::call::{ApiResult, Call};
use axum::response::IntoResponse;
use jieqing_domain::admin::auth::setup_needed;
use serde::Serialize;
use utoipa::ToSchema;

/// Whether the product waits for its first set-up.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SetupState {
    /// No user exists yet.
    #[schema(example = false)]
    needed: bool,
}

/// Whether set-up is needed
#[utoipa::path(get, path = "/api/v1/setup", operation_id = "get_setup", tag = "setup",
    responses((status = 200, body = SetupState)))]
pub(crate) async fn get_setup(call: Call) -> ApiResult {
    let needed = call
        .state
        .jieqing
        .db
        .read_async(setup_needed)
        .await
        .map_err(|e| call.fail(&e))?;
    Ok(axum::Json(SetupState { needed }).into_response())
}
