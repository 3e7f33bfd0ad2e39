//! SQL of the catalogue.

use super::model::ProductDraft;
use crate::wire;
use jieqing_db::{DbResult, WriteTx, params, row, sql};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::id::Id;

row! {
    /// What a change needs to know.
    pub(super) struct Locked {
        pub(super) sku: String,
        pub(super) name: String,
        pub(super) cost_e8: Option<i64>,
        pub(super) floor_e8: Option<i64>,
        pub(super) active: bool,
        pub(super) version: i64,
    }
}

sql!(
    pub(super) LOCK,
    "select sku, name, cost_e8, floor_price_e8, active, version from products
     where company_id = $1 and id = $2 for update"
);
sql!(pub(super) BY_SKU, "select id, name from products where company_id = $1 and sku = $2");
sql!(
    INSERT,
    "insert into products (company_id, id, sku, name, spec, unit, category, tax_code, cost_e8,
       floor_price_e8, pack_multiple_e6, active, note, created_at_us, version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1)"
);
sql!(
    UPDATE,
    "update products set sku = $4, name = $5, spec = $6, unit = $7, category = $8, tax_code = $9,
       cost_e8 = $10, floor_price_e8 = $11, pack_multiple_e6 = $12, active = $13, note = $14,
       version = version + 1
     where company_id = $1 and id = $2 and version = $3"
);
sql!(
    pub(super) BUMP,
    "update products set version = version + 1 where company_id = $1 and id = $2 and version = $3"
);
sql!(
    pub(super) PUT_PRICE,
    "insert into product_prices (company_id, product_id, currency, valid_from, price_e8)
     values ($1, $2, $3, $4, $5)
     on conflict (company_id, product_id, currency, valid_from) do update set price_e8 = excluded.price_e8"
);
sql!(
    pub(super) PRICE_BEFORE,
    "select price_e8 from product_prices
     where company_id = $1 and product_id = $2 and currency = $3 and valid_from <= $4
     order by valid_from desc limit 1"
);
sql!(
    pub(super) PUT_TAX_RATE,
    "insert into product_tax_rates (company_id, product_id, valid_from, rate_e9, treatment)
     values ($1, $2, $3, $4, $5)
     on conflict (company_id, product_id, valid_from) do update
       set rate_e9 = excluded.rate_e9, treatment = excluded.treatment"
);
sql!(
    pub(super) PRICES,
    "select currency, valid_from, price_e8 from product_prices
     where company_id = $1 and product_id = $2 order by currency, valid_from desc"
);
sql!(
    pub(super) TAX_RATES,
    "select valid_from, rate_e9, treatment from product_tax_rates
     where company_id = $1 and product_id = $2 order by valid_from desc"
);

pub(super) fn insert(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    id: Id<wire::Product>,
    d: &ProductDraft,
) -> DbResult<()> {
    tx.exec_one(
        &INSERT,
        params![
            ctx.company,
            id,
            d.sku,
            d.name,
            d.spec,
            d.unit,
            d.category,
            d.tax_code,
            d.cost_e8,
            d.floor_e8,
            d.pack_e6,
            d.active,
            d.note,
            ctx.now()
        ],
    )
}

pub(super) fn update(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    id: Id<wire::Product>,
    version: i64,
    d: &ProductDraft,
) -> DbResult<()> {
    tx.exec_one(
        &UPDATE,
        params![
            ctx.company,
            id,
            version,
            d.sku,
            d.name,
            d.spec,
            d.unit,
            d.category,
            d.tax_code,
            d.cost_e8,
            d.floor_e8,
            d.pack_e6,
            d.active,
            d.note
        ],
    )
}
