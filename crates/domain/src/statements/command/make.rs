//! Making a statement.

use super::super::aging::closing;
use super::super::agreement::Agreement;
use super::super::error::StatementRefusal;
use super::super::model::{
    self, Live, Movement, Party, StatementFacts, StatementLine, StatementStatus, Sums,
};
use super::super::store::{read, write};
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::numbering::{self, Series};
use crate::receivables::{LockedCustomer, lock_customer};
use crate::record::record;
use crate::wire;
use jieqing_db::{ReadTx, WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::{Money, sub};
use serde_json::json;
use std::collections::HashMap;

/// Makes the statement of a customer, currency and period. The same period again makes a new version
/// when anything changed, else gives the one there is.
#[derive(Debug, Clone, Copy)]
pub struct MakeStatement {
    /// Customer.
    pub customer: Id<wire::Customer>,
    /// Currency.
    pub currency: Currency,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// A statement that was made, or was there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeStatement {
    /// Id.
    pub id: Id<wire::Statement>,
    /// Number.
    pub number: String,
    /// Whether it is new.
    pub made: bool,
    /// Balance at the end, minor units.
    pub closing: i64,
    /// Movements.
    pub lines: usize,
    /// Of them dated before the period: posted after their own statement.
    pub late: usize,
    /// How far the closing balance is from the control account.
    pub difference: i64,
}

impl Command for MakeStatement {
    type Out = MadeStatement;
    const PERMISSION: Permission = Permission::StatementsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<MadeStatement> {
        model::check_period(self.from, self.to, ctx.today())?;
        let customer = lock_customer(tx, ctx, self.customer)?;
        scope.check(customer.owner, customer.department)?;
        make(tx, ctx, self, &customer)
    }
}

/// The customer is locked and in scope; the period is checked.
pub(super) fn make(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    command: &MakeStatement,
    customer: &LockedCustomer,
) -> Result<MadeStatement> {
    let MakeStatement {
        currency, from, to, ..
    } = *command;
    let key = command.customer;
    let live = tx.all::<Live>(&read::LIVE, params![ctx.company, key, currency])?;
    let place = model::place(&live, from, to)?;
    let opening = match place.previous {
        Some(previous) => previous.closing,
        None => one(tx, &read::CONTROL_BEFORE, ctx, command, from)?,
    };
    let start = place.chain_from.unwrap_or(from);
    let without = place.replaces.map_or(0, |l| l.id.raw());
    let (sums, lines) = movements(tx, ctx, command, (start, without), opening)?;
    let mut facts = parties(tx, ctx, key)?;
    if lines.is_empty() && opening == 0 {
        return Err(StatementRefusal::Nothing {
            customer: facts.customer.name,
            currency: currency.to_string(),
        }
        .into());
    }
    let late = lines.iter().filter(|l| l.movement.doc_on < from).count();
    let difference = sub(sums.closing, one(tx, &read::CONTROL_AT, ctx, command, to)?)?;
    let digest = model::digest(key, currency, (from, to), sums, &lines);
    let mut out = MadeStatement {
        id: ctx.new_id(),
        number: String::new(),
        made: true,
        closing: sums.closing,
        lines: lines.len(),
        late,
        difference,
    };
    if let Some(same) = place.replaces.filter(|l| l.digest == digest) {
        (out.id, out.number, out.made) = (same.id, same.number.clone(), false);
        return Ok(out);
    }
    if let Some(old) = place
        .replaces
        .filter(|l| l.agreement == Agreement::Confirmed)
    {
        let show = |minor| Money::new(minor, currency).to_string();
        return Err(StatementRefusal::Confirmed {
            number: old.number.clone(),
            closing: show(old.closing),
            now: show(sums.closing),
        }
        .into());
    }
    facts.difference = difference;
    let aging = closing(tx, ctx, key, currency, to, &mut facts)?;
    if let Some(old) = place.replaces {
        let status = StatementStatus::Superseded;
        tx.exec_one(&write::SET_STATUS, params![ctx.company, old.id, status, ""])?;
    }
    let (count,) = tx.one::<(i64,)>(
        &read::VERSIONS,
        params![ctx.company, key, currency, from, to],
    )?;
    out.number = numbering::next(tx, ctx, Series::Statement, to)?;
    tx.exec_one(
        &write::INSERT,
        params![
            ctx.company,
            out.id,
            out.number,
            key,
            currency,
            from,
            to,
            count.saturating_add(1),
            sums.opening,
            sums.debit,
            sums.credit,
            sums.closing,
            text(&aging)?,
            text(&facts)?,
            digest,
            place.previous.map(|l| l.id),
            customer.owner,
            customer.department,
            ctx.actor.raw(),
            ctx.now()
        ],
    )?;
    insert_lines(tx, ctx, out.id, &lines)?;
    let show = |minor| Money::new(minor, currency).text();
    let told = json!({
        "number": out.number, "customer": facts.customer.name, "from": from.to_string(),
        "to": to.to_string(), "currency": currency.code(), "opening": show(sums.opening),
        "closing": show(sums.closing), "lines": lines.len(), "late": late, "digest": digest,
        "replaces": place.replaces.map(|l| l.number.clone()),
    });
    record(tx, ctx, "statement", out.id.raw(), "statement.made", &told)?;
    Ok(out)
}

fn one(
    tx: &mut ReadTx<'_>,
    sql: &jieqing_db::Sql,
    ctx: &Ctx,
    command: &MakeStatement,
    day: Date,
) -> Result<i64> {
    let key = params![ctx.company, command.customer, command.currency, day];
    Ok(tx.one::<(i64,)>(sql, key)?.0)
}

/// Movements since `start` that are on no other live statement, with the balance after each.
fn movements(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    command: &MakeStatement,
    (start, without): (Date, i64),
    opening: i64,
) -> Result<(Sums, Vec<StatementLine>)> {
    let MakeStatement {
        customer,
        currency,
        to,
        ..
    } = *command;
    let range = params![ctx.company, customer, currency, start, to];
    let mut invoices: HashMap<i64, Vec<String>> = HashMap::new();
    for (delivery, number) in tx.all::<(i64, String)>(&read::INVOICES_OF_DELIVERIES, range)? {
        invoices.entry(delivery).or_default().push(number);
    }
    let found = tx.all::<Movement>(
        &read::MOVEMENTS,
        params![ctx.company, customer, currency, start, to, without],
    )?;
    let with_reference = found
        .into_iter()
        .map(|movement| {
            let of_delivery = match movement.doc_type.as_str() {
                "delivery" => invoices.get(&movement.doc_id).map(Vec::as_slice),
                _ => None,
            };
            let reference = movement.reference(of_delivery.unwrap_or_default());
            (movement, reference)
        })
        .collect();
    model::run_balance(opening, with_reference)
}

fn parties(tx: &mut ReadTx<'_>, ctx: &Ctx, customer: Id<wire::Customer>) -> Result<StatementFacts> {
    let we = tx.one::<read::CompanyRow>(&read::COMPANY, params![ctx.company])?;
    let they = tx.one::<read::CustomerRow>(&read::CUSTOMER, params![ctx.company, customer])?;
    let english = !matches!(they.country.as_str(), "" | "CN" | "HK" | "MO" | "TW");
    let name = |name: String, name_en: String| match (english, name_en.is_empty()) {
        (true, false) => name_en,
        _ => name,
    };
    Ok(StatementFacts {
        company: Party {
            code: we.code,
            name: name(we.name, we.name_en),
            tax_id: we.tax_id,
            address: we.address,
            phone: we.phone,
            bank: we.bank,
            account: we.account,
            contact: we.contact,
        },
        customer: Party {
            code: they.code,
            name: name(they.name, they.name_en),
            tax_id: they.tax_id,
            address: they.address,
            phone: they.phone,
            bank: they.bank,
            account: they.account,
            contact: they.contact,
        },
        terms: they.terms,
        made_on: ctx.today().to_string(),
        english,
        ..StatementFacts::default()
    })
}

fn insert_lines(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    id: Id<wire::Statement>,
    lines: &[StatementLine],
) -> Result<()> {
    for (line_no, line) in (1_i64..).zip(lines) {
        let m = &line.movement;
        tx.exec_one(
            &write::INSERT_LINE,
            params![
                ctx.company,
                id,
                line_no,
                m.doc_on,
                m.doc_type,
                m.doc_id,
                m.doc_no,
                line.reference,
                m.memo,
                m.debit,
                m.credit,
                line.balance,
                m.entry_id,
                m.line_no
            ],
        )?;
    }
    Ok(())
}

fn text(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|e| Error::bug(e.to_string()))
}
