//! Open items by the hundred thousand, put in by bulk so that everything `jieqing verify` proves
//! still holds.
//!
//! Two years of monthly invoice runs, one day a month per customer; every fourth invoice was paid
//! by that customer's receipt of 30 to 89 days later, every fifth of these receipts leaves 500.00
//! unapplied. Per item: its row, its dated changes and, when paid, the allocation; per customer: the
//! kept balance; per day: one posted entry for the invoices and one for the receipts with a line per
//! customer, through `jieqing_ledger::post`. Only the documents behind the items are left out, so
//! nothing here needs a number of a series but the vouchers. Customer 0 has two items in a hundred.

use crate::Outcome;
use crate::world::World;
use chrono::{Days, Months};
use jieqing_db::{Bulk, ToV, V};
use jieqing_domain::wire;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::{Date, month_start};
use jieqing_kernel::id::Id;
use jieqing_ledger::{AccountRole, Draft, DraftLine, post};
use std::collections::BTreeMap;

const MONTHS: u32 = 24;
const ITEMS_EACH: i64 = 200;
const UNAPPLIED: i64 = 50_000;

const ITEMS: Bulk = Bulk {
    table: "open_items",
    columns: &[
        "company_id",
        "id",
        "customer_id",
        "kind",
        "billed",
        "source_type",
        "source_id",
        "instalment",
        "doc_no",
        "doc_on",
        "raw_due_on",
        "due_on",
        "currency",
        "rate_e9",
        "amount_minor",
        "open_minor",
        "base_amount_minor",
        "base_open_minor",
        "owner_id",
        "department_id",
        "version",
    ],
};
const CHANGES: Bulk = Bulk {
    table: "item_changes",
    columns: &[
        "company_id",
        "id",
        "item_id",
        "customer_id",
        "currency",
        "kind",
        "effective_on",
        "amount_minor",
        "base_minor",
        "allocation_id",
    ],
};
const ALLOCATIONS: Bulk = Bulk {
    table: "allocations",
    columns: &[
        "company_id",
        "id",
        "batch_id",
        "customer_id",
        "debit_item_id",
        "credit_item_id",
        "currency",
        "amount_minor",
        "debit_base_minor",
        "credit_base_minor",
        "allocated_on",
        "how",
        "created_by",
        "created_at_us",
    ],
};
const BALANCES: Bulk = Bulk {
    table: "customer_balances",
    columns: &[
        "company_id",
        "customer_id",
        "currency",
        "billed_minor",
        "credit_minor",
        "base_exposure_minor",
    ],
};

/// What [`seed`] fills row by row.
pub(crate) const TABLES: [&str; 3] = [ITEMS.table, CHANGES.table, ALLOCATIONS.table];

type Rows = Vec<Vec<V<'static>>>;

/// What was put in.
pub(crate) struct Seeded {
    pub(crate) customers: Vec<Id<wire::Customer>>,
    /// Items with something open.
    pub(crate) live: i64,
}

/// What a day posts, by customer.
#[derive(Default)]
struct Day {
    invoiced: BTreeMap<i64, i64>,
    received: BTreeMap<i64, i64>,
}

struct Seeder<'w> {
    world: &'w World,
    today: Date,
    items: Rows,
    changes: Rows,
    allocations: Rows,
    days: BTreeMap<Date, Day>,
    /// Open debits and credits by customer.
    open: BTreeMap<i64, (i64, i64)>,
    live: i64,
    documents: i64,
}

