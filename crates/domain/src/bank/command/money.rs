//! A row as money of a payer: its receipt, new, known or taken back.

use super::super::decode::OwnAccount;
use super::super::model::RowFate;
use super::super::store;
use crate::access::Scope;
use crate::customers::query::{PayerCandidate, PayerMatch, resolve_payer};
use crate::facade::Command;
use crate::receipts::{EnterReceipt, ReceiptDraft, ReceiptStatus, ReverseReceipt};
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::Money;

/// Money that came in, as a bank tells it.
pub(super) struct Incoming<'a> {
    pub(super) account: &'a OwnAccount,
    pub(super) on: Date,
    pub(super) amount: i64,
    pub(super) fee: i64,
    pub(super) payer: &'a str,
    pub(super) payer_account: &'a str,
    pub(super) text: &'a str,
    pub(super) bank_ref: &'a str,
}

/// The receipt of a row.
pub(super) struct Received {
    pub(super) id: Id<wire::Receipt>,
    pub(super) number: String,
    pub(super) fate: RowFate,
    pub(super) customer: String,
}

/// The one customer a payer must be: the surest reason decides, and only when it names one.
pub(super) fn payer(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    name: &str,
    account: &str,
) -> Result<Option<PayerCandidate>> {
    let all = resolve_payer(tx, ctx, scope, name, account)?;
    for how in [PayerMatch::Account, PayerMatch::Alias, PayerMatch::Name] {
        let mut of = all.iter().filter(|c| c.how == how);
        match (of.next(), of.next()) {
            (None, _) => {}
            (Some(only), None) => return Ok(Some(only.clone())),
            (Some(_), Some(_)) => return Ok(None),
        }
    }
    Ok(None)
}

/// Enters the receipt of a row: for the customer, or for the pool of unknown payers.
pub(super) fn receive(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    money: &Incoming<'_>,
    customer: Option<&PayerCandidate>,
) -> Result<Received> {
    let bank_ref = free_reference(tx, ctx, money)?;
    let payer = match (money.payer, money.payer_account, money.text) {
        ("", "", "") => money.account.name.as_str(),
        ("", "", text) => text,
        ("", account, _) => account,
        (name, ..) => name,
    };
    let draft = ReceiptDraft {
        customer: customer.map(|c| c.id),
        payer: payer.chars().take(200).collect(),
        payer_account: money.payer_account.to_owned(),
        bank_account: money.account.id,
        bank_ref,
        received_on: money.on,
        amount: Money::new(money.amount, money.account.currency),
        fee: money.fee,
        text: money.text.to_owned(),
    };
    let entered = EnterReceipt { draft }.run(tx, ctx, scope)?;
    Ok(Received {
        id: entered.id,
        number: entered.number,
        fate: if customer.is_some() {
            RowFate::Receipt
        } else {
            RowFate::Pool
        },
        customer: customer.map(|c| c.name.clone()).unwrap_or_default(),
    })
}

/// A bank may give one number to several rows of one business; a receipt needs one of its own.
fn free_reference(tx: &mut WriteTx<'_>, ctx: &Ctx, money: &Incoming<'_>) -> Result<Option<String>> {
    if money.bank_ref.is_empty() {
        return Ok(None);
    }
    for nth in 1..1_000 {
        let wanted = match nth {
            1 => money.bank_ref.to_owned(),
            nth => format!("{}#{nth}", money.bank_ref),
        };
        let values = params![ctx.company, money.account.id, wanted];
        if tx.opt::<(String,)>(&store::REF_TAKEN, values)?.is_none() {
            return Ok(Some(wanted));
        }
    }
    Ok(None)
}

/// Takes the receipt of a row back when nothing of it is in use; says whether it is gone.
pub(super) fn take_back(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    receipt: Id<wire::Receipt>,
    reason: &str,
) -> Result<bool> {
    let (version, status) =
        tx.one::<(i64, ReceiptStatus)>(&store::RECEIPT_VERSION, params![ctx.company, receipt])?;
    if status == ReceiptStatus::Reversed {
        return Ok(true);
    }
    let reverse = ReverseReceipt {
        id: receipt,
        version,
        reason: reason.to_owned(),
    };
    match tx.attempt(|tx| reverse.run(tx, ctx, scope)) {
        Ok(()) => Ok(true),
        Err(Error::Refused(_)) => Ok(false),
        Err(other) => Err(other),
    }
}
