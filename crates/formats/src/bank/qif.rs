//! Quicken QIF.
//!
//! # Sources
//! The published QIF description: sections `!Type:Bank|Cash|CCard|Oth A|Oth L` hold transactions,
//! one field a line, `^` ends a record. `!Account` names the account of what follows. Sections of
//! categories, classes, securities and investments hold no bank entries and are passed over.
//!
//! # Deviations read
//! A missing last `^`, several accounts, dates with `'` for the century, ISO dates, comments.
//! The order of day and month is found from all dates of the file; when nothing tells it, month
//! first is taken, as Quicken writes, and that is said.

use std::collections::HashMap;

use super::dates::Days;
use super::identity::reference;
use super::model::{BankStatement, Draft, Entry, EntryKind, field, join};
use super::{money, text};
use crate::FormatError;

/// Fields of one record.
#[derive(Default)]
struct Record {
    line: u64,
    fields: Vec<(char, String)>,
}

impl Record {
    fn get(&self, key: char) -> &str {
        self.fields
            .iter()
            .find(|(k, _)| *k == key)
            .map_or("", |(_, v)| v.as_str())
    }
}

#[derive(PartialEq, Clone, Copy)]
enum Section {
    Entries,
    Account,
    Other,
}

/// Reads a QIF file into the draft.
pub(crate) fn read(text: &str, draft: &mut Draft) -> Result<(), FormatError> {
    let mut account: Option<String> = None;
    let mut section = Section::Other;
    let mut record = Record::default();
    let mut found: Vec<(Option<String>, Record)> = Vec::new();
    let mut end = |record: Record,
                   section: Section,
                   account: &mut Option<String>,
                   draft: &mut Draft|
     -> Result<(), FormatError> {
        match section {
            Section::Account if !record.get('N').is_empty() => *account = field(record.get('N')),
            Section::Entries if !record.fields.is_empty() => {
                draft.count_entry()?;
                found.push((account.clone(), record));
            }
            _ => {}
        }
        Ok(())
    };
    for (number, line) in text::lines(text) {
        let line = line.trim_end();
        let mut chars = line.chars();
        let Some(key) = chars.next() else { continue };
        match key {
            '!' => {
                end(std::mem::take(&mut record), section, &mut account, draft)?;
                section = section_of(line);
            }
            '^' => end(std::mem::take(&mut record), section, &mut account, draft)?,
            '#' => {}
            _ => {
                if record.fields.is_empty() {
                    record.line = number;
                }
                if record.fields.len() < 300 {
                    record.fields.push((key, chars.as_str().trim().to_owned()));
                }
            }
        }
    }
    end(std::mem::take(&mut record), section, &mut account, draft)?;
    statements(found, draft);
    Ok(())
}

/// `[Account]` as category is a transfer between own accounts, except on the opening record.
fn transfer(category: &str, payee: &str) -> EntryKind {
    if category.starts_with('[') && !payee.eq_ignore_ascii_case("opening balance") {
        EntryKind::OwnTransfer
    } else {
        EntryKind::Payment
    }
}

fn section_of(line: &str) -> Section {
    let lower = line.to_ascii_lowercase();
    if lower.starts_with("!account") {
        return Section::Account;
    }
    let Some(kind) = lower.strip_prefix("!type:") else {
        return Section::Other;
    };
    match kind.trim() {
        "bank" | "cash" | "ccard" | "oth a" | "oth l" => Section::Entries,
        _ => Section::Other,
    }
}

fn statements(found: Vec<(Option<String>, Record)>, draft: &mut Draft) {
    let days = Days::of(found.iter().map(|(_, r)| r.get('D')), true);
    if days.assumed {
        draft.problem(
            "file",
            "date.order_assumed",
            "nothing in the file tells day from month: month first is taken",
        );
    }
    let mut places: HashMap<Option<String>, usize> = HashMap::new();
    for (account, record) in found {
        let place = format!("line {}", record.line);
        let text = record.get('T');
        let text = if text.is_empty() {
            record.get('U')
        } else {
            text
        };
        let Some(amount) = money::written(text) else {
            draft.problem(
                place,
                "amount.unreadable",
                format!("T{text:?}, the record is left out"),
            );
            continue;
        };
        let booked_on = days.parse(record.get('D'));
        if booked_on.is_none() {
            draft.problem(
                place.as_str(),
                "date.unreadable",
                format!("D{:?}", record.get('D')),
            );
        }
        let at = *places.entry(account.clone()).or_insert_with(|| {
            draft.statements.push(BankStatement {
                account: account.clone(),
                place: place.clone(),
                ..BankStatement::default()
            });
            draft.statements.len() - 1
        });
        if let Some(statement) = draft.statements.get_mut(at) {
            statement.entries.push(Entry {
                booked_on,
                amount,
                counterparty: field(record.get('P')),
                text: join([record.get('M'), record.get('P'), record.get('L')]),
                bank_ref: reference(record.get('N')),
                kind: transfer(record.get('L'), record.get('P')),
                place,
                ..Entry::default()
            });
        }
    }
}
