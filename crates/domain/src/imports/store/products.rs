//! SQL of products as an import compares and writes them.

use crate::wire;
use jieqing_db::{row, sql};
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
        pub(in crate::imports) pack_e6: i64,
        pub(in crate::imports) active: bool,
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
    "select id, version, sku, name, spec, unit, category, tax_code, cost_e8, floor_price_e8,
       pack_multiple_e6, active, note
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
