//! `GET /bank/accounts`

use crate::call::{ApiResult, Call};
use jieqing_domain::bank::query;
use serde::Serialize;
use utoipa::ToSchema;

/// An account of ours and what is stored of it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BankState {
    /// Account.
    #[schema(example = "bnk_0c1x2y3z4w5v6")]
    id: String,
    /// Code.
    #[schema(example = "ICBC")]
    code: String,
    /// Name.
    #[schema(example = "基本户")]
    name: String,
    /// Bank.
    #[schema(example = "中国工商银行杭州分行")]
    bank: String,
    /// Account number; files are found by it.
    #[schema(example = "1202020619900012345")]
    account: String,
    /// Currency.
    #[schema(example = "CNY")]
    currency: String,
    /// Statements stored.
    #[schema(example = 12)]
    statements: i64,
    /// Rows stored.
    #[schema(example = 340)]
    rows: i64,
    /// Last day stored.
    #[schema(example = "2026-11-23")]
    last_on: Option<String>,
    /// Statements that do not foot.
    #[schema(example = 0)]
    unfooted: i64,
    /// Receipts of the account that nobody claimed.
    #[schema(example = 3)]
    unclaimed: i64,
}

/// All active accounts.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BankStateList {
    items: Vec<BankState>,
    /// The list is short and comes whole.
    next_cursor: Option<String>,
}

/// List our bank accounts with what is stored of them
#[utoipa::path(get, path = "/api/v1/bank/accounts", operation_id = "list_bank_states", tag = "bank",
    responses((status = 200, body = BankStateList)))]
pub(crate) async fn list_bank_states(call: Call) -> ApiResult {
    call.read(|tx, ctx, _| {
        let items = query::accounts(tx, ctx)?;
        Ok(BankStateList {
            items: items
                .into_iter()
                .map(|a| BankState {
                    id: a.id.to_string(),
                    code: a.code,
                    name: a.name,
                    bank: a.bank,
                    account: a.number,
                    currency: a.currency.to_string(),
                    statements: a.statements,
                    rows: a.rows,
                    last_on: a.last_on.map(|d| d.to_string()),
                    unfooted: a.unfooted,
                    unclaimed: a.unclaimed,
                })
                .collect(),
            next_cursor: None,
        })
    })
    .await
}
