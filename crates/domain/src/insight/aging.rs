//! Ageing (账龄) as of any day, by customer and currency (semantics.md "ageing"; china.md §7 K7).
//!
//! What was open on a past day is what is open now less what changed since, so a report costs one
//! ordered scan of the live items plus the changes after the day: O(live + changed since). Only items
//! that were open then and are settled by now are fetched one by one.

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
use jieqing_kernel::money::{add, sub};
use std::collections::{BTreeMap, HashMap};

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

/// Items fetched in one statement.
const FETCH: usize = 256;

/// Sums items by customer and currency. Neighbours mostly agree in both and in the day, so each is
/// looked up only where it changes.
struct Summing<'a> {
    buckets: &'a AgingBuckets,
    as_of: Date,
    known: HashMap<String, usize>,
    day: (String, usize),
    whose: (i64, String),
    /// Amounts and company currency of `whose`.
    run: (AgingRow, AgingRow),
    done: Sums,
}

impl<'a> Summing<'a> {
    fn new(query: &'a AgingQuery) -> Self {
        Self {
            buckets: &query.buckets,
            as_of: query.as_of,
            known: HashMap::new(),
            day: (String::new(), 0),
            whose: (0, String::new()),
            run: (AgingRow::new(&query.buckets), AgingRow::new(&query.buckets)),
            done: Sums::new(),
        }
    }

    /// Adds the item of `row` with what is open of it now, less what changed `later`.
    fn item(&mut self, row: &Row<'_>, later: Option<(i64, i64)>) -> Result<()> {
        let (amount, in_base) = later.unwrap_or_default();
        let open = sub(row.get(4)?, amount)?;
        let base = sub(row.get(5)?, in_base)?;
        if open == 0 && base == 0 {
            return Ok(());
        }
        let (customer, currency) = (row.get::<i64>(1)?, row.str(2)?);
        if self.whose.0 != customer || self.whose.1 != currency {
            self.keep()?;
            self.whose = (customer, currency.to_owned());
        }
        let bucket = self.bucket(row.str(3)?)?;
        self.run.0.add(bucket, open).map_err(wrong)?;
        self.run.1.add(bucket, base).map_err(wrong)
    }

    fn bucket(&mut self, day: &str) -> Result<usize> {
        if self.day.0 == day {
            return Ok(self.day.1);
        }
        let bucket = match self.known.get(day) {
            Some(bucket) => *bucket,
            None => {
                let parsed = date::parse(day).ok_or_else(|| Error::bug("stored day"))?;
                let bucket = self.buckets.bucket_of(parsed, self.as_of);
                self.known.insert(day.to_owned(), bucket);
                bucket
            }
        };
        self.day = (day.to_owned(), bucket);
        Ok(bucket)
    }

    /// Moves the run to what is done.
    fn keep(&mut self) -> Result<()> {
        if self.whose.1.is_empty() {
            return Ok(());
        }
        let currency = self
            .whose
            .1
            .parse()
            .map_err(|_unknown| Error::bug("stored currency"))?;
        let zero = || AgingRow::new(self.buckets);
        let run = (
            std::mem::replace(&mut self.run.0, zero()),
            std::mem::replace(&mut self.run.1, zero()),
        );
        let (amounts, bases) = self
            .done
            .entry((self.whose.0, currency))
            .or_insert_with(|| (zero(), zero()));
        amounts.merge(&run.0).map_err(wrong)?;
        bases.merge(&run.1).map_err(wrong)
    }

    fn finish(mut self) -> Result<Sums> {
        self.keep()?;
        Ok(self.done)
    }
}

/// What changed after the day, by item.
fn changed_later(
    tx: &mut ReadTx<'_>,
    within: &Within<'_>,
    day: Date,
) -> Result<HashMap<i64, (i64, i64)>> {
    let mut later: HashMap<i64, (i64, i64)> = HashMap::new();
    let (sql, values) = store::changed(within, day);
    tx.each(&sql, &values, |row| {
        let (amount, base) = later.entry(row.get(0)?).or_default();
        *amount = add(*amount, row.get(1)?)?;
        *base = add(*base, row.get(2)?)?;
        Ok::<_, Error>(())
    })?;
    Ok(later)
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
    let unit = query.buckets.unit();
    let mut later = changed_later(tx, &within, query.as_of)?;
    let mut sums = Summing::new(query);
    let (sql, values) = store::live(&within, unit);
    tx.each(&sql, &values, |row| {
        let change = if later.is_empty() {
            None
        } else {
            later.remove(&row.get(0)?)
        };
        sums.item(row, change)
    })?;
    // The rest is settled by now, or out of scope.
    later.retain(|_, change| *change != (0, 0));
    let mut settled: Vec<i64> = later.keys().copied().collect();
    settled.sort_unstable();
    for ids in settled.chunks(FETCH) {
        let (sql, values) = store::those(&within, unit, ids);
        tx.each(&sql, &values, |row| {
            let change = later.get(&row.get(0)?).copied();
            sums.item(row, change)
        })?;
    }
    finish(tx, ctx, query, sums.finish()?)
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
