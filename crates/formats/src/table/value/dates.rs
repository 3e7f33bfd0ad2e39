//! Dates as people and banks write them.

use super::{ValueError, fold_width, is_blank_mark};
use crate::table::date::{Date, DateTime};

/// Order of a date whose year comes last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateOrder {
    /// 31/12/2024.
    DayMonthYear,
    /// 12/31/2024.
    MonthDayYear,
}

/// Whether a bare number is an Excel day number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum SerialRule {
    /// It is not.
    #[default]
    No,
    /// Yes, 1900 system.
    Epoch1900,
    /// Yes, 1904 system.
    Epoch1904,
}

/// What may be assumed about dates in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct DateRules {
    /// Order of dates with the year last; `None` refuses them.
    pub order: Option<DateOrder>,
    /// Excel day numbers.
    pub serial: SerialRule,
}

/// Parses a date; a time of day behind it is checked and dropped.
///
/// # Errors
/// See [`parse_date_time`].
pub fn parse_date(text: &str, rules: &DateRules) -> Result<Date, ValueError> {
    parse_date_time(text, rules).map(|d| d.date)
}

/// Parses a date with an optional time of day.
///
/// Accepts `2024-1-5`, `2024/01/05`, `2024.1.5`, `20240105`, `2024年1月5日`, `5-Jan-2024`,
/// with `12:30`, `12:30:15[.123]`, `T…`, `12时30分15秒`, `20240105123015`.
///
/// # Errors
/// `date.empty`, `date.ambiguous_order` (year last, order not told), `date.two_digit_year`,
/// `date.no_year`, `date.no_such_day`, `date.bad_time`, `date.time_zone`, `date.not_a_date`.
pub fn parse_date_time(text: &str, rules: &DateRules) -> Result<DateTime, ValueError> {
    let fail = |code| ValueError::new(code, text);
    if is_blank_mark(text) {
        return Err(fail("date.empty"));
    }
    if text.len() > 100 {
        return Err(fail("date.not_a_date"));
    }
    let folded: String = text
        .chars()
        .filter(|c| *c != '\u{feff}')
        .map(fold_width)
        .collect();
    let folded = folded.trim();
    if folded.bytes().all(|b| b.is_ascii_digit()) {
        return compact(folded, rules).map_err(fail);
    }
    let (date, time) = split_time(folded);
    let date = calendar_date(date.trim(), rules).map_err(fail)?;
    let time_ms = match time.trim() {
        "" => None,
        time => Some(time_of_day(time).map_err(fail)?),
    };
    Ok(DateTime { date, time_ms })
}

/// Digits only: `yyyymmdd`, `yyyymmddHHMMSS`, or an Excel day number.
fn compact(digits: &str, rules: &DateRules) -> Result<DateTime, &'static str> {
    let part = |from: usize, to: usize| -> Option<u32> { digits.get(from..to)?.parse().ok() };
    let ymd = || -> Option<Date> {
        Date::new(
            part(0, 4)?.cast_signed(),
            u8::try_from(part(4, 6)?).ok()?,
            u8::try_from(part(6, 8)?).ok()?,
        )
    };
    match (digits.len(), rules.serial) {
        (8, _) => Ok(DateTime {
            date: ymd().ok_or("date.no_such_day")?,
            time_ms: None,
        }),
        (14, _) => {
            let date = ymd().ok_or("date.no_such_day")?;
            let read = || Some((part(8, 10)?, part(10, 12)?, part(12, 14)?));
            let (h, m, s) = read().ok_or("date.bad_time")?;
            Ok(DateTime {
                date,
                time_ms: Some(clock(h, m, s, 0)?),
            })
        }
        (1..=7, SerialRule::Epoch1900 | SerialRule::Epoch1904) => {
            let serial = digits.parse().ok().ok_or("date.not_a_date")?;
            let date = Date::from_excel_serial(serial, rules.serial == SerialRule::Epoch1904)
                .ok_or("date.no_such_day")?;
            Ok(DateTime {
                date,
                time_ms: None,
            })
        }
        (6, SerialRule::No) => Err("date.two_digit_year"),
        _ => Err("date.not_a_date"),
    }
}

/// Splits at the `T`, the blank or the 日 between date and time.
fn split_time(text: &str) -> (&str, &str) {
    if let Some(at) = text.find(['日', '号']) {
        let after = at + '日'.len_utf8();
        return (
            text.get(..at).unwrap_or(text),
            text.get(after..).unwrap_or_default(),
        );
    }
    // A time holds a colon; the date ends at the last blank or T before it.
    if let Some(colon) = text.find(':') {
        let head = text.get(..colon).unwrap_or_default();
        if let Some(at) = head.rfind([' ', 'T']) {
            return (
                text.get(..at).unwrap_or_default(),
                text.get(at + 1..).unwrap_or_default(),
            );
        }
    }
    (text, "")
}

