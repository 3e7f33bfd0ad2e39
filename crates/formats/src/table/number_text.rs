//! Float cells of workbooks as exact decimal text, and date serials as ISO text.
//!
//! # Invariants
//! - No float arithmetic: the shortest text that reads back as the same float is taken and worked
//!   on as decimal digits.
//! - Binary noise goes (0.30000000000000004 → 0.3): more than 15 digits are rounded to the 15 that
//!   Excel shows, and what then lies within 10^-9 of a shorter number becomes it. Anything else is
//!   kept as it is.

use super::date::{Date, DateTime, write_time};

/// Excel shows at most this many significant digits.
const EXCEL_DIGITS: usize = 15;

/// A decimal number as digits: value = ± 0.d1d2d3… × 10^point.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Digits {
    negative: bool,
    digits: Vec<u8>,
    point: i32,
}

impl Digits {
    /// From Rust's `{:e}` form, which is the shortest that reads back the same.
    fn from_scientific(text: &str) -> Option<Self> {
        let (mantissa, exponent) = text.split_once('e')?;
        let exponent: i32 = exponent.parse().ok()?;
        let negative = mantissa.starts_with('-');
        let digits: Vec<u8> = mantissa
            .bytes()
            .filter(u8::is_ascii_digit)
            .map(|b| b - b'0')
            .collect();
        let mut number = Self {
            negative,
            digits,
            point: exponent + 1,
        };
        number.trim();
        Some(number)
    }

    fn trim(&mut self) {
        while self.digits.last() == Some(&0) {
            self.digits.pop();
        }
        let zeros = self.digits.iter().take_while(|d| **d == 0).count();
        self.digits.drain(..zeros);
        self.point -= i32::try_from(zeros).unwrap_or(0);
        if self.digits.is_empty() {
            self.point = 0;
            self.negative = false;
        }
    }

    /// Keeps the first `keep` digits, rounding half up by magnitude.
    fn rounded(&self, keep: usize) -> Self {
        let mut out = self.clone();
        if keep >= out.digits.len() {
            return out;
        }
        let up = out.digits.get(keep).is_some_and(|d| *d >= 5);
        out.digits.truncate(keep);
        if up {
            let mut carried = true;
            for digit in out.digits.iter_mut().rev() {
                if *digit == 9 {
                    *digit = 0;
                } else {
                    *digit += 1;
                    carried = false;
                    break;
                }
            }
            if carried {
                out.digits.insert(0, 1);
                out.point += 1;
            }
        }
        out.trim();
        out
    }

    fn fraction_digits(&self) -> usize {
        let whole = self.point;
        usize::try_from(i64::try_from(self.digits.len()).unwrap_or(0) - i64::from(whole))
            .unwrap_or(0)
    }

    /// Rounds to 8 decimals or fewer when the number lies within 10^-9 of that.
    fn without_noise(self) -> Self {
        if self.digits.len() < EXCEL_DIGITS - 1 || self.fraction_digits() <= 9 {
            return self;
        }
        for decimals in 0..=8_i32 {
            let Ok(keep) = usize::try_from(self.point + decimals) else {
                continue;
            };
            // Within 10^-9 means: the digits between `decimals` and the ninth are all 0 or all 9.
            let Ok(ninth) = usize::try_from(self.point + 9) else {
                continue;
            };
            let gap: Vec<u8> = self.digits.iter().copied().take(ninth).skip(keep).collect();
            if gap.is_empty() {
                continue;
            }
            if gap.iter().all(|d| *d == 0) || gap.iter().all(|d| *d == 9) {
                let rounded = self.rounded(keep);
                return if rounded.digits.is_empty() {
                    self
                } else {
                    rounded
                };
            }
        }
        self
    }

    fn to_text(&self) -> String {
        if self.digits.is_empty() {
            return "0".to_owned();
        }
        let mut out = String::new();
        if self.negative {
            out.push('-');
        }
        let digit = |d: &u8| char::from(b'0' + d);
        match usize::try_from(self.point) {
            Ok(point) if point > 0 => {
                out.extend(self.digits.iter().take(point).map(digit));
                out.extend(std::iter::repeat_n(
                    '0',
                    point.saturating_sub(self.digits.len()),
                ));
                if self.digits.len() > point {
                    out.push('.');
                    out.extend(self.digits.iter().skip(point).map(digit));
                }
            }
            _ => {
                out.push_str("0.");
                out.extend(std::iter::repeat_n('0', self.point.unsigned_abs() as usize));
                out.extend(self.digits.iter().map(digit));
            }
        }
        out
    }
}

/// Exact decimal text of a float cell; `None` for NaN and infinities.
pub(crate) fn float_text(value: f64) -> Option<String> {
    if !value.is_finite() {
        return None;
    }
    if let Some(text) = plain_text(value) {
        return Some(text);
    }
    let mut number = Digits::from_scientific(&format!("{value:e}"))?;
    if number.digits.len() > EXCEL_DIGITS {
        number = number.rounded(EXCEL_DIGITS);
    }
    Some(number.without_noise().to_text())
}

/// The usual case without work on digits: whole numbers, and numbers short enough to hold no noise.
fn plain_text(value: f64) -> Option<String> {
    if let Some(whole) = whole(value) {
        return Some(whole.to_string());
    }
    if !(1e-5..1e15).contains(&value.abs()) {
        return None;
    }
    let text = value.to_string();
    // A sign, a point and a leading zero may come on top of the digits.
    (text.len() < EXCEL_DIGITS - 1).then_some(text)
}

