//! The whole proof of a company's books, read-only.

use super::store;
use crate::receivables;
use jieqing_db::{ReadTx, Sql, events, params};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::{self, Date};
use jieqing_kernel::error::Result;
use std::collections::BTreeMap;

/// Something that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Which check: `chain`, `ledger`, `receivables`, `orders`, `deliveries`, `invoices`, `bills`, `control`, `numbers`, `totals`, `statements`.
    pub check: &'static str,
    /// What is wrong, in words.
    pub what: String,
}

/// Everything that does not hold in a company; empty when all is well. Reads every row once.
///
/// # Errors
/// Database errors.
pub fn verify_company(tx: &mut ReadTx<'_>, company: i64) -> Result<Vec<Problem>> {
    let mut out = Vec::new();
    if let Err(what) = events::verify(tx, company)? {
        out.push(Problem {
            check: "chain",
            what,
        });
    }
    out.extend(verify_books(tx, company)?);
    Ok(out)
}

/// [`verify_company`] without the chain of events.
///
/// # Errors
/// Database errors.
pub fn verify_books(tx: &mut ReadTx<'_>, company: i64) -> Result<Vec<Problem>> {
    let mut out = Vec::new();
    let mut tell = |check: &'static str, found: Vec<String>| {
        out.extend(found.into_iter().map(|what| Problem { check, what }));
    };
    tell("ledger", jieqing_ledger::verify_entries(tx, company)?);
    tell("ledger", jieqing_ledger::verify_balances(tx, company)?);
    tell("receivables", receivables::verify(tx, company, the_end())?);
    tell("orders", crate::orders::prove(tx, company)?);
    tell("deliveries", crate::fulfilment::prove(tx, company)?);
    tell("invoices", crate::invoicing::prove(tx, company)?);
    tell("invoices", crate::returns::prove(tx, company)?);
    tell("bank", crate::bank::prove(tx, company)?);
    tell("bills", crate::bills::prove(tx, company)?);
    tell("control", month_ends(tx, company)?);
    tell("numbers", numbers(tx, company)?);
    for (sql, kind) in [
        (&store::ORDER_TOTALS, "order"),
        (&store::DELIVERY_TOTALS, "delivery"),
        (&store::INVOICE_TOTALS, "invoice"),
        (&store::STATEMENT_TOTALS, "statement"),
    ] {
        tell("totals", totals(tx, company, sql, kind)?);
    }
    tell("statements", statements(tx, company)?);
    Ok(out)
}

/// After every stored day.
fn the_end() -> Date {
    date::parse("9999-12-31").unwrap_or(Date::MAX)
}

/// Movements are equal in every month, so balances are equal at every month end.
fn month_ends(tx: &mut ReadTx<'_>, company: i64) -> Result<Vec<String>> {
    type Row = (i64, Currency, String, i64, i64);
    let items = tx.all::<Row>(&store::ITEMS_BY_MONTH, params![company])?;
    let control = tx.all::<Row>(&store::CONTROL_BY_MONTH, params![company])?;
    let keyed = |rows: Vec<Row>| -> BTreeMap<(i64, Currency, String), (i64, i64)> {
        rows.into_iter()
            .map(|(customer, currency, month, amount, base)| {
                ((customer, currency, month), (amount, base))
            })
            .collect()
    };
    let (items, control) = (keyed(items), keyed(control));
    Ok(items
        .keys()
        .chain(control.keys().filter(|key| !items.contains_key(*key)))
        .filter(|key| items.get(*key) != control.get(*key))
        .take(20)
        .map(|(customer, currency, month)| {
            format!(
                "control account and items of customer {customer} in {currency} differ in {month}"
            )
        })
        .collect())
}

fn numbers(tx: &mut ReadTx<'_>, company: i64) -> Result<Vec<String>> {
    let used: BTreeMap<(String, String), i64> = tx
        .all::<(String, String, i64)>(&store::NUMBERED, params![company])?
        .into_iter()
        .map(|(kind, period, count)| ((kind, period), count))
        .collect();
    Ok(tx
        .all::<(String, String, i64)>(&store::SERIES, params![company])?
        .into_iter()
        // A customer's code may be changed later; it is no document.
        .filter(|(kind, _, _)| kind != "KH")
        .filter_map(|(kind, period, last)| {
            let count = used.get(&(kind.clone(), period.clone())).copied();
            let count = count.unwrap_or(0);
            (count != last)
                .then(|| format!("numbers {kind} of {period}: {last} given, {count} found"))
        })
        .collect())
}

fn totals(tx: &mut ReadTx<'_>, company: i64, sql: &Sql, kind: &str) -> Result<Vec<String>> {
    Ok(tx
        .all::<(String,)>(sql, params![company])?
        .into_iter()
        .map(|(number,)| format!("{kind} {number}: its totals are not the sums of its lines"))
        .collect())
}

fn statements(tx: &mut ReadTx<'_>, company: i64) -> Result<Vec<String>> {
    let mut bad: Vec<String> = tx
        .all::<(String, String)>(&store::STATEMENT_CHAIN, params![company])?
        .into_iter()
        .map(|(number, before)| {
            format!("statement {number} does not open with what {before} closed with")
        })
        .collect();
    let twice = tx.all::<(i64, i64)>(&store::STATED_TWICE, params![company])?;
    bad.extend(
        twice
            .into_iter()
            .map(|(entry, line)| format!("line {line} of entry {entry} is on two live statements")),
    );
    bad.extend(crate::statements::agreement::problems(tx, company)?);
    Ok(bad)
}
