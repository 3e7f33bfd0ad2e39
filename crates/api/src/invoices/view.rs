//! An invoice on the wire.

use crate::wire_money::{amount, quantity};
use jieqing_domain::ReadTx;
use jieqing_domain::access::Scope;
use jieqing_domain::invoicing::InvoiceStatus;
use jieqing_domain::invoicing::query::{self, InvoiceLineRow, InvoiceRow};
use jieqing_domain::wire;
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::clock::rfc3339;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::decimal::{PRICE_SCALE, RATE_SCALE, format_trimmed};
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use serde::Serialize;
use utoipa::ToSchema;

/// An invoice in a list. Amounts of red invoices are negative.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct InvoiceBody {
    /// Id.
    #[schema(example = "inv_0c1x2y3z4w5v6")]
    id: String,
    /// Our number; empty for a draft.
    #[schema(example = "IN-202611-0001")]
    number: String,
    /// `blue` or `red`.
    #[schema(example = "blue")]
    kind: &'static str,
    /// `special` (81) or `ordinary` (82).
    #[schema(example = "special")]
    form: &'static str,
    /// Code of the form in the bureau's interfaces.
    #[schema(example = "81")]
    form_code: &'static str,
    /// `draft` or `issued`.
    #[schema(example = "issued")]
    status: &'static str,
    /// The bureau's 20 digits.
    #[schema(example = "26332000000358032546")]
    bureau_number: Option<String>,
    /// Customer.
    #[schema(example = "cus_0c1x2y3z4w5v6")]
    customer_id: String,
    /// Its name.
    #[schema(example = "杭州云栖贸易有限公司")]
    customer: String,
    /// Date of the document.
    #[schema(example = "2026-11-24")]
    drafted_on: String,
    /// Date of issue.
    #[schema(example = "2026-11-24")]
    issued_on: Option<String>,
    /// Last due date.
    #[schema(example = "2026-12-24")]
    due_on: Option<String>,
    /// Currency.
    #[schema(example = "CNY")]
    currency: String,
    /// Without tax.
    #[schema(example = "1000.00")]
    net: String,
    /// Tax.
    #[schema(example = "130.00")]
    tax: String,
    /// With tax.
    #[schema(example = "1130.00")]
    total: String,
    /// Company currency.
    #[schema(example = "1130.00")]
    base_total: String,
    /// Still to be paid (negative for an unused credit); null for a draft.
    #[schema(example = "1130.00")]
    open: Option<String>,
    /// Credited by red invoices.
    #[schema(example = "0.00")]
    credited: String,
    /// The blue invoice a red one is about.
    #[schema(example = "inv_0c1x2y3z4w5v5")]
    blue_id: Option<String>,
    /// Why it is red: `01` to `04`, empty for blue.
    #[schema(example = "")]
    red_reason: String,
    /// Number in the system it came from.
    #[schema(example = "EXT-1001")]
    source_no: Option<String>,
    /// Version for `If-Match`.
    #[schema(example = 2)]
    version: i64,
}

/// A line of an invoice.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct InvoiceLineBody {
    /// Id.
    #[schema(example = "ivl_0c1x2y3z4w5v6")]
    id: String,
    /// Number.
    #[schema(example = 1)]
    line_no: i64,
    /// Order.
    #[schema(example = "ord_0c1x2y3z4w5v6")]
    order_id: String,
    /// Its number.
    #[schema(example = "SO-202611-0001")]
    order: String,
    /// Delivery.
    #[schema(example = "dlv_0c1x2y3z4w5v6")]
    delivery_id: Option<String>,
    /// Its number.
    #[schema(example = "DN-202611-0001")]
    delivery: Option<String>,
    /// Delivery line.
    #[schema(example = "dll_0c1x2y3z4w5v6")]
    delivery_line_id: Option<String>,
    /// Line of the blue invoice a red line is about.
    #[schema(example = "ivl_0c1x2y3z4w5v5")]
    blue_line_id: Option<String>,
    /// Name.
    #[schema(example = "深沟球轴承")]
    name: String,
    /// Specification.
    #[schema(example = "6204-2RS")]
    spec: String,
    /// Unit.
    #[schema(example = "件")]
    unit: String,
    /// 税收分类编码.
    #[schema(example = "1090305010000000000")]
    tax_code: String,
    /// Quantity; negative on red invoices, 0 for an allowance in money.
    #[schema(example = "100")]
    qty: String,
    /// Unit price without tax.
    #[schema(example = "10")]
    price: String,
    /// Tax rate.
    #[schema(example = "0.13")]
    tax_rate: String,
    /// `taxed`, `zero_rated`, `exempt` or `not_taxable`.
    #[schema(example = "taxed")]
    treatment: String,
    /// Without tax.
    #[schema(example = "1000.00")]
    net: String,
    /// Tax.
    #[schema(example = "130.00")]
    tax: String,
    /// With tax.
    #[schema(example = "1130.00")]
    total: String,
    /// Quantity credited.
    #[schema(example = "0")]
    red_qty: String,
    /// Value credited.
    #[schema(example = "0.00")]
    red_total: String,
}

/// Another invoice this one is linked to.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct InvoiceRef {
    /// Id.
    #[schema(example = "inv_0c1x2y3z4w5v7")]
    id: String,
    /// Number.
    #[schema(example = "IN-202611-0002")]
    number: String,
    /// Status.
    #[schema(example = "issued")]
    status: &'static str,
    /// Date of issue.
    #[schema(example = "2026-11-24")]
    issued_on: Option<String>,
    /// With tax.
    #[schema(example = "-226.00")]
    total: String,
}

