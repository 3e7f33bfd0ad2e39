//! Commands on periods.

use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::record::record;
use crate::wire;
use jieqing_db::WriteTx;
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::date::{self, Date};
use jieqing_kernel::error::{Error, FieldError, Result};
use serde_json::json;

/// Closes an accounting period (结账). Later entries of its days are posted into the next one.
#[derive(Debug, Clone)]
pub struct ClosePeriod {
    /// `YYYY-MM`.
    pub period: String,
}

impl Command for ClosePeriod {
    type Out = ();
    const PERMISSION: Permission = Permission::LedgerClose;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<()> {
        whole_company(scope)?;
        first_day(&self.period)?;
        let company = ctx.company.raw();
        jieqing_ledger::close_period(tx, company, &self.period, ctx.actor.raw(), ctx.now())?;
        let digest = jieqing_ledger::digest_of_period(tx, company, &self.period)?;
        let facts = json!({ "period": self.period, "digest": digest });
        record(
            tx,
            ctx,
            "period",
            key(&self.period),
            "period.closed",
            &facts,
        )?;
        Ok(())
    }
}

/// Opens the last closed period again (反结账).
#[derive(Debug, Clone)]
pub struct ReopenPeriod {
    /// `YYYY-MM`.
    pub period: String,
    /// Why.
    pub reason: String,
}

impl Command for ReopenPeriod {
    type Out = ();
    const PERMISSION: Permission = Permission::LedgerClose;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<()> {
        whole_company(scope)?;
        first_day(&self.period)?;
        let mut errors = Vec::new();
        if self.reason.trim().is_empty() {
            errors.push(FieldError::new("reason", "field.required"));
        }
        wire::check_text(&mut errors, "reason", &self.reason, 500);
        if !errors.is_empty() {
            return Err(Error::Invalid(errors));
        }
        jieqing_ledger::reopen_period(tx, ctx.company.raw(), &self.period)?;
        let facts = json!({ "period": self.period, "reason": self.reason.trim() });
        record(
            tx,
            ctx,
            "period",
            key(&self.period),
            "period.reopened",
            &facts,
        )?;
        Ok(())
    }
}

/// First day of a period written `YYYY-MM`.
///
/// # Errors
/// [`Error::NotFound`]: no other text names a period.
pub(super) fn first_day(period: &str) -> Result<Date> {
    date::parse(&format!("{period}-01")).ok_or(Error::NotFound)
}

/// The books belong to the whole company.
///
/// # Errors
/// [`Error::Forbidden`] for a narrower scope.
pub(super) fn whole_company(scope: &Scope) -> Result<()> {
    match scope {
        Scope::Company => Ok(()),
        Scope::Part { .. } => Err(Error::Forbidden {
            permission: Permission::LedgerRead.as_str(),
        }),
    }
}

/// Subject id of a period in the event log: `202611`.
fn key(period: &str) -> i64 {
    period.replace('-', "").parse().unwrap_or(0)
}
