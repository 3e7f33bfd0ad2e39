//! From what was entered to what is stored: references resolved, prices and taxes filled in,
//! amounts computed, verified. Reads only.

use super::amounts::{LineInput, order_amounts};
use super::build::{self, ForWhom, Found, Unknown};
use super::error::OrderRefusal;
use super::finding::Finding;
use super::model::{LineDraft, OrderDraft, ProductRef};
use super::rules::{CustomerFacts, LineFacts, OrderFacts, ProductFacts, verify};
use super::store::facts::{self, CustomerRow, FactsKey};
use super::store::write::{HeadRow, LineRow};
use crate::access::Scope;
use crate::wire;
use jieqing_db::ReadTx;
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::{Money, to_base};
use jieqing_kernel::tax::TaxTreatment;

/// A draft made ready.
#[derive(Debug, Clone)]
pub(super) struct Prepared {
    /// Header; id, number and status are the caller's to fill.
    pub(super) head: HeadRow,
    /// Lines.
    pub(super) lines: Vec<LineRow>,
    /// What verification noticed.
    pub(super) findings: Vec<Finding>,
    /// Customer's name, for the record.
    pub(super) customer_name: String,
}

const RATE_OF_BASE: i64 = 1_000_000_000;

/// Prepares a draft; `editing` is the order it replaces.
///
/// # Errors
/// [`Error::Invalid`] with all field errors, `orders.rate_missing`.
pub(super) fn prepare(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    draft: &OrderDraft,
    editing: Option<Id<wire::Order>>,
    unknown: Unknown,
) -> Result<Prepared> {
    draft.check()?;
    let customer = facts::customer(tx, ctx, draft.customer)?
        .filter(|c| scope.covers(c.owner, c.department))
        .ok_or_else(|| Error::field("customer_id", "field.unknown_reference"))?;
    let currency = draft.currency.unwrap_or(customer.currency);
    let rate_e9 = exchange_rate(tx, ctx, currency, draft.ordered_on)?;
    let terms = draft.terms.unwrap_or(customer.terms);
    if terms != customer.terms && !facts::terms_known(tx, ctx, terms)? {
        return Err(Error::field("terms_id", "field.unknown_reference"));
    }
    let key = FactsKey {
        customer: draft.customer,
        currency,
        on: draft.ordered_on,
    };
    let products = products_of(tx, ctx, key, &draft.lines)?;
    let found: Vec<Option<Found<'_>>> = draft
        .lines
        .iter()
        .map(|line| products.iter().find(|p| is(p, &line.product)))
        .map(|product| {
            product.map(|p| Found {
                product: p,
                tax: p.tax,
            })
        })
        .collect();
    let filled = build::fill(draft, &found, unknown)?;
    let inputs: Vec<LineInput> = filled.iter().map(|f| f.input).collect();
    let (amounts, sum) = order_amounts(
        &inputs,
        draft.discount_minor,
        draft.tax_inclusive,
        currency.exponent(),
    )?;
    let for_whom = ForWhom {
        currency,
        rate_e9,
        terms,
        owner: customer.owner,
        department: customer.department,
        ship_to: &customer.ship_to,
    };
    let lines = build::lines(ctx, draft, &found, &filled, &amounts);
    let head = build::head(ctx, draft, &for_whom, sum, &lines)?;
    let duplicate = facts::duplicate_of(tx, ctx, head.customer, &head.po_key, editing)?;
    let customer_facts = customer_facts(tx, ctx, draft.customer, &customer)?;
    let line_facts = (1..)
        .zip(&draft.lines)
        .zip(&found)
        .zip(&filled)
        .zip(&amounts)
        .map(|((((no, given), product), filled), amounts)| LineFacts {
            line_no: no,
            named: name_of(&given.product),
            product: product.map(|f| f.product),
            spec: given.spec.as_deref(),
            unit: given.unit.as_deref(),
            qty_e6: given.qty_e6,
            price_e8: filled.input.price_e8,
            total_minor: amounts.split.total,
            tax: filled.input.tax,
            requested_on: given.requested_on,
        })
        .collect();
    let findings = verify(&order_facts(
        ctx,
        &head,
        &customer_facts,
        duplicate.as_deref(),
        line_facts,
    ));
    Ok(Prepared {
        head,
        lines,
        findings,
        customer_name: customer.name,
    })
}

