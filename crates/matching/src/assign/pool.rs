//! The items that are still untouched, by amount, by customer and amount, and by running number.

use crate::bits::log2;
use crate::desk::Desk;
use crate::index::{Chains, NO_DAY, mix};
use jieqing_kernel::currency::Currency;
use std::ops::RangeInclusive;

/// See the module.
pub(super) struct Pool {
    /// Amount and currency, due date, item.
    by_amount: Vec<(u64, i32, u32)>,
    by_party: Chains,
    by_tail: Chains,
    /// Open items of each customer, and log₂ of that.
    sizes: Vec<u32>,
    logs: Vec<i32>,
    total_log: i32,
}

/// How common amounts are among all items ever given.
pub(super) struct Amounts(Vec<i64>);

impl Amounts {
    pub(super) fn of(desk: &Desk<'_>) -> Self {
        let mut amounts: Vec<i64> = desk.facts.items.iter().map(|i| i.amount).collect();
        amounts.sort_unstable();
        Self(amounts)
    }

    /// Items whose amount lies between two, inclusive.
    pub(super) fn between(&self, low: i64, high: i64) -> u64 {
        let from = self.0.partition_point(|a| *a < low);
        let to = self.0.partition_point(|a| *a <= high);
        to.saturating_sub(from) as u64
    }

    pub(super) fn len(&self) -> u64 {
        self.0.len() as u64
    }
}

fn money(amount: i64, currency: Currency) -> u64 {
    let code = currency
        .code()
        .bytes()
        .fold(0, |all, b| all << 8 | u64::from(b));
    mix(amount.cast_unsigned(), code)
}

impl Pool {
    /// Indexes what nothing was taken from.
    pub(super) fn of(desk: &Desk<'_>) -> Self {
        let open: Vec<u32> = (0..u32::try_from(desk.facts.items.len()).unwrap_or(0))
            .filter(|i| desk.book.whole(*i))
            .collect();
        let mut pool = Self {
            by_amount: Vec::with_capacity(open.len()),
            by_party: Chains::with_capacity(open.len()),
            by_tail: Chains::with_capacity(open.len() * 2),
            sizes: vec![0; desk.facts.parties.len()],
            logs: Vec::new(),
            total_log: log2(open.len() as u64),
        };
        for at in open {
            let item = &desk.facts.items[at as usize];
            let key = money(item.amount, item.currency);
            pool.by_amount.push((key, item.due, at));
            pool.by_party.push(mix(key, u64::from(item.party)), at);
            pool.sizes[item.party as usize] += 1;
            for tail in desk.numbers.tails(at) {
                pool.by_tail.push(tail, at);
            }
        }
        pool.by_amount.sort_unstable();
        pool.logs = pool.sizes.iter().map(|n| log2(u64::from(*n))).collect();
        pool
    }

    /// Open items of this amount, of anybody, that are due in a range of days (or have no date).
    pub(super) fn with_amount(
        &self,
        amount: i64,
        currency: Currency,
        due: RangeInclusive<i32>,
    ) -> impl Iterator<Item = u32> {
        let key = money(amount, currency);
        let part = |low: (u64, i32), high: (u64, i32)| {
            let from = self.by_amount.partition_point(|e| (e.0, e.1) < low);
            self.by_amount[from..]
                .iter()
                .take_while(move |e| (e.0, e.1) <= high)
                .map(|e| e.2)
        };
        let dated = (*due.start()).max(NO_DAY + 1);
        part((key, NO_DAY), (key, NO_DAY)).chain(part((key, dated), (key, *due.end())))
    }

    /// Open items of this amount of a customer.
    pub(super) fn of_party(
        &self,
        party: u32,
        amount: i64,
        currency: Currency,
    ) -> impl Iterator<Item = u32> {
        self.by_party
            .get(mix(money(amount, currency), u64::from(party)))
    }

    /// Open items with this running number.
    pub(super) fn with_tail(&self, tail: u64) -> impl Iterator<Item = u32> {
        self.by_tail.get(tail)
    }

    /// Open items of a customer.
    pub(super) fn size(&self, party: u32) -> u64 {
        u64::from(self.sizes[party as usize])
    }

    /// log₂ of the number of open items of a customer, in thousandths.
    pub(super) fn size_log(&self, party: u32) -> i32 {
        self.logs[party as usize]
    }

    /// The same for everybody.
    pub(super) fn total_log(&self) -> i32 {
        self.total_log
    }
}
