//! Commands of the credit controller.

use super::model::CustomerStatus;
use super::store::{self, Locked};
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::record::record;
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::Money;
use serde_json::json;

/// Puts a customer on hold, stops it, or releases it. The reason is shown wherever an order is
/// refused for it.
#[derive(Debug, Clone)]
pub struct SetCustomerStatus {
    /// Which.
    pub id: Id<wire::Customer>,
    /// The version the decision was made against.
    pub version: i64,
    /// New status.
    pub status: CustomerStatus,
    /// Why.
    pub reason: String,
}

impl Command for SetCustomerStatus {
    type Out = Id<wire::Customer>;
    const PERMISSION: Permission = Permission::CustomersCredit;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Self::Out> {
        check_reason(&self.reason, true)?;
        let now = lock(tx, ctx, scope, self.id, self.version)?;
        let reason = match self.status {
            CustomerStatus::Normal => "",
            CustomerStatus::Hold | CustomerStatus::Stop => self.reason.trim(),
        };
        tx.exec_one(
            &store::SET_STATUS,
            params![ctx.company, self.id, self.version, self.status, reason],
        )?;
        let facts = json!({
            "code": now.code, "name": now.name, "status": self.status.as_str(),
            "reason": self.reason.trim(), "before": { "status": now.status.as_str() },
        });
        let kind = match self.status {
            CustomerStatus::Normal => "customer.released",
            CustomerStatus::Hold => "customer.held",
            CustomerStatus::Stop => "customer.stopped",
        };
        record(tx, ctx, "customer", self.id.raw(), kind, &facts)?;
        Ok(self.id)
    }
}

/// Sets a customer's credit limit and, when given, its grade.
#[derive(Debug, Clone)]
pub struct SetCreditLimit {
    /// Which.
    pub id: Id<wire::Customer>,
    /// The version the decision was made against.
    pub version: i64,
    /// Limit in company currency, minor units; `None` is unlimited.
    pub limit: Option<i64>,
    /// Grade; `None` leaves it.
    pub grade: Option<String>,
    /// Why.
    pub reason: String,
}

impl Command for SetCreditLimit {
    type Out = Id<wire::Customer>;
    const PERMISSION: Permission = Permission::CustomersCredit;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Self::Out> {
        check_reason(&self.reason, false)?;
        if self.limit.is_some_and(|limit| limit < 0) {
            return Err(Error::field("credit_limit", "field.not_an_amount"));
        }
        let now = lock(tx, ctx, scope, self.id, self.version)?;
        let grade = self.grade.as_deref().unwrap_or(&now.grade).trim();
        if grade.chars().count() > 10 {
            return Err(Error::field("grade", "field.not_a_code"));
        }
        tx.exec_one(
            &store::SET_LIMIT,
            params![ctx.company, self.id, self.version, self.limit, grade],
        )?;
        let text = |limit: Option<i64>| limit.map(|l| Money::new(l, ctx.base_currency).text());
        let facts = json!({
            "code": now.code, "name": now.name, "credit_limit": text(self.limit), "grade": grade,
            "reason": self.reason.trim(), "currency": ctx.base_currency.code(),
            "before": { "credit_limit": text(now.credit_limit), "grade": now.grade },
        });
        let id = self.id.raw();
        record(tx, ctx, "customer", id, "customer.limit_set", &facts)?;
        Ok(self.id)
    }
}

fn check_reason(reason: &str, required: bool) -> Result<()> {
    let mut errors = Vec::new();
    if required && reason.trim().is_empty() {
        errors.push(FieldError::new("reason", "field.required"));
    }
    wire::check_text(&mut errors, "reason", reason, 500);
    if errors.is_empty() {
        Ok(())
    } else {
        Err(Error::Invalid(errors))
    }
}

fn lock(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    id: Id<wire::Customer>,
    version: i64,
) -> Result<Locked> {
    let now = store::lock(tx, ctx, id)?.ok_or(Error::NotFound)?;
    scope.check(now.owner, now.department)?;
    if now.version != version {
        return Err(Error::Stale {
            current: now.version,
        });
    }
    Ok(now)
}
