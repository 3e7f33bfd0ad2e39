//! Receipts: one row each, known by the bank's reference, or by account, payer, day, amount and
//! purpose; equal rows count as often as they occur.

use super::columns::columns;
use super::{attempt, first, records};
use crate::access::{Permission, authorize};
use crate::facade::Command;
use crate::imports::cells::Cells;
use crate::imports::input::ImportInput;
use crate::imports::report::{Outcome, Tally};
use crate::imports::store::{self, BankRef, CustomerRef, ReceiptRef};
use crate::receipts::{EnterReceipt, ReceiptDraft};
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use jieqing_kernel::money::Money;
use std::collections::{HashMap, HashSet};

columns!(Columns {
    received_on,
    amount,
    customer,
    payer,
    payer_account,
    bank_ref,
    reference,
    bank_account,
    currency,
    fee,
    text,
});

/// What makes two receipts without a bank reference the same.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    account: i64,
    customer: i64,
    payer: String,
    on: Date,
    amount: i64,
    text: String,
}

struct Context<'a> {
    ctx: &'a Ctx,
    columns: Columns,
    accounts: Vec<BankRef>,
    customers: HashMap<String, Id<wire::Customer>>,
}

pub(super) fn apply(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    input: &ImportInput,
    tally: &mut Tally,
) -> Result<()> {
    let scope = authorize(tx, ctx, Permission::ReceiptsWrite)?;
    let table = first(input)?;
    let context = Context {
        ctx,
        columns: Columns::of(input, table),
        accounts: tx.all(&store::BANKS, params![ctx.company])?,
        customers: tx
            .all::<CustomerRef>(&store::CUSTOMERS, params![ctx.company])?
            .into_iter()
            .map(|c| (c.code, c.id))
            .collect(),
    };
    let mut references = HashSet::new();
    let mut known: HashMap<Key, usize> = HashMap::new();
    for r in tx.all::<ReceiptRef>(&store::RECEIPTS, params![ctx.company])? {
        let account = r.account.raw();
        match r.bank_ref {
            Some(reference) => {
                references.insert((account, reference));
            }
            None => {
                *known.entry(r.key()).or_default() += 1;
            }
        }
    }
    for at in records(table, tally) {
        let mut cells = Cells::new(at.row);
        let draft = context.draft(&mut cells);
        let Some(draft) = draft.filter(|_| cells.problems.is_empty()) else {
            tally.document(Outcome::Failed);
            tally.failed(at, cells.problems);
            continue;
        };
        let here = match draft.reference() {
            Some(reference) => references.contains(&(draft.bank_account.raw(), reference)),
            None => match known.get_mut(&Key::of(&draft)) {
                Some(left) if *left > 0 => {
                    *left -= 1;
                    true
                }
                _ => false,
            },
        };
        if here {
            tally.document(Outcome::Unchanged);
            tally.unchanged();
            continue;
        }
        let command = EnterReceipt { draft };
        match attempt(tx, |tx| command.run(tx, ctx, &scope))? {
            Ok(_) => {
                tally.document(Outcome::Added);
                tally.added();
            }
            Err(problems) => {
                tally.document(Outcome::Failed);
                tally.failed(at, problems);
            }
        }
    }
    Ok(())
}

impl ReceiptRef {
    fn key(self) -> Key {
        Key {
            account: self.account.raw(),
            customer: self.customer.map_or(0, Id::raw),
            // The payer of a known customer may have been filled in from its name.
            payer: if self.customer.is_some() {
                String::new()
            } else {
                self.payer
            },
            on: self.on,
            amount: self.amount,
            text: self.text,
        }
    }
}

impl Key {
    fn of(draft: &ReceiptDraft) -> Self {
        Self {
            account: draft.bank_account.raw(),
            customer: draft.customer.map_or(0, Id::raw),
            payer: if draft.customer.is_some() {
                String::new()
            } else {
                draft.payer.trim().to_owned()
            },
            on: draft.received_on,
            amount: draft.amount.minor,
            text: draft.text.trim().to_owned(),
        }
    }
}

impl Context<'_> {
    fn draft(&self, cells: &mut Cells<'_>) -> Option<ReceiptDraft> {
        let c = &self.columns;
        let received_on = cells.date(&c.received_on);
        let currency = cells.currency(&c.currency);
        let word = cells.text(&c.bank_account);
        let wanted = currency.unwrap_or(self.ctx.base_currency);
        let account = if word.is_empty() {
            self.accounts.iter().find(|a| a.currency == wanted)
        } else {
            self.accounts
                .iter()
                .find(|a| a.code == word || a.number == word || a.name == word)
        };
        if account.is_none() {
            let missing = if word.is_empty() { wanted.code() } else { word };
            cells.fail(&c.bank_account, "imports.unknown_bank_account", missing);
        }
        let code = cells.text(&c.customer);
        let customer = self.customers.get(code).copied();
        if customer.is_none() && !code.is_empty() {
            cells.fail(&c.customer, "imports.unknown_customer", code);
        }
        let account = account?;
        let exponent = account.currency.exponent();
        let amount = cells.number(&c.amount, exponent);
        let fee = cells.number(&c.fee, exponent).unwrap_or(0);
        let reference = cells.text(&c.reference);
        let purpose = cells.text(&c.text);
        let bank_ref = cells.text(&c.bank_ref);
        let text = match (reference.is_empty(), purpose.is_empty()) {
            (false, false) => format!("{reference} {purpose}"),
            (false, true) => reference.to_owned(),
            (true, _) => purpose.to_owned(),
        };
        Some(ReceiptDraft {
            customer,
            payer: cells.string(&c.payer),
            payer_account: cells.string(&c.payer_account),
            bank_account: account.id,
            bank_ref: (!bank_ref.is_empty()).then(|| bank_ref.to_owned()),
            received_on: received_on?,
            amount: Money::new(amount?, account.currency),
            fee,
            text,
        })
    }
}
