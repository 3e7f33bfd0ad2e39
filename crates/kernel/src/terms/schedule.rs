//! Schedules: what is due when.

use super::{BaseEvent, Roll, Terms, TermsError};
use crate::calendar::HolidayCalendar;
use crate::tax::split_last;
use chrono::NaiveDate;

/// A payment with its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Due {
    /// The event it counts from.
    pub event: BaseEvent,
    /// The due date by the rule alone.
    pub raw_due_on: NaiveDate,
    /// The due date after the holiday roll: what counts.
    pub due_on: NaiveDate,
    /// Minor units.
    pub amount: i64,
    /// Retention money (质保金).
    pub retention: bool,
}

/// A payment whose event may not have happened yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Planned {
    /// The event it waits for or counts from.
    pub event: BaseEvent,
    /// Raw and rolled due date, once the event has a date.
    pub due: Option<(NaiveDate, NaiveDate)>,
    /// Minor units.
    pub amount: i64,
    /// Retention money (质保金).
    pub retention: bool,
}

/// The schedule of `amount` (minor units, either sign) when every instalment counts from
/// `base_on`. Amounts sum to the whole; the last takes the remainder.
///
/// # Errors
/// Those of [`Terms::validate`], and `terms.out_of_range`.
pub fn schedule(
    terms: &Terms,
    base_on: NaiveDate,
    amount: i64,
    calendar: &HolidayCalendar,
) -> Result<Vec<Due>, TermsError> {
    schedule_by_event(terms, |_| Some(base_on), amount, calendar)?
        .into_iter()
        .map(|planned| {
            let (raw_due_on, due_on) = planned.due.ok_or(TermsError::NoDate(planned.event))?;
            Ok(Due {
                event: planned.event,
                raw_due_on,
                due_on,
                amount: planned.amount,
                retention: planned.retention,
            })
        })
        .collect()
}

/// As [`schedule`], each instalment counting from its own event's date; an event without a date yet
/// leaves its instalment open.
///
/// # Errors
/// Those of [`Terms::validate`], and `terms.out_of_range`.
pub fn schedule_by_event(
    terms: &Terms,
    date_of: impl Fn(BaseEvent) -> Option<NaiveDate>,
    amount: i64,
    calendar: &HolidayCalendar,
) -> Result<Vec<Planned>, TermsError> {
    terms.validate()?;
    let amounts = split_last(amount, &terms.shares()?).ok_or(TermsError::OutOfRange)?;
    terms
        .instalments
        .iter()
        .zip(amounts)
        .map(|(instalment, amount)| {
            let event = terms.event_of(instalment);
            let due = match date_of(event) {
                None => None,
                Some(base) => {
                    let raw = instalment
                        .rule
                        .raw_due_on(base, terms.cut_off_day, calendar)
                        .ok_or(TermsError::OutOfRange)?;
                    Some((raw, terms.roll.apply(raw, calendar)?))
                }
            };
            Ok(Planned {
                event,
                due,
                amount,
                retention: instalment.retention,
            })
        })
        .collect()
}

impl Roll {
    /// The date after the roll.
    ///
    /// # Errors
    /// `terms.out_of_range` when a whole year has no working day.
    pub fn apply(
        self,
        date: NaiveDate,
        calendar: &HolidayCalendar,
    ) -> Result<NaiveDate, TermsError> {
        match self {
            Self::None => Some(date),
            Self::NextWorkday => calendar.next_workday(date),
            Self::PreviousWorkday => calendar.previous_workday(date),
        }
        .ok_or(TermsError::OutOfRange)
    }
}
