//! Entering a bill a customer paid with.

use super::super::error::BillRefusal;
use super::super::exposure::{adjust, counts, weight};
use super::super::model::{BillDraft, Checked, warnings};
use super::super::package::Interval;
use super::super::posting::{self, Event, Paper};
use super::super::state::{BillStatus, Recognition};
use super::super::store;
use super::money;
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::numbering::{self, Series};
use crate::receivables::{self, ItemKind, NewItem};
use crate::record::record;
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::sub;
use jieqing_ledger::Posted;
use serde_json::json;

/// Enters a bill received in payment: Dr 1121 / Cr 1122, and a credit that is allocated as a receipt's.
#[derive(Debug, Clone)]
pub struct EnterBill {
    /// What is known.
    pub draft: BillDraft,
}

/// A bill that was entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered {
    /// Id.
    pub id: Id<wire::Bill>,
    /// Number.
    pub number: String,
    /// Face, units of 0.01 CNY.
    pub amount: i64,
    /// Its credit item.
    pub item: Id<wire::OpenItem>,
    /// Codes of what is worth knowing.
    pub warnings: Vec<&'static str>,
}

impl Command for EnterBill {
    type Out = Entered;
    const PERMISSION: Permission = Permission::BillsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Entered> {
        let draft = &self.draft;
        if ctx.base_currency != Currency::CNY {
            return Err(BillRefusal::Currency {
                currency: ctx.base_currency.to_string(),
            }
            .into());
        }
        let checked = draft.check(ctx.today())?;
        let unknown = || Error::field("customer_id", "field.unknown_reference");
        let (name, owner, department) = tx
            .opt::<(String, i64, i64)>(&store::CUSTOMER, params![ctx.company, draft.customer])?
            .filter(|(_, owner, department)| scope.covers(*owner, *department))
            .ok_or_else(unknown)?;
        refuse_overlap(tx, ctx, &checked)?;
        let id: Id<wire::Bill> = ctx.new_id();
        let number = numbering::next(tx, ctx, Series::Bill, draft.received_on)?;
        let exposure = counts(BillStatus::OnHand, checked.amount, weight(tx, ctx)?)?;
        insert(
            tx,
            ctx,
            draft,
            &checked,
            (id, &number, exposure, owner, department),
        )?;
        let paper = Paper {
            id: id.raw(),
            number: &number,
            amount: checked.amount,
            customer: draft.customer.raw(),
            department,
        };
        let entry = posting::entry(&paper, None, Event::Entered, draft.received_on)?
            .ok_or_else(|| Error::bug("a bill moves the books"))?;
        let posted = jieqing_ledger::post(tx, ctx, &entry)?;
        let item = open_credit(
            tx,
            ctx,
            draft,
            &checked,
            (id, &number, owner, department),
            &posted,
        )?;
        adjust(tx, ctx, draft.customer, exposure)?;
        let warnings = warnings(
            (draft.issued_on, draft.due_on, draft.received_on),
            checked.class,
            draft.transferable,
        );
        let facts = json!({
            "number": number, "customer": name, "amount": money(checked.amount), "currency": "CNY",
            "package_no": checked.package.digits, "interval": checked.interval.to_string(),
            "acceptor": draft.acceptor.trim(), "due_on": draft.due_on.to_string(),
            "received_on": draft.received_on.to_string(), "warnings": warnings,
            "entry": posted.number,
        });
        record(tx, ctx, "bill", id.raw(), "bill.entered", &facts)?;
        Ok(Entered {
            id,
            number,
            amount: checked.amount,
            item,
            warnings,
        })
    }
}

/// The package is locked first, so that two people can't enter one part side by side.
fn refuse_overlap(tx: &mut WriteTx<'_>, ctx: &Ctx, checked: &Checked) -> Result<()> {
    let package = &checked.package.digits;
    tx.exec_one(&store::LOCK_PACKAGE, params![ctx.company, package])?;
    let (from, to) = checked.interval.bounds();
    let found =
        tx.opt::<(String, i64, i64)>(&store::OVERLAPPING, params![ctx.company, package, from, to])?;
    match found {
        None => Ok(()),
        Some((number, from, to)) => Err(BillRefusal::Overlap {
            package: package.clone(),
            interval: checked.interval.to_string(),
            other: Interval::stored(from, to).to_string(),
            number,
        }
        .into()),
    }
}

fn insert(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    draft: &BillDraft,
    checked: &Checked,
    (id, number, exposure, owner, department): (Id<wire::Bill>, &str, i64, i64, i64),
) -> Result<()> {
    let (from, to) = checked.interval.bounds();
    tx.exec_one(
        &store::INSERT,
        params![
            ctx.company,
            id,
            number,
            id,
            BillStatus::OnHand,
            Recognition::None,
            checked.package.kind,
            checked.class,
            checked.package.digits,
            from,
            to,
            checked.amount,
            draft.issued_on,
            draft.due_on,
            draft.received_on,
            draft.received_on,
            draft.drawer.trim(),
            draft.drawer_account.trim(),
            draft.drawer_bank.trim(),
            draft.payee.trim(),
            draft.acceptor.trim(),
            draft.endorser.trim(),
            draft.transferable,
            draft.note.trim(),
            draft.customer,
            exposure,
            owner,
            department,
            ctx.actor.raw(),
            ctx.now()
        ],
    )?;
    Ok(())
}

/// The customer's credit: dated on the day of receipt, in the books from the posting day.
fn open_credit(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    draft: &BillDraft,
    checked: &Checked,
    (id, number, owner, department): (Id<wire::Bill>, &str, i64, i64),
    posted: &Posted,
) -> Result<Id<wire::OpenItem>> {
    let credit = sub(0, checked.amount)?;
    let day = draft.received_on;
    let item = NewItem {
        customer: draft.customer,
        kind: ItemKind::Bill,
        billed: true,
        source_type: "bill",
        source_id: id.raw(),
        instalment: 0,
        doc_no: number.to_owned(),
        doc_on: day,
        effective_on: posted.posted_on,
        raw_due_on: day,
        due_on: day,
        currency: Currency::CNY,
        rate_e9: 1_000_000_000,
        amount: credit,
        base: credit,
        owner,
        department,
        entry: Some(posted.id),
    };
    receivables::open_item(tx, ctx, &item)
}
