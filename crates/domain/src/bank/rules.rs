//! What a company allows with receipts and bank statements.

use super::model::{Automatic, Unfooted};
use super::store;
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::record::record;
use jieqing_db::{ReadTx, WriteTx, params, row};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::money::Money;
use serde_json::json;

row! {
    /// The rules.
    pub struct ReceiptRules {
        /// What is done with a statement that does not foot.
        pub unfooted: Unfooted,
        /// What is applied without a person.
        pub automatic: Automatic,
        /// A receipt may fall short of a named item by this much and be proposed for it: minor units of the
        /// company's currency, inclusive.
        pub short_cap: i64,
        /// The same as a share of the item, per mille, inclusive.
        pub short_permille: i64,
        /// Version; 1 before the rules were ever set.
        pub version: i64,
    }
}

/// The rules in force; those of a new company until they are set.
///
/// # Errors
/// Database errors.
pub fn receipt_rules(tx: &mut ReadTx<'_>, ctx: &Ctx) -> Result<ReceiptRules> {
    let set = tx.opt::<ReceiptRules>(&store::RULES, params![ctx.company])?;
    Ok(set.unwrap_or(ReceiptRules {
        unfooted: Unfooted::Mark,
        automatic: Automatic::Off,
        short_cap: 5_000,
        short_permille: 30,
        version: 1,
    }))
}

/// Sets the rules.
#[derive(Debug, Clone)]
pub struct SetReceiptRules {
    /// All of them, with the version they were looked at.
    pub rules: ReceiptRules,
}

impl Command for SetReceiptRules {
    type Out = ();
    const PERMISSION: Permission = Permission::SettingsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<()> {
        let now = &self.rules;
        let mut errors = Vec::new();
        if !(0..=100_000_000).contains(&now.short_cap) {
            let most = Money::new(100_000_000, ctx.base_currency);
            errors.push(
                FieldError::new("short_cap", "field.out_of_range")
                    .with("allowed", format!("0 … {most}")),
            );
        }
        if !(0..=500).contains(&now.short_permille) {
            errors.push(
                FieldError::new("short_permille", "field.out_of_range").with("allowed", "0 … 500"),
            );
        }
        crate::wire::finish(errors)?;
        let before = receipt_rules(tx, ctx)?;
        if before.version != now.version {
            return Err(Error::Stale {
                current: before.version,
            });
        }
        tx.exec_one(
            &store::SET_RULES,
            params![
                ctx.company,
                now.unfooted,
                now.automatic,
                now.short_cap,
                now.short_permille,
                now.version.saturating_add(1)
            ],
        )?;
        let facts = json!({
            "unfooted": now.unfooted.as_str(), "automatic": now.automatic.as_str(),
            "short_cap": Money::new(now.short_cap, ctx.base_currency).text(), "short_permille": now.short_permille,
            "before": { "unfooted": before.unfooted.as_str(), "automatic": before.automatic.as_str() },
        });
        record(
            tx,
            ctx,
            "company",
            ctx.company.raw(),
            "company.receipt_rules_set",
            &facts,
        )?;
        Ok(())
    }
}
