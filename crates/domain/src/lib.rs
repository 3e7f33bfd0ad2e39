//! What the business does: contexts as modules, and [`Jieqing`], the only way in.
//!
//! A context (`customers`, `orders`, …) has the same rooms everywhere: `model.rs` (pure decisions),
//! `command.rs` (one struct and one function per command), `query.rs` (read models), `store.rs`
//! (SQL), `posting.rs` (decision → ledger draft), `error.rs` (refusals). A context uses another
//! only through what its `mod.rs` exports.
//!
//! **Invariants:** every change is a [`Command`] run by [`Jieqing::execute`]; its permission is
//! checked inside the transaction; nothing here knows HTTP or mail.

pub mod access;
pub mod admin;
pub mod bank;
pub mod bills;
pub mod blobs;
pub mod books;
pub mod catalog;
pub mod customers;
pub mod desk;
pub mod documents;
mod facade;
pub mod fulfilment;
pub mod imports;
pub mod insight;
pub mod invoicing;
mod listing;
pub mod numbering;
pub mod orders;
pub mod platform;
pub mod rates;
pub mod receipts;
pub mod receivables;
pub mod record;
pub mod returns;
pub mod settings;
pub mod statements;
pub mod texts;
pub mod wire;

pub use facade::{Command, IdempotencyKey, Jieqing, StoredAnswer};
pub use jieqing_db::ReadTx;