/// Puts in about `count` live items (and a third as many settled ones).
pub(crate) fn seed(world: &World, count: i64) -> Outcome<Seeded> {
    let customers = world.customers(0, (count / ITEMS_EACH).max(10))?;
    let mut seeder = Seeder {
        world,
        today: world.ctx.today(),
        items: Rows::new(),
        changes: Rows::new(),
        allocations: Rows::new(),
        days: BTreeMap::new(),
        open: BTreeMap::new(),
        live: 0,
        documents: 0,
    };
    let total = count * 4 / 3;
    for month in 0..MONTHS {
        let (done, left) = (i64::from(month), i64::from(MONTHS - month));
        let here = (total - seeder.documents) / left;
        let first = month_start(seeder.today)
            .checked_sub_months(Months::new(MONTHS - month))
            .ok_or("a month before the calendar")?;
        let big = here / 50;
        let others = i64::try_from(customers.len())? - 1;
        for (n, customer) in (0_i64..).zip(&customers) {
            let part = match n {
                0 => big,
                // The remainder goes to others each month.
                _ => {
                    (here - big) / others
                        + i64::from((n + done * 7) % others < (here - big) % others)
                }
            };
            seeder.batch(n, customer.raw(), first, part)?;
        }
        seeder.store()?;
    }
    seeder.post_days()?;
    seeder.balances()?;
    Ok(Seeded {
        customers,
        live: seeder.live,
    })
}

