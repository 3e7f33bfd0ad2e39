//! The whole chain: order of five lines → confirm → deliver → sign → draft invoice → issue →
//! receipt → allocate. Each is a command of its own, answered after its durable commit, as the API
//! runs them. Beside a raw loop of durable one-row commits of the same engine.
//!
//! Every client has customers of its own; all work in one company, so they meet at its numbers and
//! its event chain. The invoice's lines and open item are read as the screens read them.

use crate::load::hammer;
use crate::report::{Case, Reached, Report};
use crate::scratch::{At, Place};
use crate::spike;
use crate::world::{PRODUCTS, World, sku};
use crate::{Options, Outcome};
use jieqing_domain::access::Permission;
use jieqing_domain::fulfilment::{self, CreateDelivery, NewDelivery, SignDelivery};
use jieqing_domain::invoicing::{DraftInvoice, InvoiceDraft, InvoiceLineDraft, IssueInvoice};
use jieqing_domain::orders::{ConfirmOrder, CreateOrder, LineDraft, OrderDraft, ProductRef};
use jieqing_domain::receipts::{EnterReceipt, ReceiptDraft};
use jieqing_domain::receivables::query::sides_of;
use jieqing_domain::receivables::{Allocate, AllocationLine};
use jieqing_domain::wire;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::Error;
use jieqing_kernel::id::Id;
use jieqing_kernel::money::Money;

const PART: &str = "chain";
/// Durable commits of a chain.
const COMMANDS: f64 = 8.0;
const LINES: i64 = 5;
const CUSTOMERS_EACH: i64 = 4;
/// Numbers that no measured chain has.
const WARM_UP: i64 = 1_000_000_000;

pub(crate) fn run(options: &Options, report: &mut Report) -> Outcome<()> {
    for place in Place::each(options)? {
        if let At::Server(scratch) = &place.at {
            report.note(scratch.note.clone());
        }
        let world = World::found(&place)?;
        let mut next_customer = 0;
        for &clients in &options.clients {
            let raw = match &place.at {
                At::Folder(folder) => {
                    spike::sqlite::baseline(PART, folder.path(), options, report)?
                }
                At::Server(scratch) => {
                    spike::postgres::baseline(PART, clients, options, report, scratch)?
                }
            };
            let reached = measure(
                &place,
                &world,
                &mut next_customer,
                clients,
                raw,
                options,
                report,
            )?;
            budget(place.engine, clients, reached, report);
        }
        let company = world.ctx.company.raw();
        let wrong = place
            .db
            .read(|tx| jieqing_domain::books::verify_company(tx, company))?;
        if let Some(problem) = wrong.first() {
            return Err(format!("the books do not hold after the chains: {}", problem.what).into());
        }
    }
    if options.pg.is_none() {
        report.note("PostgreSQL is not measured: no --pg".into());
    }
    Ok(())
}

fn measure(
    place: &Place,
    world: &World,
    next_customer: &mut i64,
    clients: usize,
    raw: f64,
    options: &Options,
    report: &mut Report,
) -> Outcome<Reached> {
    let first = *next_customer;
    *next_customer += CUSTOMERS_EACH * i64::try_from(clients)?;
    let customers = world.customers(first, *next_customer)?;
    let each = usize::try_from(CUSTOMERS_EACH)?;
    let (ops, cost, mut times) = hammer(
        clients,
        options,
        place.server,
        |client| {
            let own = customers.iter().skip(client * each).take(each).copied();
            let own: Vec<_> = own.collect();
            // Once each before the clock starts: connections open, statements are compiled.
            for (n, customer) in (0_i64..).zip(&own) {
                let place = first + i64::try_from(client * each)? + n;
                chain(world, *customer, WARM_UP + place)?;
            }
            Ok(own)
        },
        |own, n| {
            // Once around: the same customer's chains never overlap.
            own.rotate_left(1);
            let customer = own.first().copied().ok_or("a client without customers")?;
            chain(world, customer, n)
        },
    )?;
    let case = Case {
        part: PART,
        engine: place.engine,
        name: "chain; ratio: its 8 commits beside raw ones".to_owned(),
        clients,
    };
    Ok(report.add(case, ops, cost, Some(raw / COMMANDS), &mut times))
}

fn budget(engine: &'static str, clients: usize, reached: Reached, report: &mut Report) {
    if engine != "sqlite" {
        return;
    }
    report.at_most(
        PART,
        format!("CPU of a chain on SQLite, {clients} clients"),
        reached.cpu_us / 1e3,
        3.0,
        "ms",
    );
    if clients == 32 {
        report.at_least(
            PART,
            "chains on SQLite, 32 clients".to_owned(),
            reached.per_s,
            300.0,
            "/s",
        );
    }
}

fn chain(world: &World, customer: Id<wire::Customer>, n: i64) -> Outcome<()> {
    let (app, ctx) = (&world.app, &world.ctx);
    let today = ctx.today();
    let lines = (0..LINES)
        .map(|line| {
            let product = ProductRef::Sku(sku((n * 7 + line * 31) % PRODUCTS));
            LineDraft::of(product, (n % 9 + line + 1) * 1_000_000)
        })
        .collect();
    let order = app.execute(
        ctx,
        CreateOrder {
            draft: OrderDraft::new(customer, today, lines),
            submit: true,
            accept_warnings: true,
        },
    )?;
    let (id, version) = (order.id, order.version);
    app.execute(ctx, ConfirmOrder { id, version })?;
    let delivery = NewDelivery::of(id);
    let delivery = app.execute(ctx, CreateDelivery { delivery })?;
    let sign = SignDelivery {
        id: delivery,
        version: 1,
        signed_on: None,
        signed_by: "收货员".to_owned(),
        lines: Vec::new(),
    };
    app.execute(ctx, sign)?;
    let (_, delivered) = app.read(ctx, Permission::DeliveriesRead, |tx, ctx, scope| {
        fulfilment::query::get(tx, ctx, scope, delivery)
    })?;
    let draft = InvoiceDraft {
        lines: delivered
            .iter()
            .map(|line| InvoiceLineDraft {
                delivery_line: line.id,
                qty_e6: None,
            })
            .collect(),
        ..InvoiceDraft::default()
    };
    let id = app.execute(ctx, DraftInvoice { draft })?;
    let issue = IssueInvoice {
        id,
        version: 1,
        issued_on: None,
        bureau_number: None,
    };
    app.execute(ctx, issue)?;
    let sides = app.read(ctx, Permission::ReceiptsRead, |tx, ctx, scope| {
        sides_of(tx, ctx, scope, customer, Currency::CNY)
    })?;
    let debt = sides.debits.last().ok_or(Error::NotFound)?;
    let draft = ReceiptDraft {
        customer: Some(customer),
        payer: debt.customer_name.clone(),
        payer_account: String::new(),
        bank_account: world.bank,
        bank_ref: Some(format!("BENCH{n:012}")),
        received_on: today,
        amount: Money::new(debt.open, Currency::CNY),
        fee: 0,
        text: "货款".to_owned(),
    };
    let receipt = app.execute(ctx, EnterReceipt { draft })?;
    let pair = AllocationLine {
        debit: debt.id,
        credit: receipt.item.ok_or(Error::NotFound)?,
        amount: debt.open,
    };
    let allocate = Allocate {
        lines: vec![pair],
        on: None,
        reason: String::new(),
    };
    app.execute(ctx, allocate)?;
    Ok(())
}
