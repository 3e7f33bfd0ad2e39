//! Several receipts of one payer, none naming anything, that together make one item.

use super::pool::Pool;
use crate::bits::log2;
use crate::book::Taken;
use crate::delay::days;
use crate::desk::Desk;
use crate::model::Rule;
use std::collections::BTreeMap;

/// Most receipts of a payer that are put together.
const RECEIPTS: usize = 10;
/// Most of them for one item.
const TOGETHER: u32 = 4;
/// Days between the first and the last.
const WITHIN: i32 = 60;
/// Bits by which the sum must say more than chance would.
const MARGIN: i32 = 5_000;

/// Takes sums that say enough and that no other sum disputes.
pub(super) fn run(desk: &mut Desk<'_>) {
    let mut by_party: BTreeMap<(u32, jieqing_kernel::currency::Currency), Vec<u32>> =
        BTreeMap::new();
    for receipt in desk.fresh_by_date() {
        let fact = &desk.facts.receipts[receipt as usize];
        if desk.book.left[receipt as usize] > 0
            && desk.links(receipt).is_empty()
            && let Some(party) = desk.names.sure(fact.payer)
        {
            by_party
                .entry((party, fact.currency))
                .or_default()
                .push(receipt);
        }
    }
    by_party.retain(|_, receipts| (2..=RECEIPTS).contains(&receipts.len()));
    if by_party.is_empty() {
        return;
    }
    let mut wanted = vec![false; desk.facts.parties.len()];
    for (party, _) in by_party.keys() {
        wanted[*party as usize] = true;
    }
    let pool = Pool::within(desk, |party| wanted[party as usize]);
    for ((party, currency), receipts) in by_party {
        let mut found: Vec<(u32, u32)> = Vec::new();
        for mask in 1_u32..1 << receipts.len() {
            if !(2..=TOGETHER).contains(&mask.count_ones()) {
                continue;
            }
            let picked = || picked(&receipts, mask);
            let date = |r: u32| desk.facts.receipts[r as usize].date;
            let (first, last) = (31 - mask.leading_zeros(), mask.trailing_zeros());
            let near = days(
                date(receipts[last as usize]),
                date(receipts[first as usize]),
            );
            let sum = picked().try_fold(0_i64, |s, r| s.checked_add(desk.book.left[r as usize]));
            let (Some(sum), Some(0..=WITHIN)) = (sum, near) else {
                continue;
            };
            let tries = (1_u64 << receipts.len()) * pool.size(party);
            let says = log2(sum.unsigned_abs() / round(sum));
            if says < log2(tries) + MARGIN {
                continue;
            }
            let mut items = pool.of_party(party, sum, currency);
            if let (Some(item), None) = (items.next(), items.next()) {
                found.push((mask, item));
            }
        }
        let disputed = |mask: u32, item: u32| {
            found
                .iter()
                .any(|f| *f != (mask, item) && (f.0 & mask != 0 || f.1 == item))
        };
        let clear: Vec<(u32, u32)> = found
            .iter()
            .copied()
            .filter(|(mask, item)| !disputed(*mask, *item))
            .collect();
        for (mask, item) in clear {
            let lines: Vec<Taken> = picked(&receipts, mask)
                .map(|receipt| {
                    let amount = desk.book.left[receipt as usize];
                    let mut line = desk.line(receipt, item, amount, Rule::Gathered);
                    line.score = 800;
                    line.evidence.group = u16::try_from(mask.count_ones()).unwrap_or(0);
                    line.evidence.difference = 0;
                    line
                })
                .collect();
            desk.book.take(&lines);
        }
    }
}

fn picked(receipts: &[u32], mask: u32) -> impl Iterator<Item = u32> {
    receipts
        .iter()
        .zip(0..)
        .filter(move |(_, bit)| mask >> bit & 1 == 1)
        .map(|(r, _)| *r)
}

/// The power of ten that an amount is a multiple of.
fn round(amount: i64) -> u64 {
    let mut unit = 1;
    while amount != 0 && amount.unsigned_abs().is_multiple_of(unit * 10) {
        unit *= 10;
    }
    unit
}
