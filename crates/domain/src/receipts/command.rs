//! Commands: enter, claim, reverse.

use super::error::ReceiptRefusal;
use super::model::{ReceiptDraft, ReceiptStatus};
use super::posting::{self, Figures};
use super::store::{self, Account, Locked};
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::numbering::{self, Series};
use crate::rates::rate_on;
use crate::receivables::{self, ItemKind, NewItem};
use crate::record::record;
use crate::wire;
use jieqing_db::{ReadTx, WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::{Money, sub, to_base};
use jieqing_ledger::Posted;
use serde_json::json;

/// Enters money received. Without a customer it waits as unclaimed.
#[derive(Debug, Clone)]
pub struct EnterReceipt {
    /// What is known.
    pub draft: ReceiptDraft,
}

/// A receipt that was entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered {
    /// Id.
    pub id: Id<wire::Receipt>,
    /// Number.
    pub number: String,
    /// Its credit item, when it has a customer.
    pub item: Option<Id<wire::OpenItem>>,
}

impl Command for EnterReceipt {
    type Out = Entered;
    const PERMISSION: Permission = Permission::ReceiptsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Entered> {
        let draft = &self.draft;
        draft.check(ctx.today())?;
        let account = account_of(tx, ctx, draft)?;
        let customer = match draft.customer {
            Some(id) => Some(customer_of(tx, ctx, scope, id)?),
            None => None,
        };
        let reference = draft.reference();
        refuse_duplicate(tx, ctx, draft, reference.as_deref())?;
        let rate = rate_on(tx, ctx, draft.amount.currency, draft.received_on)?;
        let owners = customer.as_ref().map(|c| (c.owner, c.department));
        let (owner, department) = posting::belongs_to(owners, scope, ctx.actor.raw());
        let fee = Money::new(draft.fee, draft.amount.currency);
        let figures = Figures {
            id: ctx.new_id(),
            number: numbering::next(tx, ctx, Series::Receipt, draft.received_on)?,
            received_on: draft.received_on,
            currency: draft.amount.currency,
            amount: draft.amount.minor,
            base: to_base(draft.amount, rate, ctx.base_currency)?,
            fee: fee.minor,
            fee_base: to_base(fee, rate, ctx.base_currency)?,
            department,
        };
        let payer = match (&customer, draft.payer.trim()) {
            (Some(c), "") => c.name.clone(),
            (_, payer) => payer.to_owned(),
        };
        let status = match customer {
            Some(_) => ReceiptStatus::Claimed,
            None => ReceiptStatus::Unclaimed,
        };
        let stored = tx.exec_one(
            &store::INSERT,
            params![
                ctx.company,
                figures.id,
                figures.number,
                status,
                draft.customer,
                payer,
                draft.payer_account.trim(),
                draft.bank_account,
                account.method,
                reference,
                draft.received_on,
                draft.text.trim(),
                figures.currency,
                rate,
                figures.amount,
                figures.base,
                figures.fee,
                owner,
                department,
                ctx.actor.raw(),
                ctx.now()
            ],
        );
        match stored {
            // Somebody entered the same line beside us: run again and name the other receipt.
            Err(e) if e.is_unique("receipts_bank_ref") => {
                return Err(Error::Busy("database.retry"));
            }
            other => other?,
        }
        let entry = posting::entered(&figures, account.method.role(), draft.customer, &payer)?;
        let posted = jieqing_ledger::post(tx, ctx, &entry)?;
        let item = match draft.customer {
            Some(customer) => {
                let who = (customer, owner, department);
                Some(open_credit(tx, ctx, &figures, rate, who, &posted)?)
            }
            None => None,
        };
        let facts = json!({
            "number": figures.number, "payer": payer, "account": account.name,
            "amount": draft.amount.text(), "currency": figures.currency.code(),
            "fee": fee.text(), "received_on": draft.received_on.to_string(),
            "customer": customer.map(|c| c.name), "entry": posted.number,
        });
        record(
            tx,
            ctx,
            "receipt",
            figures.id.raw(),
            "receipt.entered",
            &facts,
        )?;
        Ok(Entered {
            id: figures.id,
            number: figures.number,
            item,
        })
    }
}

