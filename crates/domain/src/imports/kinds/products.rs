//! Products: one row each, known by their SKU. A changed price or tax rate is a new dated one;
//! what was valid before stays.

use super::columns::columns;
use super::{first, records};
use crate::access::{Permission, authorize};
use crate::imports::cells::{Cells, Slot};
use crate::imports::input::ImportInput;
use crate::imports::report::{Change, Outcome, Problem, Tally};
use crate::imports::store::products::{self as store, StoredPrice, StoredProduct, StoredRate};
use crate::record::record_all;
use crate::wire;
use jieqing_db::{ToV, V, WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::decimal::{PRICE_SCALE, RATE_SCALE, format_scaled};
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::tax::TaxTreatment;
use serde_json::json;
use std::collections::{HashMap, HashSet};

columns!(Columns {
    sku,
    name,
    spec,
    unit,
    category,
    tax_code,
    tax_rate,
    price,
    cost,
    floor_price,
    currency,
    valid_from,
    note,
});

/// Rate of new products when the file names none: 13 %.
const DEFAULT_RATE: i64 = 130_000_000;
/// Unit of new products when the file names none.
const DEFAULT_UNIT: &str = "件";
/// Day from which rates and prices of new products hold when the file names none: before any order.
const SINCE: (i32, u32, u32) = (2000, 1, 1);

const NAME_MAX: usize = 200;

/// Content of a product.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Content {
    name: String,
    spec: String,
    unit: String,
    category: String,
    tax_code: String,
    cost_e8: Option<i64>,
    floor_e8: Option<i64>,
    note: String,
    rate_e9: i64,
    price: Option<(Currency, i64)>,
}

/// What is stored of a product, today's rate included.
struct Stored {
    id: Id<wire::Product>,
    version: i64,
    content: Content,
    /// Today's price by currency.
    prices: HashMap<Currency, i64>,
}

struct New {
    id: Id<wire::Product>,
    sku: String,
    content: Content,
    from: Date,
}

pub(super) fn apply(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    input: &ImportInput,
    tally: &mut Tally,
) -> Result<()> {
    authorize(tx, ctx, Permission::ProductsWrite)?;
    let table = first(input)?;
    let columns = Columns::of(input, table);
    let known = load(tx, ctx)?;
    let since = Date::from_ymd_opt(SINCE.0, SINCE.1, SINCE.2)
        .ok_or_else(|| Error::bug("a constant day"))?;
    let mut seen = HashSet::new();
    let mut new = Vec::new();
    let mut events = Vec::new();
    for at in records(table, tally) {
        let mut cells = Cells::new(at.row);
        let sku = cells.string(&columns.sku);
        if !sku.is_empty() && !seen.insert(sku.clone()) {
            let column = &columns.sku.column;
            if input.options.repeated_first {
                tally.ignored(
                    at,
                    Problem::at(column, "imports.repeated_key").with("key", sku),
                );
            } else {
                tally.document(Outcome::Failed);
                let twice = Problem::at(column, "imports.duplicate_key").with("key", sku);
                tally.failed(at, vec![twice]);
            }
            continue;
        }
        let stored = known.get(&sku);
        let content = read(&columns, &mut cells, ctx, stored);
        let from = cells.date(&columns.valid_from);
        if !cells.problems.is_empty() {
            tally.document(Outcome::Failed);
            tally.failed(at, cells.problems);
            continue;
        }
        let Some(stored) = stored else {
            tally.document(Outcome::Added);
            tally.added();
            new.push(New {
                id: ctx.new_id(),
                sku,
                content,
                from: from.unwrap_or(since),
            });
            continue;
        };
        let changes = differences(stored, &content);
        if changes.is_empty() {
            tally.document(Outcome::Unchanged);
            tally.unchanged();
            continue;
        }
        let from = from.unwrap_or_else(|| ctx.today());
        update(tx, ctx, stored, &content, from)?;
        let before: HashMap<_, _> = changes.iter().map(|c| (c.field, &c.before)).collect();
        let after: HashMap<_, _> = changes.iter().map(|c| (c.field, &c.after)).collect();
        let facts = json!({ "sku": sku, "before": before, "after": after, "imported": true });
        events.push((stored.id.raw(), facts));
        tally.document(Outcome::Changed);
        tally.changed(at, changes);
    }
    record_all(tx, ctx, "product", "product.changed", &events)?;
    insert(tx, ctx, &new)
}

