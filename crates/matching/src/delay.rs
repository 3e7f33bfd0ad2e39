//! When money comes: days from the due date, as this very run shows by the receipts that leave no
//! doubt.

use crate::bits::log2_ratio;
use crate::index::NO_DAY;
use std::ops::RangeInclusive;

/// Days that are told apart; what lies outside counts as the end.
const EARLY: i32 = -60;
const LATE: i32 = 180;
const WIDTH: usize = 241;
/// A delay that says less than this, in thousandths of a bit, is not usual.
const UNUSUAL: i32 = -3_000;

/// Habit of paying early or late.
#[derive(Debug)]
pub(crate) struct Delay {
    /// Bits that a delay says, against a date drawn from `span` days.
    bits: Vec<i32>,
    /// Delays outside of which hardly anything is paid.
    usual: RangeInclusive<i32>,
}

impl Delay {
    /// From counts of delays seen and the number of days that due dates spread over.
    fn new(seen: &[u32], span: u64) -> Self {
        // What is expected before anything is seen: mostly near the due date, thin tails.
        let expected = |d: i32| match d {
            -3..=10 => 40_u64,
            -10..=30 => 20,
            -30..=90 => 6,
            _ => 1,
        };
        // Neighbouring days speak for each other.
        let near = |i: usize| -> u64 {
            let from = i.saturating_sub(2);
            let to = (i + 3).min(seen.len());
            let around: u64 = seen[from..to].iter().map(|n| u64::from(*n)).sum();
            (u64::from(seen[i]) * 3 + around) * 100 / 8
        };
        let counts: Vec<u64> = (EARLY..=LATE)
            .zip(0_usize..)
            .map(|(d, i)| near(i) + expected(d))
            .collect();
        let all: u64 = counts.iter().sum();
        let bits: Vec<i32> = counts
            .iter()
            .map(|n| log2_ratio(n * span.max(30), all))
            .collect();
        let usual = |bits: &i32| *bits > UNUSUAL;
        let day = |place: usize| EARLY + i32::try_from(place).unwrap_or(0);
        let first = bits.iter().position(usual).map_or(EARLY, day);
        let last = bits.iter().rposition(usual).map_or(LATE, day);
        Self {
            bits,
            usual: first..=last,
        }
    }

    /// From the delays of receipts that leave no doubt.
    pub(crate) fn learn(delays: impl Iterator<Item = i32>, span: u64) -> Self {
        let mut seen = vec![0_u32; WIDTH];
        for delay in delays {
            seen[place(delay)] += 1;
        }
        Self::new(&seen, span)
    }

    /// Due dates of what is usually paid on a day.
    pub(crate) fn due(&self, paid: i32) -> RangeInclusive<i32> {
        if paid == NO_DAY {
            return NO_DAY..=i32::MAX;
        }
        paid.saturating_sub(*self.usual.end())..=paid.saturating_sub(*self.usual.start())
    }

    /// Thousandths of a bit that the days between say; 0 when a date is missing.
    pub(crate) fn bits(&self, due: i32, paid: i32) -> i32 {
        days(due, paid).map_or(0, |d| self.bits[place(d)])
    }
}

fn place(delay: i32) -> usize {
    usize::try_from(delay.clamp(EARLY, LATE) - EARLY).unwrap_or(0)
}

/// Days from due to paid.
pub(crate) fn days(due: i32, paid: i32) -> Option<i32> {
    (due != NO_DAY && paid != NO_DAY).then(|| paid.saturating_sub(due))
}
