//! Money: an amount in minor units of one currency. Checked arithmetic only.

use crate::currency::Currency;
use crate::decimal::{DecimalError, div_half_up, format_scaled, parse_scaled};
use crate::error::Error;
use std::fmt;

/// Largest absolute amount we accept, in minor units (reliability.md L13).
pub const MAX_MINOR: i64 = 1_000_000_000_000_000;

/// An amount in the minor unit of its currency (分 for CNY).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    /// Minor units, signed.
    pub minor: i64,
    /// The currency.
    pub currency: Currency,
}

impl Money {
    /// `minor` minor units of `currency`.
    #[must_use]
    pub fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing of `currency`.
    #[must_use]
    pub fn zero(currency: Currency) -> Self {
        Self { minor: 0, currency }
    }

    /// Parses decimal text such as `1234.50`.
    ///
    /// # Errors
    /// [`DecimalError`]; more places than the currency has is `TooPrecise`, more than
    /// [`MAX_MINOR`] is `OutOfRange`.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, DecimalError> {
        let minor = parse_scaled(text, currency.exponent())?;
        if minor.abs() > MAX_MINOR {
            return Err(DecimalError::OutOfRange);
        }
        Ok(Self { minor, currency })
    }

    /// Sum. `None` on overflow or when the currencies differ.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        (self.currency == other.currency)
            .then(|| self.minor.checked_add(other.minor))
            .flatten()
            .map(|minor| Self { minor, ..self })
    }

    /// Difference. `None` on overflow or when the currencies differ.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.checked_add(Self {
            minor: other.minor.checked_neg()?,
            ..other
        })
    }

    /// Decimal text with the currency's places, e.g. `1234.50`.
    #[must_use]
    pub fn text(self) -> String {
        format_scaled(self.minor, self.currency.exponent())
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.text(), self.currency)
    }
}
impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Adds minor-unit amounts; overflow is a bug, not a wrap.
///
/// # Errors
/// [`Error::Bug`] on overflow.
pub fn add(a: i64, b: i64) -> Result<i64, Error> {
    a.checked_add(b)
        .ok_or_else(|| Error::bug("amount overflow"))
}

/// Subtracts minor-unit amounts.
///
/// # Errors
/// [`Error::Bug`] on overflow.
pub fn sub(a: i64, b: i64) -> Result<i64, Error> {
    a.checked_sub(b)
        .ok_or_else(|| Error::bug("amount overflow"))
}

/// Sums minor-unit amounts.
///
/// # Errors
/// [`Error::Bug`] on overflow.
pub fn sum(amounts: impl IntoIterator<Item = i64>) -> Result<i64, Error> {
    let total: i128 = amounts.into_iter().map(i128::from).sum();
    i64::try_from(total).map_err(|_overflow| Error::bug("amount overflow"))
}

/// `amount` in the company's currency at `rate_e9` (units of company currency per unit of document
/// currency, scaled by 10^9), rounded half-up. The exponents of both currencies are honoured.
///
/// # Errors
/// [`Error::Bug`] on overflow.
pub fn to_base(amount: Money, rate_e9: i64, base: Currency) -> Result<i64, Error> {
    if amount.currency == base {
        return Ok(amount.minor);
    }
    let up = 10_i128.pow(u32::from(base.exponent()));
    let down = 1_000_000_000_i128 * 10_i128.pow(u32::from(amount.currency.exponent()));
    i128::from(amount.minor)
        .checked_mul(i128::from(rate_e9))
        .and_then(|v| v.checked_mul(up))
        .and_then(|v| div_half_up(v, down))
        .and_then(|v| i64::try_from(v).ok())
        .ok_or_else(|| Error::bug("amount overflow in conversion"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_by_the_currency_s_places() {
        assert_eq!(
            Money::parse("10.50", Currency::CNY).map(|m| m.minor),
            Ok(1050)
        );
        let jpy: Currency = "JPY".parse().expect("known");
        assert_eq!(Money::parse("10.50", jpy), Err(DecimalError::TooPrecise));
        assert_eq!(
            Money::parse("10000000000000.01", Currency::CNY),
            Err(DecimalError::OutOfRange)
        );
    }

    #[test]
    fn converts_between_exponents() {
        let jpy: Currency = "JPY".parse().expect("known");
        // 1,000 JPY at 0.048 CNY = 48.00 CNY
        assert_eq!(
            to_base(Money::new(1000, jpy), 48_000_000, Currency::CNY).ok(),
            Some(4800)
        );
        let usd: Currency = "USD".parse().expect("known");
        assert_eq!(
            to_base(Money::new(105, usd), 7_123_400_000, Currency::CNY).ok(),
            Some(748)
        );
    }
}
