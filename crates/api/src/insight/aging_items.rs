//! `GET /reports/aging/items`

use super::aging::basis;
use crate::call::{ApiResult, Call};
use crate::params::Params;
use crate::parse::Fields;
use crate::wire_money::{amount, document};
use jieqing_domain::insight::{self, AgingItemsQuery, BucketPick};
use jieqing_kernel::aging::overdue_days;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::Result;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which items.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct AgingItemsParams {
    /// Customer.
    customer_id: String,
    /// End of this day; today when absent.
    as_of: Option<String>,
    /// `overdue` or `document`.
    basis: Option<String>,
    /// Only this currency.
    currency: Option<String>,
    /// Place of the bucket in the report, from 0; or `credits`. Everything when absent.
    bucket: Option<String>,
}

/// An item as of the day.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AgingItemBody {
    /// Item.
    #[schema(example = "itm_0c1x2y3z4w5v6")]
    id: String,
    /// What it stands for.
    #[schema(example = "invoice")]
    kind: &'static str,
    /// Whether it may be paid.
    #[schema(example = true)]
    billed: bool,
    /// Kind of its document.
    #[schema(example = "invoice")]
    document_type: String,
    /// Its document.
    #[schema(example = "inv_0c1x2y3z4w5v6")]
    document_id: Option<String>,
    /// Number of its document.
    #[schema(example = "IN-202611-0001")]
    document_no: String,
    /// Date of its document.
    #[schema(example = "2026-10-24")]
    document_on: String,
    /// Due date.
    #[schema(example = "2026-11-23")]
    due_on: String,
    /// Days overdue on the day; 0 when not due or a credit.
    #[schema(example = 1)]
    overdue_days: i64,
    /// Currency.
    #[schema(example = "CNY")]
    currency: String,
    /// Amount.
    #[schema(example = "1130.00")]
    amount: String,
    /// What was open of it at the end of the day.
    #[schema(example = "1130.00")]
    open: String,
    /// The same in company currency.
    #[schema(example = "1130.00")]
    base_open: String,
}

/// Items behind a row of the report.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AgingItemList {
    items: Vec<AgingItemBody>,
}

impl AgingItemsParams {
    fn query(&self, today: Date) -> Result<AgingItemsQuery> {
        let mut fields = Fields::new();
        let pick = match self.bucket.as_deref() {
            None => Some(BucketPick::All),
            Some("credits") => Some(BucketPick::Credits),
            Some(place) => place.parse().ok().map(BucketPick::Bucket),
        };
        let query = AgingItemsQuery {
            as_of: self
                .as_of
                .as_deref()
                .map_or(today, |t| fields.date("as_of", t)),
            buckets: basis(&mut fields, self.basis.as_deref()),
            customer: fields.id("customer_id", &self.customer_id),
            currency: self
                .currency
                .as_deref()
                .map(|t| fields.currency("currency", t)),
            pick: fields.word("bucket", pick, BucketPick::All),
        };
        fields.finish(query)
    }
}

/// List the items behind an ageing row
#[utoipa::path(get, path = "/api/v1/reports/aging/items", operation_id = "list_aging_items", tag = "reports",
    params(AgingItemsParams), responses((status = 200, body = AgingItemList)))]
pub(crate) async fn list_aging_items(
    call: Call,
    Params(params): Params<AgingItemsParams>,
) -> ApiResult {
    call.read(move |tx, ctx, scope| {
        let query = params.query(ctx.today())?;
        let as_of = query.as_of;
        let items = insight::aging_items(tx, ctx, scope, &query)?;
        let base = ctx.base_currency;
        Ok(AgingItemList {
            items: items
                .into_iter()
                .map(|i| AgingItemBody {
                    id: i.id.to_string(),
                    kind: i.kind.as_str(),
                    billed: i.billed,
                    document_id: document(&i.source_type, i.source_id),
                    document_type: i.source_type,
                    document_no: i.doc_no,
                    document_on: i.doc_on.to_string(),
                    due_on: i.due_on.to_string(),
                    overdue_days: if i.open > 0 {
                        overdue_days(i.due_on, as_of)
                    } else {
                        0
                    },
                    currency: i.currency.to_string(),
                    amount: amount(i.amount, i.currency),
                    open: amount(i.open, i.currency),
                    base_open: amount(i.base_open, base),
                })
                .collect(),
        })
    })
    .await
}
