//! Everything the steps work on: the facts, the indexes, what was learnt, and the book.

use crate::book::{Book, Taken};
use crate::delay::{Delay, days};
use crate::index::{Facts, Link, Linker, Names, NumberIndex, facts};
use crate::model::{Decision, Evidence, Input, NumberFit, PayerFit, Policy, Rule};
use crate::parallel::parts;
use std::collections::BTreeMap;

/// See the module.
pub(crate) struct Desk<'a> {
    pub(crate) facts: Facts<'a>,
    pub(crate) policy: Policy,
    pub(crate) numbers: NumberIndex,
    pub(crate) names: Names,
    pub(crate) delay: Delay,
    pub(crate) book: Book,
    /// Positions of receipts, earliest first.
    by_date: Vec<u32>,
    links: Vec<Link>,
    link_at: Vec<u32>,
    /// Item → receipts that name it, in order of date.
    named_by: Vec<u32>,
    named_at: Vec<u32>,
}

/// Most items that one receipt may name.
const LINKS: usize = 500;

impl<'a> Desk<'a> {
    pub(crate) fn new(input: Input<'a>, policy: Policy) -> Self {
        let facts = facts(input);
        let (numbers, names) = (
            NumberIndex::build(&facts, policy.threads),
            Names::build(&facts, policy.threads),
        );
        let (links, link_at) = links(&facts, &numbers, policy.threads);
        let (named_by, named_at) = reverse(&facts, &links, &link_at);
        let book = Book::new(&facts);
        Self {
            policy,
            numbers,
            names,
            delay: Delay::learn(std::iter::empty(), 365),
            book,
            by_date: by_date(&facts),
            links,
            link_at,
            named_by,
            named_at,
            facts,
        }
    }

    /// What a receipt names.
    pub(crate) fn links(&self, receipt: u32) -> &[Link] {
        let at = receipt as usize;
        &self.links[self.link_at[at] as usize..self.link_at[at + 1] as usize]
    }

    /// Receipts that name an item, earliest first.
    pub(crate) fn named_by(&self, item: u32) -> &[u32] {
        let at = item as usize;
        &self.named_by[self.named_at[at] as usize..self.named_at[at + 1] as usize]
    }

    /// Receipts that nothing was taken from, earliest first.
    pub(crate) fn fresh_by_date(&self) -> Vec<u32> {
        let fresh = |r: &u32| self.book.fresh(*r);
        self.by_date.iter().copied().filter(fresh).collect()
    }

    /// How the payer agrees with an item's customer.
    pub(crate) fn payer_fit(&self, receipt: u32, item: u32) -> PayerFit {
        let payer = self.facts.receipts[receipt as usize].payer;
        let party = self.facts.items[item as usize].party;
        match self.names.share(payer, party) {
            None => PayerFit::Unknown,
            Some(500..) => PayerFit::Same,
            Some(30..) => PayerFit::Possible,
            Some(_) if self.names.sure(payer).is_some() => PayerFit::Other,
            Some(_) => PayerFit::Unknown,
        }
    }

    /// Whether receipt and item have one currency.
    pub(crate) fn same_currency(&self, receipt: u32, item: u32) -> bool {
        self.facts.receipts[receipt as usize].currency == self.facts.items[item as usize].currency
    }

    /// Most that a receipt may fall short of an amount and still be taken for it.
    pub(crate) fn tolerance(&self, amount: i64) -> i64 {
        let share = i128::from(amount.max(0)) * i128::from(self.policy.short_permille) / 1_000;
        self.policy
            .short_cap
            .max(i64::try_from(share).unwrap_or(0))
            .min(amount / 2)
    }

