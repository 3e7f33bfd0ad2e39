//! What a customer owes: now, by currency, and month by month.

use crate::wire;
use jieqing_db::{ReadTx, params, row, sql};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::{Date, month_end, month_start, period_of};
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use jieqing_kernel::money::add;
use std::collections::BTreeMap;

row! {
    /// A customer's balance in one currency, minor units.
    pub struct BalanceView {
        /// Currency.
        pub currency: Currency,
        /// Invoiced and open.
        pub billed: i64,
        /// Signed, not invoiced.
        pub unbilled: i64,
        /// Receipts and credits not applied (negative).
        pub credit: i64,
        /// Confirmed, not delivered; no part of the balance.
        pub undelivered: i64,
        /// Bills not yet honoured, as far as the company counts them; no part of the balance.
        pub bills: i64,
        /// Exposure in company currency (undelivered orders and bills included).
        pub base_exposure: i64,
        /// Billed or unbilled debits due before today.
        pub overdue: i64,
        /// The same in company currency.
        pub base_overdue: i64,
        /// Day the oldest of them was due.
        pub oldest_due_on: Option<Date>,
    }
}

impl BalanceView {
    /// What they owe: billed + unbilled + credits.
    ///
    /// # Errors
    /// [`Error::Bug`](jieqing_kernel::error::Error::Bug) on overflow.
    pub fn balance(&self) -> Result<i64> {
        jieqing_kernel::money::sum([self.billed, self.unbilled, self.credit])
    }
}

sql!(
    BALANCE,
    "select b.currency, b.billed_minor, b.unbilled_minor, b.credit_minor, b.undelivered_minor,
       b.bills_minor, b.base_exposure_minor, coalesce(o.overdue, 0), coalesce(o.base_overdue, 0), o.oldest
     from customer_balances b
     left join (
       select currency, cast(sum(open_minor) as bigint) overdue,
         cast(sum(base_open_minor) as bigint) base_overdue, min(due_on) oldest
       from open_items
       where company_id = $1 and customer_id = $2 and open_minor <> 0 and open_minor > 0 and due_on < $3
       group by currency
     ) o on o.currency = b.currency
     where b.company_id = $1 and b.customer_id = $2
     order by b.currency"
);
sql!(
    MONTHS,
    "select currency, substr(effective_on, 1, 7), cast(sum(amount_minor) as bigint),
       cast(sum(base_minor) as bigint)
     from item_changes where company_id = $1 and customer_id = $2 and effective_on <= $3
     group by currency, substr(effective_on, 1, 7) order by 1, 2"
);

/// Balances of a customer, one row per currency ever used. The sums are kept, not computed; what is
/// overdue is read from the customer's live items.
///
/// # Errors
/// Database errors.
pub fn balance_of(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    customer: Id<wire::Customer>,
) -> Result<Vec<BalanceView>> {
    Ok(tx.all(&BALANCE, params![ctx.company, customer, ctx.today()])?)
}

/// Balance at the end of a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthBalance {
    /// Last day of the month.
    pub on: Date,
    /// Currency.
    pub currency: Currency,
    /// Balance, minor units.
    pub balance: i64,
    /// The same in company currency.
    pub base: i64,
}

/// Balances at the last `months` month ends up to and including the month of `to`.
///
/// # Errors
/// Database errors.
pub fn balance_series(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    customer: Id<wire::Customer>,
    to: Date,
    months: u32,
) -> Result<Vec<MonthBalance>> {
    let last = month_end(to);
    type Change = (Currency, String, i64, i64);
    let rows = tx.all::<Change>(&MONTHS, params![ctx.company, customer, last])?;
    let mut by_currency: BTreeMap<Currency, BTreeMap<String, (i64, i64)>> = BTreeMap::new();
    for (currency, month, amount, base) in rows {
        by_currency
            .entry(currency)
            .or_default()
            .insert(month, (amount, base));
    }
    let mut out = Vec::new();
    for (currency, changes) in by_currency {
        let (mut balance, mut base) = (0, 0);
        let mut changes = changes.into_iter().peekable();
        for back in (0..months).rev() {
            let first = month_start(last)
                .checked_sub_months(chrono::Months::new(back))
                .unwrap_or(last);
            let period = period_of(first);
            while let Some((_, (a, b))) = changes.next_if(|(month, _)| *month <= period) {
                balance = add(balance, a)?;
                base = add(base, b)?;
            }
            out.push(MonthBalance {
                on: month_end(first),
                currency,
                balance,
                base,
            });
        }
    }
    Ok(out)
}
