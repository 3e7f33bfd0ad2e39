//! Proof that orders and what they put into customers' balances agree.

use super::store::proof as store;
use jieqing_db::{ReadTx, params};
use jieqing_kernel::error::Result;

/// Everything that does not hold, in words; empty when all is well.
///
/// # Errors
/// Database errors.
pub fn prove(tx: &mut ReadTx<'_>, company: i64) -> Result<Vec<String>> {
    let mut bad = Vec::new();
    for (customer, currency) in
        tx.all::<(i64, String)>(&store::BAD_UNDELIVERED, params![company])?
    {
        bad.push(format!(
            "undelivered value of customer {customer} in {currency} is not the sum of the orders"
        ));
    }
    for (number,) in tx.all::<(String,)>(&store::BAD_PROGRESS, params![company])? {
        bad.push(format!("order {number} has an impossible progress"));
    }
    Ok(bad)
}
