//! Statements being stored.

use crate::statements::model::StatementStatus;
use crate::wire;
use jieqing_db::{row, sql};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::id::Id;

sql!(
    pub(in crate::statements) INSERT,
    "insert into statements (company_id, id, number, customer_id, basis, currency, period_from,
       period_to, status, statement_version, opening_minor, debit_minor, credit_minor, closing_minor,
       aging, facts, digest, previous_id, owner_id, department_id, created_by, created_at_us, version)
     values ($1, $2, $3, $4, 'ledger', $5, $6, $7, 'issued', $8, $9, $10, $11, $12, $13, $14, $15, $16,
       $17, $18, $19, $20, 1)"
);
sql!(
    pub(in crate::statements) INSERT_LINE,
    "insert into statement_lines (company_id, statement_id, line_no, doc_on, doc_type, doc_id, doc_no,
       reference, description, debit_minor, credit_minor, balance_minor, entry_id, entry_line_no)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
);
sql!(
    pub(in crate::statements) SET_STATUS,
    "update statements set status = $3, void_reason = $4, version = version + 1
     where company_id = $1 and id = $2 and status = 'issued'"
);
sql!(
    pub(in crate::statements) LOCK,
    "select id, number, customer_id, currency, status, owner_id, department_id, version from statements
     where company_id = $1 and id = $2 for update"
);
sql!(
    pub(in crate::statements) KEEP_PDF,
    "update statements set pdf_sha256 = $3 where company_id = $1 and id = $2 and pdf_sha256 = ''"
);
sql!(
    pub(in crate::statements) KEEP_XLSX,
    "update statements set xlsx_sha256 = $3 where company_id = $1 and id = $2 and xlsx_sha256 = ''"
);

row! {
    /// A statement as commands need it.
    pub(in crate::statements) struct Locked {
        pub(in crate::statements) id: Id<wire::Statement>,
        pub(in crate::statements) number: String,
        pub(in crate::statements) customer: Id<wire::Customer>,
        pub(in crate::statements) currency: Currency,
        pub(in crate::statements) status: StatementStatus,
        pub(in crate::statements) owner: i64,
        pub(in crate::statements) department: i64,
        pub(in crate::statements) version: i64,
    }
}
