//! `POST /bank/rows/{id}/classify`

use super::rows::{BankRowBody, body};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::bank::{ChangeRowKind, RowKind, query};
use jieqing_domain::wire;
use serde::Deserialize;
use utoipa::ToSchema;

/// What the row is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClassifyBankRowBody {
    /// `payment`, `own_transfer`, `interest`, `fee`, `tax`, `refund`, `finance` or `neutral`.
    #[schema(example = "payment")]
    kind: String,
}

/// Say what a bank row is
///
/// Made a payment, money that came in becomes a receipt; made anything else, its receipt is reversed,
/// which is refused while part of it is allocated. `If-Match` carries the row's version.
#[utoipa::path(post, path = "/api/v1/bank/rows/{id}/classify", operation_id = "classify_bank_row", tag = "bank",
    params(("id" = String, Path, example = "brw_0c1x2y3z4w5v6")),
    request_body = ClassifyBankRowBody, responses((status = 200, body = BankRowBody)))]
pub(crate) async fn classify_bank_row(
    call: Call,
    Path(id): Path<String>,
    sent: Body<ClassifyBankRowBody>,
) -> ApiResult {
    let id = call.id::<wire::BankRow>(&id)?;
    let version = call.if_match()?;
    let mut fields = Fields::new();
    let kind = fields.word("kind", RowKind::parse(&sent.value.kind), RowKind::Payment);
    let command = fields
        .finish(ChangeRowKind { id, version, kind })
        .map_err(|e| call.fail(&e))?;
    call.with_body(sent.hash)
        .write(StatusCode::OK, command, move |tx, ctx, ()| {
            Ok(body(query::bank_row(tx, ctx, id)?))
        })
        .await
}
