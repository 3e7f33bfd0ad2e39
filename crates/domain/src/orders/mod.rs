//! Orders (销售订单): what a customer ordered, verified against catalogue, prices and credit, then
//! confirmed, delivered and invoiced.
//!
//! ```text
//! draft → submitted → confirmed → completed
//!    ↘        ↘            ↘ closed (the rest is given up)
//!     cancelled  cancelled   cancelled (nothing dispatched)
//! ```
//!
//! Delivery and billing progress are separate from the status: `none → partial → delivered` and
//! `none → partial → invoiced`.
//!
//! Invariants: header amounts are the sums of the lines; net + tax = total in every line; the
//! undelivered value of confirmed orders is in the customer's balance to the cent; progress is
//! written by [`apply_progress`] only.

mod error;
mod model;
mod progress;
mod progress_rules;
mod progress_store;

pub use error::OrderRefusal;
pub use model::{BillingState, DeliveryState, OrderStatus};
pub use progress::{LockedLine, LockedOrder, ProgressMade, apply_progress, lock_order};
pub use progress_rules::LineProgress;
