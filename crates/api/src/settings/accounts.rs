//! `GET /accounts`, `PUT /accounts/{role}`

use crate::body::Body;
use crate::call::{ApiResult, Call};
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::settings::{MapAccount, query};
use jieqing_kernel::error::Error;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An account of the chart.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AccountBody {
    /// Code.
    #[schema(example = "1122")]
    code: String,
    /// Chinese name.
    #[schema(example = "应收账款")]
    name: String,
    /// English name.
    #[schema(example = "Accounts receivable")]
    name_en: String,
    /// `debit` or `credit`.
    #[schema(example = "debit")]
    side: String,
    /// Role it plays, empty for none.
    #[schema(example = "receivable")]
    role: String,
    /// Whether it is used.
    active: bool,
}

/// The chart.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AccountList {
    items: Vec<AccountBody>,
    /// The list is short and comes whole.
    next_cursor: Option<String>,
}

/// List the chart of accounts
#[utoipa::path(get, path = "/api/v1/accounts", operation_id = "list_accounts", tag = "settings",
    responses((status = 200, body = AccountList)))]
pub(crate) async fn list_accounts(call: Call) -> ApiResult {
    call.read(|tx, ctx, _| {
        let items = query::accounts(tx, ctx)?
            .into_iter()
            .map(|row| AccountBody {
                code: row.code,
                name: row.name,
                name_en: row.name_en,
                side: row.side,
                role: row.role,
                active: row.active,
            })
            .collect();
        Ok(AccountList {
            items,
            next_cursor: None,
        })
    })
    .await
}

/// Which account plays the role.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MapAccountBody {
    /// Account code; entered into the chart when it is new.
    #[schema(example = "112201")]
    code: String,
    /// Chinese name; the known one when absent.
    #[serde(default)]
    #[schema(example = "应收账款—货款")]
    name: String,
    /// English name; the known one when absent.
    #[serde(default)]
    #[schema(example = "Accounts receivable, goods")]
    name_en: String,
}

/// The mapping as it is now.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AccountMapped {
    /// Role.
    #[schema(example = "receivable")]
    role: &'static str,
    /// Account code.
    #[schema(example = "112201")]
    code: String,
}

/// Map a role to an account
#[utoipa::path(put, path = "/api/v1/accounts/{role}", operation_id = "map_account", tag = "settings",
    params(("role" = String, Path, example = "receivable")),
    request_body = MapAccountBody, responses((status = 200, body = AccountMapped)))]
pub(crate) async fn map_account(
    call: Call,
    Path(role): Path<String>,
    body: Body<MapAccountBody>,
) -> ApiResult {
    let Some(role) = jieqing_domain::settings::AccountRole::parse(&role) else {
        return Err(call.fail(&Error::NotFound));
    };
    let MapAccountBody {
        code,
        name,
        name_en,
    } = body.value;
    let kept = code.clone();
    call.with_body(body.hash)
        .write(
            StatusCode::OK,
            MapAccount {
                role,
                code,
                name,
                name_en,
            },
            move |_, _, ()| {
                Ok(AccountMapped {
                    role: role.as_str(),
                    code: kept.clone(),
                })
            },
        )
        .await
}
