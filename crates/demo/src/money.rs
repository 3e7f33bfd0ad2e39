//! The money side of the simulation: invoices, receipts, closing.

use crate::agenda::Act;
use crate::engine::{Engine, SCOPE};
use crate::world::Habit;
use chrono::Datelike;
use jieqing_db::WriteTx;
use jieqing_domain::Command;
use jieqing_domain::books::ClosePeriod;
use jieqing_domain::invoicing::{InvoiceDelivered, InvoiceWhat};
use jieqing_domain::receipts::{ClaimReceipt, EnterReceipt, ReceiptDraft};
use jieqing_domain::receivables::AllocateOldestFirst;
use jieqing_domain::wire;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::Money;

impl Engine {
    pub(crate) fn invoice(&mut self, tx: &mut WriteTx<'_>, day: Date, who: usize) -> Result<()> {
        let Some(deliveries) = self.unbilled.remove(&who) else {
            return Ok(());
        };
        self.invoice_no += 1;
        // A buyer who complains holds back what the refused goods cost until it is settled.
        let disputed = match self.buyer(who)?.is.habit {
            Habit::Complains => self.disputed.remove(&who).unwrap_or(0),
            _ => 0,
        };
        let command = InvoiceDelivered {
            what: InvoiceWhat::Deliveries(deliveries),
            issued_on: Some(day),
            form: None,
            terms: None,
            // Year, province, channel and a running number; no real invoice bears it.
            bureau_number: Some(format!("{}332{:015}", day.format("%y"), self.invoice_no)),
            source_no: None,
            remark: if disputed > 0 {
                "客户对破损货物有异议，差额协商中".to_owned()
            } else {
                String::new()
            },
        };
        let clerk = self.as_(self.staff.clerk);
        let invoice = match tx.attempt(|tx| command.run(tx, &clerk, &SCOPE)) {
            Ok(invoice) => invoice,
            // Everything came back before it was invoiced.
            Err(Error::Refused(_)) => return Ok(()),
            Err(error) => return Err(error),
        };
        let (head, _, _) = jieqing_domain::invoicing::query::get(tx, &clerk, &SCOPE, invoice)?;
        if disputed > 0 {
            let wait = self.rng.u64(2..8);
            let amount = disputed.min(head.total_minor);
            self.agenda
                .after(day, wait, Act::Dispute(who, invoice, amount));
        }
        self.expect_payment(day, who, head.total_minor, disputed)
    }

    pub(crate) fn pay(
        &mut self,
        tx: &mut WriteTx<'_>,
        day: Date,
        who: usize,
        amount: i64,
    ) -> Result<()> {
        let buyer = self.buyer(who)?.clone();
        let currency: Currency = buyer
            .is
            .currency
            .parse()
            .map_err(|_| Error::bug("currency"))?;
        if amount <= 0 {
            return Ok(());
        }
        if self.by_bill(day, currency, amount) {
            return self.pay_by_bill(tx, day, who, amount);
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

    pub(crate) fn claim(
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
    fn expect_payment(&mut self, day: Date, who: usize, amount: i64, disputed: i64) -> Result<()> {
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
                amount - disputed.clamp(0, amount)
            };
            self.agenda.after(day, due + late, Act::Pay(who, paid));
            // Disputes are settled after two to four months; the youngest are open.
            let settled = due + late + self.rng.u64(60..120);
            self.agenda
                .after(day, settled, Act::Pay(who, amount.min(disputed)));
        }
        Ok(())
    }

    pub(crate) fn close(&mut self, tx: &mut WriteTx<'_>, period: &str) -> Result<()> {
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
