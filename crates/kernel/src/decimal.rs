//! Decimal text ↔ scaled integers, exactly.
//!
//! The wire and the files carry decimal text; memory and database carry `i64` scaled by a power of
//! ten. Nothing in between is a float.

/// Scale of quantities: `1.5` is `1_500_000`.
pub const QTY_SCALE: u8 = 6;
/// Scale of unit prices.
pub const PRICE_SCALE: u8 = 8;
/// Scale of tax rates, discounts and exchange rates: 13 % is `130_000_000`.
pub const RATE_SCALE: u8 = 9;

/// Why a text is not an exact decimal of the wanted scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DecimalError {
    /// Not `-?digits[.digits]` in ASCII.
    #[error("not a decimal number")]
    Malformed,
    /// More decimal places than the scale allows (trailing zeros are fine).
    #[error("too many decimal places")]
    TooPrecise,
    /// Does not fit.
    #[error("out of range")]
    OutOfRange,
}

/// Parses plain decimal text (`-12.5`) into an integer scaled by 10^`scale`.
///
/// # Errors
/// See [`DecimalError`]. Signs other than a leading `-`, exponents, separators and spaces are
/// malformed: lenient reading of human input belongs to `formats`.
pub fn parse_scaled(text: &str, scale: u8) -> Result<i64, DecimalError> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() || (digits.contains('.') && fraction.is_empty()) || digits.len() > 64 {
        return Err(DecimalError::Malformed);
    }
    if !whole
        .bytes()
        .chain(fraction.bytes())
        .all(|b| b.is_ascii_digit())
    {
        return Err(DecimalError::Malformed);
    }
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > usize::from(scale) {
        return Err(DecimalError::TooPrecise);
    }
    let mut value: i128 = 0;
    for b in whole.bytes().chain(fraction.bytes()) {
        value = value
            .checked_mul(10)
            .and_then(|v| v.checked_add(i128::from(b - b'0')))
            .ok_or(DecimalError::OutOfRange)?;
    }
    let missing = u32::from(scale) - u32::try_from(fraction.len()).unwrap_or(0);
    let value = 10_i128
        .checked_pow(missing)
        .and_then(|p| value.checked_mul(p))
        .ok_or(DecimalError::OutOfRange)?;
    i64::try_from(if negative { -value } else { value }).or(Err(DecimalError::OutOfRange))
}

/// Formats a scaled integer with exactly `scale` decimal places (`1050`, 2 → `10.50`).
#[must_use]
pub fn format_scaled(value: i64, scale: u8) -> String {
    let digits = value.unsigned_abs().to_string();
    let sign = if value < 0 { "-" } else { "" };
    if scale == 0 {
        return format!("{sign}{digits}");
    }
    let width = usize::from(scale) + 1;
    let padded = format!("{digits:0>width$}");
    let (whole, fraction) = padded.split_at(padded.len() - usize::from(scale));
    format!("{sign}{whole}.{fraction}")
}

/// Formats a scaled integer without trailing zeros (`1_500_000`, 6 → `1.5`).
#[must_use]
pub fn format_trimmed(value: i64, scale: u8) -> String {
    let text = format_scaled(value, scale);
    if scale == 0 {
        return text;
    }
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// `numerator / denominator` rounded half-up, away from zero (semantics: 四舍五入).
/// `None` when the denominator is zero.
#[must_use]
pub fn div_half_up(numerator: i128, denominator: i128) -> Option<i128> {
    if denominator == 0 {
        return None;
    }
    let negative = (numerator < 0) != (denominator < 0);
    let n = numerator.unsigned_abs();
    let d = denominator.unsigned_abs();
    let q = n / d;
    let q = if n % d >= d - n % d {
        q.checked_add(1)?
    } else {
        q
    };
    let q = i128::try_from(q).ok()?;
    Some(if negative { -q } else { q })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn refuses_what_people_paste() {
        for bad in [
            "", "-", ".5", "5.", "+5", " 1 ", "1,000.00", "１０", "0x10", "1e10", "Infinity", "NaN",
        ] {
            assert_eq!(parse_scaled(bad, 2), Err(DecimalError::Malformed), "{bad}");
        }
        assert_eq!(parse_scaled("1.005", 2), Err(DecimalError::TooPrecise));
        assert_eq!(parse_scaled("1.500", 1), Ok(15));
        assert_eq!(
            parse_scaled("99999999999999999999", 2),
            Err(DecimalError::OutOfRange)
        );
    }

    #[test]
    fn rounds_half_away_from_zero() {
        for (n, d, want) in [
            (5, 10, 1),
            (-5, 10, -1),
            (4, 10, 0),
            (25, 10, 3),
            (-25, 10, -3),
            (7, 2, 4),
        ] {
            assert_eq!(div_half_up(n, d), Some(want), "{n}/{d}");
        }
        assert_eq!(div_half_up(1, 0), None);
    }

    proptest! {
        #[test]
        fn text_round_trips(v in any::<i64>(), scale in 0u8..10) {
            prop_assert_eq!(parse_scaled(&format_scaled(v, scale), scale), Ok(v));
            prop_assert_eq!(parse_scaled(&format_trimmed(v, scale), scale), Ok(v));
        }
    }
}
