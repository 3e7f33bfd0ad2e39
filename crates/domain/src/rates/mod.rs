//! Exchange rates: company currency per unit of a currency, by the day they hold from.
//!
//! **Invariant:** a document takes the latest rate on or before its date and keeps it.

mod command;
mod store;

pub use command::SetRate;

use jieqing_db::{ReadTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::Result;

/// The rate of the company's own currency, e9.
pub const ONE_E9: i64 = 1_000_000_000;

jieqing_kernel::refusals! {
    /// Why there is no rate.
    pub enum RateRefusal {
        /// No rate on or before the day.
        Missing { currency: String, on: String, base: String } = "rates.missing",
    }
}

/// The rate of `currency` on `on`, scaled by 10^9: 1 for the company's own currency, else the latest
/// one on or before the day.
///
/// # Errors
/// `rates.missing`.
pub fn rate_on(tx: &mut ReadTx<'_>, ctx: &Ctx, currency: Currency, on: Date) -> Result<i64> {
    if currency == ctx.base_currency {
        return Ok(ONE_E9);
    }
    let found = tx.opt::<(i64,)>(&store::RATE, params![ctx.company, currency, on])?;
    match found {
        Some((rate,)) => Ok(rate),
        None => Err(RateRefusal::Missing {
            currency: currency.to_string(),
            on: on.to_string(),
            base: ctx.base_currency.to_string(),
        }
        .into()),
    }
}
