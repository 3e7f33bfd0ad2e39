//! `POST /open-items/{id}/disputes`, `POST /disputes/{id}/resolve`

use super::disputes::{DisputeBody, body};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::access::Scope;
use jieqing_domain::receivables::query::get_dispute;
use jieqing_domain::receivables::{DisputeReason, DisputeResolution, RaiseDispute, ResolveDispute};
use serde::Deserialize;
use utoipa::ToSchema;

/// What the customer contests.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RaiseDisputeBody {
    /// Currency of the item.
    #[schema(example = "CNY")]
    currency: String,
    /// Positive amount; everything open and not yet disputed when absent.
    #[schema(example = "130.00")]
    amount: Option<String>,
    /// `quantity`, `quality`, `price`, `paperwork`, `returned`, `deduction` or `other`.
    #[schema(example = "quality")]
    reason: String,
    /// What the customer says.
    #[schema(example = "两件外壳破损")]
    #[serde(default)]
    note: String,
}

/// Record that a customer disputes part of an invoice
///
/// Nothing moves in the books. The disputed part is left out of what the worklist asks for until it is resolved.
#[utoipa::path(post, path = "/api/v1/open-items/{id}/disputes", operation_id = "raise_dispute", tag = "receivables",
    params(("id" = String, Path, example = "itm_0c1x2y3z4w5v6")),
    request_body = RaiseDisputeBody, responses((status = 201, body = DisputeBody)))]
pub(crate) async fn raise_dispute(
    call: Call,
    Path(id): Path<String>,
    sent: Body<RaiseDisputeBody>,
) -> ApiResult {
    let asked = sent.value;
    let mut fields = Fields::new();
    let currency = fields.currency("currency", &asked.currency);
    let command = RaiseDispute {
        item: call.id(&id)?,
        amount: asked.amount.map(|t| fields.money("amount", &t, currency)),
        reason: fields.word(
            "reason",
            DisputeReason::parse(&asked.reason),
            DisputeReason::Other,
        ),
        note: asked.note,
    };
    let command = fields.finish(command).map_err(|e| call.fail(&e))?;
    call.with_body(sent.hash)
        .write(StatusCode::CREATED, command, |tx, ctx, id| {
            Ok(body(
                get_dispute(tx, ctx, &Scope::Company, id)?,
                ctx.base_currency,
            ))
        })
        .await
}

/// How a dispute ended.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ResolveDisputeBody {
    /// `withdrawn`, `credited`, `paid`, `written_off` or `other`.
    #[schema(example = "credited")]
    resolution: String,
    /// What was agreed.
    #[schema(example = "已开红字发票")]
    #[serde(default)]
    note: String,
}

/// Resolve a dispute
///
/// `If-Match` carries its version.
#[utoipa::path(post, path = "/api/v1/disputes/{id}/resolve", operation_id = "resolve_dispute", tag = "receivables",
    params(("id" = String, Path, example = "dsp_0c1x2y3z4w5v6")),
    request_body = ResolveDisputeBody, responses((status = 200, body = DisputeBody)))]
pub(crate) async fn resolve_dispute(
    call: Call,
    Path(id): Path<String>,
    sent: Body<ResolveDisputeBody>,
) -> ApiResult {
    let mut fields = Fields::new();
    let command = ResolveDispute {
        id: call.id(&id)?,
        version: call.if_match()?,
        resolution: fields.word(
            "resolution",
            DisputeResolution::parse(&sent.value.resolution),
            DisputeResolution::Other,
        ),
        note: sent.value.note,
    };
    let command = fields.finish(command).map_err(|e| call.fail(&e))?;
    call.with_body(sent.hash)
        .write(StatusCode::OK, command, |tx, ctx, id| {
            Ok(body(
                get_dispute(tx, ctx, &Scope::Company, id)?,
                ctx.base_currency,
            ))
        })
        .await
}