fn read(c: &Columns, cells: &mut Cells<'_>, ctx: &Ctx, stored: Option<&Stored>) -> Content {
    let mut content = stored.map_or_else(blank, |s| s.content.clone());
    let texts: [(&Slot, &mut String, usize); 6] = [
        (&c.name, &mut content.name, NAME_MAX),
        (&c.spec, &mut content.spec, NAME_MAX),
        (&c.unit, &mut content.unit, 20),
        (&c.category, &mut content.category, 100),
        (&c.tax_code, &mut content.tax_code, 19),
        (&c.note, &mut content.note, 2_000),
    ];
    for (slot, target, max) in texts {
        let text = cells.text(slot);
        if text.is_empty() {
            continue;
        }
        if text.chars().count() > max {
            let problem = Problem::at(&slot.column, "field.too_long")
                .with("length", text.chars().count())
                .with("max", max);
            cells.problems.push(problem);
        }
        if text.chars().any(char::is_control) {
            cells.fail(slot, "field.control_character", text);
        }
        text.clone_into(target);
    }
    if let Some(rate) = cells.percent(&c.tax_rate) {
        if (0..=1_000_000_000).contains(&rate) {
            content.rate_e9 = rate;
        } else {
            let text = cells.plain(&c.tax_rate);
            cells.fail(&c.tax_rate, "field.out_of_range", text);
        }
    }
    content.cost_e8 = positive(cells, &c.cost).or(content.cost_e8);
    content.floor_e8 = positive(cells, &c.floor_price).or(content.floor_e8);
    let currency = cells.currency(&c.currency).unwrap_or(ctx.base_currency);
    content.price = positive(cells, &c.price).map(|price| (currency, price));
    content
}

fn positive(cells: &mut Cells<'_>, slot: &Slot) -> Option<i64> {
    let value = cells.number(slot, PRICE_SCALE)?;
    if value < 0 {
        let text = cells.plain(slot);
        cells.fail(slot, "imports.price_negative", text);
        return None;
    }
    Some(value)
}

fn blank() -> Content {
    Content {
        name: String::new(),
        spec: String::new(),
        unit: DEFAULT_UNIT.to_owned(),
        category: String::new(),
        tax_code: String::new(),
        cost_e8: None,
        floor_e8: None,
        note: String::new(),
        rate_e9: DEFAULT_RATE,
        price: None,
    }
}

fn load(tx: &mut WriteTx<'_>, ctx: &Ctx) -> Result<HashMap<String, Stored>> {
    let today = ctx.today();
    let mut rates = HashMap::new();
    for r in tx.all::<StoredRate>(&store::RATES, params![ctx.company])? {
        if r.from <= today {
            rates.insert(r.product, r.rate_e9);
        }
    }
    let mut prices: HashMap<i64, HashMap<Currency, i64>> = HashMap::new();
    for p in tx.all::<StoredPrice>(&store::PRICES, params![ctx.company])? {
        if p.from <= today {
            prices
                .entry(p.product)
                .or_default()
                .insert(p.currency, p.price_e8);
        }
    }
    let all = tx.all::<StoredProduct>(&store::ALL, params![ctx.company])?;
    Ok(all
        .into_iter()
        .map(|p| {
            let raw = p.id.raw();
            let stored = Stored {
                id: p.id,
                version: p.version,
                content: Content {
                    name: p.name,
                    spec: p.spec,
                    unit: p.unit,
                    category: p.category,
                    tax_code: p.tax_code,
                    cost_e8: p.cost_e8,
                    floor_e8: p.floor_e8,
                    note: p.note,
                    rate_e9: rates.get(&raw).copied().unwrap_or(DEFAULT_RATE),
                    price: None,
                },
                prices: prices.remove(&raw).unwrap_or_default(),
            };
            (p.sku, stored)
        })
        .collect())
}

