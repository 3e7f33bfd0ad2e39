//! Receipts that name what they pay.

use crate::book::Taken;
use crate::desk::Desk;
use crate::index::{Link, NONE};
use crate::model::{Decision, NumberFit, PayerFit, Rule};
use crate::parallel::parts;

/// What a receipt names, when all of it is clear, open and of its currency.
fn clear(desk: &Desk<'_>, receipt: u32) -> Option<Vec<Link>> {
    let links = desk.links(receipt);
    if links.is_empty() || links.iter().any(|l| l.shared) {
        return None;
    }
    let open: Vec<Link> = links
        .iter()
        .copied()
        .filter(|l| desk.book.open[l.item as usize] != 0 && desk.same_currency(receipt, l.item))
        .collect();
    (!open.is_empty()).then_some(open)
}

fn sum(desk: &Desk<'_>, links: &[Link]) -> Option<i64> {
    links.iter().try_fold(0_i64, |sum, l| {
        sum.checked_add(desk.book.open[l.item as usize])
    })
}

/// The only item a receipt names.
fn single(desk: &Desk<'_>, receipt: u32) -> Option<Link> {
    match desk.links(receipt) {
        [link] if !link.shared && desk.same_currency(receipt, link.item) => Some(*link),
        _ => None,
    }
}

fn whole(desk: &Desk<'_>, receipt: u32, links: &[Link], rule: Rule, score: u16) -> Vec<Taken> {
    let group = u16::try_from(links.len()).unwrap_or(u16::MAX);
    links
        .iter()
        .map(|link| {
            let amount = desk.book.open[link.item as usize];
            let mut line = desk.line(receipt, link.item, amount, rule);
            line.score = score;
            line.evidence.number = NumberFit::Whole;
            line.evidence.group = group;
            line
        })
        .collect()
}

/// Named, and the sum agrees to the cent. Where several receipts could pay an item, the earlier
/// goes first; the others are taken as they stand, which is the same and quicker.
pub(super) fn exact(desk: &mut Desk<'_>) {
    let seen: &Desk<'_> = desk;
    let found = parts(seen.facts.receipts.len(), seen.policy.threads, |range| {
        let range =
            u32::try_from(range.start).unwrap_or(NONE)..u32::try_from(range.end).unwrap_or(NONE);
        range
            .filter(|receipt| agrees(seen, *receipt))
            .collect::<Vec<u32>>()
    })
    .concat();
    let mut wanted = vec![0_u8; desk.facts.items.len()];
    for link in found.iter().flat_map(|r| desk.links(*r)) {
        let count = &mut wanted[link.item as usize];
        *count = count.saturating_add(1);
    }
    let alone = |desk: &Desk<'_>, receipt: u32| {
        let links = desk.links(receipt);
        links.iter().all(|l| wanted[l.item as usize] == 1)
    };
    let (clear, mut disputed): (Vec<u32>, Vec<u32>) =
        found.into_iter().partition(|r| alone(desk, *r));
    disputed.sort_unstable_by_key(|r| (desk.facts.receipts[*r as usize].date, *r));
    let seen: &Desk<'_> = desk;
    let lines = parts(clear.len(), seen.policy.threads, |range| {
        let mut lines: Vec<Taken> = Vec::with_capacity(range.len());
        for receipt in &clear[range] {
            lines.append(&mut exact_lines(seen, *receipt));
        }
        lines
    });
    for lines in lines
        .iter()
        .flat_map(|l| l.chunk_by(|a, b| a.receipt == b.receipt))
    {
        desk.book.take(lines);
    }
    for receipt in disputed {
        if agrees(desk, receipt) {
            let lines = exact_lines(desk, receipt);
            desk.book.take(&lines);
        }
    }
}

/// Whether all that a receipt names is clear, open, of its currency, and makes its amount.
fn agrees(desk: &Desk<'_>, receipt: u32) -> bool {
    let links = desk.links(receipt);
    let amount = desk.facts.receipts[receipt as usize].amount;
    amount != 0
        && !links.is_empty()
        && links.iter().all(|l| {
            !l.shared && desk.book.open[l.item as usize] != 0 && desk.same_currency(receipt, l.item)
        })
        && sum(desk, links) == Some(amount)
        && desk.book.fresh(receipt)
}

