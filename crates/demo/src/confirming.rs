//! The clerk confirms orders; what waits for a release gets one, waits, or is given up.

use crate::agenda::Act;
use crate::engine::{Engine, SCOPE};
use crate::world::Habit;
use jieqing_db::WriteTx;
use jieqing_domain::Command;
use jieqing_domain::orders::{
    CancelOrder, ConfirmOrder, ReleaseFinding, Rule, Severity, lock_order,
};
use jieqing_domain::wire;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;

/// After so many refusals an order is given up.
const TRIES: u8 = 3;

impl Engine {
    pub(crate) fn confirm(
        &mut self,
        tx: &mut WriteTx<'_>,
        day: Date,
        order: Id<wire::Order>,
        who: usize,
        tries: u8,
    ) -> Result<()> {
        // Who stopped paying seldom gets another release.
        let chance = match self.buyer(who)?.is.habit {
            Habit::Stopped => 15,
            Habit::VeryLate => 70,
            Habit::Prompt | Habit::Late | Habit::Prepays | Habit::Complains => 90,
        };
        let released = self.rng.u8(0..100) < chance;
        let done = self.confirmed(tx, order)? || (released && self.release(tx, order)?);
        if !done {
            return self.wait_or_give_up(tx, day, order, who, tries);
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

    /// Whether the clerk could confirm the order; a refusal leaves it as it was.
    fn confirmed(&self, tx: &mut WriteTx<'_>, order: Id<wire::Order>) -> Result<bool> {
        let version = lock_order(tx, &self.ctx, &SCOPE, order)?.version;
        let clerk = self.as_(self.staff.clerk);
        match tx.attempt(|tx| ConfirmOrder { id: order, version }.run(tx, &clerk, &SCOPE)) {
            Ok(_) => Ok(true),
            Err(Error::Refused(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// The manager releases what was found when it was submitted and, since then, over the limit.
    fn release(&self, tx: &mut WriteTx<'_>, order: Id<wire::Order>) -> Result<bool> {
        let found = jieqing_domain::orders::query::get(tx, &self.ctx, &SCOPE, order)?.findings;
        let mut wanted: Vec<(i64, Rule)> = found
            .iter()
            .filter(|f| f.severity == Severity::Approve && f.released_by.is_none())
            .map(|f| (f.line_no, f.rule))
            .collect();
        if !wanted.contains(&(0, Rule::CreditExceeded)) {
            wanted.push((0, Rule::CreditExceeded));
        }
        let manager = self.as_(self.staff.manager);
        for (line_no, rule) in wanted {
            let version = lock_order(tx, &self.ctx, &SCOPE, order)?.version;
            let command = ReleaseFinding {
                id: order,
                version,
                line_no,
                rule,
                reason: "老客户，已与财务沟通，本单放行".to_owned(),
            };
            match tx.attempt(|tx| command.run(tx, &manager, &SCOPE)) {
                Ok(_) | Err(Error::Refused(_)) => {}
                Err(error) => return Err(error),
            }
        }
        self.confirmed(tx, order)
    }

    fn wait_or_give_up(
        &mut self,
        tx: &mut WriteTx<'_>,
        day: Date,
        order: Id<wire::Order>,
        who: usize,
        tries: u8,
    ) -> Result<()> {
        if tries < TRIES {
            let wait = self.rng.u64(4..12);
            self.agenda
                .after(day, wait, Act::Confirm(order, who, tries + 1));
            return Ok(());
        }
        let version = lock_order(tx, &self.ctx, &SCOPE, order)?.version;
        let command = CancelOrder {
            id: order,
            version,
            reason: "超信用额度，前款未结清，与客户协商后取消".to_owned(),
        };
        command.run(tx, &self.as_(self.staff.clerk), &SCOPE)?;
        Ok(())
    }
}
