//! `POST /returns/{id}/credit`

use super::view::{ReturnView, view};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::invoices::RedBody;
use crate::parse::Fields;
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::access::Scope;
use jieqing_domain::returns::CreditReturn;
use jieqing_domain::wire;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use serde::Deserialize;
use utoipa::ToSchema;

/// The red invoices of a return.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CreditReturnBody {
    /// Only over this blue invoice; one red invoice per blue one when absent.
    #[schema(example = "inv_0c1x2y3z4w5v6")]
    invoice_id: Option<String>,
    /// Date; today when absent.
    #[schema(example = "2026-11-24")]
    issued_on: Option<String>,
    /// The bureau's 20 digits, when one red invoice is issued.
    #[schema(example = "26332000000358032547")]
    bureau_number: Option<String>,
    /// 备注.
    #[schema(example = "")]
    #[serde(default)]
    remark: String,
}

impl CreditReturnBody {
    fn command(self, id: Id<wire::Return>, version: i64) -> Result<CreditReturn> {
        let mut fields = Fields::new();
        let red = RedBody {
            issued_on: self.issued_on,
            bureau_number: self.bureau_number,
            source_no: None,
            remark: self.remark,
        };
        let command = CreditReturn {
            id,
            version,
            invoice: self.invoice_id.map(|t| fields.id("invoice_id", &t)),
            terms: red.terms(&mut fields),
        };
        fields.finish(command)
    }
}

/// Issue the red invoices of a return
///
/// `If-Match` carries the return's version.
#[utoipa::path(post, path = "/api/v1/returns/{id}/credit", operation_id = "credit_return", tag = "returns",
    params(("id" = String, Path, example = "ret_0c1x2y3z4w5v6"), ("If-Match" = String, Header, example = "\"2\"")),
    request_body = CreditReturnBody, responses((status = 200, body = ReturnView)))]
pub(crate) async fn credit_return(
    call: Call,
    Path(id): Path<String>,
    sent: Body<CreditReturnBody>,
) -> ApiResult {
    let id = call.id::<wire::Return>(&id)?;
    let version = call.if_match()?;
    let command = sent.value.command(id, version).map_err(|e| call.fail(&e))?;
    call.with_body(sent.hash)
        .write(StatusCode::OK, command, move |tx, ctx, _| {
            view(tx, ctx, &Scope::Company, id)
        })
        .await
}
