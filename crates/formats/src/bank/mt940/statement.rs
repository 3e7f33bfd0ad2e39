//! Fields into statements.

use super::details::{self, Purpose};
use super::lines::{Field, Part, parts, with_line_ends};
use super::tags;
use crate::FormatError;
use crate::bank::identity::reference;
use crate::bank::model::{BankStatement, Draft, Entry, account, field, join};

/// Reads an MT940 or MT942 text into the draft.
pub(crate) fn read(text: &str, draft: &mut Draft) -> Result<(), FormatError> {
    let mut open: Option<Open> = None;
    let text = with_line_ends(text);
    for part in parts(&text) {
        match part {
            Part::End => {
                if let Some(done) = open.take() {
                    done.close(draft);
                }
            }
            Part::Field(f) => {
                if f.tag == "20" {
                    if let Some(done) = open.take() {
                        done.close(draft);
                    }
                    open = Some(Open::new(f.line));
                } else if open.is_none() && matches!(f.tag, "25" | "25P") {
                    // Some banks leave the reference away.
                    let mut next = Open::new(f.line);
                    next.take(&f, draft)?;
                    open = Some(next);
                } else if let Some(current) = &mut open {
                    if f.tag.starts_with("60") && current.statement.closing.is_some() {
                        // The next statement of the same account without a :20: of its own.
                        let mut next = Open::new(f.line);
                        next.statement
                            .account
                            .clone_from(&current.statement.account);
                        std::mem::replace(current, next).close(draft);
                    }
                    current.take(&f, draft)?;
                } else {
                    draft.problem(
                        format!("line {} :{}:", f.line, f.tag),
                        "mt940.outside_statement",
                        "the field stands outside a statement (no :20: before it)",
                    );
                }
            }
        }
    }
    if let Some(done) = open.take() {
        done.close(draft);
    }
    Ok(())
}

/// A statement under way.
struct Open {
    statement: BankStatement,
    /// Field 86 belongs to the entry before it, not to the statement.
    in_entry: bool,
    interim: bool,
}

impl Open {
    fn new(line: u64) -> Self {
        Self {
            statement: BankStatement {
                place: format!("line {line}"),
                ..BankStatement::default()
            },
            in_entry: false,
            interim: false,
        }
    }

