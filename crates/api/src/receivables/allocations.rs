//! `GET /allocations`

use crate::call::{ApiResult, Call, ListQuery, write_cursor};
use crate::params::Params;
use crate::parse::Fields;
use crate::wire_money::{amount, document, document_of};
use jieqing_domain::receivables::How;
use jieqing_domain::receivables::query::{self, AllocationFilter, AllocationView};
use jieqing_kernel::clock::rfc3339;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::Result;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Filters of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListAllocationsQuery {
    /// Only this customer.
    customer_id: Option<String>,
    /// Only those made together.
    batch_id: Option<String>,
    /// Only those of this invoice, receipt, delivery, return or write-off.
    document_id: Option<String>,
    /// Only `manual`, `proposed`, `automatic`, `oldest_first` or `direct` ones.
    how: Option<String>,
    /// Leave out those that were undone.
    live_only: Option<bool>,
    /// Continue after this page.
    cursor: Option<String>,
    /// Rows wanted, 1–500.
    limit: Option<i64>,
}

/// One side of an allocation.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AllocationSide {
    /// Item.
    #[schema(example = "itm_0c1x2y3z4w5v6")]
    item_id: String,
    /// Kind of its document.
    #[schema(example = "invoice")]
    document_type: String,
    /// Its document.
    #[schema(example = "inv_0c1x2y3z4w5v6")]
    document_id: Option<String>,
    /// Number of its document.
    #[schema(example = "IN-202611-0001")]
    document_no: String,
}

/// A debit and a credit joined.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AllocationBody {
    /// Id.
    #[schema(example = "alc_0c1x2y3z4w5v6")]
    id: String,
    /// Those made together, the handle for undo.
    #[schema(example = "alb_0c1x2y3z4w5v6")]
    batch_id: String,
    /// Customer.
    #[schema(example = "cus_0c1x2y3z4w5v6")]
    customer_id: String,
    /// Its name.
    #[schema(example = "杭州云栖贸易有限公司")]
    customer_name: String,
    /// The debt.
    debit: AllocationSide,
    /// The money or credit.
    credit: AllocationSide,
    /// Currency.
    #[schema(example = "CNY")]
    currency: String,
    /// Amount joined.
    #[schema(example = "1130.00")]
    amount: String,
    /// Exchange difference realised, company currency; a gain is positive.
    #[schema(example = "0.00")]
    exchange_gain: String,
    /// Day it counts from.
    #[schema(example = "2026-11-24")]
    allocated_on: String,
    /// `manual`, `oldest_first`, `automatic` or `direct`.
    #[schema(example = "manual")]
    how: &'static str,
    /// Why.
    #[schema(example = "")]
    reason: String,
    /// Day it was undone.
    #[schema(example = "2026-11-25")]
    undone_on: Option<String>,
    /// Who did it; empty for the system.
    #[schema(example = "李会计")]
    created_by: String,
    /// When.
    #[schema(example = "2026-11-24T02:00:00.000Z")]
    created_at: String,
}

/// A page of allocations, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AllocationList {
    items: Vec<AllocationBody>,
    next_cursor: Option<String>,
}

impl ListAllocationsQuery {
    fn filter(&self) -> Result<AllocationFilter> {
        let mut fields = Fields::new();
        let filter = AllocationFilter {
            customer: self
                .customer_id
                .as_deref()
                .map(|t| fields.id("customer_id", t)),
            batch: self.batch_id.as_deref().map(|t| fields.id("batch_id", t)),
            document: self
                .document_id
                .as_deref()
                .map(|t| fields.word("document_id", document_of(t), (String::new(), 0))),
            how: self
                .how
                .as_deref()
                .map(|t| fields.word("how", How::parse(t), How::Manual)),
            live_only: self.live_only.unwrap_or(false),
        };
        fields.finish(filter)
    }
}

fn body(a: AllocationView, base: Currency) -> AllocationBody {
    AllocationBody {
        id: a.id.to_string(),
        batch_id: a.batch_id.to_string(),
        customer_id: a.customer_id.to_string(),
        customer_name: a.customer_name,
        debit: AllocationSide {
            item_id: a.debit_item_id.to_string(),
            document_id: document(&a.debit_source_type, a.debit_source_id),
            document_type: a.debit_source_type,
            document_no: a.debit_no,
        },
        credit: AllocationSide {
            item_id: a.credit_item_id.to_string(),
            document_id: document(&a.credit_source_type, a.credit_source_id),
            document_type: a.credit_source_type,
            document_no: a.credit_no,
        },
        currency: a.currency.to_string(),
        amount: amount(a.amount, a.currency),
        exchange_gain: amount(a.credit_base.saturating_sub(a.debit_base), base),
        allocated_on: a.allocated_on.to_string(),
        how: a.how.as_str(),
        reason: a.reason,
        undone_on: a.reversed_on.map(|d| d.to_string()),
        created_by: a.created_by,
        created_at: rfc3339(a.created_at_us),
    }
}

/// List allocations
#[utoipa::path(get, path = "/api/v1/allocations", operation_id = "list_allocations", tag = "receivables",
    params(ListAllocationsQuery), responses((status = 200, body = AllocationList)))]
pub(crate) async fn list_allocations(
    call: Call,
    Params(query): Params<ListAllocationsQuery>,
) -> ApiResult {
    let paging = ListQuery {
        cursor: query.cursor.clone(),
        limit: query.limit,
    };
    call.read(move |tx, ctx, scope| {
        let page = query::list_allocations(tx, ctx, scope, &query.filter()?, &paging.page()?)?;
        let base = ctx.base_currency;
        Ok(AllocationList {
            next_cursor: write_cursor(&page.next),
            items: page.items.into_iter().map(|a| body(a, base)).collect(),
        })
    })
    .await
}
