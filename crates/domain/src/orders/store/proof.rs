//! What must hold of all orders.

use jieqing_db::sql;

sql!(
    pub(in crate::orders) BAD_UNDELIVERED,
    "select x.customer_id, x.currency from (
       select customer_id, currency, undelivered_minor minor from sales_orders where company_id = $1
       union all
       select customer_id, currency, -undelivered_minor from customer_balances where company_id = $1) x
     group by x.customer_id, x.currency having sum(x.minor) <> 0
     order by x.customer_id, x.currency limit 20"
);
sql!(
    pub(in crate::orders) BAD_PROGRESS,
    "select distinct o.number from sales_order_lines l
     join sales_orders o on o.company_id = l.company_id and o.id = l.order_id
     where l.company_id = $1 and (l.dispatched_e6 < l.signed_e6 or l.signed_e6 < l.returned_e6
       or l.returned_e6 < 0 or l.invoiced_e6 < 0
       or (l.dispatched_e6 > 0 and o.status in ('draft', 'submitted', 'cancelled')))
     order by o.number limit 20"
);