    fn take(&mut self, f: &Field<'_>, draft: &mut Draft) -> Result<(), FormatError> {
        let first = f.lines.first().copied().unwrap_or_default();
        let place = || format!("line {} :{}:", f.line, f.tag);
        match f.tag {
            "25" | "25P" => {
                if self.statement.account.is_none() {
                    // `/` in front says that no bank code is stated.
                    self.statement.account = account(first.trim_start().trim_start_matches('/'));
                } else if self.in_entry && first.starts_with(|c: char| c.is_ascii_digit()) {
                    draft.problem(
                        place(),
                        "mt940.tag_damaged",
                        "a second account inside the entries is read as the purpose (:86:)",
                    );
                    self.purpose(&f.lines);
                } else {
                    draft.problem(place(), "mt940.tag_repeated", "the account is stated twice");
                }
            }
            "28" | "28C" => self.statement.number = field(first),
            "60F" | "60M" | "62F" | "62M" => self.balance(f, first, draft),
            "61" => self.entry(f, first, draft)?,
            "86" => self.purpose(&f.lines),
            "34F" | "13D" | "90C" | "90D" => {
                self.interim = true;
                if f.tag == "34F" && self.statement.currency.is_none() {
                    self.statement.currency = first.get(..3).map(str::to_owned);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn balance(&mut self, f: &Field<'_>, value: &str, draft: &mut Draft) {
        let opening = f.tag.starts_with("60");
        self.in_entry = false;
        let place = format!("line {} :{}:", f.line, f.tag);
        match tags::balance(value) {
            Ok(balance) => {
                if balance.date.is_none() {
                    draft.problem(
                        place.as_str(),
                        "date.no_such_day",
                        format!("date of the balance {value}"),
                    );
                }
                match &self.statement.currency {
                    Some(told) if *told != balance.currency => draft.problem(
                        place,
                        "statement.two_currencies",
                        format!("{} after {told}", balance.currency),
                    ),
                    Some(_) => {}
                    None => self.statement.currency = Some(balance.currency),
                }
                let slot = if opening {
                    &mut self.statement.opening
                } else {
                    &mut self.statement.closing
                };
                *slot = Some(balance.amount);
            }
            Err(why) => draft.problem(place, "balance.unreadable", format!("{why}: {value}")),
        }
    }

    fn entry(&mut self, f: &Field<'_>, value: &str, draft: &mut Draft) -> Result<(), FormatError> {
        draft.count_entry()?;
        let place = format!("line {} :61:", f.line);
        let line = match tags::line(value) {
            Ok(line) => line,
            Err(why) => {
                self.in_entry = false;
                draft.problem(place, "entry.unreadable", format!("{why}: {value}"));
                return Ok(());
            }
        };
        let value_on = match line.value {
            Ok(date) => Some(date),
            Err(last) => {
                let instead = last.map_or("left empty".to_owned(), |d| format!("read as {d}"));
                draft.problem(
                    place.as_str(),
                    "date.no_such_day",
                    format!("the value date in {value} does not exist: {instead}"),
                );
                last
            }
        };
        let more = f.lines.get(1..).unwrap_or_default().join(" ");
        self.statement.entries.push(Entry {
            booked_on: line.entry.or(value_on),
            value_on,
            amount: line.amount,
            currency: self.statement.currency.clone(),
            text: join([
                reference(&line.customer_ref).unwrap_or_default().as_str(),
                more.as_str(),
            ]),
            bank_ref: reference(&line.bank_ref),
            reversal: line.reversal,
            kind: tag_kind(&line.code),
            place,
            ..Entry::default()
        });
        self.in_entry = true;
        Ok(())
    }

    /// Field 86 behind an entry; before the first and after the last it speaks of the account.
    fn purpose(&mut self, lines: &[&str]) {
        if !self.in_entry {
            return;
        }
        let Some(entry) = self.statement.entries.last_mut() else {
            return;
        };
        let Purpose {
            text,
            name,
            account,
            title,
        } = details::purpose(lines);
        if title.is_some_and(|t| t.to_ascii_uppercase().contains("STORNO")) {
            entry.reversal = true;
        }
        entry.text = join([text.as_str(), entry.text.clone().as_str()]);
        entry.counterparty = entry.counterparty.take().or(name);
        entry.counterparty_account = entry.counterparty_account.take().or(account);
    }

    fn close(mut self, draft: &mut Draft) {
        let place = self.statement.place.clone();
        for entry in &mut self.statement.entries {
            entry.currency.clone_from(&self.statement.currency);
        }
        if let (Some(number), Some(currency)) = (&self.statement.account, &self.statement.currency)
            && number.len() > 18
            && number.bytes().take(2).all(|b| b.is_ascii_alphabetic())
            && let Some(bare) = number.strip_suffix(currency.as_str())
        {
            // An IBAN with the currency glued on.
            self.statement.account = Some(bare.to_owned());
        }
        if !self.interim {
            if self.statement.opening.is_none() {
                draft.problem(
                    place.as_str(),
                    "statement.no_opening",
                    "no opening balance (:60F:)",
                );
            }
            if self.statement.closing.is_none() {
                draft.problem(
                    place.as_str(),
                    "statement.no_closing",
                    "no closing balance (:62F:): the file may be cut off",
                );
            }
        }
        draft.statements.push(self.statement);
    }
}

/// What the bank's own code says: `FINT`/`NINT` interest, `NCHG` charges.
fn tag_kind(code: &str) -> crate::bank::EntryKind {
    use crate::bank::EntryKind;
    match code.get(1..).unwrap_or_default() {
        "INT" => EntryKind::Interest,
        "CHG" | "COM" => EntryKind::Fee,
        _ => EntryKind::Payment,
    }
}
