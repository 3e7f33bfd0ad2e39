//! `GET /invoices/billable`

use crate::call::{ApiResult, Call, ListQuery, write_cursor};
use crate::params::Params;
use crate::parse::Fields;
use crate::wire_money::{amount, quantity};
use jieqing_domain::invoicing::query::{self, BillableFilter, BillableLine};
use jieqing_kernel::decimal::{PRICE_SCALE, RATE_SCALE, format_trimmed};
use jieqing_kernel::error::Result;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Filters of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListBillableQuery {
    /// Only this customer.
    customer_id: Option<String>,
    /// Only this order.
    order_id: Option<String>,
    /// Signed up to this day.
    signed_to: Option<String>,
    /// Continue after this page.
    cursor: Option<String>,
    /// Rows wanted, 1–500.
    limit: Option<i64>,
}

/// A delivery line that may be invoiced.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BillableBody {
    /// Delivery line.
    #[schema(example = "dll_0c1x2y3z4w5v6")]
    delivery_line_id: String,
    /// Delivery.
    #[schema(example = "dlv_0c1x2y3z4w5v6")]
    delivery_id: String,
    /// Its number.
    #[schema(example = "DN-202611-0001")]
    delivery: String,
    /// Order.
    #[schema(example = "ord_0c1x2y3z4w5v6")]
    order_id: String,
    /// Its number.
    #[schema(example = "SO-202611-0001")]
    order: String,
    /// The customer's order number.
    #[schema(example = "PO-7781")]
    customer_po: String,
    /// Customer.
    #[schema(example = "cus_0c1x2y3z4w5v6")]
    customer_id: String,
    /// Its name.
    #[schema(example = "杭州云栖贸易有限公司")]
    customer: String,
    /// Payment terms of the order.
    #[schema(example = "trm_0c1x2y3z4w5v6")]
    terms_id: String,
    /// Currency.
    #[schema(example = "CNY")]
    currency: String,
    /// Day of sign-off.
    #[schema(example = "2026-11-22")]
    signed_on: String,
    /// SKU.
    #[schema(example = "ZC-6204")]
    sku: String,
    /// Name.
    #[schema(example = "深沟球轴承")]
    name: String,
    /// Specification.
    #[schema(example = "6204-2RS")]
    spec: String,
    /// Unit.
    #[schema(example = "件")]
    unit: String,
    /// Signed, not returned, not invoiced.
    #[schema(example = "98")]
    qty: String,
    /// Of it: on drafts that are not issued yet.
    #[schema(example = "0")]
    drafted: String,
    /// Unit price of the order, in its mode.
    #[schema(example = "11.3")]
    price: String,
    /// Tax rate.
    #[schema(example = "0.13")]
    tax_rate: String,
    /// Value with tax.
    #[schema(example = "1107.40")]
    total: String,
}

/// A page of lines, oldest sign-off first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BillableList {
    items: Vec<BillableBody>,
    next_cursor: Option<String>,
}

impl ListBillableQuery {
    fn filter(&self) -> Result<BillableFilter> {
        let mut fields = Fields::new();
        let order = self.order_id.as_deref().map(|t| fields.id("order_id", t));
        let filter = BillableFilter {
            customer: self
                .customer_id
                .as_deref()
                .map(|t| fields.id("customer_id", t)),
            orders: order.into_iter().collect(),
            signed_to: self
                .signed_to
                .as_deref()
                .map(|t| fields.date("signed_to", t)),
        };
        fields.finish(filter)
    }
}

fn body(l: BillableLine) -> BillableBody {
    BillableBody {
        delivery_line_id: l.delivery_line_id.to_string(),
        delivery_id: l.delivery_id.to_string(),
        order_id: l.order_id.to_string(),
        customer_id: l.customer_id.to_string(),
        terms_id: l.terms_id.to_string(),
        currency: l.currency.to_string(),
        signed_on: l.signed_on.to_string(),
        qty: quantity(l.billable_e6()),
        drafted: quantity(l.drafted_e6),
        price: format_trimmed(l.price_e8, PRICE_SCALE),
        tax_rate: format_trimmed(l.tax_rate_e9, RATE_SCALE),
        total: amount(l.total_minor, l.currency),
        delivery: l.delivery_no,
        order: l.order_no,
        customer_po: l.customer_po,
        customer: l.customer,
        sku: l.sku,
        name: l.name,
        spec: l.spec,
        unit: l.unit,
    }
}

/// List what may be invoiced
#[utoipa::path(get, path = "/api/v1/invoices/billable", operation_id = "list_billable", tag = "invoices",
    params(ListBillableQuery), responses((status = 200, body = BillableList)))]
pub(crate) async fn list_billable(
    call: Call,
    Params(query): Params<ListBillableQuery>,
) -> ApiResult {
    let paging = ListQuery {
        cursor: query.cursor.clone(),
        limit: query.limit,
    };
    call.read(move |tx, ctx, scope| {
        let page = query::billable_lines(tx, ctx, scope, &query.filter()?, &paging.page()?)?;
        Ok(BillableList {
            next_cursor: write_cursor(&page.next),
            items: page.items.into_iter().map(body).collect(),
        })
    })
    .await
}
