//! SQL of ageing: one ordered scan of what is live, what changed after the day, and those of the
//! changed items that are settled by now.

use crate::access::{InScope, Scope};
use crate::receivables::ItemKind;
use crate::wire;
use jieqing_db::{Sql, SqlBuilder, ToV, V, row, sql};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::aging::AgeUnit;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::id::Id;

sql!(
    pub(in crate::insight) NAMES,
    "select id, code, name from customers where company_id = $1"
);

/// Restrictions of an ageing report.
pub(in crate::insight) struct Within<'a> {
    pub(in crate::insight) ctx: &'a Ctx,
    pub(in crate::insight) scope: &'a Scope,
    pub(in crate::insight) customer: Option<Id<wire::Customer>>,
    pub(in crate::insight) currency: Option<Currency>,
}

fn columns(unit: AgeUnit) -> &'static str {
    match unit {
        AgeUnit::OverdueDays => {
            "select i.id, i.customer_id, i.currency, i.due_on, i.open_minor, i.base_open_minor from open_items i"
        }
        AgeUnit::DocumentYears => {
            "select i.id, i.customer_id, i.currency, i.doc_on, i.open_minor, i.base_open_minor from open_items i"
        }
    }
}

/// Items with something open now: id, customer, currency, the day their age counts from, open, base.
/// Served by the index `open_items_live` alone unless the scope is narrow.
pub(in crate::insight) fn live(within: &Within<'_>, unit: AgeUnit) -> (Sql, Vec<V<'static>>) {
    let build = SqlBuilder::new("AGING_LIVE", columns(unit)).bind(
        "where i.company_id = ? and i.open_minor <> 0",
        &[&within.ctx.company],
    );
    narrowed(build, within)
        .push("order by i.customer_id, i.currency, i.due_on, i.id")
        .finish()
}

/// Items whose ids are `ids`, live or not: the same columns, in no order.
pub(in crate::insight) fn those(
    within: &Within<'_>,
    unit: AgeUnit,
    ids: &[i64],
) -> (Sql, Vec<V<'static>>) {
    let ids: Vec<&dyn ToV> = ids.iter().map(|id| id as &dyn ToV).collect();
    let build = SqlBuilder::new("AGING_THOSE", columns(unit))
        .bind("where i.company_id = ?", &[&within.ctx.company])
        .bind_in("and i.id in", &ids);
    narrowed(build, within).finish()
}

/// What changed after `day`: item, amount, base. Served by an index alone; costs what changed since,
/// whatever is live.
pub(in crate::insight) fn changed(within: &Within<'_>, day: Date) -> (Sql, Vec<V<'static>>) {
    SqlBuilder::new(
        "AGING_CHANGED",
        "select item_id, amount_minor, base_minor from item_changes",
    )
    .bind(
        "where company_id = ? and effective_on > ?",
        &[&within.ctx.company, &day],
    )
    .bind_if(
        "and customer_id = ?",
        within.customer.as_ref().map(|v| v as &dyn ToV),
    )
    .finish()
}

fn narrowed(build: SqlBuilder, within: &Within<'_>) -> SqlBuilder {
    build
        .bind_if(
            "and i.customer_id = ?",
            within.customer.as_ref().map(|v| v as &dyn ToV),
        )
        .bind_if(
            "and i.currency = ?",
            within.currency.as_ref().map(|v| v as &dyn ToV),
        )
        .within(within.scope, "i.owner_id", "i.department_id")
}

row! {
    /// An item as of a day. Amounts are signed minor units: debits positive.
    pub struct AgingItem {
        /// Id.
        pub id: Id<wire::OpenItem>,
        /// What it stands for.
        pub kind: ItemKind,
        /// Whether it may be paid.
        pub billed: bool,
        /// Kind of source document.
        pub source_type: String,
        /// Source document (raw id).
        pub source_id: i64,
        /// Its number.
        pub doc_no: String,
        /// Its date.
        pub doc_on: Date,
        /// Due date.
        pub due_on: Date,
        /// Currency.
        pub currency: Currency,
        /// Amount.
        pub amount: i64,
        /// What was open of it at the end of the day.
        pub open: i64,
        /// The same in company currency.
        pub base_open: i64,
    }
}

/// Items of one customer as they were at the end of `day`, by due date.
pub(in crate::insight) fn items(
    within: &Within<'_>,
    customer: Id<wire::Customer>,
    day: Date,
) -> (Sql, Vec<V<'static>>) {
    let company = within.ctx.company;
    let build = SqlBuilder::new(
        "AGING_ITEMS",
        "select i.id, i.kind, i.billed, i.source_type, i.source_id, i.doc_no, i.doc_on, i.due_on,
           i.currency, i.amount_minor, i.open_minor - coalesce(x.amount, 0),
           i.base_open_minor - coalesce(x.base, 0)
         from open_items i",
    )
    .bind(
        "left join (select item_id, cast(sum(amount_minor) as bigint) amount, cast(sum(base_minor) as bigint) base
           from item_changes where company_id = ? and customer_id = ? and effective_on > ?
           group by item_id) x on x.item_id = i.id
         where i.company_id = ? and i.customer_id = ? and i.open_minor - coalesce(x.amount, 0) <> 0",
        &[&company, &customer, &day, &company, &customer],
    );
    narrowed(build, within)
        .push("order by i.due_on, i.id")
        .finish()
}
