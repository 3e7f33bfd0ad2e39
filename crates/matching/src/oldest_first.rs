//! Oldest debts first: the order of the slices decides.

/// Something with an amount left, positive minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Open {
    /// The caller's id.
    pub id: i64,
    /// What is left of it.
    pub amount: i64,
}

/// An amount of one credit used on one debit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// The debt.
    pub debit: i64,
    /// The money.
    pub credit: i64,
    /// Positive minor units.
    pub amount: i64,
}

/// Pays the debits in their order with the credits in theirs, until one side is used up.
/// O(debits + credits).
#[must_use]
pub fn oldest_first(debits: &[Open], credits: &[Open]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut credits = credits.iter().copied().filter(|c| c.amount > 0);
    let mut current = credits.next();
    for debit in debits {
        let mut left = debit.amount;
        while left > 0 {
            let Some(credit) = current else { return pairs };
            let amount = left.min(credit.amount);
            pairs.push(Pair {
                debit: debit.id,
                credit: credit.id,
                amount,
            });
            left = left.saturating_sub(amount);
            current = if credit.amount == amount {
                credits.next()
            } else {
                Some(Open {
                    amount: credit.amount.saturating_sub(amount),
                    ..credit
                })
            };
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn open(base: i64, amounts: &[i64]) -> Vec<Open> {
        (base..)
            .zip(amounts)
            .map(|(id, amount)| Open {
                id,
                amount: *amount,
            })
            .collect()
    }

    #[test]
    fn takes_the_oldest_debt_first_and_splits_a_receipt() {
        let pairs = oldest_first(&open(0, &[300, 500]), &open(10, &[400, 1_000]));
        let want = [(0, 10, 300), (1, 10, 100), (1, 11, 400)];
        let got: Vec<_> = pairs
            .iter()
            .map(|p| (p.debit, p.credit, p.amount))
            .collect();
        assert_eq!(got, want);
    }

    proptest! {
        #[test]
        fn conserves_money_and_respects_every_item(
            debits in prop::collection::vec(0i64..10_000, 0..12),
            credits in prop::collection::vec(0i64..10_000, 0..12),
        ) {
            let (d, c) = (open(0, &debits), open(1_000, &credits));
            let pairs = oldest_first(&d, &c);
            let total: i64 = pairs.iter().map(|p| p.amount).sum();
            prop_assert_eq!(total, debits.iter().sum::<i64>().min(credits.iter().sum()));
            for item in d.iter().chain(&c) {
                let used: i64 = pairs.iter().filter(|p| p.debit == item.id || p.credit == item.id).map(|p| p.amount).sum();
                prop_assert!(used <= item.amount);
            }
            prop_assert!(pairs.iter().all(|p| p.amount > 0));
        }
    }
}
