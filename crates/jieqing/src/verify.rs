//! Every proof there is, over every company of a database.

use crate::failure::Outcome;
use jieqing_db::{Db, ReadTx};
use jieqing_domain::platform;
use jieqing_kernel::error::Result;
use serde::Serialize;

/// What a verification found.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    /// Companies looked at.
    pub(crate) companies: usize,
    /// Events whose chain was recomputed.
    pub(crate) events: i64,
    /// What does not hold, in words; empty when all is well.
    pub(crate) problems: Vec<String>,
}

/// Verifies a database on one snapshot.
///
/// # Errors
/// Database errors.
pub(crate) fn verify(db: &Db) -> Outcome<Report> {
    Ok(db.read(all)?)
}

fn all(tx: &mut ReadTx<'_>) -> Result<Report> {
    let companies = platform::companies(tx)?;
    let mut report = Report {
        companies: companies.len(),
        events: 0,
        problems: Vec::new(),
    };
    for company in companies {
        let proof = platform::verify_company(tx, &company)?;
        report.events = report.events.saturating_add(proof.events);
        let named = proof.problems.into_iter();
        report
            .problems
            .extend(named.map(|problem| format!("{}: {problem}", company.code)));
    }
    Ok(report)
}
