//! SQL of an order's progress.

use super::model::{BillingState, DeliveryState, OrderStatus};
use crate::wire;
use jieqing_db::{row, sql};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::id::Id;

row! {
    /// Header columns of a locked order.
    pub(super) struct HeadRow {
        pub(super) number: String,
        pub(super) status: OrderStatus,
        pub(super) delivery_state: DeliveryState,
        pub(super) billing_state: BillingState,
        pub(super) customer: Id<wire::Customer>,
        pub(super) ordered_on: Date,
        pub(super) customer_po: String,
        pub(super) currency: Currency,
        pub(super) rate_e9: i64,
        pub(super) terms_id: Id<wire::Terms>,
        pub(super) tax_inclusive: bool,
        pub(super) ship_to: String,
        pub(super) total_minor: i64,
        pub(super) undelivered_minor: i64,
        pub(super) owner: i64,
        pub(super) department: i64,
        pub(super) version: i64,
        pub(super) over_tolerance_e9: i64,
        pub(super) under_tolerance_e9: i64,
    }
}

sql!(
    pub(super) LOCK_ORDER,
    "select number, status, delivery_state, billing_state, customer_id, ordered_on, customer_po,
       currency, rate_e9, terms_id, tax_inclusive, ship_to, total_minor, undelivered_minor, owner_id,
       department_id, version, (select over_tolerance_e9 from companies where id = $1),
       (select under_tolerance_e9 from companies where id = $1)
     from sales_orders where company_id = $1 and id = $2 for update"
);
sql!(
    pub(super) LOCK_LINES,
    "select id, line_no, product_id, sku, name, spec, unit, tax_code, qty_e6, price_e8, tax_rate_e9,
       treatment, net_minor, tax_minor, total_minor, cost_e8, dispatched_e6, signed_e6, returned_e6,
       invoiced_e6, signed_total_minor, invoiced_total_minor, closed
     from sales_order_lines where company_id = $1 and order_id = $2 order by line_no for update"
);
sql!(
    pub(super) LINE_PROGRESS,
    "update sales_order_lines set dispatched_e6 = $4, signed_e6 = $5, returned_e6 = $6,
       invoiced_e6 = $7, signed_total_minor = $8, invoiced_total_minor = $9, closed = $10
     where company_id = $1 and order_id = $2 and line_no = $3"
);
sql!(
    pub(super) ORDER_PROGRESS,
    "update sales_orders set status = $4, delivery_state = $5, billing_state = $6,
       undelivered_minor = $7, version = version + 1
     where company_id = $1 and id = $2 and version = $3"
);
