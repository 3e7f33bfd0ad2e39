//! BAI2 cash management reports.
//!
//! # Sources
//! BAI2 (ASC X9.121 predecessor): records 01 file, 02 group, 03 account, 16 transaction, 88
//! continuation, 49/98/99 trailers with control totals. Amounts are integers in minor units of the
//! currency. Type codes 100–399 are credits, 400–699 debits, 920–959 and 960–999 the bank's own
//! credits and debits. 010 is the opening, 015 the closing ledger balance.
//!
//! # Deviations read
//! Several records in one line, a record broken over lines without 88, texts with `/`, a missing
//! `/`, signed amounts, a missing currency (USD by the standard), control totals that differ (told).

mod trailers;

use rust_decimal::Decimal;

use trailers::Control;

use super::identity::reference;
use super::model::{BankStatement, Draft, Entry, account, join};
use super::{money, text};
use crate::FormatError;
use crate::table::Date;

/// One logical record.
struct Record {
    line: u64,
    text: String,
    physical: u64,
}

impl Record {
    fn code(&self) -> &str {
        self.text.get(..2).unwrap_or_default()
    }

    fn fields(&self) -> Vec<&str> {
        self.text.split(',').take(4_000).map(str::trim).collect()
    }
}

/// Reads a BAI2 file into the draft.
pub(crate) fn read(text: &str, draft: &mut Draft) -> Result<(), FormatError> {
    let mut group_date: Option<Date> = None;
    let mut group_currency: Option<String> = None;
    let mut open: Option<Account> = None;
    let (mut group, mut file) = (Control::new("98"), Control::new("99"));
    for record in records(text) {
        let fields = record.fields();
        let get = |i: usize| fields.get(i).copied().unwrap_or_default();
        file.records += record.physical;
        group.records += record.physical;
        match record.code() {
            "02" => {
                finish(open.take(), draft);
                group = Control::new("98");
                group.records = record.physical;
                group_date = date(get(4));
                group_currency = money::currency_code(get(6));
                if group_date.is_none() {
                    draft.problem(
                        format!("line {} record 02", record.line),
                        "date.unreadable",
                        format!("as-of date {:?}", get(4)),
                    );
                }
            }
            "03" => {
                finish(open.take(), draft);
                let currency = money::currency_code(get(2)).or_else(|| group_currency.clone());
                open = Some(Account::open(&record, &fields, currency, draft));
            }
            "16" => {
                draft.count_entry()?;
                match &mut open {
                    Some(account) => account.entry(&record, &fields, group_date, draft),
                    None => draft.problem(
                        format!("line {} record 16", record.line),
                        "bai2.outside_account",
                        "a transaction before any account (03)",
                    ),
                }
            }
            "49" => {
                if let Some(account) = &mut open {
                    account.trailer(&record, get(1), get(2), draft);
                    group.add(get(1));
                }
                finish(open.take(), draft);
            }
            "98" => {
                finish(open.take(), draft);
                group.check(&record, [get(1), get(2), get(3)], draft);
                file.take(&group);
                group_currency = None;
            }
            "99" => file.check(&record, [get(1), get(2), get(3)], draft),
            _ => {}
        }
    }
    finish(open.take(), draft);
    Ok(())
}

fn finish(open: Option<Account>, draft: &mut Draft) {
    if let Some(account) = open {
        draft.statements.push(account.statement);
    }
}

/// Splits into records, continuation records joined.
fn records(text: &str) -> Vec<Record> {
    let mut records: Vec<Record> = Vec::new();
    for (number, line) in text::lines(text) {
        for piece in pieces(line) {
            let trimmed = piece.trim();
            if trimmed.is_empty() {
                continue;
            }
            if let Some(more) = trimmed.strip_prefix("88,") {
                if let Some(last) = records.last_mut() {
                    // Fields go on in 03, text goes on in 16.
                    last.text.push(if last.text.starts_with("03") {
                        ','
                    } else {
                        ' '
                    });
                    last.text.push_str(body(more));
                    last.physical += 1;
                }
            } else if starts_record(trimmed) {
                records.push(Record {
                    line: number,
                    text: body(trimmed).to_owned(),
                    physical: 1,
                });
            } else if let Some(last) = records.last_mut() {
                last.text.push(' ');
                last.text.push_str(body(trimmed));
            }
        }
    }
    records
}

/// Without the `/` that ends a record and the comma before it that ends the last field.
fn body(text: &str) -> &str {
    text.trim_end().trim_end_matches('/').trim_end()
}

fn starts_record(text: &str) -> bool {
    ["01,", "02,", "03,", "16,", "49,", "98,", "99,"]
        .iter()
        .any(|code| text.starts_with(code))
}

/// The records in one line: a `/`, blanks and a record code begin the next one.
fn pieces(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, _) in line.match_indices('/') {
        let after = line.get(at + 1..).unwrap_or_default();
        let next = after.trim_start();
        if after.len() > next.len() && (starts_record(next) || next.starts_with("88,")) {
            pieces.push(line.get(start..=at).unwrap_or_default());
            start = at + 1;
        }
    }
    pieces.push(line.get(start..).unwrap_or_default());
    pieces
}

/// An account under way.
struct Account {
    statement: BankStatement,
    digits: u32,
    total: Option<Decimal>,
    physical: u64,
}

