//! Receipts that look like one another: same payer, amount and text within a few days.

use crate::desk::Desk;
use crate::index::{NONE, mix};
use std::hash::{BuildHasher, Hasher};

/// Days within which a second equal receipt is taken for a copy of the first.
const NEAR: i32 = 7;

/// See the module.
#[derive(Debug)]
pub(crate) struct Twins {
    /// Receipt → the earlier one it looks like.
    of: Vec<u32>,
}

impl Twins {
    /// Compares all receipts by a hash of what they say.
    pub(crate) fn find(desk: &Desk<'_>) -> Self {
        let facts = &desk.facts;
        let n = facts.receipts.len();
        let mut keyed: Vec<(u64, i32, u32)> = (0_u32..)
            .zip(&facts.receipts)
            .map(|(at, r)| {
                let key = mix(u64::from(r.payer), r.amount.cast_unsigned());
                (key, r.date, at)
            })
            .collect();
        keyed.sort_unstable();
        let text = |at: u32| {
            let mut hasher = crate::index::Hashed.build_hasher();
            hasher.write(facts.text(at).as_bytes());
            hasher.finish()
        };
        let mut of = vec![NONE; n];
        for group in keyed.chunk_by(|a, b| a.0 == b.0).filter(|g| g.len() > 1) {
            let texts: Vec<u64> = group.iter().take(64).map(|g| text(g.2)).collect();
            for (i, here) in texts.iter().enumerate() {
                let earlier = (0..i)
                    .rev()
                    .find(|j| texts[*j] == *here && group[i].1.saturating_sub(group[*j].1) <= NEAR);
                if let Some(j) = earlier {
                    of[group[i].2 as usize] = group[j].2;
                }
            }
        }
        Self { of }
    }

    /// The earlier receipt that one looks like.
    pub(crate) fn of(&self, receipt: u32) -> Option<u32> {
        let twin = self.of[receipt as usize];
        (twin != NONE).then_some(twin)
    }
}
