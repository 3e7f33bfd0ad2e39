//! Findings of a verification: data, not prose.

use std::collections::BTreeMap;

jieqing_db::text_enum! {
    /// What a finding does to the order.
    pub enum Severity {
        /// Told.
        Info = "info",
        /// Told loudly.
        Warn = "warn",
        /// Waits for a release.
        Approve = "approve",
        /// Stops the order until its cause is gone.
        Block = "block",
    }
}

jieqing_db::text_enum! {
    /// What was checked. The words are also text codes, after `orders.finding.`.
    pub enum Rule {
        /// Not in the catalogue.
        ProductUnknown = "product_unknown",
        /// Not sold any more.
        ProductInactive = "product_inactive",
        /// Another specification than the catalogue's.
        SpecDiffers = "spec_differs",
        /// Another unit than the catalogue's.
        UnitDiffers = "unit_differs",
        /// Not a multiple of the pack.
        PackMultiple = "pack_multiple",
        /// Far more than this customer usually takes.
        QuantityUnusual = "quantity_unusual",
        /// Another price than agreed, listed or last paid.
        PriceDiffers = "price_differs",
        /// Below the floor price.
        BelowFloor = "below_floor",
        /// Another tax rate than the product's.
        TaxRateDiffers = "tax_rate_differs",
        /// Wanted before it was ordered.
        RequestedTooEarly = "requested_too_early",
        /// The customer's PO number is on another order.
        DuplicatePo = "duplicate_po",
        /// The customer is on hold.
        CustomerHold = "customer_hold",
        /// The customer is stopped.
        CustomerStop = "customer_stop",
        /// Title or tax id for invoices is missing.
        CustomerTaxData = "customer_tax_data",
        /// The credit limit is passed.
        CreditExceeded = "credit_exceeded",
    }
}

impl Rule {
    /// Whether whoever submits must say that it was seen: what is usually a slip.
    #[must_use]
    pub fn must_be_seen(self) -> bool {
        matches!(self, Self::DuplicatePo | Self::QuantityUnusual)
    }

    /// Key of its words in the text catalogue.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::ProductUnknown => "orders.finding.product_unknown",
            Self::ProductInactive => "orders.finding.product_inactive",
            Self::SpecDiffers => "orders.finding.spec_differs",
            Self::UnitDiffers => "orders.finding.unit_differs",
            Self::PackMultiple => "orders.finding.pack_multiple",
            Self::QuantityUnusual => "orders.finding.quantity_unusual",
            Self::PriceDiffers => "orders.finding.price_differs",
            Self::BelowFloor => "orders.finding.below_floor",
            Self::TaxRateDiffers => "orders.finding.tax_rate_differs",
            Self::RequestedTooEarly => "orders.finding.requested_too_early",
            Self::DuplicatePo => "orders.finding.duplicate_po",
            Self::CustomerHold => "orders.finding.customer_hold",
            Self::CustomerStop => "orders.finding.customer_stop",
            Self::CustomerTaxData => "orders.finding.customer_tax_data",
            Self::CreditExceeded => "orders.finding.credit_exceeded",
        }
    }
}

jieqing_kernel::known_codes!(
    "orders.finding.product_unknown",
    "orders.finding.product_inactive",
    "orders.finding.spec_differs",
    "orders.finding.unit_differs",
    "orders.finding.pack_multiple",
    "orders.finding.quantity_unusual",
    "orders.finding.price_differs",
    "orders.finding.below_floor",
    "orders.finding.tax_rate_differs",
    "orders.finding.requested_too_early",
    "orders.finding.duplicate_po",
    "orders.finding.customer_hold",
    "orders.finding.customer_stop",
    "orders.finding.customer_tax_data",
    "orders.finding.credit_exceeded",
);

/// Who let a finding pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// User (raw id), 0 for the system.
    pub by: i64,
    /// Why.
    pub reason: String,
}

/// One thing verification noticed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Line, 0 for the order.
    pub line_no: i64,
    /// What was checked.
    pub rule: Rule,
    /// What it does.
    pub severity: Severity,
    /// The figures compared, by name.
    pub facts: BTreeMap<String, String>,
    /// Let pass by somebody.
    pub released: Option<Release>,
}

impl Finding {
    /// Without figures.
    #[must_use]
    pub fn new(line_no: i64, rule: Rule, severity: Severity) -> Self {
        Self {
            line_no,
            rule,
            severity,
            facts: BTreeMap::new(),
            released: None,
        }
    }

    /// Adds a figure.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.facts.insert(name.to_owned(), value.to_string());
        self
    }

    /// Whether it keeps the order from being confirmed.
    #[must_use]
    pub fn is_open(&self) -> bool {
        match self.severity {
            Severity::Info | Severity::Warn => false,
            Severity::Approve => self.released.is_none(),
            Severity::Block => true,
        }
    }

    /// `line:rule`, e.g. `2:below_floor`; how the wire names it.
    #[must_use]
    pub fn key(&self) -> String {
        finding_key(self.line_no, self.rule)
    }
}

/// `line:rule`, e.g. `2:below_floor`.
#[must_use]
pub fn finding_key(line_no: i64, rule: Rule) -> String {
    format!("{line_no}:{}", rule.as_str())
}

/// Line and rule of a [`finding_key`].
#[must_use]
pub fn parse_finding_key(text: &str) -> Option<(i64, Rule)> {
    let (line, rule) = text.split_once(':')?;
    let line_no: i64 = line.parse().ok().filter(|n: &i64| n.to_string() == line)?;
    Some((line_no, Rule::parse(rule)?))
}

/// Keeps the releases given before for what is found again. Any edit of the order deletes them
/// first, so a release is bound to the content it was given for.
pub(super) fn keep_releases(found: &mut [Finding], before: &[Finding]) {
    for finding in found.iter_mut() {
        finding.released = before
            .iter()
            .find(|b| b.line_no == finding.line_no && b.rule == finding.rule)
            .and_then(|b| b.released.clone());
    }
}
