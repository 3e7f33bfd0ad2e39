//! Entering money received.

use super::super::error::ReceiptRefusal;
use super::super::model::{ReceiptDraft, ReceiptStatus};
use super::super::posting::{self, Figures};
use super::super::store::{self, Account};
use super::{customer_of, open_credit};
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::numbering::{self, Series};
use crate::rates::rate_on;
use crate::record::record;
use crate::wire;
use jieqing_db::{ReadTx, WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::{Money, to_base};
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
