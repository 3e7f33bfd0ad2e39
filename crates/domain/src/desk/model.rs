//! Proposals in our own words. Pure.

use crate::wire;
use jieqing_kernel::id::Id;
use jieqing_matching::{Decision, Plan, Words, reasons};

jieqing_db::text_enum! {
    /// What is known of a receipt on the desk.
    pub enum DeskState {
        /// Exact and unique.
        Exact = "exact",
        /// Something is proposed.
        Proposed = "proposed",
        /// Nothing was found, or several answers are equally good.
        Undecided = "undecided",
        /// No run has seen it.
        New = "new",
        /// Put aside by a person.
        Skipped = "skipped",
    }
}

/// Which receipts are looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// All that are open.
    All,
    /// These.
    These(Vec<Id<wire::Receipt>>),
}

/// A line of a proposal. Positive minor units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedLine {
    /// Item; `None` for what nothing was found for.
    pub item: Option<Id<wire::OpenItem>>,
    /// Amount.
    pub amount: i64,
    /// Confidence, per mille.
    pub score: i64,
    /// Which way of thinking led to it.
    pub rule: String,
    /// Exact and unique.
    pub exact: bool,
    /// Reasons, one a line.
    pub reasons_zh: String,
    /// The same in English.
    pub reasons_en: String,
    /// Other items that were nearly chosen, best first.
    pub alternatives: Vec<Id<wire::OpenItem>>,
}

/// What is proposed for a receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Receipt.
    pub receipt: Id<wire::Receipt>,
    /// Whether its payer is known.
    pub claimed: bool,
    /// What is open of it.
    pub open: i64,
    /// Lines, at least one.
    pub lines: Vec<ProposedLine>,
}

impl Proposal {
    /// Every line is exact and unique, and nothing is left.
    #[must_use]
    pub fn exact(&self) -> bool {
        let total = self
            .lines
            .iter()
            .try_fold(0_i64, |sum, l| sum.checked_add(l.amount));
        total == Some(self.open) && self.lines.iter().all(|l| l.exact && l.item.is_some())
    }
}

/// A receipt as it was given to the engine.
pub(super) struct Subject {
    pub(super) receipt: Id<wire::Receipt>,
    pub(super) customer: Option<i64>,
    pub(super) open: i64,
}

/// The plan in our words, a proposal a receipt. Lines on items of somebody else than the customer of the
/// receipt fall away: whose money it is was decided before.
pub(super) fn proposals(
    plan: &Plan,
    input: &jieqing_matching::Input<'_>,
    subjects: &[Subject],
    items: &[(i64, i64)],
) -> Vec<Proposal> {
    let mut out: Vec<Proposal> = subjects
        .iter()
        .map(|s| Proposal {
            receipt: s.receipt,
            claimed: s.customer.is_some(),
            open: s.open,
            lines: Vec::new(),
        })
        .collect();
    for line in &plan.lines {
        let at = line.receipt as usize;
        let (Some(subject), Some(proposal)) = (subjects.get(at), out.get_mut(at)) else {
            continue;
        };
        let item = line.item.and_then(|i| items.get(i as usize));
        let foreign = item
            .zip(subject.customer)
            .is_some_and(|((_, of), customer)| *of != customer);
        if foreign {
            continue;
        }
        let words = |words| reasons(line, input, words).join("\n");
        let alternatives = plan
            .alternatives
            .iter()
            .filter(|a| a.receipt == line.receipt)
            .filter_map(|a| items.get(a.item as usize))
            .filter(|(_, of)| subject.customer.is_none_or(|c| c == *of))
            .map(|(id, _)| Id::from_raw(*id))
            .take(5)
            .collect();
        proposal.lines.push(ProposedLine {
            item: item.map(|(id, _)| Id::from_raw(*id)),
            amount: line.amount,
            score: i64::from(line.score),
            rule: line.rule.code().to_owned(),
            exact: line.decision == Decision::Applied,
            reasons_zh: words(Words::Chinese),
            reasons_en: words(Words::English),
            alternatives,
        });
    }
    for proposal in &mut out {
        if proposal.lines.is_empty() {
            proposal.lines.push(nothing(proposal.open));
        }
    }
    out
}

fn nothing(open: i64) -> ProposedLine {
    ProposedLine {
        item: None,
        amount: open,
        score: 0,
        rule: "other_customer".to_owned(),
        exact: false,
        reasons_zh: "所写单据属于其他客户，请人工确认".to_owned(),
        reasons_en: "what it names is another customer's: a person decides".to_owned(),
        alternatives: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(item: Option<i64>, amount: i64, exact: bool) -> ProposedLine {
        ProposedLine {
            item: item.map(Id::from_raw),
            exact,
            ..nothing(amount)
        }
    }

    #[test]
    fn exact_is_everything_to_the_cent() {
        let of = |lines| Proposal {
            receipt: Id::from_raw(1),
            claimed: true,
            open: 100,
            lines,
        };
        assert!(of(vec![line(Some(1), 60, true), line(Some(2), 40, true)]).exact());
        assert!(!of(vec![line(Some(1), 60, true)]).exact());
        assert!(!of(vec![line(Some(1), 60, true), line(None, 40, false)]).exact());
        assert!(!of(vec![line(Some(1), 100, false)]).exact());
    }
}
