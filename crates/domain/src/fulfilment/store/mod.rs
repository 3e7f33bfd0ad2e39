//! SQL of deliveries.

pub(super) mod billing;

use super::model::DeliveryStatus;
use crate::wire;
use jieqing_db::{Bulk, DbResult, ReadTx, ToV, V, WriteTx, params, row, sql};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::id::Id;

row! {
    /// A delivery as commands need it.
    pub(super) struct DeliveryHead {
        pub(super) id: Id<wire::Delivery>,
        pub(super) number: String,
        pub(super) order_id: Id<wire::Order>,
        pub(super) customer_id: Id<wire::Customer>,
        pub(super) status: DeliveryStatus,
        pub(super) dispatched_on: Date,
        pub(super) signed_on: Option<Date>,
        pub(super) signed_by: String,
        pub(super) recognised_on: Option<Date>,
        pub(super) carrier: String,
        pub(super) tracking_no: String,
        pub(super) ship_to: String,
        pub(super) note: String,
        pub(super) currency: Currency,
        pub(super) rate_e9: i64,
        pub(super) net_minor: i64,
        pub(super) tax_minor: i64,
        pub(super) total_minor: i64,
        pub(super) base_total_minor: i64,
        pub(super) cost_minor: i64,
        pub(super) owner_id: i64,
        pub(super) department_id: i64,
        pub(super) version: i64,
    }
}

row! {
    /// A line of a delivery as commands need it.
    pub(super) struct DeliveryLine {
        pub(super) line_no: i64,
        pub(super) id: Id<wire::DeliveryLine>,
        pub(super) order_line_id: Id<wire::OrderLine>,
        pub(super) product_id: Id<wire::Product>,
        pub(super) qty_e6: i64,
        pub(super) signed_e6: i64,
        pub(super) rejected_e6: i64,
        pub(super) reject_reason: String,
        pub(super) net_minor: i64,
        pub(super) tax_minor: i64,
        pub(super) total_minor: i64,
        pub(super) cost_minor: i64,
    }
}

row! {
    /// What decides how and whether an order may be delivered.
    pub(super) struct Policy {
        pub(super) receivable_on: String,
        pub(super) customer_status: String,
        pub(super) customer_name: String,
    }
}

sql!(
    pub(super) POLICY,
    "select c.receivable_on, k.status, k.name from companies c
     join customers k on k.company_id = c.id and k.id = $2 where c.id = $1"
);
sql!(
    pub(super) ORDER_OF,
    "select order_id from deliveries where company_id = $1 and id = $2"
);
sql!(
    pub(super) BY_SOURCE,
    "select number from deliveries where company_id = $1 and source_no = $2"
);
sql!(
    pub(super) LOCK,
    "select id, number, order_id, customer_id, status, dispatched_on, signed_on, signed_by,
       recognised_on, carrier, tracking_no, ship_to, note, currency, rate_e9, net_minor, tax_minor,
       total_minor, base_total_minor, cost_minor, owner_id, department_id, version
     from deliveries where company_id = $1 and id = $2 for update"
);
sql!(
    pub(super) LOCK_LINES,
    "select line_no, id, order_line_id, product_id, qty_e6, signed_e6, rejected_e6, reject_reason,
       net_minor, tax_minor, total_minor, cost_minor
     from delivery_lines where company_id = $1 and delivery_id = $2 order by line_no for update"
);
sql!(
    pub(super) RECOGNISED,
    "select l.order_line_id, cast(sum(case when d.status = 'signed' then l.signed_e6 else l.qty_e6 end
         - l.returned_e6) as bigint)
     from deliveries d
     join delivery_lines l on l.company_id = d.company_id and l.delivery_id = d.id
     where d.company_id = $1 and d.order_id = $2 and d.status <> 'cancelled'
       and d.recognised_on is not null
     group by l.order_line_id"
);
sql!(
    INSERT,
    "insert into deliveries (company_id, id, number, source_no, order_id, customer_id, status,
       dispatched_on, signed_on, signed_by, recognised_on, carrier, tracking_no, ship_to, note,
       currency, rate_e9, net_minor, tax_minor, total_minor, base_total_minor, cost_minor, owner_id,
       department_id, created_by, created_at_us, version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
       $20, $21, $22, $23, $24, $25, $26, 1)"
);
sql!(
    UPDATE,
    "update deliveries set status = $4, signed_on = $5, signed_by = $6, recognised_on = $7,
       carrier = $8, tracking_no = $9, ship_to = $10, note = $11, net_minor = $12, tax_minor = $13,
       total_minor = $14, base_total_minor = $15, cost_minor = $16, version = version + 1
     where company_id = $1 and id = $2 and version = $3"
);
sql!(
    UPDATE_LINE,
    "update delivery_lines set signed_e6 = $4, rejected_e6 = $5, reject_reason = $6, net_minor = $7,
       tax_minor = $8, total_minor = $9, cost_minor = $10
     where company_id = $1 and delivery_id = $2 and line_no = $3"
);
sql!(
    pub(super) ENTRY_OF,
    "select id from ledger_entries
     where company_id = $1 and source_type = 'delivery' and source_id = $2 and event = $3"
);

