//! Ageing (账龄) as of any day, by customer and currency (semantics.md "ageing"; china.md §7 K7).
//!
//! What was open on a past day is what is open now less what changed since, so a report costs one
//! ordered scan of the live items plus the changes after the day: O(live + changed since).

use super::store::aging::{self as store, Within};
use crate::access::Scope;
use crate::wire;
use jieqing_db::{DbError, ReadTx, Row, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::aging::{AgeUnit, AgingBuckets, AgingError, AgingRow, AgingTotals, Bucket};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::{self, Date};
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::sub;
use std::collections::{BTreeMap, HashMap, HashSet};

pub use store::AgingItem;

/// What to report.
#[derive(Debug, Clone)]
pub struct AgingQuery {
    /// End of this day.
    pub as_of: Date,
    /// Buckets and what ages count from.
    pub buckets: AgingBuckets,
    /// Only this customer.
    pub customer: Option<Id<wire::Customer>>,
    /// Only this currency.
    pub currency: Option<Currency>,
}

/// A customer in one currency.
#[derive(Debug, Clone)]
pub struct AgingLine {
    /// Customer.
    pub customer: Id<wire::Customer>,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Currency.
    pub currency: Currency,
    /// Minor units of that currency.
    pub amounts: AgingTotals,
    /// The same in company currency.
    pub base: AgingTotals,
}

/// Ageing of everybody in scope.
#[derive(Debug, Clone)]
pub struct AgingReport {
    /// End of this day.
    pub as_of: Date,
    /// Heads of the buckets.
    pub buckets: Vec<Bucket>,
    /// Largest balance in company currency first.
    pub lines: Vec<AgingLine>,
    /// Sums by currency.
    pub currencies: Vec<(Currency, AgingTotals)>,
    /// Sum of all lines in company currency.
    pub total: AgingTotals,
}

type Sums = HashMap<(i64, Currency), (AgingRow, AgingRow)>;

/// Buckets of many days, each decided once.
struct Days<'a> {
    buckets: &'a AgingBuckets,
    as_of: Date,
    known: HashMap<String, usize>,
}

impl Days<'_> {
    fn bucket(&mut self, day: String) -> Result<usize> {
        if let Some(bucket) = self.known.get(&day) {
            return Ok(*bucket);
        }
        let parsed = date::parse(&day).ok_or_else(|| Error::bug("stored day"))?;
        let bucket = self.buckets.bucket_of(parsed, self.as_of);
        self.known.insert(day, bucket);
        Ok(bucket)
    }
}

/// The report.
///
/// # Errors
/// Database errors.
pub fn aging(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    query: &AgingQuery,
) -> Result<AgingReport> {
    let within = Within {
        ctx,
        scope,
        customer: query.customer,
        currency: query.currency,
    };
    let mut days = Days {
        buckets: &query.buckets,
        as_of: query.as_of,
        known: HashMap::new(),
    };
    let mut sums = Sums::new();
    let unit = query.buckets.unit();
    // What changed later is taken back item by item; the rest is as it is now.
    let mut later: HashSet<i64> = HashSet::new();
    let (sql, values) = store::changed(&within, unit, query.as_of);
    tx.each(&sql, &values, |row| {
        later.insert(row.get(0)?);
        let open = sub(row.get(4)?, row.get(6)?)?;
        let base = sub(row.get(5)?, row.get(7)?)?;
        add(row, (open, base), &mut days, &mut sums)
    })?;
    let (sql, values) = store::live(&within, unit);
    tx.each(&sql, &values, |row| {
        if !later.is_empty() && later.contains(&row.get(0)?) {
            return Ok(());
        }
        let now = (row.get(4)?, row.get(5)?);
        add(row, now, &mut days, &mut sums)
    })?;
    finish(tx, ctx, query, sums)
}

