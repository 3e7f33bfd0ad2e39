//! Which single item a receipt may pay, with the weight of the evidence.

use super::pool::{Amounts, Pool};
use super::twins::Twins;
use crate::bits::{ONE, exp2, log2, log2_ratio, value};
use crate::desk::Desk;
use crate::index::Linker;
use crate::model::{NumberFit, PayerFit};
use crate::normalise::{Digits, Group, Join, pow10};

/// A possible answer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    pub(super) receipt: u32,
    pub(super) item: u32,
    /// Thousandths of a bit for it, against none of them.
    pub(super) bits: i32,
    pub(super) number: NumberFit,
}

/// Most items of one amount that are looked at for one receipt.
const SAME: usize = 128;
/// Rows that the digits of an amount count for.
const WRITTEN: u64 = 20;
/// Most answers kept for one receipt.
const KEPT: usize = 40;
/// Most that a number in a text may say.
const NUMBER_MOST: i32 = 24_000;
/// More certainty than this is not told apart.
const BITS_MOST: i32 = 28_000;
/// What a number in the text says against an item that has none like it.
const OTHER_NUMBER: i32 = -6_000;
/// What each further copy of a receipt says against all its answers.
const COPY: i32 = -3_000;

/// Finds answers; keeps its buffers.
pub(super) struct Finder<'a, 'b> {
    pub(super) desk: &'a Desk<'b>,
    pub(super) pool: &'a Pool,
    pub(super) amounts: &'a Amounts,
    pub(super) twins: &'a Twins,
    linker: Linker,
    pub(super) found: Vec<Edge>,
    /// Item → the last receipt it was considered for, plus one.
    seen: Vec<u32>,
    /// What the receipt's amount says when it is exactly an item's.
    rare: i32,
}

impl<'a, 'b> Finder<'a, 'b> {
    pub(super) fn new(
        desk: &'a Desk<'b>,
        pool: &'a Pool,
        amounts: &'a Amounts,
        twins: &'a Twins,
    ) -> Self {
        Self {
            desk,
            pool,
            amounts,
            twins,
            linker: Linker::default(),
            found: Vec::new(),
            seen: vec![0; desk.facts.items.len()],
            rare: 0,
        }
    }

    /// The answers for a receipt, best first, into `found`.
    pub(super) fn find(&mut self, receipt: u32) {
        self.found.clear();
        let desk = self.desk;
        let fact = &desk.facts.receipts[receipt as usize];
        let amount = desk.book.left[receipt as usize];
        desk.numbers
            .link(desk.facts.text(receipt), &mut self.linker);
        let numbered = self.linker.groups.iter().any(|g| g.digits.len >= 3);
        self.rare = self.rarity(amount);
        let shares = desk.names.shares(fact.payer);
        for (party, _) in shares {
            for item in self.pool.of_party(*party, amount, fact.currency).take(SAME) {
                self.consider(receipt, item, numbered);
            }
        }
        let clear = numbered && self.found.iter().any(|e| e.number >= NumberFit::OneEdit);
        let known = shares.iter().map(|s| s.1).sum::<u32>() >= 900;
        if !clear && (numbered || !known || self.found.is_empty()) {
            let pool = self.pool;
            let due = desk.delay.due(fact.date);
            // An amount that more items have than can be looked at decides nothing by itself.
            if pool
                .with_amount(amount, fact.currency, due.clone())
                .nth(SAME)
                .is_none()
            {
                for item in pool.with_amount(amount, fact.currency, due) {
                    self.consider(receipt, item, numbered);
                }
            }
        }
        if numbered && self.found.iter().all(|e| e.number < NumberFit::OneEdit) {
            self.by_number(receipt);
        }
        self.found
            .sort_unstable_by_key(|e| (std::cmp::Reverse(e.bits), e.item));
        self.found.truncate(KEPT);
        // Differences count, not heights: keep the best within what the marginals can hold.
        let over = self.found.first().map_or(0, |e| e.bits - BITS_MOST).max(0);
        for edge in &mut self.found {
            edge.bits -= over;
        }
    }

    /// Items whose amount differs but whose number is like one in the text.
    fn by_number(&mut self, receipt: u32) {
        for i in 0..self.linker.links.len() {
            let link = self.linker.links[i];
            if self.desk.book.whole(link.item) {
                self.consider(receipt, link.item, true);
            }
        }
        let groups = std::mem::take(&mut self.linker.groups);
        let pool = self.pool;
        for group in groups.iter().filter(|g| g.digits.significant() >= 2) {
            for item in pool.with_tail(group.digits.value).take(64) {
                self.consider_with(receipt, item, &groups);
            }
        }
        // A number that is one of ours, but paid, is no slip of another.
        let named = !self.linker.links.is_empty();
        for digits in wholes(&groups).into_iter().filter(|_| !named) {
            one_edits(digits, |near| {
                for item in self.desk.numbers.owners(near).take(4) {
                    if self.desk.book.whole(item) {
                        self.consider_with(receipt, item, &groups);
                    }
                }
            });
        }
        self.linker.groups = groups;
    }

