//! Many orders at once, from another system: references are looked up in a few statements, rows
//! inserted in bulk, balances and numbers moved once per customer and month.
//!
//! Imported orders are history: they are not verified, and confirmed ones neither need a release
//! nor pass the credit check. A draft is verified when it is submitted, like any other.

use super::amounts::{LineInput, order_amounts};
use super::build::{self, ForWhom, Found, Unknown};
use super::error::OrderRefusal;
use super::model::{OrderDraft, OrderStatus, ProductRef};
use super::prepare::exchange_rate;
use super::store::findings as store;
use super::store::import::{Existing, Known, load};
use super::store::write::{self, HeadRow, LineRow};
use crate::access::Scope;
use crate::numbering::{self, Series};
use crate::receivables::{BalanceDelta, adjust_balance};
use crate::record::record_all;
use crate::wire;
use jieqing_db::{ReadTx, WriteTx};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::{Date, month_start};
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::{Money, add};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap, HashSet};

jieqing_db::text_enum! {
    /// What an imported order is to be.
    pub enum ImportTarget {
        /// A draft, to be verified and submitted here.
        Draft = "draft",
        /// Confirmed in the other system.
        Confirmed = "confirmed",
        /// Cancelled in the other system.
        Cancelled = "cancelled",
    }
}

/// An order of another system. Lines name products by SKU and carry their prices.
#[derive(Debug, Clone)]
pub struct ImportOrder {
    /// Its number there: the same number again is the same order.
    pub source_no: String,
    /// Code of the customer; `draft.customer` is filled in.
    pub customer_code: String,
    /// What it is to be.
    pub target: ImportTarget,
    /// Content; `source_no` is filled in.
    pub draft: OrderDraft,
}

/// What became of an [`ImportOrder`].
#[derive(Debug)]
pub enum ImportedOrder {
    /// It is new.
    Added {
        /// Id.
        id: Id<wire::Order>,
        /// Number.
        number: String,
    },
    /// It was a draft with another content.
    Changed {
        /// Id.
        id: Id<wire::Order>,
        /// Number.
        number: String,
    },
    /// It was here before, with the same content.
    Unchanged {
        /// Id.
        id: Id<wire::Order>,
        /// Number.
        number: String,
    },
    /// It can't be stored; nothing of it was.
    Failed(Error),
}

/// Orders inserted at a time: bounds the memory of a large import.
const BATCH: usize = 2_000;

/// Stores orders of another system; gives what became of each, in order. The caller decides
/// whether a failure fails the whole transaction.
///
/// # Errors
/// Database errors; whatever is wrong with one order is its own [`ImportedOrder::Failed`].
pub fn import_orders(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    mut orders: Vec<ImportOrder>,
) -> Result<Vec<ImportedOrder>> {
    let known = look_up(tx, ctx, &orders)?;
    let mut rates = HashMap::new();
    let mut seen = HashSet::new();
    let mut out = Vec::with_capacity(orders.len());
    for batch in orders.chunks_mut(BATCH) {
        let mut new = Vec::with_capacity(batch.len());
        for order in batch {
            let ready = if seen.insert(order.source_no.clone()) {
                ready(tx, ctx, scope, &known, &mut rates, order)
            } else {
                Err(Error::field("source_no", "field.duplicate"))
            };
            out.push(match (ready, known.orders.get(&order.source_no)) {
                (Err(error @ (Error::Invalid(_) | Error::Refused(_))), _) => {
                    ImportedOrder::Failed(error)
                }
                (Err(error), _) => return Err(error),
                (Ok((head, lines)), Some(old)) => again(tx, ctx, old, order.target, head, &lines)?,
                (Ok((mut head, lines)), None) => {
                    head.id = ctx.new_id();
                    new.push((head, lines, out.len()));
                    // Its number comes with the batch.
                    ImportedOrder::Added {
                        id: new.last().map_or(Id::from_raw(0), |(h, _, _)| h.id),
                        number: String::new(),
                    }
                }
            });
        }
        store_new(tx, ctx, new, &mut out)?;
    }
    Ok(out)
}

fn look_up(tx: &mut ReadTx<'_>, ctx: &Ctx, orders: &[ImportOrder]) -> Result<Known> {
    fn distinct<'a>(all: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
        let mut all: Vec<&str> = all.collect::<HashSet<_>>().into_iter().collect();
        all.sort_unstable();
        all
    }
    let codes = distinct(orders.iter().map(|o| o.customer_code.as_str()));
    let source_nos = distinct(orders.iter().map(|o| o.source_no.as_str()));
    let skus = distinct(orders.iter().flat_map(|o| &o.draft.lines).filter_map(
        |l| match &l.product {
            ProductRef::Sku(sku) => Some(sku.as_str()),
            ProductRef::Id(_) => None,
        },
    ));
    Ok(load(tx, ctx, &codes, &skus, &source_nos)?)
}

