//! Read models of returns.

use super::model::ReturnStatus;
use crate::access::{InScope, Scope};
use crate::listing::sorted_page;
use crate::wire;
use jieqing_db::{ReadTx, SqlBuilder, ToV, params, row, sql};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::page::{Page, PageRequest};

row! {
    /// A return. Amounts are positive minor units.
    pub struct ReturnRow {
        /// Id.
        pub id: Id<wire::Return>,
        /// Number.
        pub number: String,
        /// Order.
        pub order_id: Id<wire::Order>,
        /// Its number.
        pub order_no: String,
        /// Customer.
        pub customer_id: Id<wire::Customer>,
        /// Name.
        pub customer: String,
        /// Status.
        pub status: ReturnStatus,
        /// Day.
        pub returned_on: Date,
        /// Why.
        pub reason: String,
        /// Note.
        pub note: String,
        /// Currency.
        pub currency: Currency,
        /// Without tax.
        pub net_minor: i64,
        /// Tax.
        pub tax_minor: i64,
        /// With tax.
        pub total_minor: i64,
        /// Company currency.
        pub base_total_minor: i64,
        /// Of the total: invoiced before, so that a red invoice is due.
        pub billed_minor: i64,
        /// Of that: documented by red invoices.
        pub credited_minor: i64,
        /// Owner.
        pub owner_id: i64,
        /// Department.
        pub department_id: i64,
        /// Created, µs.
        pub created_at_us: i64,
        /// Row version.
        pub version: i64,
    }
}

row! {
    /// A line of a return.
    pub struct ReturnLineRow {
        /// Id.
        pub id: Id<wire::ReturnLine>,
        /// Number.
        pub line_no: i64,
        /// Delivery.
        pub delivery_id: Id<wire::Delivery>,
        /// Its number.
        pub delivery_no: String,
        /// Delivery line.
        pub delivery_line_id: Id<wire::DeliveryLine>,
        /// SKU.
        pub sku: String,
        /// Name.
        pub name: String,
        /// Specification.
        pub spec: String,
        /// Unit.
        pub unit: String,
        /// Quantity, e6.
        pub qty_e6: i64,
        /// Whether it was invoiced before.
        pub billed: bool,
        /// Without tax.
        pub net_minor: i64,
        /// Tax.
        pub tax_minor: i64,
        /// With tax.
        pub total_minor: i64,
        /// Documented by a red invoice.
        pub credited_minor: i64,
        /// Blue invoice it takes from.
        pub invoice_id: Option<Id<wire::Invoice>>,
        /// Its number.
        pub invoice_no: Option<String>,
        /// Red invoice.
        pub red_id: Option<Id<wire::Invoice>>,
        /// Its number.
        pub red_no: Option<String>,
    }
}

const HEAD: &str = "select r.id, r.number, r.order_id, o.number, r.customer_id, c.name, r.status,
  r.returned_on, r.reason, r.note, r.currency, r.net_minor, r.tax_minor, r.total_minor,
  r.base_total_minor,
  (select cast(coalesce(sum(l.total_minor), 0) as bigint) from return_lines l
    where l.company_id = r.company_id and l.return_id = r.id and l.billed),
  (select cast(coalesce(sum(l.credited_minor), 0) as bigint) from return_lines l
    where l.company_id = r.company_id and l.return_id = r.id),
  r.owner_id, r.department_id, r.created_at_us, r.version
  from returns r
  join sales_orders o on o.company_id = r.company_id and o.id = r.order_id
  join customers c on c.company_id = r.company_id and c.id = r.customer_id";
