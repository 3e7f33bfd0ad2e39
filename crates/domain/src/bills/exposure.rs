//! What bills count for in their customers' exposure.

use super::model::weighed;
use super::state::BillStatus;
use super::store;
use crate::receivables::{BalanceDelta, adjust_balance};
use crate::wire;
use jieqing_db::{ReadTx, WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use jieqing_kernel::money::sub;

/// The company's weight, e9.
pub(super) fn weight(tx: &mut ReadTx<'_>, ctx: &Ctx) -> Result<i64> {
    Ok(tx.one::<(i64,)>(&store::WEIGHT, params![ctx.company])?.0)
}

/// What a bill of `amount` counts for in `status`.
pub(super) fn counts(status: BillStatus, amount: i64, weight_e9: i64) -> Result<i64> {
    if status.exposed() {
        weighed(amount, weight_e9)
    } else {
        Ok(0)
    }
}

/// Changes what a customer's bills count for.
pub(super) fn adjust(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    customer: Id<wire::Customer>,
    change: i64,
) -> Result<()> {
    if change == 0 {
        return Ok(());
    }
    let delta = BalanceDelta {
        bills: change,
        base: change,
        ..BalanceDelta::default()
    };
    adjust_balance(tx, ctx, customer.raw(), Currency::CNY, delta)
}

/// Counts every unpaid bill anew after the company changed its weight.
///
/// # Errors
/// Database errors.
pub(crate) fn reweigh(tx: &mut WriteTx<'_>, ctx: &Ctx, weight_e9: i64) -> Result<()> {
    type Row = (Id<wire::Bill>, Id<wire::Customer>, i64, i64);
    for (id, customer, amount, before) in tx.all::<Row>(&store::EXPOSED, params![ctx.company])? {
        let now = weighed(amount, weight_e9)?;
        if now != before {
            tx.exec_one(&store::SET_EXPOSURE, params![ctx.company, id, now])?;
            adjust(tx, ctx, customer, sub(now, before)?)?;
        }
    }
    Ok(())
}
