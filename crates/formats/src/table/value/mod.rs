//! Text of a cell into exact amounts and dates.
//!
//! # Invariants
//! - No float anywhere; an amount is digits with a scale.
//! - What could mean two things is refused with a reason, never guessed: `1.234,56`, `1e5`,
//!   `01/02/2024` without a told order, `24-1-5`.

mod amount;
mod dates;
mod normal;
#[cfg(test)]
mod tests_amount;
#[cfg(test)]
mod tests_dates;

pub use amount::{Number, parse_amount, parse_amount_opt, parse_percent};
pub use dates::{
    DateOrder, DateRules, SerialRule, parse_date, parse_date_time, propose_date_order,
};
pub use normal::{fold_width, is_blank_mark};

use std::fmt;

/// Why a value was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueError {
    /// Stable code, e.g. `amount.exponent`, `date.ambiguous_order`.
    pub code: &'static str,
    /// The text as given, shortened to 60 characters.
    pub text: String,
}

impl ValueError {
    pub(crate) fn new(code: &'static str, text: &str) -> Self {
        Self {
            code,
            text: text.chars().take(60).collect(),
        }
    }
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?}", self.code, self.text)
    }
}

impl std::error::Error for ValueError {}