fn differences(stored: &Stored, after: &Content) -> Vec<Change> {
    let price = |v: Option<i64>| v.map(|v| format_scaled(v, PRICE_SCALE)).unwrap_or_default();
    let fields = |c: &Content| {
        [
            ("name", c.name.clone()),
            ("spec", c.spec.clone()),
            ("unit", c.unit.clone()),
            ("category", c.category.clone()),
            ("tax_code", c.tax_code.clone()),
            ("cost", price(c.cost_e8)),
            ("floor_price", price(c.floor_e8)),
            ("note", c.note.clone()),
            ("tax_rate", format_scaled(c.rate_e9, RATE_SCALE)),
        ]
    };
    let mut out: Vec<Change> = fields(&stored.content)
        .into_iter()
        .zip(fields(after))
        .filter(|((_, a), (_, b))| a != b)
        .map(|((field, before), (_, after))| Change {
            field,
            before,
            after,
        })
        .collect();
    if let Some((currency, new)) = after.price {
        let old = stored.prices.get(&currency).copied();
        if old != Some(new) {
            out.push(Change {
                field: "price",
                before: price(old),
                after: price(Some(new)),
            });
        }
    }
    out
}

fn treatment(rate_e9: i64) -> &'static str {
    match rate_e9 {
        0 => TaxTreatment::ZeroRated.code(),
        rate => TaxTreatment::Taxed(rate).code(),
    }
}

fn update(tx: &mut WriteTx<'_>, ctx: &Ctx, stored: &Stored, c: &Content, from: Date) -> Result<()> {
    tx.exec_one(
        &store::UPDATE,
        params![
            ctx.company,
            stored.id,
            stored.version,
            c.name,
            c.spec,
            c.unit,
            c.category,
            c.tax_code,
            c.cost_e8,
            c.floor_e8,
            c.note
        ],
    )?;
    if c.rate_e9 != stored.content.rate_e9 {
        let how = treatment(c.rate_e9);
        let values = params![ctx.company, stored.id, from, c.rate_e9, how];
        tx.exec_one(&store::SET_RATE, values)?;
    }
    if let Some((currency, price)) = c.price
        && stored.prices.get(&currency) != Some(&price)
    {
        let values = params![ctx.company, stored.id, currency, from, price];
        tx.exec_one(&store::SET_PRICE, values)?;
    }
    Ok(())
}

fn insert(tx: &mut WriteTx<'_>, ctx: &Ctx, new: &[New]) -> Result<()> {
    let company = ctx.company.raw();
    let now = ctx.now();
    tx.bulk(
        store::PRODUCTS,
        new.iter().map(|p| {
            let c = &p.content;
            vec![
                V::Int(company),
                p.id.to_v(),
                p.sku.to_v(),
                c.name.to_v(),
                c.spec.to_v(),
                c.unit.to_v(),
                c.category.to_v(),
                c.tax_code.to_v(),
                c.cost_e8.to_v(),
                c.floor_e8.to_v(),
                c.note.to_v(),
                V::Int(now),
                V::Int(1),
            ]
        }),
    )?;
    tx.bulk(
        store::NEW_RATES,
        new.iter().map(|p| {
            let rate = p.content.rate_e9;
            vec![
                V::Int(company),
                p.id.to_v(),
                p.from.to_v(),
                V::Int(rate),
                V::Text(treatment(rate).into()),
            ]
        }),
    )?;
    tx.bulk(
        store::NEW_PRICES,
        new.iter().filter_map(|p| {
            let (currency, price) = p.content.price.as_ref()?;
            Some(vec![
                V::Int(company),
                p.id.to_v(),
                currency.to_v(),
                p.from.to_v(),
                V::Int(*price),
            ])
        }),
    )?;
    let events: Vec<_> = new
        .iter()
        .map(|p| {
            (
                p.id.raw(),
                json!({ "sku": p.sku, "name": p.content.name, "imported": true }),
            )
        })
        .collect();
    record_all(tx, ctx, "product", "product.created", &events)
}
