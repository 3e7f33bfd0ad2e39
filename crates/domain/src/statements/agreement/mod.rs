//! What the customer says to a statement (对账确认): links without an account, answers, objections.
//!
//! ```text
//! unsent ── link sent ──▶ sent ── opened ──▶ viewed ── objection ──▶ differing
//!   └───────────────────┴──────────────────┴──── confirmation ────────┴──▶ confirmed
//! ```
//!
//! **Invariants:** an answer is given to the digest that was shown, or it is refused; answers are never
//! changed; a confirmed statement stays confirmed and is not made again; a link opens one statement for
//! reading and answering until it expires, is revoked, or the statement no longer counts; its secret is
//! nowhere in the database. A paper confirmation is recorded with its scan, by somebody who does not
//! look after the customer.

mod command;
mod link;
mod model;
pub mod query;
mod sheet;
mod store;
mod verify;

pub use command::{
    AnswerStatement, Answered, MarkSeen, RecordPaper, RevokeLink, SendLink, SettleObjection,
};
pub use link::{LINK_DAYS_MOST, LinkFound, OpenLink, find_link, link_secret};
pub use model::{
    Agreement, AnswerDraft, ObjectionDraft, ObjectionReason, ObjectionState, Signer, Verdict,
};
pub use sheet::confirmation_sheet;
pub(crate) use verify::problems;