impl Seeder<'_> {
    /// The invoices of one customer in one month, and the receipt that pays some of them.
    fn batch(&mut self, n: i64, customer: i64, first: Date, count: i64) -> Outcome<()> {
        let day = later(first, n % 25)?;
        let paid_on = later(day, 30 + n % 60)?;
        let paid = paid_on < self.today;
        let mut settled = Vec::new();
        let mut invoiced = 0;
        for _ in 0..count {
            self.documents += 1;
            let k = self.documents;
            let amount = 100_000 + k * 7_919 % 900_000;
            let settles = paid && k % 4 == 0;
            let due = later(day, 30 + k % 3 * 30)?;
            let open = if settles { 0 } else { amount };
            let id = self.item(customer, "invoice", (day, due), amount, open);
            invoiced += amount;
            if settles {
                settled.push((id, amount));
            }
        }
        if invoiced > 0 {
            *self
                .days
                .entry(day)
                .or_default()
                .invoiced
                .entry(customer)
                .or_default() += invoiced;
        }
        let applied: i64 = settled.iter().map(|(_, amount)| amount).sum();
        let spare = if (n + count) % 5 == 0 { UNAPPLIED } else { 0 };
        if !paid || applied + spare == 0 {
            return Ok(());
        }
        let days = (paid_on, paid_on);
        let receipt = self.item(customer, "receipt", days, -applied - spare, -spare);
        let received = self.days.entry(paid_on).or_default();
        *received.received.entry(customer).or_default() += applied + spare;
        let batch = self.world.ctx.ids.next_raw();
        for (debit, amount) in settled {
            self.allocate(customer, (debit, receipt), amount, batch, paid_on);
        }
        Ok(())
    }

    fn item(
        &mut self,
        customer: i64,
        kind: &'static str,
        (on, due): (Date, Date),
        amount: i64,
        open: i64,
    ) -> i64 {
        let (company, ids) = (self.world.ctx.company, &self.world.ctx.ids);
        let (id, source) = (ids.next_raw(), ids.next_raw());
        let number = format!(
            "{}-{:08}",
            if kind == "invoice" { "IN" } else { "RC" },
            source % 100_000_000
        );
        self.items.push(vec![
            V::Int(company.raw()),
            V::Int(id),
            V::Int(customer),
            kind.to_v(),
            V::Bool(true),
            kind.to_v(),
            V::Int(source),
            V::Int(0),
            V::Text(number.into()),
            owned(on),
            owned(due),
            owned(due),
            "CNY".to_v(),
            V::Int(1_000_000_000),
            V::Int(amount),
            V::Int(open),
            V::Int(amount),
            V::Int(open),
            V::Int(0),
            V::Int(0),
            V::Int(1),
        ]);
        self.change(id, customer, "origin", on, amount, None);
        let (debits, credits) = self.open.entry(customer).or_default();
        if amount > 0 {
            *debits += open;
        } else {
            *credits += open;
        }
        self.live += i64::from(open != 0);
        id
    }

    fn change(
        &mut self,
        item: i64,
        customer: i64,
        kind: &'static str,
        on: Date,
        amount: i64,
        allocation: Option<i64>,
    ) {
        let ctx = &self.world.ctx;
        self.changes.push(vec![
            V::Int(ctx.company.raw()),
            V::Int(ctx.ids.next_raw()),
            V::Int(item),
            V::Int(customer),
            "CNY".to_v(),
            kind.to_v(),
            owned(on),
            V::Int(amount),
            V::Int(amount),
            allocation.map_or(V::Null, V::Int),
        ]);
    }

    fn allocate(
        &mut self,
        customer: i64,
        (debit, credit): (i64, i64),
        amount: i64,
        batch: i64,
        on: Date,
    ) {
        let ctx = &self.world.ctx;
        let id = ctx.ids.next_raw();
        self.allocations.push(vec![
            V::Int(ctx.company.raw()),
            V::Int(id),
            V::Int(batch),
            V::Int(customer),
            V::Int(debit),
            V::Int(credit),
            "CNY".to_v(),
            V::Int(amount),
            V::Int(amount),
            V::Int(amount),
            owned(on),
            "oldest_first".to_v(),
            V::Int(ctx.actor.raw()),
            V::Int(ctx.now()),
        ]);
        self.change(debit, customer, "allocation", on, -amount, Some(id));
        self.change(credit, customer, "allocation", on, amount, Some(id));
    }

    /// Writes what has gathered.
    fn store(&mut self) -> Outcome<()> {
        for (into, rows) in [
            (ITEMS, std::mem::take(&mut self.items)),
            (CHANGES, std::mem::take(&mut self.changes)),
            (ALLOCATIONS, std::mem::take(&mut self.allocations)),
        ] {
            self.put(into, rows)?;
        }
        Ok(())
    }

    fn put(&self, into: Bulk, rows: Rows) -> Outcome<()> {
        self.world
            .app
            .db
            .write(move |tx| Ok(tx.bulk(into, rows.iter().cloned())?))?;
        Ok(())
    }

    fn post_days(&mut self) -> Outcome<()> {
        for (day, moved) in std::mem::take(&mut self.days) {
            let ctx = self.world.ctx.clone();
            self.world.app.db.write(move |tx| {
                for (event, other, sign, amounts) in [
                    ("invoice.issued", AccountRole::Revenue, 1, &moved.invoiced),
                    ("receipt.entered", AccountRole::Bank, -1, &moved.received),
                ] {
                    if amounts.is_empty() {
                        continue;
                    }
                    let source = ("bench", ctx.ids.next_raw(), "");
                    let mut draft = Draft::new(event, source, day, event.to_owned());
                    for (customer, amount) in amounts {
                        draft
                            .lines
                            .push(line(AccountRole::Receivable, *customer, sign * amount));
                    }
                    let sum: i64 = amounts.values().sum();
                    draft.lines.push(line(other, 0, -sign * sum));
                    post(tx, &ctx, &draft)?;
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    fn balances(&mut self) -> Outcome<()> {
        let company = self.world.ctx.company;
        let rows = std::mem::take(&mut self.open)
            .into_iter()
            .map(|(customer, (debits, credits))| {
                vec![
                    V::Int(company.raw()),
                    V::Int(customer),
                    "CNY".to_v(),
                    V::Int(debits),
                    V::Int(credits),
                    V::Int(debits + credits),
                ]
            })
            .collect();
        self.put(BALANCES, rows)
    }
}

fn line(role: AccountRole, customer: i64, amount: i64) -> DraftLine {
    DraftLine {
        account: role.into(),
        customer,
        department: 0,
        currency: Currency::CNY,
        amount,
        base: amount,
    }
}

fn owned(day: Date) -> V<'static> {
    V::Text(day.to_string().into())
}

fn later(day: Date, days: i64) -> Outcome<Date> {
    day.checked_add_days(Days::new(u64::try_from(days)?))
        .ok_or_else(|| "a day after the calendar".into())
}