/// Gives unclaimed money to the customer it belongs to (认款).
#[derive(Debug, Clone)]
pub struct ClaimReceipt {
    /// Which.
    pub id: Id<wire::Receipt>,
    /// The version it was looked at.
    pub version: i64,
    /// Whose money it is.
    pub customer: Id<wire::Customer>,
}

impl Command for ClaimReceipt {
    type Out = Id<wire::OpenItem>;
    const PERMISSION: Permission = Permission::ReceiptsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Self::Out> {
        let now = lock(tx, ctx, scope, self.id, self.version)?;
        if now.status != ReceiptStatus::Unclaimed {
            return Err(wrong_state(&now));
        }
        let customer = customer_of(tx, ctx, scope, self.customer)?;
        let figures = Figures {
            id: self.id,
            number: now.number.clone(),
            received_on: now.received_on,
            currency: now.currency,
            amount: now.amount_minor,
            base: now.base_amount_minor,
            fee: 0,
            fee_base: 0,
            department: customer.department,
        };
        let on = ctx.today().max(now.received_on);
        let entry = posting::claimed(&figures, self.customer, &customer.name, on)?;
        let posted = jieqing_ledger::post(tx, ctx, &entry)?;
        tx.exec_one(
            &store::CLAIM,
            params![
                ctx.company,
                self.id,
                self.version,
                ReceiptStatus::Claimed,
                self.customer,
                on,
                customer.owner,
                customer.department
            ],
        )?;
        let who = (self.customer, customer.owner, customer.department);
        let item = open_credit(tx, ctx, &figures, now.rate_e9, who, &posted)?;
        let facts = json!({
            "number": now.number, "customer": customer.name,
            "amount": Money::new(now.amount_minor, now.currency).text(),
            "currency": now.currency.code(), "entry": posted.number,
        });
        record(tx, ctx, "receipt", self.id.raw(), "receipt.claimed", &facts)?;
        Ok(item)
    }
}

/// Takes a receipt back: it was entered wrongly or the bank returned it. Its entries are reversed.
#[derive(Debug, Clone)]
pub struct ReverseReceipt {
    /// Which.
    pub id: Id<wire::Receipt>,
    /// The version it was looked at.
    pub version: i64,
    /// Why.
    pub reason: String,
}

impl Command for ReverseReceipt {
    type Out = ();
    const PERMISSION: Permission = Permission::ReceiptsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<()> {
        let mut errors = Vec::new();
        if self.reason.trim().is_empty() {
            errors.push(FieldError::new("reason", "field.required"));
        }
        wire::check_text(&mut errors, "reason", &self.reason, 500);
        if !errors.is_empty() {
            return Err(Error::Invalid(errors));
        }
        let now = lock(tx, ctx, scope, self.id, self.version)?;
        let source = ("receipt", self.id.raw());
        match now.status {
            ReceiptStatus::Reversed => return Err(wrong_state(&now)),
            ReceiptStatus::Claimed => refuse_allocated(tx, ctx, self.id, &now)?,
            ReceiptStatus::Unclaimed => {}
        }
        let on = ctx.today().max(now.received_on);
        let mut last: Option<Posted> = None;
        for (index, (entry,)) in tx
            .all::<(i64,)>(&store::ENTRIES, params![ctx.company, self.id])?
            .into_iter()
            .enumerate()
        {
            // One entry per event and document: the claim's reversal has a name of its own.
            let event = if index == 0 {
                "receipt.reversed"
            } else {
                "receipt.claim_reversed"
            };
            let source = ("receipt", self.id.raw(), now.number.as_str());
            last = Some(jieqing_ledger::reverse(tx, ctx, entry, event, source, on)?);
        }
        let posted = last.ok_or_else(|| Error::bug("a receipt has an entry"))?;
        tx.exec_one(
            &store::REVERSE,
            params![
                ctx.company,
                self.id,
                self.version,
                ReceiptStatus::Reversed,
                on,
                self.reason.trim()
            ],
        )?;
        if now.status == ReceiptStatus::Claimed {
            receivables::close_item(tx, ctx, source, posted.posted_on, posted.id)?;
        }
        let facts = json!({
            "number": now.number, "reason": self.reason.trim(), "entry": posted.number,
            "amount": Money::new(now.amount_minor, now.currency).text(),
            "currency": now.currency.code(), "before": { "status": now.status.as_str() },
        });
        record(
            tx,
            ctx,
            "receipt",
            self.id.raw(),
            "receipt.reversed",
            &facts,
        )?;
        Ok(())
    }
}

