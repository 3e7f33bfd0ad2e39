//! SQL of delivery lines as invoices and returns see them.

use crate::wire;
use jieqing_db::{DbResult, ReadTx, SqlBuilder, ToV, sql};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::id::Id;

sql!(
    pub(in super::super) LOCK_SIGNED,
    "select l.id, d.id, d.number, l.line_no, d.dispatched_on, d.signed_on, d.currency, d.rate_e9,
       l.order_line_id, l.signed_e6, l.returned_e6, l.invoiced_e6, l.tax_minor, l.total_minor,
       l.cost_minor, l.invoiced_total_minor, l.invoiced_tax_minor, l.returned_total_minor,
       l.returned_tax_minor
     from deliveries d
     join delivery_lines l on l.company_id = d.company_id and l.delivery_id = d.id
     where d.company_id = $1 and d.order_id = $2 and d.status = 'signed'
     order by d.id, l.line_no for update"
);
sql!(
    pub(in super::super) MOVE,
    "update delivery_lines set returned_e6 = $4, invoiced_e6 = $5, invoiced_total_minor = $6,
       invoiced_tax_minor = $7, returned_total_minor = $8, returned_tax_minor = $9
     where company_id = $1 and delivery_id = $2 and line_no = $3"
);

/// Orders behind delivery lines, ascending; `None` when a line does not exist.
pub(in super::super) fn orders_of_lines(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    lines: &[Id<wire::DeliveryLine>],
) -> DbResult<Option<Vec<Id<wire::Order>>>> {
    let ids: Vec<&dyn ToV> = lines.iter().map(|l| l as &dyn ToV).collect();
    let build = SqlBuilder::new(
        "ORDERS_OF_DELIVERY_LINES",
        "select d.order_id, cast(count(*) as bigint) from delivery_lines l
         join deliveries d on d.company_id = l.company_id and d.id = l.delivery_id",
    )
    .bind("where l.company_id = ?", &[&ctx.company])
    .bind_in("and l.id in", &ids)
    .push("group by d.order_id order by d.order_id");
    orders(tx, build, lines.len())
}

/// Orders behind deliveries, ascending; `None` when a delivery does not exist.
pub(in super::super) fn orders_of_deliveries(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    deliveries: &[Id<wire::Delivery>],
) -> DbResult<Option<Vec<Id<wire::Order>>>> {
    let ids: Vec<&dyn ToV> = deliveries.iter().map(|l| l as &dyn ToV).collect();
    let build = SqlBuilder::new(
        "ORDERS_OF_DELIVERIES",
        "select d.order_id, cast(count(*) as bigint) from deliveries d",
    )
    .bind("where d.company_id = ?", &[&ctx.company])
    .bind_in("and d.id in", &ids)
    .push("group by d.order_id order by d.order_id");
    orders(tx, build, deliveries.len())
}

fn orders(
    tx: &mut ReadTx<'_>,
    build: SqlBuilder,
    wanted: usize,
) -> DbResult<Option<Vec<Id<wire::Order>>>> {
    let (sql, values) = build.finish();
    let rows = tx.all::<(Id<wire::Order>, i64)>(&sql, &values)?;
    let found: i64 = rows.iter().map(|(_, n)| *n).sum();
    let all = usize::try_from(found).is_ok_and(|found| found == wanted);
    Ok(all.then(|| rows.into_iter().map(|(id, _)| id).collect()))
}
