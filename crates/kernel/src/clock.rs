//! Time as an argument. Production reads the machine; tests and the demo decide it.

use crate::date::Date;
use chrono::{DateTime, FixedOffset};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// Microseconds since 1970-01-01T00:00:00Z.
pub type Micros = i64;

/// Where the time comes from.
#[derive(Clone)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that tests set and advance.
    Manual(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at `micros` until told otherwise.
    #[must_use]
    pub fn manual(micros: Micros) -> Self {
        Self::Manual(Arc::new(AtomicI64::new(micros)))
    }

    /// Moves a manual clock; the system clock does not move.
    pub fn set(&self, micros: Micros) {
        if let Self::Manual(at) = self {
            at.store(micros, Ordering::SeqCst);
        }
    }

    /// Now.
    #[must_use]
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the machine's clock"
    )]
    pub fn now(&self) -> Micros {
        match self {
            Self::System => chrono::Utc::now().timestamp_micros(),
            Self::Manual(at) => at.load(Ordering::SeqCst),
        }
    }

    /// The business day now, at an offset of `utc_offset_minutes` (China: 480).
    #[must_use]
    pub fn today(&self, utc_offset_minutes: i32) -> Date {
        day_at(self.now(), utc_offset_minutes)
    }
}

/// The business day of an instant at a UTC offset (reliability.md P3: the company's zone, never the
/// server's).
#[must_use]
pub fn day_at(micros: Micros, utc_offset_minutes: i32) -> Date {
    let at = DateTime::from_timestamp_micros(micros).unwrap_or_default();
    match FixedOffset::east_opt(utc_offset_minutes.saturating_mul(60)) {
        Some(zone) => at.with_timezone(&zone).date_naive(),
        None => at.date_naive(),
    }
}

/// RFC 3339 in UTC with milliseconds.
#[must_use]
pub fn rfc3339(micros: Micros) -> String {
    DateTime::from_timestamp_micros(micros)
        .unwrap_or_default()
        .to_rfc3339_opts(chrono::SecondsFormat::Millis, true)
}
