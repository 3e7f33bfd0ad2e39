//! `POST /statements/{id}/paper-confirmation`

use super::view::{AgreementBody, body};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::access::Scope;
use jieqing_domain::statements::agreement::{RecordPaper, Signer, query};
use jieqing_domain::wire;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use serde::Deserialize;
use utoipa::ToSchema;

/// What is on the paper.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PaperBody {
    /// Who signed.
    #[schema(example = "王会计")]
    name: String,
    /// Position.
    #[serde(default)]
    #[schema(example = "财务经理")]
    title: String,
    /// Day on the paper.
    #[schema(example = "2026-11-20")]
    signed_on: String,
    /// The scan, attached to the statement before.
    #[schema(example = "att_0c1x2y3z4w5v6")]
    attachment_id: String,
    /// In words.
    #[serde(default)]
    #[schema(example = "盖章回传")]
    note: String,
}

impl PaperBody {
    fn command(self, statement: Id<wire::Statement>, version: i64) -> Result<RecordPaper> {
        let mut fields = Fields::new();
        let command = RecordPaper {
            statement,
            version,
            signed_on: fields.date("signed_on", &self.signed_on),
            scan: fields.id("attachment_id", &self.attachment_id),
            signer: Signer {
                name: self.name,
                title: self.title,
                phone: String::new(),
            },
            note: self.note,
        };
        fields.finish(command)
    }
}

/// Record a confirmation on paper
///
/// `If-Match` carries the statement's version. Not by whoever looks after the customer.
#[utoipa::path(post, path = "/api/v1/statements/{id}/paper-confirmation", operation_id = "record_paper_confirmation", tag = "statements",
    params(("id" = String, Path, example = "stm_0c1x2y3z4w5v6")),
    request_body = PaperBody, responses((status = 201, body = AgreementBody)))]
pub(crate) async fn record_paper_confirmation(
    call: Call,
    Path(id): Path<String>,
    sent: Body<PaperBody>,
) -> ApiResult {
    let id = call.id::<wire::Statement>(&id)?;
    let command = sent.value.command(id, call.if_match()?);
    let command = command.map_err(|e| call.fail(&e))?;
    call.with_body(sent.hash)
        .write(StatusCode::CREATED, command, move |tx, ctx, _| {
            Ok(body(query::agreement(tx, ctx, &Scope::Company, id)?))
        })
        .await
}
