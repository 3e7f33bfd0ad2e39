//! Orders, their lines and findings, as stored.

use crate::orders::model::OrderStatus;
use crate::wire;
use jieqing_db::{Bulk, DbResult, ReadTx, V, WriteTx, params, row, sql};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::id::Id;

row! {
    /// An order's header.
    pub(in crate::orders) struct HeadRow {
        pub(in crate::orders) id: Id<wire::Order>,
        pub(in crate::orders) number: String,
        pub(in crate::orders) source_no: Option<String>,
        pub(in crate::orders) customer: Id<wire::Customer>,
        pub(in crate::orders) status: OrderStatus,
        pub(in crate::orders) ordered_on: Date,
        pub(in crate::orders) requested_on: Option<Date>,
        pub(in crate::orders) customer_po: String,
        pub(in crate::orders) po_key: String,
        pub(in crate::orders) currency: Currency,
        pub(in crate::orders) rate_e9: i64,
        pub(in crate::orders) terms: Id<wire::Terms>,
        pub(in crate::orders) tax_inclusive: bool,
        pub(in crate::orders) discount_minor: i64,
        pub(in crate::orders) ship_to: String,
        pub(in crate::orders) special: String,
        pub(in crate::orders) note: String,
        pub(in crate::orders) net_minor: i64,
        pub(in crate::orders) tax_minor: i64,
        pub(in crate::orders) total_minor: i64,
        pub(in crate::orders) base_total_minor: i64,
        pub(in crate::orders) undelivered_minor: i64,
        pub(in crate::orders) owner: i64,
        pub(in crate::orders) department: i64,
        pub(in crate::orders) digest: String,
        pub(in crate::orders) revision: i64,
        pub(in crate::orders) confirmed_on: Option<Date>,
        pub(in crate::orders) created_by: i64,
        pub(in crate::orders) submitted_by: Option<i64>,
        pub(in crate::orders) version: i64,
    }
}

row! {
    /// A line's content.
    pub(in crate::orders) struct LineRow {
        pub(in crate::orders) id: Id<wire::OrderLine>,
        pub(in crate::orders) line_no: i64,
        pub(in crate::orders) product: Id<wire::Product>,
        pub(in crate::orders) sku: String,
        pub(in crate::orders) name: String,
        pub(in crate::orders) spec: String,
        pub(in crate::orders) unit: String,
        pub(in crate::orders) tax_code: String,
        pub(in crate::orders) qty_e6: i64,
        pub(in crate::orders) price_e8: i64,
        pub(in crate::orders) discount_e9: i64,
        pub(in crate::orders) discount_minor: i64,
        pub(in crate::orders) order_discount_minor: i64,
        pub(in crate::orders) tax_rate_e9: i64,
        pub(in crate::orders) treatment: String,
        pub(in crate::orders) net_minor: i64,
        pub(in crate::orders) tax_minor: i64,
        pub(in crate::orders) total_minor: i64,
        pub(in crate::orders) cost_e8: Option<i64>,
        pub(in crate::orders) requested_on: Option<Date>,
        pub(in crate::orders) note: String,
        pub(in crate::orders) price_source: String,
    }
}

