//! Proof that invoices are what their lines and open items say.

use super::store::red as store;
use jieqing_db::{ReadTx, params};
use jieqing_kernel::error::Result;

/// Everything that does not hold, in words; empty when all is well.
///
/// # Errors
/// Database errors.
pub fn prove(tx: &mut ReadTx<'_>, company: i64) -> Result<Vec<String>> {
    let mut bad = Vec::new();
    for (number,) in tx.all::<(String,)>(&store::BAD_REDS, params![company])? {
        bad.push(format!(
            "invoice {number}: what was credited is not the sum of its lines"
        ));
    }
    for (number,) in tx.all::<(String,)>(&store::BAD_ITEMS, params![company])? {
        bad.push(format!(
            "invoice {number}: its open items are not its total"
        ));
    }
    Ok(bad)
}
