//! Commands on prices agreed with a customer. They outrank the list price (semantics: price check).

use super::store;
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::record::record;
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::decimal::{PRICE_SCALE, format_trimmed};
use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::id::Id;
use serde_json::json;

/// Agrees a price with a customer from a day on, replacing what was agreed from that day.
#[derive(Debug, Clone, Copy)]
pub struct SetAgreedPrice {
    /// Customer.
    pub customer: Id<wire::Customer>,
    /// Product.
    pub product: Id<wire::Product>,
    /// Currency.
    pub currency: Currency,
    /// First day.
    pub from: Date,
    /// Last day; `None` for open.
    pub to: Option<Date>,
    /// Price, e8.
    pub price_e8: i64,
}

impl Command for SetAgreedPrice {
    type Out = ();
    const PERMISSION: Permission = Permission::ProductsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<()> {
        let mut errors = Vec::new();
        if self.price_e8 < 0 {
            errors.push(FieldError::new("price", "field.not_an_amount"));
        }
        if self.to.is_some_and(|to| to < self.from) {
            errors.push(FieldError::new("valid_to", "field.before_start"));
        }
        let sku = sku_of(tx, ctx, self.product)?;
        if sku.is_none() {
            errors.push(FieldError::new("product_id", "field.unknown_reference"));
        }
        if !errors.is_empty() {
            return Err(Error::Invalid(errors));
        }
        check_customer(tx, ctx, scope, self.customer)?;
        tx.exec_one(
            &store::PUT_PRICE,
            params![
                ctx.company,
                self.customer,
                self.product,
                self.currency,
                self.from,
                self.to,
                self.price_e8
            ],
        )?;
        let facts = json!({
            "sku": sku, "currency": self.currency.code(), "from": self.from.to_string(),
            "to": self.to.map(|d| d.to_string()),
            "price": format_trimmed(self.price_e8, PRICE_SCALE),
        });
        let id = self.customer.raw();
        record(tx, ctx, "customer", id, "customer.price_agreed", &facts)?;
        Ok(())
    }
}

/// Takes an agreed price back.
#[derive(Debug, Clone, Copy)]
pub struct RemoveAgreedPrice {
    /// Customer.
    pub customer: Id<wire::Customer>,
    /// Product.
    pub product: Id<wire::Product>,
    /// Currency.
    pub currency: Currency,
    /// First day.
    pub from: Date,
}

impl Command for RemoveAgreedPrice {
    type Out = ();
    const PERMISSION: Permission = Permission::ProductsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<()> {
        check_customer(tx, ctx, scope, self.customer)?;
        let removed = tx.exec(
            &store::REMOVE_PRICE,
            params![
                ctx.company,
                self.customer,
                self.product,
                self.currency,
                self.from
            ],
        )?;
        if removed == 0 {
            return Err(Error::NotFound);
        }
        let sku = sku_of(tx, ctx, self.product)?;
        let facts = json!({
            "sku": sku, "currency": self.currency.code(), "from": self.from.to_string(),
        });
        let id = self.customer.raw();
        record(tx, ctx, "customer", id, "customer.price_removed", &facts)?;
        Ok(())
    }
}

fn sku_of(tx: &mut WriteTx<'_>, ctx: &Ctx, product: Id<wire::Product>) -> Result<Option<String>> {
    let found = tx.opt::<(String,)>(&store::PRODUCT, params![ctx.company, product])?;
    Ok(found.map(|(sku,)| sku))
}

fn check_customer(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    id: Id<wire::Customer>,
) -> Result<()> {
    let customer = store::lock(tx, ctx, id)?.ok_or(Error::NotFound)?;
    scope.check(customer.owner, customer.department)
}
