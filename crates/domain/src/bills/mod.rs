//! Bills of exchange (承兑汇票) as money: a customer pays with a bill, we hold it, pass it on, sell it to
//! a bank or present it, and the acceptor pays or refuses.
//!
//! ```text
//! on_hand ─ endorse ─▶ endorsed ──┐            ┌─▶ honoured
//!    │  ├─ discount ─▶ discounted ─┼─ due day ──┤
//!    │  ├─ present ──▶ presented ──┘            └─▶ dishonoured ─▶ recourse
//!    │  ├─ pledge ──▶ pledged ─ release ─▶ on_hand
//!    │  └─ split ───▶ split, its parts on_hand
//!    └─ reverse ──▶ reversed                (a step is taken back: the state before it)
//! ```
//!
//! Invariants, proved by `verify`: intervals of one package never overlap among bills with us; the
//! parts of a split bill are the whole; Σ bills carried = balance of 1121; what bills count for in
//! exposure is what their state and the company's weight say. The receivable is settled by the bill
//! (its credit item is allocated as a receipt's is), exposure only when it is honoured. A refused bill
//! takes its credit away, so that what it paid is open again with the due dates it always had.
//!
//! Rules: china.md §3.3 (numbers, days, discount) and §4.2 rows 10–14 (entries).

mod command;
mod error;
mod exposure;
mod model;
mod package;
mod posting;
mod proof;
pub mod query;
mod state;
mod store;

pub use command::{
    AllocateBill, DiscountBill, DishonourBill, Done, EndorseBill, EnterBill, Entered, HonourBill,
    PledgeBill, PresentBill, RecourseBill, ReleaseBill, ReverseBill, SplitBill, TakeBackBill,
};
pub use error::BillRefusal;
pub(crate) use exposure::reweigh;
pub use model::{BillDraft, discount_days, discount_interest, warnings, window_ends};
pub use package::{BillKind, Interval, PACKAGE_MAX, PARTS_MAX, PackageNo};
pub use proof::prove;
pub use state::{AcceptorClass, BillAction, BillStatus, Recognition};
