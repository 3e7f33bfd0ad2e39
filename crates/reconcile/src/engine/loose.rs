//! Rows without a common number: quantity, amount and day together, and sums that nothing else makes.

use super::desk::{Desk, View};
use super::keys::mixed;
use crate::outcome::How;
use crate::side::{Field, NO_DAY, Standing};
use std::collections::BTreeMap;

/// Sums are searched only while so few rows are left a side.
const FEW: usize = 5_000;
/// Most rows looked at for one sum.
const SEARCH: usize = 22;
/// Most rows that make up a sum.
const MOST: usize = 8;

/// Takes what is the only answer.
pub(super) fn run(desk: &mut Desk<'_>) {
    let by_party = super::evidence::several_parties(desk);
    for (all_ours, all_theirs) in [(true, false), (false, true)] {
        let pools = |desk: &Desk<'_>| {
            let pick = |view: &View<'_>, all: bool| -> Vec<u32> {
                view.rest()
                    .filter(|r| all || !view.numbered[*r as usize])
                    .filter(|r| view.row(*r).standing == Standing::Movement)
                    .filter(|r| view.row(*r).amount != 0)
                    .collect()
            };
            (pick(&desk.ours, all_ours), pick(&desk.theirs, all_theirs))
        };
        let (ours, theirs) = pools(desk);
        same_day(desk, &ours, &theirs, by_party);
        let (ours, theirs) = pools(desk);
        near_day(desk, &ours, &theirs, by_party);
        let (ours, theirs) = pools(desk);
        if !by_party && ours.len() <= FEW && theirs.len() <= FEW {
            sums(desk, &ours, &theirs);
        }
    }
}

/// What must be equal: amount, quantity where both sides keep one, party where it tells rows apart.
fn key(view: &View<'_>, rank: u32, quantities: bool, by_party: bool) -> u64 {
    let row = view.row(rank);
    let mut key = mixed(row.amount.cast_unsigned());
    if quantities {
        key = mixed(key ^ row.quantity().unwrap_or(i64::MIN).cast_unsigned());
    }
    if by_party {
        for c in view
            .text(rank, Field::Party)
            .chars()
            .filter(|c| c.is_alphanumeric())
        {
            key = mixed(key ^ u64::from(u32::from(c)));
        }
    }
    key
}

fn keeps_quantities(view: &View<'_>, ranks: &[u32]) -> bool {
    let some = ranks
        .iter()
        .filter(|r| view.row(**r).quantity().is_some())
        .count();
    some * 2 > ranks.len()
}

type Buckets = BTreeMap<(u64, i32), (Vec<u32>, Vec<u32>)>;

fn buckets(desk: &Desk<'_>, ours: &[u32], theirs: &[u32], by_party: bool, by_day: bool) -> Buckets {
    let quantities = keeps_quantities(&desk.ours, ours) && keeps_quantities(&desk.theirs, theirs);
    let day = |view: &View<'_>, r: u32| if by_day { view.row(r).day } else { 0 };
    let mut buckets = Buckets::new();
    for r in ours {
        let at = (
            key(&desk.ours, *r, quantities, by_party),
            day(&desk.ours, *r),
        );
        buckets.entry(at).or_default().0.push(*r);
    }
    for r in theirs {
        let at = (
            key(&desk.theirs, *r, quantities, by_party),
            day(&desk.theirs, *r),
        );
        if let Some(bucket) = buckets.get_mut(&at) {
            bucket.1.push(*r);
        }
    }
    buckets
}

/// As many rows on one side as on the other with the same day, amount and quantity.
fn same_day(desk: &mut Desk<'_>, ours: &[u32], theirs: &[u32], by_party: bool) {
    for ((_, day), (a, b)) in buckets(desk, ours, theirs, by_party, true) {
        if day == NO_DAY || a.len() != b.len() {
            continue;
        }
        for (o, t) in a.iter().zip(&b) {
            desk.take(&[*o], &[*t], How::DayAndAmount);
        }
    }
}

