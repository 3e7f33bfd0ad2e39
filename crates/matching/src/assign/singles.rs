//! One receipt, one item: damaged numbers, and no number at all.

use super::edges::{Edge, Finder};
use super::marginals::marginals;
use super::pool::{Amounts, Pool};
use super::twins::Twins;
use crate::desk::Desk;
use crate::index::NONE;
use crate::model::{NumberFit, PayerFit, Rule};
use crate::parallel::{pair, parts};

/// Takes what is likelier than `from` (per mille), again as long as that makes more clear.
pub(super) fn run(desk: &mut Desk<'_>, edges: &mut Vec<Edge>, from: u16) {
    for _ in 0..3 {
        edges.retain(|e| desk.book.fresh(e.receipt) && desk.book.whole(e.item));
        if take(desk, edges, from) == 0 {
            break;
        }
    }
}

/// All answers for all receipts that nothing was taken from, by receipt, best first.
pub(super) fn edges(desk: &Desk<'_>, twins: &Twins) -> Vec<Edge> {
    let (pool, amounts) = pair(|| Pool::of(desk), || Amounts::of(desk));
    let fresh: Vec<u32> = (0..u32::try_from(desk.facts.receipts.len()).unwrap_or(0))
        .filter(|r| desk.book.fresh(*r) && desk.book.left[*r as usize] != 0)
        .collect();
    parts(fresh.len(), desk.policy.threads, |range| {
        let mut finder = Finder::new(desk, &pool, &amounts, twins);
        let mut edges = Vec::with_capacity(range.len());
        for receipt in &fresh[range] {
            finder.find(*receipt);
            edges.extend_from_slice(&finder.found);
        }
        edges
    })
    .concat()
}

fn take(desk: &mut Desk<'_>, edges: &[Edge], from: u16) -> usize {
    let likely = likelihoods(edges, desk.facts.items.len());
    let mut best: Vec<(u16, Edge)> = likely
        .into_iter()
        .zip(edges)
        .filter(|(p, _)| *p >= from)
        .map(|(p, e)| (p, *e))
        .collect();
    best.sort_unstable_by_key(|(p, e)| {
        let date = desk.facts.receipts[e.receipt as usize].date;
        (std::cmp::Reverse((*p, e.bits)), date, e.receipt, e.item)
    });
    let mut taken = 0;
    for (p, edge) in best {
        if !desk.book.fresh(edge.receipt) || !desk.book.whole(edge.item) {
            continue;
        }
        let (left, open) = (
            desk.book.left[edge.receipt as usize],
            desk.book.open[edge.item as usize],
        );
        let fit = desk.payer_fit(edge.receipt, edge.item);
        let rule = match (edge.number, left == open) {
            (NumberFit::Whole, true) => Rule::NamedExact,
            (NumberFit::Whole, false) if left < open => Rule::NamedPart,
            (NumberFit::Whole, false) => Rule::NamedOver,
            (NumberFit::None, _) if left < 0 => Rule::Refund,
            (NumberFit::None, _) if matches!(fit, PayerFit::Same | PayerFit::Possible) => {
                Rule::PayerAmount
            }
            (NumberFit::None, _) => Rule::AmountOnly,
            (_, true) => Rule::Damaged,
            (_, false) => Rule::DamagedDiffers,
        };
        let amount = if left > 0 {
            left.min(open)
        } else {
            left.max(open)
        };
        let mut line = desk.line(edge.receipt, edge.item, amount, rule);
        line.evidence.number = edge.number;
        line.score = p.min(990);
        if desk.book.take(&[line]) {
            taken += 1;
        }
    }
    taken
}

/// Probability of each edge, per mille; the edges of a receipt stand together.
pub(super) fn likelihoods(edges: &[Edge], items: usize) -> Vec<u16> {
    let (compact, receipts, items) = compact(edges, items);
    marginals(&compact, receipts, items)
}

/// The edges with receipts and items numbered from 0 without gaps.
fn compact(edges: &[Edge], items: usize) -> (Vec<Edge>, usize, usize) {
    let mut item_number = vec![NONE; items];
    let (mut receipts, mut known) = (0_u32, 0_u32);
    let mut last = None;
    let compact = edges
        .iter()
        .map(|edge| {
            if last.is_some_and(|r| r != edge.receipt) {
                receipts += 1;
            }
            last = Some(edge.receipt);
            let item = &mut item_number[edge.item as usize];
            if *item == NONE {
                *item = known;
                known += 1;
            }
            Edge {
                receipt: receipts,
                item: *item,
                ..*edge
            }
        })
        .collect();
    (compact, receipts as usize + 1, known as usize)
}
