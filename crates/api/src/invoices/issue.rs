//! `POST /invoices/{id}/issue`

use super::view::{InvoiceView, view};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::access::Scope;
use jieqing_domain::invoicing::IssueInvoice;
use jieqing_domain::wire;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use serde::Deserialize;
use utoipa::ToSchema;

/// How a draft is issued.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct IssueInvoiceBody {
    /// Date of the invoice; today when absent.
    #[schema(example = "2026-11-24")]
    issued_on: Option<String>,
    /// The bureau's 20 digits, when known already.
    #[schema(example = "26332000000358032546")]
    bureau_number: Option<String>,
}

impl IssueInvoiceBody {
    fn command(self, id: Id<wire::Invoice>, version: i64) -> Result<IssueInvoice> {
        let mut fields = Fields::new();
        let command = IssueInvoice {
            id,
            version,
            issued_on: self.issued_on.map(|t| fields.date("issued_on", &t)),
            bureau_number: self.bureau_number.filter(|t| !t.is_empty()),
        };
        fields.finish(command)
    }
}

/// Issue a draft
///
/// `If-Match` carries the invoice's version.
#[utoipa::path(post, path = "/api/v1/invoices/{id}/issue", operation_id = "issue_invoice", tag = "invoices",
    params(("id" = String, Path, example = "inv_0c1x2y3z4w5v6"), ("If-Match" = String, Header, example = "\"2\"")),
    request_body = IssueInvoiceBody, responses((status = 200, body = InvoiceView)))]
pub(crate) async fn issue_invoice(
    call: Call,
    Path(id): Path<String>,
    sent: Body<IssueInvoiceBody>,
) -> ApiResult {
    let id = call.id::<wire::Invoice>(&id)?;
    let version = call.if_match()?;
    let command = sent.value.command(id, version).map_err(|e| call.fail(&e))?;
    call.with_body(sent.hash)
        .write(StatusCode::OK, command, |tx, ctx, id| {
            view(tx, ctx, &Scope::Company, id)
        })
        .await
}
