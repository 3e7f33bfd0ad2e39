//! Columns and values of a sheet.

use crate::table::Date;

/// What a column holds; decides the format and the usual width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text; also document numbers.
    Text,
    /// Money in minor units; `exponent` is the number of decimals of the currency.
    Amount {
        /// Decimals, e.g. 2 for CNY, 0 for JPY.
        exponent: u8,
    },
    /// Quantity with up to this many decimals shown.
    Quantity {
        /// Most decimals shown.
        decimals: u8,
    },
    /// Whole number.
    Integer,
    /// Rate shown as a percentage with this many decimals.
    Percent {
        /// Decimals.
        decimals: u8,
    },
    /// Date.
    Date,
}

impl ColumnKind {
    /// Excel number format.
    pub(super) fn format(self) -> String {
        let fraction = |n: u8, digit: &str| match n {
            0 => String::new(),
            n => format!(".{}", digit.repeat(usize::from(n.min(15)))),
        };
        match self {
            // "@" keeps text as text also when the user edits the cell.
            Self::Text => "@".to_owned(),
            Self::Amount { exponent } => format!("#,##0{}", fraction(exponent, "0")),
            Self::Quantity { decimals: 0 } | Self::Integer => "#,##0".to_owned(),
            Self::Quantity { decimals } => format!("#,##0{}", fraction(decimals, "#")),
            Self::Percent { decimals } => format!("0{}%", fraction(decimals, "0")),
            Self::Date => "yyyy-mm-dd".to_owned(),
        }
    }

    /// Usual width in characters.
    pub(super) fn width(self) -> u16 {
        match self {
            Self::Text => 18,
            Self::Amount { .. } => 15,
            Self::Quantity { .. } | Self::Date => 12,
            Self::Integer | Self::Percent { .. } => 10,
        }
    }

    pub(super) fn is_text(self) -> bool {
        self == Self::Text
    }
}

/// A column of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Header text.
    pub title: String,
    /// Kind.
    pub kind: ColumnKind,
    /// Width in characters; `None` takes the kind's usual width or the title's.
    pub width: Option<u16>,
}

impl Column {
    /// A column with the usual width.
    #[must_use]
    pub fn new(title: impl Into<String>, kind: ColumnKind) -> Self {
        Self {
            title: title.into(),
            kind,
            width: None,
        }
    }

    /// Sets the width in characters.
    #[must_use]
    pub fn width(mut self, characters: u16) -> Self {
        self.width = Some(characters);
        self
    }

    pub(super) fn shown_width(&self) -> u16 {
        let title: usize = self
            .title
            .chars()
            .map(|c| if c.is_ascii() { 1 } else { 2 })
            .sum();
        // Four more for the filter's button.
        let title = u16::try_from(title + 4).unwrap_or(60).min(60);
        self.width
            .unwrap_or_else(|| self.kind.width().max(title))
            .min(255)
    }
}

/// A value for a cell. It may differ from the column's kind (a text in an amount column, an amount
/// of a currency with other decimals); the cell then gets the value's own format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value<'a> {
    /// Nothing.
    Empty,
    /// Text.
    Text(&'a str),
    /// Money in minor units of the column's exponent.
    Amount(i64),
    /// Money in minor units with its own exponent.
    AmountOf {
        /// Minor units.
        minor: i64,
        /// Decimals.
        exponent: u8,
    },
    /// A decimal number: `unscaled × 10^-scale`; for quantities and rates (0.13 is 13%).
    Decimal {
        /// Digits with sign.
        unscaled: i64,
        /// Decimals.
        scale: u8,
    },
    /// Whole number.
    Integer(i64),
    /// Date.
    Date(Date),
}

/// The number nearest to `unscaled × 10^-scale`, or `None` when Excel cannot keep all its digits.
pub(super) fn cell_number(unscaled: i64, scale: u8) -> Option<f64> {
    const KEPT: u64 = 999_999_999_999_999;
    if unscaled.unsigned_abs() > KEPT || scale > 22 {
        return None;
    }
    Some(divide(unscaled, scale))
}

#[expect(
    clippy::float_arithmetic,
    reason = "an xlsx cell is a float; both operands are exact, so the quotient is the nearest one"
)]
fn divide(unscaled: i64, scale: u8) -> f64 {
    unscaled as f64 / 10_f64.powi(i32::from(scale))
}

/// Exact decimal text, for numbers that do not fit a cell.
pub(super) fn decimal_text(unscaled: i64, scale: u8) -> String {
    crate::table::value::Number {
        unscaled: i128::from(unscaled),
        scale,
        currency: None,
    }
    .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_cell_is_the_nearest_number(unscaled in -999_999_999_999_999_i64..=999_999_999_999_999, scale in 0_u8..9) {
            let nearest: f64 = decimal_text(unscaled, scale).parse().unwrap();
            prop_assert_eq!(cell_number(unscaled, scale), Some(nearest));
        }
    }

    #[test]
    fn formats() {
        assert_eq!(ColumnKind::Amount { exponent: 2 }.format(), "#,##0.00");
        assert_eq!(ColumnKind::Amount { exponent: 0 }.format(), "#,##0");
        assert_eq!(ColumnKind::Percent { decimals: 1 }.format(), "0.0%");
        assert_eq!(cell_number(1_000_000_000_000_000, 2), None);
    }
}
