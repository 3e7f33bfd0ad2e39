//! Dates of files that do not tell the order of day and month.
//!
//! # Rule
//! The whole column decides: a part over 12 is a day; failing that, the order under which the dates
//! span the shorter time (a statement covers weeks, not years); failing that, the given default,
//! which is then marked as assumed. Two-digit years from 70 are 19xx. Dates without a year take it
//! from the stated period.

use crate::table::Date;
use crate::table::value::{DateRules, SerialRule, fold_width, parse_date};

/// How the dates of a column are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Days {
    month_first: bool,
    /// Two-digit years come first: `24-01-31`.
    year_first: bool,
    /// Nothing in the column tells the order.
    pub(crate) assumed: bool,
    /// Last day of the stated period, for dates without a year.
    period_end: Option<Date>,
}

impl Days {
    /// Looks at all dates of a column.
    pub(crate) fn of<'a>(
        samples: impl Iterator<Item = &'a str> + Clone,
        default_month_first: bool,
    ) -> Self {
        let parts = || samples.clone().filter_map(year_last);
        let mut this = Self {
            month_first: default_month_first,
            year_first: false,
            assumed: false,
            period_end: None,
        };
        let day_first = parts().any(|(a, _, _)| a > 12);
        let month_first = parts().any(|(_, b, _)| b > 12);
        match (day_first, month_first) {
            (true, false) => this.month_first = false,
            (false, true) => this.month_first = true,
            _ if parts().any(|(a, b, _)| a != b) => {
                let span = |swap: bool| {
                    let days = || {
                        parts().filter_map(|(a, b, year)| {
                            let (month, day) = if swap { (b, a) } else { (a, b) };
                            Date::new(year, month, day).map(Date::days)
                        })
                    };
                    Some(days().max()? - days().min()?)
                };
                match (span(false), span(true)) {
                    (Some(us), Some(eu)) if us * 3 < eu => this.month_first = true,
                    (Some(us), Some(eu)) if eu * 3 < us => this.month_first = false,
                    _ => this.assumed = true,
                }
            }
            _ => {}
        }
        this.year_first = two_digit_year_first(samples.clone(), &this);
        this.assumed &= !this.year_first;
        this
    }

    /// Dates without a year end with this day.
    pub(crate) fn until(mut self, end: Option<Date>) -> Self {
        self.period_end = end;
        self
    }

    /// One date; a time behind it is dropped.
    pub(crate) fn parse(&self, text: &str) -> Option<Date> {
        let text = text.trim();
        if let Some((a, b, year)) = year_last(text) {
            if self.year_first {
                let year = 2000 + i32::from(a);
                return Date::new(year, b, u8::try_from(year_of_two(text)?).ok()?);
            }
            let (month, day) = if self.month_first { (a, b) } else { (b, a) };
            return Date::new(year, month, day);
        }
        let rules = DateRules {
            order: None,
            serial: SerialRule::No,
        };
        if let Ok(date) = parse_date(text, &rules) {
            return Some(date);
        }
        // `2024-01-02-10.11.12.000000`, the time stamp of mainframes.
        if text.as_bytes().get(10) == Some(&b'-')
            && let Some(date) = text.get(..10).and_then(super::camt::iso_date)
        {
            return Some(date);
        }
        if let Some(date) = named_month(text) {
            return Some(date);
        }
        // A zone or an odd time: the date is what stands before it.
        let head = text.split([' ', 'T', '+']).next().unwrap_or_default();
        parse_date(head, &rules)
            .ok()
            .or_else(|| self.without_year(head))
            .or_else(|| serial(text))
    }

    /// `mm/dd` in the last twelve months of the period.
    fn without_year(&self, text: &str) -> Option<Date> {
        let end = self.period_end?;
        let (month, day) = text.split_once(['/', '-', '.', '月'])?;
        let month: u8 = month.trim().parse().ok()?;
        let day: u8 = day.trim().trim_end_matches('日').parse().ok()?;
        [end.year(), end.year() - 1]
            .into_iter()
            .filter_map(|year| Date::new(year, month, day))
            .find(|date| date.days() <= end.days())
    }
}

/// `24-01-31`: as years last the dates span many years, as years first a short time.
fn two_digit_year_first<'a>(samples: impl Iterator<Item = &'a str> + Clone, days: &Days) -> bool {
    let mut all = samples.clone().filter(|t| !t.trim().is_empty()).peekable();
    if all.peek().is_none() || !all.all(|t| year_of_two(t).is_some()) {
        return false;
    }
    let span = |read: &dyn Fn(&str) -> Option<Date>| -> Option<i64> {
        let found: Option<Vec<i64>> = samples
            .clone()
            .filter(|t| !t.trim().is_empty())
            .map(|t| read(t).map(|d| d.days()))
            .collect();
        let found = found?;
        Some(found.iter().max()? - found.iter().min()?)
    };
    let first = Days {
        year_first: true,
        ..*days
    };
    match (span(&|t| days.parse(t)), span(&|t| first.parse(t))) {
        (Some(last), Some(first)) => last > 366 && first * 3 < last,
        (None, Some(_)) => true,
        _ => false,
    }
}

