//! Accounting periods: open until closed in order, locked while an entry is posted into them.

use crate::draft::LedgerRefusal;
use crate::store::period as sql;
use jieqing_db::{ReadTx, WriteTx, params, row};
use jieqing_kernel::date::{Date, month_end, period_of};
use jieqing_kernel::error::{Error, Result};

row! {
    /// A period with its state.
    pub struct PeriodRow {
        /// `YYYY-MM`.
        pub period: String,
        /// `open` or `closed`.
        pub status: String,
        /// Who closed it, 0 when nobody did.
        pub closed_by: Option<i64>,
        /// When, µs.
        pub closed_at_us: Option<i64>,
        /// Digest of the trial balance at close.
        pub digest: String,
        /// Row version.
        pub version: i64,
    }
}

/// The day an entry of `doc_on` is posted on: itself, or the first day of the next open period.
/// The period row stays share-locked until the end of the transaction (P1).
///
/// # Errors
/// `ledger.no_open_period`.
pub fn lock_open_day(tx: &mut WriteTx<'_>, company: i64, doc_on: Date) -> Result<Date> {
    let mut day = doc_on;
    for _ in 0..24 {
        let period = period_of(day);
        let status = match tx.opt::<(String,)>(&sql::LOCK, params![company, period])? {
            Some((status,)) => status,
            None => {
                tx.exec(&sql::ENSURE, params![company, period])?;
                tx.one::<(String,)>(&sql::LOCK, params![company, period])?.0
            }
        };
        if status == "open" {
            return Ok(day);
        }
        match month_end(day).succ_opt() {
            Some(next) => day = next,
            None => break,
        }
    }
    Err(LedgerRefusal::NoOpenPeriod {
        doc_on: doc_on.to_string(),
    }
    .into())
}

/// All periods that were ever posted into, newest first.
///
/// # Errors
/// [`Error`].
pub fn list_periods(tx: &mut ReadTx<'_>, company: i64) -> Result<Vec<PeriodRow>> {
    Ok(tx.all(&sql::LIST, params![company])?)
}

/// Closes a period; earlier ones must be closed. Stores the trial balance's digest (L11).
///
/// # Errors
/// `ledger.period_state`, `ledger.earlier_period_open`.
pub fn close_period(
    tx: &mut WriteTx<'_>,
    company: i64,
    period: &str,
    by: i64,
    at_us: i64,
) -> Result<()> {
    expect_state(tx, company, period, "open")?;
    let (earlier,) = tx.one::<(Option<String>,)>(&sql::EARLIER_OPEN, params![company, period])?;
    if let Some(earlier) = earlier {
        return Err(LedgerRefusal::EarlierOpen {
            period: period.to_owned(),
            earlier,
        }
        .into());
    }
    let digest = crate::report::digest_of_period(tx, company, period)?;
    tx.exec_one(
        &sql::SET,
        params![company, period, "closed", Some(by), Some(at_us), digest],
    )?;
    Ok(())
}

/// Opens the last closed period again.
///
/// # Errors
/// `ledger.period_state`, `ledger.later_period_closed`.
pub fn reopen_period(tx: &mut WriteTx<'_>, company: i64, period: &str) -> Result<()> {
    expect_state(tx, company, period, "closed")?;
    let (later,) = tx.one::<(Option<String>,)>(&sql::LATER_CLOSED, params![company, period])?;
    if let Some(later) = later {
        return Err(LedgerRefusal::LaterClosed {
            period: period.to_owned(),
            later,
        }
        .into());
    }
    let none: Option<i64> = None;
    tx.exec_one(&sql::SET, params![company, period, "open", none, none, ""])?;
    Ok(())
}

fn expect_state(tx: &mut WriteTx<'_>, company: i64, period: &str, want: &str) -> Result<()> {
    let Some((status, _)) = tx.opt::<(String, i64)>(&sql::LOCK_FULL, params![company, period])?
    else {
        return Err(Error::NotFound);
    };
    if status != want {
        return Err(LedgerRefusal::PeriodState {
            period: period.to_owned(),
            status,
        }
        .into());
    }
    Ok(())
}
