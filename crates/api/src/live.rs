//! Who listens to live events, and how listening ends.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

/// Streams one person may have open: a few windows on a few machines.
const STREAMS_EACH: usize = 8;

/// How often a quiet stream shows that it lives, and its listener is proved again.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// Shared by all streams. Cheap to clone.
#[derive(Clone)]
pub struct Live {
    stop: watch::Receiver<bool>,
    listeners: Arc<Mutex<HashMap<i64, usize>>>,
    heartbeat: Duration,
}

impl Live {
    /// Streams end when `stop` turns true.
    #[must_use]
    pub fn new(stop: watch::Receiver<bool>) -> Self {
        Self {
            stop,
            listeners: Arc::default(),
            heartbeat: HEARTBEAT,
        }
    }

    /// With another heartbeat than every 15 seconds.
    #[must_use]
    pub fn with_heartbeat(self, heartbeat: Duration) -> Self {
        Self { heartbeat, ..self }
    }

    pub(crate) fn heartbeat(&self) -> Duration {
        self.heartbeat
    }

    /// Without streams: each ends at once. For tests and tools.
    #[must_use]
    pub fn off() -> Self {
        Self::new(watch::channel(true).1)
    }

    /// Turns true when the server stops.
    pub(crate) fn stopping(&self) -> watch::Receiver<bool> {
        self.stop.clone()
    }

    /// A place for one more stream of `user`; given back when dropped.
    pub(crate) fn enter(&self, user: i64) -> Option<Place> {
        let mut all = self
            .listeners
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let mine = all.entry(user).or_default();
        if *mine >= STREAMS_EACH {
            return None;
        }
        *mine += 1;
        Some(Place {
            user,
            listeners: self.listeners.clone(),
        })
    }
}

/// A stream's place.
pub(crate) struct Place {
    user: i64,
    listeners: Arc<Mutex<HashMap<i64, usize>>>,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut all = self
            .listeners
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(mine) = all.get_mut(&self.user) {
            *mine -= 1;
            if *mine == 0 {
                all.remove(&self.user);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_has_a_few_streams() {
        let live = Live::off();
        let mut places: Vec<_> = (0..STREAMS_EACH).map(|_| live.enter(1).unwrap()).collect();
        assert!(live.enter(1).is_none());
        assert!(live.enter(2).is_some());
        places.pop();
        assert!(live.enter(1).is_some());
        drop(places);
        assert!(live.listeners.lock().unwrap().is_empty());
    }
}
