//! SQL of administration.

use jieqing_db::{row, sql};
use jieqing_kernel::actor::Company;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::id::Id;

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
    pub struct CompanyRow {
        /// Id.
        pub id: Id<Company>,
        /// Code.
        pub code: String,
        /// Name.
        pub name: String,
    }
}
sql!(pub(in crate::admin) LIST, "select id, code, name from companies order by code");
