//! An order as its page shows it.

use super::view::OrderFinding;
use jieqing_domain::orders::query::{LinkedDocument, OrderDocument, OrderLineView};
use jieqing_domain::texts::Lang;
use jieqing_domain::wire;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::decimal::{PRICE_SCALE, QTY_SCALE, RATE_SCALE, format_trimmed};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::Money;
use serde::Serialize;
use utoipa::ToSchema;

/// An order with all its parts.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OrderDocumentView {
    /// Id.
    #[schema(example = "ord_0c1x2y3z4w5v6")]
    id: String,
    /// Number.
    #[schema(example = "SO-202611-0001")]
    number: String,
    /// Number in the system it came from.
    #[schema(example = "10100")]
    source_no: Option<String>,
    /// Customer.
    #[schema(example = "cus_0c1x2y3z4w5v6")]
    customer_id: String,
    /// Customer's code.
    #[schema(example = "KH-202611-0001")]
    customer_code: String,
    /// Customer's name.
    #[schema(example = "杭州云栖贸易有限公司")]
    customer: String,
    /// `draft`, `submitted`, `confirmed`, `completed`, `closed` or `cancelled`.
    #[schema(example = "confirmed")]
    status: &'static str,
    /// `none`, `partial` or `delivered`.
    #[schema(example = "partial")]
    delivery_state: &'static str,
    /// `none`, `partial` or `invoiced`.
    #[schema(example = "none")]
    billing_state: &'static str,
    /// Order date.
    #[schema(example = "2026-11-24")]
    ordered_on: String,
    /// Day the customer wants it.
    #[schema(example = "2026-12-01")]
    requested_on: Option<String>,
    /// Customer's own number.
    #[schema(example = "PO-2026-0077")]
    customer_po: String,
    /// Currency.
    #[schema(example = "CNY")]
    currency: String,
    /// Rate to company currency.
    #[schema(example = "1")]
    rate: String,
    /// Payment terms.
    #[schema(example = "trm_0c1x2y3z4w5v6")]
    terms_id: String,
    /// Name of the terms.
    #[schema(example = "开票后30天")]
    terms: String,
    /// Whether prices contain tax.
    #[schema(example = true)]
    tax_inclusive: bool,
    /// Discount on the whole order.
    #[schema(example = "50.00")]
    discount: String,
    /// Address to deliver to.
    #[schema(example = "杭州市西湖区文三路 1 号")]
    ship_to: String,
    /// Special requirements.
    #[schema(example = "需随货附质检报告")]
    special: String,
    /// Note for ourselves.
    #[schema(example = "老客户介绍")]
    note: String,
    /// Without tax.
    #[schema(example = "1106.19")]
    net: String,
    /// Tax.
    #[schema(example = "143.81")]
    tax: String,
    /// With tax.
    #[schema(example = "1250.00")]
    total: String,
    /// With tax in company currency.
    #[schema(example = "1250.00")]
    base_total: String,
    /// Confirmed and not yet signed for.
    #[schema(example = "600.00")]
    undelivered: String,
    /// Owner's name.
    #[schema(example = "王芳")]
    owner: String,
    /// Department's name.
    #[schema(example = "华东销售部")]
    department: String,
    /// Digest of the content.
    #[schema(example = "9f86d081884c7d65")]
    digest: String,
    /// Times the content was changed.
    #[schema(example = 1)]
    revision: i64,
    /// Day of confirmation.
    #[schema(example = "2026-11-24")]
    confirmed_on: Option<String>,
    /// Why it was closed or cancelled.
    #[schema(example = "")]
    closed_reason: String,
    /// Who entered it.
    #[schema(example = "王芳")]
    created_by: String,
    /// Who submitted it.
    #[schema(example = "王芳")]
    submitted_by: String,
    /// Version for `If-Match`.
    #[schema(example = 3)]
    version: i64,
    /// Lines.
    lines: Vec<OrderDocumentLine>,
    /// Findings, header first.
    findings: Vec<OrderFinding>,
    /// Deliveries, returns and invoices.
    linked: Vec<OrderLink>,
}

/// A line with its progress.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OrderDocumentLine {
    /// Id.
    #[schema(example = "orl_0c1x2y3z4w5v6")]
    id: String,
    /// Number within the order.
    #[schema(example = 1)]
    line_no: i64,
    /// Product.
    #[schema(example = "prd_0c1x2y3z4w5v6")]
    product_id: String,
    /// SKU.
    #[schema(example = "ZC-6204")]
    sku: String,
    /// Name.
    #[schema(example = "深沟球轴承")]
    name: String,
    /// Specification.
    #[schema(example = "20×47×14")]
    spec: String,
    /// Unit.
    #[schema(example = "个")]
    unit: String,
    /// Ordered.
    #[schema(example = "100")]
    qty: String,
    /// Price.
    #[schema(example = "12.5")]
    price: String,
    /// `agreed`, `list`, `last_deal` or `entered`.
    #[schema(example = "list")]
    price_source: String,
    /// Discount as a rate; 0 when given as an amount.
    #[schema(example = "0.05")]
    discount_rate: String,
    /// The line's own discount.
    #[schema(example = "62.50")]
    discount: String,
    /// Its share of the order's discount.
    #[schema(example = "10.00")]
    order_discount: String,
    /// Tax rate.
    #[schema(example = "0.13")]
    tax_rate: String,
    /// Tax treatment.
    #[schema(example = "taxed")]
    treatment: String,
    /// Without tax.
    #[schema(example = "1106.19")]
    net: String,
    /// Tax.
    #[schema(example = "143.81")]
    tax: String,
    /// With tax.
    #[schema(example = "1250.00")]
    total: String,
    /// Day the customer wants it.
    #[schema(example = "2026-12-01")]
    requested_on: Option<String>,
    /// Note.
    #[schema(example = "红色")]
    note: String,
    /// Left our warehouse.
    #[schema(example = "40")]
    dispatched: String,
    /// Signed for.
    #[schema(example = "40")]
    signed: String,
    /// Came back.
    #[schema(example = "0")]
    returned: String,
    /// Invoiced.
    #[schema(example = "0")]
    invoiced: String,
    /// Nothing more will be delivered.
    #[schema(example = false)]
    closed: bool,
}

