//! SQL of red invoices: what they take of blue ones.

use crate::wire;
use jieqing_db::{row, sql};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::id::Id;

row! {
    /// A line of an issued blue invoice over a delivery line, with its invoice's running sums.
    pub(in super::super) struct BlueLineRow {
        pub(in super::super) invoice_id: Id<wire::Invoice>,
        pub(in super::super) number: String,
        pub(in super::super) currency: Currency,
        pub(in super::super) rate_e9: i64,
        pub(in super::super) total_minor: i64,
        pub(in super::super) base_total_minor: i64,
        pub(in super::super) red_total_minor: i64,
        pub(in super::super) red_tax_minor: i64,
        pub(in super::super) line_no: i64,
        pub(in super::super) line_id: Id<wire::InvoiceLine>,
        pub(in super::super) qty_e6: i64,
        pub(in super::super) net: i64,
        pub(in super::super) tax: i64,
        pub(in super::super) total: i64,
        pub(in super::super) red_e6: i64,
        pub(in super::super) red_total: i64,
        pub(in super::super) red_tax: i64,
    }
}

sql!(
    pub(in super::super) BLUE_OF_DELIVERY_LINE,
    "select i.id, i.number, i.currency, i.rate_e9, i.total_minor, i.base_total_minor,
       i.red_total_minor, i.red_tax_minor, l.line_no, l.id, l.qty_e6, l.net_minor, l.tax_minor,
       l.total_minor, l.red_e6, l.red_total_minor, l.red_tax_minor
     from invoices i join invoice_lines l on l.company_id = i.company_id and l.invoice_id = i.id
     where l.company_id = $1 and l.delivery_line_id = $2 and i.kind = 'blue' and i.status = 'issued'
       and l.red_e6 < l.qty_e6
     order by i.id desc, l.line_no for update"
);
sql!(
    pub(in super::super) TAKE_LINE,
    "update invoice_lines set red_e6 = $4, red_total_minor = $5, red_tax_minor = $6
     where company_id = $1 and invoice_id = $2 and line_no = $3"
);
sql!(
    pub(in super::super) TAKE_HEAD,
    "update invoices set red_total_minor = $3, red_tax_minor = $4, version = version + 1
     where company_id = $1 and id = $2"
);
sql!(
    pub(in super::super) BAD_REDS,
    "select i.number from invoices i
     join (select l.invoice_id, sum(l.red_total_minor) total, sum(l.red_tax_minor) tax
       from invoice_lines l where l.company_id = $1 group by l.invoice_id) s on s.invoice_id = i.id
     where i.company_id = $1 and (i.red_total_minor <> s.total or i.red_tax_minor <> s.tax)
     limit 20"
);
sql!(
    pub(in super::super) BAD_ITEMS,
    "select i.number from invoices i
     left join (select source_id, sum(amount_minor) amount, sum(base_amount_minor) base
       from open_items where company_id = $1 and source_type = 'invoice' group by source_id) s
       on s.source_id = i.id
     where i.company_id = $1 and i.status = 'issued' and i.red_reason <> '02'
       and (coalesce(s.amount, 0) <> i.total_minor or coalesce(s.base, 0) <> i.base_total_minor)
     limit 20"
);
