//! Goods go out, are signed for or refused, come back, and are sent again.

use crate::agenda::Act;
use crate::engine::{Engine, SCOPE};
use crate::world::Habit;
use jieqing_db::WriteTx;
use jieqing_domain::Command;
use jieqing_domain::fulfilment::{
    CreateDelivery, DeliveryLineDraft, NewDelivery, SignDelivery, SignedQuantity,
};
use jieqing_domain::orders::{CloseOrder, lock_order};
use jieqing_domain::returns::{CreateReturn, NewReturn, ReturnLineDraft};
use jieqing_domain::wire;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;

impl Engine {
    pub(crate) fn deliver(
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
            // What was refused or came back may be sent again.
            let rest = line.qty_e6 - line.dispatched_e6 + line.returned_e6;
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

    pub(crate) fn sign(
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
        // What was signed has its amount now; the buyer holds back about what the refused goods cost.
        let (_, signed) = jieqing_domain::fulfilment::query::get(tx, &self.ctx, &SCOPE, delivery)?;
        for line in signed.iter().filter(|l| l.rejected_e6 > 0) {
            let unit = line.total_minor / (line.signed_e6 / 1_000_000).max(1);
            *self.disputed.entry(who).or_default() += unit * (line.rejected_e6 / 1_000_000);
        }
        if signed.iter().any(|l| l.rejected_e6 > 0) {
            self.send_again(day, head.order_id, who);
        }
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
            // Due on delivery: the invoice goes with the goods.
            "COD" => self.agenda.on(day, Act::Invoice(who)),
            _ => {
                let wait = self.rng.u64(0..4);
                self.agenda.after(day, wait, Act::Invoice(who));
            }
        }
        Ok(())
    }

    /// What came back is sent again, or the buyer no longer wants it.
    fn send_again(&mut self, day: Date, order: Id<wire::Order>, who: usize) {
        let wait = self.rng.u64(2..5);
        let act = if self.rng.u8(0..100) < 70 {
            Act::Deliver(order, who, 100)
        } else {
            Act::CloseOrder(order)
        };
        self.agenda.after(day, wait, act);
    }

    /// Closes an order; while goods are on their way it is tried again later.
    pub(crate) fn close_order(
        &mut self,
        tx: &mut WriteTx<'_>,
        day: Date,
        order: Id<wire::Order>,
    ) -> Result<()> {
        let version = lock_order(tx, &self.ctx, &SCOPE, order)?.version;
        let command = CloseOrder {
            id: order,
            version,
            reason: "余量客户不再需要，协商关闭".to_owned(),
        };
        let clerk = self.as_(self.staff.clerk);
        match tx.attempt(|tx| command.run(tx, &clerk, &SCOPE)) {
            Ok(_) => Ok(()),
            Err(Error::Refused(refusal)) => {
                if refusal.code == "orders.goods_on_their_way" {
                    self.agenda.after(day, 4, Act::CloseOrder(order));
                }
                Ok(())
            }
            Err(error) => Err(error),
        }
    }

    pub(crate) fn take_back(
        &mut self,
        tx: &mut WriteTx<'_>,
        day: Date,
        delivery: Id<wire::Delivery>,
        who: usize,
    ) -> Result<()> {
        let (head, lines) =
            jieqing_domain::fulfilment::query::get(tx, &self.ctx, &SCOPE, delivery)?;
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
        self.send_again(day, head.order_id, who);
        Ok(())
    }
}
