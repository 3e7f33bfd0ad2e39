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

mod amounts;
mod build;
mod command;
mod digest;
mod error;
mod finding;
mod import;
mod model;
mod prepare;
mod pricing;
mod progress;
mod progress_rules;
mod proof;
pub mod query;
mod rules;
mod store;

pub use command::{
    CancelOrder, ChangeOrder, CloseOrder, ConfirmOrder, CreateOrder, OrderDone, ReleaseFinding,
    SubmitOrder,
};
pub use error::OrderRefusal;
pub use finding::{Finding, Release, Rule, Severity, finding_key, parse_finding_key};
pub use import::{ImportOrder, ImportTarget, ImportedOrder, import_orders};
pub use model::{
    BillingState, DeliveryState, LINES_MAX, LineDraft, OrderDraft, OrderStatus, ProductRef,
};
pub use pricing::PriceSource;
pub use progress::{LockedLine, LockedOrder, ProgressMade, apply_progress, lock_order};
pub use progress_rules::LineProgress;
pub use proof::prove;
