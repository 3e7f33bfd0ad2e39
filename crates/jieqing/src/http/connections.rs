//! The open connections: how many, from whom, and which to close when there are too many.

use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;

/// A connection as its service sees it.
#[derive(Default)]
pub(super) struct Open {
    /// Whether a request is being answered.
    busy: AtomicBool,
    /// Tells the connection to close.
    pub(super) close: Notify,
}

impl Open {
    pub(super) fn set_busy(&self, busy: bool) {
        self.busy.store(busy, Ordering::SeqCst);
    }
}

#[derive(Default)]
struct State {
    next: u64,
    open: BTreeMap<u64, (IpAddr, Arc<Open>)>,
    by_address: HashMap<IpAddr, usize>,
}

/// All of them.
#[derive(Default)]
pub(super) struct Connections {
    state: Mutex<State>,
    shed: AtomicU64,
}

/// How many there may be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Caps {
    pub(super) total: usize,
    pub(super) per_address: usize,
}

/// A place among the open connections; given back when dropped.
pub(super) struct Place {
    all: Arc<Connections>,
    number: u64,
    pub(super) open: Arc<Open>,
}

impl Connections {
    /// Takes a place. When all are taken the oldest connection without a request loses its own, so
    /// that silent clients can't keep others out; `None` when there is none, or when this address
    /// has as many as it may. `crowded` addresses (proxies, this machine) have no limit of their own.
    pub(super) fn enter(
        self: &Arc<Self>,
        from: IpAddr,
        caps: Caps,
        crowded: bool,
    ) -> Option<Place> {
        let mut state = self.state();
        let mine = state.by_address.get(&from).copied().unwrap_or(0);
        if !crowded && mine >= caps.per_address {
            return None;
        }
        if state.open.len() >= caps.total {
            let idle = state
                .open
                .iter()
                .find(|(_, (_, open))| !open.busy.load(Ordering::SeqCst))
                .map(|(number, _)| *number)?;
            self.shed.fetch_add(1, Ordering::Relaxed);
            if let Some(open) = remove(&mut state, idle) {
                open.close.notify_one();
            }
        }
        state.next += 1;
        let (number, open) = (state.next, Arc::new(Open::default()));
        state.open.insert(number, (from, open.clone()));
        *state.by_address.entry(from).or_default() += 1;
        drop(state);
        Some(Place {
            all: self.clone(),
            number,
            open,
        })
    }

    /// How many are open.
    pub(super) fn open(&self) -> usize {
        self.state().open.len()
    }

    /// How many were closed to make room.
    pub(super) fn shed(&self) -> u64 {
        self.shed.load(Ordering::Relaxed)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn remove(state: &mut State, number: u64) -> Option<Arc<Open>> {
    let (from, open) = state.open.remove(&number)?;
    if let Some(count) = state.by_address.get_mut(&from) {
        *count -= 1;
        if *count == 0 {
            state.by_address.remove(&from);
        }
    }
    Some(open)
}

impl Drop for Place {
    fn drop(&mut self) {
        remove(&mut self.all.state(), self.number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CAPS: Caps = Caps {
        total: 3,
        per_address: 2,
    };

    fn ip(last: u8) -> IpAddr {
        IpAddr::from([10, 0, 0, last])
    }

    #[test]
    fn an_address_has_its_share_and_a_proxy_more() {
        let all = Arc::new(Connections::default());
        let first = all.enter(ip(1), CAPS, false).unwrap();
        let _second = all.enter(ip(1), CAPS, false).unwrap();
        assert!(all.enter(ip(1), CAPS, false).is_none());
        assert!(all.enter(ip(1), CAPS, true).is_some());
        drop(first);
        assert!(all.enter(ip(1), CAPS, false).is_some());
        assert_eq!(all.open(), 1);
    }

    #[test]
    fn the_oldest_silent_one_makes_room_and_busy_ones_stay() {
        let all = Arc::new(Connections::default());
        let places: Vec<Place> = (1..=3)
            .map(|n| all.enter(ip(n), CAPS, false).unwrap())
            .collect();
        places[0].open.set_busy(true);
        let fourth = all.enter(ip(4), CAPS, false).unwrap();
        assert_eq!((all.open(), all.shed()), (3, 1));
        places[2].open.set_busy(true);
        fourth.open.set_busy(true);
        assert!(all.enter(ip(5), CAPS, false).is_none(), "all are busy");
        drop(places);
        assert_eq!(all.open(), 1, "a place is given back once");
        assert!(all.state().by_address.len() == 1);
    }
}
