//! Values as people write them, leniently: what the strict readers refuse but a clerk understands.

use crate::amount::SCALE;
use chrono::NaiveDate;
use jieqing_formats::table::value::{
    DateOrder, DateRules, Number, SerialRule, fold_width, is_blank_mark, parse_amount, parse_date,
    parse_percent, propose_date_order,
};

/// An amount in ten-thousandths; digits beyond are rounded half up. `None` for no number.
pub(super) fn amount(text: &str) -> Option<i64> {
    plain(text).or_else(|| lenient(text))
}

/// The usual case without a detour: digits, at most four of them behind a point.
fn plain(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    let (negative, digits) = match bytes.split_first()? {
        (b'-', rest) => (true, rest),
        _ => (false, bytes),
    };
    if digits.is_empty() || digits.len() > 16 {
        return None;
    }
    let (mut value, mut point) = (0_i64, None::<u8>);
    for b in digits {
        match b {
            b'0'..=b'9' => {
                if let Some(places) = &mut point {
                    *places += 1;
                    if *places > SCALE {
                        return None;
                    }
                }
                value = value.checked_mul(10)?.checked_add(i64::from(b - b'0'))?;
            }
            b'.' if point.is_none() => point = Some(0),
            _ => return None,
        }
    }
    let value = value.checked_mul(10_i64.pow(u32::from(SCALE - point.unwrap_or(0))))?;
    Some(if negative { -value } else { value })
}

fn lenient(text: &str) -> Option<i64> {
    if is_blank_mark(text) {
        return None;
    }
    if let Ok(number) = parse_amount(text) {
        return scaled(&number, 0);
    }
    let folded: String = text.chars().map(fold_width).collect();
    let mut rest = folded.trim();
    let mut negative = false;
    let upper = rest.to_ascii_uppercase();
    for (mark, minus) in [("CR", true), ("DR", false), ("贷", true), ("借", false)] {
        if let Some(stripped) = upper
            .strip_suffix(mark)
            .or_else(|| upper.strip_prefix(mark))
        {
            let from = if upper.ends_with(mark) { 0 } else { mark.len() };
            rest = rest.get(from..from + stripped.len())?.trim();
            negative = minus;
            break;
        }
    }
    let (rest, power) = match rest.strip_suffix('元').unwrap_or(rest).strip_suffix('万') {
        Some(head) => (head, 4),
        None => (rest, 0),
    };
    let number = parse_amount(rest)
        .or_else(|error| match error.code {
            "amount.decimal_comma" => parse_amount(&continental(rest)),
            "amount.exponent" => exponent(rest).ok_or(error),
            "amount.trailing_text" => parse_amount(rest.split('(').next().unwrap_or_default()),
            "amount.grouping" if !rest.contains('.') || rest.contains(',') => {
                parse_amount(&regrouped(rest))
            }
            _ => Err(error),
        })
        .ok()?;
    let value = scaled(&number, power)?;
    Some(if negative {
        value.saturating_neg()
    } else {
        value
    })
}

/// `1.234,56` and `1234,56` with a point.
fn continental(text: &str) -> String {
    text.replace(['.', ' ', '\''], "").replace(',', ".")
}

/// Separators in the wrong places (`1,23,456.00`, `1.234.567,89`).
fn regrouped(text: &str) -> String {
    match (text.rfind(','), text.rfind('.')) {
        (Some(comma), Some(point)) if comma > point => continental(text),
        _ => text.replace([',', ' ', '\''], ""),
    }
}

/// `1.5E+3`, when all its digits are there.
fn exponent(text: &str) -> Option<Number> {
    let lower = text.to_ascii_lowercase();
    let (head, power) = lower.split_once('e')?;
    let power: i32 = power.parse().ok()?;
    let mut number = parse_amount(head).ok()?;
    let scale = i32::from(number.scale) - power;
    if scale < 0 {
        number.unscaled = number
            .unscaled
            .checked_mul(10_i128.checked_pow(u32::try_from(-scale).ok()?)?)?;
        number.scale = 0;
    } else {
        number.scale = u8::try_from(scale).ok()?;
    }
    Some(number)
}

