//! `POST /receipts`

use super::view::{ReceiptBody, body};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use axum::http::StatusCode;
use jieqing_domain::access::Scope;
use jieqing_domain::receipts::{EnterReceipt, ReceiptDraft, query};
use jieqing_kernel::error::Result;
use jieqing_kernel::money::Money;
use serde::Deserialize;
use utoipa::ToSchema;

/// Money received.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EnterReceiptBody {
    /// Whose money it is; absent when nobody knows yet.
    #[schema(example = "cus_0c1x2y3z4w5v6")]
    customer_id: Option<String>,
    /// Payer as the bank gives it; the customer's name when empty.
    #[schema(example = "杭州云栖贸易有限公司")]
    #[serde(default)]
    payer: String,
    /// Account of the payer.
    #[schema(example = "6222 0000 1111 2222")]
    #[serde(default)]
    payer_account: String,
    /// Our account.
    #[schema(example = "bnk_0c1x2y3z4w5v6")]
    bank_account_id: String,
    /// The bank's reference; entered once per account.
    #[schema(example = "202611240001")]
    bank_ref: Option<String>,
    /// The bank's date.
    #[schema(example = "2026-11-24")]
    received_on: String,
    /// Currency; that of the account.
    #[schema(example = "CNY")]
    currency: String,
    /// What the customer paid, bank fee included.
    #[schema(example = "50000.00")]
    amount: String,
    /// What the bank kept of it.
    #[schema(example = "0.00")]
    fee: Option<String>,
    /// Purpose.
    #[schema(example = "货款")]
    #[serde(default)]
    text: String,
}

impl EnterReceiptBody {
    fn command(self) -> Result<EnterReceipt> {
        let mut fields = Fields::new();
        let currency = fields.currency("currency", &self.currency);
        let amount = fields.money("amount", &self.amount, currency);
        let draft = ReceiptDraft {
            customer: self.customer_id.map(|t| fields.id("customer_id", &t)),
            bank_account: fields.id("bank_account_id", &self.bank_account_id),
            received_on: fields.date("received_on", &self.received_on),
            amount: Money::new(amount, currency),
            fee: self.fee.map_or(0, |t| fields.money("fee", &t, currency)),
            payer: self.payer,
            payer_account: self.payer_account,
            bank_ref: self.bank_ref,
            text: self.text,
        };
        fields.finish(EnterReceipt { draft })
    }
}

/// Enter a receipt
#[utoipa::path(post, path = "/api/v1/receipts", operation_id = "enter_receipt", tag = "receipts",
    request_body = EnterReceiptBody, responses((status = 201, body = ReceiptBody)))]
pub(crate) async fn enter_receipt(call: Call, sent: Body<EnterReceiptBody>) -> ApiResult {
    let command = sent.value.command().map_err(|e| call.fail(&e))?;
    call.with_body(sent.hash)
        .write(StatusCode::CREATED, command, |tx, ctx, out| {
            let receipt = query::get(tx, ctx, &Scope::Company, out.id)?;
            Ok(body(receipt, ctx.base_currency))
        })
        .await
}
