//! `POST /saved-views`

use super::list::SavedViewBody;
use crate::body::Body;
use crate::call::{ApiResult, Call};
use axum::http::StatusCode;
use jieqing_domain::admin::CreateView;
use jieqing_domain::admin::query::views;
use jieqing_kernel::error::Error;
use serde::Deserialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A view to be saved.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CreateViewBody {
    /// The list.
    #[schema(example = "orders")]
    list: String,
    /// Name on the tab.
    #[schema(example = "待我确认")]
    name: String,
    /// Filters and sort as in the address.
    #[schema(example = json!({"status": "submitted"}))]
    query: BTreeMap<String, String>,
    /// Whether the whole company sees it.
    #[schema(example = false)]
    #[serde(default)]
    shared: bool,
}

/// Save a view
#[utoipa::path(post, path = "/api/v1/saved-views", operation_id = "create_saved_view", tag = "saved-views",
    request_body = CreateViewBody, responses((status = 201, body = SavedViewBody)))]
pub(crate) async fn create_saved_view(call: Call, body: Body<CreateViewBody>) -> ApiResult {
    let CreateViewBody {
        list,
        name,
        query,
        shared,
    } = body.value;
    let on = list.clone();
    let command = CreateView {
        list,
        name,
        query,
        shared,
    };
    call.with_body(body.hash)
        .write(StatusCode::CREATED, command, move |tx, ctx, id| {
            let mut all = views(tx, ctx, &on)?.into_iter();
            let made = all.find(|v| v.id == id).ok_or(Error::NotFound)?;
            Ok(SavedViewBody::from(made))
        })
        .await
}
