//! What an order is and when the data hold together. Pure.

use crate::wire;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::tax::{Discount, RATE_ONE, TaxTreatment};
use jieqing_kernel::taxid::half_width;

jieqing_db::text_enum! {
    /// Where an order stands.
    pub enum OrderStatus {
        /// 草稿: being entered.
        Draft = "draft",
        /// 待确认: verified, waits for confirmation.
        Submitted = "submitted",
        /// 已确认: binding; may be delivered.
        Confirmed = "confirmed",
        /// 已完成: everything delivered and invoiced.
        Completed = "completed",
        /// 已关闭: the rest is given up.
        Closed = "closed",
        /// 已取消: never delivered.
        Cancelled = "cancelled",
    }
}

impl OrderStatus {
    /// Whether content may be edited and findings released.
    #[must_use]
    pub fn may_change(self) -> bool {
        matches!(self, Self::Draft | Self::Submitted)
    }

    /// Whether it may be cancelled, as far as the status goes.
    #[must_use]
    pub fn may_cancel(self) -> bool {
        matches!(self, Self::Draft | Self::Submitted | Self::Confirmed)
    }
}

jieqing_db::text_enum! {
    /// How much of an order has reached the customer.
    pub enum DeliveryState {
        /// Nothing.
        None = "none",
        /// Some of it, or all of it is still on its way.
        Partial = "partial",
        /// Every line is signed for, or closed.
        Delivered = "delivered",
    }
}

jieqing_db::text_enum! {
    /// How much of an order is invoiced.
    pub enum BillingState {
        /// Nothing.
        None = "none",
        /// Some of it.
        Partial = "partial",
        /// Everything delivered or still to be delivered.
        Invoiced = "invoiced",
    }
}

/// Which product a line is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProductRef {
    /// By id.
    Id(Id<wire::Product>),
    /// By SKU, exactly.
    Sku(String),
}

/// A line as entered. What is absent comes from the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineDraft {
    /// Product.
    pub product: ProductRef,
    /// Specification the customer asked for.
    pub spec: Option<String>,
    /// Unit the customer asked for.
    pub unit: Option<String>,
    /// Quantity, e6.
    pub qty_e6: i64,
    /// Price in the order's mode, e8; the suggested one when absent.
    pub price_e8: Option<i64>,
    /// Discount of the line, in the order's mode.
    pub discount: Discount,
    /// Tax treatment; the product's on the order date when absent.
    pub tax: Option<TaxTreatment>,
    /// Day the customer wants it.
    pub requested_on: Option<Date>,
    /// Note.
    pub note: String,
}

impl LineDraft {
    /// `qty_e6` of a product at its suggested price.
    #[must_use]
    pub fn of(product: ProductRef, qty_e6: i64) -> Self {
        Self {
            product,
            spec: None,
            unit: None,
            qty_e6,
            price_e8: None,
            discount: Discount::None,
            tax: None,
            requested_on: None,
            note: String::new(),
        }
    }
}

/// An order as entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderDraft {
    /// Customer.
    pub customer: Id<wire::Customer>,
    /// Order date.
    pub ordered_on: Date,
    /// Day the customer wants it.
    pub requested_on: Option<Date>,
    /// The customer's own order number.
    pub customer_po: String,
    /// Currency; the customer's when absent.
    pub currency: Option<Currency>,
    /// Payment terms; the customer's when absent.
    pub terms: Option<Id<wire::Terms>>,
    /// Whether prices and discounts contain tax.
    pub tax_inclusive: bool,
    /// Discount on the whole order, minor units, in the order's mode.
    pub discount_minor: i64,
    /// Address to deliver to; the customer's default when empty.
    pub ship_to: String,
    /// Special requirements.
    pub special: String,
    /// Note for ourselves.
    pub note: String,
    /// Number in the system it comes from.
    pub source_no: Option<String>,
    /// Lines.
    pub lines: Vec<LineDraft>,
}

impl OrderDraft {
    /// An order of `customer` on `on` with `lines`, everything else by default.
    #[must_use]
    pub fn new(customer: Id<wire::Customer>, on: Date, lines: Vec<LineDraft>) -> Self {
        Self {
            customer,
            ordered_on: on,
            requested_on: None,
            customer_po: String::new(),
            currency: None,
            terms: None,
            tax_inclusive: true,
            discount_minor: 0,
            ship_to: String::new(),
            special: String::new(),
            note: String::new(),
            source_no: None,
            lines,
        }
    }

