//! Rows of both sides under one number: which of them belong together.

use super::desk::{Desk, View};
use super::fit::{Fit, RATES};
use super::keys::{NONE, key, mixed};
use crate::amount::with_tax;
use crate::outcome::How;
use crate::side::Field;

/// What may be concluded from the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strict {
    /// It names one document: what does not agree differs.
    Full,
    /// It names an order: what agrees belongs together, and what is the same line.
    Order,
    /// It may be an accident: only what agrees belongs together.
    Agreeing,
}

/// Most rows that are searched for a sum.
const SEARCH: usize = 20;
/// Most rows of a side in one group that differs.
const LUMP: usize = 60;

/// Takes what belongs together; the rest stays free.
pub(super) fn resolve(desk: &mut Desk<'_>, ours: &[u32], theirs: &[u32], how: How, strict: Strict) {
    if let ([_], [_]) = (ours, theirs) {
        let (o, t) = desk.sum(ours, theirs);
        let opposite = (o.amount > 0) != (t.amount > 0) && o.amount != 0 && t.amount != 0;
        if desk.fit(ours, theirs) != Fit::No || (strict != Strict::Agreeing && !opposite) {
            desk.take(ours, theirs, how);
        }
        return;
    }
    let uneven = ours.len() != theirs.len() && (ours.len() == 1 || theirs.len() == 1);
    if uneven && desk.fit(ours, theirs) != Fit::No && !holds_twin(desk, ours, theirs) {
        desk.take(ours, theirs, how);
        return;
    }
    let mut case = Case {
        ours: ours.to_vec(),
        theirs: theirs.to_vec(),
        how,
    };
    case.pair(desk, |v, r| line(v, r).map(|l| mixed(l ^ amount(v, r))));
    case.pair(desk, |v, r| {
        v.row(r)
            .quantity()
            .map(|q| mixed(amount(v, r) ^ mixed(q.cast_unsigned())))
    });
    case.pair(desk, |v, r| Some(amount(v, r)));
    case.taxed(desk);
    case.near(desk);
    if case.done() {
        return;
    }
    if desk.fit(&case.ours, &case.theirs) != Fit::No {
        desk.take(&case.ours, &case.theirs, how);
        return;
    }
    case.sums(desk);
    if strict == Strict::Agreeing || case.done() {
        return;
    }
    case.pair(desk, |v, r| line(v, r).map(|l| mixed(l ^ sign(v, r))));
    case.pair(desk, |v, r| {
        v.row(r).quantity().map(|q| mixed(q.cast_unsigned() ^ 0x51))
    });
    if strict == Strict::Order {
        return;
    }
    for up in [true, false] {
        let of = |view: &View<'_>, ranks: &[u32]| -> Vec<u32> {
            ranks
                .iter()
                .copied()
                .filter(|r| (view.row(*r).amount >= 0) == up)
                .collect()
        };
        let (a, b) = (of(&desk.ours, &case.ours), of(&desk.theirs, &case.theirs));
        if !a.is_empty() && !b.is_empty() && a.len() <= LUMP && b.len() <= LUMP {
            desk.take(&a, &b, how);
        }
    }
}

/// The single row of one side is already one of the rows of the other: the sum would hide a copy.
fn holds_twin(desk: &Desk<'_>, ours: &[u32], theirs: &[u32]) -> bool {
    ours.iter().any(|o| {
        theirs
            .iter()
            .any(|t| desk.ours.row(*o).amount == desk.theirs.row(*t).amount)
    })
}

fn amount(view: &View<'_>, rank: u32) -> u64 {
    mixed(view.row(rank).amount.cast_unsigned() ^ 0xA5A5)
}

fn sign(view: &View<'_>, rank: u32) -> u64 {
    u64::from(view.row(rank).amount < 0)
}

/// The line within the document, or the product.
fn line(view: &View<'_>, rank: u32) -> Option<u64> {
    let number = view.text(rank, Field::Line);
    let number = number.trim_start_matches('0');
    for text in [number, view.text(rank, Field::Item)] {
        let found = match key(text) {
            NONE if text.is_empty() => continue,
            NONE => text
                .chars()
                .filter(|c| c.is_alphanumeric())
                .fold(7, |h, c| mixed(h ^ u64::from(u32::from(c)))),
            found => found,
        };
        return Some(found);
    }
    None
}

/// What is left of both sides under a number.
struct Case {
    ours: Vec<u32>,
    theirs: Vec<u32>,
    how: How,
}

impl Case {
    fn done(&self) -> bool {
        self.ours.is_empty() || self.theirs.is_empty()
    }

