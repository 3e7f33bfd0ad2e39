//! Read models of orders.

mod document;
mod list;
mod suggest;

pub use document::{FindingView, LinkedDocument, OrderDocument, OrderHead, OrderLineView, get};
pub use list::{CurrencyTotal, OrderFilter, OrderRow, OrderSort, list, totals};
pub use suggest::{Deal, LineSuggestion, Verified, last_deals, suggest_lines, verify};
