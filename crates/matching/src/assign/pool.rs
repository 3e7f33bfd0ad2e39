//! The items that are still untouched, by amount, by customer and amount, and by running number.

use crate::bits::log2;
use crate::desk::Desk;
use crate::index::{Buckets, NO_DAY, mix};
use crate::parallel::pair;
use jieqing_kernel::currency::Currency;
use std::ops::RangeInclusive;

/// See the module.
pub(super) struct Pool {
    /// Amount and currency, due date, item.
    by_amount: Vec<(u64, i32, u32)>,
    /// First bits of the amount's key → first place in `by_amount`.
    heads: Vec<u32>,
    head_shift: u32,
    by_party: Buckets<u32>,
    by_tail: Buckets<u32>,
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
        // Mostly few: doubling steps end sooner than another search over all.
        let rest = &self.0[from..];
        let mut step = 1;
        while rest.get(step).is_some_and(|a| *a <= high) {
            step *= 2;
        }
        let near = &rest[..rest.len().min(step)];
        near.partition_point(|a| *a <= high) as u64
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
        Self::within(desk, |_| true)
    }

    /// The same for some customers only.
    pub(super) fn within(desk: &Desk<'_>, wanted: impl Fn(u32) -> bool) -> Self {
        let open: Vec<u32> = (0..u32::try_from(desk.facts.items.len()).unwrap_or(0))
            .filter(|i| desk.book.whole(*i) && wanted(desk.facts.items[*i as usize].party))
            .collect();
        let mut sizes = vec![0_u32; desk.facts.parties.len()];
        for at in &open {
            sizes[desk.facts.items[*at as usize].party as usize] += 1;
        }
        let (by_tail, (by_party, by_amount)) = pair(
            || {
                let tails: Vec<(u64, u32)> = open
                    .iter()
                    .flat_map(|at| desk.numbers.tails(*at).map(|tail| (tail, *at)))
                    .collect();
                Buckets::build(tails.iter().copied())
            },
            || {
                let fact = |at: &u32| {
                    let item = &desk.facts.items[*at as usize];
                    (money(item.amount, item.currency), item)
                };
                let by_party = Buckets::build(open.iter().map(|at| {
                    let (key, item) = fact(at);
                    (mix(key, u64::from(item.party)), *at)
                }));
                let mut by_amount: Vec<(u64, i32, u32)> = open
                    .iter()
                    .map(|at| {
                        let (key, item) = fact(at);
                        (key, item.due, *at)
                    })
                    .collect();
                by_amount.sort_unstable();
                (by_party, by_amount)
            },
        );
        let bits = by_amount.len().max(2).next_power_of_two().ilog2();
        let head_shift = 64 - bits;
        let mut heads = vec![0_u32; (1 << bits) + 1];
        for (key, ..) in &by_amount {
            heads[(key >> head_shift) as usize + 1] += 1;
        }
        let mut sum = 0;
        for head in &mut heads {
            sum += *head;
            *head = sum;
        }
        Self {
            by_amount,
            heads,
            head_shift,
            by_party,
            by_tail,
            logs: sizes.iter().map(|n| log2(u64::from(*n))).collect(),
            sizes,
            total_log: log2(open.len() as u64),
        }
    }

    /// Open items of this amount, of anybody, that are due in a range of days (or have no date).
    pub(super) fn with_amount(
        &self,
        amount: i64,
        currency: Currency,
        due: RangeInclusive<i32>,
    ) -> impl Iterator<Item = u32> {
        let key = money(amount, currency);
        let place = (key >> self.head_shift) as usize;
        let near = self.heads[place] as usize..self.heads[place + 1] as usize;
        let near = &self.by_amount[near];
        let part = move |low: (u64, i32), high: (u64, i32)| {
            let from = near.partition_point(|e| (e.0, e.1) < low);
            near[from..]
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
