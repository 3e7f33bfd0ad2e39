//! `GET /orders/price-suggestions`

use crate::call::{ApiResult, Call};
use crate::params::Params;
use crate::parse::Fields;
use jieqing_domain::orders::query::{self, LineSuggestion};
use jieqing_domain::wire;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::decimal::{PRICE_SCALE, QTY_SCALE, RATE_SCALE, format_trimmed};
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// SKUs asked for at a time.
const SKUS_MAX: usize = 200;

/// For whom, what and when.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct PriceSuggestionsQuery {
    /// Customer.
    customer_id: String,
    /// SKUs, separated by commas, at most 200.
    skus: String,
    /// Order date.
    on: String,
    /// Currency; the customer's when absent.
    currency: Option<String>,
    /// Whether prices are to contain tax; yes when absent.
    tax_inclusive: Option<bool>,
}

/// What the catalogue says about a SKU.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PriceSuggestion {
    /// Product.
    #[schema(example = "prd_0c1x2y3z4w5v6")]
    product_id: String,
    /// SKU.
    #[schema(example = "ZC-6204")]
    sku: String,
    /// Name.
    #[schema(example = "深沟球轴承")]
    name: String,
    /// Specification.
    #[schema(example = "20×47×14")]
    spec: String,
    /// Unit.
    #[schema(example = "个")]
    unit: String,
    /// Whether it is sold.
    #[schema(example = true)]
    active: bool,
    /// Pack; null without one.
    #[schema(example = "10")]
    pack: Option<String>,
    /// Tax rate on the day; null when none is set.
    #[schema(example = "0.13")]
    tax_rate: Option<String>,
    /// Tax treatment.
    #[schema(example = "taxed")]
    treatment: Option<&'static str>,
    /// Suggested price; null when nothing is known.
    #[schema(example = "12.5")]
    price: Option<String>,
    /// `agreed`, `list` or `last_deal`.
    #[schema(example = "agreed")]
    price_source: Option<&'static str>,
    /// What the customer usually orders.
    #[schema(example = "100")]
    usual_qty: Option<String>,
}

/// Suggestions; unknown SKUs are left out.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PriceSuggestions {
    items: Vec<PriceSuggestion>,
}

type Wanted = (
    Id<wire::Customer>,
    Option<Currency>,
    Date,
    bool,
    Vec<String>,
);

impl PriceSuggestionsQuery {
    fn wanted(&self) -> Result<Wanted> {
        let mut fields = Fields::new();
        let skus: Vec<String> = self
            .skus
            .split(',')
            .map(|s| s.trim().to_owned())
            .filter(|s| !s.is_empty())
            .collect();
        if skus.len() > SKUS_MAX {
            fields.error("skus", "field.out_of_range");
        }
        let wanted = (
            fields.id("customer_id", &self.customer_id),
            self.currency
                .as_ref()
                .map(|c| fields.currency("currency", c)),
            fields.date("on", &self.on),
            self.tax_inclusive.unwrap_or(true),
            skus,
        );
        fields.finish(wanted)
    }
}

/// Product facts, price and tax for the entry grid
#[utoipa::path(get, path = "/api/v1/orders/price-suggestions", operation_id = "list_price_suggestions", tag = "orders",
    params(PriceSuggestionsQuery), responses((status = 200, body = PriceSuggestions)))]
pub(crate) async fn list_price_suggestions(
    call: Call,
    Params(query): Params<PriceSuggestionsQuery>,
) -> ApiResult {
    call.read(move |tx, ctx, scope| {
        let (customer, currency, on, inclusive, skus) = query.wanted()?;
        let skus: Vec<&str> = skus.iter().map(String::as_str).collect();
        let whom = (customer, currency);
        let found = query::suggest_lines(tx, ctx, scope, whom, &skus, on, inclusive)?;
        Ok(PriceSuggestions {
            items: found.into_iter().map(view).collect(),
        })
    })
    .await
}

fn view(s: LineSuggestion) -> PriceSuggestion {
    let pack = Some(s.pack_e6).filter(|p| *p > 0);
    PriceSuggestion {
        product_id: s.product.to_string(),
        sku: s.sku,
        name: s.name,
        spec: s.spec,
        unit: s.unit,
        active: s.active,
        pack: pack.map(|p| format_trimmed(p, QTY_SCALE)),
        tax_rate: s.tax.map(|t| format_trimmed(t.rate_e9(), RATE_SCALE)),
        treatment: s.tax.map(|t| t.code()),
        price: s.price.map(|(p, _)| format_trimmed(p, PRICE_SCALE)),
        price_source: s.price.map(|(_, source)| source.as_str()),
        usual_qty: s.usual_e6.map(|q| format_trimmed(q, QTY_SCALE)),
    }
}
