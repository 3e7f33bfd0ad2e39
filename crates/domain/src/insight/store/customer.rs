//! SQL of customers at a glance and of the limits report.

use crate::wire;
use jieqing_db::{row, sql};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::id::Id;

sql!(
    pub(in crate::insight) OWNER,
    "select owner_id, department_id from customers where company_id = $1 and id = $2"
);
sql!(
    pub(in crate::insight) HEAD,
    "select c.id, c.code, c.name, c.status, c.hold_reason, c.credit_limit_minor, coalesce(t.name, ''),
       coalesce(u.name, ''), c.currency, c.owner_id, c.department_id
     from customers c
     left join payment_terms t on t.company_id = c.company_id and t.id = c.terms_id
     left join users u on u.id = c.owner_id
     where c.company_id = $1 and c.id = $2"
);

row! {
    /// A customer's header.
    pub struct CustomerHead {
        /// Id.
        pub id: Id<wire::Customer>,
        /// Code.
        pub code: String,
        /// Name.
        pub name: String,
        /// `normal`, `hold` or `stop`.
        pub status: String,
        /// Why, when on hold.
        pub hold_reason: String,
        /// Limit in company currency, minor units; `None` is unlimited.
        pub credit_limit: Option<i64>,
        /// Payment terms by name.
        pub terms: String,
        /// Owner's name.
        pub owner: String,
        /// Currency of new orders.
        pub currency: Currency,
        /// Owner.
        pub owner_id: i64,
        /// Department.
        pub department_id: i64,
    }
}

row! {
    /// A recent document.
    pub struct RecentDocument {
        /// Raw id.
        pub id: i64,
        /// Number.
        pub number: String,
        /// Date.
        pub on: Date,
        /// Status word.
        pub status: String,
        /// Currency.
        pub currency: Currency,
        /// Total, minor units.
        pub total: i64,
    }
}

sql!(
    pub(in crate::insight) LAST_ORDERS,
    "select id, number, ordered_on, status, currency, total_minor from sales_orders
     where company_id = $1 and customer_id = $2 order by ordered_on desc, id desc limit 10"
);
sql!(
    pub(in crate::insight) LAST_DELIVERIES,
    "select id, number, dispatched_on, status, currency, total_minor from deliveries
     where company_id = $1 and customer_id = $2 order by dispatched_on desc, id desc limit 10"
);
sql!(
    pub(in crate::insight) LAST_INVOICES,
    "select id, number, drafted_on, status, currency, total_minor from invoices
     where company_id = $1 and customer_id = $2 order by drafted_on desc, id desc limit 10"
);
sql!(
    pub(in crate::insight) LAST_RECEIPTS,
    "select id, number, received_on, status, currency, amount_minor from receipts
     where company_id = $1 and customer_id = $2 order by received_on desc, id desc limit 10"
);

row! {
    /// A customer whose exposure is above the limit; company currency, minor units.
    pub struct OverLimit {
        /// Customer.
        pub id: Id<wire::Customer>,
        /// Code.
        pub code: String,
        /// Name.
        pub name: String,
        /// `normal`, `hold` or `stop`.
        pub status: String,
        /// Owner's name.
        pub owner: String,
        /// Limit.
        pub limit: i64,
        /// Exposure.
        pub exposure: i64,
    }
}

/// Customers with their exposure, before the conditions.
pub(in crate::insight) const OVER_LIMIT: &str =
    "select c.id, c.code, c.name, c.status, coalesce(u.name, ''),
  c.credit_limit_minor, cast(sum(b.base_exposure_minor) as bigint)
from customers c
join customer_balances b on b.company_id = c.company_id and b.customer_id = c.id
left join users u on u.id = c.owner_id";

/// Its end: only those above the limit, largest excess first.
pub(in crate::insight) const OVER_LIMIT_TAIL: &str =
    "group by c.id, c.code, c.name, c.status, u.name, c.credit_limit_minor
     having sum(b.base_exposure_minor) > c.credit_limit_minor
     order by sum(b.base_exposure_minor) - c.credit_limit_minor desc, c.id";
