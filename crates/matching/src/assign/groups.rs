//! One receipt, several items that it does not name: a sum that only certain items of the payer
//! make. People pay what is due about the same time, so a choice is judged by how it lies among
//! the customer's open items, and none is taken when another is nearly as good.

use super::twins::Twins;
use crate::bits::{exp2, log2, log2_ratio, value};
use crate::book::Taken;
use crate::desk::Desk;
use crate::index::NO_DAY;
use crate::model::Rule;
use crate::parallel::parts;
use crate::subset::{MOST, solve};

/// Likelihood a choice needs, per mille.
const FROM: u64 = 850;
/// Items that are looked at first; more only when these give nothing.
const FIRST: usize = 14;
/// What each chosen and each left-out item between the first and the last says against a choice.
const CHOSEN: i32 = 600;
const LEFT_OUT: i32 = 1_700;
/// What it says against a group that it is one at all, when a single item would do.
const SEVERAL: i32 = 2_500;
/// Likelihood, in bits, that a receipt pays none of the choices.
const NONE_OF_THEM: i32 = -1_500;
/// Items due this many days after the receipt are not paid by it.
const EARLY: i32 = 45;

/// A choice for a receipt.
#[derive(Debug, Clone)]
struct Choice {
    receipt: u32,
    items: Vec<u32>,
    likely: u64,
    rivals: u16,
}

/// Finds groups for receipts that nothing was taken from, and for the rests of others.
pub(super) fn run(desk: &mut Desk<'_>, twins: &Twins, rests: &[u32]) {
    let mut by_party = by_party(desk);
    for _ in 0..4 {
        let mut work: Vec<u32> = (0..u32::try_from(desk.facts.receipts.len()).unwrap_or(0))
            .filter(|r| desk.book.fresh(*r) && desk.book.left[*r as usize] > 0)
            .filter(|r| twins.of(*r).is_none_or(|t| desk.book.fresh(t)))
            .collect();
        work.extend(rests.iter().filter(|r| desk.book.left[**r as usize] > 0));
        let seen: &Desk<'_> = desk;
        let lists = &by_party;
        let mut choices: Vec<Choice> = parts(work.len(), desk.policy.threads, |range| {
            work[range]
                .iter()
                .filter_map(|r| choose(seen, lists, *r))
                .collect::<Vec<_>>()
        })
        .concat();
        choices.sort_unstable_by_key(|c| (std::cmp::Reverse(c.likely), c.receipt));
        let mut taken = 0;
        for choice in choices {
            if choice.items.iter().all(|i| desk.book.whole(*i)) {
                taken += usize::from(take(desk, &choice));
            }
        }
        if taken == 0 {
            break;
        }
        for list in &mut by_party {
            list.retain(|i| desk.book.whole(*i));
        }
    }
}

/// Untouched items of each customer in order of their due date.
fn by_party(desk: &Desk<'_>) -> Vec<Vec<u32>> {
    let mut lists = vec![Vec::new(); desk.facts.parties.len()];
    for (at, item) in (0_u32..).zip(&desk.facts.items) {
        if desk.book.whole(at) {
            lists[item.party as usize].push(at);
        }
    }
    for list in &mut lists {
        list.sort_unstable_by_key(|i| (desk.facts.items[*i as usize].due, *i));
    }
    lists
}

fn choose(desk: &Desk<'_>, lists: &[Vec<u32>], receipt: u32) -> Option<Choice> {
    let named = named_due(desk, receipt);
    let parties: Vec<(u32, u32)> = match named {
        Some((party, ..)) => vec![(party, 1_000)],
        None => desk
            .names
            .shares(desk.facts.receipts[receipt as usize].payer)
            .iter()
            .copied()
            .filter(|s| s.1 >= 200)
            .collect(),
    };
    let most = parties.iter().map(|p| lists[p.0 as usize].len()).max()?;
    let near = pick(desk, lists, receipt, &parties, named, FIRST);
    if near.is_some() || most <= FIRST {
        return near;
    }
    pick(desk, lists, receipt, &parties, named, MOST)
}

/// Customer, first and last due date of what a receipt names and already pays.
fn named_due(desk: &Desk<'_>, receipt: u32) -> Option<(u32, i32, i32)> {
    if desk.book.fresh(receipt) {
        return None;
    }
    let items = || {
        desk.links(receipt)
            .iter()
            .map(|l| &desk.facts.items[l.item as usize])
    };
    let party = items().next()?.party;
    Some((
        party,
        items().map(|i| i.due).min()?,
        items().map(|i| i.due).max()?,
    ))
}

