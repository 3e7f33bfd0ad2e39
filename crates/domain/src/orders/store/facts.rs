//! What verification reads, a few statements for any number of lines.

use crate::orders::pricing::Prices;
use crate::orders::rules::{CreditCheck, ProductFacts};
use crate::wire;
use jieqing_db::{DbResult, ReadTx, SqlBuilder, ToV, params, row, sql};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::id::Id;
use jieqing_kernel::tax::TaxTreatment;

row! {
    /// A customer with the company's policy towards it.
    pub(in crate::orders) struct CustomerRow {
        pub(in crate::orders) name: String,
        pub(in crate::orders) status: String,
        pub(in crate::orders) hold_reason: String,
        pub(in crate::orders) country: String,
        pub(in crate::orders) currency: Currency,
        pub(in crate::orders) terms: Id<wire::Terms>,
        pub(in crate::orders) limit: Option<i64>,
        pub(in crate::orders) owner: i64,
        pub(in crate::orders) department: i64,
        pub(in crate::orders) has_tax_id: bool,
        pub(in crate::orders) credit_check: CreditCheck,
        pub(in crate::orders) count_undelivered: bool,
        pub(in crate::orders) exposure: i64,
        pub(in crate::orders) ship_to: String,
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
        floor_e8: Option<i64>,
        pack_e6: i64,
        active: bool,
        rate_e9: Option<i64>,
        treatment: Option<String>,
        list: Option<i64>,
        agreed: Option<i64>,
        last: Option<i64>,
        usual_e6: Option<i64>,
    }
}

sql!(
    CUSTOMER,
    "select c.name, c.status, c.hold_reason, c.country, c.currency, c.terms_id,
       c.credit_limit_minor, c.owner_id, c.department_id, c.tax_id <> '', co.credit_check,
       co.count_undelivered,
       coalesce((select cast(sum(b.base_exposure_minor) as bigint) from customer_balances b
         where b.company_id = c.company_id and b.customer_id = c.id), 0),
       coalesce((select a.address from customer_addresses a
         where a.company_id = c.company_id and a.customer_id = c.id and a.kind = 'delivery'
         order by a.is_default desc, a.line_no limit 1), '')
     from customers c join companies co on co.id = c.company_id
     where c.company_id = $1 and c.id = $2"
);
sql!(
    UNDELIVERED,
    "select currency, rate_e9, undelivered_minor from sales_orders
     where company_id = $1 and customer_id = $2 and undelivered_minor <> 0"
);
sql!(
    RATE_ON,
    "select rate_e9 from exchange_rates where company_id = $1 and currency = $2 and valid_on <= $3
     order by valid_on desc limit 1"
);
sql!(
    TERMS_KNOWN,
    "select id from payment_terms where company_id = $1 and id = $2 and active"
);
sql!(
    DUPLICATE,
    "select number from sales_orders where company_id = $1 and customer_id = $2 and po_key = $3
       and po_key <> '' and status <> 'cancelled' and id <> $4 order by id limit 1"
);

pub(in crate::orders) fn customer(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    id: Id<wire::Customer>,
) -> DbResult<Option<CustomerRow>> {
    tx.opt(&CUSTOMER, params![ctx.company, id])
}

/// Confirmed and undelivered by currency and rate: for companies that do not count it.
pub(in crate::orders) fn other_undelivered(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    id: Id<wire::Customer>,
) -> DbResult<Vec<(Currency, i64, i64)>> {
    tx.all(&UNDELIVERED, params![ctx.company, id])
}

pub(in crate::orders) fn rate_on(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    currency: Currency,
    on: Date,
) -> DbResult<Option<i64>> {
    let found = tx.opt::<(i64,)>(&RATE_ON, params![ctx.company, currency, on])?;
    Ok(found.map(|(rate,)| rate))
}

pub(in crate::orders) fn terms_known(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    terms: Id<wire::Terms>,
) -> DbResult<bool> {
    Ok(tx
        .opt::<(i64,)>(&TERMS_KNOWN, params![ctx.company, terms])?
        .is_some())
}

/// Number of another live order of the customer under the same PO key.
pub(in crate::orders) fn duplicate_of(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    customer: Id<wire::Customer>,
    po_key: &str,
    except: Option<Id<wire::Order>>,
) -> DbResult<Option<String>> {
    if po_key.is_empty() {
        return Ok(None);
    }
    let except = except.map_or(0, Id::raw);
    let found = tx.opt::<(String,)>(&DUPLICATE, params![ctx.company, customer, po_key, except])?;
    Ok(found.map(|(number,)| number))
}

