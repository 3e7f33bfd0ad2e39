//! Our numbers by their digits.

use super::chains::{Buckets, Hashed};
use super::facts::{Facts, NONE};
use crate::normalise::{Digits, Fit, Group, Join, Prefixes, ends_with, fit, read};
use crate::parallel::parts;
use std::collections::HashMap;

/// One number of an item, packed: digits, those of the running number at its end, and which of the
/// prefixes it begins with (0 without).
#[derive(Debug, Clone, Copy)]
struct Number {
    value: u64,
    len: u8,
    tail: u8,
    prefix: u16,
}

impl Number {
    fn digits(self) -> Digits {
        Digits {
            value: self.value,
            len: self.len,
        }
    }
}

/// What the index knows of a number without looking at it.
#[derive(Debug, Clone, Copy, Default)]
struct Owner {
    item: u32,
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
    by_digits: Buckets<Owner>,
    /// Bit n: some number has n digits.
    lengths: u32,
}

/// Reads texts; keeps its buffers.
#[derive(Debug, Default)]
pub(crate) struct Linker {
    pub(crate) groups: Vec<Group>,
    scratch: Vec<u8>,
    found: Vec<Found>,
    pub(crate) links: Vec<Link>,
}

#[derive(Debug, Clone, Copy)]
struct Found {
    from: usize,
    to: usize,
    digits: Digits,
    /// Prefix of the first number with these digits.
    prefix: u16,
}

/// Most numbers a written range may stand for.
const RANGE: u64 = 60;
/// A number of fewer digits needs its prefix before it.
const STRONG: u8 = 6;
/// Most groups that one number is written in.
const PIECES: usize = 6;

/// Numbers of a range of items, with letters numbered by themselves.
#[derive(Default)]
struct Part {
    numbers: Vec<Number>,
    /// Numbers of each item.
    counts: Vec<u8>,
    letters: Vec<u64>,
    seen: HashMap<u64, u16, Hashed>,
}

impl Part {
    fn add(&mut self, groups: &[Group]) {
        let (Some(first), Some(last)) = (groups.first(), groups.last()) else {
            return;
        };
        let digits = groups
            .iter()
            .fold(Digits::default(), |all, g| all.then(g.digits));
        let letters = first.letters;
        let prefix = if letters == 0 {
            0
        } else {
            *self.seen.entry(letters).or_insert_with(|| {
                self.letters.push(letters);
                u16::try_from(self.letters.len()).unwrap_or(0)
            })
        };
        let tail = if groups.len() > 1 {
            last.digits.len
        } else {
            digits.len
        };
        self.numbers.push(Number {
            value: digits.value,
            len: digits.len,
            tail,
            prefix,
        });
    }
}

impl NumberIndex {
    /// Reads the numbers of all items.
    pub(crate) fn build(facts: &Facts<'_>, threads: usize) -> Self {
        let n = facts.items.len();
        let learnt = parts(n, threads, |range| {
            let mut prefixes = Prefixes::default();
            for at in range {
                let numbers = facts.item(u32::try_from(at).unwrap_or(NONE)).numbers;
                numbers.iter().for_each(|text| prefixes.learn(text));
            }
            prefixes
        });
        let mut prefixes = Prefixes::default();
        learnt.iter().for_each(|part| prefixes.join(part));
        let read = parts(n, threads, |range| {
            let mut part = Part {
                numbers: Vec::with_capacity(range.len() * 2),
                counts: Vec::with_capacity(range.len()),
                ..Part::default()
            };
            let (mut scratch, mut groups) = (Vec::new(), Vec::new());
            for at in range {
                let before = part.numbers.len();
                let numbers = facts.item(u32::try_from(at).unwrap_or(NONE)).numbers;
                for text in numbers.iter().filter(|t| !t.is_empty()).take(255) {
                    read(text, &prefixes, &mut scratch, &mut groups);
                    part.add(&groups);
                }
                let count = part.numbers.len() - before;
                part.counts.push(u8::try_from(count).unwrap_or(u8::MAX));
            }
            part
        });
        Self::join(prefixes, read, n)
    }