/// The value as an integer when it is one of at most 15 digits.
fn whole(value: f64) -> Option<i64> {
    if value.abs() >= 1e15 {
        return None;
    }
    let whole = value as i64;
    (whole as f64 == value).then_some(whole)
}

/// A date serial as text, or why it is not a date.
pub(crate) enum Serial {
    /// ISO date or date with time.
    Date(String),
    /// A time of day or a duration.
    Time(String),
    /// Not a date.
    Bad(String),
}

/// The date or duration of a serial number.
pub(crate) fn serial_text(value: f64, duration: bool, epoch_1904: bool) -> Serial {
    let Some(ms) = serial_ms(value) else {
        return Serial::Bad(float_text(value).unwrap_or_else(|| "NaN".to_owned()));
    };
    let bad = || Serial::Bad(float_text(value).unwrap_or_default());
    let Ok(ms) = u64::try_from(ms) else {
        return bad();
    };
    let days = ms / 86_400_000;
    let time = ms % 86_400_000;
    if duration || (days == 0 && time > 0 && !epoch_1904) {
        let mut text = String::new();
        return match write_time(&mut text, ms) {
            Ok(()) => Serial::Time(text),
            Err(_) => bad(),
        };
    }
    match Date::from_excel_serial(i64::try_from(days).unwrap_or(i64::MAX), epoch_1904) {
        Some(date) => {
            let time_ms = u32::try_from(time).ok().filter(|ms| *ms > 0);
            Serial::Date(DateTime { date, time_ms }.to_string())
        }
        None => bad(),
    }
}

/// Serial days as whole milliseconds, by decimal digits; `None` out of any date's range.
fn serial_ms(value: f64) -> Option<i128> {
    if !value.is_finite() {
        return None;
    }
    if let Some(days) = whole(value) {
        return (days.abs() < 100_000_000).then(|| i128::from(days) * 86_400_000);
    }
    let number = Digits::from_scientific(&format!("{value:e}"))?;
    if number.point > 8 {
        return None;
    }
    // Value × 10^12 as an integer, then × 86,400,000 / 10^12, rounded half up.
    let mut scaled: i128 = 0;
    for i in 0..number.point + 12 {
        let digit = usize::try_from(i)
            .ok()
            .and_then(|i| number.digits.get(i))
            .copied()
            .unwrap_or(0);
        scaled = scaled * 10 + i128::from(digit);
    }
    let ms = (scaled * 86_400_000 + 500_000_000_000) / 1_000_000_000_000;
    Some(if number.negative && ms > 0 { -ms } else { ms })
}

#[cfg(test)]
#[expect(clippy::float_arithmetic, reason = "compares floats with their text")]
mod tests {
    use super::*;

    #[test]
    fn float_noise_goes_and_real_digits_stay() {
        let cases = [
            (0.300_000_000_000_000_04, "0.3"),
            (1.1, "1.1"),
            (-1_234.560_000_000_000_1, "-1234.56"),
            (99.999_999_999_999_86, "100"),
            (0.0, "0"),
            (-0.0, "0"),
            (1e-10, "0.0000000001"),
            (0.333_333_333_333_333_3, "0.333333333333333"),
            (123_456_789_012_345_680.0, "123456789012346000"),
            (1e20, "100000000000000000000"),
            (45_943.541, "45943.541"),
            (2.5e-3, "0.0025"),
            (2.300_000_000_000_000_3, "2.3"),
            (0.123_456_789_012, "0.123456789012"),
        ];
        for (value, text) in cases {
            assert_eq!(float_text(value).as_deref(), Some(text));
        }
        assert_eq!(float_text(f64::NAN), None);
        assert_eq!(float_text(f64::INFINITY), None);
    }

    proptest::proptest! {
        #[test]
        fn short_decimals_come_back_as_typed(unscaled in -99_999_999_999_i64..99_999_999_999, scale in 0_u8..7) {
            let number = crate::table::value::Number { unscaled: unscaled.into(), scale, currency: None };
            let typed = number.to_string();
            let value: f64 = typed.parse().unwrap();
            let shown = float_text(value).unwrap();
            let same = if typed.contains('.') {
                typed.trim_end_matches('0').trim_end_matches('.').to_owned()
            } else {
                typed
            };
            proptest::prop_assert_eq!(shown, if same == "-0" { "0".to_owned() } else { same });
        }

        #[test]
        fn any_float_has_text_that_reads_back(value in proptest::num::f64::NORMAL) {
            let text = float_text(value).unwrap();
            proptest::prop_assert!(!text.contains('e'));
            let back: f64 = text.parse().unwrap();
            let near = (back - value).abs() <= value.abs() * 1e-14 || (back - value).abs() <= 1e-9;
            proptest::prop_assert!(near, "{} {}", value, text);
        }
    }

    #[test]
    fn serials_become_dates_or_say_no() {
        let date = |v, e| match serial_text(v, false, e) {
            Serial::Date(t) => t,
            Serial::Time(t) => format!("time {t}"),
            Serial::Bad(t) => format!("bad {t}"),
        };
        assert_eq!(date(45_943.541, false), "2025-10-13T12:59:02.400");
        assert_eq!(date(45_943.0, false), "2025-10-13");
        assert_eq!(date(0.5, false), "time 12:00:00");
        assert_eq!(date(0.0, false), "bad 0");
        assert_eq!(date(-1.0, false), "bad -1");
        assert_eq!(date(60.0, false), "bad 60");
        assert_eq!(date(2_958_466.0, false), "bad 2958466");
        assert_eq!(date(1e20, false), "bad 100000000000000000000");
        assert_eq!(date(0.0, true), "1904-01-01");
        assert_eq!(date(41_235.458_333_333_336, false), "2012-11-22T11:00:00");
    }
}
