//! Works the agenda through, one day a transaction, with the commands every user uses.

use crate::agenda::{Act, Agenda};
use crate::world::{DemoCustomer, DemoProduct, Habit};
use chrono::Datelike;
use fastrand::Rng;
use jieqing_db::WriteTx;
use jieqing_domain::Command;
use jieqing_domain::access::Scope;
use jieqing_domain::books::ClosePeriod;
use jieqing_domain::fulfilment::{
    CreateDelivery, DeliveryLineDraft, NewDelivery, SignDelivery, SignedQuantity,
};
use jieqing_domain::invoicing::{InvoiceDelivered, InvoiceWhat};
use jieqing_domain::orders::{
    ConfirmOrder, CreateOrder, LineDraft, OrderDone, OrderDraft, OrderStatus, ProductRef,
    ReleaseFinding, Severity, lock_order,
};
use jieqing_domain::receipts::{ClaimReceipt, EnterReceipt, ReceiptDraft};
use jieqing_domain::receivables::AllocateOldestFirst;
use jieqing_domain::returns::{CreateReturn, NewReturn, ReturnLineDraft};
use jieqing_domain::wire;
use jieqing_kernel::actor::{Actor, Ctx};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::Money;
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
    /// Number of the last bureau invoice.
    pub(crate) invoice_no: u64,
}

const SCOPE: Scope = Scope::Company;

impl Engine {
    /// Does everything that is due on `day`.
    ///
    /// # Errors
    /// Whatever a command refuses that the demo did not expect.
    pub(crate) fn day(&mut self, tx: &mut WriteTx<'_>, day: Date) -> Result<()> {
        for act in self.agenda.take(day) {
            self.act(tx, day, act)?;
        }
        Ok(())
    }

    fn act(&mut self, tx: &mut WriteTx<'_>, day: Date, act: Act) -> Result<()> {
        match act {
            Act::Order(who) => self.order(tx, day, who),
            Act::Confirm(order, who) => self.confirm(tx, day, order, who),
            Act::Deliver(order, who, share) => self.deliver(tx, day, order, who, share),
            Act::Sign(delivery, who) => self.sign(tx, day, delivery, who),
            Act::Return(delivery, _) => self.take_back(tx, delivery),
            Act::Invoice(who) => self.invoice(tx, day, who),
            Act::Pay(who, amount) => self.pay(tx, day, who, amount),
            Act::Claim(receipt, who) => self.claim(tx, receipt, who),
            Act::Close(period) => self.close(tx, &period),
        }
    }

    /// The context with another actor.
    fn as_(&self, actor: Actor) -> Ctx {
        Ctx {
            actor,
            ..self.ctx.clone()
        }
    }