struct Owner {
    name: String,
    owner: i64,
    department: i64,
}

fn customer_of(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    id: Id<wire::Customer>,
) -> Result<Owner> {
    let unknown = || Error::field("customer_id", "field.unknown_reference");
    let (name, owner, department) = tx
        .opt::<(String, i64, i64)>(&store::CUSTOMER, params![ctx.company, id])?
        .ok_or_else(unknown)?;
    if !scope.covers(owner, department) {
        return Err(unknown());
    }
    Ok(Owner {
        name,
        owner,
        department,
    })
}

fn account_of(tx: &mut ReadTx<'_>, ctx: &Ctx, draft: &ReceiptDraft) -> Result<Account> {
    let account = tx
        .opt::<Account>(&store::ACCOUNT, params![ctx.company, draft.bank_account])?
        .ok_or_else(|| Error::field("bank_account_id", "field.unknown_reference"))?;
    if account.currency != draft.amount.currency {
        return Err(ReceiptRefusal::AccountCurrency {
            account: account.name,
            expected: account.currency.to_string(),
            given: draft.amount.currency.to_string(),
        }
        .into());
    }
    Ok(account)
}

fn refuse_duplicate(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    draft: &ReceiptDraft,
    reference: Option<&str>,
) -> Result<()> {
    let Some(bank_ref) = reference else {
        return Ok(());
    };
    let account = draft.bank_account;
    match tx.opt::<(String,)>(&store::BY_REF, params![ctx.company, account, bank_ref])? {
        Some((number,)) => Err(ReceiptRefusal::Duplicate {
            bank_ref: bank_ref.to_owned(),
            number,
        }
        .into()),
        None => Ok(()),
    }
}

fn refuse_allocated(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    id: Id<wire::Receipt>,
    now: &Locked,
) -> Result<()> {
    let used = receivables::query::live_allocations_of(tx, ctx, ("receipt", id.raw()))?;
    if used.is_empty() {
        return Ok(());
    }
    let total = jieqing_kernel::money::sum(used.iter().map(|(_, amount)| *amount))?;
    let documents: Vec<_> = used.iter().take(10).map(|(no, _)| no.as_str()).collect();
    Err(ReceiptRefusal::Allocated {
        number: now.number.clone(),
        amount: Money::new(total, now.currency).to_string(),
        documents: documents.join(", "),
    }
    .into())
}

fn lock(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    id: Id<wire::Receipt>,
    version: i64,
) -> Result<Locked> {
    let now = tx
        .opt::<Locked>(&store::LOCK, params![ctx.company, id])?
        .ok_or(Error::NotFound)?;
    scope.check(now.owner_id, now.department_id)?;
    if now.version != version {
        return Err(Error::Stale {
            current: now.version,
        });
    }
    Ok(now)
}

fn wrong_state(now: &Locked) -> Error {
    ReceiptRefusal::State {
        number: now.number.clone(),
        status: now.status.as_str().to_owned(),
    }
    .into()
}

/// The customer's credit: dated and due on the bank's day, in the books from the posting day.
fn open_credit(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    figures: &Figures,
    rate_e9: i64,
    who: (Id<wire::Customer>, i64, i64),
    posted: &Posted,
) -> Result<Id<wire::OpenItem>> {
    let (customer, owner, department) = who;
    let day: Date = figures.received_on;
    let item = NewItem {
        customer,
        kind: ItemKind::Receipt,
        billed: true,
        source_type: "receipt",
        source_id: figures.id.raw(),
        instalment: 0,
        doc_no: figures.number.clone(),
        doc_on: day,
        effective_on: posted.posted_on,
        raw_due_on: day,
        due_on: day,
        currency: figures.currency,
        rate_e9,
        amount: sub(0, figures.amount)?,
        base: sub(0, figures.base)?,
        owner,
        department,
        entry: Some(posted.id),
    };
    receivables::open_item(tx, ctx, &item)
}
