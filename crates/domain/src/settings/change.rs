//! Changing payment terms and bank accounts, and taking them out of use.
//!
//! Documents keep what they took: a changed rule or a name counts from the next document on. A record
//! out of use stays where it is named and can't be chosen any more.

use super::command::{bank_problems, check_named, parse_rule, refuse_taken};
use super::store;
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::record::record;
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use serde_json::json;

/// Changes payment terms.
#[derive(Debug, Clone)]
pub struct ChangeTerms {
    /// Which.
    pub id: Id<wire::Terms>,
    /// Version the change was made against.
    pub version: i64,
    /// Short unique code.
    pub code: String,
    /// Name people choose by.
    pub name: String,
    /// Rule in the text form of `kernel::terms`.
    pub rule: String,
    /// Whether new documents may take them.
    pub active: bool,
}

impl Command for ChangeTerms {
    type Out = Id<wire::Terms>;
    const PERMISSION: Permission = Permission::SettingsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<Self::Out> {
        check_named(&self.code, &self.name)?;
        let rule = parse_rule(&self.rule)?;
        let (before, current) = tx
            .opt::<(String, i64)>(&store::TERMS_NOW, params![ctx.company, self.id])?
            .ok_or(Error::NotFound)?;
        let other = params![ctx.company, self.code, self.id];
        refuse_taken(&self.code, tx.opt(&store::TERMS_OTHER, other)?)?;
        let values = params![
            ctx.company,
            self.id,
            self.version,
            self.code,
            self.name,
            rule,
            self.active
        ];
        if tx.exec(&store::CHANGE_TERMS, values)? == 0 {
            return Err(Error::Stale { current });
        }
        let facts = json!({ "code": self.code, "name": self.name, "rule": rule,
            "before": before, "active": self.active });
        record(tx, ctx, "terms", self.id.raw(), "terms.changed", &facts)?;
        Ok(self.id)
    }
}

/// Changes a bank account, wallet or cash box of ours. Its currency stays: receipts are in it.
#[derive(Debug, Clone)]
pub struct ChangeBankAccount {
    /// Which.
    pub id: Id<wire::BankAccount>,
    /// Version the change was made against.
    pub version: i64,
    /// Short unique code.
    pub code: String,
    /// Name people choose by.
    pub name: String,
    /// Bank.
    pub bank: String,
    /// Account number.
    pub account: String,
    /// `bank`, `cash` or `wallet`: decides the ledger account of receipts from now on.
    pub method: String,
    /// Whether receipts may name it.
    pub active: bool,
}

impl Command for ChangeBankAccount {
    type Out = Id<wire::BankAccount>;
    const PERMISSION: Permission = Permission::SettingsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<Self::Out> {
        let texts = [&self.code, &self.name, &self.bank, &self.account];
        wire::finish(bank_problems(texts.map(String::as_str), &self.method))?;
        let (current,) = tx
            .opt::<(i64,)>(&store::BANK_NOW, params![ctx.company, self.id])?
            .ok_or(Error::NotFound)?;
        let other = params![ctx.company, self.code, self.id];
        refuse_taken(&self.code, tx.opt(&store::BANK_OTHER, other)?)?;
        let values = params![
            ctx.company,
            self.id,
            self.version,
            self.code,
            self.name,
            self.bank,
            self.account,
            self.method,
            self.active
        ];
        if tx.exec(&store::CHANGE_BANK, values)? == 0 {
            return Err(Error::Stale { current });
        }
        let facts = json!({ "code": self.code, "name": self.name, "method": self.method,
            "active": self.active });
        let kind = "bank_account.changed";
        record(tx, ctx, "bank_account", self.id.raw(), kind, &facts)?;
        Ok(self.id)
    }
}
