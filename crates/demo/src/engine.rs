//! Works the agenda through, one day a transaction, with the commands every user uses.

use crate::agenda::{Act, Agenda};
use crate::world::{DemoCustomer, DemoProduct, Habit};
use fastrand::Rng;
use jieqing_db::WriteTx;
use jieqing_domain::Command;
use jieqing_domain::access::Scope;
use jieqing_domain::orders::{CreateOrder, LineDraft, OrderDraft, ProductRef, lock_order};
use jieqing_domain::wire;
use jieqing_kernel::actor::{Actor, Ctx};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::tax::{Discount, TaxTreatment};
use std::collections::BTreeMap;

/// Everybody the engine acts as.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Staff {
    /// Settlement clerk.
    pub(crate) clerk: Actor,
    /// Sales manager, who releases findings.
    pub(crate) manager: Actor,
    /// Logistics.
    pub(crate) logistics: Actor,
    /// Cashier.
    pub(crate) cashier: Actor,
    /// Finance.
    pub(crate) finance: Actor,
}

/// A customer in the books.
#[derive(Debug, Clone)]
pub(crate) struct Buyer {
    /// Id.
    pub(crate) id: Id<wire::Customer>,
    /// What they are like.
    pub(crate) is: DemoCustomer,
    /// The salesperson who owns them.
    pub(crate) seller: Actor,
    /// Positions of the products they buy.
    pub(crate) likes: Vec<usize>,
}

/// The simulation.
pub(crate) struct Engine {
    /// Context of the company; its actor changes with the act.
    pub(crate) ctx: Ctx,
    /// Who works here.
    pub(crate) staff: Staff,
    /// Who buys.
    pub(crate) buyers: Vec<Buyer>,
    /// What is sold.
    pub(crate) products: Vec<DemoProduct>,
    /// Where money arrives.
    pub(crate) banks: BTreeMap<Currency, Id<wire::BankAccount>>,
    /// What is still to happen.
    pub(crate) agenda: Agenda,
    /// Chance.
    pub(crate) rng: Rng,
    /// Last day of the demo.
    pub(crate) today: Date,
    /// Signed and not invoiced, by buyer.
    pub(crate) unbilled: BTreeMap<usize, Vec<Id<wire::Delivery>>>,
    /// Amount of goods refused and not yet settled with the buyer, minor units.
    pub(crate) disputed: BTreeMap<usize, i64>,
    /// Number of the last bureau invoice.
    pub(crate) invoice_no: u64,
    /// Bills of exchange received so far.
    pub(crate) bills: usize,
    /// Those that will be refused.
    pub(crate) refused: Vec<Id<wire::Bill>>,
}

pub(crate) const SCOPE: Scope = Scope::Company;

impl Engine {
    /// Does everything that is due on `day`.
    ///
    /// # Errors
    /// Whatever a command refuses that the demo did not expect.
    pub(crate) fn day(&mut self, tx: &mut WriteTx<'_>, day: Date) -> Result<()> {
        // What is put down for the same day while it is worked through is done as well.
        loop {
            let acts = self.agenda.take(day);
            if acts.is_empty() {
                return Ok(());
            }
            for act in acts {
                self.act(tx, day, act)?;
            }
        }
    }

    fn act(&mut self, tx: &mut WriteTx<'_>, day: Date, act: Act) -> Result<()> {
        match act {
            Act::Order(who) => self.order(tx, day, who),
            Act::Confirm(order, who, tries) => self.confirm(tx, day, order, who, tries),
            Act::Deliver(order, who, share) => self.deliver(tx, day, order, who, share),
            Act::Sign(delivery, who) => self.sign(tx, day, delivery, who),
            Act::Return(delivery, who) => self.take_back(tx, day, delivery, who),
            Act::CloseOrder(order) => self.close_order(tx, day, order),
            Act::Dispute(who, invoice, amount) => self.dispute(tx, day, who, invoice, amount),
            Act::Resolve(dispute) => self.resolve(tx, dispute),
            Act::Purchase => self.purchase(tx, day),
            Act::PaySuppliers(amount) => self.pay_suppliers(tx, day, amount),
            Act::PayRunning => self.pay_running(tx, day),
            Act::Invoice(who) => self.invoice(tx, day, who),
            Act::Pay(who, amount) => self.pay(tx, day, who, amount),
            Act::Claim(receipt, who) => self.claim(tx, receipt, who),
            Act::Bill(id, step) => self.bill(tx, day, id, step),
            Act::State => self.state(tx, day),
            Act::Reply(statement, link, reply) => self.reply(tx, statement, link, reply),
            Act::Close(period) => self.close(tx, &period),
        }
    }

