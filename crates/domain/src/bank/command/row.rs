//! Saying what a row is.

use super::super::decode::OwnAccount;
use super::super::error::BankRefusal;
use super::super::model::RowKind;
use super::super::store::{self, Locked};
use super::money::{Incoming, payer, receive};
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::receipts::{ReceiptStatus, ReverseReceipt};
use crate::record::record;
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::Money;
use serde_json::json;

/// Says what a row is. Made a payment, money that came in becomes a receipt; made anything else, its
/// receipt is reversed, which is refused while part of it is allocated.
#[derive(Debug, Clone, Copy)]
pub struct ChangeRowKind {
    /// Which.
    pub id: Id<wire::BankRow>,
    /// The version it was looked at.
    pub version: i64,
    /// What it is.
    pub kind: RowKind,
}

impl Command for ChangeRowKind {
    type Out = ();
    const PERMISSION: Permission = Permission::ReceiptsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<()> {
        let row = tx
            .opt::<Locked>(&store::LOCK_ROW, params![ctx.company, self.id])?
            .ok_or(Error::NotFound)?;
        if row.version != self.version {
            return Err(Error::Stale {
                current: row.version,
            });
        }
        if row.kind == self.kind {
            return Ok(());
        }
        let receipt = match self.kind.kept_out(row.amount_minor) {
            Some(_) => {
                self.reverse(tx, ctx, scope, &row)?;
                None
            }
            None => Some(enter(tx, ctx, scope, &row)?),
        };
        tx.exec_one(
            &store::SET_KIND,
            params![
                ctx.company,
                self.id,
                self.version,
                self.kind,
                Some(ctx.actor.raw()),
                receipt
            ],
        )?;
        let facts = json!({
            "booked_on": row.booked_on.to_string(), "counterparty": row.counterparty,
            "amount": Money::new(row.amount_minor, row.currency).text(), "currency": row.currency.code(),
            "kind": self.kind.as_str(), "before": { "kind": row.kind.as_str() },
        });
        record(
            tx,
            ctx,
            "bank_row",
            self.id.raw(),
            "bank_row.classified",
            &facts,
        )?;
        Ok(())
    }
}

impl ChangeRowKind {
    fn reverse(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope, row: &Locked) -> Result<()> {
        let Some(receipt) = row.receipt_id else {
            return Ok(());
        };
        let (version, status) =
            tx.one::<(i64, ReceiptStatus)>(&store::RECEIPT_VERSION, params![ctx.company, receipt])?;
        if status == ReceiptStatus::Reversed {
            return Ok(());
        }
        let reverse = ReverseReceipt {
            id: receipt,
            version,
            reason: format!("银行流水改为 {}", self.kind.as_str()),
        };
        reverse.run(tx, ctx, scope)
    }
}

fn enter(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    row: &Locked,
) -> Result<Id<wire::Receipt>> {
    if row.reversal || row.taken_back {
        return Err(BankRefusal::Reversed {
            day: row.booked_on.to_string(),
            amount: Money::new(row.amount_minor, row.currency).to_string(),
        }
        .into());
    }
    let account = OwnAccount {
        id: row.account_id,
        name: row.counterparty.clone(),
        number: String::new(),
        currency: row.currency,
    };
    let known = payer(tx, ctx, scope, &row.counterparty, &row.counterparty_account)?;
    let money = Incoming {
        account: &account,
        on: row.booked_on,
        amount: row.amount_minor,
        fee: row.fee_minor,
        payer: &row.counterparty,
        payer_account: &row.counterparty_account,
        text: &row.text,
        bank_ref: &row.bank_ref,
    };
    Ok(receive(tx, ctx, scope, &money, known.as_ref())?.id)
}