/// `number × 10^power` in ten-thousandths.
fn scaled(number: &Number, power: u32) -> Option<i64> {
    let up = 10_i128.checked_pow(u32::from(SCALE) + power)?;
    let down = 10_i128.checked_pow(u32::from(number.scale))?;
    let value = jieqing_kernel::decimal::div_half_up(number.unscaled.checked_mul(up)?, down)?;
    i64::try_from(value).ok()
}

/// A tax rate in hundredths of a percent: `13%`, `0.13`, `13`.
pub(super) fn rate(text: &str) -> Option<u16> {
    let number = parse_percent(text).ok()?;
    let share = scaled(&number, 0)?;
    let share = if share >= crate::amount::ONE {
        share / 100
    } else {
        share
    };
    u16::try_from(share).ok().filter(|r| *r <= 5_000)
}

/// How the dates of a column are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dates {
    rules: DateRules,
    /// Year for dates without one.
    pub(super) year: Option<i32>,
}

impl Dates {
    /// Learns from the texts of a column.
    pub(super) fn learn<'a>(texts: impl Iterator<Item = &'a str> + Clone) -> Self {
        let order = propose_date_order(texts.clone()).or_else(|| narrower(texts.clone()));
        let rules = DateRules {
            order,
            serial: SerialRule::Epoch1900,
        };
        let mut dates = Self { rules, year: None };
        let mut years: Vec<i32> = texts
            .filter_map(|t| dates.read(t))
            .map(|d| chrono::Datelike::year(&d))
            .collect();
        years.sort_unstable();
        dates.year = years.get(years.len() / 2).copied();
        dates
    }

    /// The date of a text; `None` when there is none to be read.
    pub(super) fn read(&self, text: &str) -> Option<NaiveDate> {
        if let Some(date) = iso(text) {
            return Some(date);
        }
        match parse_date(text, &self.rules) {
            // Six digits are a serial of some far year, or a day of this century.
            Ok(date) => {
                civil(date.year(), date.month(), date.day()).or_else(|| self.two_digits(text))
            }
            Err(error) => match error.code {
                "date.two_digit_year" => self.two_digits(text),
                "date.no_year" => {
                    let year = self.year?;
                    let full = format!(
                        "{year}-{}",
                        text.trim().replace(['月', '/', '.'], "-").replace('日', "")
                    );
                    parse_date(&full, &self.rules)
                        .ok()
                        .and_then(|d| civil(d.year(), d.month(), d.day()))
                }
                "date.time_zone" => iso(text.get(..10)?),
                _ => None,
            },
        }
    }

    /// `24-1-5`, `5/1/24`, `240105`.
    fn two_digits(&self, text: &str) -> Option<NaiveDate> {
        let text: String = text.trim().chars().map(fold_width).collect();
        if text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit()) {
            let part = |at: usize| text.get(at..at + 2)?.parse::<u32>().ok();
            return NaiveDate::from_ymd_opt(2000 + part(0)?.cast_signed(), part(2)?, part(4)?);
        }
        let parts: Vec<u32> = text
            .split(['-', '/', '.', '年', '月', '日'])
            .filter(|p| !p.is_empty())
            .map(|p| p.trim().parse().ok())
            .collect::<Option<_>>()?;
        let [a, b, c] = parts.as_slice() else {
            return None;
        };
        let year = |y: u32| 2000 + y.cast_signed();
        let first = || NaiveDate::from_ymd_opt(year(*a), *b, *c);
        let last = || match self.rules.order {
            Some(DateOrder::MonthDayYear) => NaiveDate::from_ymd_opt(year(*c), *a, *b),
            _ => NaiveDate::from_ymd_opt(year(*c), *b, *a),
        };
        // The other dates of the column say which of the two is the year.
        let known = |y: u32| self.year.is_some_and(|known| (known - year(y)).abs() <= 1);
        if text.contains('年') || *a > 31 || known(*a) || !known(*c) {
            first()
        } else {
            last()
        }
    }
}