impl Account {
    fn open(record: &Record, fields: &[&str], currency: Option<String>, draft: &mut Draft) -> Self {
        let currency = currency.unwrap_or_else(|| "USD".to_owned());
        let digits = money::minor_digits(&currency);
        let get = |i: usize| fields.get(i).copied().unwrap_or_default();
        let mut this = Self {
            statement: BankStatement {
                account: account(get(1)),
                currency: Some(currency),
                place: format!("line {}", record.line),
                ..BankStatement::default()
            },
            digits,
            total: Some(Decimal::ZERO),
            physical: record.physical,
        };
        // Groups of type code, amount, item count, funds type with its own fields.
        let mut at = 3;
        while at < fields.len() {
            let code = get(at);
            let amount_text = get(at + 1);
            if let Some(amount) = money::minor(amount_text, digits) {
                this.add(amount);
                match code {
                    "010" => this.statement.opening = Some(amount),
                    "015" => this.statement.closing = Some(amount),
                    _ => {}
                }
            } else if !amount_text.is_empty() {
                draft.problem(
                    format!("line {} record 03", record.line),
                    "amount.unreadable",
                    format!("type {code}: {amount_text:?}"),
                );
            }
            at += 4 + funds_fields(fields, at + 3);
        }
        this
    }

    fn add(&mut self, amount: Decimal) {
        self.total = self.total.and_then(|t| t.checked_add(amount));
    }

    fn entry(&mut self, record: &Record, fields: &[&str], day: Option<Date>, draft: &mut Draft) {
        self.physical += record.physical;
        let place = format!("line {} record 16", record.line);
        let get = |i: usize| fields.get(i).copied().unwrap_or_default();
        let code: u16 = get(1).parse().unwrap_or(0);
        let Some(amount) = money::minor(get(2), self.digits) else {
            if !get(2).is_empty() {
                draft.problem(place, "amount.unreadable", format!("{:?}", get(2)));
            }
            return;
        };
        self.add(amount);
        let negative = match code {
            100..=399 | 920..=959 => false,
            400..=699 | 960..=999 => true,
            890 => return,
            _ => {
                draft.problem(
                    place.as_str(),
                    "bai2.type_code",
                    format!(
                        "type code {:?} tells neither credit nor debit: read as it is signed",
                        get(1)
                    ),
                );
                false
            }
        };
        let funds = get(3);
        let extra = funds_fields(fields, 3);
        let value_on = if funds == "V" { date(get(4)) } else { None };
        let after = 4 + extra;
        let customer = reference(get(after + 1));
        let tail = fields.get(after + 2..).unwrap_or_default().join(",");
        self.statement.entries.push(Entry {
            booked_on: day.or(value_on),
            value_on,
            amount: if negative { -amount } else { amount },
            currency: self.statement.currency.clone(),
            text: join([tail.as_str(), customer.as_deref().unwrap_or_default()]),
            bank_ref: reference(get(after)),
            kind: kind(code),
            place,
            ..Entry::default()
        });
    }

    fn trailer(&mut self, record: &Record, stated: &str, count: &str, draft: &mut Draft) {
        self.physical += record.physical;
        if let (Some(stated), Some(total)) = (money::minor(stated, self.digits), self.total)
            && stated != total
        {
            trailers::differs(record.line, "49", &stated, &total, draft);
        }
        trailers::count(record.line, "49", "records", count, self.physical, draft);
    }
}

/// Extra fields after a funds type: S three amounts, V date and time, D a count and pairs.
fn funds_fields(fields: &[&str], at: usize) -> usize {
    match fields.get(at).copied().unwrap_or_default() {
        "S" => 3,
        "V" => 2,
        "D" => fields
            .get(at + 1)
            .and_then(|n| n.parse::<usize>().ok())
            .map_or(1, |n| 1 + n.min(100) * 2),
        _ => 0,
    }
}

/// `yymmdd` or `yyyymmdd`.
fn date(text: &str) -> Option<Date> {
    let text = if text.len() == 8 {
        text.get(2..)?
    } else {
        text
    };
    let part = |from: usize| -> Option<u8> { text.get(from..from + 2)?.parse().ok() };
    Date::new(2000 + i32::from(part(0)?), part(2)?, part(4)?)
}

fn kind(code: u16) -> super::EntryKind {
    use super::EntryKind;
    match code {
        350..=354 | 210 => EntryKind::Interest,
        690..=699 | 560..=568 => EntryKind::Fee,
        _ => EntryKind::Payment,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_records_in_a_line_and_texts_with_slashes() {
        let text = "01,A,B,1/ 02,A,B,1,220919,,USD,2/\n03,7,,010,100,,,015,350,,/\n\
                    16,142,300,Z,,REF1,PAY 22/03/66 FOR\n88,MORE/ 16,451,50,Z,,,FEE/\n49,800,5/\n";
        let mut draft = Draft::new(super::super::BankFormat::Bai2);
        read(text, &mut draft).unwrap();
        let s = &draft.statements[0];
        assert_eq!(s.entries.len(), 2);
        assert_eq!(s.foots(), Some(true));
        assert_eq!(s.entries[0].text, "PAY 22/03/66 FOR MORE REF1");
        assert!(draft.problems.is_empty(), "{:?}", draft.problems);
    }
}
