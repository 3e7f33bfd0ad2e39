//! Our numbers by their digits.

use super::chains::Chains;
use super::facts::{Facts, NONE};
use crate::normalise::{Digits, Fit, Group, Join, Prefixes, ends_with, fit, read};
use std::collections::HashMap;

/// One number of an item.
#[derive(Debug, Clone, Copy)]
struct Number {
    digits: Digits,
    /// Digits of the running number at its end.
    tail: u8,
    /// Which of the prefixes it begins with; 0 without.
    prefix: u16,
}

/// A number in a text that is exactly one of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) item: u32,
    /// Several items have this number.
    pub(crate) shared: bool,
    /// So few digits, and no prefix before them, that it may mean something else.
    pub(crate) weak: bool,
}

/// All numbers of all items.
#[derive(Debug)]
pub(crate) struct NumberIndex {
    prefixes: Prefixes,
    letters: Vec<u64>,
    numbers: Vec<Number>,
    /// Item → first of its numbers; one more at the end.
    starts: Vec<u32>,
    owner: Vec<u32>,
    by_digits: Chains,
    /// Bit n: some number has n digits.
    lengths: u32,
}

/// Reads texts; keeps its buffers.
#[derive(Debug, Default)]
pub(crate) struct Linker {
    pub(crate) groups: Vec<Group>,
    found: Vec<Found>,
    pub(crate) links: Vec<Link>,
}

#[derive(Debug, Clone, Copy)]
struct Found {
    from: usize,
    to: usize,
    digits: Digits,
    first: u32,
}

/// Most numbers a written range may stand for.
const RANGE: u64 = 60;
/// A number of fewer digits needs its prefix before it.
const STRONG: u8 = 6;
/// Most groups that one number is written in.
const PIECES: usize = 6;

impl NumberIndex {
    /// Reads the numbers of all items.
    pub(crate) fn build(facts: &Facts<'_>) -> Self {
        let n = facts.items.len();
        let mut index = Self {
            prefixes: Prefixes::default(),
            letters: vec![0],
            numbers: Vec::with_capacity(n * 2),
            starts: Vec::with_capacity(n + 1),
            owner: Vec::with_capacity(n * 2),
            by_digits: Chains::with_capacity(n * 2),
            lengths: 0,
        };
        let mut seen: HashMap<u64, u16> = HashMap::new();
        let mut groups = Vec::new();
        for at in 0..u32::try_from(n).unwrap_or(NONE) {
            index
                .starts
                .push(u32::try_from(index.numbers.len()).unwrap_or(NONE));
            for text in facts.item(at).numbers {
                index.prefixes.learn(text);
                read(text, &index.prefixes, &mut groups);
                index.add(at, &groups, &mut seen);
            }
        }
        index
            .starts
            .push(u32::try_from(index.numbers.len()).unwrap_or(NONE));
        index
    }

    fn add(&mut self, item: u32, groups: &[Group], seen: &mut HashMap<u64, u16>) {
        let Some(last) = groups.last() else { return };
        let digits = groups
            .iter()
            .fold(Digits::default(), |all, g| all.then(g.digits));
        let letters = groups.first().map_or(0, |g| g.letters);
        let prefix = *seen.entry(letters).or_insert_with(|| {
            if letters == 0 {
                return 0;
            }
            self.letters.push(letters);
            u16::try_from(self.letters.len() - 1).unwrap_or(0)
        });
        let tail = if groups.len() > 1 {
            last.digits.len
        } else {
            digits.len
        };
        self.by_digits.push(
            digits.key(),
            u32::try_from(self.numbers.len()).unwrap_or(NONE),
        );
        self.numbers.push(Number {
            digits,
            tail,
            prefix,
        });
        self.owner.push(item);
        self.lengths |= 1 << digits.len;
    }

