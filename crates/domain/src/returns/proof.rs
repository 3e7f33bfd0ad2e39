//! Proof that what blue invoices gave is what red ones and waiting returns took.

use super::store;
use jieqing_db::{ReadTx, params};
use jieqing_kernel::error::Result;

/// Everything that does not hold, in words; empty when all is well.
///
/// # Errors
/// Database errors.
pub fn prove(tx: &mut ReadTx<'_>, company: i64) -> Result<Vec<String>> {
    Ok(tx
        .all::<(String, i64)>(&store::BAD_REDS, params![company])?
        .into_iter()
        .map(|(number, line)| {
            format!("line {line} of invoice {number}: what was credited is not what red invoices and returns took")
        })
        .collect())
}
