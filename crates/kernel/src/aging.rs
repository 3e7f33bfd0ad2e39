//! Ageing (账龄): days past due, buckets with editable edges, and rows that sum open amounts.
//!
//! Rules and vectors: china.md §7 (K7 and "Aging day count"), semantics.md "overdue" and "ageing".
//! Due today is not overdue. Statutory ageing counts years since the document's date.
//!
//! **Invariant:** the buckets and the credits of a row sum to its balance, and merging rows in any
//! order gives the same row. **Limits:** at most [`MAX_EDGES`] edges.

use chrono::{Months, NaiveDate};

/// Most edges a definition may have.
pub const MAX_EDGES: usize = 12;
/// Largest edge in days (a hundred years).
pub const MAX_EDGE_DAYS: i64 = 36_500;
/// Largest edge in years.
pub const MAX_EDGE_YEARS: i64 = 50;

/// `as_of − due_on` in days: 0 when due today, negative before.
#[must_use]
pub fn days_past_due(due_on: NaiveDate, as_of: NaiveDate) -> i64 {
    as_of.signed_duration_since(due_on).num_days()
}

/// Days overdue: 0 until and on the due date, then `as_of − due_on`.
#[must_use]
pub fn overdue_days(due_on: NaiveDate, as_of: NaiveDate) -> i64 {
    days_past_due(due_on, as_of).max(0)
}

/// What the age of an item is counted from, and in what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgeUnit {
    /// Days past the due date; what is not due has a bucket of its own.
    OverdueDays,
    /// Years since the document's date (statutory: 1年以内, 1–2年, …).
    DocumentYears,
}

/// Why a bucket definition or a row is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AgingError {
    /// No edge, or more than [`MAX_EDGES`].
    #[error("wrong number of edges: {0}")]
    Count(usize),
    /// An edge below 1 or above the limit of its unit.
    #[error("edge {0} out of range")]
    Range(i64),
    /// An edge not above the one before it.
    #[error("edge {0} does not rise")]
    Order(i64),
    /// A bucket the definition does not have, or rows of different definitions merged.
    #[error("no bucket {0}")]
    Bucket(usize),
    /// A sum does not fit.
    #[error("sum out of range")]
    OutOfRange,
}

impl AgingError {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Count(_) => "aging.edge_count",
            Self::Range(_) => "aging.edge_range",
            Self::Order(_) => "aging.edge_order",
            Self::Bucket(_) => "aging.bucket",
            Self::OutOfRange => "aging.range",
        }
    }
}

/// One bucket: ages `from..=to` in the definition's unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Bucket {
    /// Lowest age; `None` for the bucket of what is not due.
    pub from: Option<i64>,
    /// Highest age, inclusive; `None` for the last bucket.
    pub to: Option<i64>,
}

/// A bucket definition. Bucket 0 is "not due" by overdue days and "within the first edge" by
/// document years; the last bucket is open.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "RawBuckets", into = "RawBuckets")]
pub struct AgingBuckets {
    unit: AgeUnit,
    edges: Vec<i64>,
}

/// The unchecked form on disk.
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBuckets {
    unit: AgeUnit,
    edges: Vec<i64>,
}

impl TryFrom<RawBuckets> for AgingBuckets {
    type Error = AgingError;
    fn try_from(raw: RawBuckets) -> Result<Self, AgingError> {
        Self::try_new(raw.unit, raw.edges)
    }
}

impl From<AgingBuckets> for RawBuckets {
    fn from(buckets: AgingBuckets) -> Self {
        Self {
            unit: buckets.unit,
            edges: buckets.edges,
        }
    }
}

impl AgingBuckets {
    /// Not due, 1–30, 31–60, 61–90, 91–180, 181–365, over 365 days overdue.
    #[must_use]
    pub fn default_overdue() -> Self {
        Self {
            unit: AgeUnit::OverdueDays,
            edges: vec![30, 60, 90, 180, 365],
        }
    }

    /// Within 1 year, 1–2, 2–3, 3–4, 4–5, over 5 years since the document's date.
    #[must_use]
    pub fn statutory() -> Self {
        Self {
            unit: AgeUnit::DocumentYears,
            edges: vec![1, 2, 3, 4, 5],
        }
    }

    /// A definition by its upper edges (inclusive), rising.
    ///
    /// # Errors
    /// `aging.edge_count`, `aging.edge_range`, `aging.edge_order`.
    pub fn try_new(unit: AgeUnit, edges: Vec<i64>) -> Result<Self, AgingError> {
        if edges.is_empty() || edges.len() > MAX_EDGES {
            return Err(AgingError::Count(edges.len()));
        }
        let highest = match unit {
            AgeUnit::OverdueDays => MAX_EDGE_DAYS,
            AgeUnit::DocumentYears => MAX_EDGE_YEARS,
        };
        let mut before = 0;
        for edge in &edges {
            if !(1..=highest).contains(edge) {
                return Err(AgingError::Range(*edge));
            }
            if *edge <= before {
                return Err(AgingError::Order(*edge));
            }
            before = *edge;
        }
        Ok(Self { unit, edges })
    }

    /// What ages are counted in.
    #[must_use]
    pub fn unit(&self) -> AgeUnit {
        self.unit
    }

    /// The inclusive upper edges, rising.
    #[must_use]
    pub fn edges(&self) -> &[i64] {
        &self.edges
    }

