//! Our bank accounts (银行流水): statements from files, their rows, and which of them are money of customers.
//!
//! ```text
//! file ─ limited child process ─▶ statements ─ known rows fall away ─▶ rows ─ payment in ─▶ receipt
//!                                                                       └ fee, interest, own transfer,
//!                                                                         reversal: shown and kept out
//! ```
//!
//! Invariants: a row is known by our account and what the bank says of it (`china.md` §3.1), so the same or an
//! overlapping file adds nothing twice, whatever the order of the files; a row that takes another back is
//! linked to it, and neither of the two is income; a row has at most one receipt, and a receipt at most
//! one row; a statement that does not foot is marked as such or, by the company's rule, refused.
//!
//! A **preview** is the import rolled back. Files are read outside of the transaction.
//!
//! Limits: file 50 MiB, 500,000 rows; the report lists 1,000 rows and counts all.

mod command;
mod continuity;
mod decode;
mod error;
mod job;
mod model;
mod proof;
pub mod query;
mod read;
mod rules;
mod store;

pub use command::{ChangeRowKind, ImportBankFile};
pub use continuity::{Continuity, Link, Stated, continuity};
pub use decode::{FileRow, FileStatement, OwnAccount};
pub use error::BankRefusal;
pub use job::{BANK_IMPORT, BankImportHandler, ImportStage, StartBankImport, StoreBankImport};
pub use model::{Automatic, Foots, RowFate, RowKind, SeenRow, SeenStatement, Summary, Unfooted};
pub use proof::prove;
pub use read::{BankReader, read_bank_file};
pub use rules::{ReceiptRules, SetReceiptRules, receipt_rules};