/// Verifies a stored order once more, on today's catalogue, prices and exposure.
pub(super) fn verify_stored(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    head: &HeadRow,
    lines: &[LineRow],
) -> Result<(Vec<Finding>, CustomerRow)> {
    let customer = facts::customer(tx, ctx, head.customer)?.ok_or(Error::NotFound)?;
    let key = FactsKey {
        customer: head.customer,
        currency: head.currency,
        on: head.ordered_on,
    };
    let mut ids: Vec<_> = lines.iter().map(|l| l.product).collect();
    ids.sort_unstable();
    ids.dedup();
    let products = facts::products(tx, ctx, key, &ids, &[])?;
    let duplicate = facts::duplicate_of(tx, ctx, head.customer, &head.po_key, Some(head.id))?;
    let customer_facts = customer_facts(tx, ctx, head.customer, &customer)?;
    let mut line_facts = Vec::with_capacity(lines.len());
    for line in lines {
        let tax = TaxTreatment::from_parts(&line.treatment, line.tax_rate_e9)
            .ok_or_else(|| Error::bug("stored tax treatment"))?;
        line_facts.push(LineFacts {
            line_no: line.line_no,
            named: line.sku.clone(),
            product: products.iter().find(|p| p.id == line.product),
            spec: Some(&line.spec),
            unit: Some(&line.unit),
            qty_e6: line.qty_e6,
            price_e8: line.price_e8,
            total_minor: line.total_minor,
            tax,
            requested_on: line.requested_on,
        });
    }
    let facts = order_facts(ctx, head, &customer_facts, duplicate.as_deref(), line_facts);
    let findings = verify(&facts);
    Ok((findings, customer))
}

fn order_facts<'a>(
    ctx: &Ctx,
    head: &'a HeadRow,
    customer: &'a CustomerFacts,
    duplicate: Option<&'a str>,
    lines: Vec<LineFacts<'a>>,
) -> OrderFacts<'a> {
    OrderFacts {
        customer,
        ordered_on: head.ordered_on,
        requested_on: head.requested_on,
        inclusive: head.tax_inclusive,
        currency: head.currency,
        rate_e9: head.rate_e9,
        base_currency: ctx.base_currency,
        base_total: head.base_total_minor,
        po: &head.customer_po,
        duplicate,
        lines,
    }
}

/// Units of company currency per unit of `currency` on a day, e9.
pub(super) fn exchange_rate(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    currency: Currency,
    on: Date,
) -> Result<i64> {
    if currency == ctx.base_currency {
        return Ok(RATE_OF_BASE);
    }
    facts::rate_on(tx, ctx, currency, on)?.ok_or_else(|| {
        OrderRefusal::RateMissing {
            currency: currency.to_string(),
            on: on.to_string(),
        }
        .into()
    })
}

fn customer_facts(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    id: Id<wire::Customer>,
    row: &CustomerRow,
) -> Result<CustomerFacts> {
    let mut exposure = row.exposure;
    if !row.count_undelivered && row.limit.is_some() {
        for (currency, rate, minor) in facts::other_undelivered(tx, ctx, id)? {
            let base = to_base(Money::new(minor, currency), rate, ctx.base_currency)?;
            exposure = jieqing_kernel::money::sub(exposure, base)?;
        }
    }
    Ok(CustomerFacts {
        status: row.status.clone(),
        hold_reason: row.hold_reason.clone(),
        foreign: row.country != "CN",
        tax_data_complete: row.has_tax_id,
        limit: row.limit,
        exposure,
        credit_check: row.credit_check,
    })
}

fn products_of(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    key: FactsKey,
    lines: &[LineDraft],
) -> Result<Vec<ProductFacts>> {
    let mut ids = Vec::new();
    let mut skus = Vec::new();
    for line in lines {
        match &line.product {
            ProductRef::Id(id) => ids.push(*id),
            ProductRef::Sku(sku) => skus.push(sku.as_str()),
        }
    }
    ids.sort_unstable();
    ids.dedup();
    skus.sort_unstable();
    skus.dedup();
    Ok(facts::products(tx, ctx, key, &ids, &skus)?)
}

fn is(product: &ProductFacts, named: &ProductRef) -> bool {
    match named {
        ProductRef::Id(id) => product.id == *id,
        ProductRef::Sku(sku) => product.sku == *sku,
    }
}

pub(super) fn name_of(product: &ProductRef) -> String {
    match product {
        ProductRef::Id(id) => id.to_string(),
        ProductRef::Sku(sku) => sku.clone(),
    }
}
