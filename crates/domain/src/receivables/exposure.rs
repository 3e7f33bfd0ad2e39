//! One exposure function (semantics: exposure), kept incrementally and explained item by item.

use super::store;
use crate::wire;
use jieqing_db::{ReadTx, WriteTx, params, row};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;

/// A change of a customer's balance in one currency; minor units, signed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BalanceDelta {
    /// Invoiced and open.
    pub billed: i64,
    /// Signed, not invoiced.
    pub unbilled: i64,
    /// Receipts and credits not applied (negative).
    pub credit: i64,
    /// Confirmed, not delivered.
    pub undelivered: i64,
    /// Bills not yet honoured, as far as the company counts them.
    pub bills: i64,
    /// All of it in company currency.
    pub base: i64,
}

impl BalanceDelta {
    pub(super) fn of_item(debit: bool, billed: bool, amount: i64, base: i64) -> Self {
        let mut delta = Self {
            base,
            ..Self::default()
        };
        match (debit, billed) {
            (false, _) => delta.credit = amount,
            (true, true) => delta.billed = amount,
            (true, false) => delta.unbilled = amount,
        }
        delta
    }
}

row! {
    /// What a customer owes and may still owe in one currency, minor units.
    pub struct Exposure {
        /// Currency.
        pub currency: Currency,
        /// Invoiced and open.
        pub billed: i64,
        /// Signed, not invoiced.
        pub unbilled: i64,
        /// Receipts and credits not applied (negative).
        pub credit: i64,
        /// Confirmed, not delivered.
        pub undelivered: i64,
        /// Bills not yet honoured, as far as the company counts them.
        pub bills: i64,
        /// Sum in company currency.
        pub base: i64,
    }
}

row! {
    /// A customer whose credit is being decided on; locked until the end of the transaction (C2).
    pub struct LockedCustomer {
        /// `normal`, `hold` or `stop`.
        pub status: String,
        /// Limit in company currency, minor units; `None` is unlimited.
        pub limit: Option<i64>,
        /// Owner.
        pub owner: i64,
        /// Department.
        pub department: i64,
    }
}

/// Adds `delta` to a customer's balance.
///
/// # Errors
/// Database errors.
pub fn adjust_balance(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    customer: i64,
    currency: Currency,
    delta: BalanceDelta,
) -> Result<()> {
    tx.exec_one(
        &store::ADJUST_BALANCE,
        params![
            ctx.company,
            customer,
            currency,
            delta.billed,
            delta.unbilled,
            delta.credit,
            delta.undelivered,
            delta.base,
            delta.bills
        ],
    )?;
    Ok(())
}

/// Exposure by currency; empty for a customer without business.
///
/// # Errors
/// Database errors.
pub fn exposure(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    customer: Id<wire::Customer>,
) -> Result<Vec<Exposure>> {
    Ok(tx.all(&store::BALANCES, params![ctx.company, customer])?)
}

/// Locks a customer before a credit decision.
///
/// # Errors
/// [`Error::NotFound`].
pub fn lock_customer(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    customer: Id<wire::Customer>,
) -> Result<LockedCustomer> {
    tx.opt(&store::LOCK_CUSTOMER, params![ctx.company, customer])?
        .ok_or(Error::NotFound)
}
