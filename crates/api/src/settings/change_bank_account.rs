//! `PATCH /bank-accounts/{id}`

use super::bank_accounts::{BankAccountBody, body as view};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::settings::{ChangeBankAccount, query};
use serde::Deserialize;
use utoipa::ToSchema;

/// What changes; absent fields stay as they are.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UpdateBankAccountBody {
    /// Short unique code.
    #[schema(example = "ICBC")]
    code: Option<String>,
    /// Name.
    #[schema(example = "基本户")]
    name: Option<String>,
    /// Bank.
    #[schema(example = "中国工商银行杭州分行")]
    bank: Option<String>,
    /// Account number.
    #[schema(example = "1202020619900012345")]
    account: Option<String>,
    /// `bank`, `cash` or `wallet`; decides the ledger account of receipts from now on.
    #[schema(example = "bank")]
    method: Option<String>,
    /// Whether receipts may name it; `false` takes it out of use.
    #[schema(example = false)]
    active: Option<bool>,
}

/// Change a bank account or take it out of use
///
/// `If-Match` carries its version. The currency stays.
#[utoipa::path(patch, path = "/api/v1/bank-accounts/{id}", operation_id = "update_bank_account",
    tag = "settings", params(("id" = String, Path, example = "bnk_0c1x2y3z4w5v6")),
    request_body = UpdateBankAccountBody, responses((status = 200, body = BankAccountBody)))]
pub(crate) async fn update_bank_account(
    call: Call,
    Path(id): Path<String>,
    body: Body<UpdateBankAccountBody>,
) -> ApiResult {
    let id = call.id(&id)?;
    let version = call.if_match()?;
    let now = call
        .load(move |tx, ctx, _| query::bank_account(tx, ctx, id))
        .await?;
    let command = ChangeBankAccount {
        id,
        version,
        code: body.value.code.unwrap_or(now.code),
        name: body.value.name.unwrap_or(now.name),
        bank: body.value.bank.unwrap_or(now.bank),
        account: body.value.account.unwrap_or(now.account),
        method: body.value.method.unwrap_or(now.method),
        active: body.value.active.unwrap_or(now.active),
    };
    call.with_body(body.hash)
        .write(StatusCode::OK, command, |tx, ctx, id| {
            Ok(view(query::bank_account(tx, ctx, id)?))
        })
        .await
}
