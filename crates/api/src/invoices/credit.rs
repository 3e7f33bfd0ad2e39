//! `POST /invoices/{id}/credit`

use super::view::{InvoiceView, view};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::access::Scope;
use jieqing_domain::invoicing::query;
use jieqing_domain::invoicing::{CreditInvoice, CreditLine, RedReason, RedTerms};
use jieqing_domain::wire;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::decimal::QTY_SCALE;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use serde::Deserialize;
use utoipa::ToSchema;

/// A red invoice against a blue one.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CreditInvoiceBody {
    /// `01` issued wrongly, `02` goods returned, `03` service stopped, `04` allowance.
    #[schema(example = "04")]
    reason: String,
    /// What is credited; everything that is left when empty.
    #[serde(default)]
    lines: Vec<CreditLineBody>,
    /// Date; today when absent.
    #[schema(example = "2026-11-24")]
    issued_on: Option<String>,
    /// The bureau's 20 digits, when known already.
    #[schema(example = "26332000000358032547")]
    bureau_number: Option<String>,
    /// Number in the system it comes from; taken once.
    #[schema(example = "EXT-1002")]
    source_no: Option<String>,
    /// 备注.
    #[schema(example = "")]
    #[serde(default)]
    remark: String,
}

/// A line to credit: a quantity or a value.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CreditLineBody {
    /// Line of the blue invoice.
    #[schema(example = "ivl_0c1x2y3z4w5v6")]
    line_id: String,
    /// Quantity.
    #[schema(example = "2")]
    qty: Option<String>,
    /// Value with tax (折让).
    #[schema(example = "113.00")]
    total: Option<String>,
}

/// What every red invoice takes.
pub(crate) struct RedBody {
    pub(crate) issued_on: Option<String>,
    pub(crate) bureau_number: Option<String>,
    pub(crate) source_no: Option<String>,
    pub(crate) remark: String,
}

impl RedBody {
    pub(crate) fn terms(self, fields: &mut Fields) -> RedTerms {
        RedTerms {
            issued_on: self.issued_on.map(|t| fields.date("issued_on", &t)),
            bureau_number: self.bureau_number.filter(|t| !t.is_empty()),
            source_no: self.source_no.filter(|t| !t.trim().is_empty()),
            remark: self.remark,
        }
    }
}

impl CreditInvoiceBody {
    fn command(
        self,
        id: Id<wire::Invoice>,
        version: i64,
        currency: Currency,
    ) -> Result<CreditInvoice> {
        let mut fields = Fields::new();
        let mut lines = Vec::with_capacity(self.lines.len());
        for (i, line) in self.lines.iter().enumerate() {
            let path = |field: &str| format!("lines[{i}].{field}");
            lines.push(CreditLine {
                line: fields.id(path("line_id"), &line.line_id),
                qty_e6: line
                    .qty
                    .as_deref()
                    .map(|t| fields.scaled(path("qty"), t, QTY_SCALE)),
                total_minor: line
                    .total
                    .as_deref()
                    .map(|t| fields.money(path("total"), t, currency)),
            });
        }
        let reason = RedReason::parse(&self.reason);
        let red = RedBody {
            issued_on: self.issued_on,
            bureau_number: self.bureau_number,
            source_no: self.source_no,
            remark: self.remark,
        };
        let command = CreditInvoice {
            id,
            version,
            reason: fields.word("reason", reason, RedReason::Allowance),
            lines,
            terms: red.terms(&mut fields),
        };
        fields.finish(command)
    }
}

/// Credit an invoice by a red one
///
/// `If-Match` carries the blue invoice's version; the answer is the red invoice. Goods that came back
/// are credited with `POST /returns/{id}/credit`.
#[utoipa::path(post, path = "/api/v1/invoices/{id}/credit", operation_id = "credit_invoice", tag = "invoices",
    params(("id" = String, Path, example = "inv_0c1x2y3z4w5v6"), ("If-Match" = String, Header, example = "\"2\"")),
    request_body = CreditInvoiceBody, responses((status = 201, body = InvoiceView)))]
pub(crate) async fn credit_invoice(
    call: Call,
    Path(id): Path<String>,
    sent: Body<CreditInvoiceBody>,
) -> ApiResult {
    let id = call.id::<wire::Invoice>(&id)?;
    let version = call.if_match()?;
    let currency = call
        .load(move |tx, ctx, scope| Ok(query::get(tx, ctx, scope, id)?.0.currency))
        .await?;
    let command = sent.value.command(id, version, currency);
    let command = command.map_err(|e| call.fail(&e))?;
    call.with_body(sent.hash)
        .write(StatusCode::CREATED, command, |tx, ctx, id| {
            view(tx, ctx, &Scope::Company, id)
        })
        .await
}
