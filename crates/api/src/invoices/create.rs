//! `POST /invoices`

use super::view::{InvoiceView, view};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use axum::http::StatusCode;
use jieqing_domain::access::Scope;
use jieqing_domain::invoicing::{DraftInvoice, InvoiceDraft, InvoiceForm, InvoiceLineDraft};
use jieqing_domain::wire;
use jieqing_kernel::decimal::QTY_SCALE;
use jieqing_kernel::error::Result;
use serde::Deserialize;
use utoipa::ToSchema;

/// An invoice to be drafted from signed delivery lines of one customer and currency.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DraftInvoiceBody {
    /// Customer; taken from the lines when absent.
    #[schema(example = "cus_0c1x2y3z4w5v6")]
    customer_id: Option<String>,
    /// Lines, in the order they are printed.
    lines: Vec<DraftLineBody>,
    /// `special` or `ordinary`; special when the buyer's tax data allow it, when absent.
    #[schema(example = "special")]
    form: Option<String>,
    /// Payment terms; those of the orders when absent.
    #[schema(example = "trm_0c1x2y3z4w5v6")]
    terms_id: Option<String>,
    /// 备注.
    #[schema(example = "")]
    #[serde(default)]
    remark: String,
}

/// A line to be invoiced.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DraftLineBody {
    /// Delivery line.
    #[schema(example = "dll_0c1x2y3z4w5v6")]
    delivery_line_id: String,
    /// Quantity; all that may be invoiced when absent.
    #[schema(example = "98")]
    qty: Option<String>,
}

pub(super) fn lines(fields: &mut Fields, lines: &[DraftLineBody]) -> Vec<InvoiceLineDraft> {
    let mut out = Vec::with_capacity(lines.len());
    for (i, line) in lines.iter().enumerate() {
        let path = format!("lines[{i}].delivery_line_id");
        out.push(InvoiceLineDraft {
            delivery_line: fields.id(path, &line.delivery_line_id),
            qty_e6: line
                .qty
                .as_deref()
                .map(|t| fields.scaled(format!("lines[{i}].qty"), t, QTY_SCALE)),
        });
    }
    out
}

pub(super) fn form(fields: &mut Fields, word: &str) -> InvoiceForm {
    fields.word("form", InvoiceForm::parse(word), InvoiceForm::Ordinary)
}

impl DraftInvoiceBody {
    fn command(self) -> Result<DraftInvoice> {
        let mut fields = Fields::new();
        let draft = InvoiceDraft {
            customer: self
                .customer_id
                .map(|t| fields.id::<wire::Customer>("customer_id", &t)),
            lines: lines(&mut fields, &self.lines),
            form: self.form.map(|word| form(&mut fields, &word)),
            terms: self.terms_id.map(|t| fields.id("terms_id", &t)),
            remark: self.remark,
        };
        fields.finish(DraftInvoice { draft })
    }
}

/// Draft an invoice
#[utoipa::path(post, path = "/api/v1/invoices", operation_id = "draft_invoice", tag = "invoices",
    request_body = DraftInvoiceBody, responses((status = 201, body = InvoiceView)))]
pub(crate) async fn draft_invoice(call: Call, sent: Body<DraftInvoiceBody>) -> ApiResult {
    let command = sent.value.command().map_err(|e| call.fail(&e))?;
    call.with_body(sent.hash)
        .write(StatusCode::CREATED, command, |tx, ctx, id| {
            view(tx, ctx, &Scope::Company, id)
        })
        .await
}
