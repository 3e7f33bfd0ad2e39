//! A customer's balances, for who may see the customer.

use super::store::customer as store;
use crate::access::Scope;
use crate::receivables::query::{BalanceView, MonthBalance, balance_of, balance_series};
use crate::wire;
use jieqing_db::{ReadTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;

/// Months shown.
const MONTHS: u32 = 12;

/// Balances now, by currency, and at the last twelve month ends.
///
/// # Errors
/// [`Error::NotFound`] for a customer outside the scope.
pub fn balances(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    customer: Id<wire::Customer>,
) -> Result<(Vec<BalanceView>, Vec<MonthBalance>)> {
    let (owner, department) = tx
        .opt::<(i64, i64)>(&store::OWNER, params![ctx.company, customer])?
        .ok_or(Error::NotFound)?;
    scope.check(owner, department)?;
    let now = balance_of(tx, ctx, customer)?;
    let months = balance_series(tx, ctx, customer, ctx.today(), MONTHS)?;
    Ok((now, months))
}
