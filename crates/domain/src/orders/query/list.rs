//! The list of orders.

use crate::access::{InScope, Scope};
use crate::orders::model::{BillingState, DeliveryState, OrderStatus, po_key};
use crate::wire::{self, contains_pattern};
use jieqing_db::{ReadTx, SqlBuilder, ToV, row};
use jieqing_kernel::actor::{Ctx, User};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::page::{Page, PageRequest};

row! {
    /// An order in a list.
    pub struct OrderRow {
        /// Id.
        pub id: Id<wire::Order>,
        /// Number.
        pub number: String,
        /// Number in the system it came from.
        pub source_no: Option<String>,
        /// Customer.
        pub customer: Id<wire::Customer>,
        /// Customer's name.
        pub customer_name: String,
        /// Status.
        pub status: OrderStatus,
        /// Delivery progress.
        pub delivery_state: DeliveryState,
        /// Billing progress.
        pub billing_state: BillingState,
        /// Order date.
        pub ordered_on: Date,
        /// Day the customer wants it.
        pub requested_on: Option<Date>,
        /// Customer's own number.
        pub customer_po: String,
        /// Currency.
        pub currency: Currency,
        /// With tax, minor units.
        pub total_minor: i64,
        /// In company currency, minor units.
        pub base_total_minor: i64,
        /// Confirmed and not yet signed, minor units.
        pub undelivered_minor: i64,
        /// Owner's name.
        pub owner: String,
        /// Findings that keep it from being confirmed.
        pub open_findings: i64,
        /// Row version.
        pub version: i64,
    }
}

row! {
    /// Sum of the orders of a list in one currency.
    pub struct CurrencyTotal {
        /// Currency.
        pub currency: Currency,
        /// Orders.
        pub count: i64,
        /// With tax, minor units.
        pub total_minor: i64,
        /// In company currency, minor units.
        pub base_total_minor: i64,
    }
}

/// Which orders to list.
#[derive(Debug, Clone, Default)]
pub struct OrderFilter {
    /// Part of the number, of the customer's name or of the customer's PO.
    pub search: Option<String>,
    /// Status.
    pub status: Option<OrderStatus>,
    /// Delivery progress.
    pub delivery_state: Option<DeliveryState>,
    /// Billing progress.
    pub billing_state: Option<BillingState>,
    /// Customer.
    pub customer: Option<Id<wire::Customer>>,
    /// Owner.
    pub owner: Option<Id<User>>,
    /// Ordered on this day or later.
    pub from: Option<Date>,
    /// Ordered on this day or earlier.
    pub to: Option<Date>,
}

jieqing_db::text_enum! {
    /// Order of a list; `-` is descending.
    pub enum OrderSort {
        /// Latest first.
        LatestFirst = "-ordered_on",
        /// Earliest first.
        EarliestFirst = "ordered_on",
        /// By number, descending.
        NumberDown = "-number",
        /// By number.
        NumberUp = "number",
        /// Largest first.
        LargestFirst = "-total",
        /// Smallest first.
        SmallestFirst = "total",
    }
}

impl OrderSort {
    /// `where` piece after a cursor, and `order by`.
    fn pieces(self) -> (&'static str, &'static str) {
        match self {
            Self::LatestFirst => (
                "and (o.ordered_on, o.id) < (?, ?)",
                "order by o.ordered_on desc, o.id desc limit ?",
            ),
            Self::EarliestFirst => (
                "and (o.ordered_on, o.id) > (?, ?)",
                "order by o.ordered_on, o.id limit ?",
            ),
            Self::NumberDown => (
                "and (o.number, o.id) < (?, ?)",
                "order by o.number desc, o.id desc limit ?",
            ),
            Self::NumberUp => (
                "and (o.number, o.id) > (?, ?)",
                "order by o.number, o.id limit ?",
            ),
            Self::LargestFirst => (
                "and (o.total_minor, o.id) < (?, ?)",
                "order by o.total_minor desc, o.id desc limit ?",
            ),
            Self::SmallestFirst => (
                "and (o.total_minor, o.id) > (?, ?)",
                "order by o.total_minor, o.id limit ?",
            ),
        }
    }

