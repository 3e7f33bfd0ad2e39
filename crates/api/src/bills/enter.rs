//! `POST /bills`

use super::view::{BillBody, body};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use axum::http::StatusCode;
use jieqing_domain::access::Scope;
use jieqing_domain::bills::{BillDraft, EnterBill, query};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::Result;
use serde::Deserialize;
use utoipa::ToSchema;

/// A bill received in payment.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EnterBillBody {
    /// Who paid with it.
    #[schema(example = "cus_0c1x2y3z4w5v6")]
    customer_id: String,
    /// Package number, 30 digits.
    #[schema(example = "510510000001220261101000012347")]
    package_no: String,
    /// Sub-bill interval, `start-end`; `0` for a bill that can't be split.
    #[schema(example = "1-5000000")]
    interval: String,
    /// Face in CNY; needed with interval `0`, else checked against the interval.
    #[schema(example = "50000.00")]
    amount: Option<String>,
    /// Day of issue.
    #[schema(example = "2026-11-01")]
    issued_on: String,
    /// Day it is due.
    #[schema(example = "2027-04-30")]
    due_on: String,
    /// Day we received it.
    #[schema(example = "2026-11-10")]
    received_on: String,
    /// Acceptor.
    #[schema(example = "中国建设银行杭州分行")]
    acceptor: String,
    /// Drawer.
    #[schema(example = "杭州云栖贸易有限公司")]
    #[serde(default)]
    drawer: String,
    /// Drawer's account.
    #[schema(example = "1202020209900012345")]
    #[serde(default)]
    drawer_account: String,
    /// Drawer's bank.
    #[schema(example = "中国建设银行杭州分行")]
    #[serde(default)]
    drawer_bank: String,
    /// First payee.
    #[schema(example = "结清贸易有限公司")]
    #[serde(default)]
    payee: String,
    /// Who endorsed it to us.
    #[schema(example = "杭州云栖贸易有限公司")]
    #[serde(default)]
    endorser: String,
    /// Whether it may be passed on; yes when absent.
    #[schema(example = true)]
    transferable: Option<bool>,
    /// Note.
    #[schema(example = "")]
    #[serde(default)]
    note: String,
}

impl EnterBillBody {
    fn command(self) -> Result<EnterBill> {
        let mut fields = Fields::new();
        let draft = BillDraft {
            customer: fields.id("customer_id", &self.customer_id),
            amount: self
                .amount
                .map(|t| fields.money("amount", &t, Currency::CNY)),
            issued_on: fields.date("issued_on", &self.issued_on),
            due_on: fields.date("due_on", &self.due_on),
            received_on: fields.date("received_on", &self.received_on),
            package_no: self.package_no,
            interval: self.interval,
            drawer: self.drawer,
            drawer_account: self.drawer_account,
            drawer_bank: self.drawer_bank,
            payee: self.payee,
            acceptor: self.acceptor,
            endorser: self.endorser,
            transferable: self.transferable.unwrap_or(true),
            note: self.note,
        };
        fields.finish(EnterBill { draft })
    }
}

/// Enter a bill
///
/// The receivable is settled by it (its credit is allocated as a receipt's); the exposure is not until it
/// is honoured.
#[utoipa::path(post, path = "/api/v1/bills", operation_id = "enter_bill", tag = "bills",
    request_body = EnterBillBody, responses((status = 201, body = BillBody)))]
pub(crate) async fn enter_bill(call: Call, sent: Body<EnterBillBody>) -> ApiResult {
    let command = sent.value.command().map_err(|e| call.fail(&e))?;
    call.with_body(sent.hash)
        .write(StatusCode::CREATED, command, |tx, ctx, out| {
            let bill = query::get(tx, ctx, &Scope::Company, out.id)?;
            Ok(body(bill, ctx))
        })
        .await
}
