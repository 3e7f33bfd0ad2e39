//! `POST /statements/run`, `POST /statements/runs`

use super::view::{MadeBody, made};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::jobs::{JobView, view};
use crate::parse::Fields;
use axum::http::StatusCode;
use jieqing_domain::platform::jobs::get_job;
use jieqing_domain::statements::{RunStatements, StartStatementRun};
use jieqing_domain::texts::say;
use jieqing_kernel::error::Result;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whose statements.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RunStatementsBody {
    /// First day.
    #[schema(example = "2026-10-01")]
    from: String,
    /// Last day.
    #[schema(example = "2026-10-31")]
    to: String,
    /// Only these customers; everybody when empty.
    #[serde(default)]
    #[schema(example = json!(["cus_0c1x2y3z4w5v6"]))]
    customer_ids: Vec<String>,
}

/// A customer without a statement.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NotMadeBody {
    /// Customer.
    #[schema(example = "cus_0c1x2y3z4w5v6")]
    customer_id: String,
    /// Its code.
    #[schema(example = "KH-202611-0001")]
    customer_code: String,
    /// Its name.
    #[schema(example = "杭州云栖贸易有限公司")]
    customer_name: String,
    /// Currency.
    #[schema(example = "CNY")]
    currency: String,
    /// Stable code of the reason.
    #[schema(example = "statements.overlap")]
    code: &'static str,
    /// The reason in words.
    #[schema(example = "期间与对账单 ST-202610-0001 重叠")]
    reason: String,
}

/// What a run did.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RunBody {
    /// Made, or there and unchanged.
    made: Vec<MadeBody>,
    /// Who got none and why.
    none: Vec<NotMadeBody>,
}

impl RunStatementsBody {
    fn command(&self) -> Result<RunStatements> {
        let mut fields = Fields::new();
        let mut customers = Vec::with_capacity(self.customer_ids.len());
        for (i, text) in self.customer_ids.iter().enumerate() {
            customers.push(fields.id(format!("customer_ids[{i}]"), text));
        }
        let command = RunStatements {
            from: fields.date("from", &self.from),
            to: fields.date("to", &self.to),
            customers,
        };
        fields.finish(command)
    }
}

/// Make the statements of all customers
#[utoipa::path(post, path = "/api/v1/statements/run", operation_id = "run_statements", tag = "statements",
    request_body = RunStatementsBody, responses((status = 200, body = RunBody)))]
pub(crate) async fn run_statements(call: Call, sent: Body<RunStatementsBody>) -> ApiResult {
    let command = sent.value.command().map_err(|e| call.fail(&e))?;
    let lang = call.teller.lang;
    call.with_body(sent.hash)
        .write(StatusCode::OK, command, move |_, _, report| {
            Ok(RunBody {
                made: report
                    .made
                    .into_iter()
                    .map(|(out, currency)| made(out, currency))
                    .collect(),
                none: report
                    .none
                    .into_iter()
                    .map(|n| NotMadeBody {
                        customer_id: n.customer.to_string(),
                        customer_code: n.code,
                        customer_name: n.name,
                        currency: n.currency.to_string(),
                        code: n.why.code,
                        reason: say(lang, n.why.code, &n.why.facts),
                    })
                    .collect(),
            })
        })
        .await
}

/// Make the statements of all customers in the background
///
/// Queues the run as a job with progress, which `cancel_job` stops between two statements. Its result:
/// `made`, `unchanged` and `none`: who got none and why. The same period once at a time: a second
/// call gives the job under way.
#[utoipa::path(post, path = "/api/v1/statements/runs", operation_id = "start_statement_run", tag = "statements",
    request_body = RunStatementsBody, responses((status = 202, body = JobView)))]
pub(crate) async fn start_statement_run(call: Call, sent: Body<RunStatementsBody>) -> ApiResult {
    let command = sent.value.command().map_err(|e| call.fail(&e))?;
    call.with_body(sent.hash)
        .write(
            StatusCode::ACCEPTED,
            StartStatementRun(command),
            |tx, ctx, job| get_job(tx, ctx, job).map(view),
        )
        .await
}
