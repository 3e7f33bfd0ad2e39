//! `PUT /customers/{id}/credit-limit`

use super::view::{CustomerView, load};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::access::Scope;
use jieqing_domain::customers::SetCreditLimit;
use serde::Deserialize;
use utoipa::ToSchema;

/// The new limit.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CreditLimitBody {
    /// Limit in company currency; null is unlimited.
    #[schema(example = "500000.00")]
    credit_limit: Option<String>,
    /// Grade; stays when absent.
    #[schema(example = "B")]
    grade: Option<String>,
    /// Why.
    #[schema(example = "年度评审")]
    #[serde(default)]
    reason: String,
}

/// Set a customer's credit limit
///
/// `If-Match` carries its version.
#[utoipa::path(put, path = "/api/v1/customers/{id}/credit-limit", operation_id = "set_credit_limit",
    tag = "customers", params(("id" = String, Path, example = "cus_0c1x2y3z4w5v6")),
    request_body = CreditLimitBody, responses((status = 200, body = CustomerView)))]
pub(crate) async fn set_credit_limit(
    call: Call,
    Path(id): Path<String>,
    body: Body<CreditLimitBody>,
) -> ApiResult {
    let mut fields = Fields::new();
    let base = call.ctx()?.base_currency;
    let limit = body.value.credit_limit;
    let command = SetCreditLimit {
        id: call.id(&id)?,
        version: call.if_match()?,
        limit: limit.map(|text| fields.money("credit_limit", &text, base)),
        grade: body.value.grade,
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
