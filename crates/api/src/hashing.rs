//! Password hashing off the runtime and bounded: 46 MiB each, so two at once and a short queue.

use jieqing_domain::admin::auth::Hasher;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Hashes at once.
const AT_ONCE: usize = 2;
/// Requests that may wait for one.
const QUEUE: usize = 32;

/// No room in the queue: 429.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Full;

/// Where all hashing goes through. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Hashing {
    hasher: Hasher,
    running: Arc<Semaphore>,
    places: Arc<Semaphore>,
}

impl Hashing {
    /// With this hasher.
    #[must_use]
    pub fn new(hasher: Hasher) -> Self {
        Self {
            hasher,
            running: Arc::new(Semaphore::new(AT_ONCE)),
            places: Arc::new(Semaphore::new(AT_ONCE + QUEUE)),
        }
    }

    /// The hasher, for what is not slow.
    pub(crate) fn hasher(&self) -> &Hasher {
        &self.hasher
    }

    /// Runs slow work on a thread of its own once it is its turn.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Hasher) -> T + Send + 'static,
    ) -> Result<T, Full> {
        let place = self
            .places
            .clone()
            .try_acquire_owned()
            .map_err(|_full| Full)?;
        let turn = self
            .running
            .clone()
            .acquire_owned()
            .await
            .map_err(|_closed| Full)?;
        let hasher = self.hasher.clone();
        // The permits go along: a caller who hangs up does not free a thread that still works.
        let task = tokio::task::spawn_blocking(move || {
            let out = work(&hasher);
            drop((turn, place));
            out
        });
        task.await.map_err(|_panicked| Full)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jieqing_domain::admin::auth::HashCost;
    use std::sync::mpsc;

    #[tokio::test]
    async fn the_thirty_fifth_is_turned_away() {
        let hashing = Hashing::new(Hasher::try_new(HashCost::CHEAP).expect("cost"));
        let mut gates = Vec::new();
        let mut tasks = Vec::new();
        for _ in 0..AT_ONCE + QUEUE {
            let (open, gate) = mpsc::channel::<()>();
            gates.push(open);
            let hashing = hashing.clone();
            tasks.push(tokio::spawn(async move {
                hashing.run(move |_| gate.recv().is_err()).await
            }));
        }
        tokio::task::yield_now().await;
        while hashing.places.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(hashing.run(|_| ()).await, Err(Full));
        drop(gates);
        for task in tasks {
            assert_eq!(task.await.expect("joined"), Ok(true));
        }
        assert_eq!(hashing.run(|_| 7).await, Ok(7));
    }
}
