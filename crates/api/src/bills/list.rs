//! `GET /bills`

use super::view::{BillBody, body};
use crate::call::{ApiResult, Call, ListQuery, write_cursor};
use crate::params::Params;
use crate::parse::Fields;
use crate::wire_money::amount;
use jieqing_domain::bills::query::{self, BillFilter, BillSort};
use jieqing_domain::bills::{AcceptorClass, BillStatus};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::Result;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Filters of the register.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListBillsQuery {
    /// Part of the number, package, acceptor, drawer, holder or customer.
    search: Option<String>,
    /// Only this state; without it and `all`, those that are not paid, refused, split or reversed.
    status: Option<String>,
    /// Every state.
    all: Option<bool>,
    /// `high_grade`, `other_bank` or `commercial`.
    acceptor_class: Option<String>,
    /// Part of the acceptor's name.
    acceptor: Option<String>,
    /// Only this customer.
    customer_id: Option<String>,
    /// Due on or after.
    due_from: Option<String>,
    /// Due on or before.
    due_to: Option<String>,
    /// Only those of this package.
    package_no: Option<String>,
    /// `due_on` (when absent), `-due_on`, `-received_on`, `received_on`, `-number`, `number`, `-amount` or
    /// `amount`.
    sort: Option<String>,
    /// Continue after this page.
    cursor: Option<String>,
    /// Rows wanted, 1–500.
    limit: Option<i64>,
}

/// Sums of the bills in one state.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BillTotalBody {
    /// State.
    #[schema(example = "on_hand")]
    status: &'static str,
    /// Bills.
    #[schema(example = 12)]
    count: i64,
    /// Σ face, CNY.
    #[schema(example = "600000.00")]
    amount: String,
}

/// A page of the register.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BillList {
    items: Vec<BillBody>,
    next_cursor: Option<String>,
    /// Sums of everything found, by state; on the first page only.
    by_status: Vec<BillTotalBody>,
}

impl ListBillsQuery {
    pub(super) fn filter(&self) -> Result<BillFilter> {
        let mut fields = Fields::new();
        let filter = BillFilter {
            search: self.search.clone(),
            status: self
                .status
                .as_deref()
                .map(|word| fields.word("status", BillStatus::parse(word), BillStatus::OnHand)),
            all: self.all.unwrap_or(false),
            class: self.acceptor_class.as_deref().map(|word| {
                let parsed = AcceptorClass::parse(word);
                fields.word("acceptor_class", parsed, AcceptorClass::OtherBank)
            }),
            acceptor: self.acceptor.clone(),
            customer: self
                .customer_id
                .as_deref()
                .map(|t| fields.id("customer_id", t)),
            due_from: self.due_from.as_deref().map(|t| fields.date("due_from", t)),
            due_to: self.due_to.as_deref().map(|t| fields.date("due_to", t)),
            package: self.package_no.clone(),
            sort: self.sort.as_deref().map_or_else(BillSort::default, |word| {
                fields.word("sort", BillSort::parse(word), BillSort::default())
            }),
        };
        fields.finish(filter)
    }
}

/// List bills
#[utoipa::path(get, path = "/api/v1/bills", operation_id = "list_bills", tag = "bills",
    params(ListBillsQuery), responses((status = 200, body = BillList)))]
pub(crate) async fn list_bills(call: Call, Params(asked): Params<ListBillsQuery>) -> ApiResult {
    let paging = ListQuery {
        cursor: asked.cursor.clone(),
        limit: asked.limit,
    };
    call.read(move |tx, ctx, scope| {
        let filter = asked.filter()?;
        let page = query::list(tx, ctx, scope, &filter, &paging.page()?)?;
        let totals = match paging.cursor {
            None => query::totals(tx, ctx, scope, &filter)?,
            Some(_) => Vec::new(),
        };
        Ok(BillList {
            next_cursor: write_cursor(&page.next),
            items: page.items.into_iter().map(|b| body(b, ctx)).collect(),
            by_status: totals
                .into_iter()
                .map(|t| BillTotalBody {
                    status: t.status.as_str(),
                    count: t.count,
                    amount: amount(t.amount, Currency::CNY),
                })
                .collect(),
        })
    })
    .await
}
