//! Statements of account (对账单): what a customer is asked to confirm, frozen.
//!
//! ```text
//! issued ── same period made again ──▶ superseded        issued ── void ──▶ void
//! ```
//!
//! Ledger basis: the lines are the movements of the control account. Invariants: opening + debits −
//! credits = closing; a statement opens with what the one before closed with; a movement is on at most
//! one live statement, so one that was posted late is on the next; only the last statement of a
//! customer and currency can be made again or voided; what was stored is never rendered differently:
//! names, bank data and ageing are kept with it, and the files by their hash.

mod aging;
pub mod agreement;
mod command;
mod error;
mod model;
pub mod query;
mod render;
mod store;

pub use command::{
    MadeStatement, MakeStatement, NotMade, RunReport, RunStatements, STATEMENT_RUN,
    StartStatementRun, StatementRunHandler, VoidStatement,
};
pub use error::StatementRefusal;
pub use model::{
    Party, StatementAging, StatementBucket, StatementFacts, StatementStatus, Unapplied,
};
pub use render::{Rendered, rendered};