sql!(
    LINES,
    "select l.id, l.line_no, d.id, d.number, l.delivery_line_id, ol.sku, ol.name, ol.spec, ol.unit,
       l.qty_e6, l.billed, l.net_minor, l.tax_minor, l.total_minor, l.credited_minor, l.invoice_id,
       b.number, red.id, red.number
     from return_lines l
     join delivery_lines dl on dl.company_id = l.company_id and dl.id = l.delivery_line_id
     join deliveries d on d.company_id = dl.company_id and d.id = dl.delivery_id
     join sales_order_lines ol on ol.company_id = dl.company_id and ol.id = dl.order_line_id
     left join invoices b on b.company_id = l.company_id and b.id = l.invoice_id
     left join invoice_lines rl on rl.company_id = l.company_id and rl.delivery_line_id = l.delivery_line_id
       and rl.return_line_id = l.id
     left join invoices red on red.company_id = rl.company_id and red.id = rl.invoice_id
     where l.company_id = $1 and l.return_id = $2 order by l.line_no"
);

crate::listing::list_sort! {
    /// Order of the list of returns; `-` is descending.
    pub enum ReturnSort of ReturnRow, by "r.id" {
        /// Latest first.
        LatestFirst = "-returned_on", desc "r.returned_on" text |r| r.returned_on.to_string(),
        /// Earliest first.
        EarliestFirst = "returned_on", asc "r.returned_on" text |r| r.returned_on.to_string(),
        /// By number, descending.
        NumberDown = "-number", desc "r.number" text |r| r.number.clone(),
        /// By number.
        NumberUp = "number", asc "r.number" text |r| r.number.clone(),
        /// Largest first.
        LargestFirst = "-total", desc "r.total_minor" number |r| r.total_minor.to_string(),
        /// Smallest first.
        SmallestFirst = "total", asc "r.total_minor" number |r| r.total_minor.to_string(),
    }
}

/// Which returns to list.
#[derive(Debug, Clone, Default)]
pub struct ReturnFilter {
    /// Status.
    pub status: Option<ReturnStatus>,
    /// Customer.
    pub customer: Option<Id<wire::Customer>>,
    /// Order.
    pub order: Option<Id<wire::Order>>,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// Part of the return's or order's number.
    pub search: Option<String>,
    /// In which order.
    pub sort: ReturnSort,
}

fn as_v<T: ToV>(value: Option<&T>) -> Option<&dyn ToV> {
    value.map(|v| v as &dyn ToV)
}

fn scoped(ctx: &Ctx, scope: &Scope) -> SqlBuilder {
    SqlBuilder::new("RETURNS", HEAD)
        .bind("where r.company_id = ?", &[&ctx.company])
        .within(scope, "r.owner_id", "r.department_id")
}

/// A page of returns.
///
/// # Errors
/// [`Error::Invalid`] for a cursor of another sort.
pub fn list(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    filter: &ReturnFilter,
    page: &PageRequest,
) -> Result<Page<ReturnRow>> {
    let mut build = scoped(ctx, scope)
        .bind_if("and r.status = ?", as_v(filter.status.as_ref()))
        .bind_if("and r.customer_id = ?", as_v(filter.customer.as_ref()))
        .bind_if("and r.order_id = ?", as_v(filter.order.as_ref()))
        .bind_if("and r.returned_on >= ?", as_v(filter.from.as_ref()))
        .bind_if("and r.returned_on <= ?", as_v(filter.to.as_ref()));
    if let Some(text) = &filter.search {
        let pattern = wire::contains_pattern(text);
        build = build.bind(
            "and (lower(r.number) like ? escape '\\' or lower(o.number) like ? escape '\\')",
            &[&pattern, &pattern],
        );
    }
    sorted_page(tx, build, filter.sort, page)
}

/// One return with its lines.
///
/// # Errors
/// [`Error::NotFound`], also outside the scope.
pub fn get(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    id: Id<wire::Return>,
) -> Result<(ReturnRow, Vec<ReturnLineRow>)> {
    let (sql, values) = scoped(ctx, scope).bind("and r.id = ?", &[&id]).finish();
    let head = tx.opt::<ReturnRow>(&sql, &values)?.ok_or(Error::NotFound)?;
    let lines = tx.all(&LINES, params![ctx.company, id])?;
    Ok((head, lines))
}
