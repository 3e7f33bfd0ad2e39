//! `GET /timeline`

use crate::audit::event::{EventView, view};
use crate::call::{ApiResult, Call, ListQuery, write_cursor};
use crate::params::Params;
use jieqing_domain::admin::query::timeline;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which document.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct TimelineQuery {
    /// Id of the document.
    subject: String,
    /// Continue after this page.
    cursor: Option<String>,
    /// Rows wanted, 1–500.
    limit: Option<i64>,
}

/// A page of a timeline, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Timeline {
    items: Vec<EventView>,
    next_cursor: Option<String>,
}

/// Get what happened to a document
///
/// For everybody who may read the document.
#[utoipa::path(get, path = "/api/v1/timeline", operation_id = "get_timeline", tag = "audit",
    params(TimelineQuery), responses((status = 200, body = Timeline)))]
pub(crate) async fn get_timeline(call: Call, Params(query): Params<TimelineQuery>) -> ApiResult {
    let paging = ListQuery {
        cursor: query.cursor,
        limit: query.limit,
    };
    call.read(move |tx, ctx, _| {
        let page = timeline(tx, ctx, &query.subject, &paging.page()?)?;
        Ok(Timeline {
            next_cursor: write_cursor(&page.next),
            items: page.items.into_iter().map(view).collect(),
        })
    })
    .await
}
