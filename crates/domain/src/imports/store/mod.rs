//! SQL of imports.

pub(in crate::imports) mod products;

use crate::imports::kind::ImportKind;
use crate::imports::report::Outcome;
use crate::orders::{BillingState, DeliveryState, OrderStatus};
use crate::wire;
use jieqing_db::{Bulk, row, sql};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::id::Id;

row! {
    /// An import as stored.
    pub(in crate::imports) struct ImportRecord {
        pub(in crate::imports) id: Id<wire::Import>,
        pub(in crate::imports) kind: ImportKind,
        pub(in crate::imports) file_name: String,
        pub(in crate::imports) sha256: String,
        pub(in crate::imports) size: i64,
        pub(in crate::imports) mapping: String,
        pub(in crate::imports) options: String,
        pub(in crate::imports) state: ImportState,
        pub(in crate::imports) total: i64,
        pub(in crate::imports) added: i64,
        pub(in crate::imports) changed: i64,
        pub(in crate::imports) unchanged: i64,
        pub(in crate::imports) failed: i64,
        pub(in crate::imports) ignored: i64,
        pub(in crate::imports) report: String,
        pub(in crate::imports) created_by: i64,
        pub(in crate::imports) created_at_us: i64,
        pub(in crate::imports) committed_at_us: Option<i64>,
    }
}

jieqing_db::text_enum! {
    /// Where an import stands.
    pub enum ImportState {
        /// Looked at; nothing stored.
        Previewed = "previewed",
        /// Stored.
        Committed = "committed",
    }
}

row! {
    /// A row that is told.
    pub(in crate::imports) struct NoteRecord {
        pub(in crate::imports) file_no: i64,
        pub(in crate::imports) row_no: i64,
        pub(in crate::imports) position: i64,
        pub(in crate::imports) sheet: String,
        pub(in crate::imports) outcome: Outcome,
        pub(in crate::imports) code: String,
        pub(in crate::imports) column: String,
        pub(in crate::imports) facts: String,
        pub(in crate::imports) raw: String,
    }
}

sql!(
    pub(in crate::imports) INSERT,
    "insert into imports (company_id, id, kind, file_name, sha256, size, mapping, options, state,
       rows_total, rows_added, rows_changed, rows_unchanged, rows_failed, rows_ignored, report,
       created_by, created_at_us, committed_at_us)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
     on conflict (company_id, id) do update set mapping = $7, options = $8, state = $9,
       rows_total = $10, rows_added = $11, rows_changed = $12, rows_unchanged = $13,
       rows_failed = $14, rows_ignored = $15, report = $16, committed_at_us = $19"
);
sql!(
    pub(in crate::imports) GET,
    "select id, kind, file_name, sha256, size, mapping, options, state, rows_total, rows_added,
       rows_changed, rows_unchanged, rows_failed, rows_ignored, report, created_by, created_at_us,
       committed_at_us
     from imports where company_id = $1 and id = $2"
);
sql!(
    pub(in crate::imports) LOCK_STATE,
    "select state, coalesce(committed_at_us, 0) from imports
     where company_id = $1 and id = $2 for update"
);
sql!(
    pub(in crate::imports) COMMITTED_BEFORE,
    "select id from imports
     where company_id = $1 and kind = $2 and sha256 = $3 and state = 'committed' and id <> $4
     order by id limit 1"
);
sql!(
    pub(in crate::imports) CLEAR_NOTES,
    "delete from import_rows where company_id = $1 and import_id = $2"
);
sql!(
    pub(in crate::imports) REMEMBERED,
    "select mapping from import_mappings
     where company_id = $1 and kind = $2 and fingerprint = $3"
);
sql!(
    pub(in crate::imports) REMEMBER,
    "insert into import_mappings (company_id, kind, fingerprint, mapping, used_at_us)
     values ($1, $2, $3, $4, $5)
     on conflict (company_id, kind, fingerprint) do update set mapping = $4, used_at_us = $5"
);

/// Rows that are told.
pub(in crate::imports) const NOTES: Bulk = Bulk {
    table: "import_rows",
    columns: &[
        "company_id",
        "import_id",
        "file_no",
        "row_no",
        "position",
        "sheet",
        "outcome",
        "code",
        "column_name",
        "facts",
        "raw",
    ],
};

row! {
    /// Payment terms as files name them.
    pub(in crate::imports) struct TermsRef {
        pub(in crate::imports) id: Id<wire::Terms>,
        pub(in crate::imports) code: String,
        pub(in crate::imports) name: String,
    }
}
sql!(
    pub(in crate::imports) TERMS,
    "select id, code, name from payment_terms where company_id = $1 and active order by code"
);

row! {
    /// A customer by code.
    pub(in crate::imports) struct CustomerRef {
        pub(in crate::imports) id: Id<wire::Customer>,
        pub(in crate::imports) code: String,
    }
}
sql!(pub(in crate::imports) CUSTOMERS, "select id, code from customers where company_id = $1");

row! {
    /// One of our accounts.
    pub(in crate::imports) struct BankRef {
        pub(in crate::imports) id: Id<wire::BankAccount>,
        pub(in crate::imports) code: String,
        pub(in crate::imports) name: String,
        pub(in crate::imports) number: String,
        pub(in crate::imports) currency: Currency,
    }
}
sql!(
    pub(in crate::imports) BANKS,
    "select id, code, name, account, currency from bank_accounts
     where company_id = $1 and active order by code"
);

row! {
    /// A receipt that stands, as an import compares it.
    pub(in crate::imports) struct ReceiptRef {
        pub(in crate::imports) account: Id<wire::BankAccount>,
        pub(in crate::imports) bank_ref: Option<String>,
        pub(in crate::imports) customer: Option<Id<wire::Customer>>,
        pub(in crate::imports) payer: String,
        pub(in crate::imports) on: Date,
        pub(in crate::imports) amount: i64,
        pub(in crate::imports) text: String,
    }
}
sql!(
    pub(in crate::imports) RECEIPTS,
    "select bank_account_id, bank_ref, customer_id, payer, received_on, amount_minor, text
     from receipts where company_id = $1 and status <> 'reversed'"
);

row! {
    /// A bill that stands, as an import compares it.
    pub(in crate::imports) struct BillRef {
        pub(in crate::imports) package: String,
        pub(in crate::imports) from: i64,
        pub(in crate::imports) to: i64,
    }
}
sql!(
    pub(in crate::imports) BILLS,
    "select package_no, part_from, part_to from bills where company_id = $1 and status <> 'reversed'"
);
sql!(
    pub(in crate::imports) CUSTOMER_NAMES,
    "select id, name from customers where company_id = $1
     union select c.id, c.invoice_title from customers c where c.company_id = $1 and c.invoice_title <> ''
     union select a.customer_id, a.alias from customer_aliases a where a.company_id = $1"
);

row! {
    /// An order a row refers to.
    pub(in crate::imports) struct OrderRef {
        pub(in crate::imports) id: Id<wire::Order>,
        pub(in crate::imports) status: OrderStatus,
        pub(in crate::imports) delivery_state: DeliveryState,
        pub(in crate::imports) billing_state: BillingState,
        pub(in crate::imports) ordered_on: Date,
    }
}
sql!(
    pub(in crate::imports) ORDER,
    "select id, status, delivery_state, billing_state, ordered_on from sales_orders
     where company_id = $1 and (source_no = $2 or number = $2)
     order by case when source_no = $2 then 0 else 1 end limit 1"
);
