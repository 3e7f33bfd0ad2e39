//! Verification: facts in, findings out. Pure.

use super::finding::{Finding, Rule, Severity};
use super::pricing::{self, PriceSource};
use crate::wire;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::decimal::{PRICE_SCALE, QTY_SCALE, RATE_SCALE, div_half_up, format_trimmed};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::Money;
use jieqing_kernel::tax::TaxTreatment;

/// An order of more than this many times the usual quantity is unusual.
const UNUSUAL_TIMES: i64 = 10;

jieqing_db::text_enum! {
    /// Credit check policy of a company.
    pub enum CreditCheck {
        /// Tell.
        Pass = "pass",
        /// Warn.
        Warn = "warn",
        /// Wait for the credit controller.
        Hold = "hold",
    }
}

/// The customer as verification sees it.
#[derive(Debug, Clone)]
pub(super) struct CustomerFacts {
    pub(super) status: String,
    pub(super) hold_reason: String,
    pub(super) foreign: bool,
    pub(super) tax_data_complete: bool,
    /// Limit and exposure without this order, company currency.
    pub(super) limit: Option<i64>,
    pub(super) exposure: i64,
    pub(super) credit_check: CreditCheck,
}

/// The catalogue's word on a product, on the order date, for the customer.
#[derive(Debug, Clone)]
pub(super) struct ProductFacts {
    pub(super) id: Id<wire::Product>,
    pub(super) sku: String,
    pub(super) name: String,
    pub(super) spec: String,
    pub(super) unit: String,
    pub(super) tax_code: String,
    pub(super) cost_e8: Option<i64>,
    pub(super) floor_e8: Option<i64>,
    pub(super) pack_e6: i64,
    pub(super) active: bool,
    pub(super) tax: Option<TaxTreatment>,
    pub(super) prices: pricing::Prices,
    /// Mean quantity of the customer's last orders, when there are enough.
    pub(super) usual_e6: Option<i64>,
}

/// A line as verification sees it.
#[derive(Debug, Clone)]
pub(super) struct LineFacts<'a> {
    pub(super) line_no: i64,
    /// How the draft named the product.
    pub(super) named: String,
    pub(super) product: Option<&'a ProductFacts>,
    pub(super) spec: Option<&'a str>,
    pub(super) unit: Option<&'a str>,
    pub(super) qty_e6: i64,
    pub(super) price_e8: i64,
    pub(super) total_minor: i64,
    pub(super) tax: TaxTreatment,
    pub(super) requested_on: Option<Date>,
}

/// Everything verification looks at.
#[derive(Debug, Clone)]
pub(super) struct OrderFacts<'a> {
    pub(super) customer: &'a CustomerFacts,
    pub(super) ordered_on: Date,
    pub(super) requested_on: Option<Date>,
    pub(super) inclusive: bool,
    pub(super) currency: Currency,
    pub(super) rate_e9: i64,
    pub(super) base_currency: Currency,
    pub(super) base_total: i64,
    pub(super) po: &'a str,
    /// Number of another order under the same customer PO.
    pub(super) duplicate: Option<&'a str>,
    pub(super) lines: Vec<LineFacts<'a>>,
}

/// All findings, header first, then by line.
#[must_use]
pub(super) fn verify(order: &OrderFacts<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    verify_customer(order, &mut out);
    if let Some(other) = order.duplicate {
        out.push(
            Finding::new(0, Rule::DuplicatePo, Severity::Warn)
                .with("po", order.po)
                .with("other", other),
        );
    }
    verify_date(order, 0, order.requested_on, &mut out);
    for line in &order.lines {
        verify_line(order, line, &mut out);
    }
    out
}

fn verify_customer(order: &OrderFacts<'_>, out: &mut Vec<Finding>) {
    let customer = order.customer;
    let state = match customer.status.as_str() {
        "stop" => Some((Rule::CustomerStop, Severity::Block)),
        "hold" => Some((Rule::CustomerHold, Severity::Approve)),
        _ => None,
    };
    if let Some((rule, severity)) = state {
        out.push(Finding::new(0, rule, severity).with("reason", &customer.hold_reason));
    }
    if !customer.tax_data_complete && !customer.foreign {
        out.push(Finding::new(0, Rule::CustomerTaxData, Severity::Warn));
    }
    let Some(limit) = customer.limit else { return };
    let needed = customer.exposure.saturating_add(order.base_total);
    if needed > limit {
        let severity = match customer.credit_check {
            CreditCheck::Pass => Severity::Info,
            CreditCheck::Warn => Severity::Warn,
            CreditCheck::Hold => Severity::Approve,
        };
        let money = |minor| Money::new(minor, order.base_currency).to_string();
        out.push(
            Finding::new(0, Rule::CreditExceeded, severity)
                .with("limit", money(limit))
                .with("exposure", money(customer.exposure))
                .with("order", money(order.base_total))
                .with("over", money(needed.saturating_sub(limit))),
        );
    }
}

