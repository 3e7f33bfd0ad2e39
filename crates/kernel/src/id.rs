//! Identifiers: 64-bit, time-sorted, made by the application, typed in Rust and prefixed on the
//! wire (`ord_0c1x…`, Crockford base32).
//!
//! Layout: 42 bits milliseconds since 2020-01-01, 8 bits node, 13 bits sequence; the sign bit is 0.

use crate::clock::{Clock, Micros};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

const EPOCH_MS: i64 = 1_577_836_800_000;
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Names a kind of record and its prefix on the wire.
pub trait Kind: 'static {
    /// Wire prefix without the underscore, e.g. `ord`.
    const PREFIX: &'static str;
}

/// The id of a record of kind `K`.
pub struct Id<K: ?Sized> {
    raw: i64,
    kind: PhantomData<fn() -> K>,
}

impl<K: ?Sized> Id<K> {
    /// From the stored integer.
    #[must_use]
    pub const fn from_raw(raw: i64) -> Self {
        Self {
            raw,
            kind: PhantomData,
        }
    }
    /// The stored integer.
    #[must_use]
    pub const fn raw(self) -> i64 {
        self.raw
    }
}

impl<K: Kind> Id<K> {
    /// Parses the wire form. `None` for anything not written exactly as we write it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix(K::PREFIX)?.strip_prefix('_')?;
        decode(digits).map(Self::from_raw)
    }
}

impl<K: Kind> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", K::PREFIX, encode(self.raw))
    }
}
impl<K: Kind> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
impl<K: ?Sized> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K: ?Sized> Copy for Id<K> {}
impl<K: ?Sized> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.raw == other.raw
    }
}
impl<K: ?Sized> Eq for Id<K> {}
impl<K: ?Sized> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<K: ?Sized> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.raw.cmp(&other.raw)
    }
}
impl<K: ?Sized> Hash for Id<K> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.raw.hash(state);
    }
}

/// 13 base32 digits, most significant first.
#[must_use]
pub fn encode(raw: i64) -> String {
    let bits = raw.cast_unsigned();
    (0..13u32)
        .rev()
        .map(|i| {
            let digit = usize::try_from((bits >> (5 * i)) & 31).unwrap_or(0);
            char::from(ALPHABET.get(digit).copied().unwrap_or(b'0'))
        })
        .collect()
}

/// Reverse of [`encode`]; only the canonical spelling of a non-negative id is accepted.
#[must_use]
pub fn decode(text: &str) -> Option<i64> {
    if text.len() != 13 {
        return None;
    }
    let mut value: u64 = 0;
    for b in text.bytes() {
        let digit = ALPHABET.iter().position(|a| *a == b)?;
        value = value
            .checked_mul(32)?
            .checked_add(u64::try_from(digit).ok()?)?;
    }
    i64::try_from(value).ok()
}

/// Makes ids. One per process; the node number keeps processes apart.
#[derive(Clone)]
pub struct IdSource {
    clock: Clock,
    node: i64,
    last: Arc<AtomicI64>,
}

impl IdSource {
    /// A source for node `node` (0..=255).
    #[must_use]
    pub fn new(clock: Clock, node: u8) -> Self {
        Self {
            clock,
            node: i64::from(node),
            last: Arc::new(AtomicI64::new(0)),
        }
    }

    /// The next id. Strictly increasing within the process, even when the clock steps back.
    #[must_use]
    pub fn next<K>(&self) -> Id<K> {
        Id::from_raw(self.next_raw())
    }

    /// The next id as an integer.
    #[must_use]
    pub fn next_raw(&self) -> i64 {
        let now: Micros = self.clock.now();
        let floor = (now.div_euclid(1000) - EPOCH_MS).max(0) << 13;
        // `last` holds time and sequence without the node; +1 is the next sequence number.
        let tick = self
            .last
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |last| {
                Some(floor.max(last + 1))
            })
            .map_or(floor, |last| floor.max(last + 1));
        ((tick >> 13) << 21) | (self.node << 13) | (tick & 0x1fff)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Thing;
    impl Kind for Thing {
        const PREFIX: &'static str = "thg";
    }

    #[test]
    fn wire_form_round_trips_and_is_strict() {
        let id: Id<Thing> = Id::from_raw(123_456_789_012_345);
        assert_eq!(Id::<Thing>::parse(&id.to_string()), Some(id));
        for bad in [
            "",
            "thg_",
            "thg_1",
            "ord_0000000000000",
            "thg_ZZZZZZZZZZZZZ",
            "thg_zzzzzzzzzzzzz",
            "..",
            "null",
        ] {
            assert_eq!(Id::<Thing>::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn increases_while_the_clock_stands_or_steps_back() {
        let clock = Clock::manual(1_800_000_000_000_000);
        let ids = IdSource::new(clock.clone(), 3);
        let mut last = 0;
        for i in 0..20_000 {
            if i == 10_000 {
                clock.set(1_700_000_000_000_000);
            }
            let id = ids.next_raw();
            assert!(id > last);
            last = id;
        }
    }
}