fn ready(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    known: &Known,
    rates: &mut HashMap<(Currency, Date), i64>,
    order: &mut ImportOrder,
) -> Result<(HeadRow, Vec<LineRow>)> {
    let customer = known
        .customers
        .get(&order.customer_code)
        .filter(|c| scope.covers(c.owner, c.department))
        .ok_or_else(|| Error::field("customer", "field.unknown_reference"))?;
    let draft = &mut order.draft;
    draft.customer = customer.id;
    draft.source_no = Some(order.source_no.clone());
    draft.check()?;
    let currency = draft.currency.unwrap_or(customer.currency);
    let key = (currency, draft.ordered_on);
    let rate_e9 = match rates.get(&key) {
        Some(rate) => *rate,
        None => {
            let rate = exchange_rate(tx, ctx, currency, draft.ordered_on)?;
            rates.insert(key, rate);
            rate
        }
    };
    let found: Vec<Option<Found<'_>>> = draft
        .lines
        .iter()
        .map(|line| match &line.product {
            ProductRef::Sku(sku) => known.products.get(sku),
            ProductRef::Id(_) => None,
        })
        .map(|product| {
            product.map(|p| Found {
                product: p,
                tax: known.tax(p.id, draft.ordered_on),
            })
        })
        .collect();
    let filled = build::fill(draft, &found, Unknown::Refuse)?;
    let inputs: Vec<LineInput> = filled.iter().map(|f| f.input).collect();
    let (amounts, sum) = order_amounts(
        &inputs,
        draft.discount_minor,
        draft.tax_inclusive,
        currency.exponent(),
    )?;
    let whom = ForWhom {
        currency,
        rate_e9,
        terms: draft.terms.unwrap_or(customer.terms),
        owner: customer.owner,
        department: customer.department,
        ship_to: "",
    };
    let lines = build::lines(ctx, draft, &found, &filled, &amounts);
    let mut head = build::head(ctx, draft, &whom, sum, &lines)?;
    match order.target {
        ImportTarget::Draft => {}
        ImportTarget::Cancelled => head.status = OrderStatus::Cancelled,
        ImportTarget::Confirmed => {
            head.status = OrderStatus::Confirmed;
            head.confirmed_on = Some(head.ordered_on);
            head.submitted_by = Some(ctx.actor.raw());
            head.undelivered_minor = head.total_minor;
        }
    }
    Ok((head, lines))
}

/// The order is here already.
fn again(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    old: &Existing,
    target: ImportTarget,
    mut head: HeadRow,
    lines: &[LineRow],
) -> Result<ImportedOrder> {
    let (id, number) = (old.id, old.number.clone());
    if old.digest == head.digest {
        return Ok(ImportedOrder::Unchanged { id, number });
    }
    if !(old.status.may_change() && target == ImportTarget::Draft) {
        let refusal = OrderRefusal::SourceTaken {
            source_no: head.source_no.unwrap_or_default(),
            number,
            status: old.status.as_str().to_owned(),
        };
        return Ok(ImportedOrder::Failed(refusal.into()));
    }
    head.id = id;
    head.version = old.version;
    head.number.clone_from(&number);
    write::replace(tx, ctx, &head, lines)?;
    let before = store::stored(tx, ctx, id)?;
    store::replace(tx, ctx, id, &before, &[])?;
    record_all(
        tx,
        ctx,
        "order",
        "order.changed",
        &[(id.raw(), facts(&head))],
    )?;
    Ok(ImportedOrder::Changed { id, number })
}

fn facts(head: &HeadRow) -> Value {
    json!({
        "number": head.number, "source_no": head.source_no, "status": head.status.as_str(),
        "total": Money::new(head.total_minor, head.currency).text(),
        "currency": head.currency.code(), "digest": head.digest, "imported": true,
    })
}

type NewOrder = (HeadRow, Vec<LineRow>, usize);

fn store_new(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    mut new: Vec<NewOrder>,
    out: &mut [ImportedOrder],
) -> Result<()> {
    give_numbers(tx, ctx, &mut new)?;
    let mut balances: BTreeMap<(i64, Currency), BalanceDelta> = BTreeMap::new();
    let mut events = Vec::with_capacity(new.len());
    let mut orders = Vec::with_capacity(new.len());
    for (head, lines, at) in new {
        if head.undelivered_minor != 0 {
            let key = (head.customer.raw(), head.currency);
            let delta = balances.entry(key).or_default();
            delta.undelivered = add(delta.undelivered, head.undelivered_minor)?;
            delta.base = add(delta.base, head.base_total_minor)?;
        }
        if let Some(ImportedOrder::Added { number, .. }) = out.get_mut(at) {
            number.clone_from(&head.number);
        }
        events.push((head.id.raw(), facts(&head)));
        orders.push((head, lines));
    }
    write::insert(tx, ctx, &orders)?;
    for ((customer, currency), delta) in balances {
        adjust_balance(tx, ctx, customer, currency, delta)?;
    }
    record_all(tx, ctx, "order", "order.imported", &events)
}

/// Numbers in the order of the file, one statement per month.
fn give_numbers(tx: &mut WriteTx<'_>, ctx: &Ctx, new: &mut [NewOrder]) -> Result<()> {
    let mut months: BTreeMap<Date, i64> = BTreeMap::new();
    for (head, _, _) in new.iter() {
        let count = months.entry(month_start(head.ordered_on)).or_default();
        *count = count.saturating_add(1);
    }
    let mut numbers = HashMap::new();
    for (month, count) in months {
        let all = numbering::next_many(tx, ctx, Series::Order, month, count)?;
        numbers.insert(month, all.into_iter());
    }
    for (head, _, _) in new {
        head.number = numbers
            .get_mut(&month_start(head.ordered_on))
            .and_then(Iterator::next)
            .ok_or_else(|| Error::bug("too few numbers reserved"))?;
    }
    Ok(())
}
