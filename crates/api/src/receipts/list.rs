//! `GET /receipts`

use super::view::{ReceiptBody, body};
use crate::call::{ApiResult, Call, ListQuery, write_cursor};
use crate::params::Params;
use crate::parse::Fields;
use jieqing_domain::receipts::ReceiptStatus;
use jieqing_domain::receipts::query::{self, ReceiptFilter, ReceiptSort};
use jieqing_kernel::error::Result;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Filters of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListReceiptsQuery {
    /// Part of the number, payer, customer or bank reference.
    search: Option<String>,
    /// `unclaimed`, `claimed` or `reversed`.
    status: Option<String>,
    /// Only this customer.
    customer_id: Option<String>,
    /// First day.
    from: Option<String>,
    /// Last day.
    to: Option<String>,
    /// Only those with something left to allocate.
    unapplied: Option<bool>,
    /// `-received_on` (when absent), `received_on`, `-number`, `number`, `-amount` or `amount`.
    sort: Option<String>,
    /// Continue after this page.
    cursor: Option<String>,
    /// Rows wanted, 1–500.
    limit: Option<i64>,
}

/// A page of receipts, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReceiptList {
    items: Vec<ReceiptBody>,
    next_cursor: Option<String>,
}

impl ListReceiptsQuery {
    pub(super) fn filter(&self) -> Result<ReceiptFilter> {
        let mut fields = Fields::new();
        let filter = ReceiptFilter {
            search: self.search.clone(),
            status: self.status.as_deref().map(|word| {
                fields.word("status", ReceiptStatus::parse(word), ReceiptStatus::Claimed)
            }),
            customer: self
                .customer_id
                .as_deref()
                .map(|t| fields.id("customer_id", t)),
            from: self.from.as_deref().map(|t| fields.date("from", t)),
            to: self.to.as_deref().map(|t| fields.date("to", t)),
            unapplied: self.unapplied.unwrap_or(false),
            sort: self
                .sort
                .as_deref()
                .map_or_else(ReceiptSort::default, |word| {
                    fields.word("sort", ReceiptSort::parse(word), ReceiptSort::default())
                }),
        };
        fields.finish(filter)
    }
}

/// List receipts
#[utoipa::path(get, path = "/api/v1/receipts", operation_id = "list_receipts", tag = "receipts",
    params(ListReceiptsQuery), responses((status = 200, body = ReceiptList)))]
pub(crate) async fn list_receipts(
    call: Call,
    Params(query): Params<ListReceiptsQuery>,
) -> ApiResult {
    let paging = ListQuery {
        cursor: query.cursor.clone(),
        limit: query.limit,
    };
    call.read(move |tx, ctx, scope| {
        let page = query::list(tx, ctx, scope, &query.filter()?, &paging.page()?)?;
        let base = ctx.base_currency;
        Ok(ReceiptList {
            next_cursor: write_cursor(&page.next),
            items: page.items.into_iter().map(|r| body(r, base)).collect(),
        })
    })
    .await
}
