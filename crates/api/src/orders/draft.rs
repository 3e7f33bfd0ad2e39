//! An order as a request describes it.

use crate::parse::Fields;
use jieqing_domain::orders::{LINES_MAX, LineDraft, OrderDraft, ProductRef};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::decimal::{PRICE_SCALE, QTY_SCALE, RATE_SCALE};
use jieqing_kernel::error::Result;
use jieqing_kernel::tax::{Discount, TaxTreatment};
use serde::Deserialize;
use utoipa::ToSchema;

/// The content of an order.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OrderBody {
    /// Customer.
    #[schema(example = "cus_0c1x2y3z4w5v6")]
    customer_id: String,
    /// Order date.
    #[schema(example = "2026-11-24")]
    ordered_on: String,
    /// Day the customer wants it.
    #[schema(example = "2026-12-01")]
    requested_on: Option<String>,
    /// The customer's own order number.
    #[schema(example = "PO-2026-0077")]
    #[serde(default)]
    customer_po: String,
    /// Currency.
    #[schema(example = "CNY")]
    currency: String,
    /// Payment terms; the customer's when absent.
    #[schema(example = "trm_0c1x2y3z4w5v6")]
    terms_id: Option<String>,
    /// Whether prices and discounts contain tax; yes when absent.
    #[schema(example = true)]
    tax_inclusive: Option<bool>,
    /// Discount on the whole order.
    #[schema(example = "50.00")]
    discount: Option<String>,
    /// Address to deliver to; the customer's default when empty.
    #[schema(example = "杭州市西湖区文三路 1 号")]
    #[serde(default)]
    ship_to: String,
    /// Special requirements.
    #[schema(example = "需随货附质检报告")]
    #[serde(default)]
    special: String,
    /// Note for ourselves.
    #[schema(example = "老客户介绍")]
    #[serde(default)]
    note: String,
    /// Lines.
    lines: Vec<OrderLineBody>,
}

/// A line of an order. Product by `product_id` or `sku`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OrderLineBody {
    /// Product.
    #[schema(example = "prd_0c1x2y3z4w5v6")]
    product_id: Option<String>,
    /// SKU, instead of `product_id`.
    #[schema(example = "ZC-6204")]
    sku: Option<String>,
    /// Specification the customer asked for; the catalogue's when absent.
    #[schema(example = "20×47×14")]
    spec: Option<String>,
    /// Unit the customer asked for; the catalogue's when absent.
    #[schema(example = "个")]
    unit: Option<String>,
    /// Quantity.
    #[schema(example = "100")]
    qty: String,
    /// Price; the suggested one when absent.
    #[schema(example = "12.50")]
    price: Option<String>,
    /// Discount as a rate.
    #[schema(example = "0.05")]
    discount_rate: Option<String>,
    /// Discount as an amount, instead of a rate.
    #[schema(example = "20.00")]
    discount: Option<String>,
    /// Tax rate; the product's on the order date when absent.
    #[schema(example = "0.13")]
    tax_rate: Option<String>,
    /// `taxed` (when absent), `zero_rated`, `exempt` or `not_taxable`.
    #[schema(example = "taxed")]
    treatment: Option<String>,
    /// Day the customer wants it.
    #[schema(example = "2026-12-01")]
    requested_on: Option<String>,
    /// Note.
    #[schema(example = "红色")]
    #[serde(default)]
    note: String,
}

impl OrderBody {
    /// The draft it describes.
    ///
    /// # Errors
    /// All field errors at once.
    pub(crate) fn draft(self) -> Result<OrderDraft> {
        let mut fields = Fields::new();
        let currency = fields.currency("currency", &self.currency);
        if self.lines.len() > LINES_MAX {
            fields.error("lines", "field.out_of_range");
        }
        let lines = self
            .lines
            .into_iter()
            .take(LINES_MAX)
            .enumerate()
            .map(|(at, line)| line.draft(at, currency, &mut fields))
            .collect();
        let draft = OrderDraft {
            customer: fields.id("customer_id", &self.customer_id),
            ordered_on: fields.date("ordered_on", &self.ordered_on),
            requested_on: self
                .requested_on
                .map(|day| fields.date("requested_on", &day)),
            customer_po: self.customer_po,
            currency: Some(currency),
            terms: self.terms_id.map(|id| fields.id("terms_id", &id)),
            tax_inclusive: self.tax_inclusive.unwrap_or(true),
            discount_minor: self
                .discount
                .map_or(0, |text| fields.money("discount", &text, currency)),
            ship_to: self.ship_to,
            special: self.special,
            note: self.note,
            source_no: None,
            lines,
        };
        fields.finish(draft)
    }
}

impl OrderLineBody {
    fn draft(self, at: usize, currency: Currency, fields: &mut Fields) -> LineDraft {
        let path = |field: &str| format!("lines[{at}].{field}");
        let product = match (self.product_id, self.sku) {
            (Some(id), None) => ProductRef::Id(fields.id(path("product_id"), &id)),
            (None, Some(sku)) => ProductRef::Sku(sku),
            (None, None) | (Some(_), Some(_)) => {
                fields.error(path("product_id"), "field.required");
                ProductRef::Sku(String::new())
            }
        };
        let discount = match (self.discount_rate, self.discount) {
            (None, None) => Discount::None,
            (Some(rate), None) => {
                Discount::Rate(fields.scaled(path("discount_rate"), &rate, RATE_SCALE))
            }
            (None, Some(amount)) => {
                Discount::Amount(fields.money(path("discount"), &amount, currency))
            }
            (Some(_), Some(_)) => {
                fields.error(path("discount"), "field.duplicate");
                Discount::None
            }
        };
        let tax = match (&self.tax_rate, &self.treatment) {
            (None, None) => None,
            (rate, treatment) => {
                let rate = rate
                    .as_deref()
                    .map_or(0, |r| fields.scaled(path("tax_rate"), r, RATE_SCALE));
                let word = treatment.as_deref().unwrap_or("taxed");
                let tax = TaxTreatment::from_parts(word, rate);
                if tax.is_none() {
                    fields.error(path("tax_rate"), "field.not_a_code");
                }
                tax
            }
        };
        LineDraft {
            product,
            spec: self.spec,
            unit: self.unit,
            qty_e6: fields.scaled(path("qty"), &self.qty, QTY_SCALE),
            price_e8: self
                .price
                .map(|price| fields.scaled(path("price"), &price, PRICE_SCALE)),
            discount,
            tax,
            requested_on: self
                .requested_on
                .map(|day| fields.date(path("requested_on"), &day)),
            note: self.note,
        }
    }
}