    fn numbers_of(&self, item: u32) -> &[Number] {
        let at = item as usize;
        &self.numbers[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// Running numbers of an item, for an index over the items that are still open.
    pub(crate) fn tails(&self, item: u32) -> impl Iterator<Item = u64> {
        self.numbers_of(item)
            .iter()
            .map(|n| n.digits.tail(n.tail).value)
    }

    /// Items with exactly these digits.
    pub(crate) fn owners(&self, digits: Digits) -> impl Iterator<Item = u32> {
        let possible = self.lengths & (1 << digits.len) != 0;
        possible
            .then(|| self.by_digits.get(digits.key()))
            .into_iter()
            .flatten()
            .map(|number| self.owner[number as usize])
    }

    /// Reads a text into groups and links.
    pub(crate) fn link(&self, text: &str, linker: &mut Linker) {
        linker.links.clear();
        linker.found.clear();
        read(text, &self.prefixes, &mut linker.groups);
        let mut at = 0;
        while at < linker.groups.len() {
            match self.longest(&linker.groups, at) {
                Some(found) => {
                    linker.found.push(found);
                    at = found.to;
                }
                None => {
                    self.continued(linker, at);
                    at += 1;
                }
            }
        }
        self.emit(linker);
    }

    /// The longest number of ours that begins at a group.
    fn longest(&self, groups: &[Group], from: usize) -> Option<Found> {
        let mut digits = Digits::default();
        let mut best = None;
        for (to, group) in groups.iter().enumerate().skip(from).take(PIECES) {
            if to > from && group.join == Join::New {
                break;
            }
            if digits.len + group.digits.len > 18 {
                break;
            }
            digits = digits.then(group.digits);
            if digits.len < 3 || self.lengths & (1 << digits.len) == 0 {
                continue;
            }
            if let Some(first) = self.by_digits.get(digits.key()).next() {
                best = Some(Found {
                    from,
                    to: to + 1,
                    digits,
                    first,
                });
            }
        }
        best
    }

    /// `…0123/124/125`: a shorter group after a number replaces the number's end.
    fn continued(&self, linker: &mut Linker, at: usize) {
        let group = linker.groups[at];
        let Some(before) = linker.found.last().copied().filter(|f| f.to == at) else {
            return;
        };
        if group.digits.len < 2 || group.digits.len >= before.digits.len || group.letters != 0 {
            return;
        }
        let digits = before
            .digits
            .head(before.digits.len - group.digits.len)
            .then(group.digits);
        if let Some(first) = self.by_digits.get(digits.key()).next() {
            linker.found.push(Found {
                from: at,
                to: at + 1,
                digits,
                first,
            });
        }
    }

    fn emit(&self, linker: &mut Linker) {
        for i in 0..linker.found.len() {
            let found = linker.found[i];
            let group = linker.groups[found.from];
            if i > 0 && group.range {
                self.between(linker.found[i - 1], found, &mut linker.links);
            }
            self.push(found, group.letters, &mut linker.links);
        }
        let mut seen = 0;
        for i in 0..linker.links.len() {
            let link = linker.links[i];
            if linker.links[..seen].iter().all(|l| l.item != link.item) {
                linker.links[seen] = link;
                seen += 1;
            }
        }
        linker.links.truncate(seen);
    }

    /// The numbers between the ends of a range.
    fn between(&self, low: Found, high: Found, links: &mut Vec<Link>) {
        let prefix = |f: Found| self.numbers[f.first as usize].prefix;
        let (a, b) = (low.digits, high.digits);
        if low.to != high.from
            || a.len != b.len
            || b.value <= a.value
            || b.value - a.value > RANGE
            || prefix(low) != prefix(high)
        {
            return;
        }
        for value in a.value + 1..b.value {
            let digits = Digits { value, len: a.len };
            for number in self.by_digits.get(digits.key()) {
                if self.numbers[number as usize].prefix == prefix(low) {
                    links.push(Link {
                        item: self.owner[number as usize],
                        shared: false,
                        weak: a.len < STRONG,
                    });
                }
            }
        }
    }

    fn push(&self, found: Found, letters: u64, links: &mut Vec<Link>) {
        let named = |number: &u32| {
            let own = self.letters[usize::from(self.numbers[*number as usize].prefix)];
            ends_with(letters, own)
        };
        let all = || self.by_digits.get(found.digits.key());
        let with_prefix = all().filter(named).take(9).count();
        let choose = |number: &u32| with_prefix == 0 || named(number);
        let many = all().filter(choose).take(9).count();
        for number in all().filter(choose).take(8) {
            links.push(Link {
                item: self.owner[number as usize],
                shared: many > 1,
                weak: found.digits.len < STRONG && with_prefix == 0,
            });
        }
    }

    /// The best agreement between groups of a text and an item's numbers.
    pub(crate) fn likeness(&self, groups: &[Group], item: u32) -> Option<Fit> {
        let mut best: Option<Fit> = None;
        for from in 0..groups.len() {
            let mut digits = Digits::default();
            for (to, group) in groups.iter().enumerate().skip(from).take(PIECES) {
                if to > from && group.join == Join::New {
                    break;
                }
                digits = digits.then(group.digits);
                for number in self.numbers_of(item) {
                    if let Some(found) = fit(digits, number.digits, number.tail)
                        && best.is_none_or(|b| found.1 > b.1)
                    {
                        best = Some(found);
                    }
                }
            }
        }
        best
    }
}
