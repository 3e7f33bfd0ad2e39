//! Read models of the catalogue.

use super::store;
use crate::listing::sorted_page;
use crate::wire;
use jieqing_db::{ReadTx, SqlBuilder, ToV, params, row};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::page::{Page, PageRequest};

row! {
    /// A product with what holds on a day.
    pub struct ProductRow {
        /// Id.
        pub id: Id<wire::Product>,
        /// Our code.
        pub sku: String,
        /// Name.
        pub name: String,
        /// Spec.
        pub spec: String,
        /// Unit.
        pub unit: String,
        /// Group.
        pub category: String,
        /// 税收分类编码.
        pub tax_code: String,
        /// Cost, e8. Not to be shown without `products.cost`.
        pub cost_e8: Option<i64>,
        /// Floor price, e8. Not to be shown without `products.cost`.
        pub floor_e8: Option<i64>,
        /// Multiple of quantities, e6.
        pub pack_e6: i64,
        /// Whether it may be sold.
        pub active: bool,
        /// Note.
        pub note: String,
        /// Row version.
        pub version: i64,
        /// Tax rate of the day, e9.
        pub tax_rate_e9: Option<i64>,
        /// List price of the day in company currency, e8.
        pub price_e8: Option<i64>,
    }
}

row! {
    /// A list price.
    pub struct PriceRow {
        /// Currency.
        pub currency: Currency,
        /// First day.
        pub from: Date,
        /// Price, e8.
        pub price_e8: i64,
    }
}

row! {
    /// A tax rate.
    pub struct TaxRateRow {
        /// First day.
        pub from: Date,
        /// Rate, e9.
        pub rate_e9: i64,
        /// Treatment word.
        pub treatment: String,
    }
}

/// A product with its history of prices and rates.
#[derive(Debug, Clone)]
pub struct ProductDetail {
    /// The product.
    pub product: ProductRow,
    /// Prices, newest first per currency.
    pub prices: Vec<PriceRow>,
    /// Tax rates, newest first.
    pub tax_rates: Vec<TaxRateRow>,
}

crate::listing::list_sort! {
    /// Order of the list of products; `-` is descending.
    pub enum ProductSort of ProductRow, by "p.id" {
        /// By sku.
        SkuUp = "sku", asc "p.sku" text |r| r.sku.clone(),
        /// By sku, descending.
        SkuDown = "-sku", desc "p.sku" text |r| r.sku.clone(),
        /// By name.
        NameUp = "name", asc "p.name" text |r| r.name.clone(),
        /// By name, descending.
        NameDown = "-name", desc "p.name" text |r| r.name.clone(),
    }
}

/// Which products to list.
#[derive(Debug, Clone, Default)]
pub struct ProductFilter {
    /// Part of sku, name or spec.
    pub search: Option<String>,
    /// Group.
    pub category: Option<String>,
    /// Only active or inactive ones.
    pub active: Option<bool>,
    /// In which order.
    pub sort: ProductSort,
}

fn select(ctx: &Ctx) -> SqlBuilder {
    let today = ctx.today();
    SqlBuilder::new(
        "LIST_PRODUCTS",
        "select p.id, p.sku, p.name, p.spec, p.unit, p.category, p.tax_code, p.cost_e8,
           p.floor_price_e8, p.pack_multiple_e6, p.active, p.note, p.version,",
    )
    .bind(
        "(select t.rate_e9 from product_tax_rates t
           where t.company_id = p.company_id and t.product_id = p.id and t.valid_from <= ?
           order by t.valid_from desc limit 1),",
        &[&today],
    )
    .bind(
        "(select l.price_e8 from product_prices l
           where l.company_id = p.company_id and l.product_id = p.id and l.currency = ?
             and l.valid_from <= ? order by l.valid_from desc limit 1)
         from products p",
        &[&ctx.base_currency, &today],
    )
    .bind("where p.company_id = ?", &[&ctx.company])
}

/// A page of products.
///
/// # Errors
/// [`Error::Invalid`] for a cursor of another sort.
pub fn list(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    filter: &ProductFilter,
    page: &PageRequest,
) -> Result<Page<ProductRow>> {
    let mut build = select(ctx)
        .bind_if(
            "and p.category = ?",
            filter.category.as_ref().map(|v| v as &dyn ToV),
        )
        .bind_if(
            "and p.active = ?",
            filter.active.as_ref().map(|v| v as &dyn ToV),
        );
    if let Some(text) = &filter.search {
        let pattern = wire::contains_pattern(text);
        build = build.bind(
            "and (lower(p.sku) like ? escape '\\' or lower(p.name) like ? escape '\\'
               or lower(p.spec) like ? escape '\\')",
            &[&pattern, &pattern, &pattern],
        );
    }
    sorted_page(tx, build, filter.sort, page)
}

/// One product.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(tx: &mut ReadTx<'_>, ctx: &Ctx, id: Id<wire::Product>) -> Result<ProductDetail> {
    let (sql, values) = select(ctx).bind("and p.id = ?", &[&id]).finish();
    let product = tx
        .opt::<ProductRow>(&sql, &values)?
        .ok_or(Error::NotFound)?;
    Ok(ProductDetail {
        product,
        prices: tx.all(&store::PRICES, params![ctx.company, id])?,
        tax_rates: tx.all(&store::TAX_RATES, params![ctx.company, id])?,
    })
}
