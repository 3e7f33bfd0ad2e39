//! The rows of the four files, borrowing their texts. A row that cannot be used is left out and
//! told; an optional value that cannot be read is left out of its row and told.

use super::columns::{ALIASES, Column, ITEMS, Places, RECEIPTS, REMITTANCES, find};
use super::problems::{Problem, Problems, Refused};
use super::unique::{repeated, without};
use super::values::{amount, date, is_plain_date, trim};
use jieqing_formats::table::value::{DateRules, propose_date_order};
use jieqing_formats::table::{CsvText, ReadOptions};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_matching::{Advice, Alias, Item, Receipt};
use std::borrow::Cow;

/// A file that is to be read: its name for messages, and its text.
pub(super) struct Source<'t> {
    pub(super) name: &'t str,
    pub(super) text: &'t CsvText<'t>,
    pub(super) options: &'t ReadOptions,
    /// Currency of rows that name none.
    pub(super) currency: Currency,
}

/// Rows with what was wrong in others.
pub(super) struct Read<T> {
    pub(super) rows: Vec<T>,
    /// Line of each row, for messages; from 1.
    pub(super) lines: Vec<u32>,
    pub(super) problems: Problems,
}

/// Open items: `item.numbers` are set by [`number_items`] from the second part.
pub(super) struct Items<'t> {
    pub(super) read: Read<Item<'t>>,
    /// Numbers of all rows, [`NUMBERS`] each.
    pub(super) numbers: Vec<[&'t str; NUMBERS]>,
}

/// Numbers that a row of items has: document, order, delivery, statement, the customer's own.
pub(super) const NUMBERS: usize = 5;
const FIRST_NUMBER: usize = ITEMS.len() - NUMBERS;

/// Rows that are looked at to find the order of day and month.
const SAMPLE: usize = 20_000;

/// Reads open items.
pub(super) fn items<'t>(source: &Source<'t>) -> Result<Items<'t>, Refused> {
    let mut numbers: Vec<[&str; NUMBERS]> = Vec::new();
    let mut read = source.read(&ITEMS, [3, 4], |row| {
        let id = row.needed(0)?;
        let currency = row.currency(6)?;
        let amount = row.amount(5, currency)?;
        let (party, name) = (row.id(1), row.text(2));
        numbers.push(std::array::from_fn(|n| row.text(FIRST_NUMBER + n)));
        Some(Item {
            id,
            party: if party.is_empty() { trim(name) } else { party },
            name,
            numbers: &[],
            issued: row.date(3),
            due: row.date(4),
            amount,
            currency,
        })
    })?;
    let marked = source.repeated(&mut read, |i| i.id, ITEMS[0].name);
    read.rows = without(read.rows, &marked);
    let numbers = without(numbers, &marked);
    Ok(Items { read, numbers })
}

/// Gives the items their numbers.
pub(super) fn number_items<'t>(items: &mut [Item<'t>], numbers: &'t [[&'t str; NUMBERS]]) {
    for (item, numbers) in items.iter_mut().zip(numbers) {
        let used = numbers.iter().rposition(|n| !n.is_empty());
        item.numbers = &numbers[..used.map_or(0, |last| last + 1)];
    }
}

/// Reads receipts.
pub(super) fn receipts<'t>(source: &Source<'t>) -> Result<Read<Receipt<'t>>, Refused> {
    let mut read = source.read(&RECEIPTS, [1, 1], |row| {
        let id = row.needed(0)?;
        let currency = row.currency(4)?;
        Some(Receipt {
            id,
            amount: row.amount(3, currency)?,
            date: row.date(1),
            payer: row.text(2),
            currency,
            text: row.text(5),
        })
    })?;
    let marked = source.repeated(&mut read, |r| r.id, RECEIPTS[0].name);
    read.rows = without(read.rows, &marked);
    Ok(read)
}

/// Reads remittance advice.
pub(super) fn remittances<'t>(source: &Source<'t>) -> Result<Read<Advice<'t>>, Refused> {
    source.read(&REMITTANCES, [0, 0], |row| {
        let currency = row.currency(3)?;
        Some(Advice {
            receipt: row.needed(0)?,
            number: row.needed(1)?,
            amount: row.optional_amount(2, currency),
            memo: row.text(4),
        })
    })
}

/// Reads payer names.
pub(super) fn aliases<'t>(source: &Source<'t>) -> Result<Read<Alias<'t>>, Refused> {
    source.read(&ALIASES, [0, 0], |row| {
        Some(Alias {
            payer: row.needed(0)?,
            party: row.needed(1)?,
        })
    })
}