    fn consider(&mut self, receipt: u32, item: u32, numbered: bool) {
        let groups = std::mem::take(&mut self.linker.groups);
        self.consider_with(receipt, item, if numbered { &groups } else { &[] });
        self.linker.groups = groups;
    }

    fn consider_with(&mut self, receipt: u32, item: u32, groups: &[Group]) {
        let seen = &mut self.seen[item as usize];
        if *seen == receipt + 1 || !self.desk.same_currency(receipt, item) {
            return;
        }
        *seen = receipt + 1;
        let fit = self.desk.numbers.likeness(groups, item);
        let (number, say) = match fit {
            Some((kind, bits)) => (kind, i32::try_from(bits).unwrap_or(0).min(NUMBER_MOST)),
            None if groups.is_empty() => (NumberFit::None, 0),
            None => (NumberFit::None, OTHER_NUMBER),
        };
        let Some(amount) = self.amount(receipt, item, number) else {
            return;
        };
        let fact = &self.desk.facts.receipts[receipt as usize];
        let due = self.desk.facts.items[item as usize].due;
        let copy = if self.twins.of(receipt).is_some() {
            COPY
        } else {
            0
        };
        let bits =
            self.party(receipt, item) + amount + say + self.desk.delay.bits(due, fact.date) + copy;
        if bits > -6_000 {
            self.found.push(Edge {
                receipt,
                item,
                bits,
                number,
            });
        }
    }

    /// What the payer's name says, and among how many open items the answer is looked for.
    fn party(&self, receipt: u32, item: u32) -> i32 {
        let payer = self.desk.facts.receipts[receipt as usize].payer;
        let party = self.desk.facts.items[item as usize].party;
        let shares = self.desk.names.shares(payer);
        match shares.iter().find(|s| s.0 == party) {
            Some((_, share)) => log2_ratio(u64::from(*share), 1_000) - self.pool.size_log(party),
            None => {
                let known: u32 = shares.iter().map(|s| s.1).sum();
                let rest = 1_000_u32.saturating_sub(known).max(10);
                log2_ratio(u64::from(rest), 1_000) - self.pool.total_log()
            }
        }
    }

    /// How rare an amount is: by what other items have it and, as far as those are few, by how many
    /// amounts can be written with as many digits.
    fn rarity(&self, amount: i64) -> i32 {
        let others = self.amounts.between(amount, amount).saturating_sub(1);
        let written = value(amount);
        let seen = others * ONE + WRITTEN * exp2(-written);
        let bits = log2((self.amounts.len() + WRITTEN) * ONE) - log2(seen.max(1));
        bits.min(written.max(log2(self.amounts.len())))
    }

    /// How rare amounts between two are.
    fn says(&self, low: i64, high: i64) -> i32 {
        log2_ratio(self.amounts.len(), self.amounts.between(low, high))
    }

    /// What the amounts say; `None` when they cannot belong together.
    fn amount(&self, receipt: u32, item: u32, number: NumberFit) -> Option<i32> {
        let (paid, open) = (
            self.desk.book.left[receipt as usize],
            self.desk.book.open[item as usize],
        );
        if paid == open {
            return Some(self.rare);
        }
        if number < NumberFit::Cut || paid <= 0 || open <= 0 {
            return None;
        }
        let missing = open.checked_sub(paid)?;
        if missing > 0 && missing <= self.desk.tolerance(open) {
            return Some(self.says(paid, paid.saturating_add(self.desk.tolerance(open))) - 3_000);
        }
        // A part, or more than the item: only a number and the payer together can say that.
        let same = self.desk.payer_fit(receipt, item) == PayerFit::Same;
        let whole = number == NumberFit::Whole;
        (same || whole).then_some(if missing > 0 { -4_000 } else { -6_000 })
    }
}

/// Runs of groups that may be a whole number.
fn wholes(groups: &[Group]) -> Vec<Digits> {
    let mut all = Vec::new();
    for from in 0..groups.len().min(12) {
        let mut digits = Digits::default();
        for (to, group) in groups.iter().enumerate().skip(from).take(4) {
            if to > from && group.join == Join::New {
                break;
            }
            digits = digits.then(group.digits);
            if digits.len >= 7 {
                all.push(digits);
            }
        }
    }
    all.truncate(16);
    all
}

/// Every number that one slip makes of another.
fn one_edits(digits: Digits, mut say: impl FnMut(Digits)) {
    let len = digits.len;
    for at in 0..len {
        let old = digits.at(at);
        let unit = pow10(len - 1 - at);
        for new in 0..10 {
            if new != old {
                let value = digits.value - u64::from(old) * unit + u64::from(new) * unit;
                say(Digits { value, len });
            }
        }
        let (head, tail) = (digits.head(at), digits.tail(len - at - 1));
        say(head.then(tail));
        if at + 1 < len && old != digits.at(at + 1) {
            let next = digits.at(at + 1);
            let swapped = Digits {
                value: u64::from(next) * 10 + u64::from(old),
                len: 2,
            };
            say(head.then(swapped).then(digits.tail(len - at - 2)));
        }
    }
    if len < 18 {
        for at in 0..=len {
            for new in 0..10 {
                let one = Digits { value: new, len: 1 };
                say(digits.head(at).then(one).then(digits.tail(len - at)));
            }
        }
    }
}
