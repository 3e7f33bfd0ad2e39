//! The figures of the home page, each with its definition.

use super::aging::{AgingLine, AgingQuery, aging};
use super::store::dashboard as store;
use crate::access::Scope;
use jieqing_db::{ReadTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::aging::{AgingBuckets, AgingTotals, Bucket};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::{Date, month_start, period_of};
use jieqing_kernel::decimal::div_half_up;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::money::{add, sum};
use std::collections::BTreeMap;

/// Sales of a month in company currency, minor units; returns are taken off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthSales {
    /// `YYYY-MM`.
    pub period: String,
    /// Without tax.
    pub net: i64,
    /// With tax.
    pub gross: i64,
}

/// Receivables in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CurrencyTotal {
    /// Currency.
    pub currency: Currency,
    /// Balance in that currency.
    pub balance: i64,
    /// The same in company currency.
    pub base: i64,
    /// Of it overdue debts, company currency.
    pub base_overdue: i64,
}

/// A ratio or a number of days with its definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kpi {
    /// Definition (china.md §7), also the key of its formula text: `kpi.k1a`.
    pub id: &'static str,
    /// Value × 10 000 for ratios, × 10 for days; `None` when the denominator is 0.
    pub value: Option<i64>,
    /// `ratio` or `days`.
    pub unit: &'static str,
    /// First day of the figures.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// The figures it was made of, company currency.
    pub parts: Vec<(&'static str, i64)>,
}

/// The dashboard.
#[derive(Debug, Clone)]
pub struct Dashboard {
    /// Holds at the end of this day.
    pub as_of: Date,
    /// Twelve months up to this one; empty unless the scope is the company.
    pub sales: Vec<MonthSales>,
    /// Receivables by currency.
    pub receivables: Vec<CurrencyTotal>,
    /// Heads of the ageing chart.
    pub buckets: Vec<Bucket>,
    /// Ageing of everything in company currency.
    pub aging: AgingTotals,
    /// Largest balances.
    pub top: Vec<AgingLine>,
    /// Ratios; empty unless the scope is the company.
    pub kpis: Vec<Kpi>,
}

/// Rows of the list of debtors.
const TOP: usize = 10;
/// Months of sales.
const MONTHS: u32 = 12;
/// Whole months before this one that DSO looks at.
const DSO_MONTHS: u32 = 2;

/// Everything on the home page, as of today.
///
/// # Errors
/// Database errors.
pub fn dashboard(tx: &mut ReadTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Dashboard> {
    let today = ctx.today();
    let query = AgingQuery {
        as_of: today,
        buckets: AgingBuckets::default_overdue(),
        customer: None,
        currency: None,
    };
    let report = aging(tx, ctx, scope, &query)?;
    let mut currencies: BTreeMap<Currency, CurrencyTotal> = BTreeMap::new();
    for line in &report.lines {
        let total = currencies.entry(line.currency).or_insert(CurrencyTotal {
            currency: line.currency,
            balance: 0,
            base: 0,
            base_overdue: 0,
        });
        total.balance = add(total.balance, line.amounts.balance)?;
        total.base = add(total.base, line.base.balance)?;
        let overdue = sum(line.base.buckets.iter().skip(1).copied())?;
        total.base_overdue = add(total.base_overdue, overdue)?;
    }
    // The books know no owners: narrower scopes get what is theirs by item.
    let (sales, kpis) = match scope {
        Scope::Company => {
            let sales = sales(tx, ctx, today)?;
            let kpis = kpis(tx, ctx, today, &sales, report.total.balance)?;
            (sales, kpis)
        }
        Scope::Part { .. } => (Vec::new(), Vec::new()),
    };
    Ok(Dashboard {
        as_of: today,
        sales,
        receivables: currencies.into_values().collect(),
        buckets: report.buckets,
        aging: report.total,
        top: report.lines.into_iter().take(TOP).collect(),
        kpis,
    })
}

fn months_back(today: Date, months: u32) -> Date {
    let start = month_start(today);
    start
        .checked_sub_months(chrono::Months::new(months))
        .unwrap_or(start)
}

fn sales(tx: &mut ReadTx<'_>, ctx: &Ctx, today: Date) -> Result<Vec<MonthSales>> {
    let first = period_of(months_back(today, MONTHS - 1));
    let last = period_of(today);
    let range = params![ctx.company, first, last];
    let found: BTreeMap<String, (i64, i64)> = tx
        .all::<(String, i64, i64)>(&store::SALES, range)?
        .into_iter()
        .map(|(period, net, gross)| (period, (net, gross)))
        .collect();
    Ok((0..MONTHS)
        .rev()
        .map(|back| {
            let period = period_of(months_back(today, back));
            let (net, gross) = found.get(&period).copied().unwrap_or_default();
            MonthSales { period, net, gross }
        })
        .collect())
}

fn kpis(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    today: Date,
    sales: &[MonthSales],
    balance: i64,
) -> Result<Vec<Kpi>> {
    let start = month_start(today);
    let month = params![ctx.company, start, today];
    let received = tx.all::<(String, i64)>(&store::RECEIVED, month)?;
    let received = sum(received.into_iter().map(|(_, amount)| amount))?;
    let sold = sales.last().map_or(0, |m| m.gross);
    let (paid,) = tx.one::<(i64,)>(&store::PAID_OF_DUE, month)?;
    let (due,) = tx.one::<(i64,)>(&store::STILL_DUE, params![ctx.company, today])?;
    let all_due = add(paid, due)?;
    let from = months_back(today, DSO_MONTHS);
    let first = period_of(from);
    let recent = sum(sales.iter().filter(|m| m.period >= first).map(|m| m.gross))?;
    let days = today
        .signed_duration_since(from)
        .num_days()
        .saturating_add(1);
    Ok(vec![
        Kpi {
            id: "kpi.k1a",
            value: ratio(received, sold, 10_000)?,
            unit: "ratio",
            from: start,
            to: today,
            parts: vec![("received", received), ("sales", sold)],
        },
        Kpi {
            id: "kpi.k1d",
            value: ratio(paid, all_due, 10_000)?,
            unit: "ratio",
            from: start,
            to: today,
            parts: vec![("paid_of_due", paid), ("still_due", due)],
        },
        Kpi {
            id: "kpi.k3a",
            value: ratio(balance, recent, days.saturating_mul(10))?,
            unit: "days",
            from,
            to: today,
            parts: vec![("receivables", balance), ("sales", recent), ("days", days)],
        },
    ])
}

/// `part / whole × scale`, half-up; `None` when there is no whole.
fn ratio(part: i64, whole: i64, scale: i64) -> Result<Option<i64>> {
    let Some(product) = i128::from(part).checked_mul(i128::from(scale)) else {
        return Err(Error::bug("ratio"));
    };
    let value = div_half_up(product, i128::from(whole));
    value
        .map(|v| i64::try_from(v).map_err(|_| Error::bug("ratio")))
        .transpose()
}

#[cfg(test)]
mod tests {
    use super::ratio;

    /// china.md §7: S 3 000 000 in 90 days, R 2 800 000, AR1 1 200 000.
    #[test]
    fn vectors_of_the_rules() {
        assert_eq!(
            ratio(280_000_000, 300_000_000, 10_000).expect("k1a"),
            Some(9_333)
        );
        assert_eq!(
            ratio(120_000_000, 300_000_000, 900).expect("k3a"),
            Some(360)
        );
        assert_eq!(ratio(1, 0, 10_000).expect("nothing sold"), None);
    }
}
