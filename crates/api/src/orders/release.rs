//! `POST /orders/{id}/findings/{finding}/release`

use super::view::{OrderResult, ReasonBody};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::orders::{ReleaseFinding, parse_finding_key};
use jieqing_kernel::error::Error;

/// Let a finding pass
///
/// Only findings of severity `approve`, and never by whoever entered or submitted the order.
#[utoipa::path(post, path = "/api/v1/orders/{id}/findings/{finding}/release", operation_id = "release_finding", tag = "orders",
    params(("id" = String, Path, example = "ord_0c1x2y3z4w5v6"), ("finding" = String, Path, example = "2:below_floor"),
        ("If-Match" = String, Header, example = "\"2\"")),
    request_body = ReasonBody, responses((status = 200, body = OrderResult)))]
pub(crate) async fn release_finding(
    call: Call,
    Path((id, finding)): Path<(String, String)>,
    body: Body<ReasonBody>,
) -> ApiResult {
    let lang = call.teller.lang;
    let (line_no, rule) = parse_finding_key(&finding).ok_or_else(|| call.fail(&Error::NotFound))?;
    let command = ReleaseFinding {
        id: call.id(&id)?,
        version: call.if_match()?,
        line_no,
        rule,
        reason: body.value.reason,
    };
    call.with_body(body.hash)
        .write(StatusCode::OK, command, move |_, _, done| {
            Ok(OrderResult::of(&done, lang))
        })
        .await
}
