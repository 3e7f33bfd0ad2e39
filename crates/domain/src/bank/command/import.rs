//! Storing the statements of a file: what is new becomes rows, and money of payers receipts.

use super::super::decode::{FileRow, FileStatement, OwnAccount, decode, text};
use super::super::error::BankRefusal;
use super::super::model::{Foots, RowFate, SeenRow, SeenStatement, Summary, Unfooted};
use super::super::rules::receipt_rules;
use super::super::store;
use super::fate::Desk;
use crate::access::{Permission, Scope, authorize};
use crate::facade::Command;
use crate::record::record;
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_formats::bank::BankFile;
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use serde_json::json;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Rows listed in a summary.
const LISTED: usize = 1_000;

/// Stores what a bank file holds and is not stored yet.
#[derive(Debug, Clone)]
pub struct ImportBankFile {
    /// The record of the import.
    pub import: Id<wire::BankImport>,
    /// What the reader gave.
    pub file: Arc<BankFile>,
    /// Our account; found by the number the file states when absent.
    pub account: Option<Id<wire::BankAccount>>,
}

impl Command for ImportBankFile {
    type Out = Summary;
    const PERMISSION: Permission = Permission::ImportsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<Summary> {
        let scope = authorize(tx, ctx, Permission::ReceiptsWrite)?;
        let accounts: Vec<OwnAccount> = tx
            .all::<(Id<wire::BankAccount>, String, String, Currency)>(
                &store::ACCOUNTS,
                params![ctx.company],
            )?
            .into_iter()
            .map(|(id, name, number, currency)| OwnAccount {
                id,
                name,
                number,
                currency,
            })
            .collect();
        let chosen = match self.account {
            None => None,
            Some(id) => Some(
                accounts
                    .iter()
                    .find(|a| a.id == id)
                    .ok_or_else(|| Error::field("account_id", "field.unknown_reference"))?,
            ),
        };
        let (holder,) = tx.one::<(String,)>(&store::COMPANY_NAME, params![ctx.company])?;
        let statements = decode(&self.file, &accounts, chosen, &holder, ctx.today())?;
        let unfooted = receipt_rules(tx, ctx)?.unfooted;
        let mut summary = Summary {
            format: self.file.format.as_str().to_owned(),
            problems: self
                .file
                .problems
                .iter()
                .map(|p| {
                    (
                        p.place.clone(),
                        p.code.clone().into_owned(),
                        p.message.clone(),
                    )
                })
                .collect(),
            ..Summary::default()
        };
        let mut desk = Desk {
            ctx,
            scope: &scope,
            payers: HashMap::new(),
        };
        for statement in &statements {
            if unfooted == Unfooted::Refuse && statement.foots == Foots::No {
                return Err(does_not_foot(statement));
            }
            desk.statement(tx, self, statement, &mut summary)?;
        }
        Ok(summary)
    }
}

fn does_not_foot(s: &FileStatement) -> Error {
    let show = |minor: Option<i64>| minor.map_or_else(String::new, |m| text(m, s.account.currency));
    BankRefusal::DoesNotFoot {
        place: s.place.clone(),
        opening: show(s.opening),
        sum: show(Some(s.sum)),
        closing: show(s.closing),
        difference: show(s.difference),
    }
    .into()
}

