//! What is still open on both sides. The only place that takes money, so that none is used twice.

use crate::index::Facts;
use crate::model::{Decision, Evidence, Rule};

/// A line in positions.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Taken {
    pub(crate) receipt: u32,
    pub(crate) item: u32,
    pub(crate) amount: i64,
    pub(crate) decision: Decision,
    pub(crate) score: u16,
    pub(crate) rule: Rule,
    pub(crate) evidence: Evidence,
}

/// Open amounts, and who took what.
#[derive(Debug)]
pub(crate) struct Book {
    pub(crate) open: Vec<i64>,
    pub(crate) left: Vec<i64>,
    /// Items and receipts that something was taken from.
    pub(crate) item_used: Vec<bool>,
    pub(crate) receipt_used: Vec<bool>,
    pub(crate) lines: Vec<Taken>,
}

impl Book {
    pub(crate) fn new(facts: &Facts<'_>) -> Self {
        Self {
            open: facts.items.iter().map(|i| i.amount).collect(),
            left: facts.receipts.iter().map(|r| r.amount).collect(),
            item_used: vec![false; facts.items.len()],
            receipt_used: vec![false; facts.receipts.len()],
            lines: Vec::with_capacity(facts.receipts.len()),
        }
    }

    /// Whether nothing was taken from a receipt yet.
    pub(crate) fn fresh(&self, receipt: u32) -> bool {
        !self.receipt_used[receipt as usize]
    }

    /// Whether nothing was taken from an item yet and something is open.
    pub(crate) fn whole(&self, item: u32) -> bool {
        !self.item_used[item as usize] && self.open[item as usize] != 0
    }

    /// Takes lines that belong together, all or none: each within its item's open amount and with
    /// its sign, together within what the receipt has left.
    pub(crate) fn take(&mut self, lines: &[Taken]) -> bool {
        if !self.fits(lines) {
            return false;
        }
        for line in lines {
            let (item, receipt) = (line.item as usize, line.receipt as usize);
            // What `fits` is the sum; on the way to it, credits before debits may pass the range.
            self.open[item] = self.open[item].wrapping_sub(line.amount);
            self.left[receipt] = self.left[receipt].wrapping_sub(line.amount);
            self.item_used[item] = true;
            self.receipt_used[receipt] = true;
        }
        self.lines.extend_from_slice(lines);
        true
    }

    fn fits(&self, lines: &[Taken]) -> bool {
        let within = |amount: i64, room: i64| {
            amount != 0
                && (amount > 0) == (room > 0)
                && amount.unsigned_abs() <= room.unsigned_abs()
        };
        let each = lines
            .iter()
            .all(|l| within(l.amount, self.open[l.item as usize]));
        // Lines for the same item or receipt are taken one after another.
        let sums = |key: fn(&Taken) -> u32, room: &[i64], signed: bool| {
            lines.iter().enumerate().all(|(i, line)| {
                let same = || lines.iter().filter(|l| key(l) == key(line));
                if lines[..i].iter().any(|l| key(l) == key(line)) {
                    return true;
                }
                let sum: Option<i64> = same().try_fold(0_i64, |s, l| s.checked_add(l.amount));
                let room = room[key(line) as usize];
                match sum {
                    Some(0) => signed,
                    Some(sum) => within(sum, room),
                    None => false,
                }
            })
        };
        each && sums(|l| l.item, &self.open, false) && sums(|l| l.receipt, &self.left, true)
    }
}
