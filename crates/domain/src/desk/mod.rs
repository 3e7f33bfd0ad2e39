//! The receipt desk (收款核销台): which receipt pays what, why, and what a person decides.
//!
//! ```text
//! open receipts, open items ─ matching ─▶ proposals ─ exact, unique, allowed ─▶ applied, listed, undoable
//!                                            └ a person: accept, alternative, split, note, skip
//! ```
//!
//! Proposals are advice: they are kept per receipt and replaced by the next run; what is applied is checked
//! against the items as they are then. Only a receipt whose payer is known is ever applied without a person.
//! A confirmed match teaches the payer's name ([`query::aliases`]), which a person may take away again.
//!
//! Limits: a run looks at 20,000 receipts and 1,000,000 open items; on demand 50 receipts and, for payers
//! that are not known, the 20,000 items due first.

mod apply;
mod command;
mod compute;
mod error;
mod job;
mod learn;
mod model;
pub mod query;
mod store;

pub use apply::{AcceptExact, Accepted, Settle, SettleLine, Settled};
pub use command::{ForgetAlias, MarkReceipt, StoreProposals};
pub use compute::{Proposals, propose};
pub use error::DeskRefusal;
pub use job::{DESK_RUN, DeskRunHandler, StartDeskRun};
pub use model::{DeskState, Proposal, ProposedLine, Reach};
