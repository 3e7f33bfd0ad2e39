//! A customer at a glance, and who is over the limit.

use super::balances::balances;
use super::store::customer as store;
use super::worklist::allowed;
use crate::access::{InScope, Permission, Scope};
use crate::receivables::query::{BalanceView, MonthBalance};
use crate::wire;
use jieqing_db::{ReadTx, SqlBuilder, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::{sub, sum};

pub use store::{CustomerHead, OverLimit, RecentDocument};

/// A customer at a glance (客户全景). Amounts in minor units.
#[derive(Debug, Clone)]
pub struct Overview {
    /// Who they are.
    pub head: CustomerHead,
    /// Balances by currency; each is a part of the exposure.
    pub balances: Vec<BalanceView>,
    /// Exposure in company currency: balances and undelivered orders.
    pub exposure: i64,
    /// Limit less exposure; `None` is unlimited.
    pub room: Option<i64>,
    /// Overdue in company currency.
    pub overdue: i64,
    /// Balances at the last month ends.
    pub months: Vec<MonthBalance>,
    /// Last orders; empty for who may not see them.
    pub orders: Vec<RecentDocument>,
    /// Last deliveries.
    pub deliveries: Vec<RecentDocument>,
    /// Last invoices.
    pub invoices: Vec<RecentDocument>,
    /// Last receipts.
    pub receipts: Vec<RecentDocument>,
}

/// A customer at a glance.
///
/// # Errors
/// [`Error::NotFound`] outside the scope.
pub fn overview(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    customer: Id<wire::Customer>,
) -> Result<Overview> {
    let (now, months) = balances(tx, ctx, scope, customer)?;
    let key = params![ctx.company, customer];
    let head = tx
        .opt::<CustomerHead>(&store::HEAD, key)?
        .ok_or(Error::NotFound)?;
    let exposure = sum(now.iter().map(|b| b.base_exposure))?;
    let mut last = |permission, sql| match allowed(tx, ctx, permission)? {
        // Documents may have another owner than their customer: narrower scopes use the lists.
        Some(Scope::Company) => Ok::<_, Error>(tx.all::<RecentDocument>(sql, key)?),
        Some(reach) if reach.covers(head.owner_id, head.department_id) => Ok(tx.all(sql, key)?),
        _ => Ok(Vec::new()),
    };
    Ok(Overview {
        orders: last(Permission::OrdersRead, &store::LAST_ORDERS)?,
        deliveries: last(Permission::DeliveriesRead, &store::LAST_DELIVERIES)?,
        invoices: last(Permission::InvoicesRead, &store::LAST_INVOICES)?,
        receipts: last(Permission::ReceiptsRead, &store::LAST_RECEIPTS)?,
        overdue: sum(now.iter().map(|b| b.base_overdue))?,
        room: head
            .credit_limit
            .map(|limit| sub(limit, exposure))
            .transpose()?,
        exposure,
        balances: now,
        months,
        head,
    })
}

/// Customers whose exposure is above their limit, largest excess first. At the limit is not above.
///
/// # Errors
/// Database errors.
pub fn over_limit(tx: &mut ReadTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Vec<OverLimit>> {
    let (sql, values) = SqlBuilder::new("OVER_LIMIT", store::OVER_LIMIT)
        .bind(
            "where c.company_id = ? and c.credit_limit_minor is not null",
            &[&ctx.company],
        )
        .within(scope, "c.owner_id", "c.department_id")
        .push(store::OVER_LIMIT_TAIL)
        .finish();
    Ok(tx.all(&sql, &values)?)
}
