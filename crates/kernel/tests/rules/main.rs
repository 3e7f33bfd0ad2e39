//! The rules of china.md as tables, and their properties.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests are tests; the lint knows only #[test] functions"
)]

mod aging;
mod calendar;
mod tax;
mod taxid;
mod terms;
mod terms_text;
mod uppercase;

use chrono::NaiveDate;
use proptest::prelude::*;

/// A day from its text.
fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Any day of 2000 to 2099.
fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0_u64..36_500).prop_map(|n| day("2000-01-01") + chrono::Days::new(n))
}
