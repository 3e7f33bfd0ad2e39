//! 差异调节表: both balances adjusted until they meet (china.md §5.4).
//!
//! The side that has **not** booked an item is adjusted. Of a difference with a known cause our side
//! is adjusted to theirs, as the proposal that both have to confirm; a copy is taken off the side that
//! has it twice. Differences of unknown cause and opening differences adjust nobody: they are the
//! unexplained rest, which must be zero before the balance can be agreed.

use crate::amount::sum;
use crate::outcome::{Cause, Outcome, Party};
use std::collections::BTreeMap;

/// One line of the table: what is added to a side's balance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Adjustment {
    /// Whose balance.
    pub party: Party,
    /// Why; `None` for tax that one side shows and the other does not.
    pub cause: Option<Cause>,
    /// Rows or groups behind it.
    pub count: usize,
    /// What is added, with its sign.
    pub amount: i64,
}

/// The table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Balance {
    /// Our balance.
    pub ours: i64,
    /// Theirs, in our sign.
    pub theirs: i64,
    /// What is added to either.
    pub adjustments: Vec<Adjustment>,
    /// Our balance after that.
    pub ours_adjusted: i64,
    /// Theirs after that.
    pub theirs_adjusted: i64,
    /// Ours less theirs: what nothing explains.
    pub unexplained: i64,
}

impl Balance {
    /// Builds the table from an outcome and the totals of both sides.
    #[must_use]
    pub fn of(outcome: &Outcome, ours: i64, theirs: i64) -> Self {
        let mut lines: BTreeMap<(Party, Option<Cause>), (usize, i128)> = BTreeMap::new();
        let mut add = |party: Party, cause: Option<Cause>, amount: i64| {
            let line = lines.entry((party, cause)).or_default();
            line.0 += 1;
            line.1 += i128::from(amount);
        };
        for single in &outcome.only_ours {
            if single.cause == Cause::WrongCustomer {
                add(
                    Party::Ours,
                    Some(single.cause),
                    single.amount.saturating_neg(),
                );
            } else if single.cause != Cause::Opening {
                add(Party::Theirs, Some(single.cause), single.amount);
            }
        }
        for single in &outcome.only_theirs {
            if single.cause == Cause::WrongCustomer {
                add(
                    Party::Theirs,
                    Some(single.cause),
                    single.amount.saturating_neg(),
                );
            } else if single.cause != Cause::Opening {
                add(Party::Ours, Some(single.cause), single.amount);
            }
        }
        for group in &outcome.differs {
            let apart = group.theirs_amount.saturating_sub(group.ours_amount);
            match group.cause {
                None | Some(Cause::Amount | Cause::Opening) => {}
                cause => add(Party::Ours, cause, apart),
            }
        }
        for group in &outcome.matched {
            let apart = group.ours_amount.saturating_sub(group.theirs_amount);
            if group.tax.is_some() && apart > 0 {
                add(Party::Theirs, None, apart);
            } else if group.tax.is_some() {
                add(Party::Ours, None, apart.saturating_neg());
            } else if apart != 0 {
                add(Party::Ours, Some(Cause::Rounding), apart.saturating_neg());
            }
        }
        for copy in &outcome.duplicates {
            add(
                copy.party,
                Some(Cause::Duplicate),
                copy.amount.saturating_neg(),
            );
        }
        let adjustments: Vec<Adjustment> = lines
            .into_iter()
            .map(|((party, cause), (count, amount))| Adjustment {
                party,
                cause,
                count,
                amount: i64::try_from(amount).unwrap_or(i64::MAX),
            })
            .collect();
        let adjusted = |party: Party, balance: i64| {
            sum(adjustments
                .iter()
                .filter(|a| a.party == party)
                .map(|a| a.amount)
                .chain([balance]))
        };
        let (ours_adjusted, theirs_adjusted) =
            (adjusted(Party::Ours, ours), adjusted(Party::Theirs, theirs));
        Self {
            ours,
            theirs,
            ours_adjusted,
            theirs_adjusted,
            unexplained: ours_adjusted.saturating_sub(theirs_adjusted),
            adjustments,
        }
    }
}
