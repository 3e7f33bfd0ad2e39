//! Legal entities: founding another one, changing settings.

use super::company::{NewCompany, create_company};
use super::error::AdminRefusal;
use super::store::company::{self as store, CompanyRow};
use super::store::users;
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::record::record;
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::{Company, Ctx};
use jieqing_kernel::decimal::{RATE_SCALE, format_trimmed};
use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::{MAX_MINOR, Money};
use serde_json::json;

jieqing_db::text_enum! {
    /// When a receivable arises.
    pub enum ReceivableOn {
        /// On sign-off.
        Signoff = "signoff",
        /// On dispatch.
        Dispatch = "dispatch",
    }
}

jieqing_db::text_enum! {
    /// What a credit check does when the limit is exceeded.
    pub enum CreditCheck {
        /// Tells.
        Pass = "pass",
        /// Warns.
        Warn = "warn",
        /// Waits for the credit controller.
        Hold = "hold",
    }
}

/// What a company may change about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompanyDraft {
    /// Name.
    pub name: String,
    /// English name.
    pub name_en: String,
    /// 统一社会信用代码.
    pub uscc: String,
    /// Address on documents.
    pub address: String,
    /// Phone on documents.
    pub phone: String,
    /// 开户行.
    pub bank_name: String,
    /// Account on documents.
    pub bank_account: String,
    /// When a receivable arises.
    pub receivable_on: ReceivableOn,
    /// What a credit check does.
    pub credit_check: CreditCheck,
    /// Whether confirmed undelivered orders count against the limit.
    pub count_undelivered: bool,
    /// How much more than ordered may be delivered, e9.
    pub over_tolerance_e9: i64,
    /// How much less than ordered closes a line, e9.
    pub under_tolerance_e9: i64,
    /// Largest difference written off without approval, company currency, minor units.
    pub write_off_limit: i64,
    /// How much of an unpaid bill counts as exposure, e9: 1e9 is all of it.
    pub bill_weight_e9: i64,
}

impl CompanyDraft {
    fn check(&self) -> Result<()> {
        let mut errors = Vec::new();
        if self.name.trim().is_empty() {
            errors.push(FieldError::new("name", "field.required"));
        }
        for (path, text) in [
            ("name", &self.name),
            ("name_en", &self.name_en),
            ("uscc", &self.uscc),
            ("address", &self.address),
            ("phone", &self.phone),
            ("bank_name", &self.bank_name),
            ("bank_account", &self.bank_account),
        ] {
            wire::check_text(&mut errors, path, text, 200);
        }
        for (path, e9) in [
            ("over_tolerance", self.over_tolerance_e9),
            ("under_tolerance", self.under_tolerance_e9),
            ("bill_weight", self.bill_weight_e9),
        ] {
            if !(0..=1_000_000_000).contains(&e9) {
                errors.push(FieldError::new(path, "field.out_of_range").with("allowed", "0–1"));
            }
        }
        if !(0..=MAX_MINOR).contains(&self.write_off_limit) {
            errors.push(
                FieldError::new("write_off_limit", "field.out_of_range").with("allowed", "≥ 0"),
            );
        }
        if errors.is_empty() {
            Ok(())
        } else {
            Err(Error::Invalid(errors))
        }
    }
}

/// Changes the settings of the company one works in.
#[derive(Debug, Clone)]
pub struct ChangeCompany {
    /// The version the change was made against.
    pub version: i64,
    /// The whole new content.
    pub draft: CompanyDraft,
}

impl Command for ChangeCompany {
    type Out = ();
    const PERMISSION: Permission = Permission::SettingsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<()> {
        self.draft.check()?;
        let now = tx.one::<CompanyRow>(&store::LOCK, params![ctx.company])?;
        if now.version != self.version {
            return Err(Error::Stale {
                current: now.version,
            });
        }
        let d = &self.draft;
        tx.exec_one(
            &store::CHANGE,
            params![
                ctx.company,
                d.name.trim(),
                d.name_en,
                d.uscc,
                d.address,
                d.phone,
                d.bank_name,
                d.bank_account,
                d.receivable_on,
                d.credit_check,
                d.count_undelivered,
                d.over_tolerance_e9,
                d.under_tolerance_e9,
                d.write_off_limit,
                d.bill_weight_e9
            ],
        )?;
        if now.bill_weight_e9 != d.bill_weight_e9 {
            crate::bills::reweigh(tx, ctx, d.bill_weight_e9)?;
        }
        let amount = |minor| Money::new(minor, ctx.base_currency).text();
        let rate = |e9| format_trimmed(e9, RATE_SCALE);
        let facts = json!({
            "name": d.name, "receivable_on": d.receivable_on.as_str(),
            "credit_check": d.credit_check.as_str(), "write_off_limit": amount(d.write_off_limit),
            "bill_weight": rate(d.bill_weight_e9),
            "before": {
                "name": now.name, "receivable_on": now.receivable_on.as_str(),
                "credit_check": now.credit_check.as_str(),
                "write_off_limit": amount(now.write_off_limit),
                "bill_weight": rate(now.bill_weight_e9),
            },
        });
        let id = ctx.company.raw();
        record(tx, ctx, "company", id, "company.changed", &facts)?;
        Ok(())
    }
}

/// Founds another company. Its founder gets the roles they have here over the whole company.
#[derive(Debug, Clone)]
pub struct CreateCompany {
    /// The company.
    pub new: NewCompany,
}

impl Command for CreateCompany {
    type Out = Id<Company>;
    const PERMISSION: Permission = Permission::UsersWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<Self::Out> {
        let mut errors = Vec::new();
        for (path, text, max) in [("code", &self.new.code, 20), ("name", &self.new.name, 200)] {
            if text.trim().is_empty() {
                errors.push(FieldError::new(path, "field.required"));
            }
            wire::check_text(&mut errors, path, text, max);
        }
        if !(-720..=840).contains(&self.new.utc_offset_minutes) {
            errors.push(
                FieldError::new("utc_offset_minutes", "field.out_of_range")
                    .with("allowed", "-720–840"),
            );
        }
        if !errors.is_empty() {
            return Err(Error::Invalid(errors));
        }
        // Names of other companies stay unknown: only the code is told.
        if tx
            .opt::<(i64,)>(&store::BY_CODE, params![self.new.code])?
            .is_some()
        {
            return Err(AdminRefusal::CompanyCodeTaken {
                code: self.new.code.clone(),
            }
            .into());
        }
        let mut there = create_company(tx, &ctx.clock, &ctx.ids, ctx.actor, &self.new)?;
        there.request_id.clone_from(&ctx.request_id);
        let founder = ctx.actor.raw();
        let copied = params![there.company, ctx.company, founder];
        tx.exec(&users::COPY_ROLES, copied)?;
        let roles =
            tx.all::<users::AssignmentRow>(&users::ROLES_IN, params![there.company, founder])?;
        let roles: Vec<_> = roles.iter().map(|r| r.role.as_str()).collect();
        let facts = json!({ "roles": roles, "reason": "company founded" });
        record(tx, &there, "user", founder, "user.roles_assigned", &facts)?;
        Ok(there.company)
    }
}