/// An invoice with its lines and what it is linked to.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct InvoiceView {
    #[serde(flatten)]
    head: InvoiceBody,
    /// Buyer's name as printed.
    #[schema(example = "杭州云栖贸易有限公司")]
    buyer_name: String,
    /// Buyer's tax id.
    #[schema(example = "91330100799655058B")]
    buyer_tax_id: String,
    /// Buyer's address and phone.
    #[schema(example = "杭州市滨江区网商路699号 0571-85022088")]
    buyer_address: String,
    /// Buyer's bank and account.
    #[schema(example = "招商银行杭州分行 571900000000001")]
    buyer_bank: String,
    /// 备注.
    #[schema(example = "")]
    remark: String,
    /// 价税合计（大写）; empty for other currencies than CNY.
    #[schema(example = "壹仟壹佰叁拾圆整")]
    uppercase: String,
    /// Payment terms.
    #[schema(example = "trm_0c1x2y3z4w5v6")]
    terms_id: String,
    /// Their name.
    #[schema(example = "开票后30天")]
    terms: String,
    /// Day the term counts from.
    #[schema(example = "2026-11-24")]
    base_on: Option<String>,
    /// Rate to company currency.
    #[schema(example = "1")]
    rate: String,
    /// When it was drafted.
    #[schema(example = "2026-11-24T02:00:00.000Z")]
    created_at: String,
    /// Lines.
    lines: Vec<InvoiceLineBody>,
    /// The blue invoice of a red one.
    blue: Option<InvoiceRef>,
    /// Red invoices of a blue one.
    reds: Vec<InvoiceRef>,
}

pub(super) fn body(ctx: &Ctx, r: &InvoiceRow) -> InvoiceBody {
    let money = |minor| amount(minor, r.currency);
    InvoiceBody {
        id: r.id.to_string(),
        number: r.number().unwrap_or("").to_owned(),
        kind: r.kind.as_str(),
        form: r.form.as_str(),
        form_code: r.form.bureau_code(),
        status: r.status.as_str(),
        bureau_number: r.bureau_number.clone(),
        customer_id: r.customer_id.to_string(),
        customer: r.customer.clone(),
        drafted_on: r.document_on.to_string(),
        issued_on: r.issued_on.map(|d| d.to_string()),
        due_on: r.due_on.map(|d| d.to_string()),
        currency: r.currency.to_string(),
        net: money(r.net_minor),
        tax: money(r.tax_minor),
        total: money(r.total_minor),
        base_total: amount(r.base_total_minor, ctx.base_currency),
        open: (r.status == InvoiceStatus::Issued).then(|| money(r.open_minor)),
        credited: money(r.red_total_minor),
        blue_id: r.blue_id.map(|id| id.to_string()),
        red_reason: r.red_reason.clone(),
        source_no: r.source_no.clone(),
        version: r.version,
    }
}

fn line(l: InvoiceLineRow, currency: Currency) -> InvoiceLineBody {
    InvoiceLineBody {
        id: l.id.to_string(),
        line_no: l.line_no,
        order_id: l.order_id.to_string(),
        order: l.order_no,
        delivery_id: l.delivery_id.map(|id| id.to_string()),
        delivery: l.delivery_no,
        delivery_line_id: l.delivery_line_id.map(|id| id.to_string()),
        blue_line_id: l.blue_line_id.map(|id| id.to_string()),
        name: l.name,
        spec: l.spec,
        unit: l.unit,
        tax_code: l.tax_code,
        qty: quantity(l.qty_e6),
        price: format_trimmed(l.price_e8, PRICE_SCALE),
        tax_rate: format_trimmed(l.tax_rate_e9, RATE_SCALE),
        treatment: l.treatment,
        net: amount(l.net_minor, currency),
        tax: amount(l.tax_minor, currency),
        total: amount(l.total_minor, currency),
        red_qty: quantity(l.red_e6),
        red_total: amount(l.red_total_minor, currency),
    }
}

fn link(r: &InvoiceRow) -> InvoiceRef {
    InvoiceRef {
        id: r.id.to_string(),
        number: r.number().unwrap_or("").to_owned(),
        status: r.status.as_str(),
        issued_on: r.issued_on.map(|d| d.to_string()),
        total: amount(r.total_minor, r.currency),
    }
}

/// The document as stored.
pub(super) fn view(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    id: Id<wire::Invoice>,
) -> Result<InvoiceView> {
    let (head, lines, reds) = query::get(tx, ctx, scope, id)?;
    let blue = match head.blue_id {
        Some(blue) => Some(link(&query::get(tx, ctx, scope, blue)?.0)),
        None => None,
    };
    Ok(InvoiceView {
        uppercase: head.total_upper().unwrap_or_default(),
        terms_id: head.terms_id.to_string(),
        base_on: head.base_on.map(|d| d.to_string()),
        rate: format_trimmed(head.rate_e9, RATE_SCALE),
        created_at: rfc3339(head.created_at_us),
        lines: lines.into_iter().map(|l| line(l, head.currency)).collect(),
        blue,
        reds: reds.iter().map(link).collect(),
        head: body(ctx, &head),
        buyer_name: head.buyer_name,
        buyer_tax_id: head.buyer_tax_id,
        buyer_address: head.buyer_address,
        buyer_bank: head.buyer_bank,
        remark: head.remark,
        terms: head.terms,
    })
}
