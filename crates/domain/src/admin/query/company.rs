//! The company and its series of numbers.

use crate::admin::store::company::{self as store, CompanyRow};
use jieqing_db::{ReadTx, params, row, sql};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::Result;

row! {
    /// How far a series of numbers has come.
    pub struct SeriesRow {
        /// `SO`, `IN`, …
        pub kind: String,
        /// Month.
        pub period: String,
        /// Last number given.
        pub last: i64,
    }
}

sql!(
    SERIES,
    "select kind, period, last from number_series where company_id = $1
     order by period desc, kind limit 200"
);

/// The company one works in.
///
/// # Errors
/// Database errors.
pub fn company(tx: &mut ReadTx<'_>, ctx: &Ctx) -> Result<CompanyRow> {
    Ok(tx.one(&store::GET, params![ctx.company])?)
}

/// Series of document numbers, the latest months first.
///
/// # Errors
/// Database errors.
pub fn number_series(tx: &mut ReadTx<'_>, ctx: &Ctx) -> Result<Vec<SeriesRow>> {
    Ok(tx.all(&SERIES, params![ctx.company])?)
}
