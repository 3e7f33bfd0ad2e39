//! What can go wrong, in seven kinds, with data instead of prose.
//!
//! The HTTP status of each kind is decided once, in `api/src/problem.rs`; the words for each code
//! live in the text catalogue (`domain/src/texts/`), in Chinese and English.

use std::borrow::Cow;

/// A business refusal: a stable code and the figures it compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Stable code, e.g. `orders.credit_exceeded`; also the key of its text.
    pub code: &'static str,
    /// The figures, in order, e.g. `("limit", "100.00 CNY")`.
    pub facts: Vec<(&'static str, String)>,
}

/// One field that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// JSON path, e.g. `lines[2].qty`.
    pub path: Cow<'static, str>,
    /// Stable code, e.g. `field.required`.
    pub code: &'static str,
    /// What was given or allowed.
    pub facts: Vec<(&'static str, String)>,
}

impl FieldError {
    /// A field error without figures.
    #[must_use]
    pub fn new(path: impl Into<Cow<'static, str>>, code: &'static str) -> Self {
        Self {
            path: path.into(),
            code,
            facts: Vec::new(),
        }
    }
    /// Adds a figure.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.facts.push((name, value.to_string()));
        self
    }
}

/// The one error type above the database.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Input that is wrong in itself: all field errors at once. 422.
    #[error("{} field(s) are invalid", .0.len())]
    Invalid(Vec<FieldError>),
    /// A business rule says no. 409.
    #[error("refused: {}", .0.code)]
    Refused(Refusal),
    /// Unknown, or not yours to know. 404.
    #[error("not found")]
    NotFound,
    /// The role does not allow it. 403.
    #[error("forbidden: {permission}")]
    Forbidden {
        /// The permission that is missing.
        permission: &'static str,
    },
    /// Somebody else changed it: the stored version. 412.
    #[error("version conflict, stored version is {current}")]
    Stale {
        /// The version now stored.
        current: i64,
    },
    /// The idempotency key was used for another request. 422.
    #[error("idempotency key reused for another request")]
    KeyReused,
    /// Try again later. 503.
    #[error("busy: {0}")]
    Busy(&'static str),
    /// Our fault. 500, with an id only.
    #[error("bug: {0}")]
    Bug(Cow<'static, str>),
    /// The database failed. 500 or 503.
    #[error("database")]
    Database(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// Result with [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// An internal contradiction.
    #[must_use]
    pub fn bug(why: impl Into<Cow<'static, str>>) -> Self {
        Self::Bug(why.into())
    }
    /// One invalid field.
    #[must_use]
    pub fn field(path: impl Into<Cow<'static, str>>, code: &'static str) -> Self {
        Self::Invalid(vec![FieldError::new(path, code)])
    }
    /// A refusal without figures.
    #[must_use]
    pub fn refused(code: &'static str) -> Self {
        Self::Refused(Refusal {
            code,
            facts: Vec::new(),
        })
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// A refusal or field code that exists somewhere in the program; a test checks that each has a
/// Chinese and an English text.
pub struct KnownCode(pub &'static str);
inventory::collect!(KnownCode);

/// Every code declared by [`refusals!`](crate::refusals) and [`known_codes!`](crate::known_codes).
pub fn known_codes() -> impl Iterator<Item = &'static str> {
    inventory::iter::<KnownCode>.into_iter().map(|c| c.0)
}

/// Declares codes used with [`FieldError`] or [`Error::refused`].
#[macro_export]
macro_rules! known_codes {
    ($($code:literal),* $(,)?) => {
        $($crate::error::inventory::submit! { $crate::error::KnownCode($code) })*
    };
}

/// Declares a context's refusals: an enum whose variants carry the figures they compared.
///
/// ```
/// jieqing_kernel::refusals! {
///     /// Why an order is refused.
///     pub enum OrderRefusal {
///         /// Exposure would pass the limit.
///         CreditExceeded { limit: String, needed: String } = "orders.credit_exceeded",
///     }
/// }
/// ```
#[macro_export]
macro_rules! refusals {
    ($(#[$meta:meta])* pub enum $name:ident { $(
        $(#[$vmeta:meta])* $variant:ident $({ $($field:ident : $ty:ty),* $(,)? })? = $code:literal
    ),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum $name { $( $(#[$vmeta])* $variant $({ $($field: $ty),* })? ),* }
        impl From<$name> for $crate::error::Refusal {
            fn from(refusal: $name) -> Self {
                match refusal { $(
                    $name::$variant $({ $($field),* })? => $crate::error::Refusal {
                        code: $code,
                        facts: vec![$($( (stringify!($field), $field.to_string()) ),*)?],
                    },
                )* }
            }
        }
        impl From<$name> for $crate::error::Error {
            fn from(refusal: $name) -> Self { Self::Refused(refusal.into()) }
        }
        $($crate::error::inventory::submit! { $crate::error::KnownCode($code) })*
    };
}

pub use inventory;
