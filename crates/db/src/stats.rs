//! What the database layer counts, for monitoring.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Counters since the start. On PostgreSQL each write is a group of its own.
#[derive(Debug, Default)]
pub struct DbStats {
    writes: AtomicU64,
    groups: AtomicU64,
    micros: AtomicU64,
}

impl DbStats {
    /// Counts writes that were committed together, and the time from their begin to their commit.
    pub(crate) fn group(&self, writes: usize, took: Duration) {
        let writes = u64::try_from(writes).unwrap_or(u64::MAX);
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        self.writes.fetch_add(writes, Ordering::Relaxed);
        self.groups.fetch_add(1, Ordering::Relaxed);
        self.micros.fetch_add(micros, Ordering::Relaxed);
    }

    /// Writes answered.
    #[must_use]
    pub fn writes(&self) -> u64 {
        self.writes.load(Ordering::Relaxed)
    }

    /// Commits they took.
    #[must_use]
    pub fn groups(&self) -> u64 {
        self.groups.load(Ordering::Relaxed)
    }

    /// Time of all groups from begin to commit, µs.
    #[must_use]
    pub fn micros(&self) -> u64 {
        self.micros.load(Ordering::Relaxed)
    }
}
