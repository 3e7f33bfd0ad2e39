//! SQL of reports and proofs.

use jieqing_db::sql;

sql!(
    pub(crate) TRIAL,
    "select a.code, a.name, a.name_en, a.side,
       cast(coalesce(sum(b.base_debit_minor - b.base_credit_minor) filter (where b.period < $2), 0) as bigint),
       cast(coalesce(sum(b.base_debit_minor) filter (where b.period >= $2), 0) as bigint),
       cast(coalesce(sum(b.base_credit_minor) filter (where b.period >= $2), 0) as bigint)
     from accounts a
     join ledger_balances b on b.company_id = a.company_id and b.account = a.code and b.period <= $3
     where a.company_id = $1
     group by a.code, a.name, a.name_en, a.side order by a.code"
);
sql!(
    pub(crate) CONTROL,
    "select l.customer_id, l.currency,
       cast(sum(l.debit_minor - l.credit_minor) as bigint),
       cast(sum(l.base_debit_minor - l.base_credit_minor) as bigint)
     from ledger_lines l
     join accounts a on a.company_id = l.company_id and a.code = l.account and a.role = $3
     where l.company_id = $1 and l.posted_on <= $2
     group by l.customer_id, l.currency order by l.customer_id, l.currency"
);
sql!(
    pub(crate) RECOUNT,
    "select b.period, b.account, b.currency
     from ledger_balances b
     left join (
       select e.period, l.account, l.currency,
         sum(l.debit_minor) d, sum(l.credit_minor) c, sum(l.base_debit_minor) bd, sum(l.base_credit_minor) bc
       from ledger_lines l join ledger_entries e on e.company_id = l.company_id and e.id = l.entry_id
       where l.company_id = $1 group by e.period, l.account, l.currency
     ) s on s.period = b.period and s.account = b.account and s.currency = b.currency
     where b.company_id = $1 and (s.d is null or s.d <> b.debit_minor or s.c <> b.credit_minor
       or s.bd <> b.base_debit_minor or s.bc <> b.base_credit_minor)
     limit 20"
);
sql!(
    pub(crate) UNBALANCED,
    "select entry_id, currency from ledger_lines where company_id = $1
     group by entry_id, currency having sum(debit_minor) <> sum(credit_minor) limit 20"
);
sql!(
    pub(crate) UNBALANCED_BASE,
    "select entry_id, 'base' from ledger_lines where company_id = $1
     group by entry_id having sum(base_debit_minor) <> sum(base_credit_minor) or count(*) < 2 limit 20"
);
sql!(
    pub(crate) DIGESTS,
    "select e.id, e.event, e.posted_on, e.digest, l.account, l.customer_id, l.department_id,
       l.currency, l.debit_minor - l.credit_minor, l.base_debit_minor - l.base_credit_minor
     from ledger_entries e join ledger_lines l on l.company_id = e.company_id and l.entry_id = e.id
     where e.company_id = $1 order by e.id, l.line_no"
);
