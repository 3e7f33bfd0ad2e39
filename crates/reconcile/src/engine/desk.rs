//! Both sides in an order of their own, and who took what.

use super::Policy;
use super::causes;
use super::fit::{Fit, Sum, fit};
use crate::outcome::{Group, How};
use crate::side::{Field, Row, Side};

/// One side in canonical order: by day, amount and text, never by place in the file.
#[derive(Debug)]
pub(super) struct View<'a> {
    pub(super) side: &'a Side,
    /// Rank → row.
    at: Vec<u32>,
    taken: Vec<bool>,
    /// Has a number of the kind by which the two sides were linked.
    pub(super) numbered: Vec<bool>,
}

impl<'a> View<'a> {
    fn new(side: &'a Side) -> Self {
        let rows = side.rows();
        let mut keyed: Vec<(i32, i64, u64, u32)> = (0_u32..)
            .zip(rows)
            .map(|(at, row)| (row.day, row.amount, fingerprint(side, at as usize), at))
            .collect();
        keyed.sort_unstable_by(|a, b| {
            (a.0, a.1, a.2).cmp(&(b.0, b.1, b.2)).then_with(|| {
                let (x, y) = (&rows[a.3 as usize], &rows[b.3 as usize]);
                (x.sheet, x.number, a.3).cmp(&(y.sheet, y.number, b.3))
            })
        });
        Self {
            side,
            at: keyed.into_iter().map(|k| k.3).collect(),
            taken: vec![false; rows.len()],
            numbered: vec![false; rows.len()],
        }
    }

    pub(super) fn len(&self) -> u32 {
        u32::try_from(self.at.len()).unwrap_or(u32::MAX)
    }

    /// The row's place on its side.
    pub(super) fn place(&self, rank: u32) -> u32 {
        self.at[rank as usize]
    }

    pub(super) fn row(&self, rank: u32) -> &'a Row {
        &self.side.rows()[self.at[rank as usize] as usize]
    }

    pub(super) fn text(&self, rank: u32, field: Field) -> &'a str {
        self.side.text(self.at[rank as usize] as usize, field)
    }

    pub(super) fn free(&self, rank: u32) -> bool {
        !self.taken[rank as usize]
    }

    /// Ranks nothing was decided about yet.
    pub(super) fn rest(&self) -> impl Iterator<Item = u32> + '_ {
        (0..self.len()).filter(|rank| self.free(*rank))
    }

    pub(super) fn mark_numbered(&mut self, rank: u32) {
        self.numbered[rank as usize] = true;
    }
}

/// One number for everything a row says, so that equal rows stand together.
pub(super) fn fingerprint(side: &Side, row: usize) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut eat = |bytes: &[u8]| {
        for b in bytes {
            hash = (hash ^ u64::from(*b)).wrapping_mul(0x100_0000_01b3);
        }
        hash = (hash ^ 0xff).wrapping_mul(0x100_0000_01b3);
    };
    for field in Field::ALL {
        eat(side.text(row, field).as_bytes());
    }
    let r = &side.rows()[row];
    eat(&r.due.to_le_bytes());
    eat(&r.quantity().unwrap_or(i64::MIN).to_le_bytes());
    eat(&r.price().unwrap_or(i64::MIN).to_le_bytes());
    hash
}

/// Both sides and what was decided.
#[derive(Debug)]
pub(super) struct Desk<'a> {
    pub(super) ours: View<'a>,
    pub(super) theirs: View<'a>,
    pub(super) policy: Policy,
    pub(super) groups: Vec<Group>,
}

impl<'a> Desk<'a> {
    pub(super) fn new(ours: &'a Side, theirs: &'a Side, policy: Policy) -> Self {
        Self {
            ours: View::new(ours),
            theirs: View::new(theirs),
            policy,
            groups: Vec::with_capacity(ours.rows().len()),
        }
    }

    pub(super) fn sum(&self, ours: &[u32], theirs: &[u32]) -> (Sum, Sum) {
        (
            Sum::of(ours.iter().map(|r| self.ours.row(*r))),
            Sum::of(theirs.iter().map(|r| self.theirs.row(*r))),
        )
    }

    /// How the sums of some rows agree.
    pub(super) fn fit(&self, ours: &[u32], theirs: &[u32]) -> Fit {
        let (o, t) = self.sum(ours, theirs);
        fit(&o, &t, self.policy.tolerance)
    }

    /// Takes rows as one group, agreeing or not.
    pub(super) fn take(&mut self, ours: &[u32], theirs: &[u32], how: How) {
        let (o, t) = self.sum(ours, theirs);
        let fit = fit(&o, &t, self.policy.tolerance);
        let cause = match fit {
            Fit::No => Some(causes::of_group(self, ours, theirs, how)),
            Fit::Equal | Fit::Taxed(_) => None,
        };
        let tax = match fit {
            Fit::Taxed(rate) => Some(rate),
            Fit::Equal | Fit::No => None,
        };
        let places = |view: &mut View<'_>, ranks: &[u32]| {
            let mut places: Vec<u32> = ranks
                .iter()
                .map(|rank| {
                    view.taken[*rank as usize] = true;
                    view.at[*rank as usize]
                })
                .collect();
            places.sort_unstable();
            places
        };
        let group = Group {
            ours: places(&mut self.ours, ours),
            theirs: places(&mut self.theirs, theirs),
            ours_amount: o.amount,
            theirs_amount: t.amount,
            cause,
            how,
            tax,
        };
        self.groups.push(group);
    }
}
