//! Entries by hand (手工凭证): opening balances, purchases, wages, whatever no document of this
//! product posts.

use super::command::whole_company;
use super::error::BooksRefusal;
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::record::record;
use crate::settings::query::{AccountRow, accounts};
use crate::wire;
use jieqing_db::WriteTx;
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::{MAX_MINOR, Money};
use jieqing_ledger::{AccountRef, AccountRole, Draft, DraftLine};
use serde_json::json;

/// Kind of source document of an entry by hand.
pub(super) const BY_HAND: &str = "journal";
/// Lines of one entry.
const LINES_MAX: usize = 200;

/// A line of an entry by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalLine {
    /// Code of the account.
    pub account: String,
    /// Minor units of the company currency: debits positive, credits negative.
    pub amount: i64,
}

/// Posts an entry by hand, in company currency. Like every entry it moves to the first open day when
/// its period is closed, and both dates are kept.
#[derive(Debug, Clone)]
pub struct PostJournal {
    /// Day of the entry; today when absent, never in the future.
    pub on: Option<Date>,
    /// 摘要: what happened.
    pub memo: String,
    /// Number of the paper behind it, may be empty.
    pub reference: String,
    /// Two or more lines whose sum is zero.
    pub lines: Vec<JournalLine>,
}

impl Command for PostJournal {
    type Out = Id<wire::Entry>;
    const PERMISSION: Permission = Permission::LedgerPost;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Self::Out> {
        whole_company(scope)?;
        wire::finish(self.problems(ctx.today()))?;
        let chart = accounts(tx, ctx)?;
        for line in &self.lines {
            usable(&chart, &line.account)?;
        }
        balanced(&self.lines, ctx.base_currency)?;
        let source: Id<wire::Entry> = ctx.new_id();
        let mut draft = Draft::new(
            "journal.posted",
            (BY_HAND, source.raw(), self.reference.trim()),
            self.on.unwrap_or_else(|| ctx.today()),
            self.memo.trim().to_owned(),
        );
        for line in &self.lines {
            draft = draft.line(DraftLine {
                account: AccountRef::Code(line.account.clone()),
                customer: 0,
                department: 0,
                currency: ctx.base_currency,
                amount: line.amount,
                base: line.amount,
            });
        }
        let posted = jieqing_ledger::post(tx, ctx, &draft)?;
        let facts = json!({
            "number": posted.number, "memo": draft.memo, "reference": draft.source_no,
            "posted_on": posted.posted_on.to_string(),
            "amount": Money::new(debits(&self.lines)?, ctx.base_currency).text(),
            "currency": ctx.base_currency.code(),
        });
        record(tx, ctx, "entry", posted.id, "entry.posted", &facts)?;
        Ok(Id::from_raw(posted.id))
    }
}

impl PostJournal {
    fn problems(&self, today: Date) -> Vec<FieldError> {
        let mut errors = Vec::new();
        wire::check_not_future(&mut errors, "on", self.on, today);
        if self.memo.trim().is_empty() {
            errors.push(FieldError::new("memo", "field.required"));
        }
        wire::check_text(&mut errors, "memo", &self.memo, 500);
        wire::check_text(&mut errors, "reference", &self.reference, 100);
        if !(2..=LINES_MAX).contains(&self.lines.len()) {
            let error = FieldError::new("lines", "field.out_of_range");
            errors.push(error.with("allowed", format!("2–{LINES_MAX}")));
        }
        for (i, line) in self.lines.iter().enumerate() {
            if line.amount == 0 || line.amount.unsigned_abs() > MAX_MINOR.unsigned_abs() {
                let path = format!("lines[{i}].amount");
                errors.push(FieldError::new(path, "field.not_an_amount"));
            }
        }
        errors
    }
}

/// An account to post to by hand: in the chart, in use, and not kept by the sub-ledger, bills or receipts.
fn usable(chart: &[AccountRow], code: &str) -> Result<()> {
    let found = chart.iter().find(|row| row.code == code && row.active);
    let Some(row) = found else {
        return Err(BooksRefusal::AccountUnknown {
            account: code.to_owned(),
        }
        .into());
    };
    let kept = [
        AccountRole::Receivable,
        AccountRole::Notes,
        AccountRole::Unclaimed,
    ];
    if kept.iter().any(|role| role.as_str() == row.role) {
        return Err(BooksRefusal::AccountKept {
            account: code.to_owned(),
            name: row.name.clone(),
        }
        .into());
    }
    Ok(())
}

