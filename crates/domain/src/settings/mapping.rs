//! Which account of the chart plays which role.

use super::command::SettingsRefusal;
use super::store;
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::record::record;
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::money::Money;
use jieqing_ledger::AccountRole;
use serde_json::json;

/// Gives a role to another account of the chart, entering the account when it is new. Entries
/// posted before stay where they are; the receivable account, to which all open items tie, and that of
/// notes receivable, to which all bills tie, therefore can't be moved once they have entries.
#[derive(Debug, Clone)]
pub struct MapAccount {
    /// Role.
    pub role: AccountRole,
    /// Account code.
    pub code: String,
    /// Chinese name; the known one when empty.
    pub name: String,
    /// English name; the known one when empty.
    pub name_en: String,
}

impl Command for MapAccount {
    type Out = ();
    const PERMISSION: Permission = Permission::SettingsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<()> {
        let mut errors = Vec::new();
        for (path, text) in [
            ("code", &self.code),
            ("name", &self.name),
            ("name_en", &self.name_en),
        ] {
            wire::check_text(&mut errors, path, text, 100);
        }
        if self.code.is_empty()
            || !self
                .code
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'.')
        {
            errors.push(FieldError::new("code", "field.required"));
        }
        if !errors.is_empty() {
            return Err(Error::Invalid(errors));
        }
        let before =
            tx.opt::<(String, String)>(&store::OF_ROLE, params![ctx.company, self.role])?;
        let (before, side) = before.unzip();
        if let Some(from) = &before
            && matches!(self.role, AccountRole::Receivable | AccountRole::Notes)
            && *from != self.code
        {
            refuse_posted(tx, ctx, from, &self.code)?;
        }
        let known = tx.opt::<(String,)>(&store::ACCOUNT, params![ctx.company, self.code])?;
        if known.is_none() && self.name.is_empty() {
            return Err(SettingsRefusal::AccountUnknown {
                account: self.code.clone(),
            }
            .into());
        }
        tx.exec(&store::CLEAR_ROLE, params![ctx.company, self.role])?;
        tx.exec_one(
            &store::MAP,
            params![
                ctx.company,
                self.code,
                self.name,
                self.name_en,
                side.unwrap_or_else(|| "debit".to_owned()),
                self.role
            ],
        )?;
        let facts = json!({ "role": self.role.as_str(), "account": self.code, "before": before });
        record(
            tx,
            ctx,
            "company",
            ctx.company.raw(),
            "company.account_mapped",
            &facts,
        )?;
        Ok(())
    }
}

fn refuse_posted(tx: &mut WriteTx<'_>, ctx: &Ctx, from: &str, to: &str) -> Result<()> {
    let (lines, balance) = tx.one::<(i64, i64)>(&store::POSTED, params![ctx.company, from])?;
    if lines == 0 {
        return Ok(());
    }
    let currency = ctx.base_currency;
    Err(SettingsRefusal::ReceivablePosted {
        account: from.to_owned(),
        wanted: to.to_owned(),
        lines,
        balance: format!("{} {currency}", Money::new(balance, currency).text()),
    }
    .into())
}
