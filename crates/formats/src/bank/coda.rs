//! Belgian CODA, records of 128 characters.
//!
//! # Sources
//! Febelfin CODA standard 2.x: record 0 header, 1 old balance, 2.1/2.2/2.3 movement, 3.x
//! information, 8 new balance, 9 trailer. Amounts have three decimals, `0` credit, `1` debit.
//! A movement whose detail number is not `0000` explains the one before and is not counted.
//!
//! # Deviations read
//! Short lines, line ends of any kind, several statements in a file, trailers that differ (told).

use rust_decimal::Decimal;

use super::identity::reference;
use super::model::{BankStatement, Detail, Draft, Entry, EntryKind, account, field, join};
use super::text::{self, columns};
use super::{BankFormat, money};
use crate::FormatError;
use crate::table::Date;

/// Reads a CODA file into the draft.
pub(crate) fn read(text: &str, draft: &mut Draft) -> Result<(), FormatError> {
    debug_assert_eq!(draft.format, BankFormat::Coda);
    let mut open: Option<Open> = None;
    for (number, line) in text::lines(text) {
        let record = columns(line, 1, 2);
        match record.as_bytes() {
            [b'0', ..] => {
                close(open.take(), draft);
                open = Some(Open::new(number, line));
            }
            [kind, ..] if kind.is_ascii_digit() => {
                let open = open.get_or_insert_with(|| Open::new(number, ""));
                open.record(number, line, draft)?;
                if *kind == b'9' {
                    open.trailer(number, line, draft);
                }
            }
            [] => {}
            _ if line.trim().is_empty() => {}
            _ => draft.problem(
                format!("line {number}"),
                "coda.unknown_record",
                format!("record {record:?}"),
            ),
        }
    }
    close(open.take(), draft);
    Ok(())
}

struct Open {
    statement: BankStatement,
    records: u64,
    debit: Decimal,
    credit: Decimal,
    /// The last movement is a detail of the entry before.
    detail: bool,
}

fn close(open: Option<Open>, draft: &mut Draft) {
    let Some(mut open) = open else { return };
    if open.records == 0 && open.statement.entries.is_empty() {
        return;
    }
    let place = open.statement.place.clone();
    for entry in &mut open.statement.entries {
        entry.currency.clone_from(&open.statement.currency);
        entry.text = join([entry.text.clone().as_str()]);
    }
    if open.statement.opening.is_none() {
        draft.problem(
            place.as_str(),
            "statement.no_opening",
            "no old balance (record 1)",
        );
    }
    if open.statement.closing.is_none() {
        draft.problem(
            place.as_str(),
            "statement.no_closing",
            "no new balance (record 8)",
        );
    }
    draft.statements.push(open.statement);
}

impl Open {
    fn new(number: u64, header: &str) -> Self {
        Self {
            statement: BankStatement {
                holder: field(columns(header, 35, 60)),
                place: format!("line {number}"),
                ..BankStatement::default()
            },
            records: 0,
            debit: Decimal::ZERO,
            credit: Decimal::ZERO,
            detail: false,
        }
    }

    fn record(&mut self, number: u64, line: &str, draft: &mut Draft) -> Result<(), FormatError> {
        let at = |from, to| columns(line, from, to);
        if !line.starts_with('9') {
            self.records += 1;
        }
        match at(1, 2).as_bytes() {
            [b'1', kind] => {
                let (number_text, currency) = match kind {
                    b'0' => (at(6, 17), at(19, 21)),
                    b'1' => (at(6, 39), at(40, 42)),
                    _ => (at(6, 36), at(40, 42)),
                };
                self.statement.account = account(number_text);
                self.statement.currency = money::currency_code(currency);
                self.statement.number = field(at(126, 128));
                self.statement.opening = self.amount(number, at(43, 43), at(44, 58), draft);
            }
            [b'2', b'1'] => self.movement(number, line, draft)?,
            [b'2', b'2'] if self.detail => {
                let more = [at(11, 63), " ", at(64, 98)].concat();
                self.explain(&more, None, None);
            }
            [b'2', b'3'] if self.detail => {
                self.explain(at(83, 125), account(at(11, 44)), field(at(48, 82)));
            }
            [b'2', b'2'] => {
                if let Some(entry) = self.current() {
                    entry.text.push_str(at(11, 63));
                    entry.text.push(' ');
                    entry.text.push_str(at(64, 98));
                }
            }
            [b'2', b'3'] => {
                if let Some(entry) = self.current() {
                    entry.counterparty_account =
                        account(at(11, 44)).or(entry.counterparty_account.take());
                    entry.counterparty = field(at(48, 82)).or(entry.counterparty.take());
                    entry.text.push_str(at(83, 125));
                }
            }
            [b'3', part] => {
                let (from, to) = match part {
                    // A structured communication names its kind in three digits first.
                    b'1' if at(40, 40) == "1" => (44, 113),
                    b'1' => (41, 113),
                    b'2' => (11, 115),
                    _ => (11, 100),
                };
                if let Some(entry) = self.current() {
                    entry.text.push(' ');
                    entry.text.push_str(at(from, to));
                }
            }
            [b'8', _] => {
                self.statement.closing = self.amount(number, at(42, 42), at(43, 57), draft);
            }
            _ => {}
        }
        Ok(())
    }

