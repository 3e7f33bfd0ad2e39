//! How likely each answer is when no receipt and no item may be used twice: belief propagation on
//! the graph of possible answers, in fixed point.

use super::edges::Edge;
use crate::bits::{ONE, exp2};

/// Messages are between 0 and 1 and may be very small: 60 binary places.
const FREE_BITS: u32 = 60;
const FREE: u64 = 1 << FREE_BITS;
/// Rounds of messages.
const ROUNDS: usize = 10;

/// Probability of each edge, per mille; edges in any order.
pub(super) fn marginals(edges: &[Edge], receipts: usize, items: usize) -> Vec<u16> {
    let weight: Vec<u64> = edges.iter().map(|e| exp2(e.bits)).collect();
    // Message of each edge's receipt to its item: how free it is for it; and back.
    let mut from_receipt = vec![FREE; edges.len()];
    let mut from_item = vec![FREE; edges.len()];
    let mut receipt_sum = vec![0_u128; receipts];
    let mut item_sum = vec![0_u128; items];
    let times = |weight: u64, free: u64| (u128::from(weight) * u128::from(free)) >> FREE_BITS;
    for _ in 0..ROUNDS {
        receipt_sum.fill(0);
        for (k, edge) in edges.iter().enumerate() {
            receipt_sum[edge.receipt as usize] += times(weight[k], from_item[k]);
        }
        for (k, edge) in edges.iter().enumerate() {
            let others = receipt_sum[edge.receipt as usize] - times(weight[k], from_item[k]);
            from_receipt[k] = share(others);
        }
        item_sum.fill(0);
        for (k, edge) in edges.iter().enumerate() {
            item_sum[edge.item as usize] += times(weight[k], from_receipt[k]);
        }
        for (k, edge) in edges.iter().enumerate() {
            let others = item_sum[edge.item as usize] - times(weight[k], from_receipt[k]);
            from_item[k] = share(others);
        }
    }
    (0..edges.len())
        .map(|k| {
            let odds = (times(weight[k], from_receipt[k]) * u128::from(from_item[k])) >> FREE_BITS;
            u16::try_from(odds * 1_000 / (u128::from(ONE) + odds)).unwrap_or(1_000)
        })
        .collect()
}

/// 1 / (1 + others) in the fixed point of messages; `others` in that of weights.
fn share(others: u128) -> u64 {
    let one = u128::from(ONE);
    u64::try_from(u128::from(FREE) * one / (one + others)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::NumberFit;

    fn edge(receipt: u32, item: u32, bits: i32) -> Edge {
        Edge {
            receipt,
            item,
            bits,
            number: NumberFit::None,
        }
    }

    #[test]
    fn an_answer_that_another_receipt_needs_is_left_to_it() {
        // Receipt 0 fits both items, receipt 1 only item 0: so 0 goes to 1.
        let edges = [edge(0, 0, 6_000), edge(0, 1, 6_000), edge(1, 0, 6_000)];
        let p = marginals(&edges, 2, 2);
        assert!(p[1] > 900 && p[2] > 900, "{p:?}");
        assert!(p[0] < 100, "{p:?}");
    }

    #[test]
    fn equal_answers_stay_equal_however_sure() {
        let p = marginals(&[edge(0, 0, 28_000), edge(0, 1, 28_000)], 1, 2);
        assert!(p.iter().all(|p| (495..=505).contains(p)), "{p:?}");
    }

    #[test]
    fn equal_answers_share_what_there_is() {
        let p = marginals(&[edge(0, 0, 10_000), edge(0, 1, 10_000)], 1, 2);
        assert_eq!(p[0], p[1]);
        assert!((480..=500).contains(&p[0]), "{p:?}");
    }
}
