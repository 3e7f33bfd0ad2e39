//! Whether amounts agree, with tax tried on and off before anybody speaks of a difference.

use crate::amount::{self, NOISE, scaled, with_tax};
use crate::side::Row;

/// VAT rates in force and past levy rates that lists still show, hundredths of a percent
/// (china.md §2.3).
pub(super) const RATES: [u16; 6] = [1_300, 900, 600, 500, 300, 100];
/// A cent.
const CENT: i64 = amount::ONE / 100;

/// Rows added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sum {
    pub(super) amount: i64,
    /// Without tax, when all rows tell it.
    pub(super) net: Option<i64>,
    pub(super) quantity: Option<i64>,
    /// Price of one; of several rows only when they share it.
    pub(super) price: Option<i64>,
    /// Tax rate when the rows share it.
    pub(super) rate: Option<u16>,
    pub(super) rows: usize,
}

impl Sum {
    pub(super) fn of<'a>(rows: impl IntoIterator<Item = &'a Row>) -> Self {
        let mut all = Self {
            amount: 0,
            net: Some(0),
            quantity: Some(0),
            price: None,
            rate: None,
            rows: 0,
        };
        for row in rows {
            let first = all.rows == 0;
            let same =
                |old: Option<i64>, new: Option<i64>| if first || old == new { new } else { None };
            all.amount = all.amount.saturating_add(row.amount);
            all.net = all.net.zip(row.net()).and_then(|(a, b)| a.checked_add(b));
            all.quantity = all
                .quantity
                .zip(row.quantity())
                .and_then(|(a, b)| a.checked_add(b));
            all.price = same(all.price, row.price());
            all.rate = if first || all.rate == row.rate() {
                row.rate()
            } else {
                None
            };
            all.rows += 1;
        }
        all
    }

    /// The amount one piece comes to, in ten-thousandths.
    pub(super) fn each(&self) -> Option<i64> {
        let quantity = self.quantity.filter(|q| *q != 0)?;
        let value = i128::from(self.amount) * i128::from(amount::ONE);
        jieqing_kernel::decimal::div_half_up(value, i128::from(quantity))
            .and_then(|v| i64::try_from(v).ok())
    }
}

/// How two amounts agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// Within the tolerance.
    Equal,
    /// One is with, the other without tax of this rate.
    Taxed(u16),
    /// Not at all.
    No,
}

pub(super) fn close(a: i64, b: i64, tolerance: i64) -> bool {
    a.abs_diff(b) <= tolerance.unsigned_abs()
}

/// How the sums of both sides agree.
pub(super) fn fit(ours: &Sum, theirs: &Sum, tolerance: i64) -> Fit {
    let (o, t) = (ours.amount, theirs.amount);
    if close(o, t, tolerance) {
        return Fit::Equal;
    }
    if (o > 0) != (t > 0) || o == 0 || t == 0 {
        return Fit::No;
    }
    // Each row was rounded by itself.
    let cents = CENT
        .saturating_mul(i64::try_from(ours.rows.max(theirs.rows)).unwrap_or(1))
        .min(CENT * 5);
    let near = |a: i64, b: i64| close(a, b, cents + NOISE);
    let (low, high) = if o.abs() < t.abs() { (o, t) } else { (t, o) };
    if [
        ours.net.filter(|_| low == t),
        theirs.net.filter(|_| low == o),
    ]
    .into_iter()
    .flatten()
    .any(|net| net != high && near(net, low))
    {
        return Fit::Taxed(rate_between(low, high));
    }
    let told = ours.rate.or(theirs.rate).filter(|r| *r > 0);
    let rates = match &told {
        Some(rate) => std::slice::from_ref(rate),
        None => &RATES[..],
    };
    // Of a few cents every rate says the same.
    if low.abs() < amount::ONE {
        return Fit::No;
    }
    rates
        .iter()
        .find(|rate| near(with_tax(low, **rate), high))
        .map_or(Fit::No, |rate| Fit::Taxed(*rate))
}

/// The rate by which the higher is above the lower, in hundredths of a percent.
fn rate_between(low: i64, high: i64) -> u16 {
    let above = scaled(
        high.abs_diff(low).min(i64::MAX as u64).cast_signed(),
        10_000 * 100,
        i128::from(low.abs().max(1)),
    );
    u16::try_from(above / 100).unwrap_or(u16::MAX)
}

/// Two rates, one for each side, that explain the difference of two amounts with tax.
pub(super) fn two_rates(ours: &Sum, theirs: &Sum) -> bool {
    if let (Some(a), Some(b)) = (ours.rate, theirs.rate) {
        return a != b && close(retaxed(ours.amount, a, b), theirs.amount, CENT + NOISE);
    }
    if ours.amount.abs() < 100 * amount::ONE {
        return false;
    }
    let all = || [1_300_u16, 900, 600, 300, 100].into_iter();
    all().any(|a| {
        all().any(|b| a != b && close(retaxed(ours.amount, a, b), theirs.amount, CENT + NOISE))
    })
}

/// An amount that holds tax of one rate, with tax of another.
fn retaxed(value: i64, from: u16, to: u16) -> i64 {
    scaled(value, 10_000 + i128::from(to), 10_000 + i128::from(from))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(amount: i64) -> Sum {
        Sum {
            amount: amount * 100,
            net: None,
            quantity: None,
            price: None,
            rate: None,
            rows: 1,
        }
    }

    #[test]
    fn tax_is_tried_before_a_difference() {
        assert_eq!(fit(&sum(100_000), &sum(100_000), NOISE), Fit::Equal);
        assert_eq!(fit(&sum(113_000), &sum(100_000), NOISE), Fit::Taxed(1_300));
        assert_eq!(fit(&sum(94_340), &sum(100_000), NOISE), Fit::Taxed(600));
        assert_eq!(fit(&sum(-109_000), &sum(-100_000), NOISE), Fit::Taxed(900));
        assert_eq!(fit(&sum(113_500), &sum(100_000), NOISE), Fit::No);
        assert_eq!(fit(&sum(100), &sum(-100), NOISE), Fit::No);
        assert_eq!(fit(&sum(325_000), &sum(320_000), NOISE), Fit::No);
    }

    #[test]
    fn a_told_net_amount_needs_no_rate() {
        let ours = Sum {
            net: Some(88_496 * 100),
            ..sum(100_000)
        };
        assert_eq!(fit(&ours, &sum(88_496), NOISE), Fit::Taxed(1_300));
    }

    #[test]
    fn another_rate_is_seen() {
        assert!(two_rates(&sum(113_000), &sum(109_000)));
        assert!(!two_rates(&sum(113_000), &sum(110_000)));
    }
}
