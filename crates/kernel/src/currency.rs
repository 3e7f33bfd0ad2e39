//! ISO 4217 currency codes with their minor-unit exponent.
//!
//! **Invariant:** a [`Currency`] in memory is always one of [`KNOWN`]; unknown or lower-case codes
//! are refused at the edge.

use std::fmt;
use std::str::FromStr;

/// An ISO 4217 currency we can account in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency([u8; 3]);

/// Code and number of decimal places of every currency we accept.
pub const KNOWN: &[(&str, u8)] = &[
    ("AED", 2),
    ("AUD", 2),
    ("BHD", 3),
    ("BRL", 2),
    ("CAD", 2),
    ("CHF", 2),
    ("CNY", 2),
    ("CZK", 2),
    ("DKK", 2),
    ("EUR", 2),
    ("GBP", 2),
    ("HKD", 2),
    ("HUF", 2),
    ("IDR", 2),
    ("INR", 2),
    ("JPY", 0),
    ("KRW", 0),
    ("KWD", 3),
    ("MOP", 2),
    ("MXN", 2),
    ("MYR", 2),
    ("NOK", 2),
    ("NZD", 2),
    ("PHP", 2),
    ("PLN", 2),
    ("RUB", 2),
    ("SAR", 2),
    ("SEK", 2),
    ("SGD", 2),
    ("THB", 2),
    ("TRY", 2),
    ("TWD", 2),
    ("USD", 2),
    ("VND", 0),
    ("ZAR", 2),
];

impl Currency {
    /// Renminbi, the default company currency.
    pub const CNY: Self = Self(*b"CNY");

    /// The three-letter code.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }

    /// Decimal places of the minor unit (CNY 2, JPY 0, BHD 3).
    #[must_use]
    pub fn exponent(self) -> u8 {
        KNOWN
            .iter()
            .find(|(code, _)| code.as_bytes() == self.0)
            .map_or(2, |(_, e)| *e)
    }
}

impl FromStr for Currency {
    type Err = UnknownCurrency;
    fn from_str(text: &str) -> Result<Self, UnknownCurrency> {
        KNOWN
            .iter()
            .find(|(code, _)| *code == text)
            .and_then(|(code, _)| <[u8; 3]>::try_from(code.as_bytes()).ok())
            .map(Self)
            .ok_or_else(|| UnknownCurrency(text.chars().take(12).collect()))
    }
}

/// The text is not a currency code we know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown currency {0:?}")]
pub struct UnknownCurrency(pub String);

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