/// The last of three two-digit parts.
fn year_of_two(text: &str) -> Option<i32> {
    let head = text.trim().split([' ', 'T']).next()?;
    let parts: Vec<&str> = head.split(['-', '/', '.']).collect();
    match parts.as_slice() {
        [a, b, c] if [a, b, c].iter().all(|p| p.len() == 2) => c.parse().ok(),
        _ => None,
    }
}

/// Months by their first letters in the languages of the banks' exports.
const MONTHS: &[(u8, &[&str])] = &[
    (1, &["jan", "ene", "gen", "sty"]),
    (2, &["feb", "fév", "fev", "lut"]),
    (3, &["mar", "mär", "mrz", "maa", "mrt"]),
    (4, &["apr", "avr", "abr", "kwi"]),
    (5, &["may", "mai", "mei", "mag", "maj"]),
    (6, &["jun", "juin", "giu", "cze"]),
    (7, &["jul", "juil", "lug", "lip"]),
    (8, &["aug", "aoû", "ago", "sie"]),
    (9, &["sep", "set", "wrz"]),
    (10, &["oct", "okt", "out", "ott", "paź"]),
    (11, &["nov", "lis"]),
    (12, &["dec", "dez", "déc", "dic", "gru"]),
];

/// `02-Jan-24`, `31. Dez. 2023`, `Jan 5, 2024`, `5 juin 2024 10:00`.
fn named_month(text: &str) -> Option<Date> {
    let mut words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty());
    let (a, b, year) = (words.next()?, words.next()?, words.next()?);
    let month_of = |word: &str| {
        let lower = word.to_lowercase();
        // The longest beginning decides: juin and juil before jun and jul.
        MONTHS
            .iter()
            .flat_map(|(month, names)| names.iter().map(move |n| (*month, *n)))
            .filter(|(_, name)| lower.starts_with(name))
            .max_by_key(|(_, name)| name.len())
            .map(|(month, _)| month)
    };
    let (month, day) = match (month_of(a), month_of(b)) {
        (Some(month), None) => (month, b),
        (None, Some(month)) => (month, a),
        _ => return None,
    };
    let number: i32 = year.parse().ok()?;
    let year = match year.len() {
        4 => number,
        2 => 2000 + number,
        _ => return None,
    };
    let digits = day.trim_end_matches(char::is_alphabetic);
    Date::new(year, month, digits.parse().ok()?)
}

/// An Excel day number of this century, with or without a time.
fn serial(text: &str) -> Option<Date> {
    let whole = text.split('.').next()?;
    let number: i64 = whole.parse().ok()?;
    (30_000..80_000)
        .contains(&number)
        .then(|| Date::from_excel_serial(number, false))
        .flatten()
}

/// The three numbers of a date whose year comes last: `6/12/15`, `1/ 1'01`, `15.12.2018`.
fn year_last(text: &str) -> Option<(u8, u8, i32)> {
    let folded: String = text.trim().chars().take(40).map(fold_width).collect();
    let date = folded.replace("/ ", "/").replace("' ", "'");
    let date = date.split([' ', 'T']).next()?;
    let mut parts = date.split(['/', '-', '.', '\'']);
    let (a, b, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || a.len() > 2 || b.len() > 2 {
        return None;
    }
    let number: i32 = year.parse().ok()?;
    let year = match year.len() {
        4 => number,
        2 if number >= 70 => 1900 + number,
        2 => 2000 + number,
        _ => return None,
    };
    // `24-01-05` with a first part over 31 cannot come here; `24/1/5` stays a two-digit year last.
    Some((a.trim().parse().ok()?, b.trim().parse().ok()?, year))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(samples: &[&str]) -> (Vec<String>, bool) {
        let days = Days::of(samples.iter().copied(), true);
        let dates = samples
            .iter()
            .map(|s| days.parse(s).map(|d| d.to_string()).unwrap_or_default())
            .collect();
        (dates, days.assumed)
    }

    #[test]
    fn the_column_tells_the_order() {
        assert_eq!(
            read(&["6/12/15", "6/13/15"]).0,
            ["2015-06-12", "2015-06-13"]
        );
        assert_eq!(
            read(&["12.06.2015", "13.06.2015"]).0,
            ["2015-06-12", "2015-06-13"]
        );
        assert_eq!(
            read(&["01/02/2024", "05/02/2024", "09/02/2024"]).0[2],
            "2024-02-09"
        );
        assert_eq!(
            read(&["2/10'2020", "1/ 1'01"]).0,
            ["2020-02-10", "2001-01-01"]
        );
        assert!(read(&["01/02/2024"]).1);
        assert!(!read(&["02/02/2024", "2024-01-02"]).1);
    }

    #[test]
    fn other_shapes() {
        let days = Days::of([].into_iter(), true).until(Date::new(2024, 1, 31));
        let read = |t: &str| days.parse(t).map(|d| d.to_string());
        assert_eq!(read("12/29").as_deref(), Some("2023-12-29"));
        assert_eq!(read("01/02").as_deref(), Some("2024-01-02"));
        assert_eq!(read("20240103").as_deref(), Some("2024-01-03"));
        assert_eq!(read("2024年1月3日 10:00").as_deref(), Some("2024-01-03"));
        assert_eq!(
            read("2023-09-25T08:20:00+02:00").as_deref(),
            Some("2023-09-25")
        );
        assert_eq!(read("45943").as_deref(), Some("2025-10-13"));
        assert_eq!(read("x"), None);
    }
}