fn exact_lines(desk: &Desk<'_>, receipt: u32) -> Vec<Taken> {
    let links = desk.links(receipt);
    let rivals = equals(desk, receipt, links[0].item);
    let mut lines = whole(desk, receipt, links, Rule::NamedExact, 1_000);
    let doubt = lines.iter().any(|l| l.evidence.payer == PayerFit::Other)
        || links.len() == 1
            && links[0].weak
            && lines.iter().any(|l| l.evidence.payer != PayerFit::Same);
    for line in &mut lines {
        line.evidence.difference = 0;
        line.evidence.rivals = rivals;
        if rivals > 0 {
            line.score = 1_000 / (rivals + 1);
        } else if doubt {
            line.score = 950;
        } else if desk.policy.apply {
            line.decision = Decision::Applied;
        }
    }
    lines
}

/// Other receipts of the same day and amount that name the item: equally good.
fn equals(desk: &Desk<'_>, receipt: u32, item: u32) -> u16 {
    let this = &desk.facts.receipts[receipt as usize];
    let same = desk.named_by(item).iter().filter(|other| {
        let that = &desk.facts.receipts[**other as usize];
        **other != receipt && that.amount == this.amount && that.date == this.date
    });
    u16::try_from(same.count()).unwrap_or(u16::MAX)
}

/// Several receipts name one item and together make it.
pub(super) fn instalments(desk: &mut Desk<'_>) {
    for item in 0..u32::try_from(desk.facts.items.len()).unwrap_or(0) {
        if desk.named_by(item).len() < 2 || !desk.book.whole(item) {
            continue;
        }
        let open = desk.book.open[item as usize];
        let receipts: Vec<u32> = desk
            .named_by(item)
            .iter()
            .copied()
            .filter(|r| desk.book.fresh(*r) && single(desk, *r).is_some())
            .filter(|r| {
                let amount = desk.book.left[*r as usize];
                amount != 0 && (amount > 0) == (open > 0)
            })
            .filter(|r| desk.payer_fit(*r, item) != PayerFit::Other)
            .collect();
        if receipts.len() < 2 {
            continue;
        }
        let left = |r: &u32| desk.book.left[*r as usize];
        let sum: i128 = receipts.iter().map(|r| i128::from(left(r))).sum();
        let chosen = if sum == i128::from(open) {
            Some((receipts.clone(), true))
        } else {
            chosen(&receipts, left, open).map(|c| (c, false))
        };
        let Some((chosen, all)) = chosen else {
            continue;
        };
        let group = u16::try_from(chosen.len()).unwrap_or(u16::MAX);
        let lines: Vec<Taken> = chosen
            .iter()
            .map(|r| {
                let mut line = desk.line(*r, item, left(r), Rule::Instalments);
                line.evidence.number = NumberFit::Whole;
                line.evidence.group = group;
                line.evidence.difference = 0;
                line.score = if all { 1_000 } else { 900 };
                if all && desk.policy.apply {
                    line.decision = Decision::Applied;
                }
                line
            })
            .collect();
        desk.book.take(&lines);
    }
}

/// The one choice of receipts that makes the amount; a later copy of an equal amount does not count
/// as another choice.
fn chosen(receipts: &[u32], left: impl Fn(&u32) -> i64, open: i64) -> Option<Vec<u32>> {
    if receipts.len() > 12 {
        return None;
    }
    let mut found: Option<(Vec<u32>, Vec<i64>)> = None;
    for mask in 1_u32..1 << receipts.len() {
        let picked: Vec<u32> = receipts
            .iter()
            .zip(0..)
            .filter(|(_, bit)| mask >> bit & 1 == 1)
            .map(|(r, _)| *r)
            .collect();
        let sum: i128 = picked.iter().map(|r| i128::from(left(r))).sum();
        if picked.len() < 2 || sum != i128::from(open) {
            continue;
        }
        let mut amounts: Vec<i64> = picked.iter().map(&left).collect();
        amounts.sort_unstable();
        match &found {
            None => found = Some((picked, amounts)),
            Some((_, before)) if *before == amounts => {}
            Some(_) => return None,
        }
    }
    found.map(|f| f.0)
}

