//! SQL of receipts.

use super::model::{PaymentMethod, ReceiptStatus};
use jieqing_db::{row, sql};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;

row! {
    /// A receipt as commands need it.
    pub(super) struct Locked {
        pub(super) number: String,
        pub(super) status: ReceiptStatus,
        pub(super) received_on: Date,
        pub(super) currency: Currency,
        pub(super) rate_e9: i64,
        pub(super) amount_minor: i64,
        pub(super) base_amount_minor: i64,
        pub(super) owner_id: i64,
        pub(super) department_id: i64,
        pub(super) version: i64,
    }
}

row! {
    /// An account or wallet of ours.
    pub(super) struct Account {
        pub(super) name: String,
        pub(super) currency: Currency,
        pub(super) method: PaymentMethod,
    }
}

sql!(
    pub(super) ACCOUNT,
    "select name, currency, method from bank_accounts where company_id = $1 and id = $2 and active"
);
sql!(
    pub(super) CUSTOMER,
    "select name, owner_id, department_id from customers where company_id = $1 and id = $2"
);
sql!(
    pub(super) BY_REF,
    "select number from receipts
     where company_id = $1 and bank_account_id = $2 and bank_ref = $3 and reversed_on is null"
);
sql!(
    pub(super) LOCK,
    "select number, status, received_on, currency, rate_e9, amount_minor, base_amount_minor,
       owner_id, department_id, version
     from receipts where company_id = $1 and id = $2 for update"
);
sql!(
    pub(super) INSERT,
    "insert into receipts (company_id, id, number, status, customer_id, payer, payer_account,
       bank_account_id, method, bank_ref, received_on, text, currency, rate_e9, amount_minor,
       base_amount_minor, fee_minor, owner_id, department_id, created_by, created_at_us, version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
       $21, 1)"
);
sql!(
    pub(super) CLAIM,
    "update receipts set status = $4, customer_id = $5, claimed_on = $6, owner_id = $7,
       department_id = $8, version = version + 1
     where company_id = $1 and id = $2 and version = $3"
);
sql!(
    pub(super) REVERSE,
    "update receipts set status = $4, reversed_on = $5, reverse_reason = $6, version = version + 1
     where company_id = $1 and id = $2 and version = $3"
);
sql!(
    pub(super) ENTRIES,
    "select e.id from ledger_entries e
     where e.company_id = $1 and e.source_type = 'receipt' and e.source_id = $2
       and e.event in ('receipt.entered', 'receipt.claimed')
     order by e.id"
);
