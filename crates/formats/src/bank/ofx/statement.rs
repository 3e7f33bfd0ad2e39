//! Statements of an OFX file.

use std::collections::HashMap;

use super::header;
use super::sgml::{Token, Tokens};
use crate::FormatError;
use crate::bank::camt::iso_date;
use crate::bank::identity::reference;
use crate::bank::model::{BankStatement, Draft, Entry, EntryKind, account, field, join};
use crate::bank::{money, text};
use crate::table::Date;

/// Values of the element under way, by tag.
type Values = HashMap<String, String>;

/// Reads an OFX file into the draft.
pub(crate) fn read(bytes: &[u8], draft: &mut Draft) -> Result<(), FormatError> {
    let label = header::encoding(bytes);
    let decoded = text::decode(bytes, label.as_deref());
    if decoded.damaged {
        draft.problem(
            "file",
            "text.damaged",
            "some characters do not fit the encoding",
        );
    }
    let mut reader = Reader {
        statement: None,
        entry: None,
        balance: None,
        status: None,
        draft,
    };
    for token in Tokens::new(&decoded.text) {
        match token {
            Token::Open { name, value, line } => reader.open(&name, value, line)?,
            Token::Close(name) => reader.close(&name)?,
        }
    }
    reader.end_entry()?;
    reader.end_statement();
    let refused = reader.status.take();
    if draft.statements.is_empty()
        && let Some(message) = refused
    {
        draft.problem("SONRS", "ofx.refused", message);
    }
    Ok(())
}

struct Reader<'d> {
    statement: Option<BankStatement>,
    entry: Option<(Values, u64)>,
    /// Inside `LEDGERBAL` (true) or another balance (false).
    balance: Option<bool>,
    status: Option<String>,
    draft: &'d mut Draft,
}

impl Reader<'_> {
    fn open(&mut self, name: &str, value: String, line: u64) -> Result<(), FormatError> {
        match name {
            "STMTRS" | "CCSTMTRS" | "INVSTMTRS" => {
                self.end_entry()?;
                self.end_statement();
                self.statement = Some(BankStatement {
                    place: format!("line {line}"),
                    ..BankStatement::default()
                });
            }
            "STMTTRN" => {
                self.end_entry()?;
                self.entry = Some((Values::new(), line));
            }
            "LEDGERBAL" | "AVAILBAL" | "BAL" => {
                self.end_entry()?;
                self.balance = Some(name == "LEDGERBAL");
            }
            "MESSAGE" if self.statement.is_none() => self.status = field(&value),
            // The other side's account inside an entry.
            "BANKACCTTO" | "CCACCTTO" => {}
            _ => self.value(name, value, line),
        }
        Ok(())
    }

    fn value(&mut self, name: &str, value: String, line: u64) {
        if let Some((values, _)) = &mut self.entry {
            if values.len() < 100 {
                values.entry(name.to_owned()).or_insert(value);
            }
            return;
        }
        let Some(statement) = &mut self.statement else {
            return;
        };
        match (name, self.balance) {
            ("CURDEF", _) => statement.currency = money::currency_code(&value),
            ("ACCTID", None) => {
                statement.account = statement.account.take().or_else(|| account(&value))
            }
            ("BALAMT", Some(true)) => match money::written(&value) {
                Some(amount) => statement.closing = Some(amount),
                None => self.draft.problem(
                    format!("line {line} BALAMT"),
                    "balance.unreadable",
                    format!("the closing balance is {value:?}"),
                ),
            },
            _ => {}
        }
    }

    fn close(&mut self, name: &str) -> Result<(), FormatError> {
        match name {
            "STMTTRN" | "BANKTRANLIST" => self.end_entry()?,
            "LEDGERBAL" | "AVAILBAL" | "BAL" => self.balance = None,
            "STMTRS" | "CCSTMTRS" | "INVSTMTRS" => {
                self.end_entry()?;
                self.end_statement();
            }
            _ => {}
        }
        Ok(())
    }

    fn end_statement(&mut self) {
        self.balance = None;
        if let Some(mut statement) = self.statement.take() {
            for entry in &mut statement.entries {
                if entry.currency.is_none() {
                    entry.currency.clone_from(&statement.currency);
                }
            }
            if statement.currency.is_none() {
                statement.currency = statement.entries.first().and_then(|e| e.currency.clone());
            }
            self.draft.statements.push(statement);
        }
    }

    fn end_entry(&mut self) -> Result<(), FormatError> {
        let Some((values, line)) = self.entry.take() else {
            return Ok(());
        };
        self.draft.count_entry()?;
        let place = format!("line {line} STMTTRN");
        let statement = self.statement.get_or_insert_with(|| BankStatement {
            place: place.clone(),
            ..BankStatement::default()
        });
        if let Some(entry) = entry(&values, place, self.draft) {
            statement.entries.push(entry);
        }
        Ok(())
    }
}

fn entry(values: &Values, place: String, draft: &mut Draft) -> Option<Entry> {
    let get = |name: &str| values.get(name).map(String::as_str).unwrap_or_default();
    let Some(amount) = money::written(get("TRNAMT")) else {
        draft.problem(
            place,
            "amount.unreadable",
            format!("TRNAMT {:?}, the entry is left out", get("TRNAMT")),
        );
        return None;
    };
    let mut day = |tag: &'static str| {
        let value = get(tag);
        let date = date(value);
        if date.is_none() && !value.is_empty() {
            draft.problem(
                format!("{place} {tag}"),
                "date.unreadable",
                format!("{value:?} is no date"),
            );
        }
        date
    };
    let booked_on = day("DTPOSTED");
    let value_on = day("DTAVAIL").or_else(|| date(get("VALUEDATE")));
    let code = get("TRNTYPE").to_ascii_uppercase();
    let check = reference(get("CHECKNUM"));
    let sides = [get("NAME"), get("PAYEE")];
    Some(Entry {
        booked_on: booked_on.or(value_on),
        value_on,
        amount,
        // The original currency of a converted amount says nothing about the amount.
        currency: if values.contains_key("ORIGCURRENCY") {
            None
        } else {
            money::currency_code(get("CURSYM"))
        },
        counterparty: sides.iter().find_map(|name| field(name)),
        counterparty_account: account(get("ACCTID")),
        text: join([
            get("MEMO"),
            get("NAME"),
            check.as_deref().unwrap_or_default(),
            get("REFNUM"),
        ]),
        bank_ref: reference(get("FITID")),
        reversal: values.contains_key("CORRECTFITID"),
        kind: match code.as_str() {
            "INT" => EntryKind::Interest,
            "FEE" | "SRVCHG" => EntryKind::Fee,
            _ => EntryKind::Payment,
        },
        place,
        ..Entry::default()
    })
}

/// `yyyymmdd…`; time and zone are dropped, the day stays as the bank wrote it.
fn date(text: &str) -> Option<Date> {
    let part = |from: usize, to: usize| text.get(from..to);
    Date::new(
        part(0, 4)?.parse().ok()?,
        part(4, 6)?.parse().ok()?,
        part(6, 8)?.parse().ok()?,
    )
    .or_else(|| iso_date(text))
}
