//! `POST /allocations/oldest-first`

use super::allocate::{AllocatedBody, answer};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use axum::http::StatusCode;
use jieqing_domain::receivables::AllocateOldestFirst;
use jieqing_kernel::error::Result;
use serde::Deserialize;
use utoipa::ToSchema;

/// Whose credits are used on the oldest debts.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OldestFirstBody {
    /// Customer.
    #[schema(example = "cus_0c1x2y3z4w5v6")]
    customer_id: String,
    /// Currency.
    #[schema(example = "CNY")]
    currency: String,
    /// Only this credit item.
    #[schema(example = "itm_0c1x2y3z4w5v6")]
    credit_id: Option<String>,
    /// Business day; today when absent.
    #[schema(example = "2026-11-24")]
    on: Option<String>,
}

impl OldestFirstBody {
    fn command(self) -> Result<AllocateOldestFirst> {
        let mut fields = Fields::new();
        let command = AllocateOldestFirst {
            customer: fields.id("customer_id", &self.customer_id),
            currency: fields.currency("currency", &self.currency),
            credit: self.credit_id.map(|t| fields.id("credit_id", &t)),
            on: self.on.map(|t| fields.date("on", &t)),
        };
        fields.finish(command)
    }
}

/// Allocate oldest debts first
#[utoipa::path(post, path = "/api/v1/allocations/oldest-first", operation_id = "allocate_oldest_first",
    tag = "receivables", request_body = OldestFirstBody, responses((status = 200, body = AllocatedBody)))]
pub(crate) async fn allocate_oldest_first(call: Call, sent: Body<OldestFirstBody>) -> ApiResult {
    let command = sent.value.command().map_err(|e| call.fail(&e))?;
    let currency = command.currency;
    call.with_body(sent.hash)
        .write(StatusCode::OK, command, move |_, _, out| {
            Ok(answer(out, currency))
        })
        .await
}