    fn key(self, row: &OrderRow) -> String {
        match self {
            Self::LatestFirst | Self::EarliestFirst => row.ordered_on.to_string(),
            Self::NumberDown | Self::NumberUp => row.number.clone(),
            Self::LargestFirst | Self::SmallestFirst => row.total_minor.to_string(),
        }
    }
}

/// A page of orders.
///
/// # Errors
/// [`Error::Invalid`] for a cursor of another sort.
pub fn list(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    filter: &OrderFilter,
    sort: OrderSort,
    page: &PageRequest,
) -> Result<Page<OrderRow>> {
    let base = SqlBuilder::new(
        "LIST_ORDERS",
        "select o.id, o.number, o.source_no, o.customer_id, c.name, o.status, o.delivery_state,
           o.billing_state, o.ordered_on, o.requested_on, o.customer_po, o.currency, o.total_minor,
           o.base_total_minor, o.undelivered_minor, coalesce(u.name, ''),
           (select count(*) from order_findings f where f.company_id = o.company_id
             and f.order_id = o.id
             and (f.severity = 'block' or (f.severity = 'approve' and f.released_by is null))),
           o.version
         from sales_orders o
         join customers c on c.company_id = o.company_id and c.id = o.customer_id
         left join users u on u.id = o.owner_id",
    );
    let mut build = filtered(base, ctx, scope, filter);
    let (after, order_by) = sort.pieces();
    if let Some((key, id)) = &page.after {
        build = match sort {
            OrderSort::LargestFirst | OrderSort::SmallestFirst => {
                let total: i64 = key
                    .parse()
                    .map_err(|_e| Error::field("cursor", "request.cursor"))?;
                build.bind(after, &[&total, id])
            }
            OrderSort::LatestFirst
            | OrderSort::EarliestFirst
            | OrderSort::NumberDown
            | OrderSort::NumberUp => build.bind(after, &[key, id]),
        };
    }
    let (sql, values) = build
        .bind(order_by, &[&page.limit.saturating_add(1)])
        .finish();
    let rows = tx.all::<OrderRow>(&sql, &values)?;
    Ok(Page::cut(rows, page.limit, |r| (sort.key(r), r.id.raw())))
}

/// Count and sums of all orders the filter finds.
///
/// # Errors
/// Database errors.
pub fn totals(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    filter: &OrderFilter,
) -> Result<Vec<CurrencyTotal>> {
    let base = SqlBuilder::new(
        "ORDER_TOTALS",
        "select o.currency, count(*), cast(sum(o.total_minor) as bigint),
           cast(sum(o.base_total_minor) as bigint)
         from sales_orders o
         join customers c on c.company_id = o.company_id and c.id = o.customer_id",
    );
    let (sql, values) = filtered(base, ctx, scope, filter)
        .push("group by o.currency order by o.currency")
        .finish();
    Ok(tx.all(&sql, &values)?)
}

fn filtered(base: SqlBuilder, ctx: &Ctx, scope: &Scope, filter: &OrderFilter) -> SqlBuilder {
    fn some<T: ToV>(value: &Option<T>) -> Option<&dyn ToV> {
        value.as_ref().map(|v| v as &dyn ToV)
    }
    let build = base
        .bind("where o.company_id = ?", &[&ctx.company])
        .within(scope, "o.owner_id", "o.department_id")
        .bind_if("and o.status = ?", some(&filter.status))
        .bind_if("and o.delivery_state = ?", some(&filter.delivery_state))
        .bind_if("and o.billing_state = ?", some(&filter.billing_state))
        .bind_if("and o.customer_id = ?", some(&filter.customer))
        .bind_if("and o.owner_id = ?", some(&filter.owner))
        .bind_if("and o.ordered_on >= ?", some(&filter.from))
        .bind_if("and o.ordered_on <= ?", some(&filter.to));
    let Some(text) = filter.search.as_deref().filter(|t| !t.trim().is_empty()) else {
        return build;
    };
    let words = contains_pattern(text.trim());
    let po = po_key(text);
    let po = if po.is_empty() {
        words.clone()
    } else {
        contains_pattern(&po).to_uppercase()
    };
    build.bind(
        "and (lower(o.number) like ? escape '\\' or lower(c.name) like ? escape '\\'
           or lower(c.code) like ? escape '\\' or lower(coalesce(o.source_no, '')) like ? escape '\\'
           or o.po_key like ? escape '\\')",
        &[&words, &words, &words, &words, &po],
    )
}
