//! Who a payer's name can stand for.

use super::chains::{Buckets, Hashed, hash};
use super::facts::{Facts, NONE};
use crate::normalise::{Forms, forms};
use crate::parallel::parts;
use std::collections::{BTreeMap, HashMap};

/// A customer and how much of the payer's name speaks for it, per mille.
pub(crate) type Share = (u32, u32);

/// Weights of the ways in which names agree, and of one receipt that named an item of the customer.
const ALIAS: u32 = 1_000;
const PLAIN: u32 = 200;
const BARE: u32 = 60;
const SORTED: u32 = 40;
const BEGINNING: u32 = 30;
const PLACELESS: u32 = 30;
const VOTE: u32 = 20;
/// Weight of somebody who is no customer.
const NOBODY: u32 = 4;
/// A name may stand for at most this many.
const MOST: usize = 12;
/// A name cut off must have this many characters left (Chinese ones count twice).
const SHORTEST: usize = 8;

/// Payers and the customers behind them.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// Payer → weights of customers, by party.
    weights: Vec<Vec<(u32, u32)>>,
    /// Payer → its plain name and the name without legal form, hashed: what one spelling learns
    /// the others know.
    kin: Vec<[u64; 2]>,
    /// Shares of all payers, one behind the other, and where each begins.
    shares: Vec<Share>,
    share_at: Vec<u32>,
}

struct Book {
    forms: [Buckets<u32>; 4],
    /// Sorted plain names, for beginnings.
    plain: Vec<(String, u32)>,
}

impl Book {
    fn build(facts: &Facts<'_>, threads: usize) -> Self {
        let names: Vec<Forms> = parts(facts.parties.len(), threads, |range| {
            facts.parties[range]
                .iter()
                .map(|(_, name)| forms(name))
                .collect::<Vec<_>>()
        })
        .into_iter()
        .flatten()
        .collect();
        let mut keys: [Vec<(u64, u32)>; 4] = Default::default();
        let mut plain = Vec::with_capacity(names.len());
        for (party, form) in (0_u32..).zip(names) {
            let all = [
                (0, &form.plain),
                (1, &form.bare),
                (2, &form.sorted),
                (3, &form.placeless[0]),
                (3, &form.placeless[1]),
            ];
            for (index, key) in all.into_iter().filter(|(_, key)| !key.is_empty()) {
                keys[index].push((hash(key), party));
            }
            plain.push((form.plain, party));
        }
        let mut book = Self {
            forms: keys.map(|keys| Buckets::build(keys.iter().copied())),
            plain,
        };
        book.plain.sort_unstable();
        book
    }

    fn candidates(&self, name: &Forms) -> Vec<(u32, u32)> {
        let tries = [
            (0, &name.plain, PLAIN),
            (1, &name.bare, BARE),
            (2, &name.sorted, SORTED),
            (3, &name.bare, PLACELESS),
        ];
        for (index, key, weight) in tries {
            if key.is_empty() {
                continue;
            }
            let mut parties: Vec<u32> = self.forms[index].get(hash(key)).take(MOST + 1).collect();
            parties.sort_unstable();
            parties.dedup();
            if let Some(found) = spread(&parties, weight) {
                return found;
            }
        }
        self.beginnings(&name.plain)
    }

    fn beginnings(&self, plain: &str) -> Vec<(u32, u32)> {
        let width: usize = plain
            .chars()
            .map(|c| if c.is_ascii() { 1 } else { 2 })
            .sum();
        if width < SHORTEST {
            return Vec::new();
        }
        let from = self
            .plain
            .partition_point(|(name, _)| name.as_str() < plain);
        let parties: Vec<u32> = self.plain[from..]
            .iter()
            .take_while(|(name, _)| name.starts_with(plain))
            .take(MOST + 1)
            .map(|(_, party)| *party)
            .collect();
        spread(&parties, BEGINNING).unwrap_or_default()
    }
}

fn spread(parties: &[u32], weight: u32) -> Option<Vec<(u32, u32)>> {
    if parties.is_empty() || parties.len() > MOST {
        return None;
    }
    let each = weight / u32::try_from(parties.len()).unwrap_or(1);
    Some(parties.iter().map(|p| (*p, each.max(1))).collect())
}

