//! Working days: weekends, public holidays (法定节假日) and make-up working days (调休).
//!
//! The State Council publishes one year at a time, so the table is data: rows of (day, kind) that
//! are imported and merged. A day without a row follows the week: Saturday and Sunday are off.
//! Source of the built-in year: china.md §8.
//!
//! **Invariant:** a day has at most one row; the row last merged wins.

use chrono::{Datelike, NaiveDate, Weekday};
use std::collections::BTreeMap;

/// How far [`HolidayCalendar`] looks for a working day before it gives up.
const HORIZON_DAYS: u32 = 366;

/// What the notice says of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// Off, whatever the week says.
    Holiday,
    /// Worked although it is a weekend day (补班).
    MakeUpWorkday,
}

impl DayKind {
    /// Stable code: `holiday`, `make_up_workday`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Holiday => "holiday",
            Self::MakeUpWorkday => "make_up_workday",
        }
    }

    /// From its code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Holiday, Self::MakeUpWorkday]
            .into_iter()
            .find(|kind| kind.code() == code)
    }
}

/// The days that differ from the week.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HolidayCalendar {
    rows: BTreeMap<NaiveDate, DayKind>,
}

impl HolidayCalendar {
    /// No rows: Monday to Friday are worked.
    #[must_use]
    pub fn weekends_only() -> Self {
        Self::default()
    }

    /// From rows; of two rows for one day the later wins.
    #[must_use]
    pub fn from_rows(rows: impl IntoIterator<Item = (NaiveDate, DayKind)>) -> Self {
        Self {
            rows: rows.into_iter().collect(),
        }
    }

    /// The notice for 2026 (china.md §8): 33 days off, 6 make-up working days.
    #[must_use]
    pub fn china_2026() -> Self {
        const OFF: [(u32, u32, u32); 7] = [
            (1, 1, 3),
            (2, 15, 23),
            (4, 4, 6),
            (5, 1, 5),
            (6, 19, 21),
            (9, 25, 27),
            (10, 1, 7),
        ];
        const WORKED: [(u32, u32); 6] = [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)];
        let off = OFF
            .into_iter()
            .flat_map(|(month, from, to)| (from..=to).map(move |day| (month, day)))
            .map(|(month, day)| (month, day, DayKind::Holiday));
        let worked = WORKED
            .into_iter()
            .map(|(month, day)| (month, day, DayKind::MakeUpWorkday));
        Self::from_rows(off.chain(worked).filter_map(|(month, day, kind)| {
            NaiveDate::from_ymd_opt(2026, month, day).map(|date| (date, kind))
        }))
    }

    /// Adds or replaces the row of a day.
    pub fn set(&mut self, date: NaiveDate, kind: DayKind) {
        self.rows.insert(date, kind);
    }

    /// Removes the row of a day; the day follows the week again. Whether there was one.
    pub fn unset(&mut self, date: NaiveDate) -> bool {
        self.rows.remove(&date).is_some()
    }

    /// Takes over the rows of `other`; where both have a day, `other` wins.
    pub fn merge(&mut self, other: &Self) {
        self.rows.extend(other.rows.iter().map(|(d, k)| (*d, *k)));
    }

    /// The rows in order of day.
    pub fn rows(&self) -> impl Iterator<Item = (NaiveDate, DayKind)> + '_ {
        self.rows.iter().map(|(date, kind)| (*date, *kind))
    }

    /// Whether any row lies in the year: without one, a rolled date is only a guess.
    #[must_use]
    pub fn covers_year(&self, year: i32) -> bool {
        self.rows.keys().any(|date| date.year() == year)
    }

    /// Whether the day is worked.
    #[must_use]
    pub fn is_workday(&self, date: NaiveDate) -> bool {
        match self.rows.get(&date) {
            Some(DayKind::Holiday) => false,
            Some(DayKind::MakeUpWorkday) => true,
            None => !matches!(date.weekday(), Weekday::Sat | Weekday::Sun),
        }
    }

    /// The day itself when worked, else the next worked day. `None` when there is none within a
    /// year or dates end.
    #[must_use]
    pub fn next_workday(&self, date: NaiveDate) -> Option<NaiveDate> {
        self.first_workday(date, |day| day.succ_opt())
    }

    /// The day itself when worked, else the worked day before. `None` as for
    /// [`Self::next_workday`].
    #[must_use]
    pub fn previous_workday(&self, date: NaiveDate) -> Option<NaiveDate> {
        self.first_workday(date, |day| day.pred_opt())
    }

    /// The `days`-th working day after `date`, which itself does not count; `date` for 0, worked or
    /// not. `None` as for [`Self::next_workday`]. O(days).
    #[must_use]
    pub fn add_workdays(&self, date: NaiveDate, days: u16) -> Option<NaiveDate> {
        let mut day = date;
        for _ in 0..days {
            day = self.next_workday(day.succ_opt()?)?;
        }
        Some(day)
    }

    fn first_workday(
        &self,
        from: NaiveDate,
        step: impl Fn(NaiveDate) -> Option<NaiveDate>,
    ) -> Option<NaiveDate> {
        let mut day = from;
        for _ in 0..=HORIZON_DAYS {
            if self.is_workday(day) {
                return Some(day);
            }
            day = step(day)?;
        }
        None
    }
}
