//! One order with everything on its page.

use crate::access::Scope;
use crate::orders::finding::{Rule, Severity};
use crate::orders::model::{BillingState, DeliveryState, OrderStatus};
use crate::wire;
use jieqing_db::{ReadTx, params, row, sql};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use std::collections::BTreeMap;

row! {
    /// Header of an order.
    pub struct OrderHead {
        /// Id.
        pub id: Id<wire::Order>,
        /// Number.
        pub number: String,
        /// Number in the system it came from.
        pub source_no: Option<String>,
        /// Customer.
        pub customer: Id<wire::Customer>,
        /// Customer's code.
        pub customer_code: String,
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
        /// Rate to company currency, e9.
        pub rate_e9: i64,
        /// Payment terms.
        pub terms: Id<wire::Terms>,
        /// Name of the terms.
        pub terms_name: String,
        /// Whether prices contain tax.
        pub tax_inclusive: bool,
        /// Discount on the whole order, minor units.
        pub discount_minor: i64,
        /// Address to deliver to.
        pub ship_to: String,
        /// Special requirements.
        pub special: String,
        /// Note for ourselves.
        pub note: String,
        /// Without tax, minor units.
        pub net_minor: i64,
        /// Tax, minor units.
        pub tax_minor: i64,
        /// With tax, minor units.
        pub total_minor: i64,
        /// With tax in company currency, minor units.
        pub base_total_minor: i64,
        /// Confirmed and not yet signed, minor units.
        pub undelivered_minor: i64,
        /// Owner (raw user id).
        pub owner_id: i64,
        /// Department (raw id).
        pub department_id: i64,
        /// Owner's name.
        pub owner: String,
        /// Department's name.
        pub department: String,
        /// Digest of the content.
        pub digest: String,
        /// Times the content was changed.
        pub revision: i64,
        /// Day of confirmation.
        pub confirmed_on: Option<Date>,
        /// Why it was closed or cancelled.
        pub closed_reason: String,
        /// Who entered it.
        pub created_by: String,
        /// Who submitted it.
        pub submitted_by: String,
        /// When it was entered, µs.
        pub created_at_us: i64,
        /// Row version.
        pub version: i64,
    }
}

row! {
    /// A line with its progress. Quantities e6, prices e8, rates e9, amounts minor units.
    pub struct OrderLineView {
        /// Id.
        pub id: Id<wire::OrderLine>,
        /// Number within the order.
        pub line_no: i64,
        /// Product.
        pub product: Id<wire::Product>,
        /// SKU.
        pub sku: String,
        /// Name.
        pub name: String,
        /// Specification.
        pub spec: String,
        /// Unit.
        pub unit: String,
        /// Ordered.
        pub qty_e6: i64,
        /// Price in the order's mode.
        pub price_e8: i64,
        /// `agreed`, `list`, `last_deal` or `entered`.
        pub price_source: String,
        /// Discount as a rate, 0 when given as an amount.
        pub discount_e9: i64,
        /// The line's own discount.
        pub discount_minor: i64,
        /// Its share of the order's discount.
        pub order_discount_minor: i64,
        /// Tax rate.
        pub tax_rate_e9: i64,
        /// Tax treatment.
        pub treatment: String,
        /// Without tax.
        pub net_minor: i64,
        /// Tax.
        pub tax_minor: i64,
        /// With tax.
        pub total_minor: i64,
        /// Day the customer wants it.
        pub requested_on: Option<Date>,
        /// Note.
        pub note: String,
        /// Left our warehouse.
        pub dispatched_e6: i64,
        /// Signed for.
        pub signed_e6: i64,
        /// Came back.
        pub returned_e6: i64,
        /// Invoiced.
        pub invoiced_e6: i64,
        /// Nothing more will be delivered.
        pub closed: bool,
    }
}

/// A finding as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingView {
    /// Line, 0 for the order.
    pub line_no: i64,
    /// What was checked.
    pub rule: Rule,
    /// What it does.
    pub severity: Severity,
    /// The figures.
    pub facts: BTreeMap<String, String>,
    /// Name of who let it pass; `None` while nobody did.
    pub released_by: Option<String>,
    /// Why.
    pub release_reason: String,
}

row! {
    /// A delivery, return or invoice of the order.
    pub struct LinkedDocument {
        /// `delivery`, `return` or `invoice`.
        pub kind: String,
        /// Raw id.
        pub id: i64,
        /// Number.
        pub number: String,
        /// Status.
        pub status: String,
        /// Its date.
        pub on: Option<Date>,
    }
}

