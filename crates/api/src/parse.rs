//! From wire text to domain values, collecting all field errors.

use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::{self, Date};
use jieqing_kernel::decimal::parse_scaled;
use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::id::{Id, Kind};
use jieqing_kernel::money::Money;
use jieqing_kernel::taxid::{Purpose, Severity, check_tax_id};
use std::borrow::Cow;

/// For `#[serde(default, deserialize_with = "…")]` on `Option<Option<T>>`: tells `null` from absent.
pub(crate) fn given<'de, T, D>(deserializer: D) -> std::result::Result<Option<T>, D::Error>
where
    T: serde::Deserialize<'de>,
    D: serde::Deserializer<'de>,
{
    T::deserialize(deserializer).map(Some)
}

/// Collects field errors while a body is turned into a command. Each reader gives a value or a
/// harmless stand-in; [`Fields::finish`] refuses when anything was wrong.
#[derive(Debug, Default)]
pub struct Fields {
    errors: Vec<FieldError>,
}

type Path = Cow<'static, str>;

impl Fields {
    /// No errors yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Records an error.
    pub fn error(&mut self, path: impl Into<Path>, code: &'static str) {
        self.errors.push(FieldError::new(path, code));
    }

    /// Records errors found elsewhere.
    pub fn extend(&mut self, errors: Vec<FieldError>) {
        self.errors.extend(errors);
    }

    /// A company's own 统一社会信用代码, normalised; empty is fine, a wrong check digit is not.
    pub fn own_tax_id(&mut self, path: &'static str, text: &str) -> String {
        let checked = check_tax_id(text);
        if checked.text.is_empty() {
            return checked.text;
        }
        for finding in checked.findings {
            if finding.severity(Purpose::SpecialInvoice) == Severity::Error {
                let mut error = FieldError::new(path, finding.code());
                error.facts = finding.facts();
                self.errors.push(error);
            }
        }
        checked.text
    }

    /// `value` when nothing was wrong.
    ///
    /// # Errors
    /// [`Error::Invalid`] with everything that was.
    pub fn finish<T>(self, value: T) -> Result<T> {
        if self.errors.is_empty() {
            Ok(value)
        } else {
            Err(Error::Invalid(self.errors))
        }
    }

    /// A currency code.
    pub fn currency(&mut self, path: impl Into<Path>, text: &str) -> Currency {
        text.parse().unwrap_or_else(|_| {
            self.error(path, "field.unknown_currency");
            Currency::CNY
        })
    }

    /// An amount of `currency`, in minor units.
    pub fn money(&mut self, path: impl Into<Path>, text: &str, currency: Currency) -> i64 {
        Money::parse(text, currency)
            .map(|m| m.minor)
            .unwrap_or_else(|_| {
                self.error(path, "field.not_an_amount");
                0
            })
    }

    /// A scaled decimal (quantity, price, rate).
    pub fn scaled(&mut self, path: impl Into<Path>, text: &str, scale: u8) -> i64 {
        parse_scaled(text, scale).unwrap_or_else(|_| {
            self.error(path, "field.not_an_amount");
            0
        })
    }

    /// A business day.
    pub fn date(&mut self, path: impl Into<Path>, text: &str) -> Date {
        date::parse(text).unwrap_or_else(|| {
            self.error(path, "field.not_a_date");
            Date::default()
        })
    }

    /// A reference to another record.
    pub fn id<K: Kind>(&mut self, path: impl Into<Path>, text: &str) -> Id<K> {
        Id::parse(text).unwrap_or_else(|| {
            self.error(path, "field.unknown_reference");
            Id::from_raw(0)
        })
    }

    /// A word of a closed set.
    pub fn word<T>(&mut self, path: impl Into<Path>, parsed: Option<T>, fallback: T) -> T {
        parsed.unwrap_or_else(|| {
            self.error(path, "field.not_a_code");
            fallback
        })
    }
}
