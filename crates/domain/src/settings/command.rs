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
use serde_json::json;

jieqing_kernel::refusals! {
    /// Why a setting is refused.
    pub enum SettingsRefusal {
        /// The code is taken.
        CodeTaken { code: String, name: String } = "settings.code_taken",
        /// The control account has entries: its open items would no longer tie to it.
        ReceivablePosted { account: String, wanted: String, lines: i64, balance: String } = "settings.receivable_posted",
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
        let rule = parse_rule(&self.rule)?;
        let found = tx.opt::<(String,)>(&store::TERMS_NAME, params![ctx.company, self.code])?;
        refuse_taken(&self.code, found)?;
        let id: Id<wire::Terms> = ctx.new_id();
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
        wire::finish(self.problems())?;
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

impl CreateBankAccount {
    /// Everything wrong with its fields, at once.
    #[must_use]
    pub fn problems(&self) -> Vec<FieldError> {
        let texts = [&self.code, &self.name, &self.bank, &self.account];
        bank_problems(texts.map(String::as_str), &self.method)
    }
}

/// Everything wrong with a bank account's code, name, bank and account, and its method.
pub(super) fn bank_problems(
    [code, name, bank, account]: [&str; 4],
    method: &str,
) -> Vec<FieldError> {
    let mut errors = named_problems(code, name);
    wire::check_text(&mut errors, "bank", bank, 100);
    wire::check_text(&mut errors, "account", account, 100);
    if !["bank", "cash", "wallet"].contains(&method) {
        errors.push(FieldError::new("method", "field.not_a_code"));
    }
    errors
}

pub(super) fn check_named(code: &str, name: &str) -> Result<()> {
    wire::finish(named_problems(code, name))
}

fn named_problems(code: &str, name: &str) -> Vec<FieldError> {
    let mut errors = Vec::new();
    for (path, text, max) in [("code", code, 40), ("name", name, 100)] {
        if text.trim().is_empty() {
            errors.push(FieldError::new(path, "field.required"));
        }
        wire::check_text(&mut errors, path, text, max);
    }
    errors
}

pub(super) fn refuse_taken(code: &str, found: Option<(String,)>) -> Result<()> {
    match found {
        None => Ok(()),
        Some((name,)) => Err(SettingsRefusal::CodeTaken {
            code: code.to_owned(),
            name,
        }
        .into()),
    }
}

/// The rule in its one text form.
pub(super) fn parse_rule(text: &str) -> Result<String> {
    let parsed: std::result::Result<Terms, _> = text.parse();
    parsed.map(|rule| rule.to_string()).map_err(|e| {
        let why = format!("{e}");
        Error::Invalid(vec![
            FieldError::new("rule", "settings.terms_rule").with("why", why),
        ])
    })
}
