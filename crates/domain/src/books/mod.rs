//! The books (账簿): entries, trial balance, periods, and the proof that everything ties together.
//!
//! Invariants proved by [`verify_company`]: the event chain is whole; entries balance and were not
//! changed; period balances are the sums of their lines; open items are the sums of their changes and
//! equal the control account at every month end; numbers have no gaps; stored totals are the sums of
//! their lines; a statement opens with what the one before closed with.

mod command;
mod error;
mod journal;
mod query;
mod store;
mod verify;

pub use command::{ClosePeriod, ReopenPeriod};
pub use error::BooksRefusal;
pub use jieqing_ledger::{EntryFilter, EntryLineRow, EntryRow, PeriodRow, TrialRow};
pub use journal::{JournalLine, PostJournal, ReverseJournal};
pub use query::{EntryDetail, EntryLine, TieRow, Trial, entries, entry, periods, tie_out, trial};
pub use verify::{Problem, verify_books, verify_company};
