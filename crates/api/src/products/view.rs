//! Products as sent.

use jieqing_domain::ReadTx;
use jieqing_domain::access::{Permission, authorize};
use jieqing_domain::catalog::query::{ProductDetail, ProductRow, get};
use jieqing_domain::wire;
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::decimal::{PRICE_SCALE, QTY_SCALE, RATE_SCALE, format_trimmed};
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use serde::Serialize;
use utoipa::ToSchema;

/// A product.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProductItem {
    /// Id.
    #[schema(example = "prd_0c1x2y3z4w5v6")]
    id: String,
    /// Our code.
    #[schema(example = "BRG-6204")]
    sku: String,
    /// Name.
    #[schema(example = "深沟球轴承")]
    name: String,
    /// Spec.
    #[schema(example = "6204-2RS")]
    spec: String,
    /// Unit.
    #[schema(example = "套")]
    unit: String,
    /// Group.
    #[schema(example = "轴承")]
    category: String,
    /// Tax rate of today; null when none is set.
    #[schema(example = "0.13")]
    tax_rate: Option<String>,
    /// List price of today in company currency; null when none is set.
    #[schema(example = "12.5")]
    price: Option<String>,
    /// Whether it may be sold.
    #[schema(example = true)]
    active: bool,
    /// Version for `If-Match`.
    #[schema(example = 3)]
    version: i64,
}

/// A product with everything.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProductView {
    #[serde(flatten)]
    item: ProductItem,
    /// 税收分类编码.
    #[schema(example = "1090122010000000000")]
    tax_code: String,
    /// Cost per unit in company currency; null when unknown or without `products.cost`.
    #[schema(example = "8.2")]
    cost: Option<String>,
    /// Lowest price without approval; null when none or without `products.cost`.
    #[schema(example = "10")]
    floor_price: Option<String>,
    /// Quantities should be multiples of this; `0` for any.
    #[schema(example = "10")]
    pack_multiple: String,
    /// Note.
    #[schema(example = "")]
    note: String,
    /// List prices, newest first per currency.
    prices: Vec<ProductPrice>,
    /// Tax rates, newest first.
    tax_rates: Vec<ProductTaxRate>,
}

/// A list price from a day on.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProductPrice {
    /// Currency.
    #[schema(example = "CNY")]
    currency: String,
    /// First day.
    #[schema(example = "2026-01-01")]
    valid_from: String,
    /// Price.
    #[schema(example = "12.5")]
    price: String,
}

/// A tax rate from a day on.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProductTaxRate {
    /// First day.
    #[schema(example = "2026-01-01")]
    valid_from: String,
    /// Rate.
    #[schema(example = "0.13")]
    tax_rate: String,
    /// `taxed`, `zero_rated`, `exempt`, `not_taxable`.
    #[schema(example = "taxed")]
    treatment: String,
}

fn price(e8: i64) -> String {
    format_trimmed(e8, PRICE_SCALE)
}

fn rate(e9: i64) -> String {
    format_trimmed(e9, RATE_SCALE)
}

/// A row of the list.
pub(super) fn item(row: ProductRow) -> ProductItem {
    ProductItem {
        id: row.id.to_string(),
        sku: row.sku,
        name: row.name,
        spec: row.spec,
        unit: row.unit,
        category: row.category,
        tax_rate: row.tax_rate_e9.map(rate),
        price: row.price_e8.map(price),
        active: row.active,
        version: row.version,
    }
}

/// The whole product as the caller may see it.
pub(super) fn load(tx: &mut ReadTx<'_>, ctx: &Ctx, id: Id<wire::Product>) -> Result<ProductView> {
    let ProductDetail {
        product,
        prices,
        tax_rates,
    } = get(tx, ctx, id)?;
    let sees_cost = authorize(tx, ctx, Permission::ProductsCost).is_ok();
    Ok(ProductView {
        tax_code: product.tax_code.clone(),
        cost: product.cost_e8.filter(|_| sees_cost).map(price),
        floor_price: product.floor_e8.filter(|_| sees_cost).map(price),
        pack_multiple: format_trimmed(product.pack_e6, QTY_SCALE),
        note: product.note.clone(),
        prices: prices
            .into_iter()
            .map(|p| ProductPrice {
                currency: p.currency.to_string(),
                valid_from: p.from.to_string(),
                price: price(p.price_e8),
            })
            .collect(),
        tax_rates: tax_rates
            .into_iter()
            .map(|t| ProductTaxRate {
                valid_from: t.from.to_string(),
                tax_rate: rate(t.rate_e9),
                treatment: t.treatment,
            })
            .collect(),
        item: item(product),
    })
}
