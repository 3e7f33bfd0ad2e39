//! SQL of the desk.

use crate::receipts::ReceiptStatus;
use crate::wire;
use jieqing_db::{row, sql};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::id::Id;

row! {
    /// A receipt with something left.
    pub(super) struct OpenReceipt {
        pub(super) id: Id<wire::Receipt>,
        pub(super) customer_id: Option<i64>,
        pub(super) customer_name: Option<String>,
        pub(super) received_on: Date,
        pub(super) payer: String,
        pub(super) text: String,
        pub(super) currency: Currency,
        pub(super) open: i64,
    }
}

row! {
    /// A debt with something open.
    pub(super) struct OpenDebit {
        pub(super) id: i64,
        pub(super) customer_id: i64,
        pub(super) customer_name: String,
        pub(super) source_type: String,
        pub(super) source_id: i64,
        pub(super) doc_no: String,
        pub(super) doc_on: Date,
        pub(super) due_on: Date,
        pub(super) currency: Currency,
        pub(super) open: i64,
    }
}

row! {
    /// A receipt as commands need it.
    pub(super) struct Now {
        pub(super) number: String,
        pub(super) status: ReceiptStatus,
        pub(super) customer_id: Option<Id<wire::Customer>>,
        pub(super) payer: String,
        pub(super) currency: Currency,
        pub(super) amount_minor: i64,
        pub(super) item_id: Option<Id<wire::OpenItem>>,
        pub(super) item_open: Option<i64>,
        pub(super) version: i64,
        pub(super) owner_id: i64,
        pub(super) department_id: i64,
    }
}

pub(super) const OPEN_RECEIPTS: &str = "select r.id, r.customer_id, c.name, r.received_on, r.payer, r.text, r.currency,
  case when r.status = 'unclaimed' then r.amount_minor else -i.open_minor end
from receipts r
left join customers c on c.company_id = r.company_id and c.id = r.customer_id
left join open_items i on i.company_id = r.company_id and i.source_type = 'receipt' and i.source_id = r.id
  and i.instalment = 0";
pub(super) const OPEN_DEBITS: &str =
    "select i.id, i.customer_id, c.name, i.source_type, i.source_id, i.doc_no, i.doc_on,
  i.due_on, i.currency, i.open_minor
from open_items i join customers c on c.company_id = i.company_id and c.id = i.customer_id";

sql!(
    pub(super) INVOICE_NUMBERS,
    "select distinct v.id, coalesce(v.bureau_number, ''), coalesce(v.source_no, ''), coalesce(o.number, ''),
       coalesce(o.source_no, ''), coalesce(o.customer_po, '')
     from open_items i
     join invoices v on v.company_id = i.company_id and v.id = i.source_id
     left join invoice_lines l on l.company_id = v.company_id and l.invoice_id = v.id
     left join sales_orders o on o.company_id = l.company_id and o.id = l.order_id
     where i.company_id = $1 and i.source_type = 'invoice' and i.open_minor > 0
       and ($2 = 0 or i.customer_id = $2)"
);
sql!(
    pub(super) ALIASES,
    "select alias, customer_id from customer_aliases where company_id = $1
     union select payer, customer_id from payer_aliases where company_id = $1"
);
sql!(
    pub(super) CLEAR,
    "delete from receipt_proposals where company_id = $1 and receipt_id = $2"
);
sql!(
    pub(super) KEEP,
    "insert into receipt_proposals (company_id, receipt_id, position, item_id, amount_minor, score, rule, exact,
       reasons_zh, reasons_en, alternatives, made_at_us)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
);
sql!(
    pub(super) NOW,
    "select r.number, r.status, r.customer_id, r.payer, r.currency, r.amount_minor, i.id, i.open_minor, r.version,
       r.owner_id, r.department_id
     from receipts r
     left join open_items i on i.company_id = r.company_id and i.source_type = 'receipt' and i.source_id = r.id
       and i.instalment = 0
     where r.company_id = $1 and r.id = $2"
);
sql!(
    pub(super) ITEM_CUSTOMER,
    "select customer_id, doc_no from open_items where company_id = $1 and id = $2"
);
sql!(
    pub(super) PROPOSED,
    "select item_id, amount_minor, exact, reasons_zh from receipt_proposals
     where company_id = $1 and receipt_id = $2 order by position"
);
sql!(
    pub(super) EXACT_RECEIPTS,
    "select p.receipt_id from receipt_proposals p
     join receipts r on r.company_id = p.company_id and r.id = p.receipt_id
     where p.company_id = $1 and r.reversed_on is null and r.customer_id is not null
     group by p.receipt_id
     having min(case when p.exact then 1 else 0 end) = 1
     order by p.receipt_id limit $2"
);
sql!(
    pub(super) MARK,
    "insert into receipt_marks (company_id, receipt_id, skipped, note, marked_by, marked_at_us)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (company_id, receipt_id) do update set skipped = excluded.skipped, note = excluded.note,
       marked_by = excluded.marked_by, marked_at_us = excluded.marked_at_us"
);
sql!(
    pub(super) CUSTOMER_KEY,
    "select search_key from customers where company_id = $1 and id = $2"
);
sql!(
    pub(super) KNOWN_ALIAS,
    "select 1 from customer_aliases where company_id = $1 and search_key = $2
     union all select 1 from payer_aliases where company_id = $1 and search_key = $2 and customer_id = $3"
);
sql!(
    pub(super) TEACH,
    "insert into payer_aliases (company_id, id, customer_id, payer, search_key, receipt_id, created_by, created_at_us)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (company_id, search_key, customer_id) do nothing"
);
sql!(
    pub(super) ALIAS_OF,
    "select a.payer, c.name from payer_aliases a
     join customers c on c.company_id = a.company_id and c.id = a.customer_id
     where a.company_id = $1 and a.id = $2"
);
sql!(
    pub(super) FORGET,
    "delete from payer_aliases where company_id = $1 and id = $2"
);
