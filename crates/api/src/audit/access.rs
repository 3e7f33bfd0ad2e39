//! `GET /access-log`

use crate::call::{ApiResult, Call, ListQuery, write_cursor};
use crate::params::Params;
use jieqing_domain::admin::AccessKind;
use jieqing_domain::admin::query::{AccessRow, access_log};
use jieqing_kernel::actor::User;
use jieqing_kernel::clock::rfc3339;
use jieqing_kernel::error::Error;
use jieqing_kernel::id::Id;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Filters of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListAccessQuery {
    /// `login`, `login_failed`, `logout`, `session_ended`, `company_switched`, `denied`, `export`.
    kind: Option<String>,
    /// Continue after this page.
    cursor: Option<String>,
    /// Rows wanted, 1–500.
    limit: Option<i64>,
}

/// A line of the access log.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AccessView {
    /// When.
    #[schema(example = "2026-11-24T01:30:00.000Z")]
    at: String,
    /// Who; null when unknown.
    #[schema(example = "usr_0c1x2y3z4w5v6")]
    user_id: Option<String>,
    /// Their name.
    #[schema(example = "王芳")]
    user: String,
    /// What.
    #[schema(example = "denied")]
    kind: String,
    /// With what.
    #[schema(example = "orders.confirm")]
    detail: String,
    /// Network address.
    #[schema(example = "192.168.1.20")]
    address: String,
    /// Request.
    #[schema(example = "req_0c1x2y3z4w5v6")]
    request_id: String,
}

/// A page of the access log, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AccessList {
    items: Vec<AccessView>,
    next_cursor: Option<String>,
}

fn view(row: AccessRow) -> AccessView {
    AccessView {
        at: rfc3339(row.at),
        user_id: (row.user != 0).then(|| Id::<User>::from_raw(row.user).to_string()),
        user: row.user_name,
        kind: row.kind,
        detail: row.detail,
        address: row.address,
        request_id: row.request_id,
    }
}

/// List the access log
#[utoipa::path(get, path = "/api/v1/access-log", operation_id = "list_access_log", tag = "audit",
    params(ListAccessQuery), responses((status = 200, body = AccessList)))]
pub(crate) async fn list_access_log(
    call: Call,
    Params(query): Params<ListAccessQuery>,
) -> ApiResult {
    let paging = ListQuery {
        cursor: query.cursor,
        limit: query.limit,
    };
    call.read(move |tx, ctx, _| {
        if query
            .kind
            .as_deref()
            .is_some_and(|k| AccessKind::parse(k).is_none())
        {
            return Err(Error::field("kind", "field.not_a_code"));
        }
        let page = access_log(tx, ctx, query.kind.as_deref(), &paging.page()?)?;
        Ok(AccessList {
            next_cursor: write_cursor(&page.next),
            items: page.items.into_iter().map(view).collect(),
        })
    })
    .await
}
