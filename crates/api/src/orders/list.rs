//! `GET /orders`

use crate::call::{ApiResult, Call, ListQuery, write_cursor};
use crate::params::Params;
use crate::parse::Fields;
use jieqing_domain::orders::query::{self, CurrencyTotal, OrderFilter, OrderRow, OrderSort};
use jieqing_domain::orders::{BillingState, DeliveryState, OrderStatus};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::Result;
use jieqing_kernel::money::Money;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Filters, sort and page of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListOrdersQuery {
    /// Part of the number, the customer's name or code, or the customer's PO.
    search: Option<String>,
    /// `draft`, `submitted`, `confirmed`, `completed`, `closed` or `cancelled`.
    status: Option<String>,
    /// `none`, `partial` or `delivered`.
    delivery_state: Option<String>,
    /// `none`, `partial` or `invoiced`.
    billing_state: Option<String>,
    /// Customer.
    customer_id: Option<String>,
    /// Owner.
    owner_id: Option<String>,
    /// Ordered on this day or later.
    from: Option<String>,
    /// Ordered on this day or earlier.
    to: Option<String>,
    /// `-ordered_on` (when absent), `ordered_on`, `-number`, `number`, `-total` or `total`.
    sort: Option<String>,
    /// With count and sums of everything the filters find.
    totals: Option<bool>,
    /// Continue after this page.
    cursor: Option<String>,
    /// Rows wanted, 1–500.
    limit: Option<i64>,
}

/// An order in the list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OrderListRow {
    /// Id.
    #[schema(example = "ord_0c1x2y3z4w5v6")]
    id: String,
    /// Number.
    #[schema(example = "SO-202611-0001")]
    number: String,
    /// Number in the system it came from.
    #[schema(example = "10100")]
    source_no: Option<String>,
    /// Customer.
    #[schema(example = "cus_0c1x2y3z4w5v6")]
    customer_id: String,
    /// Customer's name.
    #[schema(example = "杭州云栖贸易有限公司")]
    customer: String,
    /// Status.
    #[schema(example = "confirmed")]
    status: &'static str,
    /// Delivery progress.
    #[schema(example = "partial")]
    delivery_state: &'static str,
    /// Billing progress.
    #[schema(example = "none")]
    billing_state: &'static str,
    /// Order date.
    #[schema(example = "2026-11-24")]
    ordered_on: String,
    /// Day the customer wants it.
    #[schema(example = "2026-12-01")]
    requested_on: Option<String>,
    /// Customer's own number.
    #[schema(example = "PO-2026-0077")]
    customer_po: String,
    /// Currency.
    #[schema(example = "CNY")]
    currency: String,
    /// With tax.
    #[schema(example = "1250.00")]
    total: String,
    /// In company currency.
    #[schema(example = "1250.00")]
    base_total: String,
    /// Confirmed and not yet signed for.
    #[schema(example = "600.00")]
    undelivered: String,
    /// Owner's name.
    #[schema(example = "王芳")]
    owner: String,
    /// Findings that keep it from being confirmed.
    #[schema(example = 0)]
    open_findings: i64,
    /// Version for `If-Match`.
    #[schema(example = 3)]
    version: i64,
}

/// Sum in one currency.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OrderListTotal {
    /// Currency.
    #[schema(example = "CNY")]
    currency: String,
    /// Orders.
    #[schema(example = 42)]
    count: i64,
    /// With tax.
    #[schema(example = "52500.00")]
    total: String,
    /// In company currency.
    #[schema(example = "52500.00")]
    base_total: String,
}

/// A page of orders.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OrderList {
    items: Vec<OrderListRow>,
    next_cursor: Option<String>,
    /// When asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    totals: Option<Vec<OrderListTotal>>,
}

impl ListOrdersQuery {
    pub(super) fn read(&self) -> Result<(OrderFilter, OrderSort)> {
        fn word<T>(
            fields: &mut Fields,
            path: &'static str,
            text: &Option<String>,
            parse: impl Fn(&str) -> Option<T>,
        ) -> Option<T> {
            let text = text.as_deref()?;
            let found = parse(text);
            if found.is_none() {
                fields.error(path, "field.not_a_code");
            }
            found
        }
        let mut fields = Fields::new();
        let f = &mut fields;
        let filter = OrderFilter {
            search: self.search.clone(),
            status: word(f, "status", &self.status, OrderStatus::parse),
            delivery_state: word(
                f,
                "delivery_state",
                &self.delivery_state,
                DeliveryState::parse,
            ),
            billing_state: word(f, "billing_state", &self.billing_state, BillingState::parse),
            customer: self.customer_id.as_ref().map(|id| f.id("customer_id", id)),
            owner: self.owner_id.as_ref().map(|id| f.id("owner_id", id)),
            from: self.from.as_ref().map(|day| f.date("from", day)),
            to: self.to.as_ref().map(|day| f.date("to", day)),
        };
        let sort = word(f, "sort", &self.sort, OrderSort::parse);
        fields.finish((filter, sort.unwrap_or(OrderSort::LatestFirst)))
    }
}

/// List orders
#[utoipa::path(get, path = "/api/v1/orders", operation_id = "list_orders", tag = "orders",
    params(ListOrdersQuery), responses((status = 200, body = OrderList)))]
pub(crate) async fn list_orders(call: Call, Params(query): Params<ListOrdersQuery>) -> ApiResult {
    let paging = ListQuery {
        cursor: query.cursor.clone(),
        limit: query.limit,
    };
    call.read(move |tx, ctx, scope| {
        let (filter, sort) = query.read()?;
        let base = ctx.base_currency;
        let page = query::list(tx, ctx, scope, &filter, sort, &paging.page()?)?;
        let totals = match query.totals {
            Some(true) => Some(query::totals(tx, ctx, scope, &filter)?),
            Some(false) | None => None,
        };
        Ok(OrderList {
            next_cursor: write_cursor(&page.next),
            items: page.items.into_iter().map(|row| view(row, base)).collect(),
            totals: totals.map(|all| all.iter().map(|t| total(t, base)).collect()),
        })
    })
    .await
}

fn view(row: OrderRow, base: Currency) -> OrderListRow {
    let text = |minor| Money::new(minor, row.currency).text();
    OrderListRow {
        id: row.id.to_string(),
        source_no: row.source_no,
        customer_id: row.customer.to_string(),
        customer: row.customer_name,
        status: row.status.as_str(),
        delivery_state: row.delivery_state.as_str(),
        billing_state: row.billing_state.as_str(),
        ordered_on: row.ordered_on.to_string(),
        requested_on: row.requested_on.map(|d| d.to_string()),
        customer_po: row.customer_po,
        currency: row.currency.to_string(),
        total: text(row.total_minor),
        base_total: Money::new(row.base_total_minor, base).text(),
        undelivered: text(row.undelivered_minor),
        owner: row.owner,
        open_findings: row.open_findings,
        version: row.version,
        number: row.number,
    }
}

fn total(t: &CurrencyTotal, base: Currency) -> OrderListTotal {
    OrderListTotal {
        currency: t.currency.to_string(),
        count: t.count,
        total: Money::new(t.total_minor, t.currency).text(),
        base_total: Money::new(t.base_total_minor, base).text(),
    }
}
