//! Commands on products.

use super::error::CatalogRefusal;
use super::model::ProductDraft;
use super::store::{self, Locked};
use crate::access::{Permission, Scope, authorize};
use crate::facade::Command;
use crate::record::record;
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::decimal::{PRICE_SCALE, RATE_SCALE, format_trimmed};
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::tax::TaxTreatment;
use serde_json::json;

/// Enters a product with its tax rate and, when given, its list price.
#[derive(Debug, Clone)]
pub struct CreateProduct {
    /// What was entered.
    pub draft: ProductDraft,
    /// Tax rate.
    pub tax_rate: TaxTreatment,
    /// List price with its currency, e8.
    pub price: Option<(Currency, i64)>,
    /// First day of rate and price; today when absent.
    pub from: Option<Date>,
}

impl Command for CreateProduct {
    type Out = Id<wire::Product>;
    const PERMISSION: Permission = Permission::ProductsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<Self::Out> {
        self.draft.check()?;
        refuse_taken_sku(tx, ctx, &self.draft.sku, None)?;
        let id: Id<wire::Product> = ctx.new_id();
        store::insert(tx, ctx, id, &self.draft)?;
        let from = self.from.unwrap_or_else(|| ctx.today());
        put_tax_rate(tx, ctx, id, from, self.tax_rate)?;
        if let Some((currency, price)) = self.price {
            check_price(price)?;
            let values = params![ctx.company, id, currency, from, price];
            tx.exec_one(&store::PUT_PRICE, values)?;
        }
        let facts = json!({ "sku": self.draft.sku, "name": self.draft.name });
        record(tx, ctx, "product", id.raw(), "product.created", &facts)?;
        Ok(id)
    }
}

/// Replaces what is known about a product. Without `products.cost` the cost stays as it is.
#[derive(Debug, Clone)]
pub struct ChangeProduct {
    /// Which.
    pub id: Id<wire::Product>,
    /// The version the change was made against.
    pub version: i64,
    /// The whole new content.
    pub draft: ProductDraft,
}

impl Command for ChangeProduct {
    type Out = Id<wire::Product>;
    const PERMISSION: Permission = Permission::ProductsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<Self::Out> {
        self.draft.check()?;
        let now = lock(tx, ctx, self.id, self.version)?;
        refuse_taken_sku(tx, ctx, &self.draft.sku, Some(self.id))?;
        let mut draft = self.draft.clone();
        if authorize(tx, ctx, Permission::ProductsCost).is_err() {
            draft.cost_e8 = now.cost_e8;
            draft.floor_e8 = now.floor_e8;
        }
        store::update(tx, ctx, self.id, self.version, &draft)?;
        let facts = json!({
            "sku": draft.sku, "name": draft.name, "active": draft.active,
            "before": { "sku": now.sku, "name": now.name, "active": now.active },
        });
        let id = self.id.raw();
        record(tx, ctx, "product", id, "product.changed", &facts)?;
        Ok(self.id)
    }
}

/// Sets the list price from a day on.
#[derive(Debug, Clone, Copy)]
pub struct SetProductPrice {
    /// Product.
    pub id: Id<wire::Product>,
    /// The version the change was made against.
    pub version: i64,
    /// Currency.
    pub currency: Currency,
    /// First day.
    pub from: Date,
    /// Price, e8.
    pub price_e8: i64,
}

impl Command for SetProductPrice {
    type Out = ();
    const PERMISSION: Permission = Permission::ProductsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<()> {
        check_price(self.price_e8)?;
        let now = lock(tx, ctx, self.id, self.version)?;
        let which = params![ctx.company, self.id, self.currency, self.from];
        let before = tx.opt::<(i64,)>(&store::PRICE_BEFORE, which)?;
        let price = params![
            ctx.company,
            self.id,
            self.currency,
            self.from,
            self.price_e8
        ];
        tx.exec_one(&store::PUT_PRICE, price)?;
        tx.exec_one(&store::BUMP, params![ctx.company, self.id, self.version])?;
        let facts = json!({
            "sku": now.sku, "currency": self.currency.code(), "from": self.from.to_string(),
            "price": format_trimmed(self.price_e8, PRICE_SCALE),
            "before": { "price": before.map(|(p,)| format_trimmed(p, PRICE_SCALE)) },
        });
        record(tx, ctx, "product", self.id.raw(), "product.priced", &facts)?;
        Ok(())
    }
}

/// Sets the tax rate from a day on.
#[derive(Debug, Clone, Copy)]
pub struct SetProductTaxRate {
    /// Product.
    pub id: Id<wire::Product>,
    /// The version the change was made against.
    pub version: i64,
    /// First day.
    pub from: Date,
    /// Rate and treatment.
    pub tax_rate: TaxTreatment,
}

impl Command for SetProductTaxRate {
    type Out = ();
    const PERMISSION: Permission = Permission::ProductsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<()> {
        let now = lock(tx, ctx, self.id, self.version)?;
        put_tax_rate(tx, ctx, self.id, self.from, self.tax_rate)?;
        tx.exec_one(&store::BUMP, params![ctx.company, self.id, self.version])?;
        let facts = json!({
            "sku": now.sku, "from": self.from.to_string(),
            "tax_rate": format_trimmed(self.tax_rate.rate_e9(), RATE_SCALE),
            "treatment": self.tax_rate.code(),
        });
        record(tx, ctx, "product", self.id.raw(), "product.taxed", &facts)?;
        Ok(())
    }
}

fn lock(tx: &mut WriteTx<'_>, ctx: &Ctx, id: Id<wire::Product>, version: i64) -> Result<Locked> {
    let now = tx
        .opt::<Locked>(&store::LOCK, params![ctx.company, id])?
        .ok_or(Error::NotFound)?;
    if now.version != version {
        return Err(Error::Stale {
            current: now.version,
        });
    }
    Ok(now)
}

fn check_price(price_e8: i64) -> Result<()> {
    if price_e8 < 0 {
        return Err(Error::field("price", "field.not_an_amount"));
    }
    Ok(())
}

fn put_tax_rate(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    id: Id<wire::Product>,
    from: Date,
    rate: TaxTreatment,
) -> Result<()> {
    tx.exec_one(
        &store::PUT_TAX_RATE,
        params![ctx.company, id, from, rate.rate_e9(), rate.code()],
    )?;
    Ok(())
}

fn refuse_taken_sku(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    sku: &str,
    except: Option<Id<wire::Product>>,
) -> Result<()> {
    let found = tx.opt::<(Id<wire::Product>, String)>(&store::BY_SKU, params![ctx.company, sku])?;
    match found {
        Some((id, name)) if Some(id) != except => Err(CatalogRefusal::SkuTaken {
            sku: sku.to_owned(),
            name,
        }
        .into()),
        _ => Ok(()),
    }
}
