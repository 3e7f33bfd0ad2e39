//! What the figures say: ageing, dashboard, worklist, customers at a glance, who is over the limit.
//!
//! Read models only; nothing here writes. Invariants: the buckets and credits of an ageing row sum to
//! its balance, the balances of all rows to the control account, as of any day; every figure carries
//! its definition's id and the day it holds for; nobody is shown what lies outside their scope.

mod aging;
mod balances;
mod dashboard;
mod overview;
mod search;
mod store;
mod worklist;

pub use aging::{
    AgingItem, AgingItemsQuery, AgingLine, AgingQuery, AgingReport, BucketPick, aging, aging_items,
};
pub use balances::balances;
pub use dashboard::{CurrencyTotal, Dashboard, Kpi, MonthSales, dashboard};
pub use overview::{CustomerHead, OverLimit, Overview, RecentDocument, over_limit, overview};
pub use search::{Hit, SEARCH_MOST, SearchKind, search};
pub use worklist::{Work, WorkCount, WorkKind, Worklist, worklist};
