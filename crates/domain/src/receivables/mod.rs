//! Receivables (应收): the sub-ledger of open items, their allocation (核销) and its exact undo.
//!
//! Every debt and every credit is an **open item**: signed deliveries not yet invoiced (unbilled),
//! invoices, and — negative — receipts, credits, write-offs. Everything that happens to an item is
//! a dated, append-only **change**: origin, billing, allocation, undo. So
//!
//! ```text
//! open(item, date) = Σ changes ≤ date        control account(date) = Σ open(items, date)
//! ```
//!
//! Invariants, proved by `verify`: 0 ≤ open ≤ amount by sign (A1); an allocation joins one debit
//! and one credit item of one customer and currency (A4); undo writes opposite changes and restores
//! amounts exactly (A5); what is disputed of an item is the sum of its open disputes; customer balances equal the sum of their items (L7).
//!
//! Other contexts create items through [`open_item`] and [`bill`]; nobody else writes these tables.

mod allocate;
mod command;
mod dispute;
mod error;
mod exposure;
mod item;
mod model;
pub mod query;
mod store;
mod undo;
mod verify;

pub use allocate::{AllocationLine, How, allocate};
pub use command::{
    Allocate, AllocateOldestFirst, Allocated, UndoAllocationBatch, WriteOffDifference, WriteOffKind,
};
pub use dispute::{DisputeReason, DisputeResolution, DisputeStatus, RaiseDispute, ResolveDispute};
pub use error::ReceivablesRefusal;
pub use exposure::{
    BalanceDelta, Exposure, LockedCustomer, adjust_balance, exposure, lock_customer,
};
pub use item::{
    ItemKind, NewItem, bill, cancel_item, close_item, open_item, open_of_source, unbill,
};
pub use model::{DebitCredit, split_oldest_first};
pub use undo::{undo_allocation, withdraw_credit};
pub use verify::{items_on, verify};
