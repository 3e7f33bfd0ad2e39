//! Everything an import refers to, in one statement per 256 references.

use super::facts::CHUNK;
use crate::orders::model::OrderStatus;
use crate::orders::pricing::Prices;
use crate::orders::rules::ProductFacts;
use crate::wire;
use jieqing_db::{DbResult, FromRow, ReadTx, SqlBuilder, ToV, row};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::id::Id;
use jieqing_kernel::tax::TaxTreatment;
use std::collections::HashMap;

row! {
    /// A customer as an import needs it.
    pub(in crate::orders) struct ImportCustomer {
        code: String,
        pub(in crate::orders) id: Id<wire::Customer>,
        pub(in crate::orders) currency: Currency,
        pub(in crate::orders) terms: Id<wire::Terms>,
        pub(in crate::orders) owner: i64,
        pub(in crate::orders) department: i64,
    }
}

row! {
    struct ProductRow {
        id: Id<wire::Product>,
        sku: String,
        name: String,
        spec: String,
        unit: String,
        tax_code: String,
        cost_e8: Option<i64>,
    }
}

row! {
    /// An order that came from the other system before.
    pub(in crate::orders) struct Existing {
        source_no: String,
        pub(in crate::orders) id: Id<wire::Order>,
        pub(in crate::orders) number: String,
        pub(in crate::orders) status: OrderStatus,
        pub(in crate::orders) digest: String,
        pub(in crate::orders) version: i64,
    }
}

/// What is known of the references of an import.
#[derive(Debug, Default)]
pub(in crate::orders) struct Known {
    pub(in crate::orders) customers: HashMap<String, ImportCustomer>,
    pub(in crate::orders) products: HashMap<String, ProductFacts>,
    pub(in crate::orders) orders: HashMap<String, Existing>,
    /// Tax by product, latest first.
    taxes: HashMap<i64, Vec<(Date, TaxTreatment)>>,
}

impl Known {
    /// Tax of a product on a day.
    pub(in crate::orders) fn tax(
        &self,
        product: Id<wire::Product>,
        on: Date,
    ) -> Option<TaxTreatment> {
        let dated = self.taxes.get(&product.raw())?;
        dated.iter().find(|(from, _)| *from <= on).map(|(_, t)| *t)
    }
}

/// Looks up customers by code, products by SKU and earlier orders by source number.
pub(in crate::orders) fn load(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    codes: &[&str],
    skus: &[&str],
    source_nos: &[&str],
) -> DbResult<Known> {
    let mut known = Known::default();
    let customers: Vec<ImportCustomer> = find(tx, codes, |values| {
        SqlBuilder::new(
            "IMPORT_CUSTOMERS",
            "select code, id, currency, terms_id, owner_id, department_id from customers",
        )
        .bind("where company_id = ?", &[&ctx.company])
        .bind_in("and code in", values)
    })?;
    known.customers = customers.into_iter().map(|c| (c.code.clone(), c)).collect();
    let orders: Vec<Existing> = find(tx, source_nos, |values| {
        SqlBuilder::new(
            "IMPORT_EXISTING",
            "select source_no, id, number, status, digest, version from sales_orders",
        )
        .bind("where company_id = ?", &[&ctx.company])
        .bind_in("and source_no in", values)
    })?;
    known.orders = orders
        .into_iter()
        .map(|o| (o.source_no.clone(), o))
        .collect();
    let products: Vec<ProductRow> = find(tx, skus, |values| {
        SqlBuilder::new(
            "IMPORT_PRODUCTS",
            "select id, sku, name, spec, unit, tax_code, cost_e8 from products",
        )
        .bind("where company_id = ?", &[&ctx.company])
        .bind_in("and sku in", values)
    })?;
    let ids: Vec<i64> = products.iter().map(|p| p.id.raw()).collect();
    let taxes: Vec<(i64, Date, String, i64)> = find(tx, &ids, |values| {
        SqlBuilder::new(
            "IMPORT_TAXES",
            "select product_id, valid_from, treatment, rate_e9 from product_tax_rates",
        )
        .bind("where company_id = ?", &[&ctx.company])
        .bind_in("and product_id in", values)
        .push("order by product_id, valid_from desc")
    })?;
    for (product, from, treatment, rate) in taxes {
        if let Some(tax) = TaxTreatment::from_parts(&treatment, rate) {
            known.taxes.entry(product).or_default().push((from, tax));
        }
    }
    known.products = products.into_iter().map(product).collect();
    Ok(known)
}

fn find<T: FromRow, K: ToV>(
    tx: &mut ReadTx<'_>,
    keys: &[K],
    build: impl Fn(&[&dyn ToV]) -> SqlBuilder,
) -> DbResult<Vec<T>> {
    let mut out = Vec::with_capacity(keys.len());
    for chunk in keys.chunks(CHUNK) {
        let values: Vec<&dyn ToV> = chunk.iter().map(|k| k as &dyn ToV).collect();
        let (sql, values) = build(&values).finish();
        out.extend(tx.all::<T>(&sql, &values)?);
    }
    Ok(out)
}

fn product(row: ProductRow) -> (String, ProductFacts) {
    let facts = ProductFacts {
        id: row.id,
        sku: row.sku.clone(),
        name: row.name,
        spec: row.spec,
        unit: row.unit,
        tax_code: row.tax_code,
        cost_e8: row.cost_e8,
        floor_e8: None,
        pack_e6: 0,
        active: true,
        tax: None,
        prices: Prices::default(),
        usual_e6: None,
    };
    (row.sku, facts)
}
