//! Read models of invoices: list with totals, document, what may be invoiced.

mod billable;

pub use billable::{
    BillableCustomer, BillableFilter, BillableLine, billable_customers, billable_lines,
};

use super::model::{InvoiceForm, InvoiceKind, InvoiceStatus};
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
use jieqing_kernel::uppercase;

row! {
    /// An invoice in a list, in the invoice ledger and on its page. Minor units; red ones negative.
    pub struct InvoiceRow {
        /// Id.
        pub id: Id<wire::Invoice>,
        /// Our number; empty for a draft (see [`InvoiceRow::number`]).
        pub number_text: String,
        /// Number in the system it came from.
        pub source_no: Option<String>,
        /// Blue or red.
        pub kind: InvoiceKind,
        /// Form.
        pub form: InvoiceForm,
        /// Status.
        pub status: InvoiceStatus,
        /// Customer.
        pub customer_id: Id<wire::Customer>,
        /// Name.
        pub customer: String,
        /// The bureau's 20 digits.
        pub bureau_number: Option<String>,
        /// The blue invoice a red one is about.
        pub blue_id: Option<Id<wire::Invoice>>,
        /// Its number.
        pub blue_no: Option<String>,
        /// Why it is red: `01`–`04`, empty for blue.
        pub red_reason: String,
        /// Buyer's name as printed.
        pub buyer_name: String,
        /// Buyer's tax id.
        pub buyer_tax_id: String,
        /// Buyer's address and phone.
        pub buyer_address: String,
        /// Buyer's bank and account.
        pub buyer_bank: String,
        /// Date of the document: drafted, then issued.
        pub document_on: Date,
        /// Date of issue.
        pub issued_on: Option<Date>,
        /// Day the (first) term counts from.
        pub base_on: Option<Date>,
        /// Last due date.
        pub due_on: Option<Date>,
        /// Payment terms.
        pub terms_id: Id<wire::Terms>,
        /// Their name.
        pub terms: String,
        /// Currency.
        pub currency: Currency,
        /// Rate to company currency, e9.
        pub rate_e9: i64,
        /// Without tax.
        pub net_minor: i64,
        /// Tax.
        pub tax_minor: i64,
        /// With tax.
        pub total_minor: i64,
        /// Company currency.
        pub base_total_minor: i64,
        /// Credited by red invoices (positive).
        pub red_total_minor: i64,
        /// Still open of its items (negative for an unused credit).
        pub open_minor: i64,
        /// 备注.
        pub remark: String,
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

impl InvoiceRow {
    /// Our number; `None` for a draft.
    #[must_use]
    pub fn number(&self) -> Option<&str> {
        (!self.number_text.is_empty()).then_some(&self.number_text)
    }

    /// 价税合计（大写）, for amounts with two decimals.
    #[must_use]
    pub fn total_upper(&self) -> Option<String> {
        (self.currency == Currency::CNY)
            .then(|| uppercase::format(self.total_minor))
            .flatten()
    }
}

row! {
    /// A line of an invoice. Quantities e6, unit price e8 without tax, amounts minor units.
    pub struct InvoiceLineRow {
        /// Id.
        pub id: Id<wire::InvoiceLine>,
        /// Number.
        pub line_no: i64,
        /// Order.
        pub order_id: Id<wire::Order>,
        /// Its number.
        pub order_no: String,
        /// Delivery.
        pub delivery_id: Option<Id<wire::Delivery>>,
        /// Its number.
        pub delivery_no: Option<String>,
        /// Delivery line.
        pub delivery_line_id: Option<Id<wire::DeliveryLine>>,
        /// Return line a red one documents.
        pub return_line_id: Option<Id<wire::ReturnLine>>,
        /// Blue line a red one is about.
        pub blue_line_id: Option<Id<wire::InvoiceLine>>,
        /// Name.
        pub name: String,
        /// Specification.
        pub spec: String,
        /// Unit.
        pub unit: String,
        /// 税收分类编码.
        pub tax_code: String,
        /// Quantity.
        pub qty_e6: i64,
        /// Unit price without tax.
        pub price_e8: i64,
        /// Tax rate, e9.
        pub tax_rate_e9: i64,
        /// `taxed`, `zero_rated`, `exempt`, `not_taxable`.
        pub treatment: String,
        /// Without tax.
        pub net_minor: i64,
        /// Tax.
        pub tax_minor: i64,
        /// With tax.
        pub total_minor: i64,
        /// Quantity credited.
        pub red_e6: i64,
        /// Value credited.
        pub red_total_minor: i64,
    }
}

row! {
    /// Sums of a list in one currency.
    pub struct InvoiceTotals {
        /// Currency.
        pub currency: Currency,
        /// Documents.
        pub count: i64,
        /// Without tax.
        pub net_minor: i64,
        /// Tax.
        pub tax_minor: i64,
        /// With tax.
        pub total_minor: i64,
        /// With tax, company currency.
        pub base_total_minor: i64,
    }
}

const HEAD: &str = "select i.id, i.number, i.source_no, i.kind, i.form, i.status, i.customer_id,
  c.name, i.bureau_number, i.blue_id,
  (select b.number from invoices b where b.company_id = i.company_id and b.id = i.blue_id),
  i.red_reason, i.buyer_name, i.buyer_tax_id, i.buyer_address, i.buyer_bank, i.drafted_on,
  i.issued_on, i.base_on, i.due_on, i.terms_id, coalesce(t.name, ''), i.currency, i.rate_e9,
  i.net_minor, i.tax_minor, i.total_minor, i.base_total_minor, i.red_total_minor,
  (select cast(coalesce(sum(x.open_minor), 0) as bigint) from open_items x
    where x.company_id = i.company_id and x.source_type = 'invoice' and x.source_id = i.id),
  i.remark, i.owner_id, i.department_id, i.created_at_us, i.version
  from invoices i
  join customers c on c.company_id = i.company_id and c.id = i.customer_id
  left join payment_terms t on t.company_id = i.company_id and t.id = i.terms_id";
const TOTALS: &str = "select i.currency, cast(count(*) as bigint),
  cast(coalesce(sum(i.net_minor), 0) as bigint), cast(coalesce(sum(i.tax_minor), 0) as bigint),
  cast(coalesce(sum(i.total_minor), 0) as bigint), cast(coalesce(sum(i.base_total_minor), 0) as bigint)
  from invoices i join customers c on c.company_id = i.company_id and c.id = i.customer_id";
sql!(
    LINES,
    "select l.id, l.line_no, l.order_id, coalesce(o.number, ''), d.id, d.number, l.delivery_line_id,
       l.return_line_id, l.blue_line_id, l.name, l.spec, l.unit, l.tax_code, l.qty_e6, l.price_e8,
       l.tax_rate_e9, l.treatment, l.net_minor, l.tax_minor, l.total_minor, l.red_e6,
       l.red_total_minor
     from invoice_lines l
     left join sales_orders o on o.company_id = l.company_id and o.id = l.order_id
     left join delivery_lines dl on dl.company_id = l.company_id and dl.id = l.delivery_line_id
     left join deliveries d on d.company_id = dl.company_id and d.id = dl.delivery_id
     where l.company_id = $1 and l.invoice_id = $2 order by l.line_no"
);
sql!(
    REDS,
    "select id from invoices where company_id = $1 and blue_id = $2 order by id"
);

crate::listing::list_sort! {
    /// Order of the list of invoices; `-` is descending.
    pub enum InvoiceSort of InvoiceRow, by "i.id" {
        /// Latest first.
        LatestFirst = "-date", desc "i.drafted_on" text |r| r.document_on.to_string(),
        /// Earliest first.
        EarliestFirst = "date", asc "i.drafted_on" text |r| r.document_on.to_string(),
        /// By number, descending.
        NumberDown = "-number", desc "i.number" text |r| r.number_text.clone(),
        /// By number.
        NumberUp = "number", asc "i.number" text |r| r.number_text.clone(),
        /// Largest first.
        LargestFirst = "-total", desc "i.total_minor" number |r| r.total_minor.to_string(),
        /// Smallest first.
        SmallestFirst = "total", asc "i.total_minor" number |r| r.total_minor.to_string(),
    }
}

/// Which invoices to list.
#[derive(Debug, Clone, Default)]
pub struct InvoiceFilter {
    /// Status.
    pub status: Option<InvoiceStatus>,
    /// Blue or red.
    pub kind: Option<InvoiceKind>,
    /// Form.
    pub form: Option<InvoiceForm>,
    /// Customer.
    pub customer: Option<Id<wire::Customer>>,
    /// Only with a line of this order.
    pub order: Option<Id<wire::Order>>,
    /// First date of the document.
    pub from: Option<Date>,
    /// Last date of the document.
    pub to: Option<Date>,
    /// Only with (`true`) or without the bureau's number.
    pub has_bureau_number: Option<bool>,
    /// Part of our, the bureau's or the source's number, or of the buyer's name.
    pub search: Option<String>,
    /// In which order.
    pub sort: InvoiceSort,
}

fn as_v<T: ToV>(value: Option<&T>) -> Option<&dyn ToV> {
    value.map(|v| v as &dyn ToV)
}

fn scoped(name: &'static str, base: &'static str, ctx: &Ctx, scope: &Scope) -> SqlBuilder {
    SqlBuilder::new(name, base)
        .bind("where i.company_id = ?", &[&ctx.company])
        .within(scope, "i.owner_id", "i.department_id")
}

fn filtered(build: SqlBuilder, filter: &InvoiceFilter) -> SqlBuilder {
    let mut build = build
        .bind_if("and i.status = ?", as_v(filter.status.as_ref()))
        .bind_if("and i.kind = ?", as_v(filter.kind.as_ref()))
        .bind_if("and i.form = ?", as_v(filter.form.as_ref()))
        .bind_if("and i.customer_id = ?", as_v(filter.customer.as_ref()))
        .bind_if("and i.drafted_on >= ?", as_v(filter.from.as_ref()))
        .bind_if("and i.drafted_on <= ?", as_v(filter.to.as_ref()));
    if let Some(order) = &filter.order {
        build = build.bind(
            "and exists (select 1 from invoice_lines x where x.company_id = i.company_id and x.invoice_id = i.id and x.order_id = ?)",
            &[order],
        );
    }
    match filter.has_bureau_number {
        Some(true) => build = build.push("and i.bureau_number is not null"),
        Some(false) => build = build.push("and i.bureau_number is null"),
        None => {}
    }
    if let Some(text) = &filter.search {
        let pattern = wire::contains_pattern(text);
        build = build.bind(
            "and (lower(i.number) like ? escape '\\' or i.bureau_number like ? escape '\\'
              or lower(i.source_no) like ? escape '\\' or lower(i.buyer_name) like ? escape '\\')",
            &[&pattern, &pattern, &pattern, &pattern],
        );
    }
    build
}

/// A page of invoices.
///
/// # Errors
/// [`Error::Invalid`] for a cursor of another sort.
pub fn list(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    filter: &InvoiceFilter,
    page: &PageRequest,
) -> Result<Page<InvoiceRow>> {
    let build = filtered(scoped("INVOICES", HEAD, ctx, scope), filter);
    sorted_page(tx, build, filter.sort, page)
}

/// Sums of everything the filter finds, by currency.
///
/// # Errors
/// Database errors.
pub fn totals(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    filter: &InvoiceFilter,
) -> Result<Vec<InvoiceTotals>> {
    let (sql, values) = filtered(scoped("INVOICE_TOTALS", TOTALS, ctx, scope), filter)
        .push("group by i.currency order by i.currency")
        .finish();
    Ok(tx.all(&sql, &values)?)
}

/// One invoice, its lines, and the red invoices about it.
///
/// # Errors
/// [`Error::NotFound`], also outside the scope.
pub fn get(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    id: Id<wire::Invoice>,
) -> Result<(InvoiceRow, Vec<InvoiceLineRow>, Vec<InvoiceRow>)> {
    let (sql, values) = scoped("INVOICE", HEAD, ctx, scope)
        .bind("and i.id = ?", &[&id])
        .finish();
    let head = tx
        .opt::<InvoiceRow>(&sql, &values)?
        .ok_or(Error::NotFound)?;
    let lines = tx.all(&LINES, params![ctx.company, id])?;
    let mut reds = Vec::new();
    for (red,) in tx.all::<(Id<wire::Invoice>,)>(&REDS, params![ctx.company, id])? {
        let (sql, values) = scoped("INVOICE", HEAD, ctx, scope)
            .bind("and i.id = ?", &[&red])
            .finish();
        reds.extend(tx.opt::<InvoiceRow>(&sql, &values)?);
    }
    Ok((head, lines, reds))
}
