//! SQL of the platform.

use jieqing_db::{row, sql};

row! {
    /// A company, for what is done to each.
    pub struct CompanyRow {
        /// Raw id.
        pub id: i64,
        /// Short code.
        pub code: String,
    }
}

sql!(
    pub(super) COMPANIES,
    "select id, code from companies order by id"
);
