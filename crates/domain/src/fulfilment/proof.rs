//! Proof that deliveries are what open items and order lines say.

use super::store;
use crate::wire;
use jieqing_db::{ReadTx, params};
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;

/// Everything that does not hold, in words; empty when all is well.
///
/// # Errors
/// Database errors.
pub fn prove(tx: &mut ReadTx<'_>, company: i64) -> Result<Vec<String>> {
    let mut bad = Vec::new();
    for (number,) in tx.all::<(String,)>(&store::BAD_ITEMS, params![company])? {
        bad.push(format!(
            "delivery {number}: its open item is not what is neither invoiced nor returned"
        ));
    }
    let lines = tx.all::<(Id<wire::Order>, i64)>(&store::BAD_PROGRESS, params![company])?;
    for (order, line) in lines {
        bad.push(format!(
            "line {line} of order {order}: its progress is not the sum of its deliveries"
        ));
    }
    Ok(bad)
}
