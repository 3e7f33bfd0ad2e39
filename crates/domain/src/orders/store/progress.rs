//! SQL of an order's progress.

use crate::orders::model::{BillingState, DeliveryState, OrderStatus};
use crate::wire;
use jieqing_db::{row, sql};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::id::Id;

row! {
    /// Header columns of a locked order.
    pub(in crate::orders) struct HeadRow {
        pub(in crate::orders) number: String,
        pub(in crate::orders) status: OrderStatus,
        pub(in crate::orders) delivery_state: DeliveryState,
        pub(in crate::orders) billing_state: BillingState,
        pub(in crate::orders) customer: Id<wire::Customer>,
        pub(in crate::orders) ordered_on: Date,
        pub(in crate::orders) customer_po: String,
        pub(in crate::orders) currency: Currency,
        pub(in crate::orders) rate_e9: i64,
        pub(in crate::orders) terms_id: Id<wire::Terms>,
        pub(in crate::orders) tax_inclusive: bool,
        pub(in crate::orders) ship_to: String,
        pub(in crate::orders) total_minor: i64,
        pub(in crate::orders) undelivered_minor: i64,
        pub(in crate::orders) owner: i64,
        pub(in crate::orders) department: i64,
        pub(in crate::orders) version: i64,
        pub(in crate::orders) over_tolerance_e9: i64,
        pub(in crate::orders) under_tolerance_e9: i64,
    }
}

sql!(
    pub(in crate::orders) LOCK_ORDER,
    "select number, status, delivery_state, billing_state, customer_id, ordered_on, customer_po,
       currency, rate_e9, terms_id, tax_inclusive, ship_to, total_minor, undelivered_minor, owner_id,
       department_id, version, (select over_tolerance_e9 from companies where id = $1),
       (select under_tolerance_e9 from companies where id = $1)
     from sales_orders where company_id = $1 and id = $2 for update"
);
sql!(
    pub(in crate::orders) LOCK_LINES,
    "select id, line_no, product_id, sku, name, spec, unit, tax_code, qty_e6, price_e8, tax_rate_e9,
       treatment, net_minor, tax_minor, total_minor, cost_e8, dispatched_e6, signed_e6, returned_e6,
       invoiced_e6, signed_total_minor, invoiced_total_minor, closed
     from sales_order_lines where company_id = $1 and order_id = $2 order by line_no for update"
);
sql!(
    pub(in crate::orders) LINE_PROGRESS,
    "update sales_order_lines set dispatched_e6 = $4, signed_e6 = $5, returned_e6 = $6,
       invoiced_e6 = $7, signed_total_minor = $8, invoiced_total_minor = $9, closed = $10
     where company_id = $1 and order_id = $2 and line_no = $3"
);
sql!(
    pub(in crate::orders) ORDER_PROGRESS,
    "update sales_orders set status = $4, delivery_state = $5, billing_state = $6,
       undelivered_minor = $7, version = version + 1
     where company_id = $1 and id = $2 and version = $3"
);