sql!(
    LOCK,
    "select id, number, source_no, customer_id, status, ordered_on, requested_on, customer_po, po_key,
       currency, rate_e9, terms_id, tax_inclusive, discount_minor, ship_to, special, note, net_minor,
       tax_minor, total_minor, base_total_minor, undelivered_minor, owner_id, department_id, digest,
       revision, confirmed_on, created_by, submitted_by, version
     from sales_orders where company_id = $1 and id = $2 for update"
);
sql!(
    CUSTOMER_OF,
    "select customer_id from sales_orders where company_id = $1 and id = $2"
);
sql!(
    BY_SOURCE,
    "select number, status from sales_orders where company_id = $1 and source_no = $2"
);
sql!(
    LINES,
    "select id, line_no, product_id, sku, name, spec, unit, tax_code, qty_e6, price_e8, discount_e9,
       discount_minor, order_discount_minor, tax_rate_e9, treatment, net_minor, tax_minor,
       total_minor, cost_e8, requested_on, note, price_source
     from sales_order_lines where company_id = $1 and order_id = $2 order by line_no"
);
sql!(
    UPDATE,
    "update sales_orders set status = $4, ordered_on = $5, requested_on = $6, customer_po = $7,
       po_key = $8, currency = $9, rate_e9 = $10, terms_id = $11, tax_inclusive = $12,
       discount_minor = $13, ship_to = $14, special = $15, note = $16, net_minor = $17,
       tax_minor = $18, total_minor = $19, base_total_minor = $20, digest = $21, customer_id = $22,
       owner_id = $23, department_id = $24, submitted_by = null, revision = revision + 1,
       version = version + 1
     where company_id = $1 and id = $2 and version = $3"
);
sql!(
    STATE,
    "update sales_orders set status = $4, undelivered_minor = $5, confirmed_on = $6,
       submitted_by = $7, version = version + 1
     where company_id = $1 and id = $2 and version = $3"
);
sql!(
    REASON,
    "update sales_orders set closed_reason = $3 where company_id = $1 and id = $2"
);
sql!(
    TOUCH,
    "update sales_orders set version = version + 1
     where company_id = $1 and id = $2 and version = $3"
);
sql!(
    DELETE_LINES,
    "delete from sales_order_lines where company_id = $1 and order_id = $2"
);
/// Columns of [`head_values`].
const HEADS: Bulk = Bulk {
    table: "sales_orders",
    columns: &[
        "company_id",
        "id",
        "number",
        "source_no",
        "customer_id",
        "status",
        "delivery_state",
        "billing_state",
        "ordered_on",
        "requested_on",
        "customer_po",
        "po_key",
        "currency",
        "rate_e9",
        "terms_id",
        "tax_inclusive",
        "discount_minor",
        "ship_to",
        "special",
        "note",
        "net_minor",
        "tax_minor",
        "total_minor",
        "base_total_minor",
        "undelivered_minor",
        "owner_id",
        "department_id",
        "digest",
        "confirmed_on",
        "created_by",
        "submitted_by",
        "created_at_us",
        "version",
    ],
};

/// Columns of [`line_values`].
const LINES_INTO: Bulk = Bulk {
    table: "sales_order_lines",
    columns: &[
        "company_id",
        "order_id",
        "customer_id",
        "id",
        "line_no",
        "product_id",
        "sku",
        "name",
        "spec",
        "unit",
        "tax_code",
        "qty_e6",
        "price_e8",
        "discount_e9",
        "discount_minor",
        "order_discount_minor",
        "tax_rate_e9",
        "treatment",
        "net_minor",
        "tax_minor",
        "total_minor",
        "cost_e8",
        "requested_on",
        "note",
        "price_source",
    ],
};

macro_rules! values {
    ($($value:expr),* $(,)?) => { vec![$(jieqing_db::ToV::to_v(&$value)),*] };
}

fn head_values<'h>(ctx: &'h Ctx, h: &'h HeadRow) -> Vec<V<'h>> {
    let mut out = values![
        ctx.company,
        h.id,
        h.number,
        h.source_no,
        h.customer,
        h.status,
        "none",
        "none",
        h.ordered_on,
        h.requested_on,
        h.customer_po,
        h.po_key,
        h.currency,
        h.rate_e9,
        h.terms,
        h.tax_inclusive,
        h.discount_minor,
        h.ship_to,
        h.special,
        h.note,
        h.net_minor,
        h.tax_minor,
        h.total_minor,
        h.base_total_minor,
        h.undelivered_minor,
        h.owner,
        h.department,
        h.digest,
        h.confirmed_on,
        h.created_by,
        h.submitted_by
    ];
    out.extend([V::Int(ctx.now()), V::Int(h.version)]);
    out
}