/// Of two orders the one whose dates lie closer together: a statement covers weeks, not a year.
fn narrower<'a>(texts: impl Iterator<Item = &'a str> + Clone) -> Option<DateOrder> {
    let span = |order: DateOrder| {
        let rules = DateRules {
            order: Some(order),
            serial: SerialRule::No,
        };
        let days: Vec<i64> = texts
            .clone()
            .filter_map(|t| parse_date(t, &rules).ok())
            .map(jieqing_formats::table::Date::days)
            .collect();
        Some((days.len(), days.iter().max()? - days.iter().min()?))
    };
    let day_first = span(DateOrder::DayMonthYear)?;
    let month_first = span(DateOrder::MonthDayYear)?;
    let better = (month_first.0, -month_first.1) > (day_first.0, -day_first.1);
    Some(if better {
        DateOrder::MonthDayYear
    } else {
        DateOrder::DayMonthYear
    })
}

/// `YYYY-MM-DD` at the beginning, and nothing or a time behind it.
fn iso(text: &str) -> Option<NaiveDate> {
    let b = text.as_bytes();
    if b.len() < 10 || b[4] != b'-' || b[7] != b'-' || b.get(10).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let number = |range: std::ops::Range<usize>| -> Option<u32> {
        b[range].iter().try_fold(0_u32, |n, d| {
            d.is_ascii_digit().then(|| n * 10 + u32::from(d - b'0'))
        })
    };
    civil(
        number(0..4)?.cast_signed(),
        u8::try_from(number(5..7)?).ok()?,
        u8::try_from(number(8..10)?).ok()?,
    )
}

fn civil(year: i32, month: u8, day: u8) -> Option<NaiveDate> {
    (1900..=2200)
        .contains(&year)
        .then(|| NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day)))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_as_people_write_them() {
        for (text, want) in [
            ("1234.5", Some(12_345_000)),
            ("-0.01", Some(-100)),
            ("￥1,234.50", Some(12_345_000)),
            ("(1,234.50)", Some(-12_345_000)),
            ("１２３４．５０元", Some(12_345_000)),
            ("1.234,56", Some(12_345_600)),
            ("1234,56", Some(12_345_600)),
            ("1,23,456.00", Some(1_234_560_000)),
            ("1.5万", Some(150_000_000)),
            ("1,500.00 CR", Some(-15_000_000)),
            ("$99", Some(990_000)),
            ("1.5E+3", Some(15_000_000)),
            ("33.333333333", Some(333_333)),
            ("-", None),
            ("无", None),
            ("INV-1", None),
        ] {
            assert_eq!(amount(text), want, "{text}");
        }
    }

    #[test]
    fn rates() {
        assert_eq!(rate("13%"), Some(1_300));
        assert_eq!(rate("0.13"), Some(1_300));
        assert_eq!(rate("13"), Some(1_300));
        assert_eq!(rate("1%"), Some(100));
        assert_eq!(rate("免税"), None);
    }

    #[test]
    fn dates_of_a_column() {
        let read = |column: &[&str]| -> Vec<String> {
            let dates = Dates::learn(column.iter().copied());
            column
                .iter()
                .map(|t| dates.read(t).map_or_else(|| "?".into(), |d| d.to_string()))
                .collect()
        };
        assert_eq!(
            read(&["2026-01-05", "2026年1月6日", "1月7日"]),
            ["2026-01-05", "2026-01-06", "2026-01-07"]
        );
        assert_eq!(
            read(&["13/01/2026", "05/01/2026"]),
            ["2026-01-13", "2026-01-05"]
        );
        assert_eq!(
            read(&["01/05/2026", "01/07/2026"]),
            ["2026-01-05", "2026-01-07"]
        );
        assert_eq!(
            read(&["26-1-5", "260106", "20260107", "46029"]),
            ["2026-01-05", "2026-01-06", "2026-01-07", "2026-01-07"]
        );
    }
}
