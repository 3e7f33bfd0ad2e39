//! Proof that bank rows, their receipts and their reversals agree.

use super::store;
use jieqing_db::{ReadTx, params};
use jieqing_kernel::error::Result;

/// Everything that does not hold, in words; empty when all is well.
///
/// # Errors
/// Database errors.
pub fn prove(tx: &mut ReadTx<'_>, company: i64) -> Result<Vec<String>> {
    let mut bad = Vec::new();
    for (id,) in tx.all::<(i64,)>(&store::BAD_ROWS, params![company])? {
        bad.push(format!(
            "bank row {id} and its receipt differ in account or amount"
        ));
    }
    for (id,) in tx.all::<(i64,)>(&store::BAD_REVERSALS, params![company])? {
        bad.push(format!(
            "bank row {id} takes back a row of another account or amount"
        ));
    }
    for (id, number) in tx.all::<(i64, String)>(&store::BAD_SUMS, params![company])? {
        bad.push(format!(
            "bank statement {number} ({id}) is not marked as it foots"
        ));
    }
    Ok(bad)
}
