//! SQL of returns.

use super::model::ReturnStatus;
use crate::wire;
use jieqing_db::{Bulk, DbResult, ToV, V, WriteTx, params, row, sql};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::id::Id;

row! {
    /// A return as commands need it.
    pub(super) struct ReturnHead {
        pub(super) id: Id<wire::Return>,
        pub(super) number: String,
        pub(super) order_id: Id<wire::Order>,
        pub(super) customer_id: Id<wire::Customer>,
        pub(super) status: ReturnStatus,
        pub(super) returned_on: Date,
        pub(super) reason: String,
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
    /// A line of a return. `base_*` are kept for the invoiced part only.
    pub(super) struct ReturnLine {
        pub(super) line_no: i64,
        pub(super) id: Id<wire::ReturnLine>,
        pub(super) delivery_line_id: Id<wire::DeliveryLine>,
        pub(super) invoice_id: Option<Id<wire::Invoice>>,
        pub(super) invoice_line_id: Option<Id<wire::InvoiceLine>>,
        pub(super) qty_e6: i64,
        pub(super) billed: bool,
        pub(super) net_minor: i64,
        pub(super) tax_minor: i64,
        pub(super) total_minor: i64,
        pub(super) base_total_minor: i64,
        pub(super) base_tax_minor: i64,
        pub(super) cost_minor: i64,
        pub(super) credited_minor: i64,
    }
}

sql!(
    INSERT,
    "insert into returns (company_id, id, number, order_id, customer_id, status, returned_on, reason,
       note, currency, rate_e9, net_minor, tax_minor, total_minor, base_total_minor, cost_minor,
       owner_id, department_id, created_by, created_at_us, version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
       $20, 1)"
);
sql!(
    pub(super) LOCK,
    "select id, number, order_id, customer_id, status, returned_on, reason, note, currency, rate_e9,
       net_minor, tax_minor, total_minor, base_total_minor, cost_minor, owner_id, department_id,
       version
     from returns where company_id = $1 and id = $2 for update"
);
sql!(
    pub(super) LOCK_UNCREDITED,
    "select line_no, id, delivery_line_id, invoice_id, invoice_line_id, qty_e6, billed, net_minor,
       tax_minor, total_minor, base_total_minor, base_tax_minor, cost_minor, credited_minor
     from return_lines
     where company_id = $1 and return_id = $2 and billed and credited_minor = 0 and total_minor > 0
     order by line_no for update"
);
sql!(
    pub(super) CREDITED,
    "update return_lines set credited_minor = total_minor
     where company_id = $1 and return_id = $2 and line_no = $3"
);
sql!(
    pub(super) SET_STATUS,
    "update returns set status = $4, version = version + 1
     where company_id = $1 and id = $2 and version = $3"
);

sql!(
    pub(super) BAD_REDS,
    "select i.number, l.line_no from invoice_lines l
     join invoices i on i.company_id = l.company_id and i.id = l.invoice_id
     left join (select blue_line_id, sum(total_minor) total from invoice_lines
       where company_id = $1 and blue_line_id is not null group by blue_line_id) r
       on r.blue_line_id = l.id
     left join (select invoice_line_id, sum(total_minor - credited_minor) waiting from return_lines
       where company_id = $1 and billed group by invoice_line_id) w on w.invoice_line_id = l.id
     where l.company_id = $1 and i.kind = 'blue'
       and l.red_total_minor <> coalesce(w.waiting, 0) - coalesce(r.total, 0)
     limit 20"
);

const LINES: Bulk = Bulk {
    table: "return_lines",
    columns: &[
        "company_id",
        "return_id",
        "line_no",
        "id",
        "delivery_line_id",
        "invoice_id",
        "invoice_line_id",
        "qty_e6",
        "billed",
        "net_minor",
        "tax_minor",
        "total_minor",
        "base_total_minor",
        "base_tax_minor",
        "cost_minor",
        "credited_minor",
    ],
};

pub(super) fn insert(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    r: &ReturnHead,
    lines: &[ReturnLine],
) -> DbResult<()> {
    tx.exec_one(
        &INSERT,
        params![
            ctx.company,
            r.id,
            r.number,
            r.order_id,
            r.customer_id,
            r.status,
            r.returned_on,
            r.reason,
            r.note,
            r.currency,
            r.rate_e9,
            r.net_minor,
            r.tax_minor,
            r.total_minor,
            r.base_total_minor,
            r.cost_minor,
            r.owner_id,
            r.department_id,
            ctx.actor.raw(),
            ctx.now()
        ],
    )?;
    let rows = lines.iter().map(|l| -> Vec<V<'_>> {
        vec![
            ctx.company.to_v(),
            r.id.to_v(),
            l.line_no.to_v(),
            l.id.to_v(),
            l.delivery_line_id.to_v(),
            l.invoice_id.to_v(),
            l.invoice_line_id.to_v(),
            l.qty_e6.to_v(),
            l.billed.to_v(),
            l.net_minor.to_v(),
            l.tax_minor.to_v(),
            l.total_minor.to_v(),
            l.base_total_minor.to_v(),
            l.base_tax_minor.to_v(),
            l.cost_minor.to_v(),
            l.credited_minor.to_v(),
        ]
    });
    tx.bulk(LINES, rows)?;
    Ok(())
}
