//! What becomes of a row that is new.

use super::super::decode::{FileRow, FileStatement};
use super::super::model::{KnownReceipt, RowFate, SeenRow, same_money};
use super::super::store::{self, FreeReceipt, Half};
use super::money::{Incoming, payer, receive, take_back};
use crate::access::Scope;
use crate::customers::query::PayerCandidate;
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use jieqing_kernel::taxid::search_key;
use std::collections::{HashMap, HashSet};

/// Who is known to pay, asked once a payer and file.
pub(super) struct Desk<'c> {
    pub(super) ctx: &'c Ctx,
    pub(super) scope: &'c Scope,
    pub(super) payers: HashMap<(String, String), Option<PayerCandidate>>,
}

/// What is known of an account in the days of a statement.
pub(super) struct Before {
    pub(super) identities: HashSet<String>,
    receipts: Vec<KnownReceipt>,
    loose: Vec<Half>,
}

impl Desk<'_> {
    /// What is stored of an account from `from` to `to`.
    pub(super) fn before(
        &self,
        tx: &mut WriteTx<'_>,
        account: Id<wire::BankAccount>,
        from: Date,
        to: Date,
    ) -> Result<Before> {
        let company = self.ctx.company;
        let days = params![company, account, from, to];
        let identities = tx.all::<(String,)>(&store::IDENTITIES, days)?;
        let receipts = tx.all::<FreeReceipt>(&store::FREE_RECEIPTS, days)?;
        Ok(Before {
            identities: identities.into_iter().map(|(i,)| i).collect(),
            receipts: receipts
                .into_iter()
                .map(|r| KnownReceipt {
                    id: r.id,
                    number: r.number,
                    bank_ref: r.bank_ref,
                    on: r.received_on,
                    amount: r.amount_minor,
                    currency: r.currency,
                    payer: r.payer,
                })
                .collect(),
            loose: tx.all::<Half>(&store::LOOSE_REVERSALS, params![company, account])?,
        })
    }

    /// What becomes of a new row; gives its receipt and the stored other half of a reversal.
    pub(super) fn fate(
        &mut self,
        tx: &mut WriteTx<'_>,
        s: &FileStatement,
        row: &FileRow,
        paired: bool,
        before: &mut Before,
        listed: &mut SeenRow,
    ) -> Result<(Option<Id<wire::Receipt>>, Option<Half>)> {
        let ctx = self.ctx;
        if row.reversal {
            listed.fate = RowFate::Reversal;
            if paired {
                return Ok((None, None));
            }
            let opposite = row.amount.saturating_neg();
            let values = params![ctx.company, s.account.id, opposite, row.booked_on];
            let found = tx
                .all::<Half>(&store::TAKEN_BACK, values)?
                .into_iter()
                .find(|half| same_side(half, row));
            if let Some(receipt) = found.as_ref().and_then(|h| h.receipt_id) {
                let reason = format!("银行冲正 {} {}", row.booked_on, row.bank_ref);
                // What is allocated stays and is listed: a person undoes the allocation first.
                take_back(tx, ctx, self.scope, receipt, reason.trim())?;
            }
            return Ok((None, found));
        }
        if paired {
            listed.fate = RowFate::Reversed;
            return Ok((None, None));
        }
        let loose = before.loose.iter().position(|half| {
            half.amount_minor == row.amount.saturating_neg()
                && half.booked_on >= row.booked_on
                && same_side(half, row)
        });
        if let Some(at) = loose {
            listed.fate = RowFate::Reversed;
            return Ok((None, Some(before.loose.remove(at))));
        }
        if let Some(fate) = row.kind.kept_out(row.amount) {
            listed.fate = fate;
            return Ok((None, None));
        }
        let key = search_key(&row.counterparty);
        if let Some(at) = same_money(
            &before.receipts,
            &row.bank_ref,
            row.booked_on,
            row.amount,
            &key,
        ) {
            let receipt = before.receipts.remove(at);
            listed.fate = RowFate::Linked;
            listed.receipt = receipt.number;
            return Ok((Some(receipt.id), None));
        }
        let customer = self.payer(tx, row)?;
        let money = Incoming {
            account: &s.account,
            on: row.booked_on,
            amount: row.amount,
            fee: row.fee,
            payer: &row.counterparty,
            payer_account: &row.counterparty_account,
            text: &row.text,
            bank_ref: &row.bank_ref,
        };
        let received = receive(tx, ctx, self.scope, &money, customer.as_ref())?;
        listed.fate = received.fate;
        listed.customer = received.customer;
        listed.receipt = received.number;
        Ok((Some(received.id), None))
    }

    fn payer(&mut self, tx: &mut WriteTx<'_>, row: &FileRow) -> Result<Option<PayerCandidate>> {
        let key = (row.counterparty.clone(), row.counterparty_account.clone());
        if let Some(known) = self.payers.get(&key) {
            return Ok(known.clone());
        }
        let found = payer(tx, self.ctx, self.scope, &key.0, &key.1)?;
        self.payers.insert(key, found.clone());
        Ok(found)
    }
}

fn same_side(half: &Half, row: &FileRow) -> bool {
    let equal = |a: &str, b: &str| !a.is_empty() && a == b;
    equal(&half.bank_ref, &row.bank_ref)
        || equal(&half.counterparty_account, &row.counterparty_account)
        || equal(&half.counterparty, &row.counterparty)
}