fn line_values<'h>(ctx: &'h Ctx, h: &'h HeadRow, l: &'h LineRow) -> Vec<V<'h>> {
    values![
        ctx.company,
        h.id,
        h.customer,
        l.id,
        l.line_no,
        l.product,
        l.sku,
        l.name,
        l.spec,
        l.unit,
        l.tax_code,
        l.qty_e6,
        l.price_e8,
        l.discount_e9,
        l.discount_minor,
        l.order_discount_minor,
        l.tax_rate_e9,
        l.treatment,
        l.net_minor,
        l.tax_minor,
        l.total_minor,
        l.cost_e8,
        l.requested_on,
        l.note,
        l.price_source
    ]
}

/// Inserts orders with their lines, two statements' worth of rows.
pub(in crate::orders) fn insert(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    orders: &[(HeadRow, Vec<LineRow>)],
) -> DbResult<()> {
    tx.bulk(HEADS, orders.iter().map(|(head, _)| head_values(ctx, head)))?;
    let lines = orders
        .iter()
        .flat_map(|(head, lines)| lines.iter().map(|l| line_values(ctx, head, l)));
    tx.bulk(LINES_INTO, lines)?;
    Ok(())
}

/// Replaces content and lines of a draft; status and version as the caller decided.
pub(in crate::orders) fn replace(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    h: &HeadRow,
    lines: &[LineRow],
) -> DbResult<()> {
    tx.exec_one(
        &UPDATE,
        params![
            ctx.company,
            h.id,
            h.version,
            h.status,
            h.ordered_on,
            h.requested_on,
            h.customer_po,
            h.po_key,
            h.currency,
            h.rate_e9,
            h.terms,
            h.tax_inclusive,
            h.discount_minor,
            h.ship_to,
            h.special,
            h.note,
            h.net_minor,
            h.tax_minor,
            h.total_minor,
            h.base_total_minor,
            h.digest,
            h.customer,
            h.owner,
            h.department
        ],
    )?;
    tx.exec(&DELETE_LINES, params![ctx.company, h.id])?;
    tx.bulk(LINES_INTO, lines.iter().map(|l| line_values(ctx, h, l)))?;
    Ok(())
}

pub(in crate::orders) fn customer_of(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    id: Id<wire::Order>,
) -> DbResult<Option<Id<wire::Customer>>> {
    let found = tx.opt::<(Id<wire::Customer>,)>(&CUSTOMER_OF, params![ctx.company, id])?;
    Ok(found.map(|(customer,)| customer))
}

/// Locks a header.
pub(in crate::orders) fn lock(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    id: Id<wire::Order>,
) -> DbResult<Option<HeadRow>> {
    tx.opt(&LOCK, params![ctx.company, id])
}

/// Number and status of the order that came under `source_no`.
pub(in crate::orders) fn by_source(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    source_no: &str,
) -> DbResult<Option<(String, OrderStatus)>> {
    tx.opt(&BY_SOURCE, params![ctx.company, source_no])
}

pub(in crate::orders) fn lines(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    id: Id<wire::Order>,
) -> DbResult<Vec<LineRow>> {
    tx.all(&LINES, params![ctx.company, id])
}

/// Writes status, undelivered value, confirmation day and submitter of `h`.
pub(in crate::orders) fn change_state(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    h: &HeadRow,
) -> DbResult<()> {
    tx.exec_one(
        &STATE,
        params![
            ctx.company,
            h.id,
            h.version,
            h.status,
            h.undelivered_minor,
            h.confirmed_on,
            h.submitted_by
        ],
    )
}

pub(in crate::orders) fn keep_reason(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    id: Id<wire::Order>,
    reason: &str,
) -> DbResult<()> {
    tx.exec_one(&REASON, params![ctx.company, id, reason])
}

pub(in crate::orders) fn bump(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    id: Id<wire::Order>,
    version: i64,
) -> DbResult<()> {
    tx.exec_one(&TOUCH, params![ctx.company, id, version])
}