fn calendar_date(text: &str, rules: &DateRules) -> Result<Date, &'static str> {
    if let Some(date) = month_name(text) {
        return date;
    }
    let replaced = text.replace(['年', '月'], "-");
    let parts: Vec<&str> = replaced
        .trim_end_matches('-')
        .split(['-', '/', '.'])
        .map(str::trim)
        .collect();
    let numeric = |p: &&str| !p.is_empty() && p.len() <= 4 && p.bytes().all(|b| b.is_ascii_digit());
    if !parts.iter().all(numeric) {
        return Err("date.not_a_date");
    }
    let number = |p: &str| p.parse::<u16>().unwrap_or(0);
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 => make(number(year), number(month), number(day)),
        [a, b, year] if year.len() == 4 && a.len() <= 2 && b.len() <= 2 => match rules.order {
            Some(DateOrder::DayMonthYear) => make(number(year), number(b), number(a)),
            Some(DateOrder::MonthDayYear) => make(number(year), number(a), number(b)),
            None => Err("date.ambiguous_order"),
        },
        [_, _, _] => Err("date.two_digit_year"),
        [_, _] => Err("date.no_year"),
        _ => Err("date.not_a_date"),
    }
}

fn make(year: u16, month: u16, day: u16) -> Result<Date, &'static str> {
    let small = |n| u8::try_from(n).ok().ok_or("date.no_such_day");
    Date::new(i32::from(year), small(month)?, small(day)?).ok_or("date.no_such_day")
}

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// `5-Jan-2024`, `5 January 2024`, `Jan 5, 2024`; `None` when no month name is in the text.
fn month_name(text: &str) -> Option<Result<Date, &'static str>> {
    let words: Vec<&str> = text
        .split([' ', '-', '/', ',', '.'])
        .filter(|w| !w.is_empty())
        .collect();
    let [a, b, year] = words.as_slice() else {
        return None;
    };
    let month_of = |word: &str| {
        let head = word.get(..3)?.to_ascii_lowercase();
        let letters = word.bytes().all(|b| b.is_ascii_alphabetic());
        MONTHS.iter().position(|m| letters && *m == head)
    };
    let (month, day) = match (month_of(a), month_of(b)) {
        (Some(month), None) => (month, b),
        (None, Some(month)) => (month, a),
        _ => return None,
    };
    if year.len() != 4 {
        return Some(Err("date.two_digit_year"));
    }
    let (Ok(year), Ok(day)) = (year.parse(), day.parse()) else {
        return Some(Err("date.not_a_date"));
    };
    Some(make(year, u16::try_from(month + 1).unwrap_or(0), day))
}

fn time_of_day(text: &str) -> Result<u32, &'static str> {
    let zone = text.ends_with('Z') || text.rfind(['+', '-']).is_some_and(|at| at > 0);
    if zone {
        return Err("date.time_zone");
    }
    let replaced = text.replace(['时', '点', '分'], ":").replace('秒', "");
    let parts: Vec<&str> = replaced
        .trim_end_matches(':')
        .split(':')
        .map(str::trim)
        .collect();
    let number = |p: &str| -> Result<u32, &'static str> {
        if (1..=2).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()) {
            p.parse().ok().ok_or("date.bad_time")
        } else {
            Err("date.bad_time")
        }
    };
    match parts.as_slice() {
        [h] if text.contains(['时', '点']) => clock(number(h)?, 0, 0, 0),
        [h, m] => clock(number(h)?, number(m)?, 0, 0),
        [h, m, s] => {
            let (s, fraction) = s.split_once('.').unwrap_or((s, ""));
            if !fraction.bytes().all(|b| b.is_ascii_digit()) || fraction.len() > 9 {
                return Err("date.bad_time");
            }
            let ms = fraction.bytes().chain(std::iter::repeat(b'0')).take(3);
            let ms = ms.fold(0, |ms, b| ms * 10 + u32::from(b - b'0'));
            clock(number(h)?, number(m)?, number(s)?, ms)
        }
        _ => Err("date.bad_time"),
    }
}

fn clock(h: u32, m: u32, s: u32, ms: u32) -> Result<u32, &'static str> {
    if h > 23 || m > 59 || s > 59 {
        return Err("date.bad_time");
    }
    Ok(((h * 60 + m) * 60 + s) * 1_000 + ms)
}

/// The order that a column of dates with the year last must have, if one of them tells it.
#[must_use]
pub fn propose_date_order<'a>(samples: impl IntoIterator<Item = &'a str>) -> Option<DateOrder> {
    let mut day_first = false;
    let mut month_first = false;
    for sample in samples {
        let (date, _) = split_time(sample.trim());
        let parts: Vec<u32> = date
            .trim()
            .split(['-', '/', '.'])
            .filter_map(|p| p.trim().parse().ok())
            .collect();
        if let [a, b, year] = parts.as_slice()
            && *year >= 1_900
        {
            day_first |= *a > 12 && *b <= 12;
            month_first |= *b > 12 && *a <= 12;
        }
    }
    match (day_first, month_first) {
        (true, false) => Some(DateOrder::DayMonthYear),
        (false, true) => Some(DateOrder::MonthDayYear),
        _ => None,
    }
}
