//! Deliveries (送货) and their sign-off (签收).
//!
//! ```text
//! dispatched → signed        quantities signed and rejected add up to what was dispatched
//!           ↘ cancelled      only before sign-off
//! ```
//!
//! The receivable arises on sign-off, or on dispatch when the company says so: a delivery's amounts
//! are cumulative shares of its order lines, so that any partition sums to the order; it posts
//! revenue, deferred output tax and cost, and opens an unbilled item.
//!
//! Invariants: net + tax = total in every line; returned + invoiced ≤ signed in every line, on
//! locked rows and by constraint (N6); the delivery's open item is what its lines have neither
//! invoiced nor returned; rejected goods never touch revenue.
//!
//! Returns and invoices work on delivery lines through [`lock_signed_lines`], [`apply_billing`] and
//! [`apply_return`]; nobody else writes these tables.

mod billing;
mod command;
mod error;
mod model;
mod posting;
mod proof;
pub mod query;
mod rules;
mod store;

pub use billing::{
    BillingStep, ReturnStep, SignedLine, apply_billing, apply_return, deferred_tax_base,
    lock_signed_lines, orders_of_deliveries, orders_of_lines,
};
pub use command::{CancelDelivery, ChangeDelivery, CreateDelivery, DeliverAndSign, SignDelivery};
pub use error::FulfilmentRefusal;
pub use model::{DeliveryLineDraft, DeliveryStatus, NewDelivery, SignedQuantity};
pub use posting::{SaleAmounts, SaleParty, sale_draft};
pub use proof::prove;
pub use rules::{quantity_text, share_of_rest};