/// One row on each side with the amount within the days, and no other.
fn near_day(desk: &mut Desk<'_>, ours: &[u32], theirs: &[u32], by_party: bool) {
    let quantities = keeps_quantities(&desk.ours, ours) && keeps_quantities(&desk.theirs, theirs);
    for (_, (a, b)) in buckets(desk, ours, theirs, by_party, false) {
        if let ([o], [t]) = (a.as_slice(), b.as_slice())
            && (desk.ours.row(*o).day == NO_DAY || desk.theirs.row(*t).day == NO_DAY)
        {
            // Without a day, amount and quantity have to do, and the amount alone never does.
            if quantities && desk.ours.row(*o).quantity().is_some() {
                desk.take(&[*o], &[*t], How::DayAndAmount);
            }
            continue;
        }
        let days = desk.policy.days.max(0).unsigned_abs();
        let near = |desk: &Desk<'_>, o: u32, t: u32| {
            let (x, y) = (desk.ours.row(o).day, desk.theirs.row(t).day);
            x != NO_DAY && y != NO_DAY && x.abs_diff(y) <= days
        };
        if a.len() * b.len() > 10_000 {
            continue;
        }
        let mut chosen = Vec::new();
        for o in &a {
            let mut found = b.iter().filter(|t| near(desk, *o, **t));
            if let (Some(t), None) = (found.next(), found.next())
                && a.iter().filter(|x| near(desk, **x, *t)).count() == 1
            {
                chosen.push((*o, *t));
            }
        }
        for (o, t) in chosen {
            desk.take(&[o], &[t], How::DayAndAmount);
        }
    }
}

/// A row of one side that only certain rows of the other side add up to.
fn sums(desk: &mut Desk<'_>, ours: &[u32], theirs: &[u32]) {
    for theirs_single in [true, false] {
        let (singles, many) = if theirs_single {
            (theirs, ours)
        } else {
            (ours, theirs)
        };
        let mut found = Vec::new();
        for single in singles {
            let (one_view, many_view) = if theirs_single {
                (&desk.theirs, &desk.ours)
            } else {
                (&desk.ours, &desk.theirs)
            };
            if !one_view.free(*single) {
                continue;
            }
            let row = one_view.row(*single);
            let around: Vec<u32> = many
                .iter()
                .copied()
                .filter(|r| many_view.free(*r))
                .filter(|r| {
                    let other = many_view.row(*r);
                    row.day != NO_DAY
                        && other.day != NO_DAY
                        && row.day.abs_diff(other.day) <= desk.policy.days.max(0).unsigned_abs()
                        && (other.amount > 0) == (row.amount > 0)
                        && other.amount.abs() < row.amount.abs()
                })
                .collect();
            if let Some(chosen) = only_sum(many_view, &around, row.amount) {
                found.push((*single, chosen));
            }
        }
        // An answer that another row claims as well is no answer.
        let mut claims: BTreeMap<u32, u32> = BTreeMap::new();
        for (_, chosen) in &found {
            for r in chosen {
                *claims.entry(*r).or_default() += 1;
            }
        }
        for (single, chosen) in found {
            if chosen
                .iter()
                .any(|r| claims.get(r).copied().unwrap_or(0) > 1)
            {
                continue;
            }
            if theirs_single {
                desk.take(&chosen, &[single], How::Sum);
            } else {
                desk.take(&[single], &chosen, How::Sum);
            }
        }
    }
}

/// The only choice of rows that makes the amount, when chance would hardly make one.
fn only_sum(view: &View<'_>, around: &[u32], target: i64) -> Option<Vec<u32>> {
    if around.len() < 2 || around.len() > SEARCH {
        return None;
    }
    let amounts: Vec<i64> = around.iter().map(|r| view.row(*r).amount).collect();
    let found = jieqing_matching::sums_to(&amounts, target, MOST)?;
    let &[mask] = found.as_slice() else {
        return None;
    };
    let size = mask.count_ones() as usize;
    let grain = amounts
        .iter()
        .fold(target.unsigned_abs(), |g, a| gcd(g, a.unsigned_abs()));
    let sums_possible = target.unsigned_abs() / grain.max(1);
    (choices(around.len(), size).saturating_mul(50) < sums_possible).then(|| {
        (0..)
            .zip(around)
            .filter(|(bit, _)| mask >> bit & 1 == 1)
            .map(|(_, r)| *r)
            .collect()
    })
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// Ways to choose up to `most` of `n`.
fn choices(n: usize, most: usize) -> u64 {
    let (mut all, mut ways) = (0_u64, 1_u64);
    for k in 1..=most.min(n) {
        let n = u64::try_from(n - k + 1).unwrap_or(u64::MAX);
        ways = ways.saturating_mul(n) / u64::try_from(k).unwrap_or(1);
        all = all.saturating_add(ways);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_choices() {
        assert_eq!(choices(5, 2), 15);
        assert_eq!(choices(22, 22), (1 << 22) - 1);
        assert_eq!(gcd(12, 18), 6);
    }
}
