//! Every proof over one company, on one snapshot (reliability.md §2).

use super::store::{self, CompanyRow};
use jieqing_db::{ReadTx, events};
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

/// Recomputes everything of a company: the chain of its events, its books.
///
/// # Errors
/// Database errors.
pub fn verify_company(tx: &mut ReadTx<'_>, company: &CompanyRow) -> Result<Proof> {
    let mut problems = Vec::new();
    let events = match events::verify(tx, company.id)? {
        Ok(seq) => seq,
        Err(why) => {
            problems.push(format!("event log: {why}"));
            0
        }
    };
    let found = crate::books::verify_books(tx, company.id)?;
    problems.extend(
        found
            .into_iter()
            .map(|p| format!("{}: {}", p.check, p.what)),
    );
    Ok(Proof { events, problems })
}
