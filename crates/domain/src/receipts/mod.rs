//! Receipts (收款): money on our accounts, given to a customer or waiting to be claimed (待认领).
//!
//! ```text
//! unclaimed ── claim ──▶ claimed ── reverse ──▶ reversed
//!     └───────────────── reverse ─────────────────▲
//! ```
//!
//! Invariants: a bank reference is entered once per account while it stands; the payment date is the
//! bank's; a claimed receipt has exactly one credit item of its whole amount, an unclaimed one none;
//! a receipt is reversed only when nothing of it is allocated. A bank fee makes the bank's share
//! smaller, never what the customer paid.

mod command;
mod error;
mod model;
mod posting;
pub mod query;
mod store;

pub use command::{AllocateReceipt, ClaimReceipt, EnterReceipt, Entered, ReverseReceipt};
pub use error::ReceiptRefusal;
pub use model::{PaymentMethod, ReceiptDraft, ReceiptStatus};
