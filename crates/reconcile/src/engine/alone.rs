//! What is left: copies, rows that stand alone, and what they may be.

use super::causes;
use super::desk::{Desk, View};
use super::keys::{NONE, key, mixed};
use crate::outcome::{Cause, Duplicate, Group, Outcome, Party, Single};
use crate::side::{Field, NO_DAY, Standing};
use std::collections::BTreeMap;

/// Days within which a row without a number may repeat another.
const COPY_DAYS: i32 = 7;

/// Sorts everything into the outcome.
pub(super) fn conclude(desk: Desk<'_>) -> Outcome {
    let mut outcome = Outcome::default();
    for party in [Party::Ours, Party::Theirs] {
        let (view, other) = match party {
            Party::Ours => (&desk.ours, &desk.theirs),
            Party::Theirs => (&desk.theirs, &desk.ours),
        };
        let copies = copies(view);
        let last_day = (0..other.len())
            .map(|r| other.row(r).day)
            .max()
            .unwrap_or(NO_DAY);
        let main = main_party(view);
        let mut singles = Vec::new();
        for rank in view.rest() {
            let row = view.place(rank);
            let amount = view.row(rank).amount;
            if let Some(of) = copies.get(&rank) {
                outcome.duplicates.push(Duplicate {
                    party,
                    row,
                    of: view.place(*of),
                    amount,
                });
                continue;
            }
            let stranger = main.is_some_and(|main| {
                let who = name(view, rank);
                who != NONE && who != main
            });
            let cause = if stranger {
                Cause::WrongCustomer
            } else {
                causes::of_single(&desk, party, rank, last_day)
            };
            singles.push(Single {
                row,
                amount,
                cause,
                maybe: None,
            });
        }
        singles.sort_unstable();
        match party {
            Party::Ours => outcome.only_ours = singles,
            Party::Theirs => outcome.only_theirs = singles,
        }
    }
    suggest(&mut outcome.only_ours, &mut outcome.only_theirs);
    let (mut matched, mut differs): (Vec<Group>, Vec<Group>) =
        desk.groups.into_iter().partition(|g| g.cause.is_none());
    matched.sort_unstable();
    differs.sort_unstable();
    outcome.duplicates.sort_unstable();
    Outcome {
        matched,
        differs,
        ..outcome
    }
}

/// Free rows that repeat another row of their side: rank → rank of the other.
fn copies(view: &View<'_>) -> BTreeMap<u32, u32> {
    let mut seen: Vec<(u64, bool, u32)> = Vec::new();
    for rank in 0..view.len() {
        if view.row(rank).standing == Standing::Movement
            && let Some(key) = sameness(view, rank)
        {
            // Rows that found their counterpart come first: the other one is the copy.
            seen.push((key, view.free(rank), rank));
        }
    }
    seen.sort_unstable();
    let mut copies = BTreeMap::new();
    for chunk in seen.chunk_by(|a, b| a.0 == b.0) {
        for (at, (_, free, rank)) in chunk.iter().enumerate().skip(1) {
            if !free {
                continue;
            }
            let day = view.row(*rank).day;
            let by_number = numbered(view, *rank) && view.row(*rank).amount > 0;
            let near = |other: u32| {
                let day_of = view.row(other).day;
                by_number
                    || day == day_of
                    || (!numbered(view, *rank)
                        && day != NO_DAY
                        && day_of != NO_DAY
                        && day.abs_diff(day_of) <= COPY_DAYS.unsigned_abs())
            };
            if let Some((_, _, of)) = chunk[..at].iter().rev().take(50).find(|c| near(c.2)) {
                copies.insert(*rank, *of);
            }
        }
    }
    copies
}

fn numbered(view: &View<'_>, rank: u32) -> bool {
    Field::DOCUMENTS
        .iter()
        .any(|field| key(view.text(rank, *field)) != NONE)
}

/// One value for what two copies have in common; `None` for a row that says too little.
fn sameness(view: &View<'_>, rank: u32) -> Option<u64> {
    let row = view.row(rank);
    if row.amount == 0 {
        return None;
    }
    let mut hash = mixed(row.amount.cast_unsigned());
    let mut eat = |value: u64| hash = mixed(hash.rotate_left(7) ^ value);
    eat(row.quantity().unwrap_or(i64::MIN).cast_unsigned());
    if numbered(view, rank) {
        for field in [
            Field::Doc,
            Field::Delivery,
            Field::Invoice,
            Field::Line,
            Field::Item,
        ] {
            eat(letters(view.text(rank, field)));
        }
        return Some(hash);
    }
    let text = view.text(rank, Field::Text);
    let order = view.text(rank, Field::Order).len() + view.text(rank, Field::Po).len();
    if key(text) == NONE && order == 0 {
        return None;
    }
    for field in Field::ALL {
        eat(letters(view.text(rank, field)));
    }
    Some(hash)
}

fn letters(text: &str) -> u64 {
    match key(text) {
        NONE => text
            .chars()
            .filter(|c| c.is_alphanumeric())
            .fold(11, |h, c| mixed(h ^ u64::from(u32::from(c)))),
        key => key,
    }
}

fn name(view: &View<'_>, rank: u32) -> u64 {
    let text = view.text(rank, Field::Party);
    if text.is_empty() { NONE } else { letters(text) }
}

/// The party that nearly all rows are about; `None` when there is none.
fn main_party(view: &View<'_>) -> Option<u64> {
    let mut counts: BTreeMap<u64, u32> = BTreeMap::new();
    for rank in 0..view.len() {
        let who = name(view, rank);
        if who != NONE {
            *counts.entry(who).or_default() += 1;
            if counts.len() > 1_000 {
                return None;
            }
        }
    }
    let all: u32 = counts.values().sum();
    let (who, most) = counts.into_iter().max_by_key(|(who, n)| (*n, *who))?;
    (all >= 5 && most * 10 >= all * 8).then_some(who)
}

/// Amounts that only one row on each side has.
fn suggest(ours: &mut [Single], theirs: &mut [Single]) {
    let by_amount = |list: &[Single]| {
        let mut all: BTreeMap<i64, Option<usize>> = BTreeMap::new();
        for (at, single) in list.iter().enumerate() {
            all.entry(single.amount)
                .and_modify(|one| *one = None)
                .or_insert(Some(at));
        }
        all
    };
    let right = by_amount(theirs);
    for (amount, at) in by_amount(ours) {
        if let (Some(o), Some(Some(t))) = (at, right.get(&amount).copied())
            && amount != 0
        {
            ours[o].maybe = Some(theirs[t].row);
            theirs[t].maybe = Some(ours[o].row);
        }
    }
}
