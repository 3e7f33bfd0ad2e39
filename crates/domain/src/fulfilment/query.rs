//! Read models of deliveries.

use super::model::DeliveryStatus;
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
    /// A delivery in a list and on its page. Amounts are minor units; 0 until the receivable arises.
    pub struct DeliveryRow {
        /// Id.
        pub id: Id<wire::Delivery>,
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
        pub status: DeliveryStatus,
        /// Day of dispatch.
        pub dispatched_on: Date,
        /// Day of sign-off.
        pub signed_on: Option<Date>,
        /// Who signed.
        pub signed_by: String,
        /// Carrier.
        pub carrier: String,
        /// Tracking number.
        pub tracking_no: String,
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
        /// Address.
        pub ship_to: String,
        /// Note.
        pub note: String,
        /// Number in the system it came from.
        pub source_no: Option<String>,
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

impl DeliveryRow {
    /// Days it has been on its way; `None` once it arrived or was cancelled.
    #[must_use]
    pub fn unsigned_days(&self, today: Date) -> Option<i64> {
        (self.status == DeliveryStatus::Dispatched).then(|| {
            today
                .signed_duration_since(self.dispatched_on)
                .num_days()
                .max(0)
        })
    }
}

row! {
    /// A line of a delivery. Quantities e6, amounts minor units.
    pub struct DeliveryLineRow {
        /// Id.
        pub id: Id<wire::DeliveryLine>,
        /// Number.
        pub line_no: i64,
        /// Order line.
        pub order_line_id: Id<wire::OrderLine>,
        /// Product.
        pub product_id: Id<wire::Product>,
        /// SKU.
        pub sku: String,
        /// Name.
        pub name: String,
        /// Specification.
        pub spec: String,
        /// Unit.
        pub unit: String,
        /// Dispatched.
        pub qty_e6: i64,
        /// Signed for.
        pub signed_e6: i64,
        /// Refused.
        pub rejected_e6: i64,
        /// Why.
        pub reject_reason: String,
        /// Came back later.
        pub returned_e6: i64,
        /// Invoiced.
        pub invoiced_e6: i64,
        /// Without tax.
        pub net_minor: i64,
        /// Tax.
        pub tax_minor: i64,
        /// With tax.
        pub total_minor: i64,
    }
}

const HEAD: &str = "select d.id, d.number, d.order_id, o.number, d.customer_id, c.name, d.status,
  d.dispatched_on, d.signed_on, d.signed_by, d.carrier, d.tracking_no, d.currency, d.net_minor,
  d.tax_minor, d.total_minor, d.base_total_minor, d.ship_to, d.note, d.source_no, d.owner_id,
  d.department_id, d.created_at_us, d.version
  from deliveries d
  join sales_orders o on o.company_id = d.company_id and o.id = d.order_id
  join customers c on c.company_id = d.company_id and c.id = d.customer_id";
sql!(
    LINES,
    "select l.id, l.line_no, l.order_line_id, l.product_id, o.sku, o.name, o.spec, o.unit, l.qty_e6,
       l.signed_e6, l.rejected_e6, l.reject_reason, l.returned_e6, l.invoiced_e6, l.net_minor,
       l.tax_minor, l.total_minor
     from delivery_lines l
     join sales_order_lines o on o.company_id = l.company_id and o.id = l.order_line_id
     where l.company_id = $1 and l.delivery_id = $2 order by l.line_no"
);

crate::listing::list_sort! {
    /// Order of the list of deliveries; `-` is descending.
    pub enum DeliverySort of DeliveryRow, by "d.id" {
        /// Latest first.
        LatestFirst = "-dispatched_on", desc "d.dispatched_on" text |r| r.dispatched_on.to_string(),
        /// Earliest first.
        EarliestFirst = "dispatched_on", asc "d.dispatched_on" text |r| r.dispatched_on.to_string(),
        /// By number, descending.
        NumberDown = "-number", desc "d.number" text |r| r.number.clone(),
        /// By number.
        NumberUp = "number", asc "d.number" text |r| r.number.clone(),
        /// Largest first.
        LargestFirst = "-total", desc "d.total_minor" number |r| r.total_minor.to_string(),
        /// Smallest first.
        SmallestFirst = "total", asc "d.total_minor" number |r| r.total_minor.to_string(),
    }
}

/// Which deliveries to list.
#[derive(Debug, Clone, Default)]
pub struct DeliveryFilter {
    /// Status.
    pub status: Option<DeliveryStatus>,
    /// Customer.
    pub customer: Option<Id<wire::Customer>>,
    /// Order.
    pub order: Option<Id<wire::Order>>,
    /// First day of dispatch.
    pub from: Option<Date>,
    /// Last day of dispatch.
    pub to: Option<Date>,
    /// Still on its way since this day or longer.
    pub unsigned_since: Option<Date>,
    /// Part of the delivery's, order's or tracking number.
    pub search: Option<String>,
    /// In which order.
    pub sort: DeliverySort,
}

/// A page of deliveries.
///
/// # Errors
/// [`Error::Invalid`] for a cursor of another sort.
pub fn list(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    filter: &DeliveryFilter,
    page: &PageRequest,
) -> Result<Page<DeliveryRow>> {
    let mut build = scoped(ctx, scope)
        .bind_if("and d.status = ?", as_v(filter.status.as_ref()))
        .bind_if("and d.customer_id = ?", as_v(filter.customer.as_ref()))
        .bind_if("and d.order_id = ?", as_v(filter.order.as_ref()))
        .bind_if("and d.dispatched_on >= ?", as_v(filter.from.as_ref()))
        .bind_if("and d.dispatched_on <= ?", as_v(filter.to.as_ref()));
    if let Some(day) = &filter.unsigned_since {
        build = build.bind(
            "and d.status = 'dispatched' and d.dispatched_on <= ?",
            &[day],
        );
    }
    if let Some(text) = &filter.search {
        let pattern = wire::contains_pattern(text);
        build = build.bind(
            "and (lower(d.number) like ? escape '\\' or lower(o.number) like ? escape '\\' or lower(d.tracking_no) like ? escape '\\')",
            &[&pattern, &pattern, &pattern],
        );
    }
    sorted_page(tx, build, filter.sort, page)
}

fn as_v<T: ToV>(value: Option<&T>) -> Option<&dyn ToV> {
    value.map(|v| v as &dyn ToV)
}

fn scoped(ctx: &Ctx, scope: &Scope) -> SqlBuilder {
    SqlBuilder::new("DELIVERIES", HEAD)
        .bind("where d.company_id = ?", &[&ctx.company])
        .within(scope, "d.owner_id", "d.department_id")
}

/// One delivery with its lines.
///
/// # Errors
/// [`Error::NotFound`], also outside the scope.
pub fn get(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    id: Id<wire::Delivery>,
) -> Result<(DeliveryRow, Vec<DeliveryLineRow>)> {
    let (sql, values) = scoped(ctx, scope).bind("and d.id = ?", &[&id]).finish();
    let head = tx
        .opt::<DeliveryRow>(&sql, &values)?
        .ok_or(Error::NotFound)?;
    let lines = tx.all(&LINES, params![ctx.company, id])?;
    Ok((head, lines))
}
