//! Double entry: drafts in, immutable balanced entries out.
//!
//! - A [`Draft`] says what happened in account *roles*; [`post`] resolves the roles through the
//!   company's account mapping, checks the balance, takes a gapless number, writes the entry and
//!   adds it to the period balances.
//! - A closed period moves the posting date to the first open day; both dates are kept.
//! - [`reverse`] is the only correction.
//!
//! **Invariants:** Σ debit = Σ credit per currency and in company currency (L1); a source event has
//! at most one entry; posted rows never change (triggers).

mod chart;
mod draft;
mod period;
mod post;
mod report;
mod store;

pub use chart::{AccountRole, AccountingStandard, ChartRow, chart_of, install_chart};
pub use draft::{AccountRef, Draft, DraftLine, LedgerRefusal};
pub use period::{PeriodRow, close_period, list_periods, lock_open_day, reopen_period};
pub use post::{Posted, post, reverse};
pub use report::{
    TrialRow, control_balance, digest_of_period, trial_balance, verify_balances, verify_entries,
};
pub use store::{EntryFilter, EntryLineRow, EntryRow, entry_lines, get_entry, list_entries};
