//! Footing, running balances and reversals.

use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use super::model::{BankStatement, Draft};

/// Entries of the opposite amount looked at before and after a reversal.
const LOOK: usize = 256;

/// Order of the rows of a file with running balances.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Footing {
    /// Oldest first.
    Ascending,
    /// Newest first.
    Descending,
}

/// Records what does not foot.
pub(crate) fn check(draft: &mut Draft) {
    let mut found = Vec::new();
    for statement in &draft.statements {
        if statement.foots() == Some(false) {
            let show = |d: Option<Decimal>| d.map_or("?".to_owned(), |d| d.to_string());
            let difference = match (statement.opening, statement.closing, statement.sum()) {
                (Some(opening), Some(closing), Some(sum)) => opening
                    .checked_add(sum)
                    .and_then(|total| closing.checked_sub(total)),
                _ => None,
            };
            found.push((
                statement.place.clone(),
                "statement.does_not_foot",
                format!(
                    "opening {} + {} entries of {} is not closing {}: difference {}",
                    show(statement.opening),
                    statement.entries.len(),
                    show(statement.sum()),
                    show(statement.closing),
                    show(difference)
                ),
            ));
        }
        running(statement, &mut found);
    }
    for (place, code, message) in found {
        draft.problem(place, code, message);
    }
}

/// In which order the running balances add up best; ascending when nothing speaks for the other.
pub(crate) fn order(statement: &BankStatement) -> Footing {
    let count = |footing| breaks(statement, footing).count();
    let up = count(Footing::Ascending);
    if up == 0 {
        return Footing::Ascending;
    }
    let down = count(Footing::Descending);
    if down < up {
        return Footing::Descending;
    }
    let dates = || statement.entries.iter().filter_map(|e| e.booked_on);
    match (dates().next(), dates().next_back()) {
        (Some(first), Some(last)) if first > last && down == up => Footing::Descending,
        _ => Footing::Ascending,
    }
}

/// Indices whose balance does not follow from the row before, with expected and stated balance.
fn breaks(
    statement: &BankStatement,
    footing: Footing,
) -> impl Iterator<Item = (usize, Decimal, Decimal)> {
    statement
        .entries
        .windows(2)
        .enumerate()
        .filter_map(move |(i, pair)| {
            let [first, second] = pair else { return None };
            let (before, row, index) = match footing {
                Footing::Ascending => (first, second, i + 1),
                Footing::Descending => (second, first, i),
            };
            let expected = before.balance?.checked_add(row.amount)?;
            let stated = row.balance?;
            (expected != stated).then_some((index, expected, stated))
        })
}

fn running(statement: &BankStatement, found: &mut Vec<(String, &'static str, String)>) {
    let footing = order(statement);
    for (index, expected, stated) in breaks(statement, footing) {
        if let Some(entry) = statement.entries.get(index) {
            found.push((
                entry.place.clone(),
                "balance.does_not_follow",
                format!(
                    "balance {stated} does not follow: the row before and {} give {expected}",
                    entry.amount
                ),
            ));
        }
    }
}

/// Opening and closing from the running balances, when the file states none itself.
pub(crate) fn balances_from_rows(statement: &mut BankStatement) {
    let (first, last) = match order(statement) {
        Footing::Ascending => (statement.entries.first(), statement.entries.last()),
        Footing::Descending => (statement.entries.last(), statement.entries.first()),
    };
    let opening = first.and_then(|e| e.balance?.checked_sub(e.amount));
    let closing = last.and_then(|e| e.balance);
    if opening.is_some() && closing.is_some() {
        statement.opening = statement.opening.or(opening);
        statement.closing = statement.closing.or(closing);
    }
}

/// Links each reversal to the latest earlier entry of the opposite amount and the same other side
/// or reference; a negative income is linked to what it takes back, so it never counts twice.
pub(crate) fn link_reversals(statement: &mut BankStatement) {
    if !statement.entries.iter().any(|e| e.reversal) {
        return;
    }
    let mut open: HashMap<Decimal, Vec<usize>> = HashMap::new();
    for (index, entry) in statement.entries.iter().enumerate() {
        if !entry.reversal {
            open.entry(entry.amount.normalize())
                .or_default()
                .push(index);
        }
    }
    let mut links = Vec::new();
    let mut taken = HashSet::new();
    for (index, entry) in statement.entries.iter().enumerate() {
        if !entry.reversal || entry.amount.is_zero() {
            continue;
        }
        let Some(candidates) = open.get(&(-entry.amount).normalize()) else {
            continue;
        };
        let same_party = |at: &usize| {
            statement.entries.get(*at).is_some_and(|other| {
                let equal = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
                equal(&other.bank_ref, &entry.bank_ref)
                    || equal(&other.counterparty_account, &entry.counterparty_account)
                    || equal(&other.counterparty, &entry.counterparty)
                    || (entry.counterparty.is_none() && entry.counterparty_account.is_none())
            })
        };
        let above = candidates.partition_point(|at| *at < index);
        let (before, after) = candidates.split_at(above);
        let near = |list: &mut dyn Iterator<Item = &usize>| {
            list.take(LOOK)
                .copied()
                .find(|at| !taken.contains(at) && same_party(at))
        };
        // The nearest one in the file; of two as near, the earlier.
        let nearest = [near(&mut before.iter().rev()), near(&mut after.iter())]
            .into_iter()
            .flatten()
            .min_by_key(|at| at.abs_diff(index));
        if let Some(at) = nearest {
            taken.insert(at);
            links.push((index, at));
        }
    }
    for (index, at) in links {
        if let Some(entry) = statement.entries.get_mut(index) {
            entry.reverses = Some(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::Entry;

    fn entry(amount: i64, balance: i64, reversal: bool) -> Entry {
        Entry {
            amount: Decimal::new(amount, 2),
            balance: Some(Decimal::new(balance, 2)),
            reversal,
            ..Entry::default()
        }
    }

    #[test]
    fn descending_rows_are_recognised() {
        let mut statement = BankStatement {
            entries: vec![entry(500, 1500, false), entry(-200, 1000, false)],
            ..BankStatement::default()
        };
        assert_eq!(order(&statement), Footing::Descending);
        balances_from_rows(&mut statement);
        assert_eq!(statement.opening, Some(Decimal::new(1200, 2)));
        assert_eq!(statement.closing, Some(Decimal::new(1500, 2)));
        assert_eq!(statement.foots(), Some(true));
    }

    #[test]
    fn a_broken_chain_is_told_once_per_row() {
        let statement = BankStatement {
            entries: vec![
                entry(100, 1100, false),
                entry(100, 1200, false),
                entry(100, 1350, false),
                entry(100, 1450, false),
            ],
            ..BankStatement::default()
        };
        let mut found = Vec::new();
        running(&statement, &mut found);
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn a_reversal_takes_back_one_entry_only() {
        let mut statement = BankStatement {
            entries: vec![
                entry(100, 0, false),
                entry(100, 0, false),
                entry(-100, 0, true),
                entry(-100, 0, true),
                entry(-100, 0, true),
            ],
            ..BankStatement::default()
        };
        link_reversals(&mut statement);
        let links: Vec<_> = statement.entries.iter().map(|e| e.reverses).collect();
        assert_eq!(links, [None, None, Some(1), Some(0), None]);
    }
}
