//! Commands on exchange rates.

use super::store;
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::record::record;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::decimal::{RATE_SCALE, format_trimmed};
use jieqing_kernel::error::{Error, Result};
use serde_json::json;

/// Sets the rate of a currency from a day on. Documents that took another rate keep it.
#[derive(Debug, Clone, Copy)]
pub struct SetRate {
    /// Currency, not the company's own.
    pub currency: Currency,
    /// First day it holds.
    pub valid_on: Date,
    /// Company currency per unit, e9.
    pub rate_e9: i64,
}

impl Command for SetRate {
    type Out = ();
    const PERMISSION: Permission = Permission::SettingsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<()> {
        if self.currency == ctx.base_currency {
            return Err(Error::field("currency", "field.not_a_code"));
        }
        if self.rate_e9 <= 0 {
            return Err(Error::field("rate", "field.not_an_amount"));
        }
        tx.exec_one(
            &store::PUT,
            params![ctx.company, self.currency, self.valid_on, self.rate_e9],
        )?;
        let facts = json!({
            "currency": self.currency.code(), "valid_on": self.valid_on.to_string(),
            "rate": format_trimmed(self.rate_e9, RATE_SCALE),
        });
        record(
            tx,
            ctx,
            "company",
            ctx.company.raw(),
            "company.rate_set",
            &facts,
        )?;
        Ok(())
    }
}
