//! Commands: import a file, say what a row is.

mod fate;
mod import;
mod money;
mod row;

pub use import::ImportBankFile;
pub use row::ChangeRowKind;
