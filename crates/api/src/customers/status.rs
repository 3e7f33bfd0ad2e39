//! `POST /customers/{id}/status`

use super::view::{CustomerView, load};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::access::Scope;
use jieqing_domain::customers::{CustomerStatus, SetCustomerStatus};
use serde::Deserialize;
use utoipa::ToSchema;

/// The new status.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CustomerStatusBody {
    /// `normal`, `hold` or `stop`.
    #[schema(example = "hold")]
    status: String,
    /// Why; shown where orders are refused for it.
    #[schema(example = "逾期 60 天以上")]
    reason: String,
}

/// Hold, stop or release a customer
///
/// `If-Match` carries its version.
#[utoipa::path(post, path = "/api/v1/customers/{id}/status", operation_id = "set_customer_status",
    tag = "customers", params(("id" = String, Path, example = "cus_0c1x2y3z4w5v6")),
    request_body = CustomerStatusBody, responses((status = 200, body = CustomerView)))]
pub(crate) async fn set_customer_status(
    call: Call,
    Path(id): Path<String>,
    body: Body<CustomerStatusBody>,
) -> ApiResult {
    let mut fields = Fields::new();
    let parsed = CustomerStatus::parse(&body.value.status);
    let command = SetCustomerStatus {
        id: call.id(&id)?,
        version: call.if_match()?,
        status: fields.word("status", parsed, CustomerStatus::Normal),
        reason: body.value.reason,
    };
    let command = fields.finish(command).map_err(|e| call.fail(&e))?;
    let lang = call.teller.lang;
    call.with_body(body.hash)
        .write(StatusCode::OK, command, move |tx, ctx, id| {
            load(tx, ctx, &Scope::Company, id, lang)
        })
        .await
}