fn debits(lines: &[JournalLine]) -> Result<i64> {
    jieqing_kernel::money::sum(lines.iter().map(|l| l.amount.max(0)))
}

fn balanced(lines: &[JournalLine], currency: Currency) -> Result<()> {
    let credits = jieqing_kernel::money::sum(lines.iter().map(|l| l.amount.min(0)))?;
    let (debit, credit) = (debits(lines)?, jieqing_kernel::money::sub(0, credits)?);
    if debit == credit {
        return Ok(());
    }
    let text = |minor| format!("{} {currency}", Money::new(minor, currency).text());
    Err(BooksRefusal::Unbalanced {
        debit: text(debit),
        credit: text(credit),
        difference: text(jieqing_kernel::money::sub(debit, credit)?.saturating_abs()),
    }
    .into())
}

/// Reverses an entry by hand with its exact opposite.
#[derive(Debug, Clone)]
pub struct ReverseJournal {
    /// The entry.
    pub id: Id<wire::Entry>,
    /// Why.
    pub reason: String,
    /// Day of the reversal; today when absent.
    pub on: Option<Date>,
}

impl Command for ReverseJournal {
    type Out = Id<wire::Entry>;
    const PERMISSION: Permission = Permission::LedgerPost;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Self::Out> {
        whole_company(scope)?;
        let mut errors = Vec::new();
        wire::check_not_future(&mut errors, "on", self.on, ctx.today());
        if self.reason.trim().is_empty() {
            errors.push(FieldError::new("reason", "field.required"));
        }
        wire::check_text(&mut errors, "reason", &self.reason, 500);
        wire::finish(errors)?;
        let found = jieqing_ledger::get_entry(tx, ctx.company.raw(), self.id.raw())?;
        let entry = found.ok_or(Error::NotFound)?;
        if entry.source_type != BY_HAND || entry.reverses_id.is_some() {
            return Err(BooksRefusal::NotByHand {
                number: entry.number,
                document: entry.source_no,
            }
            .into());
        }
        let reversal = jieqing_ledger::reverse(
            tx,
            ctx,
            entry.id,
            "journal.reversed",
            (BY_HAND, entry.source_id, &entry.source_no),
            self.on.unwrap_or_else(|| ctx.today()),
        )?;
        let facts = json!({
            "number": entry.number, "reversal": reversal.number, "reason": self.reason.trim(),
            "posted_on": reversal.posted_on.to_string(),
        });
        record(tx, ctx, "entry", entry.id, "entry.reversed", &facts)?;
        Ok(Id::from_raw(reversal.id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn line(account: &str, amount: i64) -> JournalLine {
        JournalLine {
            account: account.to_owned(),
            amount,
        }
    }

    proptest! {
        #[test]
        fn balanced_when_and_only_when_the_sum_is_zero(
            amounts in prop::collection::vec(-1_000_000_i64..1_000_000, 1..12), off in -3_i64..3
        ) {
            let mut lines: Vec<_> = amounts.iter().map(|a| line("1405", *a)).collect();
            let rest = -amounts.iter().sum::<i64>();
            lines.push(line("4001", rest + off));
            prop_assert_eq!(balanced(&lines, Currency::CNY).is_ok(), off == 0);
        }
    }

    #[test]
    fn accounts_of_documents_are_refused() {
        let row = |code: &str, role: &str, active| AccountRow {
            code: code.to_owned(),
            name: String::new(),
            name_en: String::new(),
            side: "debit".to_owned(),
            role: role.to_owned(),
            active,
        };
        let chart = [
            row("1122", "receivable", true),
            row("2241", "unclaimed", true),
            row("1405", "inventory", true),
            row("1408", "", true),
            row("1409", "", false),
        ];
        let ok: Vec<_> = ["1122", "2241", "1405", "1408", "1409", "9999"]
            .into_iter()
            .filter(|code| usable(&chart, code).is_ok())
            .collect();
        assert_eq!(ok, ["1405", "1408"]);
    }
}
