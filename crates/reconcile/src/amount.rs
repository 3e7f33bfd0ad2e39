//! Amounts of files: integers of one ten-thousandth, so that prices times quantities and currencies
//! with three decimals keep their digits.

/// Decimals of every amount, quantity and rate in this crate.
pub const SCALE: u8 = 4;
/// One unit of currency.
pub const ONE: i64 = 10_000;
/// Less than half a cent is no difference.
pub const NOISE: i64 = 49;

/// Decimal text with two decimals, or up to four where they are needed: `1234.50`, `0.125`.
#[must_use]
pub fn text(value: i64) -> String {
    let mut text = jieqing_kernel::decimal::format_scaled(value, SCALE);
    for _ in 0..2 {
        if text.ends_with('0') {
            text.pop();
        }
    }
    text
}

/// The same with thousands separators, for people.
#[must_use]
pub fn grouped(value: i64) -> String {
    let plain = text(value);
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", plain.as_str()),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "00"));
    let mut out = String::with_capacity(plain.len() + 6);
    for (at, c) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(c);
    }
    format!("{sign}{out}.{fraction}")
}

/// Sum without a limit on the way; what does not fit ends at the edge of the range.
#[must_use]
pub fn sum(values: impl IntoIterator<Item = i64>) -> i64 {
    let all: i128 = values.into_iter().map(i128::from).sum();
    i64::try_from(all).unwrap_or(if all < 0 { i64::MIN } else { i64::MAX })
}

/// `value × (1 + rate)` rounded to the cent; the rate in hundredths of a percent.
#[must_use]
pub fn with_tax(value: i64, rate: u16) -> i64 {
    scaled(value, 10_000 + i128::from(rate), 10_000)
}

/// `value × of / base` rounded to the cent.
#[must_use]
pub fn scaled(value: i64, of: i128, base: i128) -> i64 {
    let cents = jieqing_kernel::decimal::div_half_up(i128::from(value) * of, base * 100);
    cents
        .and_then(|c| i64::try_from(c * 100).ok())
        .unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts() {
        assert_eq!(text(12_345_000), "1234.50");
        assert_eq!(text(1_250), "0.125");
        assert_eq!(text(-5), "-0.0005");
        assert_eq!(grouped(-12_345_678_900), "-1,234,567.89");
        assert_eq!(grouped(1_000_000), "100.00");
    }

    #[test]
    fn tax_is_rounded_to_the_cent() {
        assert_eq!(with_tax(10_000_000, 1_300), 11_300_000);
        assert_eq!(with_tax(884_956 * 10, 1_300), 10_000_000);
        assert_eq!(sum([i64::MAX, 1]), i64::MAX);
    }
}
