//! Pure decisions: which debit takes which credit.

use super::allocate::AllocationLine;
use crate::wire;
use jieqing_kernel::id::Id;

/// What is open, in the order in which it is to be used. Amounts are positive minor units.
pub type DebitCredit = (Id<wire::OpenItem>, i64);

/// Pays the first debits with the first credits until one side is used up. Σ lines =
/// min(Σ debits, Σ credits); no item is used beyond its amount.
#[must_use]
pub fn split_oldest_first(debits: &[DebitCredit], credits: &[DebitCredit]) -> Vec<AllocationLine> {
    let mut lines = Vec::new();
    let mut credits = credits.iter().copied().filter(|(_, open)| *open > 0);
    let mut current = credits.next();
    for (debit, mut open) in debits.iter().copied() {
        while open > 0 {
            let Some((credit, left)) = current else {
                return lines;
            };
            let amount = open.min(left);
            lines.push(AllocationLine {
                debit,
                credit,
                amount,
            });
            open -= amount;
            current = if left == amount {
                credits.next()
            } else {
                Some((credit, left - amount))
            };
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn conserves_money_and_respects_every_item(
            debits in prop::collection::vec(0i64..10_000, 0..12),
            credits in prop::collection::vec(0i64..10_000, 0..12),
        ) {
            let name = |base: i64, v: &[i64]| -> Vec<DebitCredit> {
                v.iter().enumerate().map(|(i, a)| (Id::from_raw(base + i as i64), *a)).collect()
            };
            let (d, c) = (name(0, &debits), name(1_000, &credits));
            let lines = split_oldest_first(&d, &c);
            let total: i64 = lines.iter().map(|l| l.amount).sum();
            prop_assert_eq!(total, debits.iter().sum::<i64>().min(credits.iter().sum()));
            for (id, open) in d.iter().chain(&c) {
                let used: i64 = lines.iter().filter(|l| l.debit == *id || l.credit == *id).map(|l| l.amount).sum();
                prop_assert!(used <= *open);
            }
            prop_assert!(lines.iter().all(|l| l.amount > 0));
        }
    }
}
