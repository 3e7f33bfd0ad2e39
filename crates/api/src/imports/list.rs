//! `GET /imports`

use super::view::ImportView;
use crate::call::{ApiResult, Call, ListQuery, write_cursor};
use crate::params::Params;
use jieqing_domain::imports::query;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which page.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListImportsQuery {
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Rows wanted, 1–500.
    #[param(example = 50)]
    limit: Option<i64>,
}

/// Imports, newest first.
#[derive(Serialize, ToSchema)]
pub(crate) struct ImportList {
    /// Imports.
    items: Vec<ImportView>,
    /// Given when more follow.
    next_cursor: Option<String>,
}

/// List imports
#[utoipa::path(get, path = "/api/v1/imports", operation_id = "list_imports", tag = "imports",
    params(ListImportsQuery), responses((status = 200, body = ImportList)))]
pub(crate) async fn list_imports(call: Call, Params(q): Params<ListImportsQuery>) -> ApiResult {
    let page = ListQuery {
        cursor: q.cursor,
        limit: q.limit,
    };
    call.read(move |tx, ctx, _| {
        let found = query::list(tx, ctx, &page.page()?)?;
        Ok(ImportList {
            next_cursor: write_cursor(&found.next),
            items: found.items.into_iter().map(ImportView::from).collect(),
        })
    })
    .await
}
