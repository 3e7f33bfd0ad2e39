//! A return on the wire.

use crate::wire_money::{amount, quantity};
use jieqing_domain::ReadTx;
use jieqing_domain::access::Scope;
use jieqing_domain::returns::query::{self, ReturnLineRow, ReturnRow};
use jieqing_domain::wire;
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::clock::rfc3339;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use serde::Serialize;
use utoipa::ToSchema;

/// A return in a list. Amounts are positive.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReturnBody {
    /// Id.
    #[schema(example = "ret_0c1x2y3z4w5v6")]
    id: String,
    /// Number.
    #[schema(example = "RT-202611-0001")]
    number: String,
    /// Order.
    #[schema(example = "ord_0c1x2y3z4w5v6")]
    order_id: String,
    /// Its number.
    #[schema(example = "SO-202611-0001")]
    order: String,
    /// Customer.
    #[schema(example = "cus_0c1x2y3z4w5v6")]
    customer_id: String,
    /// Its name.
    #[schema(example = "杭州云栖贸易有限公司")]
    customer: String,
    /// `received` while a red invoice is due, else `settled`.
    #[schema(example = "received")]
    status: &'static str,
    /// Day.
    #[schema(example = "2026-11-23")]
    returned_on: String,
    /// Why.
    #[schema(example = "质量问题")]
    reason: String,
    /// Note.
    #[schema(example = "")]
    note: String,
    /// Currency.
    #[schema(example = "CNY")]
    currency: String,
    /// Without tax.
    #[schema(example = "200.00")]
    net: String,
    /// Tax.
    #[schema(example = "26.00")]
    tax: String,
    /// With tax.
    #[schema(example = "226.00")]
    total: String,
    /// Of the total: invoiced before, so a credit was opened and a red invoice is due.
    #[schema(example = "226.00")]
    billed: String,
    /// Of that: documented by red invoices.
    #[schema(example = "0.00")]
    credited: String,
    /// When it was made.
    #[schema(example = "2026-11-23T02:00:00.000Z")]
    created_at: String,
    /// Version for `If-Match`.
    #[schema(example = 1)]
    version: i64,
}

/// A line of a return.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReturnLineBody {
    /// Id.
    #[schema(example = "rtl_0c1x2y3z4w5v6")]
    id: String,
    /// Number.
    #[schema(example = 1)]
    line_no: i64,
    /// Delivery.
    #[schema(example = "dlv_0c1x2y3z4w5v6")]
    delivery_id: String,
    /// Its number.
    #[schema(example = "DN-202611-0001")]
    delivery: String,
    /// Delivery line.
    #[schema(example = "dll_0c1x2y3z4w5v6")]
    delivery_line_id: String,
    /// SKU.
    #[schema(example = "ZC-6204")]
    sku: String,
    /// Name.
    #[schema(example = "深沟球轴承")]
    name: String,
    /// Specification.
    #[schema(example = "6204-2RS")]
    spec: String,
    /// Unit.
    #[schema(example = "件")]
    unit: String,
    /// Quantity.
    #[schema(example = "2")]
    qty: String,
    /// Whether it was invoiced before.
    #[schema(example = true)]
    billed: bool,
    /// Without tax.
    #[schema(example = "200.00")]
    net: String,
    /// Tax.
    #[schema(example = "26.00")]
    tax: String,
    /// With tax.
    #[schema(example = "226.00")]
    total: String,
    /// Blue invoice it takes from.
    #[schema(example = "inv_0c1x2y3z4w5v6")]
    invoice_id: Option<String>,
    /// Its number.
    #[schema(example = "IN-202611-0001")]
    invoice: Option<String>,
    /// Red invoice that documents it.
    #[schema(example = "inv_0c1x2y3z4w5v7")]
    red_id: Option<String>,
    /// Its number.
    #[schema(example = "IN-202611-0002")]
    red: Option<String>,
}

/// A return with its lines.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReturnView {
    #[serde(flatten)]
    head: ReturnBody,
    /// Lines.
    lines: Vec<ReturnLineBody>,
}

pub(super) fn body(r: ReturnRow) -> ReturnBody {
    ReturnBody {
        id: r.id.to_string(),
        number: r.number,
        order_id: r.order_id.to_string(),
        order: r.order_no,
        customer_id: r.customer_id.to_string(),
        customer: r.customer,
        status: r.status.as_str(),
        returned_on: r.returned_on.to_string(),
        reason: r.reason,
        note: r.note,
        currency: r.currency.to_string(),
        net: amount(r.net_minor, r.currency),
        tax: amount(r.tax_minor, r.currency),
        total: amount(r.total_minor, r.currency),
        billed: amount(r.billed_minor, r.currency),
        credited: amount(r.credited_minor, r.currency),
        created_at: rfc3339(r.created_at_us),
        version: r.version,
    }
}

/// The document as stored.
pub(super) fn view(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    id: Id<wire::Return>,
) -> Result<ReturnView> {
    let (head, lines) = query::get(tx, ctx, scope, id)?;
    let currency = head.currency;
    let line = |l: ReturnLineRow| ReturnLineBody {
        id: l.id.to_string(),
        line_no: l.line_no,
        delivery_id: l.delivery_id.to_string(),
        delivery: l.delivery_no,
        delivery_line_id: l.delivery_line_id.to_string(),
        sku: l.sku,
        name: l.name,
        spec: l.spec,
        unit: l.unit,
        qty: quantity(l.qty_e6),
        billed: l.billed,
        net: amount(l.net_minor, currency),
        tax: amount(l.tax_minor, currency),
        total: amount(l.total_minor, currency),
        invoice_id: l.invoice_id.map(|id| id.to_string()),
        invoice: l.invoice_no,
        red_id: l.red_id.map(|id| id.to_string()),
        red: l.red_no,
    };
    Ok(ReturnView {
        head: body(head),
        lines: lines.into_iter().map(line).collect(),
    })
}
