//! SQL of the sub-ledger.

pub(super) mod dispute;

use crate::wire;
use jieqing_db::{row, sql};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::id::Id;

row! {
    /// An open item as commands need it.
    pub(super) struct ItemRow {
        pub(super) id: Id<wire::OpenItem>,
        pub(super) customer_id: Id<wire::Customer>,
        pub(super) billed: bool,
        pub(super) source_type: String,
        pub(super) source_id: i64,
        pub(super) doc_no: String,
        pub(super) doc_on: Date,
        pub(super) due_on: Date,
        pub(super) currency: Currency,
        pub(super) amount_minor: i64,
        pub(super) open_minor: i64,
        pub(super) base_open_minor: i64,
        pub(super) owner_id: i64,
        pub(super) department_id: i64,
        pub(super) version: i64,
    }
}

row! {
    /// A stored allocation.
    pub(super) struct AllocationRow {
        pub(super) id: Id<wire::Allocation>,
        pub(super) batch_id: Id<wire::AllocationBatch>,
        pub(super) debit_item_id: Id<wire::OpenItem>,
        pub(super) credit_item_id: Id<wire::OpenItem>,
        pub(super) amount_minor: i64,
        pub(super) debit_base_minor: i64,
        pub(super) credit_base_minor: i64,
        pub(super) allocated_on: Date,
        pub(super) reversed_on: Option<Date>,
    }
}