/// Named alone and short: by a fee, a discount, rounding, or simply a part.
pub(super) fn short(desk: &mut Desk<'_>) {
    for receipt in desk.fresh_by_date() {
        let Some(link) = single(desk, receipt) else {
            continue;
        };
        let (amount, open) = (
            desk.book.left[receipt as usize],
            desk.book.open[link.item as usize],
        );
        if amount <= 0 || open < amount {
            continue;
        }
        let within = open - amount <= desk.tolerance(open) && desk.book.whole(link.item);
        let fit = desk.payer_fit(receipt, link.item);
        let support = match fit {
            PayerFit::Same => true,
            PayerFit::Possible | PayerFit::Unknown => within && !link.weak,
            PayerFit::Other => false,
        };
        if !support {
            continue;
        }
        let rule = if within {
            Rule::NamedShort
        } else {
            Rule::NamedPart
        };
        let mut line = desk.line(receipt, link.item, amount, rule);
        line.evidence.number = NumberFit::Whole;
        line.score = if within { 970 } else { 900 };
        desk.book.take(&[line]);
    }
}

/// Named items and a sum that is more or less than theirs. Returns receipts with money left over
/// that belongs to more items of the same customer.
pub(super) fn lists(desk: &mut Desk<'_>) -> Vec<u32> {
    let mut rests = Vec::new();
    for receipt in desk.fresh_by_date() {
        let Some(links) = clear(desk, receipt) else {
            continue;
        };
        let amount = desk.book.left[receipt as usize];
        let Some(sum) = sum(desk, &links) else {
            continue;
        };
        let party = desk.facts.items[links[0].item as usize].party;
        let together = links
            .iter()
            .all(|l| desk.facts.items[l.item as usize].party == party);
        let fit = desk.payer_fit(receipt, links[0].item);
        let sure = fit == PayerFit::Same
            || links.len() > 1 && together && fit != PayerFit::Other
            || links.len() > 1 && together && links.iter().all(|l| !l.weak);
        // What is left of an item already paid in this plan is no target for a second receipt, unless
        // it is just that sum.
        let untouched = links.iter().all(|l| desk.book.whole(l.item));
        if amount <= 0 || sum <= 0 || !sure || !together || (!untouched && sum != amount) {
            continue;
        }
        if sum <= amount {
            let rule = if sum == amount {
                Rule::NamedExact
            } else if links.len() == 1 {
                Rule::NamedOver
            } else {
                Rule::NamedAndMore
            };
            let lines = whole(desk, receipt, &links, rule, 940);
            if desk.book.take(&lines) && sum < amount {
                rests.push(receipt);
            }
        } else if links.len() > 1 {
            short_list(desk, receipt, links, sum - amount);
        }
    }
    rests
}

/// A list whose sum is more than the money: short within the policy on its largest item, or paid
/// oldest first as far as the money goes.
fn short_list(desk: &mut Desk<'_>, receipt: u32, mut links: Vec<Link>, missing: i64) {
    if links.iter().any(|l| desk.book.open[l.item as usize] < 0) {
        return;
    }
    let total = desk.book.left[receipt as usize].saturating_add(missing);
    let within = missing <= desk.tolerance(total);
    links.sort_unstable_by_key(|l| {
        let item = &desk.facts.items[l.item as usize];
        (if within { item.amount } else { 0 }, item.due, l.item)
    });
    let rule = if within {
        Rule::NamedShort
    } else {
        Rule::NamedPart
    };
    let mut lines = whole(desk, receipt, &links, rule, if within { 950 } else { 800 });
    let mut left = desk.book.left[receipt as usize];
    for line in &mut lines {
        line.amount = line.amount.min(left);
        left -= line.amount;
        line.evidence.difference = -missing;
    }
    lines.retain(|l| l.amount > 0);
    desk.book.take(&lines);
}
