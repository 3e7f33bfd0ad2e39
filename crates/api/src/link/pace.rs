//! How fast links may be tried: 30 requests a minute each, 60 a minute from one address.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

const PER_LINK: u32 = 30;
const PER_ADDRESS: u32 = 60;
const WINDOW: Duration = Duration::from_secs(60);
/// Counts kept at most; above, those of past windows are dropped, then all.
const KEPT: usize = 50_000;

/// Counts of this server. Cheap to clone.
#[derive(Clone, Default)]
pub struct Pace {
    counts: Arc<Mutex<Counts>>,
}

#[derive(Default)]
struct Counts {
    links: HashMap<[u8; 32], (Instant, u32)>,
    addresses: HashMap<String, (Instant, u32)>,
}

impl Pace {
    /// Counts a request; gives the seconds to wait when it is one too many.
    pub(super) fn wait(&self, link: [u8; 32], address: &str) -> Option<i64> {
        self.wait_at(link, address, Instant::now())
    }

    fn wait_at(&self, link: [u8; 32], address: &str, now: Instant) -> Option<i64> {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let by_address = count(&mut counts.addresses, address.to_owned(), PER_ADDRESS, now);
        let by_link = count(&mut counts.links, link, PER_LINK, now);
        by_address.max(by_link)
    }
}

fn count<K: Eq + Hash>(
    all: &mut HashMap<K, (Instant, u32)>,
    key: K,
    most: u32,
    now: Instant,
) -> Option<i64> {
    if all.len() >= KEPT {
        all.retain(|_, (since, _)| now.duration_since(*since) < WINDOW);
        if all.len() >= KEPT {
            all.clear();
        }
    }
    let (since, used) = all.entry(key).or_insert((now, 0));
    if now.duration_since(*since) >= WINDOW {
        (*since, *used) = (now, 0);
    }
    *used = used.saturating_add(1);
    let left = WINDOW.saturating_sub(now.duration_since(*since));
    (*used > most).then(|| i64::try_from(left.as_secs()).unwrap_or(60).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirty_a_minute_for_a_link_sixty_for_an_address() {
        let (pace, now) = (Pace::default(), Instant::now());
        for _ in 0..30 {
            assert_eq!(pace.wait_at([1; 32], "a", now), None);
        }
        assert_eq!(pace.wait_at([1; 32], "a", now), Some(60));
        for n in 0..29 {
            assert_eq!(pace.wait_at([10 + n; 32], "a", now), None);
        }
        assert!(
            pace.wait_at([99; 32], "a", now).is_some(),
            "the address is used up"
        );
        assert_eq!(pace.wait_at([98; 32], "b", now), None);
        assert_eq!(pace.wait_at([1; 32], "a", now + WINDOW), None);
    }
}