impl<'t> Source<'t> {
    /// All rows through `make`, which answers `None` for one that cannot be used.
    fn read<T, const N: usize>(
        &self,
        columns: &'static [Column; N],
        dates: [usize; 2],
        mut make: impl FnMut(&mut Cells<'_, 't, N>) -> Option<T>,
    ) -> Result<Read<T>, Refused> {
        let mut rows = self.text.rows(self.options);
        let mut fields: Vec<Cow<'t, str>> = Vec::with_capacity(16);
        if rows.next_row(&mut fields)?.is_none() {
            return Err(Refused::no_header());
        }
        let places = find(columns, &fields)?;
        let rules = self.date_rules(&places, dates)?;
        let guess = self.text.len() / 64;
        let mut read = Read {
            rows: Vec::with_capacity(guess),
            lines: Vec::with_capacity(guess),
            problems: Problems::default(),
        };
        let (mut line, mut counted) = (1, 0);
        let mut known = ("", self.currency);
        while let Some(place) = rows.next_row(&mut fields)? {
            line += self.text.lines_between(counted, place.offset);
            counted = place.offset;
            let mut cells = Cells {
                file: self.name,
                line,
                columns,
                places: &places,
                fields: &fields,
                rules: &rules,
                own: self.currency,
                known: &mut known,
                problems: &mut read.problems,
            };
            if let Some(row) = make(&mut cells) {
                read.rows.push(row);
                read.lines.push(u32::try_from(line).unwrap_or(u32::MAX));
            }
        }
        if read.rows.is_empty() && read.problems.count > 0 {
            let first = read.problems.kept.first().map(Problem::to_string);
            return Err(Refused::nothing(first.as_deref()));
        }
        Ok(read)
    }

    /// Rows whose id another one has.
    fn repeated<T>(
        &self,
        read: &mut Read<T>,
        id: impl Fn(&T) -> &str,
        column: &'static str,
    ) -> Vec<bool> {
        let problems = &mut read.problems;
        repeated(&read.rows, id, &read.lines, (self.name, column), problems)
    }

    /// The order of day and month, from the first rows, when dates are not written year first.
    fn date_rules<const N: usize>(
        &self,
        places: &Places<N>,
        dates: [usize; 2],
    ) -> Result<DateRules, Refused> {
        let mut rows = self.text.rows(self.options);
        let mut fields: Vec<Cow<'t, str>> = Vec::with_capacity(16);
        rows.next_row(&mut fields)?;
        let mut samples: Vec<String> = Vec::new();
        for seen in 0..SAMPLE {
            if rows.next_row(&mut fields)?.is_none() || (seen > 100 && samples.is_empty()) {
                break;
            }
            for column in dates {
                let text = places[column].and_then(|at| fields.get(at));
                if let Some(text) = text.filter(|t| !trim(t).is_empty() && !is_plain_date(t)) {
                    samples.push(text.to_string());
                }
            }
        }
        Ok(DateRules {
            order: propose_date_order(samples.iter().map(String::as_str)),
            ..DateRules::default()
        })
    }
}

/// One row.
struct Cells<'r, 't, const N: usize> {
    file: &'r str,
    line: u64,
    columns: &'static [Column; N],
    places: &'r Places<N>,
    fields: &'r [Cow<'t, str>],
    rules: &'r DateRules,
    own: Currency,
    /// The currency of the row before, which is mostly this one's.
    known: &'r mut (&'t str, Currency),
    problems: &'r mut Problems,
}

impl<'t, const N: usize> Cells<'_, 't, N> {
    /// A text as it stands; empty when the column or the cell is missing.
    fn text(&self, column: usize) -> &'t str {
        match self.places[column].and_then(|at| self.fields.get(at)) {
            Some(Cow::Borrowed(text)) => text,
            // Doubled quotes: rare, and needed until the process ends with the plan.
            Some(Cow::Owned(text)) => String::leak(text.clone()),
            None => "",
        }
    }

    fn id(&self, column: usize) -> &'t str {
        trim(self.text(column))
    }

    fn needed(&mut self, column: usize) -> Option<&'t str> {
        let id = self.id(column);
        if id.is_empty() {
            self.tell(column, Problem::EMPTY, "empty; the row is left out".into());
            return None;
        }
        Some(id)
    }

    fn currency(&mut self, column: usize) -> Option<Currency> {
        let text = self.id(column);
        if text.is_empty() {
            return Some(self.own);
        }
        if text == self.known.0 {
            return Some(self.known.1);
        }
        let Ok(currency) = text.to_ascii_uppercase().parse() else {
            let why = format!("{text:?} is no currency; the row is left out");
            self.tell(column, Problem::CURRENCY, why);
            return None;
        };
        *self.known = (text, currency);
        Some(currency)
    }

    fn amount(&mut self, column: usize, currency: Currency) -> Option<i64> {
        let text = self.text(column);
        match amount(text, currency) {
            Ok(Some(minor)) => return Some(minor),
            Ok(None) => self.tell(column, Problem::EMPTY, "empty; the row is left out".into()),
            Err(why) => {
                let why = format!("{text:?}: {why}; the row is left out");
                self.tell(column, Problem::AMOUNT, why);
            }
        }
        None
    }

    fn optional_amount(&mut self, column: usize, currency: Currency) -> Option<i64> {
        let text = self.text(column);
        amount(text, currency).unwrap_or_else(|why| {
            let why = format!("{text:?}: {why}; the row is used without it");
            self.tell(column, Problem::AMOUNT, why);
            None
        })
    }

    fn date(&mut self, column: usize) -> Option<Date> {
        let text = self.text(column);
        date(text, self.rules).unwrap_or_else(|why| {
            let why = format!("{text:?}: {why}; the row is used without it");
            self.tell(column, Problem::DATE, why);
            None
        })
    }

    fn tell(&mut self, column: usize, code: &'static str, message: String) {
        self.problems.push(Problem {
            file: self.file.to_owned(),
            line: self.line,
            column: self.columns[column].name,
            code,
            message,
        });
    }
}

#[cfg(test)]
#[path = "read_tests.rs"]
mod tests;
