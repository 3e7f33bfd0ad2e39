//! Amounts, dates and currencies of a cell: the plain shapes quickly, then those that people write.

use jieqing_formats::table::value::{DateRules, parse_amount, parse_date};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::decimal::parse_scaled;

/// Minor units; `None` for an empty cell.
pub(super) fn amount(text: &str, currency: Currency) -> Result<Option<i64>, String> {
    let text = trim(text);
    if text.is_empty() {
        return Ok(None);
    }
    let exponent = currency.exponent();
    if let Some(minor) = plain_amount(text.as_bytes(), exponent) {
        return Ok(Some(minor));
    }
    if let Ok(minor) = parse_scaled(text, exponent) {
        return Ok(Some(minor));
    }
    let number = parse_amount(text).map_err(|e| e.to_string())?;
    let minor = number.to_scaled(exponent);
    minor.map(Some).map_err(|e| e.to_string())
}

/// `-123.45` with no more places than the currency has and at most 17 digits.
fn plain_amount(text: &[u8], exponent: u8) -> Option<i64> {
    let (negative, digits) = match text.split_first()? {
        (b'-', rest) => (true, rest),
        _ => (false, text),
    };
    let mut value = 0_i64;
    let mut places: Option<u8> = None;
    if digits.len() > 16 || !digits.first()?.is_ascii_digit() || !digits.last()?.is_ascii_digit() {
        return None;
    }
    for byte in digits {
        match byte {
            b'0'..=b'9' => {
                value = value * 10 + i64::from(byte - b'0');
                places = places.map(|p| p + 1);
            }
            b'.' if places.is_none() => places = Some(0),
            _ => return None,
        }
    }
    let missing = exponent.checked_sub(places.unwrap_or(0))?;
    let value = value.checked_mul(10_i64.checked_pow(missing.into())?)?;
    Some(if negative { -value } else { value })
}

/// `2025-01-31` first, then the shapes people write; `None` for an empty cell.
pub(super) fn date(text: &str, rules: &DateRules) -> Result<Option<Date>, String> {
    let text = trim(text);
    if text.is_empty() {
        return Ok(None);
    }
    if let Some(date) = plain_date(text.as_bytes()) {
        return Ok(Some(date));
    }
    let date = parse_date(text, rules).map_err(|e| e.to_string())?;
    Date::from_ymd_opt(date.year(), date.month().into(), date.day().into())
        .map(Some)
        .ok_or_else(|| format!("{text:?} is no date"))
}

/// Whether a date needs no rule to be read.
pub(super) fn is_plain_date(text: &str) -> bool {
    plain_date(trim(text).as_bytes()).is_some()
}

fn plain_date(text: &[u8]) -> Option<Date> {
    let &[a, b, c, d, b'-', e, f, b'-', g, h] = text else {
        return None;
    };
    let digits = |all: &[u8]| {
        all.iter().try_fold(0_u32, |n, b| {
            b.is_ascii_digit().then(|| n * 10 + u32::from(b - b'0'))
        })
    };
    let year = i32::try_from(digits(&[a, b, c, d])?).ok()?;
    Date::from_ymd_opt(year, digits(&[e, f])?, digits(&[g, h])?)
}

/// Without blanks around it.
pub(super) fn trim(text: &str) -> &str {
    let plain = |b: Option<&u8>| b.is_some_and(u8::is_ascii_graphic);
    let bytes = text.as_bytes();
    if plain(bytes.first()) && plain(bytes.last()) {
        return text;
    }
    text.trim()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jieqing_formats::table::value::DateOrder;

    #[test]
    fn reads_amounts_exactly() {
        let cny = |text| amount(text, Currency::CNY);
        assert_eq!(cny("1234.50"), Ok(Some(123_450)));
        assert_eq!(cny("-7"), Ok(Some(-700)));
        assert_eq!(cny("12.5"), Ok(Some(1_250)));
        assert_eq!(cny("12.500"), Ok(Some(1_250)));
        assert_eq!(cny("￥1,234.50"), Ok(Some(123_450)));
        assert_eq!(cny("(15.00)"), Ok(Some(-1_500)));
        assert_eq!(cny(" "), Ok(None));
        assert!(cny("12.345").is_err());
        assert!(cny("ten").is_err());

        assert_eq!(amount("1500", "JPY".parse().unwrap()), Ok(Some(1_500)));
    }

    #[test]
    fn reads_dates_as_people_write_them() {
        let rules = DateRules {
            order: Some(DateOrder::DayMonthYear),
            ..DateRules::default()
        };
        let day = Date::from_ymd_opt(2025, 2, 28);
        for text in [
            "2025-02-28",
            "2025/2/28",
            "20250228",
            "28/02/2025",
            "2025年2月28日",
        ] {
            assert_eq!(date(text, &rules), Ok(day), "{text}");
        }
        assert_eq!(date("", &rules), Ok(None));
        assert!(date("2025-02-30", &rules).is_err());
    }
}
