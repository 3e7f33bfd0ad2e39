//! Commands: enter, claim, allocate, reverse; and what they share.

mod allocate;
mod claim;
mod enter;
mod reverse;

pub use allocate::AllocateReceipt;
pub use claim::ClaimReceipt;
pub use enter::{EnterReceipt, Entered};
pub use reverse::ReverseReceipt;

use super::error::ReceiptRefusal;
use super::posting::Figures;
use super::store::{self, Locked};
use crate::access::Scope;
use crate::receivables::{self, ItemKind, NewItem};
use crate::wire;
use jieqing_db::{ReadTx, WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::sub;
use jieqing_ledger::Posted;

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
