//! A table from a number to what stands under it, built at once and read often: two places in
//! memory a look-up, no allocation per key.

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
    fn write_u8(&mut self, value: u8) {
        self.0 ^= u64::from(value);
    }
}

/// Hash of a text.
pub(crate) fn hash(text: &str) -> u64 {
    let mut hasher = Hashed.build_hasher();
    hasher.write(text.as_bytes());
    hasher.finish()
}

/// Two numbers into one, every bit counting. Odd constants of the golden ratio and π.
pub(crate) fn mix(a: u64, b: u64) -> u64 {
    let wide = u128::from(a ^ b ^ 0x9E37_79B9_7F4A_7C15) * u128::from(0xC4CE_B9FE_1A85_EC53_u64);
    let (low, high) = (wide as u64, (wide >> 64) as u64);
    low ^ high.rotate_left(23) ^ b.rotate_left(32)
}

/// Key → the entries under it, in the order they were given.
#[derive(Debug)]
pub(crate) struct Buckets<T> {
    shift: u32,
    /// Bucket → first entry; one more at the end.
    starts: Vec<u32>,
    entries: Vec<(u64, T)>,
    /// Bits of the keys that there are: most look-ups find nothing and end here.
    sieve: Vec<u64>,
}

/// Bits of the sieve for each entry.
const SIEVE: usize = 16;

impl<T: Copy + Default> Buckets<T> {
    /// From entries that can be gone through twice.
    pub(crate) fn build(entries: impl ExactSizeIterator<Item = (u64, T)> + Clone) -> Self {
        let n = entries.len();
        let bits = n.max(4).next_power_of_two().ilog2();
        let shift = 64 - bits;
        let mut starts = vec![0_u32; (1 << bits) + 1];
        let mut sieve = vec![0_u64; (SIEVE << bits) / 64];
        for (key, _) in entries.clone() {
            let hash = mix(key, 0);
            starts[(hash >> shift) as usize + 1] += 1;
            let bit = sieve_bit(hash, sieve.len());
            sieve[bit / 64] |= 1 << (bit % 64);
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut fill = starts.clone();
        let mut all = vec![(0, T::default()); n];
        for (key, entry) in entries {
            let place = &mut fill[(mix(key, 0) >> shift) as usize];
            all[*place as usize] = (key, entry);
            *place += 1;
        }
        Self {
            shift,
            starts,
            entries: all,
            sieve,
        }
    }

    /// The entries of a key.
    pub(crate) fn get(&self, key: u64) -> impl Iterator<Item = T> {
        let hash = mix(key, 0);
        let bit = sieve_bit(hash, self.sieve.len());
        let there = self.sieve[bit / 64] >> (bit % 64) & 1 == 1;
        let bucket: &[(u64, T)] = if there {
            let at = (hash >> self.shift) as usize;
            &self.entries[self.starts[at] as usize..self.starts[at + 1] as usize]
        } else {
            &[]
        };
        bucket
            .iter()
            .filter(move |entry| entry.0 == key)
            .map(|entry| entry.1)
    }
}

fn sieve_bit(hash: u64, words: usize) -> usize {
    // The number of words is a power of two.
    hash as usize & (words * 64 - 1)
}
