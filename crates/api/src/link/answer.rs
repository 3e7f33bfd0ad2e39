//! `POST /public/statements/{token}/answer`

use super::guard::LinkCall;
use crate::body::Body;
use crate::call::ApiResult;
use crate::parse::Fields;
use axum::response::IntoResponse;
use jieqing_domain::statements::agreement::{
    AnswerDraft, AnswerStatement, ObjectionDraft, ObjectionReason, Signer, Verdict,
};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::Result;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A customer's answer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AnswerBody {
    /// Digest of the statement that was shown.
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    digest: String,
    /// `confirm` or `object`.
    #[schema(example = "object")]
    verdict: String,
    /// Who answers.
    #[schema(example = "王会计")]
    name: String,
    /// Position.
    #[serde(default)]
    #[schema(example = "财务经理")]
    title: String,
    /// Phone.
    #[serde(default)]
    #[schema(example = "13800000000")]
    phone: String,
    /// In words.
    #[serde(default)]
    #[schema(example = "")]
    note: String,
    /// The balance in the customer's books.
    #[serde(default)]
    #[schema(example = "2800.00")]
    their_balance: Option<String>,
    /// What differs.
    #[serde(default)]
    objections: Vec<ObjectionBody>,
}

/// One objection.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ObjectionBody {
    /// Line of the statement; absent for something that is not on it.
    #[serde(default)]
    #[schema(example = 1)]
    line_no: Option<i64>,
    /// `not_received`, `quantity`, `price`, `tax_rate`, `returned`, `already_paid`, `deduction`,
    /// `duplicate`, `not_ours`, `missing` or `other`.
    #[schema(example = "price")]
    reason: String,
    /// What the customer has for it.
    #[serde(default)]
    #[schema(example = "8800.00")]
    their_amount: Option<String>,
    /// In words.
    #[serde(default)]
    #[schema(example = "合同价为 88 元")]
    note: String,
}

/// What the answer made of the statement.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AnsweredBody {
    /// `confirm` or `object`.
    #[schema(example = "object")]
    verdict: &'static str,
    /// True when it was confirmed before.
    #[schema(example = false)]
    repeated: bool,
}

impl AnswerBody {
    fn draft(self, currency: Currency) -> Result<AnswerDraft> {
        let mut fields = Fields::new();
        let mut objections = Vec::with_capacity(self.objections.len());
        for (at, o) in self.objections.into_iter().enumerate() {
            let path = |field: &str| format!("objections[{at}].{field}");
            let reason = ObjectionReason::parse(&o.reason);
            objections.push(ObjectionDraft {
                line_no: o.line_no,
                reason: fields.word(path("reason"), reason, ObjectionReason::Other),
                their_amount: o
                    .their_amount
                    .map(|t| fields.money(path("their_amount"), &t, currency)),
                note: o.note,
            });
        }
        let draft = AnswerDraft {
            digest: self.digest,
            verdict: fields.word("verdict", Verdict::parse(&self.verdict), Verdict::Object),
            signer: Signer {
                name: self.name,
                title: self.title,
                phone: self.phone,
            },
            note: self.note,
            their_balance: self
                .their_balance
                .map(|t| fields.money("their_balance", &t, currency)),
            objections,
        };
        fields.finish(draft)
    }
}

/// Confirm a statement or object to it
///
/// Confirming twice gives the first answer; objecting is possible until it is confirmed. The digest
/// must be the one that was shown.
#[utoipa::path(post, path = "/api/v1/public/statements/{token}/answer", operation_id = "answer_statement", tag = "public",
    params(("token" = String, Path, example = "5f1c…")),
    request_body = AnswerBody, responses((status = 200, body = AnsweredBody)))]
pub(crate) async fn answer_statement(call: LinkCall, sent: Body<AnswerBody>) -> ApiResult {
    let draft = sent.value.draft(call.link.currency);
    let command = AnswerStatement {
        draft: draft.map_err(|e| call.fail(&e))?,
        address: call.address.clone(),
        agent: call.agent.clone(),
    };
    let answered = call.execute(command).await?;
    let body = AnsweredBody {
        verdict: answered.verdict.as_str(),
        repeated: answered.repeated,
    };
    Ok(axum::Json(body).into_response())
}