    /// More about the last payment of a collective entry.
    fn explain(&mut self, text: &str, number: Option<String>, name: Option<String>) {
        let entry = self.statement.entries.last_mut();
        if let Some(detail) = entry.and_then(|e| e.details.last_mut()) {
            detail.text = join([detail.text.clone().as_str(), text]);
            detail.counterparty_account = detail.counterparty_account.take().or(number);
            detail.counterparty = detail.counterparty.take().or(name);
        }
    }

    /// The entry that further records belong to; none after a detail.
    fn current(&mut self) -> Option<&mut Entry> {
        let limit = 16_000;
        if self.detail {
            return None;
        }
        self.statement
            .entries
            .last_mut()
            .filter(|e| e.text.len() < limit)
    }

    fn amount(&self, number: u64, sign: &str, digits: &str, draft: &mut Draft) -> Option<Decimal> {
        let amount = money::minor(digits, 3);
        match (amount, sign) {
            (Some(amount), "0") => Some(amount.normalize()),
            (Some(amount), "1") => Some(-amount.normalize()),
            _ => {
                draft.problem(
                    format!("line {number}"),
                    "amount.unreadable",
                    format!("sign {sign:?}, amount {digits:?}"),
                );
                None
            }
        }
    }

    fn movement(&mut self, number: u64, line: &str, draft: &mut Draft) -> Result<(), FormatError> {
        draft.count_entry()?;
        let at = |from, to| columns(line, from, to);
        let amount = self.amount(number, at(32, 32), at(33, 47), draft);
        self.detail = at(7, 10) != "0000";
        let Some(amount) = amount else { return Ok(()) };
        let message = if at(62, 62) == "1" {
            // Structured: three digits of the kind, then its content.
            structured(at(63, 65), at(66, 115))
        } else {
            at(63, 115).to_owned()
        };
        if self.detail {
            if let Some(entry) = self.statement.entries.last_mut()
                && entry.details.len() < 20_000
            {
                entry.details.push(Detail {
                    amount: Some(amount),
                    text: join([message.as_str()]),
                    ..Detail::default()
                });
            }
            return Ok(());
        }
        if amount.is_sign_negative() {
            self.debit -= amount;
        } else {
            self.credit += amount;
        }
        let place = format!("line {number} record 21");
        let value_on = date(at(48, 53));
        let booked_on = date(at(116, 121));
        if booked_on.is_none() {
            draft.problem(
                place.as_str(),
                "date.unreadable",
                format!("entry date {:?}", at(116, 121)),
            );
        }
        // Transaction code: type, family, operation, category; operation 49–99 pairs take back.
        let code = at(54, 61);
        self.statement.entries.push(Entry {
            booked_on: booked_on.or(value_on),
            value_on,
            amount,
            text: message,
            bank_ref: reference(at(11, 31)),
            reversal: matches!(code.get(3..5), Some("49" | "99")),
            kind: match code.get(1..3) {
                Some("35") => EntryKind::Interest,
                Some("80") => EntryKind::Fee,
                _ => EntryKind::Payment,
            },
            place,
            ..Entry::default()
        });
        Ok(())
    }

    fn trailer(&mut self, number: u64, line: &str, draft: &mut Draft) {
        let place = format!("line {number} record 9");
        let sums = [
            ("debit", columns(line, 23, 37), self.debit),
            ("credit", columns(line, 38, 52), self.credit),
        ];
        for (name, text, own) in sums {
            if let Some(stated) = money::minor(text, 3)
                && stated != own
            {
                draft.problem(
                    place.as_str(),
                    "coda.trailer",
                    format!("{name} total {stated} stated, {own} read"),
                );
            }
        }
    }
}

/// Structured communications: 101 and 102 are payment references `+++123/4567/89012+++`.
fn structured(kind: &str, content: &str) -> String {
    match kind {
        "101" | "102" => {
            let digits = content.get(..12).unwrap_or(content);
            match (digits.get(..3), digits.get(3..7), digits.get(7..12)) {
                (Some(a), Some(b), Some(c)) => format!("+++{a}/{b}/{c}+++"),
                _ => content.to_owned(),
            }
        }
        _ => content.to_owned(),
    }
}

/// `ddmmyy`; zeros are no date.
fn date(text: &str) -> Option<Date> {
    let part = |from: usize| -> Option<u8> { text.get(from..from + 2)?.parse().ok() };
    let year = i32::from(part(4)?);
    Date::new(
        if year >= 80 { 1900 } else { 2000 } + year,
        part(2)?,
        part(0)?,
    )
}
