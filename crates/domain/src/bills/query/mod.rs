//! Read models of bills: the register, one bill, its steps, the ladder of due dates, alerts.

mod ladder;
mod list;

pub use ladder::{Alert, Alerts, LadderRow, alerts, ladder};
pub use list::{
    BillFilter, BillSort, BillTotals, BillView, StepView, family, get, list, steps, totals,
};
