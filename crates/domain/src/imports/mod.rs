//! Imports (导入): customers, products, orders, deliveries, invoices and receipts from files.
//!
//! ```text
//! files ─ limited child process ─▶ rows ─ header, mapping ─▶ decode, compare ─▶ report
//!                                             │                        preview: rolled back
//!                                             └ remembered per header  commit: one transaction
//! ```
//!
//! A **preview** is the commit rolled back, so it tells exactly what the commit would do, refusals
//! of the commands included. Every kind has a natural key (customer code, SKU, order number, bank
//! reference or date + payer + amount + reference); the same file again changes nothing.
//!
//! Invariants: every row of a file is added, changed, unchanged, failed or ignored, exactly once
//! (R1); one failing row means that nothing is stored, unless `skip_failed` was chosen; a document
//! of several rows is stored whole or not at all; files are parsed outside the transaction and, but
//! for tests, in a child process with limits.
//!
//! Limits: file 50 MiB (unpacked), 1,200,000 rows; the rows are held in memory; a preview works on
//! a copy of a SQLite database, which needs room on its disk for a while.

mod cells;
mod command;
mod error;
mod fields;
mod input;
mod keep;
mod kind;
mod kinds;
mod mapping;
mod options;
pub mod query;
mod report;
mod source;
mod store;
mod table;

pub use command::{CommitImport, Done, RecordPreview, commit, dry_run, preview, remembered};
pub use error::ImportRefusal;
pub(crate) use error::unreadable;
pub use input::{ImportInput, ImportRequest};
pub use kind::{ImportKind, Part};
pub use mapping::{FieldMap, FieldSource, Mapping};
pub use options::{ImportOptions, OrderState};
pub use report::{Change, Counts, Outcome, Problem, Report, RowNote};
pub use source::{Reader, SourceFile};
pub use store::ImportState;
pub use table::Table;