/// A document that belongs to the order.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OrderLink {
    /// `delivery`, `return` or `invoice`.
    #[schema(example = "delivery")]
    kind: String,
    /// Id.
    #[schema(example = "dlv_0c1x2y3z4w5v6")]
    id: String,
    /// Number.
    #[schema(example = "DN-202611-0001")]
    number: String,
    /// Status.
    #[schema(example = "signed")]
    status: String,
    /// Its date.
    #[schema(example = "2026-11-25")]
    on: Option<String>,
}

impl OrderDocumentView {
    pub(crate) fn of(order: OrderDocument, base: Currency, lang: Lang) -> Self {
        let h = order.head;
        let currency = h.currency;
        let text = |minor| Money::new(minor, currency).text();
        Self {
            id: h.id.to_string(),
            number: h.number,
            source_no: h.source_no,
            customer_id: h.customer.to_string(),
            customer_code: h.customer_code,
            customer: h.customer_name,
            status: h.status.as_str(),
            delivery_state: h.delivery_state.as_str(),
            billing_state: h.billing_state.as_str(),
            ordered_on: h.ordered_on.to_string(),
            requested_on: day(h.requested_on),
            customer_po: h.customer_po,
            currency: currency.to_string(),
            rate: format_trimmed(h.rate_e9, RATE_SCALE),
            terms_id: h.terms.to_string(),
            terms: h.terms_name,
            tax_inclusive: h.tax_inclusive,
            discount: text(h.discount_minor),
            ship_to: h.ship_to,
            special: h.special,
            note: h.note,
            net: text(h.net_minor),
            tax: text(h.tax_minor),
            total: text(h.total_minor),
            base_total: Money::new(h.base_total_minor, base).text(),
            undelivered: text(h.undelivered_minor),
            owner: h.owner,
            department: h.department,
            digest: h.digest,
            revision: h.revision,
            confirmed_on: day(h.confirmed_on),
            closed_reason: h.closed_reason,
            created_by: h.created_by,
            submitted_by: h.submitted_by,
            version: h.version,
            lines: order.lines.into_iter().map(|l| line(l, currency)).collect(),
            findings: order
                .findings
                .into_iter()
                .map(|f| OrderFinding::stored(f, lang))
                .collect(),
            linked: order.linked.into_iter().map(link).collect(),
        }
    }
}

fn day(day: Option<Date>) -> Option<String> {
    day.map(|d| d.to_string())
}

fn line(l: OrderLineView, currency: Currency) -> OrderDocumentLine {
    let text = |minor| Money::new(minor, currency).text();
    let qty = |v| format_trimmed(v, QTY_SCALE);
    OrderDocumentLine {
        id: l.id.to_string(),
        line_no: l.line_no,
        product_id: l.product.to_string(),
        sku: l.sku,
        name: l.name,
        spec: l.spec,
        unit: l.unit,
        qty: qty(l.qty_e6),
        price: format_trimmed(l.price_e8, PRICE_SCALE),
        price_source: l.price_source,
        discount_rate: format_trimmed(l.discount_e9, RATE_SCALE),
        discount: text(l.discount_minor),
        order_discount: text(l.order_discount_minor),
        tax_rate: format_trimmed(l.tax_rate_e9, RATE_SCALE),
        treatment: l.treatment,
        net: text(l.net_minor),
        tax: text(l.tax_minor),
        total: text(l.total_minor),
        requested_on: day(l.requested_on),
        note: l.note,
        dispatched: qty(l.dispatched_e6),
        signed: qty(l.signed_e6),
        returned: qty(l.returned_e6),
        invoiced: qty(l.invoiced_e6),
        closed: l.closed,
    }
}

fn link(d: LinkedDocument) -> OrderLink {
    let id = match d.kind.as_str() {
        "delivery" => Id::<wire::Delivery>::from_raw(d.id).to_string(),
        "return" => Id::<wire::Return>::from_raw(d.id).to_string(),
        _ => Id::<wire::Invoice>::from_raw(d.id).to_string(),
    };
    OrderLink {
        kind: d.kind,
        id,
        number: d.number,
        status: d.status,
        on: day(d.on),
    }
}
