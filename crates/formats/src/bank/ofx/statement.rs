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
        from: false,
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

/// What an element with an amount is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Booked,
    /// `STMTTRNP`: not booked yet.
    Pending,
    /// `INTRARS`, `INTERRS`: a transfer from one of the own accounts, outside a statement.
    Transfer,
}

/// An element with an amount, under way.
struct Open {
    values: Values,
    line: u64,
    what: What,
}

/// A transfer is an entry of the account it comes from; its amount has the sign that is written.
fn transfer(values: &Values, line: u64, draft: &mut Draft) {
    let place = format!("line {line} transfer");
    let Some(mut entry) = entry(values, place, draft) else {
        return;
    };
    let get = |name: &str| values.get(name).map(String::as_str).unwrap_or_default();
    entry.kind = EntryKind::OwnTransfer;
    entry.bank_ref = reference(get("SRVRTID"));
    entry.currency = money::currency_code(get("CURDEF"));
    let own = account(get("ACCTID FROM"));
    let known = draft
        .statements
        .iter_mut()
        .rev()
        .take(64)
        .find(|s| s.account == own && s.closing.is_none());
    match known {
        Some(statement) => statement.entries.push(entry),
        None => draft.statements.push(BankStatement {
            account: own,
            currency: entry.currency.clone(),
            place: format!("line {line}"),
            entries: vec![entry],
            ..BankStatement::default()
        }),
    }
}

struct Reader<'d> {
    statement: Option<BankStatement>,
    entry: Option<Open>,
    /// Inside the account that money comes from, in an entry.
    from: bool,
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
            "STMTTRN" | "STMTTRNP" | "INTRARS" | "INTERRS" => {
                self.end_entry()?;
                self.balance = None;
                self.entry = Some(Open {
                    values: Values::new(),
                    line,
                    what: match name {
                        "STMTTRN" => What::Booked,
                        "STMTTRNP" => What::Pending,
                        _ => What::Transfer,
                    },
                });
            }
            "BANKACCTTO" | "CCACCTTO" | "BANKACCTFROM" | "CCACCTFROM" if self.entry.is_some() => {
                self.from = name.ends_with("FROM");
            }
            "LEDGERBAL" | "AVAILBAL" | "BAL" => {
                self.end_entry()?;
                self.balance = Some(name == "LEDGERBAL");
            }
            "MESSAGE" if self.statement.is_none() => self.status = field(&value),
            _ => self.value(name, value, line),
        }
        Ok(())
    }

    fn value(&mut self, name: &str, value: String, line: u64) {
        if let Some(open) = &mut self.entry {
            if open.values.len() < 100 {
                let name = if self.from && name == "ACCTID" {
                    "ACCTID FROM"
                } else {
                    name
                };
                open.values.entry(name.to_owned()).or_insert(value);
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
            "STMTTRN" | "STMTTRNP" | "BANKTRANLIST" | "BANKTRANLISTP" | "INTRARS" | "INTERRS" => {
                self.end_entry()?;
            }
            "BANKACCTTO" | "CCACCTTO" | "BANKACCTFROM" | "CCACCTFROM" => self.from = false,
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
        let Some(Open { values, line, what }) = self.entry.take() else {
            return Ok(());
        };
        self.from = false;
        if what == What::Pending {
            self.draft.problem(
                format!("line {line} STMTTRNP"),
                "entry.not_booked",
                format!(
                    "{} is announced and not booked, left out",
                    values.get("TRNAMT").map_or("?", String::as_str)
                ),
            );
            return Ok(());
        }
        self.draft.count_entry()?;
        if what == What::Transfer {
            transfer(&values, line, self.draft);
            return Ok(());
        }
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