    /// A line with the parts that every rule knows.
    pub(crate) fn line(&self, receipt: u32, item: u32, amount: i64, rule: Rule) -> Taken {
        let (r, i) = (
            &self.facts.receipts[receipt as usize],
            &self.facts.items[item as usize],
        );
        let late = days(i.due, r.date).and_then(|d| i16::try_from(d).ok());
        Taken {
            receipt,
            item,
            amount,
            decision: Decision::Proposed,
            score: 0,
            rule,
            evidence: Evidence {
                number: NumberFit::None,
                payer: self.payer_fit(receipt, item),
                difference: self.book.left[receipt as usize]
                    .saturating_sub(self.book.open[item as usize]),
                days: late,
                group: 1,
                rivals: 0,
            },
        }
    }

    /// Learns who pays for whom and how late, from what was named and agreed to the cent.
    pub(crate) fn learn(&mut self) {
        let mut votes: BTreeMap<(u32, u32), u32> = BTreeMap::new();
        let mut last = None;
        let mut pairs: Vec<(u32, u32)> = Vec::with_capacity(self.book.lines.len());
        for line in &self.book.lines {
            let party = self.facts.items[line.item as usize].party;
            let payer = self.facts.receipts[line.receipt as usize].payer;
            if last != Some((line.receipt, party)) {
                pairs.push((payer, party));
            }
            last = Some((line.receipt, party));
        }
        pairs.sort_unstable();
        for chunk in pairs.chunk_by(|a, b| a == b) {
            votes.insert(chunk[0], u32::try_from(chunk.len()).unwrap_or(u32::MAX));
        }
        self.names.learn(&votes);
        let dues = || {
            self.facts
                .items
                .iter()
                .map(|i| i.due)
                .filter(|d| *d > i32::MIN)
        };
        let span = dues()
            .max()
            .zip(dues().min())
            .map_or(365, |(a, b)| a.abs_diff(b));
        let delays = self.book.lines.iter().filter_map(|l| {
            days(
                self.facts.items[l.item as usize].due,
                self.facts.receipts[l.receipt as usize].date,
            )
        });
        self.delay = Delay::learn(delays, u64::from(span) + 1);
    }
}

fn by_date(facts: &Facts<'_>) -> Vec<u32> {
    let mut keyed: Vec<(i32, u32)> = facts.receipts.iter().map(|r| r.date).zip(0..).collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, receipt)| receipt).collect()
}

fn links(facts: &Facts<'_>, numbers: &NumberIndex, threads: usize) -> (Vec<Link>, Vec<u32>) {
    let read = parts(facts.receipts.len(), threads, |range| {
        let mut linker = Linker::default();
        let mut links: Vec<Link> = Vec::with_capacity(range.len());
        let mut ends = Vec::with_capacity(range.len());
        for at in range {
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            numbers.link(facts.text(at), &mut linker);
            links.extend(linker.links.iter().take(LINKS));
            ends.push(links.len());
        }
        (links, ends)
    });
    let mut links = Vec::with_capacity(read.iter().map(|r| r.0.len()).sum());
    let mut link_at = Vec::with_capacity(facts.receipts.len() + 1);
    link_at.push(0);
    for (part, ends) in read {
        let base = links.len();
        links.extend(part);
        link_at.extend(
            ends.iter()
                .map(|e| u32::try_from(base + e).unwrap_or(u32::MAX)),
        );
    }
    (links, link_at)
}

fn reverse(facts: &Facts<'_>, links: &[Link], link_at: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let mut at = vec![0_u32; facts.items.len() + 1];
    for link in links {
        at[link.item as usize + 1] += 1;
    }
    for i in 1..at.len() {
        at[i] += at[i - 1];
    }
    let mut fill = at.clone();
    let mut by = vec![0_u32; links.len()];
    for (receipt, range) in (0_u32..).zip(link_at.windows(2)) {
        for link in &links[range[0] as usize..range[1] as usize] {
            let place = &mut fill[link.item as usize];
            by[*place as usize] = receipt;
            *place += 1;
        }
    }
    for i in 0..facts.items.len() {
        by[at[i] as usize..at[i + 1] as usize]
            .sort_unstable_by_key(|r| (facts.receipts[*r as usize].date, *r));
    }
    (by, at)
}
