//! A map from a key to many small numbers, without an allocation per key.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher};

/// Mixes bits well enough for keys that are numbers already.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Hashed;

/// See [`Hashed`].
#[derive(Debug, Default)]
pub(crate) struct NumberHasher(u64);

impl BuildHasher for Hashed {
    type Hasher = NumberHasher;
    fn build_hasher(&self) -> NumberHasher {
        NumberHasher(0)
    }
}

impl Hasher for NumberHasher {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.0 = mix(self.0, u64::from_le_bytes(*word));
        }
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        self.0 = mix(self.0 ^ bytes.len() as u64, u64::from_le_bytes(last));
    }
    fn write_u64(&mut self, value: u64) {
        self.0 = mix(self.0, value);
    }
}

/// Two numbers into one, every bit counting. Odd constants of the golden ratio and π.
pub(crate) fn mix(a: u64, b: u64) -> u64 {
    let wide = u128::from(a ^ b ^ 0x9E37_79B9_7F4A_7C15) * u128::from(0xC4CE_B9FE_1A85_EC53_u64);
    let (low, high) = (wide as u64, (wide >> 64) as u64);
    low ^ high.rotate_left(23) ^ b.rotate_left(32)
}

/// Key → the values put under it, in the order they were put.
#[derive(Debug, Default)]
pub(crate) struct Chains {
    ends: HashMap<u64, (u32, u32), Hashed>,
    next: Vec<u32>,
    values: Vec<u32>,
}

const END: u32 = u32::MAX;

impl Chains {
    /// Room for `n` values.
    pub(crate) fn with_capacity(n: usize) -> Self {
        Self {
            ends: HashMap::with_capacity_and_hasher(n, Hashed),
            next: Vec::with_capacity(n),
            values: Vec::with_capacity(n),
        }
    }

    /// Puts a value at the end of a key's chain.
    pub(crate) fn push(&mut self, key: u64, value: u32) {
        let slot = u32::try_from(self.values.len()).unwrap_or(END);
        self.values.push(value);
        self.next.push(END);
        let (_, last) = self
            .ends
            .entry(key)
            .and_modify(|(_, last)| {
                self.next[*last as usize] = slot;
                *last = slot;
            })
            .or_insert((slot, slot));
        debug_assert_eq!(*last, slot);
    }

    /// The values of a key.
    pub(crate) fn get(&self, key: u64) -> impl Iterator<Item = u32> {
        let mut at = self.ends.get(&key).map_or(END, |(first, _)| *first);
        std::iter::from_fn(move || {
            let value = *self.values.get(at as usize)?;
            at = self.next[at as usize];
            Some(value)
        })
    }
}
