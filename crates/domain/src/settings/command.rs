//! Commands on settings.

use super::store;
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::record::record;
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::terms::Terms;
use jieqing_ledger::AccountRole;
use serde_json::json;

jieqing_kernel::refusals! {
    /// Why a setting is refused.
    pub enum SettingsRefusal {
        /// The code is taken.
        CodeTaken { code: String, name: String } = "settings.code_taken",
        /// No such account in the chart.
        AccountUnknown { account: String } = "settings.account_unknown",
    }
}
jieqing_kernel::known_codes!("settings.terms_rule");

/// Enters payment terms.
#[derive(Debug, Clone)]
pub struct CreateTerms {
    /// Short unique code.
    pub code: String,
    /// Name people choose by.
    pub name: String,
    /// Rule in the text form of `kernel::terms`, e.g. `net_30` or `net_30:0.3+net_60:rest`.
    pub rule: String,
}

impl Command for CreateTerms {
    type Out = Id<wire::Terms>;
    const PERMISSION: Permission = Permission::SettingsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<Self::Out> {
        check_named(&self.code, &self.name)?;
        let rule: Terms = self.rule.parse().map_err(|e| {
            let why = format!("{e}");
            Error::Invalid(vec![
                FieldError::new("rule", "settings.terms_rule").with("why", why),
            ])
        })?;
        let found = tx.opt::<(String,)>(&store::TERMS_NAME, params![ctx.company, self.code])?;
        refuse_taken(&self.code, found)?;
        let id: Id<wire::Terms> = ctx.new_id();
        let rule = rule.to_string();
        tx.exec_one(
            &store::INSERT_TERMS,
            params![ctx.company, id, self.code, self.name, rule],
        )?;
        let facts = json!({ "code": self.code, "name": self.name, "rule": rule });
        record(tx, ctx, "terms", id.raw(), "terms.created", &facts)?;
        Ok(id)
    }
}

/// Enters a bank account, wallet or cash box of ours.
#[derive(Debug, Clone)]
pub struct CreateBankAccount {
    /// Short unique code.
    pub code: String,
    /// Name people choose by.
    pub name: String,
    /// Bank.
    pub bank: String,
    /// Account number.
    pub account: String,
    /// Currency.
    pub currency: Currency,
    /// `bank`, `cash` or `wallet`: decides the ledger account.
    pub method: String,
}

impl Command for CreateBankAccount {
    type Out = Id<wire::BankAccount>;
    const PERMISSION: Permission = Permission::SettingsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<Self::Out> {
        check_named(&self.code, &self.name)?;
        if !["bank", "cash", "wallet"].contains(&self.method.as_str()) {
            return Err(Error::field("method", "field.not_a_code"));
        }
        let found = tx.opt::<(String,)>(&store::BANK_NAME, params![ctx.company, self.code])?;
        refuse_taken(&self.code, found)?;
        let id: Id<wire::BankAccount> = ctx.new_id();
        tx.exec_one(
            &store::INSERT_BANK,
            params![
                ctx.company,
                id,
                self.code,
                self.name,
                self.bank,
                self.account,
                self.currency,
                self.method
            ],
        )?;
        let facts = json!({ "code": self.code, "name": self.name, "method": self.method });
        record(
            tx,
            ctx,
            "bank_account",
            id.raw(),
            "bank_account.created",
            &facts,
        )?;
        Ok(id)
    }
}

/// Gives a role to another account of the chart, entering the account when it is new. Entries
/// posted before stay where they are.
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

fn check_named(code: &str, name: &str) -> Result<()> {
    let mut errors = Vec::new();
    for (path, text, max) in [("code", code, 40), ("name", name, 100)] {
        if text.trim().is_empty() {
            errors.push(FieldError::new(path, "field.required"));
        }
        wire::check_text(&mut errors, path, text, max);
    }
    if errors.is_empty() {
        Ok(())
    } else {
        Err(Error::Invalid(errors))
    }
}

fn refuse_taken(code: &str, found: Option<(String,)>) -> Result<()> {
    match found {
        None => Ok(()),
        Some((name,)) => Err(SettingsRefusal::CodeTaken {
            code: code.to_owned(),
            name,
        }
        .into()),
    }
}
