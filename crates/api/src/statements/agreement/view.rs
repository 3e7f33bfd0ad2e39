//! An agreement on the wire.

use crate::wire_money::amount;
use jieqing_domain::statements::agreement::query::{
    AgreementDetail, AnswerRow, LinkRow, ObjectionRow,
};
use jieqing_kernel::clock::{Micros, rfc3339};
use jieqing_kernel::currency::Currency;
use serde::Serialize;
use utoipa::ToSchema;

/// How far a statement is agreed, and how.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AgreementBody {
    /// `unsent`, `sent`, `viewed`, `differing` or `confirmed`.
    #[schema(example = "differing")]
    agreement: &'static str,
    /// Links, newest first.
    links: Vec<StatementLinkBody>,
    /// Answers in order.
    answers: Vec<StatementAnswerBody>,
    /// Objections in order.
    objections: Vec<StatementObjectionBody>,
}

/// A link; its secret is shown once, when it is made.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StatementLinkBody {
    /// Id.
    #[schema(example = "lnk_0c1x2y3z4w5v6")]
    id: String,
    /// For whom.
    #[schema(example = "王会计 13800000000")]
    recipient: String,
    /// Who made it.
    #[schema(example = "李会计")]
    created_by: String,
    /// When.
    #[schema(example = "2026-11-24T02:00:00.000Z")]
    created_at: String,
    /// When it ends.
    #[schema(example = "2026-12-08T02:00:00.000Z")]
    expires_at: String,
    /// When it was revoked.
    #[schema(example = "2026-12-01T02:00:00.000Z")]
    revoked_at: Option<String>,
    /// When somebody first used its page.
    #[schema(example = "2026-11-24T03:00:00.000Z")]
    first_seen_at: Option<String>,
}

/// An answer.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StatementAnswerBody {
    /// Id.
    #[schema(example = "ans_0c1x2y3z4w5v6")]
    id: String,
    /// `confirm` or `object`.
    #[schema(example = "object")]
    verdict: &'static str,
    /// Through which link; null on paper.
    #[schema(example = "lnk_0c1x2y3z4w5v6")]
    link_id: Option<String>,
    /// Digest it was given to.
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    digest: String,
    /// Who.
    #[schema(example = "王会计")]
    name: String,
    /// Position.
    #[schema(example = "财务经理")]
    title: String,
    /// Phone.
    #[schema(example = "13800000000")]
    phone: String,
    /// In words.
    #[schema(example = "")]
    note: String,
    /// The customer's own balance.
    #[schema(example = "2800.00")]
    their_balance: Option<String>,
    /// Network address it came from.
    #[schema(example = "203.0.113.7")]
    address: String,
    /// Browser.
    #[schema(example = "Mozilla/5.0")]
    agent: String,
    /// The scan of a paper confirmation.
    #[schema(example = "att_0c1x2y3z4w5v6")]
    attachment_id: Option<String>,
    /// Who recorded it, when on paper.
    #[schema(example = "")]
    recorded_by: String,
    /// The day.
    #[schema(example = "2026-11-24")]
    answered_on: String,
    /// When it reached us.
    #[schema(example = "2026-11-24T03:00:00.000Z")]
    at: String,
}

/// An objection.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StatementObjectionBody {
    /// Id.
    #[schema(example = "obj_0c1x2y3z4w5v6")]
    id: String,
    /// Line of the statement.
    #[schema(example = 1)]
    line_no: Option<i64>,
    /// Document of that line.
    #[schema(example = "DN-202610-0001")]
    document_no: String,
    /// What we have for it.
    #[schema(example = "9000.00")]
    our_amount: Option<String>,
    /// Why.
    #[schema(example = "price")]
    reason: &'static str,
    /// What the customer has.
    #[schema(example = "8800.00")]
    their_amount: Option<String>,
    /// In words.
    #[schema(example = "合同价为 88 元")]
    note: String,
    /// `open`, `accepted`, `rejected` or `withdrawn`.
    #[schema(example = "open")]
    state: &'static str,
    /// Our reply.
    #[schema(example = "")]
    reply: String,
    /// Who settled it.
    #[schema(example = "")]
    settled_by: String,
    /// When.
    #[schema(example = "2026-11-24T03:00:00.000Z")]
    settled_at: Option<String>,
    /// Version for `If-Match`.
    #[schema(example = 1)]
    version: i64,
}

pub(super) fn body(detail: AgreementDetail) -> AgreementBody {
    let currency = detail.currency;
    AgreementBody {
        agreement: detail.agreement.as_str(),
        links: detail.links.into_iter().map(link).collect(),
        answers: detail
            .answers
            .into_iter()
            .map(|a| answer(a, currency))
            .collect(),
        objections: detail
            .objections
            .into_iter()
            .map(|o| objection(o, currency))
            .collect(),
    }
}

fn instant(at: Option<Micros>) -> Option<String> {
    at.map(rfc3339)
}

fn link(row: LinkRow) -> StatementLinkBody {
    StatementLinkBody {
        id: row.id.to_string(),
        recipient: row.recipient,
        created_by: row.created_by,
        created_at: rfc3339(row.created_at),
        expires_at: rfc3339(row.expires_at),
        revoked_at: instant(row.revoked_at),
        first_seen_at: instant(row.first_seen_at),
    }
}

fn answer(row: AnswerRow, currency: Currency) -> StatementAnswerBody {
    StatementAnswerBody {
        id: row.id.to_string(),
        verdict: row.verdict.as_str(),
        link_id: row.link_id.map(|id| id.to_string()),
        digest: row.digest,
        name: row.name,
        title: row.title,
        phone: row.phone,
        note: row.note,
        their_balance: row.their_balance.map(|m| amount(m, currency)),
        address: row.address,
        agent: row.agent,
        attachment_id: row.attachment_id.map(|id| id.to_string()),
        recorded_by: row.recorded_by,
        answered_on: row.answered_on.to_string(),
        at: rfc3339(row.at),
    }
}

fn objection(row: ObjectionRow, currency: Currency) -> StatementObjectionBody {
    StatementObjectionBody {
        id: row.id.to_string(),
        line_no: row.line_no,
        document_no: row.doc_no,
        our_amount: row.our_amount.map(|m| amount(m, currency)),
        reason: row.reason.as_str(),
        their_amount: row.their_amount.map(|m| amount(m, currency)),
        note: row.note,
        state: row.state.as_str(),
        reply: row.reply,
        settled_by: row.settled_by,
        settled_at: instant(row.settled_at),
        version: row.version,
    }
}
