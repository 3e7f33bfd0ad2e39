//! What may be invoiced: signed, not returned, not invoiced.

use crate::access::{InScope, Scope};
use crate::wire;
use jieqing_db::{ReadTx, SqlBuilder, ToV, row};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use jieqing_kernel::page::{Page, PageRequest};

/// Most customers given at once.
const MAX_ROWS: i64 = 2_000;

row! {
    /// A customer with something to invoice in one currency.
    pub struct BillableCustomer {
        /// Customer.
        pub customer_id: Id<wire::Customer>,
        /// Code.
        pub code: String,
        /// Name.
        pub name: String,
        /// Currency.
        pub currency: Currency,
        /// Delivery lines.
        pub lines: i64,
        /// Value with tax, minor units.
        pub total_minor: i64,
        /// Oldest sign-off among them.
        pub oldest_signed_on: Date,
    }
}

row! {
    /// A delivery line that may be invoiced. Quantities e6, amounts minor units.
    pub struct BillableLine {
        /// Delivery line.
        pub delivery_line_id: Id<wire::DeliveryLine>,
        /// Delivery.
        pub delivery_id: Id<wire::Delivery>,
        /// Its number.
        pub delivery_no: String,
        /// Sign-off.
        pub signed_on: Date,
        /// Order.
        pub order_id: Id<wire::Order>,
        /// Its number.
        pub order_no: String,
        /// The customer's order number.
        pub customer_po: String,
        /// Customer.
        pub customer_id: Id<wire::Customer>,
        /// Name.
        pub customer: String,
        /// Payment terms of the order.
        pub terms_id: Id<wire::Terms>,
        /// Currency.
        pub currency: Currency,
        /// SKU.
        pub sku: String,
        /// Name.
        pub name: String,
        /// Specification.
        pub spec: String,
        /// Unit.
        pub unit: String,
        /// Unit price of the order, e8, in its mode (with or without tax).
        pub price_e8: i64,
        /// Tax rate, e9.
        pub tax_rate_e9: i64,
        /// Signed for.
        pub signed_e6: i64,
        /// Came back.
        pub returned_e6: i64,
        /// Invoiced.
        pub invoiced_e6: i64,
        /// On drafts that are not issued yet.
        pub drafted_e6: i64,
        /// Value that may be invoiced, with tax.
        pub total_minor: i64,
    }
}

impl BillableLine {
    /// Quantity that may be invoiced, e6.
    #[must_use]
    pub fn billable_e6(&self) -> i64 {
        self.signed_e6
            .saturating_sub(self.returned_e6)
            .saturating_sub(self.invoiced_e6)
    }
}

/// Which lines.
#[derive(Debug, Clone, Default)]
pub struct BillableFilter {
    /// Customer.
    pub customer: Option<Id<wire::Customer>>,
    /// Orders; all when empty.
    pub orders: Vec<Id<wire::Order>>,
    /// Signed up to this day.
    pub signed_to: Option<Date>,
}

const REST: &str = "from delivery_lines l
  join deliveries d on d.company_id = l.company_id and d.id = l.delivery_id
  join customers c on c.company_id = d.company_id and c.id = d.customer_id
  join sales_orders o on o.company_id = d.company_id and o.id = d.order_id
  join sales_order_lines ol on ol.company_id = l.company_id and ol.id = l.order_line_id";

fn filtered(build: SqlBuilder, ctx: &Ctx, scope: &Scope, filter: &BillableFilter) -> SqlBuilder {
    fn as_v<T: ToV>(value: Option<&T>) -> Option<&dyn ToV> {
        value.map(|v| v as &dyn ToV)
    }
    let build = build
        .push(REST)
        .bind(
            "where l.company_id = ? and d.status = 'signed' and l.signed_e6 > l.returned_e6 + l.invoiced_e6",
            &[&ctx.company],
        )
.within(scope, "d.owner_id", "d.department_id")
        .bind_if("and d.customer_id = ?", as_v(filter.customer.as_ref()))
        .bind_if("and d.signed_on <= ?", as_v(filter.signed_to.as_ref()));
    if filter.orders.is_empty() {
        return build;
    }
    let orders: Vec<&dyn ToV> = filter.orders.iter().map(|o| o as &dyn ToV).collect();
    build.bind_in("and d.order_id in", &orders)
}

/// Customers with something to invoice, largest value first.
///
/// # Errors
/// Database errors.
pub fn billable_customers(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    filter: &BillableFilter,
) -> Result<Vec<BillableCustomer>> {
    let build = SqlBuilder::new(
        "BILLABLE_CUSTOMERS",
        "select d.customer_id, c.code, c.name, d.currency, cast(count(*) as bigint),
           cast(sum(l.total_minor - l.invoiced_total_minor - l.returned_total_minor) as bigint),
           min(d.signed_on)",
    );
    let (sql, values) = filtered(build, ctx, scope, filter)
        .push("group by d.customer_id, c.code, c.name, d.currency order by 6 desc, 1")
        .bind("limit ?", &[&MAX_ROWS])
        .finish();
    Ok(tx.all(&sql, &values)?)
}

/// Lines to invoice, oldest sign-off first.
///
/// # Errors
/// Database errors.
pub fn billable_lines(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    filter: &BillableFilter,
    page: &PageRequest,
) -> Result<Page<BillableLine>> {
    let build = SqlBuilder::new(
        "BILLABLE_LINES",
        "select l.id, d.id, d.number, d.signed_on, d.order_id, o.number, o.customer_po,
           d.customer_id, c.name, o.terms_id, d.currency, ol.sku, ol.name, ol.spec, ol.unit,
           ol.price_e8, ol.tax_rate_e9, l.signed_e6, l.returned_e6, l.invoiced_e6,
           (select cast(coalesce(sum(x.qty_e6), 0) as bigint) from invoice_lines x
             join invoices i on i.company_id = x.company_id and i.id = x.invoice_id
             where x.company_id = l.company_id and x.delivery_line_id = l.id and i.status = 'draft'),
           l.total_minor - l.invoiced_total_minor - l.returned_total_minor",
    );
    let mut build = filtered(build, ctx, scope, filter);
    if let Some((day, id)) = &page.after {
        build = build.bind("and (d.signed_on, l.id) > (?, ?)", &[day, id]);
    }
    let (sql, values) = build
        .push("order by d.signed_on, l.id")
        .bind("limit ?", &[&page.limit.saturating_add(1)])
        .finish();
    let rows = tx.all::<BillableLine>(&sql, &values)?;
    Ok(Page::cut(rows, page.limit, |r| {
        (r.signed_on.to_string(), r.delivery_line_id.raw())
    }))
}
