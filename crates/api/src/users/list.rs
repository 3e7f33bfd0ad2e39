//! `GET /users`

use super::view::{UserView, view};
use crate::call::{ApiResult, Call, ListQuery, write_cursor};
use crate::params::Params;
use jieqing_domain::admin::query::{UserFilter, assignments, list_users as list};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Filters of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListUsersQuery {
    /// Part of login or name.
    search: Option<String>,
    /// Only active or only disabled ones.
    active: Option<bool>,
    /// Continue after this page.
    cursor: Option<String>,
    /// Rows wanted, 1–500.
    limit: Option<i64>,
}

/// A page of users.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UserList {
    items: Vec<UserView>,
    next_cursor: Option<String>,
}

/// List users
#[utoipa::path(get, path = "/api/v1/users", operation_id = "list_users", tag = "users",
    params(ListUsersQuery), responses((status = 200, body = UserList)))]
pub(crate) async fn list_users(call: Call, Params(query): Params<ListUsersQuery>) -> ApiResult {
    let paging = ListQuery {
        cursor: query.cursor,
        limit: query.limit,
    };
    let filter = UserFilter {
        search: query.search,
        active: query.active,
    };
    call.read(move |tx, ctx, _| {
        let page = list(tx, ctx, &filter, &paging.page()?)?;
        let roles = assignments(tx, ctx)?;
        Ok(UserList {
            next_cursor: write_cursor(&page.next),
            items: page
                .items
                .into_iter()
                .map(|row| view(row, &roles))
                .collect(),
        })
    })
    .await
}