/// An order with all its parts.
#[derive(Debug, Clone)]
pub struct OrderDocument {
    /// Header.
    pub head: OrderHead,
    /// Lines by number.
    pub lines: Vec<OrderLineView>,
    /// Findings, header first.
    pub findings: Vec<FindingView>,
    /// Deliveries, returns, invoices, oldest first.
    pub linked: Vec<LinkedDocument>,
}

sql!(
    HEAD,
    "select o.id, o.number, o.source_no, o.customer_id, c.code, c.name, o.status, o.delivery_state,
       o.billing_state, o.ordered_on, o.requested_on, o.customer_po, o.currency, o.rate_e9,
       o.terms_id, coalesce(t.name, ''), o.tax_inclusive, o.discount_minor, o.ship_to, o.special,
       o.note, o.net_minor, o.tax_minor, o.total_minor, o.base_total_minor, o.undelivered_minor,
       o.owner_id, o.department_id, coalesce(w.name, ''), coalesce(d.name, ''), o.digest, o.revision,
       o.confirmed_on, o.closed_reason, coalesce(m.name, ''), coalesce(s.name, ''),
       o.created_at_us, o.version
     from sales_orders o
     join customers c on c.company_id = o.company_id and c.id = o.customer_id
     left join payment_terms t on t.company_id = o.company_id and t.id = o.terms_id
     left join departments d on d.company_id = o.company_id and d.id = o.department_id
     left join users w on w.id = o.owner_id
     left join users m on m.id = o.created_by
     left join users s on s.id = o.submitted_by
     where o.company_id = $1 and o.id = $2"
);
sql!(
    LINES,
    "select id, line_no, product_id, sku, name, spec, unit, qty_e6, price_e8, price_source,
       discount_e9, discount_minor, order_discount_minor, tax_rate_e9, treatment, net_minor,
       tax_minor, total_minor, requested_on, note, dispatched_e6, signed_e6, returned_e6,
       invoiced_e6, closed
     from sales_order_lines where company_id = $1 and order_id = $2 order by line_no"
);
sql!(
    FINDINGS,
    "select f.line_no, f.rule, f.severity, f.facts, f.released_by, coalesce(u.name, ''),
       f.release_reason
     from order_findings f left join users u on u.id = f.released_by
     where f.company_id = $1 and f.order_id = $2 order by f.line_no, f.rule"
);
sql!(
    LINKED,
    "select x.kind, x.id, x.number, x.status, x.day from (
       select 'delivery' kind, id, number, status, dispatched_on as day from deliveries
         where company_id = $1 and order_id = $2
       union all
       select 'return' kind, id, number, status, returned_on as day from returns
         where company_id = $1 and order_id = $2
       union all
       select 'invoice' kind, i.id, i.number, i.status, coalesce(i.issued_on, i.drafted_on) as day
         from invoices i where i.company_id = $1 and i.id in (select l.invoice_id
           from invoice_lines l where l.company_id = $1 and l.order_id = $2)) x
     order by x.id"
);

/// An order.
///
/// # Errors
/// [`Error::NotFound`], also outside the scope.
pub fn get(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    id: Id<wire::Order>,
) -> Result<OrderDocument> {
    let head = tx
        .opt::<OrderHead>(&HEAD, params![ctx.company, id])?
        .ok_or(Error::NotFound)?;
    scope.check(head.owner_id, head.department_id)?;
    let lines = tx.all(&LINES, params![ctx.company, id])?;
    let linked = tx.all(&LINKED, params![ctx.company, id])?;
    let findings = tx
        .all::<(i64, Rule, Severity, String, Option<i64>, String, String)>(
            &FINDINGS,
            params![ctx.company, id],
        )?
        .into_iter()
        .map(
            |(line_no, rule, severity, facts, by, name, release_reason)| {
                let facts = serde_json::from_str(&facts).map_err(|e| Error::bug(e.to_string()))?;
                Ok(FindingView {
                    line_no,
                    rule,
                    severity,
                    facts,
                    released_by: by.map(|_| name),
                    release_reason,
                })
            },
        )
        .collect::<Result<_>>()?;
    Ok(OrderDocument {
        head,
        lines,
        findings,
        linked,
    })
}
