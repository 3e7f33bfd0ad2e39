//! Building what is stored out of what was entered and what is known. Pure but for fresh ids.

use super::amounts::{LineAmounts, LineInput};
use super::digest::digest;
use super::model::{OrderDraft, OrderStatus, po_key};
use super::prepare::name_of;
use super::pricing::{PriceSource, reference};
use super::rules::ProductFacts;
use super::store::write::{HeadRow, LineRow};
use crate::wire;
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::{Money, to_base};
use jieqing_kernel::tax::{Discount, Split, TaxTreatment};

/// What to do with a line whose product is not in the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unknown {
    /// A field error.
    Refuse,
    /// A finding; the line counts nothing.
    Report,
}

/// A product of the catalogue with its tax on the order date.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found<'a> {
    pub(super) product: &'a ProductFacts,
    pub(super) tax: Option<TaxTreatment>,
}

/// What the customer gives to an order.
#[derive(Debug, Clone, Copy)]
pub(super) struct ForWhom<'a> {
    pub(super) currency: Currency,
    pub(super) rate_e9: i64,
    pub(super) terms: Id<wire::Terms>,
    pub(super) owner: i64,
    pub(super) department: i64,
    pub(super) ship_to: &'a str,
}

/// A line with its price and tax decided.
#[derive(Debug, Clone, Copy)]
pub(super) struct Filled {
    pub(super) input: LineInput,
    pub(super) source: PriceSource,
}

/// Decides price and tax of every line.
///
/// # Errors
/// [`Error::Invalid`] with every line that lacks a product, a price or a tax rate.
pub(super) fn fill(
    draft: &OrderDraft,
    found: &[Option<Found<'_>>],
    unknown: Unknown,
) -> Result<Vec<Filled>> {
    let mut errors = Vec::new();
    let mut out = Vec::with_capacity(draft.lines.len());
    for ((at, line), product) in draft.lines.iter().enumerate().zip(found) {
        let path = |field: &str| format!("lines[{at}].{field}");
        if product.is_none() && unknown == Unknown::Refuse {
            errors.push(
                FieldError::new(path("product"), "field.unknown_reference")
                    .with("given", name_of(&line.product)),
            );
        }
        let tax = line.tax.or(product.as_ref().and_then(|p| p.tax));
        if tax.is_none() && product.is_some() {
            errors.push(FieldError::new(path("tax_rate"), "field.required"));
        }
        let tax = tax.unwrap_or(TaxTreatment::NotTaxable);
        let known = product
            .as_ref()
            .and_then(|p| reference(&p.product.prices, draft.tax_inclusive, tax.rate_e9()));
        let price = line.price_e8.or(known.map(|k| k.price_e8));
        if price.is_none() && product.is_some() {
            errors.push(FieldError::new(path("price"), "field.required"));
        }
        let price_e8 = price.unwrap_or(0);
        let source = known
            .filter(|k| k.price_e8 == price_e8)
            .map_or(PriceSource::Entered, |k| k.source);
        out.push(Filled {
            input: LineInput {
                qty_e6: line.qty_e6,
                price_e8,
                discount: line.discount,
                tax,
            },
            source,
        });
    }
    if errors.is_empty() {
        Ok(out)
    } else {
        Err(Error::Invalid(errors))
    }
}

/// Lines as stored; a line without a product is left out.
pub(super) fn lines(
    ctx: &Ctx,
    draft: &OrderDraft,
    found: &[Option<Found<'_>>],
    filled: &[Filled],
    amounts: &[LineAmounts],
) -> Vec<LineRow> {
    let mut out = Vec::with_capacity(draft.lines.len());
    let entered = (1..).zip(&draft.lines);
    for ((((no, given), found), filled), amounts) in entered.zip(found).zip(filled).zip(amounts) {
        let Some(Found { product, .. }) = found else {
            continue;
        };
        out.push(LineRow {
            id: ctx.new_id(),
            line_no: no,
            product: product.id,
            sku: product.sku.clone(),
            name: product.name.clone(),
            spec: given.spec.clone().unwrap_or_else(|| product.spec.clone()),
            unit: given.unit.clone().unwrap_or_else(|| product.unit.clone()),
            tax_code: product.tax_code.clone(),
            qty_e6: given.qty_e6,
            price_e8: filled.input.price_e8,
            discount_e9: match given.discount {
                Discount::Rate(rate) => rate,
                Discount::None | Discount::Amount(_) => 0,
            },
            discount_minor: amounts.discount,
            order_discount_minor: amounts.order_discount,
            tax_rate_e9: filled.input.tax.rate_e9(),
            treatment: filled.input.tax.code().to_owned(),
            net_minor: amounts.split.net,
            tax_minor: amounts.split.tax,
            total_minor: amounts.split.total,
            cost_e8: product.cost_e8,
            requested_on: given.requested_on,
            note: given.note.clone(),
            price_source: filled.source.as_str().to_owned(),
        });
    }
    out
}

/// The header of a draft, digest included; id and number are the caller's to fill.
///
/// # Errors
/// [`Error::Bug`] when the total does not fit in company currency.
pub(super) fn head(
    ctx: &Ctx,
    draft: &OrderDraft,
    whom: &ForWhom<'_>,
    sum: Split,
    lines: &[LineRow],
) -> Result<HeadRow> {
    let total = Money::new(sum.total, whom.currency);
    let mut head = HeadRow {
        id: Id::from_raw(0),
        number: String::new(),
        source_no: draft.source_no.clone(),
        customer: draft.customer,
        status: OrderStatus::Draft,
        ordered_on: draft.ordered_on,
        requested_on: draft.requested_on,
        customer_po: draft.customer_po.trim().to_owned(),
        po_key: po_key(&draft.customer_po),
        currency: whom.currency,
        rate_e9: whom.rate_e9,
        terms: whom.terms,
        tax_inclusive: draft.tax_inclusive,
        discount_minor: draft.discount_minor,
        ship_to: if draft.ship_to.is_empty() {
            whom.ship_to.to_owned()
        } else {
            draft.ship_to.clone()
        },
        special: draft.special.clone(),
        note: draft.note.clone(),
        net_minor: sum.net,
        tax_minor: sum.tax,
        total_minor: sum.total,
        base_total_minor: to_base(total, whom.rate_e9, ctx.base_currency)?,
        undelivered_minor: 0,
        owner: if whom.owner == 0 {
            ctx.actor.raw()
        } else {
            whom.owner
        },
        department: whom.department,
        digest: String::new(),
        revision: 0,
        confirmed_on: None,
        created_by: ctx.actor.raw(),
        submitted_by: None,
        version: 1,
    };
    head.digest = digest(&head, lines);
    Ok(head)
}
