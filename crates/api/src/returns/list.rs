//! `GET /returns`

use super::view::{ReturnBody, body};
use crate::call::{ApiResult, Call, ListQuery, write_cursor};
use crate::params::Params;
use crate::parse::Fields;
use jieqing_domain::returns::ReturnStatus;
use jieqing_domain::returns::query::{self, ReturnFilter, ReturnSort};
use jieqing_kernel::error::Result;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Filters of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListReturnsQuery {
    /// Part of the return's or order's number.
    search: Option<String>,
    /// `received` or `settled`.
    status: Option<String>,
    /// Only this customer.
    customer_id: Option<String>,
    /// Only this order.
    order_id: Option<String>,
    /// First day.
    from: Option<String>,
    /// Last day.
    to: Option<String>,
    /// `-returned_on` (when absent), `returned_on`, `-number`, `number`, `-total` or `total`.
    sort: Option<String>,
    /// Continue after this page.
    cursor: Option<String>,
    /// Rows wanted, 1–500.
    limit: Option<i64>,
}

/// A page of returns, latest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReturnList {
    items: Vec<ReturnBody>,
    next_cursor: Option<String>,
}

impl ListReturnsQuery {
    pub(super) fn filter(&self) -> Result<ReturnFilter> {
        let mut fields = Fields::new();
        let filter = ReturnFilter {
            status: self.status.as_deref().map(|word| {
                fields.word("status", ReturnStatus::parse(word), ReturnStatus::Received)
            }),
            customer: self
                .customer_id
                .as_deref()
                .map(|t| fields.id("customer_id", t)),
            order: self.order_id.as_deref().map(|t| fields.id("order_id", t)),
            from: self.from.as_deref().map(|t| fields.date("from", t)),
            to: self.to.as_deref().map(|t| fields.date("to", t)),
            search: self.search.clone(),
            sort: self
                .sort
                .as_deref()
                .map_or_else(ReturnSort::default, |word| {
                    fields.word("sort", ReturnSort::parse(word), ReturnSort::default())
                }),
        };
        fields.finish(filter)
    }
}

/// List returns
#[utoipa::path(get, path = "/api/v1/returns", operation_id = "list_returns", tag = "returns",
    params(ListReturnsQuery), responses((status = 200, body = ReturnList)))]
pub(crate) async fn list_returns(call: Call, Params(query): Params<ListReturnsQuery>) -> ApiResult {
    let paging = ListQuery {
        cursor: query.cursor.clone(),
        limit: query.limit,
    };
    call.read(move |tx, ctx, scope| {
        let page = query::list(tx, ctx, scope, &query.filter()?, &paging.page()?)?;
        Ok(ReturnList {
            next_cursor: write_cursor(&page.next),
            items: page.items.into_iter().map(body).collect(),
        })
    })
    .await
}
