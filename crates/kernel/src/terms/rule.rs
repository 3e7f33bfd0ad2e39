//! From a base date to a raw due date.

use super::{DueRule, MAX_DAYS, MAX_MONTHS, TermsError};
use crate::calendar::HolidayCalendar;
use crate::date::{month_end, month_start};
use chrono::{Datelike, Days, Months, NaiveDate};

/// First day of the statement month a document belongs to: its own month, or the next when its day
/// is after the cut-off (cut-off 25: 01-26 belongs to February). A cut-off beyond the month's length
/// is the month's end. `None` past the end of dates.
#[must_use]
pub fn statement_month(date: NaiveDate, cut_off_day: Option<u8>) -> Option<NaiveDate> {
    let ahead = u32::from(cut_off_day.is_some_and(|day| date.day() > u32::from(day)));
    month_start(date).checked_add_months(Months::new(ahead))
}

pub(super) fn check_day(day: u8) -> Result<(), TermsError> {
    if (1..=31).contains(&day) {
        Ok(())
    } else {
        Err(TermsError::DayOfMonth(day))
    }
}

impl DueRule {
    /// Checks the limits; `at` is the instalment's place for the error.
    pub(super) fn check(self, at: usize) -> Result<(), TermsError> {
        let (days, months) = match self {
            Self::OnEvent => (0, 0),
            Self::NetDays(days) | Self::WorkingDays(days) | Self::EndOfMonthPlusDays(days) => {
                (days, 0)
            }
            Self::NetMonths(months) | Self::EndOfMonthPlusMonths(months) => (0, months),
            Self::FixedDayOfMonth { months_ahead, day } => {
                check_day(day)?;
                (0, months_ahead)
            }
        };
        if days > MAX_DAYS || months > MAX_MONTHS {
            return Err(TermsError::Period(at));
        }
        Ok(())
    }

    /// The due date before any roll. `None` past the end of dates, or when working days are counted
    /// and a whole year has none. O(1), working days O(n).
    #[must_use]
    pub fn raw_due_on(
        self,
        base: NaiveDate,
        cut_off_day: Option<u8>,
        calendar: &HolidayCalendar,
    ) -> Option<NaiveDate> {
        let month = || statement_month(base, cut_off_day);
        let ahead =
            |date: NaiveDate, months: u16| date.checked_add_months(Months::new(u32::from(months)));
        match self {
            Self::OnEvent => Some(base),
            Self::NetDays(days) => base.checked_add_days(Days::new(u64::from(days))),
            Self::WorkingDays(days) => calendar.add_workdays(base, days),
            Self::NetMonths(months) => ahead(base, months),
            Self::EndOfMonthPlusDays(days) => {
                month_end(month()?).checked_add_days(Days::new(u64::from(days)))
            }
            Self::EndOfMonthPlusMonths(months) => Some(month_end(ahead(month()?, months)?)),
            Self::FixedDayOfMonth { months_ahead, day } => {
                let first = ahead(month()?, months_ahead)?;
                let due = day_of_month(first, day);
                if due < base {
                    Some(day_of_month(ahead(first, 1)?, day))
                } else {
                    Some(due)
                }
            }
        }
    }
}

/// The day in the month of `first`, or its last day when it is shorter.
fn day_of_month(first: NaiveDate, day: u8) -> NaiveDate {
    first
        .with_day(u32::from(day))
        .unwrap_or_else(|| month_end(first))
}
