//! What people look at all day, over many open items: the list, a customer's balance, ageing as of
//! today and of past days. One reader at a time; p95 counts. The ratio of the largest size tells
//! how it grew beside the smallest: 1 is linear, above is better.

use crate::bare::filled;
use crate::items::{Seeded, TABLES, seed};
use crate::meter::Meter;
use crate::report::{Case, Reached, Report, count};
use crate::scratch::Place;
use crate::world::World;
use crate::{Options, Outcome, say};
use chrono::Days;
use jieqing_db::{Engine, ReadTx, Sql};
use jieqing_domain::access::Scope;
use jieqing_domain::insight::{
    AgingItemsQuery, AgingQuery, BucketPick, aging, aging_items, balances,
};
use jieqing_domain::receivables::query::{ItemFilter, balance_of, list_items};
use jieqing_domain::wire;
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::aging::AgingBuckets;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use jieqing_kernel::page::PageRequest;
use std::collections::BTreeMap;
use std::time::Instant;

const PART: &str = "reads";
/// Rows of a page in the browser.
const PAGE: i64 = 50;
/// The size the budgets are for.
const BUDGET_ITEMS: i64 = 1_000_000;
const FEWEST: usize = 5;

/// One kind of read; the number says whose turn it is.
type Read<'a> = Box<dyn Fn(&mut ReadTx<'_>, &Ctx, usize) -> Result<()> + 'a>;

/// Limit of its p95 at [`BUDGET_ITEMS`], ms.
struct Look<'a> {
    name: &'static str,
    limit_ms: f64,
    read: Read<'a>,
}

pub(crate) fn run(options: &Options, report: &mut Report) -> Outcome<()> {
    let mut smallest: BTreeMap<(&'static str, &'static str), (i64, f64)> = BTreeMap::new();
    for &items in &options.items {
        for place in Place::each(options)? {
            let world = World::found(&place)?;
            let began = Instant::now();
            let seeded = filled(&place, &TABLES, || seed(&world, items))?;
            if place.engine == "postgres" {
                // What autovacuum does within minutes.
                place
                    .db
                    .write(|tx| Ok(tx.exec(&Sql::new("ANALYZE", "analyze"), &[])?))?;
            }
            say(&format!(
                "  {} live items on {} after {:.1} s",
                seeded.live,
                place.engine,
                began.elapsed().as_secs_f64()
            ));
            if options.quick {
                prove(&world)?;
            }
            for look in looks(&seeded, world.ctx.today()) {
                let first = smallest.get(&(place.engine, look.name)).copied();
                let baseline = first.map(|(size, per_s)| {
                    per_s * count(size.unsigned_abs()) / count(items.unsigned_abs())
                });
                let reached = measure(&place, &world, &look, items, baseline, options, report)?;
                smallest
                    .entry((place.engine, look.name))
                    .or_insert((items, reached.per_s));
                if items == BUDGET_ITEMS && place.db.engine() == Engine::Sqlite {
                    let what = format!("p95 of {} at {items} on SQLite", look.name);
                    report.at_most(PART, what, reached.p95_ms, look.limit_ms, "ms");
                }
            }
        }
    }
    Ok(())
}

/// The books that were put in are ones the commands could have made.
fn prove(world: &World) -> Outcome<()> {
    let company = world.ctx.company.raw();
    let wrong = world
        .app
        .db
        .read(|tx| jieqing_domain::books::verify_company(tx, company))?;
    match wrong.first() {
        None => Ok(()),
        Some(problem) => Err(format!("the seeded books do not hold: {}", problem.what).into()),
    }
}

fn measure(
    place: &Place,
    world: &World,
    look: &Look<'_>,
    items: i64,
    baseline: Option<f64>,
    options: &Options,
    report: &mut Report,
) -> Outcome<Reached> {
    let once = |turn: usize| place.db.read(|tx| (look.read)(tx, &world.ctx, turn));
    once(0)?;
    let mut times = Vec::new();
    let meter = Meter::start(place.server);
    let began = Instant::now();
    while times.len() < FEWEST || began.elapsed() < options.time() {
        let at = Instant::now();
        once(times.len())?;
        times.push(at.elapsed());
    }
    let cost = meter.stop();
    let case = Case {
        part: PART,
        engine: place.engine,
        name: format!("{} ({items})", look.name),
        clients: 1,
    };
    let ops = u64::try_from(times.len())?;
    Ok(report.add(case, ops, cost, baseline, &mut times))
}