fn pick(
    desk: &Desk<'_>,
    lists: &[Vec<u32>],
    receipt: u32,
    parties: &[(u32, u32)],
    named: Option<(u32, i32, i32)>,
    width: usize,
) -> Option<Choice> {
    let target = desk.book.left[receipt as usize];
    let says = value(target);
    let mut all: Vec<(i32, Vec<u32>)> = Vec::new();
    for (party, share) in parties {
        let window = window(desk, &lists[*party as usize], receipt, named, width);
        let amounts: Vec<i64> = window
            .iter()
            .map(|i| desk.book.open[**i as usize])
            .collect();
        let masks = solve(&amounts, target, desk.policy.group_max)?;
        for mask in masks {
            let cost =
                cost(desk, &window, mask, receipt, named) - log2_ratio(u64::from(*share), 1_000);
            let items = window
                .iter()
                .zip(0..)
                .filter(|(_, bit)| mask >> bit & 1 == 1)
                .map(|(i, _)| **i)
                .collect();
            all.push((cost, items));
        }
    }
    all.sort_unstable();
    let (cost, items) = all.first()?.clone();
    let sum: u64 = all.iter().map(|c| exp2(says - c.0).max(1)).sum();
    let none = exp2(NONE_OF_THEM).max(1);
    let likely = u128::from(exp2(says - cost)) * 1_000 / u128::from(sum + none).max(1);
    let likely = u64::try_from(likely).unwrap_or(0);
    // One item alone is judged with the single receipts, not here.
    if likely < FROM || (items.len() < 2 && named.is_none()) {
        return None;
    }
    Some(Choice {
        receipt,
        items,
        likely,
        rivals: u16::try_from(all.len() - 1).unwrap_or(u16::MAX),
    })
}

/// The items nearest in due date to the receipt, or to what it names, in order of due date.
fn window<'l>(
    desk: &Desk<'_>,
    list: &'l [u32],
    receipt: u32,
    named: Option<(u32, i32, i32)>,
    width: usize,
) -> Vec<&'l u32> {
    let fact = &desk.facts.receipts[receipt as usize];
    let target = desk.book.left[receipt as usize];
    let due = |i: &u32| desk.facts.items[*i as usize].due;
    let date = fact.date;
    let mut near: Vec<&u32> = list
        .iter()
        .filter(|i| {
            let item = &desk.facts.items[**i as usize];
            item.currency == fact.currency && item.amount <= target
        })
        .filter(|i| date == NO_DAY || due(i) == NO_DAY || due(i) <= date.saturating_add(EARLY))
        .collect();
    let middle = named.map_or(date, |(_, first, last)| first.midpoint(last));
    let distance = |i: &u32| match named {
        Some((_, first, last)) if (first..=last).contains(&due(i)) => 0,
        _ => due(i).abs_diff(middle),
    };
    near.sort_by_key(|i| (distance(i), **i));
    near.truncate(width);
    near.sort_by_key(|i| (due(i), **i));
    near
}

/// Bits that a choice costs: how late it is, and how it lies among the open items.
fn cost(
    desk: &Desk<'_>,
    window: &[&u32],
    mask: u32,
    receipt: u32,
    named: Option<(u32, i32, i32)>,
) -> i32 {
    let due = |place: u32| desk.facts.items[*window[place as usize] as usize].due;
    let (first, last) = (mask.trailing_zeros(), 31 - mask.leading_zeros());
    let date = desk.facts.receipts[receipt as usize].date;
    let chosen = i32::try_from(mask.count_ones()).unwrap_or(32);
    // With named items the span reaches over them.
    let (from, to) = match named {
        Some((_, low, high)) => (
            (0..first).find(|p| due(*p) >= low).unwrap_or(first),
            (last + 1..u32::try_from(window.len()).unwrap_or(0))
                .take_while(|p| due(*p) <= high)
                .last()
                .unwrap_or(last),
        ),
        None => (first, last),
    };
    let span = i32::try_from(to - from + 1).unwrap_or(32);
    let late = match named {
        Some((_, _, high)) => desk.delay.bits(high.max(due(last)), date),
        None => desk.delay.bits(due(last), date),
    };
    // The delay is measured against a year of dates; the choice, against the open items.
    let wide = log2(u64::try_from(window.len()).unwrap_or(1)) + 2_000;
    let several = if chosen > 1 { SEVERAL } else { 0 };
    wide - late.min(wide) + several + chosen * CHOSEN + (span - chosen) * LEFT_OUT
}

fn take(desk: &mut Desk<'_>, choice: &Choice) -> bool {
    let rule = if desk.book.fresh(choice.receipt) {
        Rule::Group
    } else {
        Rule::NamedAndMore
    };
    let group = u16::try_from(choice.items.len()).unwrap_or(u16::MAX);
    let lines: Vec<Taken> = choice
        .items
        .iter()
        .map(|item| {
            let mut line = desk.line(choice.receipt, *item, desk.book.open[*item as usize], rule);
            line.score = u16::try_from(choice.likely).unwrap_or(999).min(980);
            line.evidence.group = group;
            line.evidence.rivals = choice.rivals;
            line.evidence.difference = 0;
            line
        })
        .collect();
    desk.book.take(&lines)
}