impl Desk<'_> {
    fn statement(
        &mut self,
        tx: &mut WriteTx<'_>,
        import: &ImportBankFile,
        s: &FileStatement,
        summary: &mut Summary,
    ) -> Result<()> {
        let (ctx, account, currency) = (self.ctx, s.account.id, s.account.currency);
        let Some((from, to)) = s.days else {
            summary.statements.push(seen(s, None, None, 0));
            return Ok(());
        };
        // Two files of one account one after the other, so that neither misses what the other stores.
        tx.one::<(i64,)>(&store::LOCK_ACCOUNT, params![ctx.company, account])?;
        let known_by = known_by(s, from, to);
        let values = params![ctx.company, account, from, known_by];
        let before = tx.opt::<(Date, Option<i64>)>(&store::CLOSING_BEFORE, values)?;
        let gap = before
            .filter(|(reached, _)| *reached < from)
            .and_then(|(_, closing)| Some(s.opening?.saturating_sub(closing?)))
            .filter(|missing| *missing != 0);
        let mut before = self.before(tx, account, from, to)?;
        let values = params![ctx.company, account, known_by];
        let known = tx.opt::<(Id<wire::BankStatement>,)>(&store::STATEMENT_KNOWN, values)?;
        let statement = known.map_or_else(|| ctx.new_id(), |(id,)| id);
        // A pair inside the file counts when both rows are new; else the other half is looked for in store.
        let is_new: Vec<bool> = s
            .rows
            .iter()
            .map(|r| !before.identities.contains(&r.identity))
            .collect();
        let fresh = |at: &usize| is_new.get(*at).copied().unwrap_or(false);
        let pairs: HashMap<usize, usize> = s
            .rows
            .iter()
            .enumerate()
            .filter_map(|(taker, row)| Some((taker, row.reverses?)))
            .filter(|(taker, original)| fresh(taker) && fresh(original))
            .collect();
        let taken: HashSet<usize> = pairs.values().copied().collect();
        let mut ids: Vec<Id<wire::BankRow>> = Vec::with_capacity(s.rows.len());
        let mut new = 0_i64;
        for (at, row) in s.rows.iter().enumerate() {
            let mut listed = listed(row, currency);
            let id: Id<wire::BankRow> = ctx.new_id();
            ids.push(id);
            if fresh(&at) {
                new += 1;
                let paired = pairs.contains_key(&at) || taken.contains(&at);
                let (receipt, half) = self.fate(tx, s, row, paired, &mut before, &mut listed)?;
                let original = half.as_ref().filter(|_| row.reversal).map(|h| h.id);
                self.insert(tx, (id, statement), s, row, original, receipt)?;
                if let Some(half) = half.filter(|_| !row.reversal) {
                    tx.exec_one(
                        &store::SET_REVERSES,
                        params![ctx.company, half.id, Some(id)],
                    )?;
                }
            } else {
                listed.fate = RowFate::Known;
            }
            *summary
                .fates
                .entry(listed.fate.as_str().to_owned())
                .or_default() += 1;
            summary.total += 1;
            if summary.rows.len() < LISTED {
                summary.rows.push(listed);
            }
        }
        for (taker, original) in pairs {
            if let (Some(taker), Some(original)) = (ids.get(taker), ids.get(original)) {
                tx.exec_one(
                    &store::SET_REVERSES,
                    params![ctx.company, *taker, Some(*original)],
                )?;
            }
        }
        if known.is_none() && new > 0 {
            self.keep(tx, import, s, statement, (from, to), known_by, new)?;
        }
        summary.statements.push(seen(s, Some((from, to)), gap, new));
        Ok(())
    }

    fn insert(
        &self,
        tx: &mut WriteTx<'_>,
        (id, statement): (Id<wire::BankRow>, Id<wire::BankStatement>),
        s: &FileStatement,
        row: &FileRow,
        reverses: Option<Id<wire::BankRow>>,
        receipt: Option<Id<wire::Receipt>>,
    ) -> Result<()> {
        let stored = tx.exec_one(
            &store::INSERT_ROW,
            params![
                self.ctx.company,
                id,
                s.account.id,
                statement,
                row.identity,
                row.booked_on,
                row.value_on,
                row.time,
                row.amount,
                row.fee,
                row.balance,
                row.counterparty,
                row.counterparty_account,
                row.text,
                row.bank_ref,
                row.kind,
                row.reversal,
                reverses,
                receipt
            ],
        );
        Ok(stored?)
    }

    #[expect(clippy::too_many_arguments, reason = "the columns of one statement")]
    fn keep(
        &self,
        tx: &mut WriteTx<'_>,
        import: &ImportBankFile,
        s: &FileStatement,
        id: Id<wire::BankStatement>,
        (from, to): (Date, Date),
        known_by: String,
        new: i64,
    ) -> Result<()> {
        let ctx = self.ctx;
        let rows = i64::try_from(s.rows.len()).unwrap_or(i64::MAX);
        tx.exec_one(
            &store::INSERT_STATEMENT,
            params![
                ctx.company,
                id,
                s.account.id,
                import.import,
                known_by,
                import.file.format.as_str(),
                s.number,
                from,
                to,
                s.opening,
                s.closing,
                s.sum,
                s.foots,
                rows,
                new,
                ctx.actor.raw(),
                ctx.now()
            ],
        )?;
        let facts = json!({
            "account": s.account.name, "number": s.number, "from": from.to_string(), "to": to.to_string(),
            "foots": s.foots.as_str(), "rows": rows, "new": new,
            "closing": s.closing.map(|c| text(c, s.account.currency)), "currency": s.account.currency.code(),
        });
        record(
            tx,
            ctx,
            "bank_statement",
            id.raw(),
            "bank_statement.imported",
            &facts,
        )?;
        Ok(())
    }
}

/// What two copies of a statement agree in.
fn known_by(s: &FileStatement, from: Date, to: Date) -> String {
    let show = |minor: Option<i64>| minor.map_or_else(String::new, |m| m.to_string());
    format!(
        "{from}/{to}/{}/{}/{}/{}",
        show(s.opening),
        show(s.closing),
        s.sum,
        s.rows.len()
    )
}

fn listed(row: &FileRow, currency: Currency) -> SeenRow {
    SeenRow {
        booked_on: row.booked_on.to_string(),
        amount: text(row.amount, currency),
        counterparty: row.counterparty.clone(),
        counterparty_account: row.counterparty_account.clone(),
        text: row.text.clone(),
        bank_ref: row.bank_ref.clone(),
        kind: row.kind,
        fate: RowFate::KeptOut,
        customer: String::new(),
        receipt: String::new(),
    }
}

fn seen(
    s: &FileStatement,
    days: Option<(Date, Date)>,
    gap: Option<i64>,
    new: i64,
) -> SeenStatement {
    let currency = s.account.currency;
    let show = |minor: i64| text(minor, currency);
    let day = |d: Option<Date>| d.map(|d| d.to_string()).unwrap_or_default();
    SeenStatement {
        account_id: s.account.id.to_string(),
        account: s.account.name.clone(),
        currency: currency.code().to_owned(),
        number: s.number.clone(),
        from: day(days.map(|d| d.0)),
        to: day(days.map(|d| d.1)),
        opening: s.opening.map(show),
        closing: s.closing.map(show),
        sum: show(s.sum),
        foots: s.foots,
        difference: s.difference.filter(|d| *d != 0).map(show),
        rows: i64::try_from(s.rows.len()).unwrap_or(i64::MAX),
        new,
        gap: gap.map(show),
    }
}
