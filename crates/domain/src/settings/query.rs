//! Read models of settings. The lists are short and come whole.

use super::store;
use crate::wire;
use jieqing_db::{ReadTx, params, row};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;

row! {
    /// Payment terms.
    pub struct TermsRow {
        /// Id.
        pub id: Id<wire::Terms>,
        /// Code.
        pub code: String,
        /// Name.
        pub name: String,
        /// Rule in the text form of `kernel::terms`.
        pub rule: String,
        /// Whether new documents may take them.
        pub active: bool,
        /// Row version.
        pub version: i64,
    }
}
row! {
    /// A bank account, wallet or cash box of ours.
    pub struct BankAccountRow {
        /// Id.
        pub id: Id<wire::BankAccount>,
        /// Code.
        pub code: String,
        /// Name.
        pub name: String,
        /// Bank.
        pub bank: String,
        /// Account number.
        pub account: String,
        /// Currency.
        pub currency: Currency,
        /// `bank`, `cash` or `wallet`.
        pub method: String,
        /// Whether receipts may name it.
        pub active: bool,
        /// Row version.
        pub version: i64,
    }
}
row! {
    /// An account of the chart.
    pub struct AccountRow {
        /// Code.
        pub code: String,
        /// Chinese name.
        pub name: String,
        /// English name.
        pub name_en: String,
        /// Normal side.
        pub side: String,
        /// Role it plays, empty for none.
        pub role: String,
        /// Whether it is used.
        pub active: bool,
    }
}
row! {
    /// An exchange rate.
    pub struct RateRow {
        /// Currency.
        pub currency: Currency,
        /// First day it holds.
        pub valid_on: Date,
        /// Company currency per unit, e9.
        pub rate_e9: i64,
    }
}

/// Payment terms by code.
///
/// # Errors
/// Database errors.
pub fn terms(tx: &mut ReadTx<'_>, ctx: &Ctx) -> Result<Vec<TermsRow>> {
    Ok(tx.all(&store::TERMS, params![ctx.company])?)
}

/// One of them.
///
/// # Errors
/// [`Error::NotFound`].
pub fn one_terms(tx: &mut ReadTx<'_>, ctx: &Ctx, id: Id<wire::Terms>) -> Result<TermsRow> {
    let found = terms(tx, ctx)?.into_iter().find(|t| t.id == id);
    found.ok_or(Error::NotFound)
}

/// One of [`bank_accounts`].
///
/// # Errors
/// [`Error::NotFound`].
pub fn bank_account(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    id: Id<wire::BankAccount>,
) -> Result<BankAccountRow> {
    let found = bank_accounts(tx, ctx)?.into_iter().find(|b| b.id == id);
    found.ok_or(Error::NotFound)
}

/// Bank accounts, the oldest first.
///
/// # Errors
/// Database errors.
pub fn bank_accounts(tx: &mut ReadTx<'_>, ctx: &Ctx) -> Result<Vec<BankAccountRow>> {
    Ok(tx.all(&store::BANKS, params![ctx.company])?)
}

/// The chart of accounts with the roles.
///
/// # Errors
/// Database errors.
pub fn accounts(tx: &mut ReadTx<'_>, ctx: &Ctx) -> Result<Vec<AccountRow>> {
    Ok(tx.all(&store::ACCOUNTS, params![ctx.company])?)
}

/// Exchange rates, the latest of each currency first.
///
/// # Errors
/// Database errors.
pub fn rates(tx: &mut ReadTx<'_>, ctx: &Ctx) -> Result<Vec<RateRow>> {
    Ok(tx.all(&store::RATES, params![ctx.company])?)
}
