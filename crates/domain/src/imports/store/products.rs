//! SQL of products as an import compares and writes them.

use crate::wire;
use jieqing_db::{Bulk, row, sql};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::id::Id;

row! {
    /// A product as stored.
    pub(in crate::imports) struct StoredProduct {
        pub(in crate::imports) id: Id<wire::Product>,
        pub(in crate::imports) version: i64,
        pub(in crate::imports) sku: String,
        pub(in crate::imports) name: String,
        pub(in crate::imports) spec: String,
        pub(in crate::imports) unit: String,
        pub(in crate::imports) category: String,
        pub(in crate::imports) tax_code: String,
        pub(in crate::imports) cost_e8: Option<i64>,
        pub(in crate::imports) floor_e8: Option<i64>,
        pub(in crate::imports) note: String,
    }
}
row! {
    /// A dated tax rate.
    pub(in crate::imports) struct StoredRate {
        pub(in crate::imports) product: i64,
        pub(in crate::imports) from: Date,
        pub(in crate::imports) rate_e9: i64,
    }
}
row! {
    /// A dated list price.
    pub(in crate::imports) struct StoredPrice {
        pub(in crate::imports) product: i64,
        pub(in crate::imports) currency: Currency,
        pub(in crate::imports) from: Date,
        pub(in crate::imports) price_e8: i64,
    }
}
sql!(
    pub(in crate::imports) ALL,
    "select id, version, sku, name, spec, unit, category, tax_code, cost_e8, floor_price_e8, note
     from products where company_id = $1"
);
sql!(
    pub(in crate::imports) RATES,
    "select product_id, valid_from, rate_e9 from product_tax_rates
     where company_id = $1 order by product_id, valid_from"
);
sql!(
    pub(in crate::imports) PRICES,
    "select product_id, currency, valid_from, price_e8 from product_prices
     where company_id = $1 order by product_id, currency, valid_from"
);
sql!(
    pub(in crate::imports) UPDATE,
    "update products set name = $4, spec = $5, unit = $6, category = $7, tax_code = $8,
       cost_e8 = $9, floor_price_e8 = $10, note = $11, version = version + 1
     where company_id = $1 and id = $2 and version = $3"
);
sql!(
    pub(in crate::imports) SET_RATE,
    "insert into product_tax_rates (company_id, product_id, valid_from, rate_e9, treatment)
     values ($1, $2, $3, $4, $5)
     on conflict (company_id, product_id, valid_from) do update set rate_e9 = $4, treatment = $5"
);
sql!(
    pub(in crate::imports) SET_PRICE,
    "insert into product_prices (company_id, product_id, currency, valid_from, price_e8)
     values ($1, $2, $3, $4, $5)
     on conflict (company_id, product_id, currency, valid_from) do update set price_e8 = $5"
);

/// New products.
pub(in crate::imports) const PRODUCTS: Bulk = Bulk {
    table: "products",
    columns: &[
        "company_id",
        "id",
        "sku",
        "name",
        "spec",
        "unit",
        "category",
        "tax_code",
        "cost_e8",
        "floor_price_e8",
        "note",
        "created_at_us",
        "version",
    ],
};
/// Their tax rates.
pub(in crate::imports) const NEW_RATES: Bulk = Bulk {
    table: "product_tax_rates",
    columns: &[
        "company_id",
        "product_id",
        "valid_from",
        "rate_e9",
        "treatment",
    ],
};
/// Their prices.
pub(in crate::imports) const NEW_PRICES: Bulk = Bulk {
    table: "product_prices",
    columns: &[
        "company_id",
        "product_id",
        "currency",
        "valid_from",
        "price_e8",
    ],
};