sql!(
    pub(super) INSERT_ITEM,
    "insert into open_items (company_id, id, customer_id, kind, billed, source_type, source_id,
       instalment, doc_no, doc_on, raw_due_on, due_on, currency, rate_e9, amount_minor, open_minor,
       base_amount_minor, base_open_minor, owner_id, department_id, version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, 1)"
);
sql!(
    pub(super) ITEM_BY_ID,
    "select id, customer_id, billed, source_type, source_id, doc_no, doc_on, due_on, currency,
       amount_minor, open_minor, base_open_minor, owner_id, department_id, version
     from open_items where company_id = $1 and id = $2 for update"
);
sql!(
    pub(super) ITEM_OF_SOURCE,
    "select id, customer_id, billed, source_type, source_id, doc_no, doc_on, due_on, currency,
       amount_minor, open_minor, base_open_minor, owner_id, department_id, version
     from open_items where company_id = $1 and source_type = $2 and source_id = $3 and instalment = 0
     for update"
);
sql!(
    pub(super) OPEN_OF_SOURCE,
    "select id, open_minor from open_items
     where company_id = $1 and source_type = $2 and source_id = $3 and open_minor <> 0
     order by due_on, id"
);
sql!(
    pub(super) LIVE_OF_CUSTOMER,
    "select id, customer_id, billed, source_type, source_id, doc_no, doc_on, due_on, currency,
       amount_minor, open_minor, base_open_minor, owner_id, department_id, version
     from open_items
     where company_id = $1 and customer_id = $2 and currency = $3 and open_minor <> 0 and billed
     order by due_on, id for update"
);
sql!(
    pub(super) CHANGE_OPEN,
    "update open_items set open_minor = $4, base_open_minor = $5, version = version + 1
     where company_id = $1 and id = $2 and version = $3"
);
sql!(
    pub(super) INSERT_CHANGE,
    "insert into item_changes (company_id, id, item_id, customer_id, currency, kind, effective_on,
       amount_minor, base_minor, allocation_id, entry_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
);
sql!(
    pub(super) ADJUST_BALANCE,
    "insert into customer_balances (company_id, customer_id, currency, billed_minor, unbilled_minor,
       credit_minor, undelivered_minor, base_exposure_minor, bills_minor)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (company_id, customer_id, currency) do update set
       billed_minor = customer_balances.billed_minor + excluded.billed_minor,
       unbilled_minor = customer_balances.unbilled_minor + excluded.unbilled_minor,
       credit_minor = customer_balances.credit_minor + excluded.credit_minor,
       undelivered_minor = customer_balances.undelivered_minor + excluded.undelivered_minor,
       base_exposure_minor = customer_balances.base_exposure_minor + excluded.base_exposure_minor,
       bills_minor = customer_balances.bills_minor + excluded.bills_minor"
);
sql!(
    pub(super) INSERT_ALLOCATION,
    "insert into allocations (company_id, id, batch_id, customer_id, debit_item_id, credit_item_id,
       currency, amount_minor, debit_base_minor, credit_base_minor, allocated_on, how, reason,
       created_by, created_at_us)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
);
sql!(
    pub(super) ALLOCATIONS_OF_BATCH,
    "select id, batch_id, debit_item_id, credit_item_id, amount_minor, debit_base_minor,
       credit_base_minor, allocated_on, reversed_on
     from allocations where company_id = $1 and batch_id = $2 order by id for update"
);
sql!(
    pub(super) LIVE_ALLOCATIONS_OF_CREDIT,
    "select id, batch_id, debit_item_id, credit_item_id, amount_minor, debit_base_minor,
       credit_base_minor, allocated_on, reversed_on
     from allocations where company_id = $1 and credit_item_id = $2 and reversed_on is null
     order by id desc for update"
);
sql!(
    pub(super) MARK_UNDONE,
    "update allocations set reversed_on = $3, reversed_by = $4
     where company_id = $1 and id = $2 and reversed_on is null"
);
sql!(
    pub(super) LOCK_CUSTOMER,
    "select status, credit_limit_minor, owner_id, department_id from customers
     where company_id = $1 and id = $2 for update"
);
sql!(
    pub(super) BALANCES,
    "select currency, billed_minor, unbilled_minor, credit_minor, undelivered_minor, bills_minor,
       base_exposure_minor
     from customer_balances where company_id = $1 and customer_id = $2 order by currency"
);
sql!(
    pub(super) INSERT_WRITE_OFF,
    "insert into write_offs (company_id, id, number, customer_id, kind, item_id, currency,
       amount_minor, base_minor, written_on, reason, created_by, created_at_us)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
);
sql!(
    pub(super) WRITE_OFF_LIMIT,
    "select write_off_limit_minor from companies where id = $1"
);
sql!(
    pub(super) FX_ENTRY,
    "select id from ledger_entries
     where company_id = $1 and source_type = 'allocation' and source_id = $2 and event = 'exchange.realised'"
);
sql!(
    pub(super) BAD_ITEMS,
    "select i.id, i.doc_no from open_items i
     left join (select item_id, sum(amount_minor) a, sum(base_minor) b from item_changes
       where company_id = $1 group by item_id) c on c.item_id = i.id
     where i.company_id = $1 and (c.a is null or c.a <> i.open_minor or c.b <> i.base_open_minor)
     limit 20"
);
sql!(
    pub(super) BAD_BALANCES,
    "select b.customer_id, b.currency from customer_balances b
     left join (select customer_id, currency,
         coalesce(sum(open_minor) filter (where amount_minor > 0 and billed), 0) billed,
         coalesce(sum(open_minor) filter (where amount_minor > 0 and not billed), 0) unbilled,
         coalesce(sum(open_minor) filter (where amount_minor < 0), 0) credit
       from open_items where company_id = $1 group by customer_id, currency) s
       on s.customer_id = b.customer_id and s.currency = b.currency
     where b.company_id = $1 and (coalesce(s.billed, 0) <> b.billed_minor
       or coalesce(s.unbilled, 0) <> b.unbilled_minor or coalesce(s.credit, 0) <> b.credit_minor)
     limit 20"
);
sql!(
    pub(super) BAD_ALLOCATIONS,
    "select a.id from allocations a
     join open_items d on d.company_id = a.company_id and d.id = a.debit_item_id
     join open_items c on c.company_id = a.company_id and c.id = a.credit_item_id
     where a.company_id = $1 and (d.customer_id <> c.customer_id or d.currency <> c.currency
       or d.amount_minor < 0 or c.amount_minor > 0)
     limit 20"
);
sql!(
    pub(super) CHANGES_ON,
    "select customer_id, currency, cast(sum(amount_minor) as bigint), cast(sum(base_minor) as bigint)
     from item_changes where company_id = $1 and effective_on <= $2
     group by customer_id, currency order by customer_id, currency"
);
