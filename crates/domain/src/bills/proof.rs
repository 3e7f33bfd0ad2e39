//! Proof that bills are what their books, packages and exposure say.

use super::exposure::counts;
use super::store::{self, Weighed};
use jieqing_db::{ReadTx, params};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::Result;
use jieqing_kernel::money::Money;

/// Everything that does not hold, in words; empty when all is well.
///
/// # Errors
/// Database errors.
pub fn prove(tx: &mut ReadTx<'_>, company: i64) -> Result<Vec<String>> {
    let mut bad = Vec::new();
    let key = params![company];
    for (a, b) in tx.all::<(String, String)>(&store::BAD_OVERLAPS, key)? {
        bad.push(format!(
            "bills {a} and {b} are the same part of one package"
        ));
    }
    for (number,) in tx.all::<(String,)>(&store::BAD_PARTS, key)? {
        bad.push(format!("bill {number}: its parts are not the whole"));
    }
    let (carried,) = tx.one::<(i64,)>(&store::CARRIED, key)?;
    let (balance,) = tx.one::<(i64,)>(&store::NOTES_BALANCE, key)?;
    if carried != balance {
        let text = |minor| Money::new(minor, Currency::CNY).text();
        bad.push(format!(
            "bills carried are {}, the account of notes receivable says {}",
            text(carried),
            text(balance)
        ));
    }
    let (weight,) = tx.one::<(i64,)>(&store::WEIGHT, key)?;
    for bill in tx.all::<Weighed>(&store::ALL_WEIGHED, key)? {
        if counts(bill.status, bill.amount, weight)? != bill.exposure && bad.len() < 60 {
            bad.push(format!("bill {} counts for another exposure", bill.number));
        }
    }
    for (customer,) in tx.all::<(String,)>(&store::BAD_BALANCES, key)? {
        bad.push(format!(
            "exposure by bills of customer {customer} is not the sum of them"
        ));
    }
    for (customer,) in tx.all::<(String,)>(&store::BAD_EXPOSURES, key)? {
        bad.push(format!(
            "exposure of customer {customer} is not the sum of its parts"
        ));
    }
    Ok(bad)
}
