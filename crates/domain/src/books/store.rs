//! SQL of the books' read models and proofs.

use jieqing_db::sql;

sql!(
    pub(super) NAMES,
    "select id, code, name from customers where company_id = $1"
);
sql!(
    pub(super) NAMES_OF_ENTRY,
    "select c.id, c.code, c.name from customers c
     where c.company_id = $1 and c.id in
       (select l.customer_id from ledger_lines l where l.company_id = $1 and l.entry_id = $2)"
);
sql!(
    pub(super) ITEMS_BY_MONTH,
    "select customer_id, currency, substr(effective_on, 1, 7), cast(sum(amount_minor) as bigint),
       cast(sum(base_minor) as bigint)
     from item_changes where company_id = $1
     group by customer_id, currency, substr(effective_on, 1, 7)
     having sum(amount_minor) <> 0 or sum(base_minor) <> 0
     order by 1, 2, 3"
);
sql!(
    pub(super) CONTROL_BY_MONTH,
    "select l.customer_id, l.currency, substr(l.posted_on, 1, 7),
       cast(sum(l.debit_minor - l.credit_minor) as bigint),
       cast(sum(l.base_debit_minor - l.base_credit_minor) as bigint)
     from ledger_lines l
     join accounts a on a.company_id = l.company_id and a.code = l.account and a.role = 'receivable'
     where l.company_id = $1
     group by l.customer_id, l.currency, substr(l.posted_on, 1, 7)
     having sum(l.debit_minor - l.credit_minor) <> 0 or sum(l.base_debit_minor - l.base_credit_minor) <> 0
     order by 1, 2, 3"
);
sql!(
    pub(super) SERIES,
    "select kind, period, last from number_series where company_id = $1 order by kind, period"
);
// Numbers are KK-YYYYMM-NNNN; the voucher's kind is one Chinese character.
sql!(
    pub(super) NUMBERED,
    "select 'SO', substr(number, 4, 6), count(*) from sales_orders
       where company_id = $1 and number like 'SO-%' group by substr(number, 4, 6)
     union all select 'DN', substr(number, 4, 6), count(*) from deliveries
       where company_id = $1 and number like 'DN-%' group by substr(number, 4, 6)
     union all select 'RT', substr(number, 4, 6), count(*) from returns
       where company_id = $1 and number like 'RT-%' group by substr(number, 4, 6)
     union all select 'IN', substr(number, 4, 6), count(*) from invoices
       where company_id = $1 and number like 'IN-%' group by substr(number, 4, 6)
     union all select 'RC', substr(number, 4, 6), count(*) from receipts
       where company_id = $1 and number like 'RC-%' group by substr(number, 4, 6)
     union all select 'BL', substr(number, 4, 6), count(*) from bills
       where company_id = $1 and parent_id is null and number like 'BL-%' group by substr(number, 4, 6)
     union all select 'WO', substr(number, 4, 6), count(*) from write_offs
       where company_id = $1 and number like 'WO-%' group by substr(number, 4, 6)
     union all select 'ST', substr(number, 4, 6), count(*) from statements
       where company_id = $1 and number like 'ST-%' group by substr(number, 4, 6)
     union all select 'voucher', period, count(*) from ledger_entries
       where company_id = $1 group by period"
);
sql!(
    pub(super) ORDER_TOTALS,
    "select o.number from sales_orders o
     left join (select order_id, sum(net_minor) n, sum(tax_minor) t, sum(total_minor) g
       from sales_order_lines where company_id = $1 group by order_id) l on l.order_id = o.id
     where o.company_id = $1 and (coalesce(l.n, 0) <> o.net_minor or coalesce(l.t, 0) <> o.tax_minor
       or coalesce(l.g, 0) <> o.total_minor or o.net_minor + o.tax_minor <> o.total_minor)
     limit 20"
);
sql!(
    pub(super) DELIVERY_TOTALS,
    "select d.number from deliveries d
     left join (select delivery_id, sum(net_minor) n, sum(tax_minor) t, sum(total_minor) g
       from delivery_lines where company_id = $1 group by delivery_id) l on l.delivery_id = d.id
     where d.company_id = $1 and (coalesce(l.n, 0) <> d.net_minor or coalesce(l.t, 0) <> d.tax_minor
       or coalesce(l.g, 0) <> d.total_minor or d.net_minor + d.tax_minor <> d.total_minor)
     limit 20"
);
sql!(
    pub(super) INVOICE_TOTALS,
    "select i.number from invoices i
     left join (select invoice_id, sum(net_minor) n, sum(tax_minor) t, sum(total_minor) g
       from invoice_lines where company_id = $1 group by invoice_id) l on l.invoice_id = i.id
     where i.company_id = $1 and (coalesce(l.n, 0) <> i.net_minor or coalesce(l.t, 0) <> i.tax_minor
       or coalesce(l.g, 0) <> i.total_minor or i.net_minor + i.tax_minor <> i.total_minor)
     limit 20"
);
sql!(
    pub(super) STATEMENT_TOTALS,
    "select s.number from statements s
     left join (select statement_id, sum(debit_minor) d, sum(credit_minor) c
       from statement_lines where company_id = $1 group by statement_id) l on l.statement_id = s.id
     where s.company_id = $1 and (coalesce(l.d, 0) <> s.debit_minor or coalesce(l.c, 0) <> s.credit_minor
       or s.opening_minor + s.debit_minor - s.credit_minor <> s.closing_minor)
     limit 20"
);
sql!(
    pub(super) STATEMENT_CHAIN,
    "select s.number, p.number from statements s
     join statements p on p.company_id = s.company_id and p.id = s.previous_id
     where s.company_id = $1 and s.status = 'issued'
       and (p.status <> 'issued' or p.closing_minor <> s.opening_minor)
     limit 20"
);
sql!(
    pub(super) STATED_TWICE,
    "select l.entry_id, l.entry_line_no from statement_lines l
     join statements s on s.company_id = l.company_id and s.id = l.statement_id and s.status = 'issued'
     where l.company_id = $1
     group by s.basis, l.entry_id, l.entry_line_no having count(*) > 1 limit 20"
);
