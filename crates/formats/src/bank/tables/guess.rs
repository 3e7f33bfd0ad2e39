//! Tables without a header: columns by what they hold.
//!
//! # Rule
//! The first column with a date in every row dates it. Amounts are proved by a running balance
//! (`before + in − out = after` in every row, oldest or newest first). Without a balance the table
//! must begin with the date and have exactly one column of amounts with two decimals and a minus
//! somewhere; that is a guess and is told.

use rust_decimal::Decimal;

use super::cells::{self, clean};
use super::columns::{Columns, Field};
use crate::bank::dates::Days;
use crate::table::Row;

/// Rows looked at.
const SAMPLE: usize = 200;
/// Most columns of numbers that are tried against each other.
const NUMBERS: usize = 6;

/// Columns of a table without a header.
pub(super) struct Guess {
    pub(super) columns: Columns,
    /// A running balance proves them.
    pub(super) proved: bool,
}

/// The columns, when the content tells them.
pub(super) fn columns(rows: &[Row]) -> Option<Guess> {
    let sample = rows.get(..rows.len().min(SAMPLE))?;
    let width = sample.first()?.len();
    if sample.len() < 2 || !(3..=24).contains(&width) || sample.iter().any(|r| r.len() != width) {
        return None;
    }
    let date = (0..width).find(|c| dated(sample, *c))?;
    let numbers: Vec<Numbers> = (0..width)
        .filter(|c| *c != date)
        .filter_map(|c| Numbers::of(sample, c))
        .take(NUMBERS)
        .collect();
    let mut fields = vec![(date, Field::Date)];
    let proved = match balanced(&numbers) {
        Some(found) => {
            fields.extend(found);
            true
        }
        None => {
            let [only] = numbers.as_slice() else {
                return None;
            };
            let full = only
                .values
                .iter()
                .all(|v| v.is_some_and(|v| v.scale() == 2));
            let minus = only.values.iter().flatten().any(Decimal::is_sign_negative);
            if date != 0 || !full || !minus || width > 8 {
                return None;
            }
            fields.push((only.column, Field::Amount));
            false
        }
    };
    let used: Vec<usize> = fields.iter().map(|(c, _)| *c).collect();
    let texts = (0..width).filter(|c| !used.contains(c) && worded(sample, *c));
    fields.extend(texts.map(|c| (c, Field::Text)));
    if !fields.iter().any(|(_, f)| *f == Field::Text) {
        return None;
    }
    Some(Guess {
        columns: Columns::at(width, &fields),
        proved,
    })
}

fn dated(rows: &[Row], column: usize) -> bool {
    let texts = || rows.iter().map(|r| clean(r.cell(column).text));
    let days = Days::of(texts(), true);
    texts().all(|t| {
        let digits = t.chars().filter(char::is_ascii_digit).count();
        digits >= 6 && (t.contains(['/', '-', '.']) || digits == 8) && days.parse(t).is_some()
    })
}

/// Words in at least one row.
fn worded(rows: &[Row], column: usize) -> bool {
    rows.iter()
        .any(|r| r.cell(column).text.chars().any(char::is_alphabetic))
}

/// A column of amounts.
struct Numbers {
    column: usize,
    values: Vec<Option<Decimal>>,
}

impl Numbers {
    fn of(rows: &[Row], column: usize) -> Option<Self> {
        let comma = cells::decimal_comma(rows.iter().map(|r| r.cell(column).text));
        let mut values = Vec::with_capacity(rows.len());
        for row in rows {
            let value = cells::amount(row.cell(column).text, comma).ok()?;
            values.push(value.map(|a| a.value));
        }
        // Whole numbers in every row are numbers of something, not money.
        let money = values.iter().flatten().any(|v| v.scale() > 0);
        (money && values.iter().any(Option::is_some)).then_some(Self { column, values })
    }
}

/// The columns that a running balance proves: amount, or out and in, and the balance.
fn balanced(numbers: &[Numbers]) -> Option<Vec<(usize, Field)>> {
    for balance in numbers
        .iter()
        .filter(|n| n.values.iter().all(Option::is_some))
    {
        for amount in numbers.iter().filter(|n| n.column != balance.column) {
            let single = |i: usize| amount.values.get(i).copied().flatten();
            if runs(balance, single) {
                return Some(vec![
                    (amount.column, Field::Amount),
                    (balance.column, Field::Balance),
                ]);
            }
            for income in numbers {
                if [amount.column, balance.column].contains(&income.column) {
                    continue;
                }
                let both = |i: usize| {
                    let of = |n: &Numbers| n.values.get(i).copied().flatten();
                    match (of(income), of(amount)) {
                        (None, None) => None,
                        (gain, loss) => gain
                            .unwrap_or_default()
                            .checked_sub(loss.unwrap_or_default().abs()),
                    }
                };
                if runs(balance, both) {
                    return Some(vec![
                        (amount.column, Field::Out),
                        (income.column, Field::In),
                        (balance.column, Field::Balance),
                    ]);
                }
            }
        }
    }
    None
}

/// Every balance follows from its neighbour, in one of the two orders.
fn runs(balance: &Numbers, amount: impl Fn(usize) -> Option<Decimal>) -> bool {
    let at = |i: usize| balance.values.get(i).copied().flatten();
    let follows = |before: usize, after: usize| {
        let expected = at(before)
            .zip(amount(after))
            .and_then(|(b, a)| b.checked_add(a));
        expected.is_some() && expected == at(after)
    };
    let rows = balance.values.len();
    (1..rows).all(|i| follows(i - 1, i)) || (1..rows).all(|i| follows(i, i - 1))
}
