//! Rows with a common number. Which column of ours speaks of the same thing as which column of
//! theirs is decided by what is in them, not by what they are called.

use super::Policy;
use super::desk::Desk;
use super::fit::{Fit, Sum, fit};
use super::keys::{Keys, NONE};
use super::resolve::{Strict, resolve};
use crate::outcome::How;
use crate::side::{Field, Side};
use jieqing_matching::{NumberForm, NumberReader};

/// A column of ours and a column of theirs with common numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    /// Place in [`Field::NUMBERS`].
    pub(super) ours: usize,
    pub(super) theirs: usize,
    common: u64,
    agree: u64,
    /// Agreeing groups whose signs are the same, and the opposite.
    pub(super) same: u64,
    pub(super) other: u64,
    trusted: bool,
}

/// About so many numbers are looked at to weigh a pair of columns.
const SAMPLE: usize = 20_000;
/// Rows of a number that are compared one by one.
const LOOK: usize = 16;

/// Pairs of columns with common numbers, the most telling first.
pub(super) fn weigh(
    ours: &Side,
    our_keys: &Keys,
    theirs: &Side,
    their_keys: &Keys,
    policy: &Policy,
) -> Vec<Pair> {
    let n = ours.rows().len().max(theirs.rows().len());
    let mask = u64::try_from((n / SAMPLE).next_power_of_two()).unwrap_or(1) - 1;
    let sampled = |keys: &Keys, column: usize| {
        let mut list: Vec<(u64, u32)> = (0_u32..)
            .zip(keys.column(column))
            .filter(|(_, key)| **key != NONE && (**key >> 32) & mask == 0)
            .map(|(row, key)| (*key, row))
            .collect();
        list.sort_unstable();
        list
    };
    let right: Vec<_> = their_keys
        .present()
        .map(|t| (t, sampled(their_keys, t)))
        .collect();
    let mut pairs = Vec::new();
    for o in our_keys.present() {
        let left = sampled(our_keys, o);
        for (t, right) in &right {
            let mut pair = Pair {
                ours: o,
                theirs: *t,
                common: 0,
                agree: 0,
                same: 0,
                other: 0,
                trusted: false,
            };
            common(&left, right, |a, b| {
                pair.common += 1;
                let rows = |side: &Side, list: &[(u64, u32)]| {
                    list.iter()
                        .map(|(_, row)| side.rows()[*row as usize])
                        .collect::<Vec<_>>()
                };
                match agreement(&rows(ours, a), &rows(theirs, b), policy.tolerance) {
                    Some(true) => (pair.agree, pair.same) = (pair.agree + 1, pair.same + 1),
                    Some(false) => (pair.agree, pair.other) = (pair.agree + 1, pair.other + 1),
                    None => {}
                }
            });
            if pair.common > 0 {
                let strong = our_keys.strong[o] && their_keys.strong[*t];
                pair.trusted = strong || pair.agree * 2 >= pair.common;
                pairs.push(pair);
            }
        }
    }
    pairs.retain(|p| p.trusted);
    pairs.sort_by_key(|p| (std::cmp::Reverse(p.common), p.ours, p.theirs));
    pairs
}

/// Calls with the entries of every key that both lists have.
fn common(
    left: &[(u64, u32)],
    right: &[(u64, u32)],
    mut each: impl FnMut(&[(u64, u32)], &[(u64, u32)]),
) {
    let mut right = right.chunk_by(|a, b| a.0 == b.0).peekable();
    for mine in left.chunk_by(|a, b| a.0 == b.0) {
        while right.peek().is_some_and(|r| r[0].0 < mine[0].0) {
            right.next();
        }
        if let Some(yours) = right.peek()
            && yours[0].0 == mine[0].0
        {
            each(mine, yours);
        }
    }
}

/// Whether amounts under one number agree, and whether with the same sign.
fn agreement(ours: &[crate::Row], theirs: &[crate::Row], tolerance: i64) -> Option<bool> {
    let turned = |sum: &Sum| Sum {
        amount: sum.amount.saturating_neg(),
        net: sum.net.map(i64::saturating_neg),
        ..*sum
    };
    let one = |o: &Sum, t: &Sum| {
        if o.amount == 0 && t.amount == 0 {
            None
        } else if fit(o, t, tolerance) != Fit::No {
            Some(true)
        } else {
            (fit(o, &turned(t), tolerance) != Fit::No).then_some(false)
        }
    };
    let whole = one(&Sum::of(ours), &Sum::of(theirs));
    if whole.is_some() || (ours.len() == 1 && theirs.len() == 1) {
        return whole;
    }
    ours.iter().take(LOOK).find_map(|o| {
        theirs
            .iter()
            .take(LOOK)
            .find_map(|t| one(&Sum::of([o]), &Sum::of([t])))
    })
}

/// Takes what has a common number: whole numbers first, then damaged ones.
pub(super) fn run(desk: &mut Desk<'_>, our_keys: &Keys, their_keys: &Keys, pairs: &[Pair]) {
    for pair in pairs {
        let (o, t) = (our_keys.column(pair.ours), their_keys.column(pair.theirs));
        let strict = strictness(pair.ours, pair.theirs);
        let how = if strict == Strict::Full {
            How::Number
        } else {
            How::Order
        };
        joined(
            desk,
            |rank, desk| o[desk.ours.place(rank) as usize],
            |rank, desk| t[desk.theirs.place(rank) as usize],
            |desk, ours, theirs| {
                resolve(desk, ours, theirs, how, strict);
            },
        );
        if strict == Strict::Full {
            mark(desk, o, t);
        }
    }
    let documents =
        |keys: &Keys| -> Vec<usize> { keys.present().filter(|n| is_document(*n)).collect() };
    let known: Vec<(usize, usize)> = pairs.iter().map(|p| (p.ours, p.theirs)).collect();
    for o in documents(our_keys) {
        for t in documents(their_keys) {
            let first = known.first().is_none_or(|first| *first == (o, t));
            if first || known.contains(&(o, t)) || known.is_empty() {
                damaged(desk, o, t);
            }
        }
    }
}

