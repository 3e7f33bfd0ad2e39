//! `PATCH /invoices/{id}`

use super::create::{DraftLineBody, form, lines};
use super::view::{InvoiceView, view};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::access::Scope;
use jieqing_domain::invoicing::{BuyerChange, ChangeDraft};
use jieqing_domain::wire;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use serde::Deserialize;
use utoipa::ToSchema;

/// Changes of a draft; absent fields stay.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangeInvoiceBody {
    /// Lines.
    lines: Option<Vec<DraftLineBody>>,
    /// `special` or `ordinary`.
    #[schema(example = "ordinary")]
    form: Option<String>,
    /// Payment terms.
    #[schema(example = "trm_0c1x2y3z4w5v6")]
    terms_id: Option<String>,
    /// 备注.
    #[schema(example = "分批开票")]
    remark: Option<String>,
    /// Buyer's name.
    #[schema(example = "杭州云栖贸易有限公司")]
    buyer_name: Option<String>,
    /// Buyer's tax id.
    #[schema(example = "91330100799655058B")]
    buyer_tax_id: Option<String>,
    /// Buyer's address and phone.
    #[schema(example = "杭州市滨江区网商路699号 0571-85022088")]
    buyer_address: Option<String>,
    /// Buyer's bank and account.
    #[schema(example = "招商银行杭州分行 571900000000001")]
    buyer_bank: Option<String>,
}

impl ChangeInvoiceBody {
    fn command(self, id: Id<wire::Invoice>, version: i64) -> Result<ChangeDraft> {
        let mut fields = Fields::new();
        let command = ChangeDraft {
            id,
            version,
            lines: self.lines.map(|l| lines(&mut fields, &l)),
            form: self.form.map(|word| form(&mut fields, &word)),
            terms: self.terms_id.map(|t| fields.id("terms_id", &t)),
            remark: self.remark,
            buyer: BuyerChange {
                name: self.buyer_name,
                tax_id: self.buyer_tax_id,
                address: self.buyer_address,
                bank: self.buyer_bank,
            },
        };
        fields.finish(command)
    }
}

/// Change a draft
///
/// `If-Match` carries the invoice's version.
#[utoipa::path(patch, path = "/api/v1/invoices/{id}", operation_id = "change_invoice", tag = "invoices",
    params(("id" = String, Path, example = "inv_0c1x2y3z4w5v6"), ("If-Match" = String, Header, example = "\"2\"")),
    request_body = ChangeInvoiceBody, responses((status = 200, body = InvoiceView)))]
pub(crate) async fn change_invoice(
    call: Call,
    Path(id): Path<String>,
    sent: Body<ChangeInvoiceBody>,
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
