//! Every proof over one company, on one snapshot (reliability.md §2).

use super::store::{self, CompanyRow};
use jieqing_db::{ReadTx, events};
use jieqing_kernel::clock::{Clock, day_at};
use jieqing_kernel::error::Result;

/// What a verification of one company found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// Events whose chain was recomputed.
    pub events: i64,
    /// What does not hold, in words; empty when all is well.
    pub problems: Vec<String>,
}

/// All companies.
///
/// # Errors
/// Database errors.
pub fn companies(tx: &mut ReadTx<'_>) -> Result<Vec<CompanyRow>> {
    Ok(tx.all(&store::COMPANIES, &[])?)
}

/// Recomputes everything of a company: the chain of its events, its ledger, its open items.
///
/// # Errors
/// Database errors.
pub fn verify_company(tx: &mut ReadTx<'_>, company: &CompanyRow, clock: &Clock) -> Result<Proof> {
    let mut problems = Vec::new();
    let events = match events::verify(tx, company.id)? {
        Ok(seq) => seq,
        Err(why) => {
            problems.push(format!("event log: {why}"));
            0
        }
    };
    problems.extend(jieqing_ledger::verify_entries(tx, company.id)?);
    problems.extend(jieqing_ledger::verify_balances(tx, company.id)?);
    let offset = i32::try_from(company.utc_offset_minutes).unwrap_or(480);
    let today = day_at(clock.now(), offset);
    problems.extend(crate::receivables::verify(tx, company.id, today)?);
    Ok(Proof { events, problems })
}