    /// All field errors at once.
    ///
    /// # Errors
    /// [`Error::Invalid`].
    pub fn check(&self) -> Result<()> {
        let mut errors = Vec::new();
        let texts = [
            ("customer_po", &self.customer_po, PO_MAX),
            ("ship_to", &self.ship_to, ADDRESS_MAX),
            ("special", &self.special, TEXT_MAX),
            ("note", &self.note, TEXT_MAX),
        ];
        for (path, text, max) in texts {
            wire::check_text(&mut errors, path, text, max);
        }
        if let Some(text) = &self.source_no {
            wire::check_text(&mut errors, "source_no", text, PO_MAX);
        }
        if self.discount_minor < 0 {
            errors.push(out_of_range("discount", "≥ 0"));
        }
        if self.lines.is_empty() {
            errors.push(FieldError::new("lines", "field.required"));
        }
        if self.lines.len() > LINES_MAX {
            errors.push(out_of_range("lines", "1–2000"));
        }
        for (at, line) in self.lines.iter().enumerate() {
            line.check(at, &mut errors);
        }
        if errors.is_empty() {
            Ok(())
        } else {
            Err(Error::Invalid(errors))
        }
    }
}

/// Longest customer PO.
const PO_MAX: usize = 64;
const ADDRESS_MAX: usize = 300;
const TEXT_MAX: usize = 2_000;
const SPEC_MAX: usize = 200;
const UNIT_MAX: usize = 20;
/// Most lines of one order.
pub const LINES_MAX: usize = 2_000;
/// Largest quantity of a line: 1,000,000,000.
const QTY_MAX_E6: i64 = 1_000_000_000_000_000;
/// Largest price: 100,000,000.
const PRICE_MAX_E8: i64 = 10_000_000_000_000_000;

impl LineDraft {
    fn check(&self, at: usize, errors: &mut Vec<FieldError>) {
        let path = |field: &str| format!("lines[{at}].{field}");
        if !(1..=QTY_MAX_E6).contains(&self.qty_e6) {
            errors.push(out_of_range(path("qty"), "0.000001–1000000000"));
        }
        if self
            .price_e8
            .is_some_and(|p| !(0..=PRICE_MAX_E8).contains(&p))
        {
            errors.push(out_of_range(path("price"), "0–100000000"));
        }
        match self.discount {
            Discount::Rate(rate) if !(0..=RATE_ONE).contains(&rate) => {
                errors.push(out_of_range(path("discount_rate"), "0–1"));
            }
            Discount::Amount(amount) if amount < 0 => {
                errors.push(out_of_range(path("discount"), "≥ 0"));
            }
            Discount::None | Discount::Rate(_) | Discount::Amount(_) => {}
        }
        let texts = [
            ("spec", self.spec.as_deref().unwrap_or(""), SPEC_MAX),
            ("unit", self.unit.as_deref().unwrap_or(""), UNIT_MAX),
            ("note", &self.note, TEXT_MAX),
        ];
        for (field, text, max) in texts {
            let before = errors.len();
            wire::check_text(errors, field, text, max);
            for error in errors.iter_mut().skip(before) {
                error.path = path(field).into();
            }
        }
    }
}

fn out_of_range(path: impl Into<std::borrow::Cow<'static, str>>, allowed: &str) -> FieldError {
    FieldError::new(path, "field.out_of_range").with("allowed", allowed)
}

/// What makes two customer PO numbers the same: half width, upper case, letters and digits only,
/// no leading zeros.
#[must_use]
pub(super) fn po_key(text: &str) -> String {
    let kept: String = half_width(text)
        .to_uppercase()
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    kept.trim_start_matches('0').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn po_numbers_are_compared_without_their_punctuation() {
        for same in ["PO-0012/a", "po 0012 A", "ＰＯ－００１２Ａ"] {
            assert_eq!(po_key(same), "PO0012A", "{same}");
        }
        assert_eq!(po_key("000123"), "123");
        assert_eq!(po_key(" - "), "");
    }

    #[test]
    fn tells_every_wrong_field_with_its_path() {
        let bad = LineDraft {
            price_e8: Some(-1),
            discount: Discount::Rate(RATE_ONE + 1),
            note: "x".repeat(2_001),
            ..LineDraft::of(ProductRef::Sku("A".into()), 0)
        };
        let on = Date::from_ymd_opt(2026, 11, 24).expect("day");
        let draft = OrderDraft {
            customer_po: "9".repeat(65),
            ..OrderDraft::new(Id::from_raw(1), on, vec![bad])
        };
        let Err(Error::Invalid(errors)) = draft.check() else {
            panic!("accepted");
        };
        let paths: Vec<_> = errors.iter().map(|e| e.path.to_string()).collect();
        assert_eq!(
            paths,
            [
                "customer_po",
                "lines[0].qty",
                "lines[0].price",
                "lines[0].discount_rate",
                "lines[0].note"
            ]
        );
    }
}
