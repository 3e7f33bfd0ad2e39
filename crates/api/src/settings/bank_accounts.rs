//! `GET /bank-accounts`, `POST /bank-accounts`

use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use axum::http::StatusCode;
use jieqing_domain::settings::{CreateBankAccount, query};
use jieqing_kernel::error::Result;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A bank account, wallet or cash box of ours.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BankAccountBody {
    /// Id.
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
    /// Account number.
    #[schema(example = "1202020619900012345")]
    account: String,
    /// Currency.
    #[schema(example = "CNY")]
    currency: String,
    /// `bank`, `cash` or `wallet`.
    #[schema(example = "bank")]
    method: String,
    /// Whether receipts may name it.
    active: bool,
    /// Row version.
    #[schema(example = 1)]
    version: i64,
}

/// All of them.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BankAccountList {
    items: Vec<BankAccountBody>,
    /// The list is short and comes whole.
    next_cursor: Option<String>,
}

/// List bank accounts
#[utoipa::path(get, path = "/api/v1/bank-accounts", operation_id = "list_bank_accounts", tag = "settings",
    responses((status = 200, body = BankAccountList)))]
pub(crate) async fn list_bank_accounts(call: Call) -> ApiResult {
    call.read(|tx, ctx, _| {
        let items = query::bank_accounts(tx, ctx)?
            .into_iter()
            .map(body)
            .collect();
        Ok(BankAccountList {
            items,
            next_cursor: None,
        })
    })
    .await
}

pub(super) fn body(row: query::BankAccountRow) -> BankAccountBody {
    BankAccountBody {
        id: row.id.to_string(),
        code: row.code,
        name: row.name,
        bank: row.bank,
        account: row.account,
        currency: row.currency.to_string(),
        method: row.method,
        active: row.active,
        version: row.version,
    }
}

/// An account to be entered.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CreateBankAccountBody {
    /// Short unique code.
    #[schema(example = "ALIPAY")]
    code: String,
    /// Name.
    #[schema(example = "支付宝")]
    name: String,
    /// Bank.
    #[serde(default)]
    #[schema(example = "")]
    bank: String,
    /// Account number.
    #[serde(default)]
    #[schema(example = "pay@example.com")]
    account: String,
    /// Currency.
    #[schema(example = "CNY")]
    currency: String,
    /// `bank`, `cash` or `wallet`.
    #[schema(example = "wallet")]
    method: String,
}

impl CreateBankAccountBody {
    fn command(self) -> Result<CreateBankAccount> {
        let mut fields = Fields::new();
        let currency = fields.currency("currency", &self.currency);
        let Self {
            code,
            name,
            bank,
            account,
            method,
            ..
        } = self;
        let command = CreateBankAccount {
            code,
            name,
            bank,
            account,
            currency,
            method,
        };
        fields.extend(command.problems());
        fields.finish(command)
    }
}

/// The new record.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BankAccountCreated {
    /// Id.
    #[schema(example = "bnk_0c1x2y3z4w5v6")]
    id: String,
}

/// Create a bank account
#[utoipa::path(post, path = "/api/v1/bank-accounts", operation_id = "create_bank_account", tag = "settings",
    request_body = CreateBankAccountBody, responses((status = 201, body = BankAccountCreated)))]
pub(crate) async fn create_bank_account(
    call: Call,
    body: Body<CreateBankAccountBody>,
) -> ApiResult {
    let command = body.value.command().map_err(|e| call.fail(&e))?;
    call.with_body(body.hash)
        .write(StatusCode::CREATED, command, |_, _, id| {
            Ok(BankAccountCreated { id: id.to_string() })
        })
        .await
}
