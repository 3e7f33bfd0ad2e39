//! `GET /saved-views`

use crate::call::{ApiResult, Call};
use crate::params::Params;
use jieqing_domain::admin::query::{SavedView, views};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};

/// Which list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListViewsQuery {
    /// The list.
    list: String,
}

/// A saved view.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SavedViewBody {
    /// Id.
    #[schema(example = "viw_0c1x2y3z4w5v6")]
    id: String,
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
    shared: bool,
    /// Whether I made it.
    #[schema(example = true)]
    mine: bool,
}

impl From<SavedView> for SavedViewBody {
    fn from(view: SavedView) -> Self {
        Self {
            id: view.id.to_string(),
            list: view.list,
            name: view.name,
            query: view.query,
            shared: view.shared,
            mine: view.mine,
        }
    }
}

/// Saved views of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SavedViewList {
    items: Vec<SavedViewBody>,
    /// The list is short and comes whole.
    next_cursor: Option<String>,
}

/// List saved views
///
/// My own and those shared with the company.
#[utoipa::path(get, path = "/api/v1/saved-views", operation_id = "list_saved_views", tag = "saved-views",
    params(ListViewsQuery), responses((status = 200, body = SavedViewList)))]
pub(crate) async fn list_saved_views(
    call: Call,
    Params(query): Params<ListViewsQuery>,
) -> ApiResult {
    call.read(move |tx, ctx, _| {
        let found = views(tx, ctx, &query.list)?;
        Ok(SavedViewList {
            items: found.into_iter().map(SavedViewBody::from).collect(),
            next_cursor: None,
        })
    })
    .await
}
