//! What must hold between statements and answers.

use super::store;
use jieqing_db::{ReadTx, params};
use jieqing_kernel::error::Result;

/// Confirmed statements whose confirmation is to another content, and states that the answers don't
/// give, in words.
///
/// # Errors
/// Database errors.
pub(crate) fn problems(tx: &mut ReadTx<'_>, company: i64) -> Result<Vec<String>> {
    let mut bad = Vec::new();
    for (sql, what) in [
        (
            &store::WRONG_DIGEST,
            "is confirmed without a confirmation of its content",
        ),
        (
            &store::WRONG_STATE,
            "has answers that its state does not show",
        ),
    ] {
        let found = tx.all::<(String,)>(sql, params![company])?;
        bad.extend(
            found
                .into_iter()
                .map(|(number,)| format!("statement {number} {what}")),
        );
    }
    Ok(bad)
}
