//! Disputes (异议): a customer contests part of an invoice. Nothing moves in the books; the part is left
//! out of what is asked for until the dispute is resolved (semantics.md "dunning").

use super::error::ReceivablesRefusal;
use super::item::base_part;
use super::query::subject_of;
use super::store::{self, ItemRow, dispute as sql};
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::record::record;
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::{Money, add, sub};
use serde_json::json;

jieqing_db::text_enum! {
    /// What the customer contests (china.md §6, kinds of differences).
    pub enum DisputeReason {
        /// 数量
        Quantity = "quantity",
        /// 质量 / 破损
        Quality = "quality",
        /// 价格
        Price = "price",
        /// 单据 / 发票
        Paperwork = "paperwork",
        /// 退货未冲
        Returned = "returned",
        /// 扣款
        Deduction = "deduction",
        /// 其他
        Other = "other",
    }
}

jieqing_db::text_enum! {
    /// How a dispute ended.
    pub enum DisputeResolution {
        /// 客户撤回
        Withdrawn = "withdrawn",
        /// 已红冲 / 折让
        Credited = "credited",
        /// 客户已付款
        Paid = "paid",
        /// 已核销差额
        WrittenOff = "written_off",
        /// 其他
        Other = "other",
    }
}

jieqing_db::text_enum! {
    /// Where a dispute stands.
    pub enum DisputeStatus {
        /// Being talked about.
        Open = "open",
        /// Over.
        Resolved = "resolved",
    }
}

/// Records that the customer disputes part of an invoice.
#[derive(Debug, Clone)]
pub struct RaiseDispute {
    /// The invoice's open item.
    pub item: Id<wire::OpenItem>,
    /// Minor units; everything open and not yet disputed when absent.
    pub amount: Option<i64>,
    /// What is contested.
    pub reason: DisputeReason,
    /// What the customer says.
    pub note: String,
}

impl Command for RaiseDispute {
    type Out = Id<wire::Dispute>;
    const PERMISSION: Permission = Permission::DisputesWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Self::Out> {
        let mut errors = Vec::new();
        wire::check_text(&mut errors, "note", &self.note, 1_000);
        if self.amount.is_some_and(|amount| amount <= 0) {
            errors.push(FieldError::new("amount", "field.not_an_amount"));
        }
        wire::finish(errors)?;
        let item = tx
            .opt::<ItemRow>(&store::ITEM_BY_ID, params![ctx.company, self.item])?
            .ok_or(Error::NotFound)?;
        scope.check(item.owner_id, item.department_id)?;
        if item.amount_minor < 0 || !item.billed {
            return Err(ReceivablesRefusal::NotDisputable {
                document: item.doc_no,
            }
            .into());
        }
        let (disputed, base_disputed) = disputed(tx, ctx, self.item)?;
        let free = sub(item.open_minor, disputed)?.max(0);
        let amount = self.amount.unwrap_or(free);
        if amount > free || amount == 0 {
            return Err(too_much(&item, disputed, amount));
        }
        let base = base_of(&item, amount, free, base_disputed)?;
        let id: Id<wire::Dispute> = ctx.new_id();
        tx.exec_one(
            &sql::INSERT,
            params![
                ctx.company,
                id,
                item.id,
                item.customer_id,
                item.currency,
                amount,
                base,
                self.reason,
                self.note.trim(),
                ctx.today(),
                ctx.actor.raw(),
                ctx.now(),
                item.owner_id,
                item.department_id
            ],
        )?;
        let sums = (add(disputed, amount)?, add(base_disputed, base)?);
        mark(tx, ctx, &item, sums)?;
        let facts = json!({
            "dispute": id.to_string(), "document": item.doc_no, "reason": self.reason.as_str(),
            "amount": Money::new(amount, item.currency).text(), "currency": item.currency.code(),
            "note": self.note.trim(),
        });
        tell(tx, ctx, &item, "invoice.disputed", &facts)?;
        Ok(id)
    }
}

/// Ends a dispute: what was contested is asked for again, as far as it is still open.
#[derive(Debug, Clone)]
pub struct ResolveDispute {
    /// The dispute.
    pub id: Id<wire::Dispute>,
    /// The version that was looked at.
    pub version: i64,
    /// How it ended.
    pub resolution: DisputeResolution,
    /// What was agreed.
    pub note: String,
}

impl Command for ResolveDispute {
    type Out = Id<wire::Dispute>;
    const PERMISSION: Permission = Permission::DisputesWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Self::Out> {
        let mut errors = Vec::new();
        wire::check_text(&mut errors, "note", &self.note, 1_000);
        wire::finish(errors)?;
        let found = tx
            .opt::<sql::Known>(&sql::BY_ID, params![ctx.company, self.id])?
            .ok_or(Error::NotFound)?;
        scope.check(found.owner_id, found.department_id)?;
        if found.version != self.version {
            return Err(Error::Stale {
                current: found.version,
            });
        }
        let item = tx.one::<ItemRow>(&store::ITEM_BY_ID, params![ctx.company, found.item_id])?;
        if found.status != DisputeStatus::Open {
            return Err(ReceivablesRefusal::DisputeResolved {
                document: item.doc_no,
                on: found.resolved_on.unwrap_or_default(),
            }
            .into());
        }
        tx.exec_one(
            &sql::RESOLVE,
            params![
                ctx.company,
                self.id,
                self.version,
                self.resolution,
                self.note.trim(),
                ctx.today(),
                ctx.actor.raw()
            ],
        )?;
        let sums = disputed(tx, ctx, item.id)?;
        mark(tx, ctx, &item, sums)?;
        let facts = json!({
            "dispute": self.id.to_string(), "document": item.doc_no,
            "resolution": self.resolution.as_str(), "note": self.note.trim(),
            "amount": Money::new(found.amount_minor, item.currency).text(),
            "currency": item.currency.code(),
        });
        tell(tx, ctx, &item, "invoice.dispute_resolved", &facts)?;
        Ok(self.id)
    }
}

/// Σ of the item's open disputes: document currency and company currency.
fn disputed(tx: &mut WriteTx<'_>, ctx: &Ctx, item: Id<wire::OpenItem>) -> Result<(i64, i64)> {
    Ok(tx.one(&sql::OF_ITEM, params![ctx.company, item])?)
}

/// Company-currency share of a disputed amount; the last free part takes the rest.
fn base_of(item: &ItemRow, amount: i64, free: i64, base_disputed: i64) -> Result<i64> {
    if amount == free {
        return Ok(sub(item.base_open_minor, base_disputed)?.max(0));
    }
    base_part(item, amount)
}

fn mark(tx: &mut WriteTx<'_>, ctx: &Ctx, item: &ItemRow, (sum, base): (i64, i64)) -> Result<()> {
    let key = params![ctx.company, item.id, item.version, sum, base];
    Ok(tx.exec_one(&sql::MARK_ITEM, key)?)
}

fn tell(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    item: &ItemRow,
    kind: &'static str,
    facts: &serde_json::Value,
) -> Result<()> {
    if let Some(subject) = subject_of(&item.source_type) {
        record(tx, ctx, subject, item.source_id, kind, facts)?;
    }
    Ok(())
}

fn too_much(item: &ItemRow, disputed: i64, wanted: i64) -> Error {
    let text = |minor, currency: Currency| Money::new(minor, currency).to_string();
    ReceivablesRefusal::DisputeTooLarge {
        document: item.doc_no.clone(),
        open: text(item.open_minor, item.currency),
        disputed: text(disputed, item.currency),
        wanted: text(wanted, item.currency),
    }
    .into()
}
