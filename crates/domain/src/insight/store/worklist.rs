//! SQL of the worklist: each statement gives the oldest rows of one kind of work.

use crate::access::{InScope, Scope};
use jieqing_db::{Sql, SqlBuilder, V, row, sql};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;

row! {
    /// One thing that waits.
    pub(in crate::insight) struct WaitRow {
        pub(in crate::insight) id: i64,
        pub(in crate::insight) no: String,
        pub(in crate::insight) customer_id: i64,
        pub(in crate::insight) customer: String,
        pub(in crate::insight) currency: Currency,
        pub(in crate::insight) amount: i64,
        /// In company currency; when `rate_e9` is not 0, to be computed from the amount.
        pub(in crate::insight) base: i64,
        pub(in crate::insight) rate_e9: i64,
        pub(in crate::insight) since: Date,
        /// How many there are in all.
        pub(in crate::insight) count: i64,
    }
}

/// Rows per kind.
const LIMIT: i64 = 50;

/// How a kind of work is found.
pub(in crate::insight) struct Find {
    pub(in crate::insight) name: &'static str,
    pub(in crate::insight) select: &'static str,
    /// Conditions; the first `?` is the company, a second one today.
    pub(in crate::insight) only: &'static str,
    pub(in crate::insight) with_today: bool,
    /// Column of the owner and of the department.
    pub(in crate::insight) own: (&'static str, &'static str),
    pub(in crate::insight) tail: &'static str,
}

const OWN: (&str, &str) = ("x.owner_id", "x.department_id");

