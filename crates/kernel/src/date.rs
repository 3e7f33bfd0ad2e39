//! Business dates: calendar days without a time zone, as the trade writes them.

use chrono::{Datelike, NaiveDate};

/// A business day. Stored and sent as `YYYY-MM-DD`.
pub type Date = NaiveDate;

/// Parses strictly `YYYY-MM-DD`, years 1900 to 9999.
#[must_use]
pub fn parse(text: &str) -> Option<Date> {
    if text.len() != 10 || !text.is_ascii() {
        return None;
    }
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    (1900..=9999)
        .contains(&date.year())
        .then_some(date)
        .filter(|d| d.to_string() == text)
}

/// The accounting period (`YYYY-MM`) of a day.
#[must_use]
pub fn period_of(date: Date) -> String {
    format!("{:04}-{:02}", date.year(), date.month())
}

/// First day of the month.
#[must_use]
pub fn month_start(date: Date) -> Date {
    date.with_day(1).unwrap_or(date)
}

/// Last day of the month.
#[must_use]
pub fn month_end(date: Date) -> Date {
    month_start(date)
        .checked_add_months(chrono::Months::new(1))
        .and_then(|d| d.pred_opt())
        .unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_impossible_and_sloppy_days() {
        for bad in [
            "2026-02-30",
            "0000-01-01",
            "10000-01-01",
            "12/31/2026",
            "2026-1-1",
            "2026-01-01T00:00",
            "",
        ] {
            assert_eq!(parse(bad), None, "{bad}");
        }
        assert_eq!(
            parse("2028-02-29").map(month_end),
            NaiveDate::from_ymd_opt(2028, 2, 29)
        );
    }
}