sql!(
    pub(super) BAD_ITEMS,
    "select d.number from deliveries d
     join (select delivery_id, sum(total_minor - invoiced_total_minor - returned_total_minor) rest
       from delivery_lines where company_id = $1 group by delivery_id) l on l.delivery_id = d.id
     left join open_items i on i.company_id = d.company_id and i.source_type = 'delivery'
       and i.source_id = d.id and i.instalment = 0
     where d.company_id = $1
       and coalesce(i.open_minor, 0) <> case when d.status = 'cancelled' or d.recognised_on is null
         then 0 else l.rest end
     limit 20"
);
sql!(
    pub(super) BAD_PROGRESS,
    "select o.order_id, o.line_no from sales_order_lines o
     left join (select l.order_line_id,
         sum(case when d.status = 'cancelled' then 0 else l.qty_e6 - l.rejected_e6 end) dispatched,
         sum(l.signed_e6) signed, sum(l.returned_e6) returned, sum(l.invoiced_e6) invoiced,
         sum(l.invoiced_total_minor) invoiced_total
       from delivery_lines l
       join deliveries d on d.company_id = l.company_id and d.id = l.delivery_id
       where l.company_id = $1 group by l.order_line_id) s on s.order_line_id = o.id
     where o.company_id = $1 and (o.dispatched_e6 <> coalesce(s.dispatched, 0)
       or o.signed_e6 <> coalesce(s.signed, 0) or o.returned_e6 <> coalesce(s.returned, 0)
       or o.invoiced_e6 <> coalesce(s.invoiced, 0)
       or o.invoiced_total_minor <> coalesce(s.invoiced_total, 0))
     limit 20"
);

const LINES: Bulk = Bulk {
    table: "delivery_lines",
    columns: &[
        "company_id",
        "delivery_id",
        "line_no",
        "id",
        "order_line_id",
        "product_id",
        "qty_e6",
        "signed_e6",
        "rejected_e6",
        "reject_reason",
        "net_minor",
        "tax_minor",
        "total_minor",
        "cost_minor",
    ],
};

pub(super) fn insert(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    d: &DeliveryHead,
    source_no: Option<&str>,
    lines: &[DeliveryLine],
) -> DbResult<()> {
    tx.exec_one(
        &INSERT,
        params![
            ctx.company,
            d.id,
            d.number,
            source_no,
            d.order_id,
            d.customer_id,
            d.status,
            d.dispatched_on,
            d.signed_on,
            d.signed_by,
            d.recognised_on,
            d.carrier,
            d.tracking_no,
            d.ship_to,
            d.note,
            d.currency,
            d.rate_e9,
            d.net_minor,
            d.tax_minor,
            d.total_minor,
            d.base_total_minor,
            d.cost_minor,
            d.owner_id,
            d.department_id,
            ctx.actor.raw(),
            ctx.now()
        ],
    )?;
    let rows = lines.iter().map(|l| -> Vec<V<'_>> {
        vec![
            ctx.company.to_v(),
            d.id.to_v(),
            l.line_no.to_v(),
            l.id.to_v(),
            l.order_line_id.to_v(),
            l.product_id.to_v(),
            l.qty_e6.to_v(),
            l.signed_e6.to_v(),
            l.rejected_e6.to_v(),
            l.reject_reason.to_v(),
            l.net_minor.to_v(),
            l.tax_minor.to_v(),
            l.total_minor.to_v(),
            l.cost_minor.to_v(),
        ]
    });
    tx.bulk(LINES, rows)?;
    Ok(())
}

/// Writes what may change of a delivery, at its version.
pub(super) fn update(tx: &mut WriteTx<'_>, ctx: &Ctx, d: &DeliveryHead) -> DbResult<()> {
    tx.exec_one(
        &UPDATE,
        params![
            ctx.company,
            d.id,
            d.version,
            d.status,
            d.signed_on,
            d.signed_by,
            d.recognised_on,
            d.carrier,
            d.tracking_no,
            d.ship_to,
            d.note,
            d.net_minor,
            d.tax_minor,
            d.total_minor,
            d.base_total_minor,
            d.cost_minor
        ],
    )
}

pub(super) fn update_line(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    delivery: Id<wire::Delivery>,
    l: &DeliveryLine,
) -> DbResult<()> {
    tx.exec_one(
        &UPDATE_LINE,
        params![
            ctx.company,
            delivery,
            l.line_no,
            l.signed_e6,
            l.rejected_e6,
            l.reject_reason,
            l.net_minor,
            l.tax_minor,
            l.total_minor,
            l.cost_minor
        ],
    )
}

pub(super) fn policy(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    customer: Id<wire::Customer>,
) -> DbResult<Policy> {
    tx.one(&POLICY, params![ctx.company, customer])
}
