//! SQL of the dashboard.

use jieqing_db::sql;

sql!(
    pub(in crate::insight) SALES,
    "select b.period,
       cast(coalesce(sum(b.base_credit_minor - b.base_debit_minor) filter (where a.role = 'revenue'), 0) as bigint),
       cast(coalesce(sum(b.base_credit_minor - b.base_debit_minor), 0) as bigint)
     from ledger_balances b
     join accounts a on a.company_id = b.company_id and a.code = b.account
       and a.role in ('revenue', 'output_tax', 'deferred_output_tax')
     where b.company_id = $1 and b.period >= $2 and b.period <= $3
     group by b.period order by b.period"
);
sql!(
    pub(in crate::insight) RECEIVED,
    "select e.period, cast(coalesce(sum(l.base_credit_minor - l.base_debit_minor), 0) as bigint)
     from ledger_entries e
     join ledger_lines l on l.company_id = e.company_id and l.entry_id = e.id
     join accounts a on a.company_id = l.company_id and a.code = l.account and a.role = 'receivable'
     where e.company_id = $1 and e.posted_on >= $2 and e.posted_on <= $3 and e.source_type = 'receipt'
     group by e.period order by e.period"
);
sql!(
    pub(in crate::insight) PAID_OF_DUE,
    "select cast(coalesce(sum(a.debit_base_minor), 0) as bigint)
     from allocations a
     join open_items d on d.company_id = a.company_id and d.id = a.debit_item_id and d.due_on <= $3
     join open_items k on k.company_id = a.company_id and k.id = a.credit_item_id and k.kind = 'receipt'
     where a.company_id = $1 and a.allocated_on >= $2 and a.allocated_on <= $3 and a.reversed_on is null"
);
sql!(
    pub(in crate::insight) STILL_DUE,
    "select cast(coalesce(sum(base_open_minor), 0) as bigint) from open_items
     where company_id = $1 and open_minor <> 0 and open_minor > 0 and due_on <= $2"
);
