//! `GET /people`

use crate::call::{ApiResult, Call};
use crate::params::Params;
use jieqing_domain::admin::query::people;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Filters of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListPeopleQuery {
    /// Part of login or name.
    search: Option<String>,
    /// Rows wanted, 1–500.
    limit: Option<usize>,
}

/// A colleague.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Person {
    /// Id.
    #[schema(example = "usr_0c1x2y3z4w5v6")]
    id: String,
    /// Login.
    #[schema(example = "wangfang")]
    login: String,
    /// Name.
    #[schema(example = "王芳")]
    name: String,
    /// Whether the account is active.
    #[schema(example = true)]
    active: bool,
}

/// Colleagues.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PeopleList {
    items: Vec<Person>,
    /// The first 500 come whole.
    next_cursor: Option<String>,
}

/// List colleagues
///
/// Everybody with a role in this company, by name.
#[utoipa::path(get, path = "/api/v1/people", operation_id = "list_people", tag = "users",
    params(ListPeopleQuery), responses((status = 200, body = PeopleList)))]
pub(crate) async fn list_people(call: Call, Params(query): Params<ListPeopleQuery>) -> ApiResult {
    call.read(move |tx, ctx, _| {
        let rows = people(tx, ctx, query.search.as_deref())?;
        let view = |row: jieqing_domain::admin::query::PersonRow| Person {
            id: row.id.to_string(),
            login: row.login,
            name: row.name,
            active: row.active,
        };
        let limit = query.limit.unwrap_or(500);
        Ok(PeopleList {
            items: rows.into_iter().take(limit).map(view).collect(),
            next_cursor: None,
        })
    })
    .await
}
