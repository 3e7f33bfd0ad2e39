//! A delivery on the wire.

use crate::wire_money::{amount, quantity};
use jieqing_domain::ReadTx;
use jieqing_domain::access::Scope;
use jieqing_domain::fulfilment::query::{self, DeliveryLineRow, DeliveryRow};
use jieqing_domain::wire;
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::clock::rfc3339;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use serde::Serialize;
use utoipa::ToSchema;

/// A delivery in a list. Amounts are 0 until the receivable arises.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeliveryBody {
    /// Id.
    #[schema(example = "dlv_0c1x2y3z4w5v6")]
    id: String,
    /// Number.
    #[schema(example = "DN-202611-0001")]
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
    /// `dispatched`, `signed` or `cancelled`.
    #[schema(example = "signed")]
    status: &'static str,
    /// Day of dispatch.
    #[schema(example = "2026-11-20")]
    dispatched_on: String,
    /// Day of sign-off.
    #[schema(example = "2026-11-22")]
    signed_on: Option<String>,
    /// Who signed.
    #[schema(example = "王五")]
    signed_by: String,
    /// Days on its way; null once it arrived.
    #[schema(example = 3)]
    unsigned_days: Option<i64>,
    /// Carrier.
    #[schema(example = "顺丰")]
    carrier: String,
    /// Tracking number.
    #[schema(example = "SF1234567890")]
    tracking_no: String,
    /// Address.
    #[schema(example = "杭州市滨江区网商路699号")]
    ship_to: String,
    /// Note.
    #[schema(example = "")]
    note: String,
    /// Number in the system it came from.
    #[schema(example = "EXT-1001")]
    source_no: Option<String>,
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
    /// When it was made.
    #[schema(example = "2026-11-20T02:00:00.000Z")]
    created_at: String,
    /// Version for `If-Match`.
    #[schema(example = 1)]
    version: i64,
}

/// A line of a delivery.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeliveryLineBody {
    /// Id.
    #[schema(example = "dll_0c1x2y3z4w5v6")]
    id: String,
    /// Number.
    #[schema(example = 1)]
    line_no: i64,
    /// Order line.
    #[schema(example = "orl_0c1x2y3z4w5v6")]
    order_line_id: String,
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
    #[schema(example = "6204-2RS")]
    spec: String,
    /// Unit.
    #[schema(example = "件")]
    unit: String,
    /// Dispatched.
    #[schema(example = "100")]
    qty: String,
    /// Signed for.
    #[schema(example = "98")]
    signed: String,
    /// Refused.
    #[schema(example = "2")]
    rejected: String,
    /// Why.
    #[schema(example = "包装破损")]
    reject_reason: String,
    /// Came back later.
    #[schema(example = "0")]
    returned: String,
    /// Invoiced.
    #[schema(example = "98")]
    invoiced: String,
    /// Without tax.
    #[schema(example = "1000.00")]
    net: String,
    /// Tax.
    #[schema(example = "130.00")]
    tax: String,
    /// With tax.
    #[schema(example = "1130.00")]
    total: String,
}

/// A delivery with its lines.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeliveryView {
    #[serde(flatten)]
    head: DeliveryBody,
    /// Lines.
    lines: Vec<DeliveryLineBody>,
}

pub(super) fn body(ctx: &Ctx, r: DeliveryRow) -> DeliveryBody {
    DeliveryBody {
        unsigned_days: r.unsigned_days(ctx.today()),
        id: r.id.to_string(),
        number: r.number,
        order_id: r.order_id.to_string(),
        order: r.order_no,
        customer_id: r.customer_id.to_string(),
        customer: r.customer,
        status: r.status.as_str(),
        dispatched_on: r.dispatched_on.to_string(),
        signed_on: r.signed_on.map(|d| d.to_string()),
        signed_by: r.signed_by,
        carrier: r.carrier,
        tracking_no: r.tracking_no,
        ship_to: r.ship_to,
        note: r.note,
        source_no: r.source_no,
        currency: r.currency.to_string(),
        net: amount(r.net_minor, r.currency),
        tax: amount(r.tax_minor, r.currency),
        total: amount(r.total_minor, r.currency),
        base_total: amount(r.base_total_minor, ctx.base_currency),
        created_at: rfc3339(r.created_at_us),
        version: r.version,
    }
}

/// The document as stored.
pub(super) fn view(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    id: Id<wire::Delivery>,
) -> Result<DeliveryView> {
    let (head, lines) = query::get(tx, ctx, scope, id)?;
    let currency = head.currency;
    let line = |l: DeliveryLineRow| DeliveryLineBody {
        id: l.id.to_string(),
        line_no: l.line_no,
        order_line_id: l.order_line_id.to_string(),
        product_id: l.product_id.to_string(),
        sku: l.sku,
        name: l.name,
        spec: l.spec,
        unit: l.unit,
        qty: quantity(l.qty_e6),
        signed: quantity(l.signed_e6),
        rejected: quantity(l.rejected_e6),
        reject_reason: l.reject_reason,
        returned: quantity(l.returned_e6),
        invoiced: quantity(l.invoiced_e6),
        net: amount(l.net_minor, currency),
        tax: amount(l.tax_minor, currency),
        total: amount(l.total_minor, currency),
    };
    Ok(DeliveryView {
        head: body(ctx, head),
        lines: lines.into_iter().map(line).collect(),
    })
}
