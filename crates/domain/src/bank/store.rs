//! SQL of bank accounts' statements and rows.

use super::model::RowKind;
use crate::wire;
use jieqing_db::{row, sql};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::id::Id;

row! {
    /// A receipt that was entered for an account and has no row yet.
    pub(super) struct FreeReceipt {
        pub(super) id: Id<wire::Receipt>,
        pub(super) number: String,
        pub(super) bank_ref: Option<String>,
        pub(super) received_on: Date,
        pub(super) amount_minor: i64,
        pub(super) currency: Currency,
        pub(super) payer: String,
    }
}

row! {
    /// A row that may be taken back, or takes back.
    pub(super) struct Half {
        pub(super) id: Id<wire::BankRow>,
        pub(super) booked_on: Date,
        pub(super) amount_minor: i64,
        pub(super) counterparty: String,
        pub(super) counterparty_account: String,
        pub(super) bank_ref: String,
        pub(super) receipt_id: Option<Id<wire::Receipt>>,
    }
}

row! {
    /// A row as commands need it.
    pub(super) struct Locked {
        pub(super) account_id: Id<wire::BankAccount>,
        pub(super) booked_on: Date,
        pub(super) amount_minor: i64,
        pub(super) fee_minor: i64,
        pub(super) counterparty: String,
        pub(super) counterparty_account: String,
        pub(super) text: String,
        pub(super) bank_ref: String,
        pub(super) currency: Currency,
        pub(super) kind: RowKind,
        pub(super) reversal: bool,
        pub(super) taken_back: bool,
        pub(super) receipt_id: Option<Id<wire::Receipt>>,
        pub(super) version: i64,
    }
}

