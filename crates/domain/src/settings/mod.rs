//! Settings of a company: payment terms, bank accounts and wallets, the account mapping.
//!
//! Invariants: the rule of payment terms is one that `kernel::terms` can compute; each account role
//! has one account; what documents took from here they keep.

mod command;
pub mod query;
mod store;

pub use command::{CreateBankAccount, CreateTerms, MapAccount, SettingsRefusal};
pub use jieqing_ledger::AccountRole;
