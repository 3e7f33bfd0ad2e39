//! From open items to the matching room and back.

use super::allocate::AllocationLine;
use crate::wire;
use jieqing_kernel::id::Id;
use jieqing_matching::{Open, oldest_first};

/// What is open, in the order in which it is to be used. Amounts are positive minor units.
pub type DebitCredit = (Id<wire::OpenItem>, i64);

/// Pays the first debits with the first credits until one side is used up.
#[must_use]
pub fn split_oldest_first(debits: &[DebitCredit], credits: &[DebitCredit]) -> Vec<AllocationLine> {
    let open = |side: &[DebitCredit]| -> Vec<Open> {
        side.iter()
            .map(|(id, amount)| Open {
                id: id.raw(),
                amount: *amount,
            })
            .collect()
    };
    oldest_first(&open(debits), &open(credits))
        .into_iter()
        .map(|pair| AllocationLine {
            debit: Id::from_raw(pair.debit),
            credit: Id::from_raw(pair.credit),
            amount: pair.amount,
        })
        .collect()
}