fn is_document(number: usize) -> bool {
    Field::DOCUMENTS.contains(&Field::NUMBERS[number])
}

fn strictness(ours: usize, theirs: usize) -> Strict {
    if is_document(ours) && is_document(theirs) {
        Strict::Full
    } else {
        Strict::Order
    }
}

/// Rows with a number of the kind that links the two sides: another such number is another document.
fn mark(desk: &mut Desk<'_>, ours: &[u64], theirs: &[u64]) {
    for rank in 0..desk.ours.len() {
        if ours[desk.ours.place(rank) as usize] != NONE {
            desk.ours.mark_numbered(rank);
        }
    }
    for rank in 0..desk.theirs.len() {
        if theirs[desk.theirs.place(rank) as usize] != NONE {
            desk.theirs.mark_numbered(rank);
        }
    }
}

/// Calls with the free rows of every key that both sides have; ranks ascend.
fn joined<'a>(
    desk: &mut Desk<'a>,
    ours: impl Fn(u32, &Desk<'a>) -> u64,
    theirs: impl Fn(u32, &Desk<'a>) -> u64,
    mut each: impl FnMut(&mut Desk<'a>, &[u32], &[u32]),
) {
    let list = |ranks: Vec<u32>, key: &dyn Fn(u32) -> u64| {
        let mut list: Vec<(u64, u32)> = ranks
            .into_iter()
            .map(|rank| (key(rank), rank))
            .filter(|(key, _)| *key != NONE)
            .collect();
        list.sort_unstable();
        list
    };
    let left = list(desk.ours.rest().collect(), &|rank| ours(rank, desk));
    let right = list(desk.theirs.rest().collect(), &|rank| theirs(rank, desk));
    let (mut a, mut b) = (Vec::new(), Vec::new());
    common(&left, &right, |mine, yours| {
        a.clear();
        a.extend(mine.iter().map(|m| m.1));
        b.clear();
        b.extend(yours.iter().map(|y| y.1));
        each(desk, &a, &b);
    });
}

/// What of a damaged number is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Digits,
    Parts,
    Tail,
}

/// Numbers with lost prefixes and zeros.
fn damaged(desk: &mut Desk<'_>, ours: usize, theirs: usize) {
    let (of, tf) = (Field::NUMBERS[ours], Field::NUMBERS[theirs]);
    if desk.ours.rest().next().is_none() || desk.theirs.rest().next().is_none() {
        return;
    }
    let mut reader = NumberReader::default();
    for rank in 0..desk.ours.len() {
        reader.learn(desk.ours.text(rank, of));
    }
    let mut forms = |view: &super::desk::View<'_>, field: Field| -> Vec<Option<NumberForm>> {
        (0..view.len())
            .map(|rank| {
                view.free(rank)
                    .then(|| reader.form(view.text(rank, field)))
                    .flatten()
            })
            .collect()
    };
    let left = forms(&desk.ours, of);
    let right = forms(&desk.theirs, tf);
    for level in [Level::Digits, Level::Parts, Level::Tail] {
        let key = |form: Option<NumberForm>| {
            let Some(form) = form else { return NONE };
            let value = match level {
                Level::Digits => form.digits,
                Level::Parts if form.runs > 1 => form.parts,
                Level::Parts => return NONE,
                Level::Tail => form.tail,
            };
            if value == 0 {
                NONE
            } else {
                super::keys::mixed(value).max(1)
            }
        };
        let mut cases = Vec::new();
        joined(
            desk,
            |rank, _| key(left[rank as usize]),
            |rank, _| key(right[rank as usize]),
            |_, a, b| cases.push((a.to_vec(), b.to_vec())),
        );
        cases.retain(|(a, b)| {
            one_number(&desk.ours, a, of, &left) && one_number(&desk.theirs, b, tf, &right) && {
                let (x, y) = (letters(&left, a), letters(&right, b));
                x == y || x == 0 || y == 0
            }
        });
        let agree = cases
            .iter()
            .filter(|(a, b)| desk.fit(a, b) != Fit::No)
            .count();
        // The end of a number is less than the number.
        let usual = match level {
            Level::Digits | Level::Parts => agree >= 2 && agree * 2 >= cases.len(),
            Level::Tail => agree >= 3 && agree * 5 >= cases.len() * 4,
        };
        let strict = if usual {
            Strict::Full
        } else {
            Strict::Agreeing
        };
        for (a, b) in cases {
            if strict == Strict::Full {
                a.iter().for_each(|r| desk.ours.mark_numbered(*r));
                b.iter().for_each(|r| desk.theirs.mark_numbered(*r));
            }
            resolve(desk, &a, &b, How::DamagedNumber, strict);
        }
    }
}

fn letters(forms: &[Option<NumberForm>], ranks: &[u32]) -> u64 {
    ranks
        .first()
        .and_then(|r| forms[*r as usize])
        .map_or(0, |f| f.letters)
}

/// All these rows carry one and the same number, so that nothing else can be meant.
fn one_number(
    view: &super::desk::View<'_>,
    ranks: &[u32],
    field: Field,
    forms: &[Option<NumberForm>],
) -> bool {
    let number = |rank: u32| {
        let form = forms[rank as usize].unwrap_or_default();
        (
            form.letters,
            form.digits,
            super::keys::key(view.text(rank, field)),
        )
    };
    ranks.iter().all(|r| number(*r) == number(ranks[0]))
}
