//! `GET /reports/aging`

use crate::call::{ApiResult, Call};
use crate::params::Params;
use crate::parse::Fields;
use crate::wire_money::amount;
use jieqing_domain::insight::{self, AgingQuery};
use jieqing_kernel::aging::{AgingBuckets, AgingTotals, Bucket};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::Result;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// What to report.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct AgingParams {
    /// End of this day; today when absent.
    as_of: Option<String>,
    /// `overdue` (days past due) or `document` (years since the document's date).
    basis: Option<String>,
    /// Only this customer.
    customer_id: Option<String>,
    /// Only this currency.
    currency: Option<String>,
    /// Most rows, largest balance first; totals are always over all. 1–10,000, default 500.
    limit: Option<i64>,
}

/// A bucket's head.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BucketBody {
    /// Lowest age; null for what is not due.
    #[schema(example = 1)]
    from: Option<i64>,
    /// Highest age; null for the last bucket.
    #[schema(example = 30)]
    to: Option<i64>,
}

/// Sums of a row.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AgingSums {
    /// By bucket, in order.
    #[schema(example = json!(["9000.00", "0.00", "0.00", "0.00", "0.00"]))]
    buckets: Vec<String>,
    /// Credits and unapplied money, zero or negative.
    #[schema(example = "-6000.00")]
    credits: String,
    /// Sum of all.
    #[schema(example = "3000.00")]
    balance: String,
}

/// A customer in one currency.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AgingRowBody {
    /// Customer.
    #[schema(example = "cus_0c1x2y3z4w5v6")]
    customer_id: String,
    /// Its code.
    #[schema(example = "KH-202611-0001")]
    customer_code: String,
    /// Its name.
    #[schema(example = "杭州云栖贸易有限公司")]
    customer_name: String,
    /// Currency.
    #[schema(example = "CNY")]
    currency: String,
    /// In that currency.
    amounts: AgingSums,
    /// In company currency.
    base: AgingSums,
}

/// Sums of a currency.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AgingCurrency {
    /// Currency.
    #[schema(example = "CNY")]
    currency: String,
    /// Its sums.
    amounts: AgingSums,
}

/// An ageing report.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AgingBody {
    /// End of this day.
    #[schema(example = "2026-11-24")]
    as_of: String,
    /// `overdue` or `document`.
    #[schema(example = "overdue")]
    basis: String,
    /// Company currency.
    #[schema(example = "CNY")]
    base_currency: String,
    /// Heads of the buckets: days overdue, or years.
    buckets: Vec<BucketBody>,
    /// Rows, largest balance first.
    rows: Vec<AgingRowBody>,
    /// Whether there are more rows than shown.
    #[schema(example = false)]
    more: bool,
    /// Sums by currency, over all rows.
    currencies: Vec<AgingCurrency>,
    /// Sum in company currency, over all rows.
    total: AgingSums,
}

pub(super) fn sums(totals: &AgingTotals, currency: Currency) -> AgingSums {
    AgingSums {
        buckets: totals
            .buckets
            .iter()
            .map(|b| amount(*b, currency))
            .collect(),
        credits: amount(totals.credits, currency),
        balance: amount(totals.balance, currency),
    }
}

pub(super) fn heads(buckets: Vec<Bucket>) -> Vec<BucketBody> {
    buckets
        .into_iter()
        .map(|b| BucketBody {
            from: b.from,
            to: b.to,
        })
        .collect()
}

pub(super) fn basis(fields: &mut Fields, word: Option<&str>) -> AgingBuckets {
    let buckets = match word {
        None | Some("overdue") => Some(AgingBuckets::default_overdue()),
        Some("document") => Some(AgingBuckets::statutory()),
        Some(_) => None,
    };
    fields.word("basis", buckets, AgingBuckets::default_overdue())
}

impl AgingParams {
    pub(super) fn by_document(&self) -> bool {
        self.basis.as_deref() == Some("document")
    }

    pub(super) fn query(&self, today: Date) -> Result<(AgingQuery, usize)> {
        let mut fields = Fields::new();
        let limit = self.limit.unwrap_or(500);
        let limit = usize::try_from(limit)
            .ok()
            .filter(|l| (1..=10_000).contains(l));
        let query = AgingQuery {
            as_of: self
                .as_of
                .as_deref()
                .map_or(today, |t| fields.date("as_of", t)),
            buckets: basis(&mut fields, self.basis.as_deref()),
            customer: self
                .customer_id
                .as_deref()
                .map(|t| fields.id("customer_id", t)),
            currency: self
                .currency
                .as_deref()
                .map(|t| fields.currency("currency", t)),
        };
        if limit.is_none() {
            fields.error("limit", "field.out_of_range");
        }
        fields.finish((query, limit.unwrap_or(0)))
    }
}

/// Get the ageing of receivables
#[utoipa::path(get, path = "/api/v1/reports/aging", operation_id = "get_aging", tag = "reports",
    params(AgingParams), responses((status = 200, body = AgingBody)))]
pub(crate) async fn get_aging(call: Call, Params(params): Params<AgingParams>) -> ApiResult {
    call.read(move |tx, ctx, scope| {
        let (query, limit) = params.query(ctx.today())?;
        let report = insight::aging(tx, ctx, scope, &query)?;
        let base = ctx.base_currency;
        Ok(AgingBody {
            as_of: report.as_of.to_string(),
            basis: params.basis.unwrap_or_else(|| "overdue".to_owned()),
            base_currency: base.to_string(),
            buckets: heads(report.buckets),
            more: report.lines.len() > limit,
            rows: report
                .lines
                .into_iter()
                .take(limit)
                .map(|l| AgingRowBody {
                    customer_id: l.customer.to_string(),
                    customer_code: l.code,
                    customer_name: l.name,
                    currency: l.currency.to_string(),
                    amounts: sums(&l.amounts, l.currency),
                    base: sums(&l.base, base),
                })
                .collect(),
            currencies: report
                .currencies
                .into_iter()
                .map(|(currency, totals)| AgingCurrency {
                    currency: currency.to_string(),
                    amounts: sums(&totals, currency),
                })
                .collect(),
            total: sums(&report.total, base),
        })
    })
    .await
}