    /// The context with another actor.
    pub(crate) fn as_(&self, actor: Actor) -> Ctx {
        Ctx {
            actor,
            ..self.ctx.clone()
        }
    }

    pub(crate) fn buyer(&self, who: usize) -> Result<&Buyer> {
        self.buyers
            .get(who)
            .ok_or_else(|| Error::bug("no such buyer"))
    }

    fn order(&mut self, tx: &mut WriteTx<'_>, day: Date, who: usize) -> Result<()> {
        let buyer = self.buyer(who)?.clone();
        let count = self.rng.usize(2..=7);
        let mut lines: Vec<LineDraft> = Vec::new();
        for _ in 0..count {
            let Some(product) = self
                .rng
                .choice(&buyer.likes)
                .and_then(|i| self.products.get(*i))
            else {
                continue;
            };
            let sku = ProductRef::Sku(product.sku.clone());
            if lines.iter().any(|l| l.product == sku) {
                continue;
            }
            let units = (product.usual * buyer.is.size * self.rng.i64(40..160) / 10_000).max(1);
            let mut line = LineDraft::of(sku, units * 1_000_000);
            line.price_e8 = quoted(product.price_e8, buyer.is.currency);
            if self.rng.u8(0..100) < 12 {
                line.discount = Discount::Rate(30_000_000);
            }
            lines.push(line);
        }
        if lines.is_empty() {
            return Ok(());
        }
        let mut draft = OrderDraft::new(buyer.id, day, lines);
        if buyer.is.currency != "CNY" {
            for line in &mut draft.lines {
                line.tax = Some(TaxTreatment::ZeroRated);
            }
        }
        draft.requested_on = day.checked_add_days(chrono::Days::new(self.rng.u64(12..24)));
        if self.rng.u8(0..100) < 70 {
            draft.customer_po = format!("PO{}{:04}", day.format("%y%m"), self.rng.u32(1..9_999));
        }
        if self.rng.u8(0..100) < 10 {
            "送货前一天电话通知；随货附合格证".clone_into(&mut draft.special);
        }
        let command = CreateOrder {
            draft,
            submit: true,
            accept_warnings: true,
        };
        let done = command.run(tx, &self.as_(buyer.seller), &SCOPE)?;
        let wait = self.rng.u64(0..3);
        self.agenda.after(day, wait, Act::Confirm(done.id, who, 1));
        if buyer.is.habit == Habit::Prepays {
            let total = self.order_total(tx, done.id)?;
            self.agenda
                .after(day, wait + 1, Act::Pay(who, total * 3 / 10));
        }
        Ok(())
    }

    fn order_total(&self, tx: &mut WriteTx<'_>, order: Id<wire::Order>) -> Result<i64> {
        let order = lock_order(tx, &self.ctx, &SCOPE, order)?;
        jieqing_kernel::money::sum(order.lines.iter().map(|l| l.total_minor))
    }
}

/// Price without tax in a foreign currency, in whole cents; the list price at home.
fn quoted(price_e8: i64, currency: &str) -> Option<i64> {
    let cents = match currency {
        "USD" => 718,
        "EUR" => 785,
        "HKD" => 92,
        _ => return None,
    };
    Some(price_e8 / 113 * 100 / cents * 100 / 1_000_000 * 1_000_000)
}
