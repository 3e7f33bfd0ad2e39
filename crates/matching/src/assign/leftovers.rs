//! What nothing was found for, and why; and the finished plan.

use super::edges::Edge;
use super::singles;
use super::twins::Twins;
use crate::book::Taken;
use crate::desk::Desk;
use crate::index::NONE;
use crate::model::{Alternative, Decision, Evidence, Learned, Line, Plan, Rule};

/// Other answers shown for one receipt.
const SHOWN: usize = 3;

/// The book as a plan, in the caller's indexes.
pub(super) fn plan(desk: Desk<'_>, twins: &Twins, edges: Vec<Edge>) -> Plan {
    let alternatives = alternatives(&desk, edges);
    let mut open: Vec<Taken> = Vec::new();
    let mut open_to = vec![false; desk.facts.receipts.len()];
    for alternative in &alternatives {
        open_to[alternative.receipt as usize] = true;
    }
    for receipt in 0..u32::try_from(desk.facts.receipts.len()).unwrap_or(0) {
        let left = desk.book.left[receipt as usize];
        if left != 0 || desk.book.fresh(receipt) {
            let rule = why(&desk, twins, receipt, open_to[receipt as usize]);
            open.push(Taken {
                receipt,
                item: u32::MAX,
                amount: left,
                decision: Decision::None,
                score: 0,
                rule,
                evidence: Evidence::default(),
            });
        }
    }
    let learned = learned(&desk);
    let mut taken = desk.book.lines;
    taken.append(&mut open);
    let order = by_receipt(&taken, desk.facts.receipts.len());
    let receipt_at = |r: u32| desk.facts.receipt_at[r as usize];
    let lines = order
        .into_iter()
        .map(|at| taken[at as usize])
        .map(|t| Line {
            receipt: receipt_at(t.receipt),
            item: desk.facts.item_at.get(t.item as usize).copied(),
            amount: t.amount,
            decision: t.decision,
            score: t.score,
            rule: t.rule,
            evidence: t.evidence,
        })
        .collect();
    let alternatives = alternatives
        .into_iter()
        .map(|a| Alternative {
            receipt: receipt_at(a.receipt),
            item: desk.facts.item_at[a.item as usize],
            score: a.score,
        })
        .collect();
    Plan {
        lines,
        alternatives,
        learned,
    }
}

/// Places of the lines, by receipt, item and rule: counted by receipt, sorted within.
fn by_receipt(lines: &[Taken], receipts: usize) -> Vec<u32> {
    let mut starts = vec![0_u32; receipts + 1];
    for line in lines {
        starts[line.receipt as usize + 1] += 1;
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    let mut fill = starts.clone();
    let mut order = vec![0_u32; lines.len()];
    for (at, line) in (0_u32..).zip(lines) {
        let place = &mut fill[line.receipt as usize];
        order[*place as usize] = at;
        *place += 1;
    }
    for range in starts.windows(2).filter(|r| r[1] - r[0] > 1) {
        order[range[0] as usize..range[1] as usize].sort_unstable_by_key(|at| {
            let line = &lines[*at as usize];
            (line.item, line.rule)
        });
    }
    order
}

fn why(desk: &Desk<'_>, twins: &Twins, receipt: u32, undecided: bool) -> Rule {
    let links = desk.links(receipt);
    if !desk.book.fresh(receipt) {
        return Rule::OnAccount;
    }
    if twins.of(receipt).is_some_and(|t| !desk.book.fresh(t)) {
        return Rule::Duplicate;
    }
    if undecided {
        return Rule::Undecided;
    }
    if links.iter().any(|l| !desk.same_currency(receipt, l.item)) {
        return Rule::OtherCurrency;
    }
    if !links.is_empty() && links.iter().all(|l| !desk.book.whole(l.item)) {
        return Rule::AlreadyPaid;
    }
    let payer = desk.facts.receipts[receipt as usize].payer;
    if desk.names.sure(payer).is_some() {
        Rule::OnAccount
    } else {
        Rule::Unknown
    }
}

/// Answers that were possible for receipts that stay open, in positions.
fn alternatives(desk: &Desk<'_>, mut edges: Vec<Edge>) -> Vec<Alternative> {
    edges.retain(|e| desk.book.fresh(e.receipt) && desk.book.whole(e.item));
    let likely = singles::likelihoods(&edges, desk.facts.items.len());
    let mut all: Vec<Alternative> = edges
        .iter()
        .zip(likely)
        .filter(|(_, p)| *p >= 20)
        .map(|(e, p)| Alternative {
            receipt: e.receipt,
            item: e.item,
            score: p,
        })
        .collect();
    all.sort_unstable_by_key(|a| (a.receipt, std::cmp::Reverse(a.score), a.item));
    let mut shown = Vec::with_capacity(all.len());
    for group in all.chunk_by(|a, b| a.receipt == b.receipt) {
        shown.extend(group.iter().take(SHOWN));
    }
    shown
}

/// Payer names that named items of one customer only, and are not its name.
fn learned(desk: &Desk<'_>) -> Vec<Learned> {
    // Payer → customer, receipts, whether it is the only customer.
    let mut seen: Vec<(u32, u32, bool)> = vec![(NONE, 0, true); desk.facts.payers.len()];
    for line in desk
        .book
        .lines
        .iter()
        .filter(|l| l.rule == Rule::NamedExact)
    {
        let payer = desk.facts.receipts[line.receipt as usize].payer;
        let party = desk.facts.items[line.item as usize].party;
        let entry = &mut seen[payer as usize];
        if entry.0 == NONE {
            entry.0 = party;
        }
        entry.1 += 1;
        entry.2 &= entry.0 == party;
    }
    let mut learned: Vec<Learned> = (0_u32..)
        .zip(seen)
        .filter(|(payer, (party, count, only))| {
            if !*only || *count < 2 {
                return false;
            }
            let name = desk.facts.parties[*party as usize].1;
            desk.facts.payers[*payer as usize] != name
        })
        .map(|(payer, (party, receipts, _))| Learned {
            payer: desk.facts.payers[payer as usize].to_owned(),
            party: desk.facts.parties[party as usize].0.to_owned(),
            receipts,
        })
        .collect();
    learned.sort_unstable_by(|a, b| (&a.party, &a.payer).cmp(&(&b.party, &b.payer)));
    learned
}