fn looks(seeded: &Seeded, today: Date) -> Vec<Look<'_>> {
    let customers = &seeded.customers;
    let whose = |turn: usize| {
        // A step that meets every customer before one twice.
        let at = turn.wrapping_mul(7_919) % customers.len().max(1);
        customers.get(at).copied()
    };
    let list = |filter: ItemFilter, after: Option<(String, i64)>| -> Read<'static> {
        let page = PageRequest { after, limit: PAGE };
        Box::new(move |tx, ctx, _| list_items(tx, ctx, &Scope::Company, &filter, &page).map(drop))
    };
    let ago = |days: u64| today.checked_sub_days(Days::new(days)).unwrap_or(today);
    let aged = |as_of: Date| -> Read<'static> {
        let query = AgingQuery {
            as_of,
            buckets: AgingBuckets::default_overdue(),
            customer: None,
            currency: None,
        };
        Box::new(move |tx, ctx, _| aging(tx, ctx, &Scope::Company, &query).map(drop))
    };
    let overdue = ItemFilter {
        overdue: true,
        ..ItemFilter::default()
    };
    let credits = ItemFilter {
        debit: Some(false),
        ..ItemFilter::default()
    };
    let look = |name, limit_ms, read| Look {
        name,
        limit_ms,
        read,
    };
    let biggest = customers.first().copied();
    vec![
        look("list, first page", 20.0, list(ItemFilter::default(), None)),
        look(
            "list, a page in the middle",
            20.0,
            list(ItemFilter::default(), Some((ago(200).to_string(), 0))),
        ),
        look("list, overdue", 20.0, list(overdue, None)),
        look("list, credits", 20.0, list(credits, None)),
        look(
            "list, of a customer",
            20.0,
            Box::new(move |tx, ctx, turn| {
                let filter = ItemFilter {
                    customer: whose(turn),
                    ..ItemFilter::default()
                };
                let page = PageRequest {
                    after: None,
                    limit: PAGE,
                };
                list_items(tx, ctx, &Scope::Company, &filter, &page).map(drop)
            }),
        ),
        look(
            "balance of a customer",
            20.0,
            of(whose, |tx, ctx, customer| {
                balance_of(tx, ctx, customer).map(drop)
            }),
        ),
        look(
            "balance of the largest customer",
            20.0,
            of(
                move |_| biggest,
                |tx, ctx, customer| balance_of(tx, ctx, customer).map(drop),
            ),
        ),
        look(
            "balance and its 12 months",
            20.0,
            of(whose, |tx, ctx, customer| {
                balances(tx, ctx, &Scope::Company, customer).map(drop)
            }),
        ),
        look(
            "ageing of a customer, documents",
            20.0,
            of(whose, move |tx, ctx, customer| {
                let query = AgingItemsQuery {
                    as_of: today,
                    buckets: AgingBuckets::default_overdue(),
                    customer,
                    currency: None,
                    pick: BucketPick::All,
                };
                aging_items(tx, ctx, &Scope::Company, &query).map(drop)
            }),
        ),
        look("ageing today", 1_000.0, aged(today)),
        look("ageing 90 days ago", 1_000.0, aged(ago(90))),
        look("ageing a year ago", 1_000.0, aged(ago(365))),
    ]
}

fn of<'a>(
    whose: impl Fn(usize) -> Option<Id<wire::Customer>> + 'a,
    read: impl Fn(&mut ReadTx<'_>, &Ctx, Id<wire::Customer>) -> Result<()> + 'a,
) -> Read<'a> {
    Box::new(move |tx, ctx, turn| match whose(turn) {
        Some(customer) => read(tx, ctx, customer),
        None => Ok(()),
    })
}
