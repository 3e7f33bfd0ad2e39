//! What the entry grid asks: product facts and prices, last deals, a verification without saving.

use crate::access::Scope;
use crate::orders::build::Unknown;
use crate::orders::finding::Finding;
use crate::orders::model::{OrderDraft, OrderStatus};
use crate::orders::prepare::prepare;
use crate::orders::pricing::{PriceSource, reference};
use crate::orders::store::facts::{self, FactsKey};
use crate::wire;
use jieqing_db::{ReadTx, params, row, sql};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::tax::{Split, TaxTreatment};

/// What the catalogue says about a SKU for a customer on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineSuggestion {
    /// Product.
    pub product: Id<wire::Product>,
    /// SKU.
    pub sku: String,
    /// Name.
    pub name: String,
    /// Specification.
    pub spec: String,
    /// Unit.
    pub unit: String,
    /// Whether it is sold.
    pub active: bool,
    /// Pack, e6; 0 without one.
    pub pack_e6: i64,
    /// Tax on the day.
    pub tax: Option<TaxTreatment>,
    /// Suggested price in the wanted mode, e8, and where it comes from.
    pub price: Option<(i64, PriceSource)>,
    /// What the customer usually orders, e6.
    pub usual_e6: Option<i64>,
}

/// Facts and prices for SKUs, in no order; unknown ones are left out. One statement per 256.
///
/// # Errors
/// [`Error::NotFound`] for a customer outside the scope.
pub fn suggest_lines(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    (customer, currency): (Id<wire::Customer>, Option<Currency>),
    skus: &[&str],
    on: Date,
    tax_inclusive: bool,
) -> Result<Vec<LineSuggestion>> {
    let known = facts::customer(tx, ctx, customer)?.ok_or(Error::NotFound)?;
    scope.check(known.owner, known.department)?;
    let key = FactsKey {
        customer,
        currency: currency.unwrap_or(known.currency),
        on,
    };
    let products = facts::products(tx, ctx, key, &[], skus)?;
    Ok(products
        .into_iter()
        .map(|p| {
            let rate = p.tax.map_or(0, TaxTreatment::rate_e9);
            let price = reference(&p.prices, tax_inclusive, rate);
            LineSuggestion {
                product: p.id,
                sku: p.sku,
                name: p.name,
                spec: p.spec,
                unit: p.unit,
                active: p.active,
                pack_e6: p.pack_e6,
                tax: p.tax,
                price: price.map(|r| (r.price_e8, r.source)),
                usual_e6: p.usual_e6,
            }
        })
        .collect())
}

row! {
    /// An earlier deal with a customer on a product.
    pub struct Deal {
        /// Order.
        pub order: Id<wire::Order>,
        /// Its number.
        pub number: String,
        /// Its date.
        pub ordered_on: Date,
        /// Its status.
        pub status: OrderStatus,
        /// Quantity, e6.
        pub qty_e6: i64,
        /// Price, e8.
        pub price_e8: i64,
        /// Whether the price contains tax.
        pub tax_inclusive: bool,
        /// Currency.
        pub currency: Currency,
    }
}

sql!(
    DEALS,
    "select o.id, o.number, o.ordered_on, o.status, l.qty_e6, l.price_e8, o.tax_inclusive, o.currency
     from sales_order_lines l
     join sales_orders o on o.company_id = l.company_id and o.id = l.order_id
     where l.company_id = $1 and l.customer_id = $2 and l.product_id = $3
       and o.status in ('confirmed', 'completed', 'closed')
     order by l.order_id desc limit 10"
);

/// The last ten deals with a customer on a product, latest first.
///
/// # Errors
/// [`Error::NotFound`] for a customer outside the scope.
pub fn last_deals(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    customer: Id<wire::Customer>,
    product: Id<wire::Product>,
) -> Result<Vec<Deal>> {
    let known = facts::customer(tx, ctx, customer)?.ok_or(Error::NotFound)?;
    scope.check(known.owner, known.department)?;
    Ok(tx.all(&DEALS, params![ctx.company, customer, product])?)
}

/// What an order would be.
#[derive(Debug, Clone)]
pub struct Verified {
    /// Currency.
    pub currency: Currency,
    /// Header amounts, minor units.
    pub sum: Split,
    /// Amounts of the lines whose product is known, by line number.
    pub lines: Vec<(i64, Split)>,
    /// What verification noticed.
    pub findings: Vec<Finding>,
}

/// Verifies a draft without saving it; `editing` is the order it would replace.
///
/// # Errors
/// As [`CreateOrder`](crate::orders::CreateOrder), but unknown products are findings.
pub fn verify(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    draft: &OrderDraft,
    editing: Option<Id<wire::Order>>,
) -> Result<Verified> {
    let ready = prepare(tx, ctx, scope, draft, editing, Unknown::Report)?;
    Ok(Verified {
        currency: ready.head.currency,
        sum: Split {
            net: ready.head.net_minor,
            tax: ready.head.tax_minor,
            total: ready.head.total_minor,
        },
        lines: ready
            .lines
            .iter()
            .map(|l| {
                let split = Split {
                    net: l.net_minor,
                    tax: l.tax_minor,
                    total: l.total_minor,
                };
                (l.line_no, split)
            })
            .collect(),
        findings: ready.findings,
    })
}
