//! Calendar dates without a time zone, as integers.
//!
//! # Invariants
//! - A [`Date`] exists in the Gregorian calendar and lies in 1900-01-01 ..= 9999-12-31.

use std::fmt;

/// A calendar date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

impl Date {
    /// The date, or `None` when it does not exist or is out of range.
    #[must_use]
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        if !(1900..=9999).contains(&year) || !(1..=12).contains(&month) {
            return None;
        }
        if day == 0 || day > days_in_month(year, month) {
            return None;
        }
        Some(Self { year, month, day })
    }

    /// Year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.year
    }

    /// Month, 1–12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.month
    }

    /// Day of the month, 1–31.
    #[must_use]
    pub fn day(self) -> u8 {
        self.day
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub fn days(self) -> i64 {
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let month = (i64::from(self.month) + 9) % 12;
        let day_of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }

    /// The date that many days after 1970-01-01.
    #[must_use]
    pub fn from_days(days: i64) -> Option<Self> {
        if !(-30_000..=3_000_000).contains(&days) {
            return None;
        }
        let z = days + 719_468;
        let era = z.div_euclid(146_097);
        let day_of_era = z.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let mp = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * mp + 2) / 5 + 1;
        let month = if mp < 10 { mp + 3 } else { mp - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self::new(
            i32::try_from(year).ok()?,
            u8::try_from(month).ok()?,
            u8::try_from(day).ok()?,
        )
    }

    /// The date of an Excel serial day; `None` for day 60 of the 1900 system (29 Feb 1900, which
    /// never was) and for days out of range.
    #[must_use]
    pub fn from_excel_serial(serial: i64, epoch_1904: bool) -> Option<Self> {
        if epoch_1904 {
            // Day 0 is 1904-01-01, which is -24,107 days from 1970-01-01.
            return if serial < 0 {
                None
            } else {
                Self::from_days(serial - 24_107)
            };
        }
        match serial {
            1..=59 => Self::from_days(serial - 25_568),
            61.. => Self::from_days(serial - 25_569),
            _ => None,
        }
    }

    /// The Excel serial day of the 1900 system.
    #[must_use]
    pub fn excel_serial(self) -> i64 {
        let serial = self.days() + 25_569;
        if serial > 60 { serial } else { serial - 1 }
    }
}

fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl serde::Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Date {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let mut parts = text.splitn(3, '-');
        let mut next = || parts.next().unwrap_or_default();
        let (year, month, day) = (next().parse(), next().parse(), next().parse());
        match (year, month, day) {
            (Ok(year), Ok(month), Ok(day)) => Self::new(year, month, day),
            _ => None,
        }
        .ok_or_else(|| serde::de::Error::custom("no date"))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A date with an optional time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateTime {
    /// The date.
    pub date: Date,
    /// Milliseconds since midnight, below 86,400,000; `None` when no time was given.
    pub time_ms: Option<u32>,
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date)?;
        if let Some(ms) = self.time_ms {
            f.write_str("T")?;
            write_time(f, u64::from(ms))?;
        }
        Ok(())
    }
}

/// Writes `HH:MM:SS[.mmm]`; hours may exceed 24 for durations.
pub(crate) fn write_time(f: &mut impl fmt::Write, ms: u64) -> fmt::Result {
    let seconds = ms / 1_000;
    write!(
        f,
        "{:02}:{:02}:{:02}",
        seconds / 3_600,
        seconds / 60 % 60,
        seconds % 60
    )?;
    if !ms.is_multiple_of(1_000) {
        write!(f, ".{:03}", ms % 1_000)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_round_trip_over_the_whole_range() {
        let first = Date::new(1900, 1, 1).unwrap().days();
        let last = Date::new(9999, 12, 31).unwrap().days();
        for days in first..=last {
            assert_eq!(Date::from_days(days).unwrap().days(), days);
        }
        assert_eq!(Date::from_days(last + 1), None);
        assert_eq!(Date::from_days(first - 1), None);
    }

    #[test]
    fn excel_serials() {
        let text = |serial, epoch| Date::from_excel_serial(serial, epoch).map(|d| d.to_string());
        assert_eq!(text(1, false).as_deref(), Some("1900-01-01"));
        assert_eq!(text(59, false).as_deref(), Some("1900-02-28"));
        assert_eq!(text(60, false), None);
        assert_eq!(text(61, false).as_deref(), Some("1900-03-01"));
        assert_eq!(text(45_943, false).as_deref(), Some("2025-10-13"));
        assert_eq!(text(2_958_465, false).as_deref(), Some("9999-12-31"));
        assert_eq!(text(2_958_466, false), None);
        assert_eq!(text(0, false), None);
        assert_eq!(text(-1, false), None);
        assert_eq!(text(0, true).as_deref(), Some("1904-01-01"));
        for serial in [1, 59, 61, 45_943] {
            assert_eq!(
                Date::from_excel_serial(serial, false)
                    .unwrap()
                    .excel_serial(),
                serial
            );
        }
    }
}