    /// Takes row by row what has the same key, earliest first.
    fn pair(&mut self, desk: &mut Desk<'_>, key: impl Fn(&View<'_>, u32) -> Option<u64>) {
        if self.done() {
            return;
        }
        let keyed = |view: &View<'_>, ranks: &[u32]| {
            let mut list: Vec<(u64, u32)> = ranks
                .iter()
                .filter_map(|r| key(view, *r).map(|k| (k, *r)))
                .collect();
            list.sort_unstable();
            list
        };
        let (left, right) = (
            keyed(&desk.ours, &self.ours),
            keyed(&desk.theirs, &self.theirs),
        );
        let (mut i, mut j) = (0, 0);
        while let (Some(a), Some(b)) = (left.get(i), right.get(j)) {
            match a.0.cmp(&b.0) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    desk.take(&[a.1], &[b.1], self.how);
                    i += 1;
                    j += 1;
                }
            }
        }
        self.sweep(desk);
    }

    /// Takes pairs whose amounts agree with tax on one side.
    fn taxed(&mut self, desk: &mut Desk<'_>) {
        for rate in RATES {
            for ours_net in [false, true] {
                if self.done() {
                    return;
                }
                let gross = |view: &View<'_>, rank: u32, add: bool| {
                    let row = view.row(rank);
                    let value = if add {
                        with_tax(row.amount, row.rate().filter(|r| *r > 0).unwrap_or(rate))
                    } else {
                        row.amount
                    };
                    (value, rank)
                };
                let list = |view: &View<'_>, ranks: &[u32], add: bool| {
                    let mut list: Vec<_> = ranks.iter().map(|r| gross(view, *r, add)).collect();
                    list.sort_unstable();
                    list
                };
                let left = list(&desk.ours, &self.ours, ours_net);
                let right = list(&desk.theirs, &self.theirs, !ours_net);
                self.close_pairs(desk, &left, &right, crate::amount::ONE / 100);
            }
        }
    }

    /// Takes pairs within the tolerance.
    fn near(&mut self, desk: &mut Desk<'_>) {
        if self.done() {
            return;
        }
        let list = |view: &View<'_>, ranks: &[u32]| {
            let mut list: Vec<_> = ranks.iter().map(|r| (view.row(*r).amount, *r)).collect();
            list.sort_unstable();
            list
        };
        let (left, right) = (
            list(&desk.ours, &self.ours),
            list(&desk.theirs, &self.theirs),
        );
        self.close_pairs(desk, &left, &right, desk.policy.tolerance);
    }

    fn close_pairs(
        &mut self,
        desk: &mut Desk<'_>,
        left: &[(i64, u32)],
        right: &[(i64, u32)],
        within: i64,
    ) {
        let (mut i, mut j) = (0, 0);
        while let (Some(a), Some(b)) = (left.get(i), right.get(j)) {
            if a.0.abs_diff(b.0) <= within.unsigned_abs() && desk.fit(&[a.1], &[b.1]) != Fit::No {
                desk.take(&[a.1], &[b.1], self.how);
                i += 1;
                j += 1;
            } else if a.0 < b.0 {
                i += 1;
            } else {
                j += 1;
            }
        }
        self.sweep(desk);
    }

    /// Takes a row with the only rows of the other side that make its amount.
    fn sums(&mut self, desk: &mut Desk<'_>) {
        for theirs_single in [true, false] {
            let singles = if theirs_single {
                self.theirs.clone()
            } else {
                self.ours.clone()
            };
            for single in singles {
                let many = if theirs_single {
                    &self.ours
                } else {
                    &self.theirs
                };
                if many.len() < 2 || many.len() > SEARCH {
                    break;
                }
                let (one, view) = if theirs_single {
                    (desk.theirs.row(single).amount, &desk.ours)
                } else {
                    (desk.ours.row(single).amount, &desk.theirs)
                };
                let amounts: Vec<i64> = many.iter().map(|r| view.row(*r).amount).collect();
                let Some(found) = jieqing_matching::sums_to(&amounts, one, SEARCH) else {
                    continue;
                };
                let [mask] = found.as_slice() else { continue };
                let chosen: Vec<u32> = (0..)
                    .zip(many)
                    .filter(|(bit, _)| mask >> bit & 1 == 1)
                    .map(|(_, r)| *r)
                    .collect();
                if theirs_single {
                    desk.take(&chosen, &[single], self.how);
                } else {
                    desk.take(&[single], &chosen, self.how);
                }
                self.sweep(desk);
            }
        }
    }

    fn sweep(&mut self, desk: &Desk<'_>) {
        self.ours.retain(|r| desk.ours.free(*r));
        self.theirs.retain(|r| desk.theirs.free(*r));
    }
}