sql!(
    pub(super) ACCOUNTS,
    "select id, name, account, currency from bank_accounts where company_id = $1 and active order by code"
);
sql!(
    pub(super) COMPANY_NAME,
    "select name from companies where id = $1"
);
sql!(
    pub(super) LOCK_ACCOUNT,
    "select version from bank_accounts where company_id = $1 and id = $2 for update"
);
sql!(
    pub(super) IDENTITIES,
    "select identity from bank_rows
     where company_id = $1 and account_id = $2 and booked_on between $3 and $4"
);
sql!(
    pub(super) FREE_RECEIPTS,
    "select r.id, r.number, r.bank_ref, r.received_on, r.amount_minor, r.currency, r.payer from receipts r
     left join bank_rows b on b.company_id = r.company_id and b.receipt_id = r.id
     where r.company_id = $1 and r.bank_account_id = $2 and r.received_on between $3 and $4
       and r.reversed_on is null and b.id is null order by r.id"
);
sql!(
    pub(super) REF_TAKEN,
    "select number from receipts
     where company_id = $1 and bank_account_id = $2 and bank_ref = $3 and reversed_on is null"
);
sql!(
    pub(super) LOOSE_REVERSALS,
    "select id, booked_on, amount_minor, counterparty, counterparty_account, bank_ref, receipt_id
     from bank_rows where company_id = $1 and account_id = $2 and reversal and reverses_id is null
     order by booked_on, id"
);
sql!(
    pub(super) TAKEN_BACK,
    "select r.id, r.booked_on, r.amount_minor, r.counterparty, r.counterparty_account, r.bank_ref, r.receipt_id
     from bank_rows r
     left join bank_rows b on b.company_id = r.company_id and b.reverses_id = r.id
     where r.company_id = $1 and r.account_id = $2 and r.amount_minor = $3 and r.booked_on <= $4
       and not r.reversal and b.id is null
     order by r.booked_on desc, r.id desc"
);
sql!(
    pub(super) SET_REVERSES,
    "update bank_rows set reverses_id = $3, version = version + 1 where company_id = $1 and id = $2"
);
sql!(
    pub(super) SET_RECEIPT,
    "update bank_rows set receipt_id = $3, version = version + 1 where company_id = $1 and id = $2"
);
sql!(
    pub(super) SET_KIND,
    "update bank_rows set kind = $4, kind_by = $5, receipt_id = $6, version = version + 1
     where company_id = $1 and id = $2 and version = $3"
);
sql!(
    pub(super) INSERT_ROW,
    "insert into bank_rows (company_id, id, account_id, statement_id, identity, booked_on, value_on, booked_at,
       amount_minor, fee_minor, balance_minor, counterparty, counterparty_account, text, bank_ref, kind, reversal,
       reverses_id, receipt_id, version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, 1)"
);
sql!(
    pub(super) STATEMENT_KNOWN,
    "select id from bank_statements where company_id = $1 and account_id = $2 and known_by = $3"
);
sql!(
    pub(super) INSERT_STATEMENT,
    "insert into bank_statements (company_id, id, account_id, import_id, known_by, format, number, from_on, to_on,
       opening_minor, closing_minor, sum_minor, foots, rows_total, rows_new, created_by, created_at_us)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)"
);
sql!(
    pub(super) CLOSING_BEFORE,
    "select to_on, closing_minor from bank_statements
     where company_id = $1 and account_id = $2 and from_on <= $3 and known_by <> $4
     order by to_on desc, id desc limit 1"
);
sql!(
    pub(super) RECEIPT_VERSION,
    "select version, status from receipts where company_id = $1 and id = $2"
);
sql!(
    pub(super) LOCK_ROW,
    "select b.account_id, b.booked_on, b.amount_minor, b.fee_minor, b.counterparty, b.counterparty_account, b.text,
       b.bank_ref, a.currency, b.kind, b.reversal,
       exists (select 1 from bank_rows t where t.company_id = b.company_id and t.reverses_id = b.id),
       b.receipt_id, b.version
     from bank_rows b join bank_accounts a on a.company_id = b.company_id and a.id = b.account_id
     where b.company_id = $1 and b.id = $2"
);
sql!(
    pub(super) RULES,
    "select unfooted, automatic, short_cap_minor, short_permille, version from receipt_rules where company_id = $1"
);
sql!(
    pub(super) SET_RULES,
    "insert into receipt_rules (company_id, unfooted, automatic, short_cap_minor, short_permille, version)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (company_id) do update set unfooted = excluded.unfooted, automatic = excluded.automatic,
       short_cap_minor = excluded.short_cap_minor, short_permille = excluded.short_permille,
       version = excluded.version where receipt_rules.version = excluded.version - 1"
);
sql!(
    pub(super) INSERT_IMPORT,
    "insert into bank_imports (company_id, id, account_id, file_name, sha256, size, state, job_id, created_by,
       created_at_us) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
);
sql!(
    pub(super) LOCK_IMPORT,
    "select account_id, file_name, sha256, state, committed_at_us from bank_imports
     where company_id = $1 and id = $2 for update"
);
sql!(
    pub(super) SET_IMPORT,
    "update bank_imports set state = $3, report = $4, committed_at_us = $5 where company_id = $1 and id = $2"
);
sql!(
    pub(super) IMPORT_JOB,
    "update bank_imports set state = $3, job_id = $4 where company_id = $1 and id = $2"
);
sql!(
    pub(super) BAD_ROWS,
    "select b.id from bank_rows b
     left join receipts r on r.company_id = b.company_id and r.id = b.receipt_id
     where b.company_id = $1 and b.receipt_id is not null
       and (r.id is null or r.bank_account_id <> b.account_id or r.amount_minor <> b.amount_minor)
     limit 20"
);
sql!(
    pub(super) BAD_REVERSALS,
    "select b.id from bank_rows b
     join bank_rows o on o.company_id = b.company_id and o.id = b.reverses_id
     where b.company_id = $1 and (o.account_id <> b.account_id or o.amount_minor <> -b.amount_minor or o.reversal)
     limit 20"
);
sql!(
    pub(super) BAD_SUMS,
    "select s.id, s.number from bank_statements s
     where s.company_id = $1 and s.opening_minor is not null and s.closing_minor is not null
       and ((s.foots = 'yes') <> (s.opening_minor + s.sum_minor = s.closing_minor)) limit 20"
);
