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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parse(text: &str) -> Result<String, &'static str> {
        parse_date_time(text, &DateRules::default())
            .map(|d| d.to_string())
            .map_err(|e| e.code)
    }

    #[test]
    fn what_people_write() {
        let cases = [
            ("2024-01-05", "2024-01-05"),
            ("2024/1/5", "2024-01-05"),
            ("2024.1.5", "2024-01-05"),
            ("20240105", "2024-01-05"),
            ("2024年1月5日", "2024-01-05"),
            ("２０２４年０１月０５日 12时30分", "2024-01-05T12:30:00"),
            ("2023-02-12 21:32:14 ", "2023-02-12T21:32:14"),
            ("2023-02-12T21:32:14.5", "2023-02-12T21:32:14.500"),
            ("20230212213214", "2023-02-12T21:32:14"),
            ("2023-05-02     \t", "2023-05-02"),
            ("5-Jan-2024", "2024-01-05"),
            ("Jan 5, 2024", "2024-01-05"),
            ("2024-02-29 8:05", "2024-02-29T08:05:00"),
        ];
        for (text, expected) in cases {
            assert_eq!(parse(text).as_deref(), Ok(expected), "{text:?}");
        }
    }

    #[test]
    fn what_is_refused_and_why() {
        let cases = [
            ("", "date.empty"),
            ("2023-02-30", "date.no_such_day"),
            ("2023-02-29", "date.no_such_day"),
            ("0000-01-01", "date.no_such_day"),
            ("20231301", "date.no_such_day"),
            ("01/02/2024", "date.ambiguous_order"),
            ("25/12/2024", "date.ambiguous_order"),
            ("24-1-5", "date.two_digit_year"),
            ("240105", "date.two_digit_year"),
            ("01/03", "date.no_year"),
            ("2024-01-05 25:00", "date.bad_time"),
            ("2024-01-05T10:00:00Z", "date.time_zone"),
            ("2024-01-05T10:00:00+08:00", "date.time_zone"),
            ("45943", "date.not_a_date"),
            ("昨天", "date.not_a_date"),
            ("2024-", "date.not_a_date"),
        ];
        for (text, code) in cases {
            assert_eq!(parse(text), Err(code), "{text:?}");
        }
    }

    #[test]
    fn order_and_serials_only_when_told() {
        let told = |order| DateRules {
            order: Some(order),
            ..DateRules::default()
        };
        let day = parse_date("01/02/2024", &told(DateOrder::DayMonthYear)).unwrap();
        assert_eq!(day.to_string(), "2024-02-01");
        let month = parse_date("01/02/2024", &told(DateOrder::MonthDayYear)).unwrap();
        assert_eq!(month.to_string(), "2024-01-02");
        let serial = DateRules {
            serial: SerialRule::Epoch1900,
            ..DateRules::default()
        };
        assert_eq!(
            parse_date("45943", &serial).unwrap().to_string(),
            "2025-10-13"
        );
        assert_eq!(
            propose_date_order(["01/02/2024", "25/02/2024"]),
            Some(DateOrder::DayMonthYear)
        );
        assert_eq!(propose_date_order(["01/02/2024"]), None);
    }

    proptest! {
        #[test]
        fn print_then_parse(days in -25_000_i64..2_900_000, ms in 0_u32..86_400_000) {
            let date = Date::from_days(days).unwrap();
            let full = DateTime { date, time_ms: Some(ms) };
            prop_assert_eq!(parse_date_time(&full.to_string(), &DateRules::default()), Ok(full));
            let zh = format!("{}年{}月{}日", date.year(), date.month(), date.day());
            prop_assert_eq!(parse_date(&zh, &DateRules::default()), Ok(date));
        }

        #[test]
        fn never_panics(text in ".{0,40}", odd in "[0-9年月日时:/.T -]{0,24}") {
            let rules = DateRules { order: Some(DateOrder::DayMonthYear), serial: SerialRule::Epoch1900 };
            let _ = parse_date_time(&text, &rules);
            let _ = parse_date_time(&odd, &rules);
            let _ = propose_date_order([text.as_str(), odd.as_str()]);
        }
    }
}