pub(in crate::insight) const SUBMITTED: Find = Find {
    name: "WAIT_SUBMITTED",
    select: "select x.id, x.number, x.customer_id, c.name, x.currency, x.total_minor, x.base_total_minor, 0,
       x.ordered_on, count(*) over ()
     from sales_orders x join customers c on c.company_id = x.company_id and c.id = x.customer_id",
    only: "where x.company_id = ? and x.status = 'submitted'",
    with_today: false,
    own: OWN,
    tail: "order by x.ordered_on, x.id",
};
pub(in crate::insight) const UNDELIVERED: Find = Find {
    name: "WAIT_UNDELIVERED",
    select: "select x.id, x.number, x.customer_id, c.name, x.currency, x.undelivered_minor, 0, x.rate_e9,
       x.requested_on, count(*) over ()
     from sales_orders x join customers c on c.company_id = x.company_id and c.id = x.customer_id",
    only: "where x.company_id = ? and x.status = 'confirmed' and x.delivery_state <> 'delivered'
       and x.requested_on < ?",
    with_today: true,
    own: OWN,
    tail: "order by x.requested_on, x.id",
};
pub(in crate::insight) const UNSIGNED: Find = Find {
    name: "WAIT_UNSIGNED",
    select: "select x.id, x.number, x.customer_id, c.name, x.currency, x.total_minor, x.base_total_minor, 0,
       x.dispatched_on, count(*) over ()
     from deliveries x join customers c on c.company_id = x.company_id and c.id = x.customer_id",
    only: "where x.company_id = ? and x.status = 'dispatched'",
    with_today: false,
    own: OWN,
    tail: "order by x.dispatched_on, x.id",
};
pub(in crate::insight) const UNINVOICED: Find = Find {
    name: "WAIT_UNINVOICED",
    select: "select x.source_id, x.doc_no, x.customer_id, c.name, x.currency, x.open_minor,
       x.base_open_minor, 0, x.doc_on, count(*) over ()
     from open_items x join customers c on c.company_id = x.company_id and c.id = x.customer_id",
    only: "where x.company_id = ? and x.open_minor <> 0 and not x.billed and x.source_type = 'delivery'",
    with_today: false,
    own: OWN,
    tail: "order by x.doc_on, x.id",
};
pub(in crate::insight) const DRAFT_INVOICES: Find = Find {
    name: "WAIT_DRAFT_INVOICES",
    select: "select x.id, x.number, x.customer_id, c.name, x.currency, x.total_minor, x.base_total_minor, 0,
       x.drafted_on, count(*) over ()
     from invoices x join customers c on c.company_id = x.company_id and c.id = x.customer_id",
    only: "where x.company_id = ? and x.status = 'draft'",
    with_today: false,
    own: OWN,
    tail: "order by x.drafted_on, x.id",
};
pub(in crate::insight) const UNCLAIMED: Find = Find {
    name: "WAIT_UNCLAIMED",
    select: "select x.id, x.number, 0, x.payer, x.currency, x.amount_minor, x.base_amount_minor, 0,
       x.received_on, count(*) over ()
     from receipts x",
    only: "where x.company_id = ? and x.status = 'unclaimed'",
    with_today: false,
    own: OWN,
    tail: "order by x.received_on, x.id",
};
pub(in crate::insight) const UNAPPLIED: Find = Find {
    name: "WAIT_UNAPPLIED",
    select: "select c.id, c.code, c.id, c.name, b.currency,
       case when -b.credit_minor < b.billed_minor then -b.credit_minor else b.billed_minor end,
       cast(coalesce((select sum(-i.base_open_minor) from open_items i where i.company_id = b.company_id
         and i.customer_id = b.customer_id and i.currency = b.currency and i.open_minor <> 0
         and i.open_minor < 0), 0) as bigint), 0,
       coalesce((select min(i.doc_on) from open_items i where i.company_id = b.company_id
         and i.customer_id = b.customer_id and i.currency = b.currency and i.open_minor <> 0
         and i.open_minor < 0), '2000-01-01'), count(*) over ()
     from customer_balances b join customers c on c.company_id = b.company_id and c.id = b.customer_id",
    only: "where b.company_id = ? and b.credit_minor < 0 and b.billed_minor > 0",
    with_today: false,
    own: ("c.owner_id", "c.department_id"),
    tail: "order by b.credit_minor, c.id",
};
pub(in crate::insight) const DISPUTED: Find = Find {
    name: "WAIT_DISPUTED",
    select: "select i.source_id, i.doc_no, x.customer_id, c.name, x.currency, x.amount_minor, x.base_minor, 0,
       x.raised_on, count(*) over ()
     from disputes x
     join open_items i on i.company_id = x.company_id and i.id = x.item_id
     join customers c on c.company_id = x.company_id and c.id = x.customer_id",
    only: "where x.company_id = ? and x.status = 'open' and i.source_type = 'invoice'",
    with_today: false,
    own: OWN,
    tail: "order by x.raised_on, x.id",
};
/// What is overdue and not disputed: the disputed part is not asked for (semantics.md "dunning").
pub(in crate::insight) const PRESENT_BILLS: Find = Find {
    name: "WAIT_PRESENT_BILLS",
    select:
        "select x.id, x.number, x.customer_id, c.name, 'CNY', x.amount_minor, x.amount_minor, 0,
       x.due_on, count(*) over ()
     from bills x join customers c on c.company_id = x.company_id and c.id = x.customer_id",
    only: "where x.company_id = ? and x.status in ('on_hand', 'pledged') and x.due_on <= ?",
    with_today: true,
    own: OWN,
    tail: "order by x.due_on, x.id",
};
pub(in crate::insight) const CONFIRM_BILLS: Find = Find {
    name: "WAIT_CONFIRM_BILLS",
    select:
        "select x.id, x.number, x.customer_id, c.name, 'CNY', x.amount_minor, x.amount_minor, 0,
       x.due_on, count(*) over ()
     from bills x join customers c on c.company_id = x.company_id and c.id = x.customer_id",
    only: "where x.company_id = ? and x.status in ('presented', 'endorsed', 'discounted') and x.due_on <= ?",
    with_today: true,
    own: OWN,
    tail: "order by x.due_on, x.id",
};
pub(in crate::insight) const OVERDUE: Find = Find {
    name: "WAIT_OVERDUE",
    select:
        "select c.id, c.code, c.id, c.name, m.currency, s.base, s.base, 0, s.oldest, s.customers
     from (select x.customer_id, cast(sum(x.base_open_minor - x.base_disputed_minor) as bigint) base, min(x.due_on) oldest,
         count(*) over () customers
       from open_items x",
    only: "where x.company_id = ? and x.open_minor <> 0 and x.open_minor > x.disputed_minor
       and x.due_on < ?",
    with_today: true,
    own: OWN,
    tail: "group by x.customer_id, x.company_id) s
     join customers c on c.id = s.customer_id
     join companies m on m.id = c.company_id
     order by s.base desc, c.id",
};
pub(in crate::insight) const OVER_LIMIT: Find = Find {
    name: "WAIT_OVER_LIMIT",
    select: "select c.id, c.code, c.id, c.name, m.currency,
       cast(sum(b.base_exposure_minor) - max(c.credit_limit_minor) as bigint),
       cast(sum(b.base_exposure_minor) - max(c.credit_limit_minor) as bigint), 0,
       cast(? as text), count(*) over ()
     from customers c
     join companies m on m.id = c.company_id
     join customer_balances b on b.company_id = c.company_id and b.customer_id = c.id",
    only: "where c.company_id = ? and c.credit_limit_minor is not null",
    with_today: false,
    own: ("c.owner_id", "c.department_id"),
    tail: "group by c.id, c.code, c.name, m.currency
     having sum(b.base_exposure_minor) > max(c.credit_limit_minor) order by 6 desc, c.id",
};
pub(in crate::insight) const ON_HOLD: Find = Find {
    name: "WAIT_ON_HOLD",
    select: "select c.id, c.code, c.id, c.name, m.currency, cast(coalesce(sum(b.base_exposure_minor), 0) as bigint),
       cast(coalesce(sum(b.base_exposure_minor), 0) as bigint), 0, cast(? as text), count(*) over ()
     from customers c
     join companies m on m.id = c.company_id
     left join customer_balances b on b.company_id = c.company_id and b.customer_id = c.id",
    only: "where c.company_id = ? and c.status <> 'normal'",
    with_today: false,
    own: ("c.owner_id", "c.department_id"),
    tail: "group by c.id, c.code, c.name, m.currency order by 6 desc, c.id",
};

/// Base amounts are computed from the rate in force: the newest one on or before today.
const STATED: &str = "select x.id, x.number, x.customer_id, c.name, x.currency, x.closing_minor, 0,
       coalesce((select r.rate_e9 from exchange_rates r where r.company_id = x.company_id
         and r.currency = x.currency order by r.valid_on desc limit 1), 1000000000),
       x.period_to, count(*) over ()
     from statements x join customers c on c.company_id = x.company_id and c.id = x.customer_id";

pub(in crate::insight) const OBJECTED: Find = Find {
    name: "WAIT_OBJECTED",
    select: STATED,
    only: "where x.company_id = ? and x.status = 'issued' and x.agreement = 'differing'
       and exists (select 1 from statement_objections o where o.company_id = x.company_id
         and o.statement_id = x.id and o.state = 'open')",
    with_today: false,
    own: OWN,
    tail: "order by x.period_to, x.id",
};
pub(in crate::insight) const UNCONFIRMED: Find = Find {
    name: "WAIT_UNCONFIRMED",
    select: STATED,
    only: "where x.company_id = ? and x.status = 'issued' and x.agreement in ('sent', 'viewed')",
    with_today: false,
    own: OWN,
    tail: "order by x.period_to, x.id",
};

/// The statement of a kind, narrowed to the scope.
pub(in crate::insight) fn find(kind: &Find, ctx: &Ctx, scope: &Scope) -> (Sql, Vec<V<'static>>) {
    let today = ctx.today();
    let build = SqlBuilder::new(kind.name, "");
    // A select with a parameter of its own asks for today (kinds without a date of their own).
    let build = if kind.select.contains('?') {
        build.bind(kind.select, &[&today])
    } else {
        build.push(kind.select)
    };
    let build = if kind.with_today {
        build.bind(kind.only, &[&ctx.company, &today])
    } else {
        build.bind(kind.only, &[&ctx.company])
    };
    build
        .within(scope, kind.own.0, kind.own.1)
        .push(kind.tail)
        .bind("limit ?", &[&LIMIT])
        .finish()
}

sql!(
    pub(in crate::insight) DEAD_JOBS,
    "select id, kind, coalesce(finished_at_us, created_at_us), count(*) over () from jobs
     where company_id = $1 and state in ('failed', 'dead') and ($2 = 0 or created_by = $2)
     order by id desc limit 20"
);
sql!(
    pub(in crate::insight) OPEN_IMPORTS,
    "select id, file_name, created_at_us, count(*) over () from imports
     where company_id = $1 and state = 'previewed' and created_by = $2
     order by id desc limit 20"
);
