//! SQL of administration.

use crate::admin::companies::{CreditCheck, ReceivableOn};
use jieqing_db::{row, sql};
use jieqing_kernel::actor::Company;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::id::Id;
use jieqing_ledger::AccountingStandard;

row! {
    /// What a context needs to know of a company.
    pub(in crate::admin) struct CompanyFacts {
        pub(in crate::admin) currency: Currency,
        pub(in crate::admin) utc_offset_minutes: i64,
    }
}

sql!(
    pub(in crate::admin) INSERT_COMPANY,
    "insert into companies (id, code, name, uscc, currency, standard, utc_offset_minutes, created_at_us, version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 1)"
);
sql!(
    pub(in crate::admin) INSERT_TERMS,
    "insert into payment_terms (company_id, id, code, name, rule, version) values ($1, $2, $3, $4, $5, 1)"
);
sql!(
    pub(in crate::admin) INSERT_BANK,
    "insert into bank_accounts (company_id, id, code, name, currency, method, version)
     values ($1, $2, $3, $4, $5, $6, 1)"
);
sql!(pub(in crate::admin) COMPANY_FACTS, "select currency, utc_offset_minutes from companies where id = $1");

row! {
    /// A company in a list.
    pub struct CompanyName {
        /// Id.
        pub id: Id<Company>,
        /// Short unique code.
        pub code: String,
        /// Name.
        pub name: String,
    }
}
sql!(pub(in crate::admin) LIST, "select id, code, name from companies order by code");

row! {
    /// A company with its settings.
    pub struct CompanyRow {
        /// Id.
        pub id: Id<Company>,
        /// Code.
        pub code: String,
        /// Name.
        pub name: String,
        /// English name.
        pub name_en: String,
        /// 统一社会信用代码.
        pub uscc: String,
        /// Address on documents.
        pub address: String,
        /// Phone on documents.
        pub phone: String,
        /// 开户行.
        pub bank_name: String,
        /// Account on documents.
        pub bank_account: String,
        /// Accounting currency.
        pub currency: Currency,
        /// Standard of its books.
        pub standard: AccountingStandard,
        /// Minutes east of UTC.
        pub utc_offset_minutes: i64,
        /// When a receivable arises.
        pub receivable_on: ReceivableOn,
        /// What a credit check does.
        pub credit_check: CreditCheck,
        /// Whether undelivered orders count against the limit.
        pub count_undelivered: bool,
        /// Over-delivery allowed, e9.
        pub over_tolerance_e9: i64,
        /// Under-delivery that closes a line, e9.
        pub under_tolerance_e9: i64,
        /// Largest difference written off without approval, minor units.
        pub write_off_limit: i64,
        /// How much of an unpaid bill counts as exposure, e9.
        pub bill_weight_e9: i64,
        /// Row version.
        pub version: i64,
    }
}

sql!(
    pub(in crate::admin) LOCK,
    "select id, code, name, name_en, uscc, address, phone, bank_name, bank_account, currency, standard,
       utc_offset_minutes, receivable_on, credit_check, count_undelivered, over_tolerance_e9,
       under_tolerance_e9, write_off_limit_minor, bill_weight_e9, version
     from companies where id = $1 for update"
);
sql!(
    pub(in crate::admin) GET,
    "select id, code, name, name_en, uscc, address, phone, bank_name, bank_account, currency, standard,
       utc_offset_minutes, receivable_on, credit_check, count_undelivered, over_tolerance_e9,
       under_tolerance_e9, write_off_limit_minor, bill_weight_e9, version
     from companies where id = $1"
);
sql!(
    pub(in crate::admin) CHANGE,
    "update companies set name = $2, name_en = $3, uscc = $4, address = $5, phone = $6, bank_name = $7,
       bank_account = $8, receivable_on = $9, credit_check = $10, count_undelivered = $11,
       over_tolerance_e9 = $12, under_tolerance_e9 = $13, write_off_limit_minor = $14,
       bill_weight_e9 = $15, version = version + 1
     where id = $1"
);
sql!(pub(in crate::admin) BY_CODE, "select id from companies where code = $1");