    fn buyer(&self, who: usize) -> Result<&Buyer> {
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
        draft.requested_on = day.checked_add_days(chrono::Days::new(self.rng.u64(4..12)));
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
        self.agenda.after(day, wait, Act::Confirm(done.id, who));
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

    fn confirm(
        &mut self,
        tx: &mut WriteTx<'_>,
        day: Date,
        order: Id<wire::Order>,
        who: usize,
    ) -> Result<()> {
        let version = lock_order(tx, &self.ctx, &SCOPE, order)?.version;
        let clerk = self.as_(self.staff.clerk);
        let first = tx.attempt(|tx| ConfirmOrder { id: order, version }.run(tx, &clerk, &SCOPE));
        let done = match first {
            Ok(done) => done,
            // Something waits for a release: mostly the credit limit. Most get it, a few wait.
            Err(Error::Refused(_)) if self.rng.u8(0..100) < 85 => match self.release(tx, order)? {
                Some(done) => done,
                None => return Ok(()),
            },
            Err(Error::Refused(_)) => return Ok(()),
            Err(error) => return Err(error),
        };
        if done.status != OrderStatus::Confirmed {
            return Ok(());
        }
        let first = self.rng.u64(2..7);
        if self.rng.u8(0..100) < 28 {
            self.agenda.after(day, first, Act::Deliver(order, who, 55));
            let second = first + self.rng.u64(3..14);
            self.agenda
                .after(day, second, Act::Deliver(order, who, 100));
        } else {
            self.agenda.after(day, first, Act::Deliver(order, who, 100));
        }
        Ok(())
    }

    /// The manager releases what can be released; `None` when something blocks the order.
    fn release(
        &mut self,
        tx: &mut WriteTx<'_>,
        order: Id<wire::Order>,
    ) -> Result<Option<OrderDone>> {
        let findings = jieqing_domain::orders::query::get(tx, &self.ctx, &SCOPE, order)?.findings;
        let manager = self.as_(self.staff.manager);
        for finding in findings.iter().filter(|f| f.released_by.is_none()) {
            match finding.severity {
                Severity::Info | Severity::Warn => {}
                Severity::Block => return Ok(None),
                Severity::Approve => {
                    let version = lock_order(tx, &self.ctx, &SCOPE, order)?.version;
                    let command = ReleaseFinding {
                        id: order,
                        version,
                        line_no: finding.line_no,
                        rule: finding.rule,
                        reason: "老客户，已与财务沟通，本单放行".to_owned(),
                    };
                    command.run(tx, &manager, &SCOPE)?;
                }
            }
        }
        let version = lock_order(tx, &self.ctx, &SCOPE, order)?.version;
        let clerk = self.as_(self.staff.clerk);
        let again = tx.attempt(|tx| ConfirmOrder { id: order, version }.run(tx, &clerk, &SCOPE));
        match again {
            Ok(done) => Ok(Some(done)),
            Err(Error::Refused(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn deliver(
        &mut self,
        tx: &mut WriteTx<'_>,
        day: Date,
        order: Id<wire::Order>,
        who: usize,
        share: i64,
    ) -> Result<()> {
        let found = lock_order(tx, &self.ctx, &SCOPE, order)?;
        let mut lines = Vec::new();
        for line in found.lines.iter().filter(|l| !l.closed) {
            let rest = line.qty_e6 - line.dispatched_e6;
            // Whole units only.
            let qty = if share >= 100 {
                rest
            } else {
                rest * share / 100 / 1_000_000 * 1_000_000
            };
            if qty > 0 {
                lines.push(DeliveryLineDraft {
                    order_line: line.id,
                    qty_e6: qty,
                });
            }
        }
        if lines.is_empty() {
            return Ok(());
        }
        let carrier = self
            .rng
            .choice(["德邦物流", "顺丰速运", "安能物流", "自有车辆"])
            .unwrap_or("自有车辆");
        let mut delivery = NewDelivery::of(order);
        delivery.lines = lines;
        delivery.dispatched_on = Some(day);
        carrier.clone_into(&mut delivery.carrier);
        delivery.tracking_no = format!("{}{:09}", day.format("%m"), self.rng.u32(1..999_999_999));
        let made = CreateDelivery { delivery }.run(tx, &self.as_(self.staff.logistics), &SCOPE)?;
        let wait = self.rng.u64(1..5);
        self.agenda.after(day, wait, Act::Sign(made, who));
        Ok(())
    }

    fn sign(
        &mut self,
        tx: &mut WriteTx<'_>,
        day: Date,
        delivery: Id<wire::Delivery>,
        who: usize,
    ) -> Result<()> {
        let (head, delivered) =
            jieqing_domain::fulfilment::query::get(tx, &self.ctx, &SCOPE, delivery)?;
        let buyer = self.buyer(who)?.clone();
        let complains = buyer.is.habit == Habit::Complains;
        let mut lines = Vec::new();
        for line in &delivered {
            let refused = self.rng.u8(0..100) < if complains { 8 } else { 1 };
            let rejected = if refused {
                (line.qty_e6 / 10 / 1_000_000).max(1) * 1_000_000
            } else {
                0
            };
            let rejected = rejected.min(line.qty_e6);
            lines.push(SignedQuantity {
                line: line.id,
                signed_e6: line.qty_e6 - rejected,
                rejected_e6: rejected,
                reason: if rejected > 0 {
                    "外包装破损".to_owned()
                } else {
                    String::new()
                },
            });
        }
        let command = SignDelivery {
            id: delivery,
            version: head.version,
            signed_on: Some(day),
            signed_by: buyer.is.contact.clone(),
            lines,
        };
        command.run(tx, &self.as_(self.staff.logistics), &SCOPE)?;
        self.unbilled.entry(who).or_default().push(delivery);
        if self.rng.u8(0..100) < if complains { 25 } else { 2 } {
            let wait = self.rng.u64(4..20);
            self.agenda.after(day, wait, Act::Return(delivery, who));
        }
        match buyer.is.terms {
            "EOM30" | "NME" | "NM25" => {
                let end = jieqing_kernel::date::month_end(day);
                self.agenda.on(end.min(self.today), Act::Invoice(who));
            }
            _ => {
                let wait = self.rng.u64(0..4);
                self.agenda.after(day, wait, Act::Invoice(who));
            }
        }
        Ok(())
    }

    fn pay(&mut self, tx: &mut WriteTx<'_>, day: Date, who: usize, amount: i64) -> Result<()> {
        let buyer = self.buyer(who)?.clone();
        let currency: Currency = buyer
            .is
            .currency
            .parse()
            .map_err(|_| Error::bug("currency"))?;
        if amount <= 0 {
            return Ok(());
        }
        let bank = self.banks.get(&currency).copied();
        // A private account or a partner's: the cashier has to find out.
        let unclaimed = buyer.is.alias.is_some() && self.rng.bool();
        let payer = match (&buyer.is.alias, unclaimed) {
            (Some(alias), true) => alias.clone(),
            _ => buyer.is.name.clone(),
        };
        let short = if self.rng.u8(0..100) < 6 {
            self.rng.i64(1..90)
        } else {
            0
        };
        let draft = ReceiptDraft {
            customer: (!unclaimed).then_some(buyer.id),
            payer,
            payer_account: buyer.is.account.clone(),
            bank_account: bank.ok_or_else(|| Error::bug("no account in that currency"))?,
            bank_ref: Some(format!(
                "{}{:010}",
                day.format("%Y%m%d"),
                self.rng.u64(1..9_999_999_999)
            )),
            received_on: day,
            amount: Money::new((amount - short).max(1), currency),
            fee: 0,
            text: "货款".to_owned(),
        };
        let cashier = self.as_(self.staff.cashier);
        let entered = EnterReceipt { draft }.run(tx, &cashier, &SCOPE)?;
        if unclaimed {
            let wait = self.rng.u64(1..6);
            self.agenda.after(day, wait, Act::Claim(entered.id, who));
        } else if self.rng.u8(0..100) < 93 {
            let command = AllocateOldestFirst {
                customer: buyer.id,
                currency,
                credit: None,
                on: Some(day),
            };
            command.run(tx, &self.as_(self.staff.clerk), &SCOPE)?;
        }
        Ok(())
    }

    fn claim(
        &mut self,
        tx: &mut WriteTx<'_>,
        receipt: Id<wire::Receipt>,
        who: usize,
    ) -> Result<()> {
        let buyer = self.buyer(who)?.clone();
        let clerk = self.as_(self.staff.clerk);
        ClaimReceipt {
            id: receipt,
            version: 1,
            customer: buyer.id,
        }
        .run(tx, &clerk, &SCOPE)?;
        let currency: Currency = buyer
            .is
            .currency
            .parse()
            .map_err(|_| Error::bug("currency"))?;
        let on = Some(self.ctx.today());
        AllocateOldestFirst {
            customer: buyer.id,
            currency,
            credit: None,
            on,
        }
        .run(tx, &clerk, &SCOPE)?;
        Ok(())
    }

    /// Days after the invoice's due date until the customer pays; `None` when they do not.
    fn patience(&mut self, day: Date, habit: Habit) -> Option<u64> {
        let months_left = (self.today - day).num_days();
        Some(match habit {
            Habit::Prompt | Habit::Prepays | Habit::Complains => self.rng.u64(0..4),
            Habit::Late => self.rng.u64(6..30),
            Habit::VeryLate => self.rng.u64(50..120),
            Habit::Stopped if months_left > 190 => self.rng.u64(10..40),
            Habit::Stopped => return None,
        })
    }

    /// Puts down when an invoice will be paid.
    fn expect_payment(&mut self, day: Date, who: usize, amount: i64) -> Result<()> {
        let (habit, terms) = {
            let buyer = self.buyer(who)?;
            (buyer.is.habit, buyer.is.terms)
        };
        let due = match terms {
            "COD" => 3,
            "NET60" => 60,
            "EOM30" => 30 + u64::from(30_u32.saturating_sub(day.day())),
            _ => 30,
        };
        let Some(late) = self.patience(day, habit) else {
            return Ok(());
        };
        if habit == Habit::VeryLate {
            self.agenda
                .after(day, due + late, Act::Pay(who, amount / 2));
            self.agenda
                .after(day, due + late + 35, Act::Pay(who, amount - amount / 2));
        } else {
            let paid = if habit == Habit::Prepays {
                amount * 7 / 10
            } else {
                amount
            };
            self.agenda.after(day, due + late, Act::Pay(who, paid));
        }
        Ok(())
    }

    fn invoice(&mut self, tx: &mut WriteTx<'_>, day: Date, who: usize) -> Result<()> {
        let Some(deliveries) = self.unbilled.remove(&who) else {
            return Ok(());
        };
        self.invoice_no += 1;
        let command = InvoiceDelivered {
            what: InvoiceWhat::Deliveries(deliveries),
            issued_on: Some(day),
            form: None,
            terms: None,
            // Year, province, channel and a running number; no real invoice bears it.
            bureau_number: Some(format!("{}332{:015}", day.format("%y"), self.invoice_no)),
            source_no: None,
            remark: String::new(),
        };
        let clerk = self.as_(self.staff.clerk);
        let invoice = match tx.attempt(|tx| command.run(tx, &clerk, &SCOPE)) {
            Ok(invoice) => invoice,
            // Everything came back before it was invoiced.
            Err(Error::Refused(_)) => return Ok(()),
            Err(error) => return Err(error),
        };
        let (head, _, _) = jieqing_domain::invoicing::query::get(tx, &clerk, &SCOPE, invoice)?;
        self.expect_payment(day, who, head.total_minor)
    }

    fn take_back(&mut self, tx: &mut WriteTx<'_>, delivery: Id<wire::Delivery>) -> Result<()> {
        let (_, lines) = jieqing_domain::fulfilment::query::get(tx, &self.ctx, &SCOPE, delivery)?;
        let Some(line) = self.rng.choice(&lines).cloned() else {
            return Ok(());
        };
        let qty = (line.signed_e6 / 5 / 1_000_000).max(1) * 1_000_000;
        if qty > line.signed_e6 - line.returned_e6 {
            return Ok(());
        }
        let reason = self
            .rng
            .choice(["质量问题", "型号发错", "客户多订"])
            .unwrap_or("质量问题");
        let goods = NewReturn {
            order: None,
            lines: vec![ReturnLineDraft {
                delivery_line: line.id,
                qty_e6: qty,
            }],
            returned_on: None,
            reason: reason.to_owned(),
            note: String::new(),
        };
        CreateReturn { goods }.run(tx, &self.as_(self.staff.clerk), &SCOPE)?;
        Ok(())
    }

    fn close(&mut self, tx: &mut WriteTx<'_>, period: &str) -> Result<()> {
        let command = ClosePeriod {
            period: period.to_owned(),
        };
        let finance = self.as_(self.staff.finance);
        match tx.attempt(|tx| command.run(tx, &finance, &SCOPE)) {
            // A month without an entry has no period to close.
            Ok(()) | Err(Error::NotFound) => Ok(()),
            Err(error) => Err(error),
        }
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
