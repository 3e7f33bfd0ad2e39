//! Settings of a company: payment terms, bank accounts and wallets, the account mapping.
//!
//! Invariants: the rule of payment terms is one that `kernel::terms` can compute; each account role
//! has one account; what documents took from here they keep.

mod change;
mod command;
mod mapping;
pub mod query;
mod store;

pub use change::{ChangeBankAccount, ChangeTerms};
pub use command::{CreateBankAccount, CreateTerms, SettingsRefusal};
pub use jieqing_ledger::AccountRole;
pub use mapping::MapAccount;
