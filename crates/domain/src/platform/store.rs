//! SQL of the platform.

use jieqing_db::{row, sql};

row! {
    /// A company, for what is done to each.
    pub struct CompanyRow {
        /// Raw id.
        pub id: i64,
        /// Short code.
        pub code: String,
        /// Minutes east of UTC.
        pub utc_offset_minutes: i64,
    }
}

sql!(
    pub(super) COMPANIES,
    "select id, code, utc_offset_minutes from companies order by id"
);
