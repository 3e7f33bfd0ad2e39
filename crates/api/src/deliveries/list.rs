//! `GET /deliveries`

use super::view::{DeliveryBody, body};
use crate::call::{ApiResult, Call, ListQuery, write_cursor};
use crate::params::Params;
use crate::parse::Fields;
use jieqing_domain::fulfilment::DeliveryStatus;
use jieqing_domain::fulfilment::query::{self, DeliveryFilter, DeliverySort};
use jieqing_kernel::error::Result;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Filters of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListDeliveriesQuery {
    /// Part of the delivery's, order's or tracking number.
    search: Option<String>,
    /// `dispatched`, `signed` or `cancelled`.
    status: Option<String>,
    /// Only this customer.
    customer_id: Option<String>,
    /// Only this order.
    order_id: Option<String>,
    /// First day of dispatch.
    from: Option<String>,
    /// Last day of dispatch.
    to: Option<String>,
    /// On their way since this day or longer.
    unsigned_since: Option<String>,
    /// `-dispatched_on` (when absent), `dispatched_on`, `-number`, `number`, `-total` or `total`.
    sort: Option<String>,
    /// Continue after this page.
    cursor: Option<String>,
    /// Rows wanted, 1–500.
    limit: Option<i64>,
}

/// A page of deliveries, latest dispatch first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeliveryList {
    items: Vec<DeliveryBody>,
    next_cursor: Option<String>,
}

impl ListDeliveriesQuery {
    pub(super) fn filter(&self) -> Result<DeliveryFilter> {
        let mut fields = Fields::new();
        let filter = DeliveryFilter {
            status: self.status.as_deref().map(|word| {
                let parsed = DeliveryStatus::parse(word);
                fields.word("status", parsed, DeliveryStatus::Dispatched)
            }),
            customer: self
                .customer_id
                .as_deref()
                .map(|t| fields.id("customer_id", t)),
            order: self.order_id.as_deref().map(|t| fields.id("order_id", t)),
            from: self.from.as_deref().map(|t| fields.date("from", t)),
            to: self.to.as_deref().map(|t| fields.date("to", t)),
            unsigned_since: self
                .unsigned_since
                .as_deref()
                .map(|t| fields.date("unsigned_since", t)),
            search: self.search.clone(),
            sort: self
                .sort
                .as_deref()
                .map_or_else(DeliverySort::default, |word| {
                    fields.word("sort", DeliverySort::parse(word), DeliverySort::default())
                }),
        };
        fields.finish(filter)
    }
}

/// List deliveries
#[utoipa::path(get, path = "/api/v1/deliveries", operation_id = "list_deliveries", tag = "deliveries",
    params(ListDeliveriesQuery), responses((status = 200, body = DeliveryList)))]
pub(crate) async fn list_deliveries(
    call: Call,
    Params(query): Params<ListDeliveriesQuery>,
) -> ApiResult {
    let paging = ListQuery {
        cursor: query.cursor.clone(),
        limit: query.limit,
    };
    call.read(move |tx, ctx, scope| {
        let page = query::list(tx, ctx, scope, &query.filter()?, &paging.page()?)?;
        Ok(DeliveryList {
            next_cursor: write_cursor(&page.next),
            items: page.items.into_iter().map(|r| body(ctx, r)).collect(),
        })
    })
    .await
}