/// Adds one item (customer, currency and day from the row) with what was open of it.
fn add(
    row: &Row<'_>,
    (open, base): (i64, i64),
    days: &mut Days<'_>,
    sums: &mut Sums,
) -> Result<()> {
    if open == 0 && base == 0 {
        return Ok(());
    }
    let bucket = days.bucket(row.get(3)?)?;
    let definition = days.buckets;
    let (amounts, bases) = sums
        .entry((row.get(1)?, row.get(2)?))
        .or_insert_with(|| (AgingRow::new(definition), AgingRow::new(definition)));
    amounts.add(bucket, open).map_err(wrong)?;
    bases.add(bucket, base).map_err(wrong)
}

fn finish(tx: &mut ReadTx<'_>, ctx: &Ctx, query: &AgingQuery, sums: Sums) -> Result<AgingReport> {
    let mut names: HashMap<i64, (String, String)> = HashMap::new();
    tx.each(&store::NAMES, params![ctx.company], |row| {
        names.insert(row.get(0)?, (row.get(1)?, row.get(2)?));
        Ok::<_, DbError>(())
    })?;
    let mut total = AgingRow::new(&query.buckets);
    let mut currencies: BTreeMap<Currency, AgingRow> = BTreeMap::new();
    let mut lines = Vec::with_capacity(sums.len());
    for ((customer, currency), (amounts, base)) in sums {
        total.merge(&base).map_err(wrong)?;
        currencies
            .entry(currency)
            .or_insert_with(|| AgingRow::new(&query.buckets))
            .merge(&amounts)
            .map_err(wrong)?;
        let (code, name) = names.get(&customer).cloned().unwrap_or_default();
        lines.push(AgingLine {
            customer: Id::from_raw(customer),
            code,
            name,
            currency,
            amounts: amounts.totals().map_err(wrong)?,
            base: base.totals().map_err(wrong)?,
        });
    }
    lines.sort_by(|a, b| {
        let key = |l: &AgingLine| {
            (
                std::cmp::Reverse(l.base.balance),
                l.code.clone(),
                l.currency,
            )
        };
        key(a).cmp(&key(b))
    });
    Ok(AgingReport {
        as_of: query.as_of,
        buckets: query.buckets.buckets(),
        lines,
        currencies: currencies
            .into_iter()
            .map(|(currency, row)| Ok((currency, row.totals().map_err(wrong)?)))
            .collect::<Result<_>>()?,
        total: total.totals().map_err(wrong)?,
    })
}

fn wrong(error: AgingError) -> Error {
    Error::bug(error.code())
}

/// Which items of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BucketPick {
    /// Everything.
    All,
    /// Debits of one bucket, by its place in the report.
    Bucket(usize),
    /// Credits and unapplied money.
    Credits,
}

/// The items behind one row of the report.
#[derive(Debug, Clone)]
pub struct AgingItemsQuery {
    /// End of this day.
    pub as_of: Date,
    /// Buckets of the report.
    pub buckets: AgingBuckets,
    /// Customer.
    pub customer: Id<wire::Customer>,
    /// Only this currency.
    pub currency: Option<Currency>,
    /// Which column.
    pub pick: BucketPick,
}

/// Items of one customer as of a day, by due date.
///
/// # Errors
/// Database errors.
pub fn aging_items(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    query: &AgingItemsQuery,
) -> Result<Vec<AgingItem>> {
    let within = Within {
        ctx,
        scope,
        customer: None,
        currency: query.currency,
    };
    let (sql, values) = store::items(&within, query.customer, query.as_of);
    let items = tx.all::<AgingItem>(&sql, &values)?;
    let bucket = |item: &AgingItem| {
        let day = match query.buckets.unit() {
            AgeUnit::OverdueDays => item.due_on,
            AgeUnit::DocumentYears => item.doc_on,
        };
        query.buckets.bucket_of(day, query.as_of)
    };
    Ok(items
        .into_iter()
        .filter(|item| match query.pick {
            BucketPick::All => true,
            BucketPick::Credits => item.open < 0,
            BucketPick::Bucket(wanted) => item.open > 0 && bucket(item) == wanted,
        })
        .collect())
}
