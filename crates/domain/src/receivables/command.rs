//! Commands: allocate, allocate oldest first, undo, write off a small difference.

use super::allocate::{AllocationLine, How, allocate};
use super::error::ReceivablesRefusal;
use super::item::{ItemKind, NewItem, base_part, open_item};
use super::model::split_oldest_first;
use super::store::{self, ItemRow};
use super::undo::undo_allocation;
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::numbering::{self, Series};
use crate::record::record;
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::{Money, sub};
use jieqing_ledger::{AccountRole, Draft, DraftLine};
use serde_json::json;

/// What an allocation did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allocated {
    /// Batch, the handle for undo.
    pub batch: Id<wire::AllocationBatch>,
    /// Pairs written.
    pub lines: usize,
    /// Sum of the pairs, minor units.
    pub amount: i64,
}

/// Joins the given pairs (核销).
#[derive(Debug, Clone)]
pub struct Allocate {
    /// Pairs.
    pub lines: Vec<AllocationLine>,
    /// Business day; today when absent.
    pub on: Option<Date>,
    /// Why, for the record.
    pub reason: String,
}

impl Command for Allocate {
    type Out = Allocated;
    const PERMISSION: Permission = Permission::AllocationsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Allocated> {
        let on = self.on.unwrap_or_else(|| ctx.today());
        let batch = allocate(tx, ctx, scope, &self.lines, on, How::Manual, &self.reason)?;
        let amount = jieqing_kernel::money::sum(self.lines.iter().map(|l| l.amount))?;
        Ok(Allocated {
            batch,
            lines: self.lines.len(),
            amount,
        })
    }
}

/// Uses all credits of a customer on the oldest due debts. Gives `None` when there is nothing to do.
#[derive(Debug, Clone)]
pub struct AllocateOldestFirst {
    /// Customer.
    pub customer: Id<wire::Customer>,
    /// Currency.
    pub currency: Currency,
    /// Only this credit (raw item id), when given.
    pub credit: Option<Id<wire::OpenItem>>,
    /// Business day; today when absent.
    pub on: Option<Date>,
}

impl Command for AllocateOldestFirst {
    type Out = Option<Allocated>;
    const PERMISSION: Permission = Permission::AllocationsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Self::Out> {
        let items = tx.all::<ItemRow>(
            &store::LIVE_OF_CUSTOMER,
            params![ctx.company, self.customer, self.currency],
        )?;
        let debits: Vec<_> = items
            .iter()
            .filter(|i| i.open_minor > 0)
            .map(|i| (i.id, i.open_minor))
            .collect();
        let credits: Vec<_> = items
            .iter()
            .filter(|i| i.open_minor < 0 && self.credit.is_none_or(|c| c == i.id))
            .map(|i| (i.id, i.open_minor.saturating_neg()))
            .collect();
        let lines = split_oldest_first(&debits, &credits);
        if lines.is_empty() {
            return Ok(None);
        }
        let on = self.on.unwrap_or_else(|| ctx.today());
        let batch = allocate(tx, ctx, scope, &lines, on, How::OldestFirst, "")?;
        let amount = jieqing_kernel::money::sum(lines.iter().map(|l| l.amount))?;
        Ok(Some(Allocated {
            batch,
            lines: lines.len(),
            amount,
        }))
    }
}

/// Undoes a batch of allocations.
#[derive(Debug, Clone, Copy)]
pub struct UndoAllocationBatch {
    /// The batch.
    pub batch: Id<wire::AllocationBatch>,
}

impl Command for UndoAllocationBatch {
    type Out = ();
    const PERMISSION: Permission = Permission::AllocationsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<()> {
        undo_allocation(tx, ctx, scope, self.batch)
    }
}

/// Writes off what little is left of an item (尾差, 手续费), within the company's limit.
#[derive(Debug, Clone)]
pub struct WriteOffDifference {
    /// The item, a debit or a credit.
    pub item: Id<wire::OpenItem>,
    /// `rounding`, `bank_fee` or `discount`: decides the account.
    pub kind: WriteOffKind,
    /// Amount to write off, positive minor units.
    pub amount: i64,
    /// Why.
    pub reason: String,
}

jieqing_db::text_enum! {
    /// What a small difference is.
    pub enum WriteOffKind {
        /// 尾差
        Rounding = "rounding",
        /// 手续费
        BankFee = "bank_fee",
        /// 抹零 / 现金折扣
        Discount = "discount",
    }
}