fn verify_date(order: &OrderFacts<'_>, line: i64, wanted: Option<Date>, out: &mut Vec<Finding>) {
    if let Some(day) = wanted.filter(|d| *d < order.ordered_on) {
        out.push(
            Finding::new(line, Rule::RequestedTooEarly, Severity::Warn)
                .with("requested_on", day)
                .with("ordered_on", order.ordered_on),
        );
    }
}

fn verify_line(order: &OrderFacts<'_>, line: &LineFacts<'_>, out: &mut Vec<Finding>) {
    let found = |rule, severity| Finding::new(line.line_no, rule, severity);
    verify_date(order, line.line_no, line.requested_on, out);
    let Some(product) = line.product else {
        out.push(found(Rule::ProductUnknown, Severity::Block).with("product", &line.named));
        return;
    };
    if !product.active {
        out.push(found(Rule::ProductInactive, Severity::Block).with("sku", &product.sku));
    }
    let texts = [
        (Rule::SpecDiffers, Severity::Warn, line.spec, &product.spec),
        (
            Rule::UnitDiffers,
            Severity::Approve,
            line.unit,
            &product.unit,
        ),
    ];
    for (rule, severity, given, catalogue) in texts {
        if let Some(given) = given.filter(|g| g.trim() != catalogue.trim()) {
            out.push(
                found(rule, severity)
                    .with("given", given)
                    .with("catalogue", catalogue),
            );
        }
    }
    verify_quantity(line, product, out);
    verify_price(order, line, product, out);
    let exported = order.customer.foreign && line.tax == TaxTreatment::ZeroRated;
    if let Some(tax) = product.tax.filter(|tax| *tax != line.tax && !exported) {
        let words = |t: TaxTreatment| format!("{} {}", t.code(), percent(t.rate_e9()));
        out.push(
            found(Rule::TaxRateDiffers, Severity::Approve)
                .with("given", words(line.tax))
                .with("catalogue", words(tax)),
        );
    }
}

fn verify_quantity(line: &LineFacts<'_>, product: &ProductFacts, out: &mut Vec<Finding>) {
    let qty = |v| format_trimmed(v, QTY_SCALE);
    if product.pack_e6 > 0 && line.qty_e6 % product.pack_e6 != 0 {
        out.push(
            Finding::new(line.line_no, Rule::PackMultiple, Severity::Warn)
                .with("qty", qty(line.qty_e6))
                .with("pack", qty(product.pack_e6)),
        );
    }
    if let Some(usual) = product.usual_e6
        && line.qty_e6 > usual.saturating_mul(UNUSUAL_TIMES)
    {
        out.push(
            Finding::new(line.line_no, Rule::QuantityUnusual, Severity::Warn)
                .with("qty", qty(line.qty_e6))
                .with("usual", qty(usual)),
        );
    }
}

fn verify_price(
    order: &OrderFacts<'_>,
    line: &LineFacts<'_>,
    product: &ProductFacts,
    out: &mut Vec<Finding>,
) {
    let price = |v| format_trimmed(v, PRICE_SCALE);
    let reference = pricing::reference(&product.prices, order.inclusive, line.tax.rate_e9());
    if let Some(wanted) = reference.filter(|r| r.price_e8 != line.price_e8) {
        let lower = line.price_e8 < wanted.price_e8;
        let severity = if lower && wanted.source != PriceSource::LastDeal {
            Severity::Approve
        } else {
            Severity::Warn
        };
        out.push(
            Finding::new(line.line_no, Rule::PriceDiffers, severity)
                .with("price", price(line.price_e8))
                .with("reference", price(wanted.price_e8))
                .with("source", wanted.source.as_str()),
        );
    }
    let floor = product.floor_e8.filter(|_| line.qty_e6 > 0);
    if let (Some(floor), Some(effective)) = (floor, effective_price(order, line))
        && effective < floor
    {
        out.push(
            Finding::new(line.line_no, Rule::BelowFloor, Severity::Approve)
                .with("price", price(effective))
                .with("floor", price(floor)),
        );
    }
}

/// What a unit really costs the customer: with tax, after discounts, in company currency (e8).
fn effective_price(order: &OrderFacts<'_>, line: &LineFacts<'_>) -> Option<i64> {
    let base = jieqing_kernel::money::to_base(
        Money::new(line.total_minor, order.currency),
        order.rate_e9,
        order.base_currency,
    )
    .ok()?;
    let scale = 10_i128.checked_pow(14_u32.checked_sub(order.base_currency.exponent().into())?)?;
    let scaled = i128::from(base).checked_mul(scale)?;
    i64::try_from(div_half_up(scaled, i128::from(line.qty_e6))?).ok()
}

fn percent(rate_e9: i64) -> String {
    format!("{}%", format_trimmed(rate_e9, RATE_SCALE - 2))
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
