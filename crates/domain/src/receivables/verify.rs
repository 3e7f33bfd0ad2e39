//! Proof that the sub-ledger is what its changes and the control account say.

use super::store;
use jieqing_db::{ReadTx, params};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::Result;

/// Balance of all items at the end of `on`, by (customer, currency): document currency and company
/// currency.
///
/// # Errors
/// Database errors.
pub fn items_on(
    tx: &mut ReadTx<'_>,
    company: i64,
    on: Date,
) -> Result<Vec<(i64, Currency, i64, i64)>> {
    Ok(tx.all(&store::CHANGES_ON, params![company, on])?)
}

/// Everything that does not hold, in words; empty when all is well. `on` is the last day compared
/// with the control account.
///
/// # Errors
/// Database errors.
pub fn verify(tx: &mut ReadTx<'_>, company: i64, on: Date) -> Result<Vec<String>> {
    let mut bad = Vec::new();
    for (_, doc) in tx.all::<(i64, String)>(&store::BAD_ITEMS, params![company])? {
        bad.push(format!("open item {doc} is not the sum of its changes"));
    }
    for (customer, currency) in tx.all::<(i64, String)>(&store::BAD_BALANCES, params![company])? {
        bad.push(format!(
            "balance of customer {customer} in {currency} is not the sum of its items"
        ));
    }
    for (id,) in tx.all::<(i64,)>(&store::BAD_ALLOCATIONS, params![company])? {
        bad.push(format!(
            "allocation {id} joins items that do not belong together"
        ));
    }
    for (doc,) in tx.all::<(String,)>(&store::dispute::BAD_DISPUTES, params![company])? {
        bad.push(format!(
            "what is disputed of {doc} is not the sum of its disputes"
        ));
    }
    type Row = (i64, Currency, i64, i64);
    let keep = |row: &Row| row.2 != 0 || row.3 != 0;
    let items: Vec<Row> = items_on(tx, company, on)?
        .into_iter()
        .filter(keep)
        .collect();
    let control: Vec<Row> = jieqing_ledger::control_balance(tx, company, on)?
        .into_iter()
        .filter(keep)
        .collect();
    if items != control {
        let first = items
            .iter()
            .find(|row| !control.contains(row))
            .or_else(|| control.iter().find(|row| !items.contains(row)));
        bad.push(format!(
            "control account and open items differ, first at {first:?}"
        ));
    }
    Ok(bad)
}
