//! Read models: what staff see of an agreement.

use super::model::{Agreement, ObjectionReason, ObjectionState, Verdict};
use crate::access::Scope;
use crate::wire;
use jieqing_db::{ReadTx, params, row, sql};
use jieqing_kernel::actor::{Ctx, Link};
use jieqing_kernel::clock::Micros;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;

row! {
    /// A link; never its secret.
    pub struct LinkRow {
        /// Id.
        pub id: Id<Link>,
        /// For whom.
        pub recipient: String,
        /// Who made it.
        pub created_by: String,
        /// When, µs.
        pub created_at: Micros,
        /// When it ends, µs.
        pub expires_at: Micros,
        /// When it was revoked, µs.
        pub revoked_at: Option<Micros>,
        /// When it was first opened by somebody who used the page, µs.
        pub first_seen_at: Option<Micros>,
    }
}

row! {
    /// An answer.
    pub struct AnswerRow {
        /// Id.
        pub id: Id<wire::StatementAnswer>,
        /// The link, unless on paper.
        pub link_id: Option<Id<Link>>,
        /// What it says.
        pub verdict: Verdict,
        /// Digest it was given to.
        pub digest: String,
        /// Who.
        pub name: String,
        /// Position.
        pub title: String,
        /// Phone.
        pub phone: String,
        /// In words.
        pub note: String,
        /// The customer's own balance, minor units.
        pub their_balance: Option<i64>,
        /// Network address it came from.
        pub address: String,
        /// Browser.
        pub agent: String,
        /// The scan of a paper confirmation.
        pub attachment_id: Option<Id<wire::Attachment>>,
        /// Who recorded it, when on paper.
        pub recorded_by: String,
        /// The day of the answer.
        pub answered_on: Date,
        /// When it reached us, µs.
        pub at: Micros,
    }
}

row! {
    /// An objection.
    pub struct ObjectionRow {
        /// Id.
        pub id: Id<wire::Objection>,
        /// Line of the statement.
        pub line_no: Option<i64>,
        /// Document of that line.
        pub doc_no: String,
        /// What we have for it, minor units: debit less credit.
        pub our_amount: Option<i64>,
        /// Why.
        pub reason: ObjectionReason,
        /// What the customer has, minor units.
        pub their_amount: Option<i64>,
        /// In words.
        pub note: String,
        /// Where it stands.
        pub state: ObjectionState,
        /// Our reply.
        pub reply: String,
        /// Who settled it.
        pub settled_by: String,
        /// When, µs.
        pub settled_at: Option<Micros>,
        /// Version.
        pub version: i64,
    }
}

/// Everything about the agreement of one statement.
#[derive(Debug, Clone)]
pub struct AgreementDetail {
    /// How far it is.
    pub agreement: Agreement,
    /// Currency of all amounts.
    pub currency: Currency,
    /// Links, newest first.
    pub links: Vec<LinkRow>,
    /// Answers in order.
    pub answers: Vec<AnswerRow>,
    /// Objections in order.
    pub objections: Vec<ObjectionRow>,
}

sql!(
    HEAD,
    "select agreement, currency, owner_id, department_id from statements where company_id = $1 and id = $2"
);
sql!(
    LINKS,
    "select k.id, k.recipient, coalesce(u.name, ''), k.created_at_us, k.expires_at_us, k.revoked_at_us,
       k.first_seen_at_us
     from statement_links k left join users u on u.id = k.created_by
     where k.company_id = $1 and k.statement_id = $2 order by k.id desc"
);
sql!(
    ANSWERS,
    "select a.id, a.link_id, a.verdict, a.digest, a.name, a.title, a.phone, a.note, a.their_balance_minor,
       a.address, a.agent, a.attachment_id, coalesce(u.name, ''), a.answered_on, a.at_us
     from statement_answers a left join users u on u.id = a.recorded_by
     where a.company_id = $1 and a.statement_id = $2 order by a.id"
);
sql!(
    OBJECTIONS,
    "select o.id, o.line_no, coalesce(l.doc_no, ''), l.debit_minor - l.credit_minor, o.reason,
       o.their_amount_minor, o.note, o.state, o.reply, coalesce(u.name, ''), o.settled_at_us, o.version
     from statement_objections o
     left join statement_lines l on l.company_id = o.company_id and l.statement_id = o.statement_id
       and l.line_no = o.line_no
     left join users u on u.id = o.settled_by
     where o.company_id = $1 and o.statement_id = $2 order by o.id"
);

/// The agreement of a statement.
///
/// # Errors
/// [`Error::NotFound`].
pub fn agreement(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    statement: Id<wire::Statement>,
) -> Result<AgreementDetail> {
    let key = params![ctx.company, statement];
    let (agreement, currency, owner, department) = tx
        .opt::<(Agreement, Currency, i64, i64)>(&HEAD, key)?
        .ok_or(Error::NotFound)?;
    scope.check(owner, department)?;
    Ok(AgreementDetail {
        agreement,
        currency,
        links: tx.all(&LINKS, key)?,
        answers: tx.all(&ANSWERS, key)?,
        objections: tx.all(&OBJECTIONS, key)?,
    })
}
