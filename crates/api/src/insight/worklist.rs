//! `GET /worklist`

use crate::call::{ApiResult, Call};
use crate::wire_money::{amount, document};
use jieqing_domain::insight::{self, Work};
use jieqing_kernel::currency::Currency;
use serde::Serialize;
use utoipa::ToSchema;

/// One thing that waits.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WorkBody {
    /// `confirm_order`, `deliver_order`, `sign_delivery`, `invoice_delivery`, `issue_invoice`,
    /// `claim_receipt`, `present_bill`, `confirm_bill`, `allocate_credit`, `collect_overdue`, `review_limit`, `review_hold`,
    /// `answer_objection`, `chase_confirmation`, `fix_job` or `finish_import`.
    #[schema(example = "claim_receipt")]
    kind: &'static str,
    /// Kind of the record.
    #[schema(example = "receipt")]
    subject_type: &'static str,
    /// The record.
    #[schema(example = "rcp_0c1x2y3z4w5v6")]
    subject_id: Option<String>,
    /// Its number or code.
    #[schema(example = "RC-202611-0001")]
    no: String,
    /// Customer, payer, kind of job, or file.
    #[schema(example = "杭州云栖贸易有限公司")]
    who: String,
    /// Money at stake.
    #[schema(example = "50000.00")]
    amount: String,
    /// Its currency.
    #[schema(example = "CNY")]
    currency: String,
    /// The same in company currency.
    #[schema(example = "50000.00")]
    base: String,
    /// Since when it waits.
    #[schema(example = "2026-11-20")]
    since: String,
    /// Money × urgency; the list is ordered by it.
    #[schema(example = 7857142)]
    score: i64,
}

/// How many there are of a kind.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WorkCountBody {
    /// Kind.
    #[schema(example = "claim_receipt")]
    kind: &'static str,
    /// All of them; the list shows at most fifty.
    #[schema(example = 3)]
    count: i64,
}

/// What waits for the caller.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WorklistBody {
    /// Most pressing first.
    items: Vec<WorkBody>,
    /// By kind.
    counts: Vec<WorkCountBody>,
}

fn body(w: Work, base: Currency) -> WorkBody {
    WorkBody {
        kind: w.kind.as_str(),
        subject_type: w.subject_type,
        subject_id: document(w.subject_type, w.subject_id),
        no: w.no,
        who: w.who,
        amount: amount(w.amount, w.currency),
        currency: w.currency.to_string(),
        base: amount(w.base, base),
        since: w.since.to_string(),
        score: w.score,
    }
}

/// Get the worklist
///
/// Everybody sees what their permissions and scopes reach.
#[utoipa::path(get, path = "/api/v1/worklist", operation_id = "get_worklist", tag = "reports",
    responses((status = 200, body = WorklistBody)))]
pub(crate) async fn get_worklist(call: Call) -> ApiResult {
    call.read(|tx, ctx, _| {
        let list = insight::worklist(tx, ctx)?;
        let base = ctx.base_currency;
        Ok(WorklistBody {
            items: list.items.into_iter().map(|w| body(w, base)).collect(),
            counts: list
                .counts
                .into_iter()
                .map(|c| WorkCountBody {
                    kind: c.kind.as_str(),
                    count: c.count,
                })
                .collect(),
        })
    })
    .await
}