impl Names {
    /// Compares every distinct payer with the customers' names and the confirmed aliases.
    pub(crate) fn build(facts: &Facts<'_>, threads: usize) -> Self {
        let book = Book::build(facts, threads);
        let aliases = aliases(facts);
        let found: Vec<(Vec<(u32, u32)>, [u64; 2])> = parts(facts.payers.len(), threads, |range| {
            facts.payers[range]
                .iter()
                .map(|payer| {
                    let form = forms(payer);
                    let known = aliases.get(&hash(&form.plain)).cloned();
                    let weights = known.unwrap_or_else(|| book.candidates(&form));
                    (weights, [hash(&form.plain), hash(&form.bare)])
                })
                .collect::<Vec<_>>()
        })
        .into_iter()
        .flatten()
        .collect();
        let (weights, kin): (Vec<_>, Vec<_>) = found.into_iter().unzip();
        let mut names = Self {
            weights,
            kin,
            shares: Vec::new(),
            share_at: Vec::new(),
        };
        names.settle();
        names
    }

    /// Takes what receipts said that name an item: payer → (customer, receipts).
    pub(crate) fn learn(&mut self, votes: &BTreeMap<(u32, u32), u32>) {
        let mut kin: [HashMap<u64, BTreeMap<u32, u32>, Hashed>; 2] = Default::default();
        for ((payer, party), count) in votes {
            for (kin, key) in kin.iter_mut().zip(self.kin[*payer as usize]) {
                *kin.entry(key).or_default().entry(*party).or_default() += count;
            }
        }
        for (weights, [plain, bare]) in self.weights.iter_mut().zip(&self.kin) {
            let (votes, worth) = match (kin[0].get(plain), kin[1].get(bare)) {
                (Some(votes), _) => (votes, VOTE),
                (None, Some(votes)) => (votes, VOTE / 4),
                (None, None) => continue,
            };
            for (party, count) in votes {
                let more = count.min(&1_000) * worth;
                match weights.iter_mut().find(|w| w.0 == *party) {
                    Some(weight) => weight.1 += more,
                    None => weights.push((*party, more)),
                }
            }
        }
        self.settle();
    }

    /// Weights into shares. A name under which many pay (a payment service) says nothing.
    fn settle(&mut self) {
        self.shares.clear();
        self.share_at.clear();
        self.share_at.push(0);
        let mut shares: Vec<Share> = Vec::new();
        for weights in &self.weights {
            let all: u32 = weights.iter().map(|w| w.1).sum::<u32>() + NOBODY;
            shares.clear();
            shares.extend(
                weights
                    .iter()
                    .map(|(party, weight)| (*party, weight * 1_000 / all))
                    .filter(|(_, share)| *share >= 10),
            );
            shares.sort_unstable_by_key(|(party, share)| (std::cmp::Reverse(*share), *party));
            if weights.len() > MOST && shares.first().is_none_or(|s| s.1 < 400) {
                shares.clear();
            }
            self.shares.extend(shares.iter().take(MOST));
            let end = u32::try_from(self.shares.len()).unwrap_or(NONE);
            self.share_at.push(end);
        }
    }

    /// Customers of a payer, likeliest first.
    pub(crate) fn shares(&self, payer: u32) -> &[Share] {
        let at = payer as usize;
        &self.shares[self.share_at[at] as usize..self.share_at[at + 1] as usize]
    }

    /// The one customer of a payer, when there is hardly a doubt.
    pub(crate) fn sure(&self, payer: u32) -> Option<u32> {
        let (party, share) = *self.shares(payer).first()?;
        (share >= 800).then_some(party)
    }

    /// How much a payer's name speaks for a customer; `None` when the name says nothing at all.
    pub(crate) fn share(&self, payer: u32, party: u32) -> Option<u32> {
        let shares = self.shares(payer);
        if shares.is_empty() {
            return None;
        }
        Some(shares.iter().find(|s| s.0 == party).map_or(0, |s| s.1))
    }
}

fn aliases(facts: &Facts<'_>) -> HashMap<u64, Vec<(u32, u32)>> {
    let mut all: HashMap<u64, Vec<(u32, u32)>> = HashMap::new();
    for alias in facts.input.aliases {
        let Some(party) = facts.party_of.get(alias.party).copied() else {
            continue;
        };
        let list = all.entry(hash(&forms(alias.payer).plain)).or_default();
        if party != NONE && list.iter().all(|a| a.0 != party) {
            list.push((party, ALIAS));
            list.sort_unstable();
        }
    }
    all
}
