//! Entries with names, the trial balance with sums, the tie-out.

use super::command::{first_day, whole_company};
use super::store;
use crate::access::Scope;
use crate::receivables;
use crate::wire;
use jieqing_db::{DbError, ReadTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::{add, sub};
use jieqing_kernel::page::{Page, PageRequest};
use jieqing_ledger::{EntryFilter, EntryLineRow, EntryRow, PeriodRow, TrialRow};
use std::collections::{BTreeMap, HashMap};

/// Entries, newest posting date first.
///
/// # Errors
/// [`Error::Forbidden`] unless the scope is the company.
pub fn entries(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    filter: &EntryFilter,
    page: &PageRequest,
) -> Result<Page<EntryRow>> {
    whole_company(scope)?;
    Ok(jieqing_ledger::list_entries(
        tx,
        ctx.company.raw(),
        filter,
        page,
    )?)
}

/// A line with the customer's name.
#[derive(Debug, Clone)]
pub struct EntryLine {
    /// The line.
    pub row: EntryLineRow,
    /// Code and name of its customer.
    pub customer: Option<(String, String)>,
}

/// An entry with its lines.
#[derive(Debug, Clone)]
pub struct EntryDetail {
    /// The entry.
    pub entry: EntryRow,
    /// Its lines, in order.
    pub lines: Vec<EntryLine>,
}

/// One entry.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Forbidden`] unless the scope is the company.
pub fn entry(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    id: Id<wire::Entry>,
) -> Result<EntryDetail> {
    whole_company(scope)?;
    let company = ctx.company.raw();
    let entry = jieqing_ledger::get_entry(tx, company, id.raw())?.ok_or(Error::NotFound)?;
    let names: HashMap<i64, (String, String)> = tx
        .all::<(i64, String, String)>(&store::NAMES_OF_ENTRY, params![company, id])?
        .into_iter()
        .map(|(id, code, name)| (id, (code, name)))
        .collect();
    let lines = jieqing_ledger::entry_lines(tx, company, id.raw())?
        .into_iter()
        .map(|row| EntryLine {
            customer: names.get(&row.customer_id).cloned(),
            row,
        })
        .collect();
    Ok(EntryDetail { entry, lines })
}

/// All periods ever posted into, newest first.
///
/// # Errors
/// [`Error::Forbidden`] unless the scope is the company.
pub fn periods(tx: &mut ReadTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Vec<PeriodRow>> {
    whole_company(scope)?;
    jieqing_ledger::list_periods(tx, ctx.company.raw())
}

/// A trial balance (试算平衡表) in company currency, minor units.
#[derive(Debug, Clone)]
pub struct Trial {
    /// First period.
    pub from: String,
    /// Last period.
    pub to: String,
    /// Accounts by code.
    pub rows: Vec<TrialRow>,
    /// Sum of the opening balances that are debits, and of those that are credits.
    pub opening: (i64, i64),
    /// Debits and credits in the range.
    pub movement: (i64, i64),
    /// Sum of the closing balances that are debits, and of those that are credits.
    pub closing: (i64, i64),
    /// Whether both sides are equal in all three.
    pub balanced: bool,
}

/// Trial balance over the periods `from..=to` (`YYYY-MM`).
///
/// # Errors
/// [`Error::Invalid`] for what is not a period or a range that ends before it starts.
pub fn trial(tx: &mut ReadTx<'_>, ctx: &Ctx, scope: &Scope, from: &str, to: &str) -> Result<Trial> {
    whole_company(scope)?;
    let (first, last) = (first_day(from), first_day(to));
    let Ok(first) = first else {
        return Err(Error::field("from", "field.not_a_date"));
    };
    if !last.is_ok_and(|last| last >= first) {
        return Err(Error::field("to", "field.not_a_date"));
    }
    let rows = jieqing_ledger::trial_balance(tx, ctx.company.raw(), from, to)?;
    let (mut opening, mut movement, mut closing) = ((0, 0), (0, 0), (0, 0));
    for row in &rows {
        movement = (add(movement.0, row.debit)?, add(movement.1, row.credit)?);
        opening = by_side(opening, row.opening)?;
        let end = sub(add(row.opening, row.debit)?, row.credit)?;
        closing = by_side(closing, end)?;
    }
    Ok(Trial {
        from: from.to_owned(),
        to: to.to_owned(),
        rows,
        opening,
        movement,
        closing,
        balanced: [opening, movement, closing].iter().all(|(d, c)| d == c),
    })
}

fn by_side(sums: (i64, i64), balance: i64) -> Result<(i64, i64)> {
    if balance >= 0 {
        Ok((add(sums.0, balance)?, sums.1))
    } else {
        Ok((sums.0, sub(sums.1, balance)?))
    }
}

/// A customer's balance by the control account and by the sub-ledger, minor units.
#[derive(Debug, Clone)]
pub struct TieRow {
    /// Customer.
    pub customer: Id<wire::Customer>,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Currency.
    pub currency: Currency,
    /// Control account.
    pub control: i64,
    /// Open items.
    pub items: i64,
    /// Control account in company currency.
    pub control_base: i64,
    /// Open items in company currency.
    pub items_base: i64,
}

impl TieRow {
    /// Whether both say the same.
    #[must_use]
    pub fn ties(&self) -> bool {
        self.control == self.items && self.control_base == self.items_base
    }
}

/// Control account against open items at the end of `on`, by customer and currency; rows where both
/// are zero are left out.
///
/// # Errors
/// [`Error::Forbidden`] unless the scope is the company.
pub fn tie_out(tx: &mut ReadTx<'_>, ctx: &Ctx, scope: &Scope, on: Date) -> Result<Vec<TieRow>> {
    whole_company(scope)?;
    let company = ctx.company.raw();
    let mut both: BTreeMap<(i64, Currency), [i64; 4]> = BTreeMap::new();
    for (customer, currency, amount, base) in jieqing_ledger::control_balance(tx, company, on)? {
        both.entry((customer, currency)).or_default()[..2].copy_from_slice(&[amount, base]);
    }
    for (customer, currency, amount, base) in receivables::items_on(tx, company, on)? {
        both.entry((customer, currency)).or_default()[2..].copy_from_slice(&[amount, base]);
    }
    let mut names: HashMap<i64, (String, String)> = HashMap::new();
    tx.each(&store::NAMES, params![company], |row| {
        names.insert(row.get(0)?, (row.get(1)?, row.get(2)?));
        Ok::<_, DbError>(())
    })?;
    let mut rows: Vec<_> = both
        .into_iter()
        .filter(|(_, sums)| sums.iter().any(|s| *s != 0))
        .map(
            |((customer, currency), [control, control_base, items, items_base])| {
                let (code, name) = names.get(&customer).cloned().unwrap_or_default();
                TieRow {
                    customer: Id::from_raw(customer),
                    code,
                    name,
                    currency,
                    control,
                    items,
                    control_base,
                    items_base,
                }
            },
        )
        .collect();
    rows.sort_by(|a, b| (&a.code, a.currency).cmp(&(&b.code, b.currency)));
    Ok(rows)
}