    /// Parts one behind the other, letters numbered over all of them.
    fn join(prefixes: Prefixes, parts: Vec<Part>, items: usize) -> Self {
        let mut letters = vec![0];
        let mut numbers = Vec::with_capacity(parts.iter().map(|p| p.numbers.len()).sum());
        let mut starts = Vec::with_capacity(items + 1);
        let mut first = 0_u32;
        for mut part in parts {
            let mut renamed = vec![0_u16];
            for own in &part.letters {
                let known = letters.iter().position(|l| l == own);
                let place = known.unwrap_or_else(|| {
                    letters.push(*own);
                    letters.len() - 1
                });
                renamed.push(u16::try_from(place).unwrap_or(0));
            }
            for number in &mut part.numbers {
                number.prefix = renamed[usize::from(number.prefix)];
            }
            numbers.append(&mut part.numbers);
            for count in part.counts {
                starts.push(first);
                first += u32::from(count);
            }
        }
        starts.push(first);
        let mut owners = Vec::with_capacity(numbers.len());
        for (owner, range) in (0_u32..).zip(starts.windows(2)) {
            owners.extend((range[0]..range[1]).map(|_| owner));
        }
        let entries = numbers.iter().zip(&owners).map(|(number, item)| {
            let own = Owner {
                item: *item,
                prefix: number.prefix,
            };
            (number.digits().key(), own)
        });
        Self {
            by_digits: Buckets::build(entries),
            lengths: numbers.iter().fold(0, |all, n| all | 1 << n.len),
            prefixes,
            letters,
            numbers,
            starts,
        }
    }

    fn numbers_of(&self, item: u32) -> &[Number] {
        let at = item as usize;
        &self.numbers[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// Running numbers of an item, for an index over the items that are still open.
    pub(crate) fn tails(&self, item: u32) -> impl Iterator<Item = u64> {
        self.numbers_of(item)
            .iter()
            .map(|n| n.digits().tail(n.tail).value)
    }

    /// Items with exactly these digits.
    pub(crate) fn owners(&self, digits: Digits) -> impl Iterator<Item = u32> {
        let possible = self.lengths & (1 << digits.len) != 0;
        possible
            .then(|| self.by_digits.get(digits.key()))
            .into_iter()
            .flatten()
            .map(|owner| owner.item)
    }

    /// Reads a text into groups and links.
    pub(crate) fn link(&self, text: &str, linker: &mut Linker) {
        linker.links.clear();
        linker.found.clear();
        read(
            text,
            &self.prefixes,
            &mut linker.scratch,
            &mut linker.groups,
        );
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
                    prefix: first.prefix,
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
                prefix: first.prefix,
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
        let (a, b) = (low.digits, high.digits);
        if low.to != high.from
            || a.len != b.len
            || b.value <= a.value
            || b.value - a.value > RANGE
            || low.prefix != high.prefix
        {
            return;
        }
        for value in a.value + 1..b.value {
            let digits = Digits { value, len: a.len };
            for number in self.by_digits.get(digits.key()) {
                if number.prefix == low.prefix {
                    links.push(Link {
                        item: number.item,
                        shared: false,
                        weak: a.len < STRONG,
                    });
                }
            }
        }
    }

    fn push(&self, found: Found, letters: u64, links: &mut Vec<Link>) {
        let named = |number: &Owner| {
            let own = self.letters[usize::from(number.prefix)];
            ends_with(letters, own)
        };
        let all = || self.by_digits.get(found.digits.key());
        let with_prefix = all().filter(named).take(9).count();
        let choose = |number: &Owner| with_prefix == 0 || named(number);
        let many = all().filter(choose).take(9).count();
        for number in all().filter(choose).take(8) {
            links.push(Link {
                item: number.item,
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
                    if let Some(found) = fit(digits, number.digits(), number.tail)
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
