//! What a statement is made of.

use jieqing_db::{row, sql};
use jieqing_kernel::currency::Currency;

sql!(
    pub(in crate::statements) CONTROL_BEFORE,
    "select cast(coalesce(sum(l.debit_minor - l.credit_minor), 0) as bigint)
     from ledger_lines l
     join accounts a on a.company_id = l.company_id and a.code = l.account and a.role = 'receivable'
     where l.company_id = $1 and l.customer_id = $2 and l.currency = $3 and l.posted_on < $4"
);
sql!(
    pub(in crate::statements) CONTROL_AT,
    "select cast(coalesce(sum(l.debit_minor - l.credit_minor), 0) as bigint)
     from ledger_lines l
     join accounts a on a.company_id = l.company_id and a.code = l.account and a.role = 'receivable'
     where l.company_id = $1 and l.customer_id = $2 and l.currency = $3 and l.posted_on <= $4"
);
sql!(
    pub(in crate::statements) MOVEMENTS,
    "select l.entry_id, l.line_no, e.doc_on, e.source_type, e.source_id, e.source_no, e.memo,
       l.debit_minor, l.credit_minor, coalesce(o.number, ''), coalesce(o.customer_po, ''),
       coalesce(r.bank_ref, ''), coalesce(i.bureau_number, '')
     from ledger_lines l
     join accounts a on a.company_id = l.company_id and a.code = l.account and a.role = 'receivable'
     join ledger_entries e on e.company_id = l.company_id and e.id = l.entry_id
     left join deliveries d on d.company_id = l.company_id and e.source_type = 'delivery' and d.id = e.source_id
     left join returns t on t.company_id = l.company_id and e.source_type = 'return' and t.id = e.source_id
     left join sales_orders o on o.company_id = l.company_id and o.id = coalesce(d.order_id, t.order_id)
     left join receipts r on r.company_id = l.company_id and e.source_type = 'receipt' and r.id = e.source_id
     left join invoices i on i.company_id = l.company_id and e.source_type = 'invoice' and i.id = e.source_id
     where l.company_id = $1 and l.customer_id = $2 and l.currency = $3
       and l.posted_on >= $4 and l.posted_on <= $5 and l.debit_minor + l.credit_minor > 0
       and not exists (
         select 1 from statement_lines x
         join statements s on s.company_id = x.company_id and s.id = x.statement_id
         where x.company_id = l.company_id and x.entry_id = l.entry_id and x.entry_line_no = l.line_no
           and s.status = 'issued' and s.basis = 'ledger' and s.id <> $6)
     order by e.doc_on, case when l.debit_minor > 0 then 0 else 1 end, e.id, l.line_no"
);
sql!(
    pub(in crate::statements) INVOICES_OF_DELIVERIES,
    "select distinct n.delivery_id, coalesce(i.bureau_number, i.number)
     from ledger_lines l
     join accounts a on a.company_id = l.company_id and a.code = l.account and a.role = 'receivable'
     join ledger_entries e on e.company_id = l.company_id and e.id = l.entry_id and e.source_type = 'delivery'
     join delivery_lines n on n.company_id = l.company_id and n.delivery_id = e.source_id
     join invoice_lines v on v.company_id = l.company_id and v.delivery_line_id = n.id
     join invoices i on i.company_id = l.company_id and i.id = v.invoice_id and i.status <> 'draft'
     where l.company_id = $1 and l.customer_id = $2 and l.currency = $3
       and l.posted_on >= $4 and l.posted_on <= $5
     order by 1, 2"
);
sql!(
    pub(in crate::statements) LIVE,
    "select id, number, period_from, period_to, closing_minor, digest, agreement from statements
     where company_id = $1 and customer_id = $2 and currency = $3 and basis = 'ledger' and status = 'issued'
     order by period_from, id for update"
);
sql!(
    pub(in crate::statements) VERSIONS,
    "select count(*) from statements
     where company_id = $1 and customer_id = $2 and currency = $3 and basis = 'ledger'
       and period_from = $4 and period_to = $5"
);
sql!(
    pub(in crate::statements) COMPANY,
    "select '', name, uscc, address, phone, bank_name, bank_account, '', name_en
     from companies where id = $1"
);
sql!(
    pub(in crate::statements) CUSTOMER,
    "select c.code, c.name, c.tax_id, c.tax_address, c.tax_phone, c.tax_bank, c.tax_account,
       coalesce((select p.name from customer_contacts p where p.company_id = c.company_id
         and p.customer_id = c.id and p.duty = 'settlement' order by p.line_no limit 1), ''),
       c.name_en, coalesce(t.name, ''), c.country
     from customers c
     left join payment_terms t on t.company_id = c.company_id and t.id = c.terms_id
     where c.company_id = $1 and c.id = $2"
);

row! {
    /// We, as printed; the last one is the English name.
    pub(in crate::statements) struct CompanyRow {
        pub(in crate::statements) code: String,
        pub(in crate::statements) name: String,
        pub(in crate::statements) tax_id: String,
        pub(in crate::statements) address: String,
        pub(in crate::statements) phone: String,
        pub(in crate::statements) bank: String,
        pub(in crate::statements) account: String,
        pub(in crate::statements) contact: String,
        pub(in crate::statements) name_en: String,
    }
}

row! {
    /// They, as printed.
    pub(in crate::statements) struct CustomerRow {
        pub(in crate::statements) code: String,
        pub(in crate::statements) name: String,
        pub(in crate::statements) tax_id: String,
        pub(in crate::statements) address: String,
        pub(in crate::statements) phone: String,
        pub(in crate::statements) bank: String,
        pub(in crate::statements) account: String,
        pub(in crate::statements) contact: String,
        pub(in crate::statements) name_en: String,
        pub(in crate::statements) terms: String,
        pub(in crate::statements) country: String,
    }
}

sql!(
    pub(in crate::statements) CANDIDATES,
    "select l.customer_id, c.code, c.name, c.owner_id, c.department_id, l.currency,
       cast(coalesce(sum(l.debit_minor - l.credit_minor), 0) as bigint),
       count(*) filter (where l.posted_on >= $3 and l.debit_minor + l.credit_minor > 0)
     from ledger_lines l
     join accounts a on a.company_id = l.company_id and a.code = l.account and a.role = 'receivable'
     join customers c on c.company_id = l.company_id and c.id = l.customer_id
     where l.company_id = $1 and l.posted_on <= $2
     group by l.customer_id, c.code, c.name, c.owner_id, c.department_id, l.currency
     order by l.customer_id, l.currency"
);

row! {
    /// A customer and currency that ever moved.
    pub(in crate::statements) struct Candidate {
        pub(in crate::statements) customer: i64,
        pub(in crate::statements) code: String,
        pub(in crate::statements) name: String,
        pub(in crate::statements) owner: i64,
        pub(in crate::statements) department: i64,
        pub(in crate::statements) currency: Currency,
        pub(in crate::statements) balance: i64,
        pub(in crate::statements) movements: i64,
    }
}
