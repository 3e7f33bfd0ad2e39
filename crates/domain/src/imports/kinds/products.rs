//! Products: one row each, known by their SKU. A changed price or tax rate is a new dated one;
//! what was valid before stays.

use super::columns::columns;
use super::{attempt, first, records};
use crate::access::{Permission, Scope, authorize};
use crate::catalog::{
    ChangeProduct, CreateProduct, ProductDraft, SetProductPrice, SetProductTaxRate,
};
use crate::facade::Command;
use crate::imports::cells::{Cells, Slot};
use crate::imports::input::ImportInput;
use crate::imports::report::{Change, Outcome, Problem, Tally};
use crate::imports::store::products::{self as store, StoredPrice, StoredProduct, StoredRate};
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::decimal::{PRICE_SCALE, RATE_SCALE, format_scaled};
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::tax::TaxTreatment;
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

/// Content of a product with its rate and, as the file gives it, its price.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Content {
    draft: ProductDraft,
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

pub(super) fn apply(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    input: &ImportInput,
    tally: &mut Tally,
) -> Result<()> {
    let scope = authorize(tx, ctx, Permission::ProductsWrite)?;
    let table = first(input)?;
    let columns = Columns::of(input, table);
    let known = load(tx, ctx)?;
    let since = Date::from_ymd_opt(SINCE.0, SINCE.1, SINCE.2)
        .ok_or_else(|| Error::bug("a constant day"))?;
    let mut seen = HashSet::new();
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
        let content = read(&columns, &mut cells, ctx, &sku, stored);
        let from = cells.date(&columns.valid_from);
        if !cells.problems.is_empty() {
            tally.document(Outcome::Failed);
            tally.failed(at, cells.problems);
            continue;
        }
        let (outcome, changes) = match stored {
            None => {
                let command = CreateProduct {
                    draft: content.draft,
                    tax_rate: treatment(content.rate_e9),
                    price: content.price,
                    from: Some(from.unwrap_or(since)),
                };
                let done = attempt(tx, |tx| command.run(tx, ctx, &scope).map(drop))?;
                (done, None)
            }
            Some(stored) => {
                let changes = differences(stored, &content);
                if changes.is_empty() {
                    tally.document(Outcome::Unchanged);
                    tally.unchanged();
                    continue;
                }
                let from = from.unwrap_or_else(|| ctx.today());
                let done = attempt(tx, |tx| change(tx, ctx, &scope, stored, &content, from))?;
                (done, Some(changes))
            }
        };
        match (outcome, changes) {
            (Err(problems), _) => {
                tally.document(Outcome::Failed);
                tally.failed(at, problems);
            }
            (Ok(()), None) => {
                tally.document(Outcome::Added);
                tally.added();
            }
            (Ok(()), Some(changes)) => {
                tally.document(Outcome::Changed);
                tally.changed(at, changes);
            }
        }
    }
    Ok(())
}

fn read(
    c: &Columns,
    cells: &mut Cells<'_>,
    ctx: &Ctx,
    sku: &str,
    stored: Option<&Stored>,
) -> Content {
    let mut content = stored.map_or_else(|| blank(sku), |s| s.content.clone());
    let draft = &mut content.draft;
    let texts: [(&Slot, &mut String); 6] = [
        (&c.name, &mut draft.name),
        (&c.spec, &mut draft.spec),
        (&c.unit, &mut draft.unit),
        (&c.category, &mut draft.category),
        (&c.tax_code, &mut draft.tax_code),
        (&c.note, &mut draft.note),
    ];
    for (slot, target) in texts {
        let text = cells.text(slot);
        if !text.is_empty() {
            text.clone_into(target);
        }
    }
    draft.cost_e8 = positive(cells, &c.cost).or(draft.cost_e8);
    draft.floor_e8 = positive(cells, &c.floor_price).or(draft.floor_e8);
    if let Some(rate) = cells.percent(&c.tax_rate) {
        if (0..=1_000_000_000).contains(&rate) {
            content.rate_e9 = rate;
        } else {
            let text = cells.plain(&c.tax_rate);
            cells.fail(&c.tax_rate, "field.out_of_range", text);
        }
    }
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

fn blank(sku: &str) -> Content {
    Content {
        draft: ProductDraft {
            sku: sku.to_owned(),
            name: String::new(),
            spec: String::new(),
            unit: DEFAULT_UNIT.to_owned(),
            category: String::new(),
            tax_code: String::new(),
            cost_e8: None,
            floor_e8: None,
            pack_e6: 0,
            active: true,
            note: String::new(),
        },
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
                    draft: ProductDraft {
                        sku: p.sku.clone(),
                        name: p.name,
                        spec: p.spec,
                        unit: p.unit,
                        category: p.category,
                        tax_code: p.tax_code,
                        cost_e8: p.cost_e8,
                        floor_e8: p.floor_e8,
                        pack_e6: p.pack_e6,
                        active: p.active,
                        note: p.note,
                    },
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
            ("name", c.draft.name.clone()),
            ("spec", c.draft.spec.clone()),
            ("unit", c.draft.unit.clone()),
            ("category", c.draft.category.clone()),
            ("tax_code", c.draft.tax_code.clone()),
            ("cost", price(c.draft.cost_e8)),
            ("floor_price", price(c.draft.floor_e8)),
            ("note", c.draft.note.clone()),
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

fn treatment(rate_e9: i64) -> TaxTreatment {
    match rate_e9 {
        0 => TaxTreatment::ZeroRated,
        rate => TaxTreatment::Taxed(rate),
    }
}

/// Content first, then rate and price, each against the version the one before left.
fn change(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    stored: &Stored,
    c: &Content,
    from: Date,
) -> Result<()> {
    let id = stored.id;
    let mut version = stored.version;
    if c.draft != stored.content.draft {
        let draft = c.draft.clone();
        ChangeProduct { id, version, draft }.run(tx, ctx, scope)?;
        version = version.saturating_add(1);
    }
    if c.rate_e9 != stored.content.rate_e9 {
        let tax_rate = treatment(c.rate_e9);
        let command = SetProductTaxRate {
            id,
            version,
            from,
            tax_rate,
        };
        command.run(tx, ctx, scope)?;
        version = version.saturating_add(1);
    }
    if let Some((currency, price_e8)) = c.price
        && stored.prices.get(&currency) != Some(&price_e8)
    {
        let command = SetProductPrice {
            id,
            version,
            currency,
            from,
            price_e8,
        };
        command.run(tx, ctx, scope)?;
    }
    Ok(())
}
