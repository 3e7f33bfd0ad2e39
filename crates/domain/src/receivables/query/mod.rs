//! Read models of the sub-ledger: open items, allocations, balances.

mod allocations;
mod balance;
mod disputes;
mod items;
mod totals;

pub use allocations::{AllocationFilter, AllocationView, list_allocations, live_allocations_of};
pub use balance::{BalanceView, MonthBalance, balance_of, balance_series};
pub use disputes::{DisputeFilter, DisputeSort, DisputeView, get_dispute, list_disputes};
pub use items::{
    ItemFilter, ItemSort, ItemTotals, ItemView, Sides, item_totals, list_items, sides_of,
};
pub use totals::{CustomerTotals, customer_totals};

/// The document whose timeline shows what happens to items of `source_type`.
pub(super) fn subject_of(source_type: &str) -> Option<&'static str> {
    match source_type {
        "invoice" => Some("invoice"),
        "receipt" => Some("receipt"),
        "bill" => Some("bill"),
        "return" => Some("return"),
        "delivery" => Some("delivery"),
        _ => None,
    }
}
