//! `POST /statements`

use super::view::{MadeBody, made};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use axum::http::StatusCode;
use jieqing_domain::statements::MakeStatement;
use jieqing_kernel::error::Result;
use serde::Deserialize;
use utoipa::ToSchema;

/// Which statement.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MakeStatementBody {
    /// Customer.
    #[schema(example = "cus_0c1x2y3z4w5v6")]
    customer_id: String,
    /// Currency.
    #[schema(example = "CNY")]
    currency: String,
    /// First day.
    #[schema(example = "2026-10-01")]
    from: String,
    /// Last day.
    #[schema(example = "2026-10-31")]
    to: String,
}

impl MakeStatementBody {
    fn command(&self) -> Result<MakeStatement> {
        let mut fields = Fields::new();
        let command = MakeStatement {
            customer: fields.id("customer_id", &self.customer_id),
            currency: fields.currency("currency", &self.currency),
            from: fields.date("from", &self.from),
            to: fields.date("to", &self.to),
        };
        fields.finish(command)
    }
}

/// Make a statement
#[utoipa::path(post, path = "/api/v1/statements", operation_id = "make_statement", tag = "statements",
    request_body = MakeStatementBody, responses((status = 201, body = MadeBody)))]
pub(crate) async fn make_statement(call: Call, sent: Body<MakeStatementBody>) -> ApiResult {
    let command = sent.value.command().map_err(|e| call.fail(&e))?;
    let currency = command.currency;
    call.with_body(sent.hash)
        .write(StatusCode::CREATED, command, move |_, _, out| {
            Ok(made(out, currency))
        })
        .await
}