    /// The buckets in order, for column heads.
    #[must_use]
    pub fn buckets(&self) -> Vec<Bucket> {
        let mut out = Vec::with_capacity(self.edges.len() + 2);
        let mut from = match self.unit {
            AgeUnit::OverdueDays => {
                out.push(Bucket {
                    from: None,
                    to: Some(0),
                });
                1
            }
            AgeUnit::DocumentYears => 0,
        };
        for edge in &self.edges {
            out.push(Bucket {
                from: Some(from),
                to: Some(*edge),
            });
            from = match self.unit {
                AgeUnit::OverdueDays => edge.saturating_add(1),
                AgeUnit::DocumentYears => *edge,
            };
        }
        out.push(Bucket {
            from: Some(from),
            to: None,
        });
        out
    }

    /// The index into [`Self::buckets`] of an item on a day. `date` is the due date for
    /// [`AgeUnit::OverdueDays`] and the document's date for [`AgeUnit::DocumentYears`], where the
    /// anniversary itself still belongs to the younger bucket (1年以内含1年). Never falls as
    /// `as_of` moves forward.
    #[must_use]
    pub fn bucket_of(&self, date: NaiveDate, as_of: NaiveDate) -> usize {
        match self.unit {
            AgeUnit::OverdueDays => {
                let days = days_past_due(date, as_of);
                if days <= 0 {
                    return 0;
                }
                1 + self.edges.iter().filter(|edge| days > **edge).count()
            }
            AgeUnit::DocumentYears => self
                .edges
                .iter()
                .filter(|years| after_years(date, **years).is_some_and(|day| as_of > day))
                .count(),
        }
    }

    fn count(&self) -> usize {
        match self.unit {
            AgeUnit::OverdueDays => self.edges.len() + 2,
            AgeUnit::DocumentYears => self.edges.len() + 1,
        }
    }
}

fn after_years(date: NaiveDate, years: i64) -> Option<NaiveDate> {
    let months = u32::try_from(years).ok()?.checked_mul(12)?;
    date.checked_add_months(Months::new(months))
}

/// Sums of open amounts (minor units of one currency) for one customer or one total line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgingRow {
    buckets: Vec<i128>,
    credits: i128,
}

impl AgingRow {
    /// Zeros for every bucket of the definition.
    #[must_use]
    pub fn new(definition: &AgingBuckets) -> Self {
        Self {
            buckets: vec![0; definition.count()],
            credits: 0,
        }
    }

    /// Adds an open item's remaining amount to bucket `bucket`. A negative amount (credit note,
    /// red-letter, unapplied receipt) goes to the credits column instead, whatever its bucket.
    ///
    /// # Errors
    /// `aging.bucket` for a bucket the definition does not have; `aging.range`.
    pub fn add(&mut self, bucket: usize, open: i64) -> Result<(), AgingError> {
        let cell = match self.buckets.get_mut(bucket) {
            None => return Err(AgingError::Bucket(bucket)),
            Some(_) if open < 0 => &mut self.credits,
            Some(cell) => cell,
        };
        *cell = cell
            .checked_add(i128::from(open))
            .ok_or(AgingError::OutOfRange)?;
        Ok(())
    }

    /// Adds unapplied money of the customer, given as a positive amount; it reduces the balance.
    ///
    /// # Errors
    /// `aging.range`, also for a negative amount.
    pub fn add_unapplied(&mut self, amount: i64) -> Result<(), AgingError> {
        if amount < 0 {
            return Err(AgingError::OutOfRange);
        }
        self.credits = self
            .credits
            .checked_sub(i128::from(amount))
            .ok_or(AgingError::OutOfRange)?;
        Ok(())
    }

    /// Adds another row of the same definition (a group total).
    ///
    /// # Errors
    /// `aging.bucket` when the rows have different buckets; `aging.range`. Nothing is added then.
    pub fn merge(&mut self, other: &Self) -> Result<(), AgingError> {
        if self.buckets.len() != other.buckets.len() {
            return Err(AgingError::Bucket(other.buckets.len()));
        }
        let sum = |a: i128, b: i128| a.checked_add(b).ok_or(AgingError::OutOfRange);
        let credits = sum(self.credits, other.credits)?;
        self.buckets = self
            .buckets
            .iter()
            .zip(&other.buckets)
            .map(|(a, b)| sum(*a, *b))
            .collect::<Result<_, _>>()?;
        self.credits = credits;
        Ok(())
    }

    /// The finished figures.
    ///
    /// # Errors
    /// `aging.range` when a column or the balance does not fit 64 bits.
    pub fn totals(&self) -> Result<AgingTotals, AgingError> {
        let fit = |v: i128| i64::try_from(v).or(Err(AgingError::OutOfRange));
        let balance = self
            .buckets
            .iter()
            .try_fold(self.credits, |a, b| a.checked_add(*b))
            .ok_or(AgingError::OutOfRange)?;
        Ok(AgingTotals {
            buckets: self
                .buckets
                .iter()
                .map(|b| fit(*b))
                .collect::<Result<_, _>>()?,
            credits: fit(self.credits)?,
            balance: fit(balance)?,
        })
    }
}

/// The figures of a row, minor units. `Σ buckets + credits == balance`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgingTotals {
    /// Open amounts by bucket, in the definition's order.
    pub buckets: Vec<i64>,
    /// Credits and unapplied receipts, zero or negative.
    pub credits: i64,
    /// What the customer owes in all.
    pub balance: i64,
}

impl AgingTotals {
    /// The other presentation (china.md §7): credits netted against the oldest bucket first. What
    /// is more than all buckets stays in `credits`; the balance does not change.
    #[must_use]
    pub fn net_oldest_first(&self) -> Self {
        let mut out = self.clone();
        for bucket in out.buckets.iter_mut().rev() {
            let used = out.credits.saturating_neg().min(*bucket).max(0);
            *bucket -= used;
            out.credits += used;
        }
        out
    }
}