/// For whom and when product facts hold.
#[derive(Debug, Clone, Copy)]
pub(in crate::orders) struct FactsKey {
    pub(in crate::orders) customer: Id<wire::Customer>,
    pub(in crate::orders) currency: Currency,
    pub(in crate::orders) on: Date,
}

/// Facts on the products with these ids or SKUs, in no order; unknown ones are left out.
pub(in crate::orders) fn products(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    key: FactsKey,
    ids: &[Id<wire::Product>],
    skus: &[&str],
) -> DbResult<Vec<ProductFacts>> {
    let mut out = Vec::with_capacity(ids.len().saturating_add(skus.len()));
    for chunk in ids.chunks(CHUNK) {
        let values: Vec<&dyn ToV> = chunk.iter().map(|id| id as &dyn ToV).collect();
        out.extend(some_products(tx, ctx, key, "and p.id in", values)?);
    }
    for chunk in skus.chunks(CHUNK) {
        let values: Vec<&dyn ToV> = chunk.iter().map(|sku| sku as &dyn ToV).collect();
        out.extend(some_products(tx, ctx, key, "and p.sku in", values)?);
    }
    Ok(out)
}

/// Values asked for in one statement.
pub(in crate::orders) const CHUNK: usize = 256;

fn some_products(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    key: FactsKey,
    which: &'static str,
    values: Vec<&dyn ToV>,
) -> DbResult<Vec<ProductFacts>> {
    let FactsKey {
        customer,
        currency,
        on,
    } = key;
    // The last deal comes as twice the price, plus one when it contains tax.
    let (sql, values) = SqlBuilder::new(
        "PRODUCT_FACTS",
        "select p.id, p.sku, p.name, p.spec, p.unit, p.tax_code, p.cost_e8, p.floor_price_e8,
           p.pack_multiple_e6, p.active,",
    )
    .bind(
        "(select t.rate_e9 from product_tax_rates t
           where t.company_id = p.company_id and t.product_id = p.id and t.valid_from <= ?
           order by t.valid_from desc limit 1),
         (select t.treatment from product_tax_rates t
           where t.company_id = p.company_id and t.product_id = p.id and t.valid_from <= ?
           order by t.valid_from desc limit 1),",
        &[&on, &on],
    )
    .bind(
        "(select l.price_e8 from product_prices l
           where l.company_id = p.company_id and l.product_id = p.id and l.currency = ?
             and l.valid_from <= ? order by l.valid_from desc limit 1),",
        &[&currency, &on],
    )
    .bind(
        "(select a.price_e8 from customer_prices a
           where a.company_id = p.company_id and a.customer_id = ? and a.product_id = p.id
             and a.currency = ? and a.valid_from <= ? and (a.valid_to is null or a.valid_to >= ?)
           order by a.valid_from desc limit 1),",
        &[&customer, &currency, &on, &on],
    )
    .bind(
        "(select l.price_e8 * 2 + case when o.tax_inclusive then 1 else 0 end
           from sales_order_lines l
           join sales_orders o on o.company_id = l.company_id and o.id = l.order_id
           where l.company_id = p.company_id and l.customer_id = ? and l.product_id = p.id
             and o.currency = ? and o.status in ('confirmed', 'completed', 'closed')
           order by l.order_id desc limit 1),",
        &[&customer, &currency],
    )
    .bind(
        "(select cast(sum(x.qty_e6) as bigint) / count(*) from (select l.qty_e6
           from sales_order_lines l
           join sales_orders o on o.company_id = l.company_id and o.id = l.order_id
           where l.company_id = p.company_id and l.customer_id = ? and l.product_id = p.id
             and o.status in ('confirmed', 'completed', 'closed')
           order by l.order_id desc limit 10) x having count(*) >= 3)
         from products p",
        &[&customer],
    )
    .bind("where p.company_id = ?", &[&ctx.company])
    .bind_in(which, &values)
    .finish();
    Ok(tx
        .all::<ProductRow>(&sql, &values)?
        .into_iter()
        .map(product)
        .collect())
}

fn product(row: ProductRow) -> ProductFacts {
    let tax = row
        .treatment
        .zip(row.rate_e9)
        .and_then(|(treatment, rate)| TaxTreatment::from_parts(&treatment, rate));
    ProductFacts {
        id: row.id,
        sku: row.sku,
        name: row.name,
        spec: row.spec,
        unit: row.unit,
        tax_code: row.tax_code,
        cost_e8: row.cost_e8,
        floor_e8: row.floor_e8,
        pack_e6: row.pack_e6,
        active: row.active,
        tax,
        prices: Prices {
            agreed: row.agreed,
            list: row.list,
            last: row.last.map(|v| (v / 2, v % 2 == 1)),
        },
        usual_e6: row.usual_e6,
    }
}
