//! What the customer sees of a statement: no id of ours, nothing of the staff.

use crate::wire_money::amount;
use jieqing_domain::statements::Party;
use jieqing_domain::statements::agreement::query::AgreementDetail;
use jieqing_domain::statements::query::StatementDetail;
use jieqing_kernel::clock::{Micros, rfc3339};
use serde::Serialize;
use utoipa::ToSchema;

/// A statement as its customer sees it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SharedStatement {
    /// Number.
    #[schema(example = "ST-202610-0001")]
    number: String,
    /// Who states.
    company: SharedParty,
    /// To whom.
    customer: SharedParty,
    /// Currency.
    #[schema(example = "CNY")]
    currency: String,
    /// First day.
    #[schema(example = "2026-10-01")]
    from: String,
    /// Last day.
    #[schema(example = "2026-10-31")]
    to: String,
    /// Payment terms.
    #[schema(example = "月结30天")]
    terms: String,
    /// Balance before.
    #[schema(example = "0.00")]
    opening: String,
    /// Increases.
    #[schema(example = "9000.00")]
    debit: String,
    /// Decreases.
    #[schema(example = "6000.00")]
    credit: String,
    /// Balance after.
    #[schema(example = "3000.00")]
    closing: String,
    /// 大写; null for other currencies than CNY.
    #[schema(example = "人民币叁仟元整")]
    closing_upper: Option<String>,
    /// SHA-256 of the content: to be sent back with an answer.
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    digest: String,
    /// Movements in order.
    lines: Vec<SharedLine>,
    /// `unsent`, `sent`, `viewed`, `differing` or `confirmed`.
    #[schema(example = "viewed")]
    agreement: &'static str,
    /// Answers given so far, in order.
    answers: Vec<SharedAnswer>,
    /// Objections so far, in order.
    objections: Vec<SharedObjection>,
    /// When the link ends.
    #[schema(example = "2026-12-08T02:00:00.000Z")]
    expires_at: String,
}

/// A party.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SharedParty {
    /// Name.
    #[schema(example = "杭州云栖贸易有限公司")]
    name: String,
    /// Tax id.
    #[schema(example = "91330100799655058B")]
    tax_id: String,
    /// Phone.
    #[schema(example = "0571-88888888")]
    phone: String,
    /// Contact.
    #[schema(example = "王会计")]
    contact: String,
}

/// A movement.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SharedLine {
    /// From 1.
    #[schema(example = 1)]
    line_no: i64,
    /// Date of the document.
    #[schema(example = "2026-10-08")]
    document_on: String,
    /// Kind of document.
    #[schema(example = "delivery")]
    document_type: String,
    /// Its number.
    #[schema(example = "DN-202610-0001")]
    document_no: String,
    /// Orders, invoices, bank references.
    #[schema(example = "SO-202610-0001 / PO-77")]
    reference: String,
    /// In words.
    #[schema(example = "签收送货单")]
    description: String,
    /// Increase.
    #[schema(example = "9000.00")]
    debit: String,
    /// Decrease.
    #[schema(example = "0.00")]
    credit: String,
    /// Balance after it.
    #[schema(example = "9000.00")]
    balance: String,
}

/// An answer.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SharedAnswer {
    /// `confirm` or `object`.
    #[schema(example = "confirm")]
    verdict: &'static str,
    /// Who.
    #[schema(example = "王会计")]
    name: String,
    /// Position.
    #[schema(example = "财务经理")]
    title: String,
    /// The day.
    #[schema(example = "2026-11-24")]
    on: String,
    /// In words.
    #[schema(example = "")]
    note: String,
}

/// An objection and what we say to it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SharedObjection {
    /// Line.
    #[schema(example = 1)]
    line_no: Option<i64>,
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
}

fn party(p: Party) -> SharedParty {
    SharedParty {
        name: p.name,
        tax_id: p.tax_id,
        phone: p.phone,
        contact: p.contact,
    }
}

pub(super) fn shared(
    d: StatementDetail,
    a: AgreementDetail,
    expires_at: Micros,
) -> SharedStatement {
    let show = |minor| amount(minor, d.row.currency);
    SharedStatement {
        closing_upper: d.row.closing_upper(),
        company: party(d.facts.company),
        customer: party(d.facts.customer),
        currency: d.row.currency.to_string(),
        from: d.row.from.to_string(),
        to: d.row.to.to_string(),
        terms: d.facts.terms,
        opening: show(d.row.opening),
        debit: show(d.row.debit),
        credit: show(d.row.credit),
        closing: show(d.row.closing),
        lines: d
            .lines
            .into_iter()
            .map(|l| SharedLine {
                line_no: l.line_no,
                document_on: l.doc_on.to_string(),
                document_type: l.doc_type,
                document_no: l.doc_no,
                reference: l.reference,
                description: l.description,
                debit: show(l.debit),
                credit: show(l.credit),
                balance: show(l.balance),
            })
            .collect(),
        agreement: a.agreement.as_str(),
        answers: a
            .answers
            .into_iter()
            .map(|answer| SharedAnswer {
                verdict: answer.verdict.as_str(),
                name: answer.name,
                title: answer.title,
                on: answer.answered_on.to_string(),
                note: answer.note,
            })
            .collect(),
        objections: a
            .objections
            .into_iter()
            .map(|o| SharedObjection {
                line_no: o.line_no,
                reason: o.reason.as_str(),
                their_amount: o.their_amount.map(show),
                note: o.note,
                state: o.state.as_str(),
                reply: o.reply,
            })
            .collect(),
        expires_at: rfc3339(expires_at),
        number: d.row.number,
        digest: d.row.digest,
    }
}