impl Command for WriteOffDifference {
    type Out = Id<wire::WriteOff>;
    const PERMISSION: Permission = Permission::WriteOffsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Self::Out> {
        let item = tx
            .opt::<ItemRow>(&store::ITEM_BY_ID, params![ctx.company, self.item])?
            .ok_or(Error::NotFound)?;
        scope.check(item.owner_id, item.department_id)?;
        if !item.billed {
            return Err(ReceivablesRefusal::NotBilled {
                document: item.doc_no,
            }
            .into());
        }
        let sign = item.amount_minor.signum();
        let wanted = self.amount.saturating_mul(sign);
        if self.amount <= 0 || wanted.abs() > item.open_minor.abs() {
            return Err(ReceivablesRefusal::OverAllocated {
                document: item.doc_no,
                open: Money::new(item.open_minor, item.currency).to_string(),
                wanted: Money::new(wanted, item.currency).to_string(),
            }
            .into());
        }
        let base = base_part(&item, wanted)?;
        let (limit,) = tx.one::<(i64,)>(&store::WRITE_OFF_LIMIT, params![ctx.company])?;
        if base.abs() > limit {
            return Err(ReceivablesRefusal::WriteOffLimit {
                amount: Money::new(base.abs(), ctx.base_currency).to_string(),
                limit: Money::new(limit, ctx.base_currency).to_string(),
            }
            .into());
        }
        post_write_off(self, tx, ctx, scope, &item, wanted, base)
    }
}

fn post_write_off(
    command: &WriteOffDifference,
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    item: &ItemRow,
    wanted: i64,
    base: i64,
) -> Result<Id<wire::WriteOff>> {
    let id: Id<wire::WriteOff> = ctx.new_id();
    let on = ctx.today();
    let number = numbering::next(tx, ctx, Series::WriteOff, on)?;
    let role = match command.kind {
        WriteOffKind::Rounding | WriteOffKind::BankFee => AccountRole::BankCharges,
        WriteOffKind::Discount => AccountRole::SellingExpense,
    };
    let line = |role: AccountRole, customer, amount, base| DraftLine {
        account: role.into(),
        customer,
        department: item.department_id,
        currency: item.currency,
        amount,
        base,
    };
    let draft = Draft::new(
        "write_off.posted",
        ("write_off", id.raw(), &number),
        on,
        format!("核销差额 {}", item.doc_no),
    )
    .line(line(role, 0, wanted, base))
    .line(line(
        AccountRole::Receivable,
        item.customer_id.raw(),
        sub(0, wanted)?,
        sub(0, base)?,
    ));
    let posted = jieqing_ledger::post(tx, ctx, &draft)?;
    let counter = open_item(
        tx,
        ctx,
        &NewItem {
            customer: item.customer_id,
            kind: ItemKind::WriteOff,
            billed: true,
            source_type: "write_off",
            source_id: id.raw(),
            instalment: 0,
            doc_no: number.clone(),
            doc_on: on,
            effective_on: posted.posted_on,
            raw_due_on: on,
            due_on: on,
            currency: item.currency,
            rate_e9: 1_000_000_000,
            amount: sub(0, wanted)?,
            base: sub(0, base)?,
            owner: item.owner_id,
            department: item.department_id,
            entry: Some(posted.id),
        },
    )?;
    tx.exec_one(
        &store::INSERT_WRITE_OFF,
        params![
            ctx.company,
            id,
            number,
            item.customer_id,
            command.kind,
            item.id,
            item.currency,
            wanted,
            base,
            on,
            command.reason,
            ctx.actor.raw(),
            ctx.now()
        ],
    )?;
    let (debit, credit) = if wanted > 0 {
        (item.id, counter)
    } else {
        (counter, item.id)
    };
    let pair = AllocationLine {
        debit,
        credit,
        amount: wanted.abs(),
    };
    allocate(tx, ctx, scope, &[pair], on, How::Direct, &command.reason)?;
    let facts = json!({
        "number": number, "document": item.doc_no, "kind": command.kind.as_str(),
        "amount": Money::new(wanted, item.currency).text(), "currency": item.currency.code(),
        "reason": command.reason,
    });
    record(tx, ctx, "write_off", id.raw(), "write_off.posted", &facts)?;
    Ok(id)
}
