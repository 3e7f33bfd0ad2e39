//! Prices agreed with a customer.

use crate::wire;
use jieqing_db::{ReadTx, params, row, sql};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;

row! {
    /// An agreed price.
    pub struct AgreedPriceRow {
        /// Product.
        pub product: Id<wire::Product>,
        /// Its code.
        pub sku: String,
        /// Its name.
        pub name: String,
        /// Currency.
        pub currency: Currency,
        /// First day.
        pub from: Date,
        /// Last day; `None` for open.
        pub to: Option<Date>,
        /// Price, e8.
        pub price_e8: i64,
    }
}

sql!(
    PRICES,
    "select a.product_id, p.sku, p.name, a.currency, a.valid_from, a.valid_to, a.price_e8
     from customer_prices a
     join products p on p.company_id = a.company_id and p.id = a.product_id
     where a.company_id = $1 and a.customer_id = $2
     order by p.sku, a.currency, a.valid_from desc"
);

/// All prices agreed with a customer, by product, newest first. The caller checks the scope with
/// [`get`](super::get).
///
/// # Errors
/// Database errors.
pub fn agreed_prices(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    customer: Id<wire::Customer>,
) -> Result<Vec<AgreedPriceRow>> {
    Ok(tx.all(&PRICES, params![ctx.company, customer])?)
}
