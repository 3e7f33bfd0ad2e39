//! `GET /tokens`

use crate::call::{ApiResult, Call};
use jieqing_domain::admin::TokenRow;
use jieqing_domain::admin::auth::own_tokens;
use jieqing_kernel::clock::rfc3339 as instant;
use serde::Serialize;
use utoipa::ToSchema;

/// One of my API tokens.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TokenListRow {
    /// Id.
    #[schema(example = "tok_0c1x2y3z4w5v6")]
    id: String,
    /// What it is for.
    #[schema(example = "BI 报表")]
    name: String,
    /// Permissions it is limited to.
    #[schema(example = json!(["reports.read"]))]
    scopes: Vec<String>,
    /// Made.
    #[schema(example = "2026-11-24T00:00:00Z")]
    created_at: String,
    /// Ends.
    #[schema(example = "2027-11-24T00:00:00Z")]
    expires_at: String,
    /// Last used, to the minute.
    #[schema(example = "2026-11-24T01:30:00Z")]
    last_used_at: Option<String>,
    /// Revoked.
    #[schema(example = json!(null))]
    revoked_at: Option<String>,
}

/// My API tokens.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TokenList {
    items: Vec<TokenListRow>,
}

fn view(row: TokenRow) -> TokenListRow {
    TokenListRow {
        id: row.id.to_string(),
        name: row.name,
        scopes: row.scopes.split_whitespace().map(str::to_owned).collect(),
        created_at: instant(row.created_at),
        expires_at: instant(row.expires_at),
        last_used_at: (row.last_used > 0).then(|| instant(row.last_used)),
        revoked_at: row.revoked_at.map(instant),
    }
}

/// List my API tokens
#[utoipa::path(get, path = "/api/v1/tokens", operation_id = "list_tokens", tag = "tokens",
    responses((status = 200, body = TokenList)))]
pub(crate) async fn list_tokens(call: Call) -> ApiResult {
    call.read(|tx, ctx, _| {
        Ok(TokenList {
            items: own_tokens(tx, ctx)?.into_iter().map(view).collect(),
        })
    })
    .await
}
