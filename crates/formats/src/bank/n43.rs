//! Spanish Norma 43 (AEB 43), records of 80 characters.
//!
//! # Sources
//! AEB cuaderno 43: 11 account header, 22 movement, 23 concepts, 24 amount in another currency,
//! 33 account trailer, 88 file trailer. Amounts have two decimals; `1` debit, `2` credit.

use rust_decimal::Decimal;

use super::identity::reference;
use super::model::{BankStatement, Draft, Entry, EntryKind, account, field, join};
use super::money;
use super::text::{self, columns};
use crate::FormatError;
use crate::table::Date;

/// Reads a Norma 43 file into the draft.
pub(crate) fn read(text: &str, draft: &mut Draft) -> Result<(), FormatError> {
    let mut open: Option<BankStatement> = None;
    for (number, line) in text::lines(text) {
        let at = |from, to| columns(line, from, to);
        match at(1, 2) {
            "11" => {
                close(open.take(), draft);
                open = Some(header(number, line, draft));
            }
            "22" => {
                draft.count_entry()?;
                let place = format!("line {number} record 22");
                let Some(statement) = &mut open else {
                    draft.problem(
                        place,
                        "n43.outside_account",
                        "a movement before any account (11)",
                    );
                    continue;
                };
                if let Some(entry) = movement(line, place, draft) {
                    statement.entries.push(Entry {
                        currency: statement.currency.clone(),
                        ..entry
                    });
                }
            }
            "23" => {
                if let Some(entry) = open.as_mut().and_then(|s| s.entries.last_mut())
                    && entry.text.len() < 4_000
                {
                    if entry.counterparty.is_none() {
                        entry.counterparty = transfer_party(at(5, 42));
                    }
                    entry.text = join([entry.text.clone().as_str(), at(5, 42), at(43, 80)]);
                }
            }
            "33" => {
                if let Some(statement) = &mut open {
                    trailer(number, line, statement, draft);
                }
                close(open.take(), draft);
            }
            "88" | "24" | "00" => {}
            _ if line.trim().is_empty() || line.trim() == "\u{1a}" => {}
            other => draft.problem(
                format!("line {number}"),
                "n43.unknown_record",
                format!("record {other:?}"),
            ),
        }
    }
    close(open.take(), draft);
    Ok(())
}

fn close(open: Option<BankStatement>, draft: &mut Draft) {
    if let Some(statement) = open {
        if statement.closing.is_none() {
            draft.problem(
                statement.place.as_str(),
                "statement.no_closing",
                "no account trailer (record 33): the file may be cut off",
            );
        }
        draft.statements.push(statement);
    }
}

fn header(number: u64, line: &str, draft: &mut Draft) -> BankStatement {
    let at = |from, to| columns(line, from, to);
    BankStatement {
        account: account(at(3, 20)),
        holder: field(at(52, 77)),
        currency: money::currency_code(at(48, 50)),
        opening: signed(number, at(33, 33), at(34, 47), draft),
        place: format!("line {number}"),
        ..BankStatement::default()
    }
}

fn signed(number: u64, sign: &str, digits: &str, draft: &mut Draft) -> Option<Decimal> {
    match (money::minor(digits, 2), sign) {
        (Some(amount), "2") => Some(amount),
        (Some(amount), "1") => Some(-amount),
        (Some(amount), "0" | " ") => {
            draft.problem(
                format!("line {number}"),
                "amount.no_sign",
                format!("sign {sign:?} is neither 1 nor 2: read as credit"),
            );
            Some(amount)
        }
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

fn movement(line: &str, place: String, draft: &mut Draft) -> Option<Entry> {
    let at = |from, to| columns(line, from, to);
    let (sign, digits) = (at(28, 28), at(29, 42));
    let amount = money::minor(digits, 2);
    let amount = match (amount, sign) {
        (Some(amount), "2") => amount,
        (Some(amount), "1") => -amount,
        _ => {
            draft.problem(
                place,
                "amount.unreadable",
                format!("sign {sign:?}, amount {digits:?}"),
            );
            return None;
        }
    };
    let booked_on = date(at(11, 16));
    if booked_on.is_none() {
        draft.problem(
            place.as_str(),
            "date.unreadable",
            format!("{:?}", at(11, 16)),
        );
    }
    let references = [at(53, 64), at(65, 80)].map(|r| reference(r).unwrap_or_default());
    // Common concepts of the norm: 06 interest and fees on loans, 17 fees, 98 and 99 corrections.
    let concept = at(23, 24);
    Some(Entry {
        booked_on,
        value_on: date(at(17, 22)),
        amount,
        text: join([references[0].as_str(), references[1].as_str()]),
        bank_ref: reference(at(43, 52)),
        reversal: matches!(concept, "98"),
        kind: if concept == "17" {
            EntryKind::Fee
        } else {
            EntryKind::Payment
        },
        place,
        ..Entry::default()
    })
}

/// The first concept of a transfer names the other side.
fn transfer_party(concept: &str) -> Option<String> {
    let at = concept.to_ascii_uppercase().find("TRANSFERENC")?;
    let (_, name) = concept.get(at..)?.split_once(' ')?;
    ["DE ", "A "]
        .iter()
        .find_map(|word| name.trim_start().strip_prefix(word))
        .map_or_else(|| field(name), field)
}

fn trailer(number: u64, line: &str, statement: &mut BankStatement, draft: &mut Draft) {
    let at = |from, to| columns(line, from, to);
    statement.closing = signed(number, at(59, 59), at(60, 73), draft);
    let place = format!("line {number} record 33");
    for (negative, name, count, total) in [
        (true, "debit", at(21, 25), at(26, 39)),
        (false, "credit", at(40, 44), at(45, 58)),
    ] {
        let own = statement
            .entries
            .iter()
            .filter(|e| e.amount.is_sign_negative() == negative);
        let sum = own
            .clone()
            .try_fold(Decimal::ZERO, |s, e| s.checked_add(e.amount.abs()));
        let stated = (count.trim().parse::<usize>().ok(), money::minor(total, 2));
        if let ((Some(count), Some(total)), Some(sum)) = (stated, sum)
            && (count != own.clone().count() || total != sum)
        {
            draft.problem(
                place.as_str(),
                "n43.trailer",
                format!(
                    "{name}: {count} of {total} stated, {} of {sum} read",
                    own.count()
                ),
            );
        }
    }
}

/// `yymmdd`.
fn date(text: &str) -> Option<Date> {
    let part = |from: usize| -> Option<u8> { text.get(from..from + 2)?.parse().ok() };
    Date::new(2000 + i32::from(part(0)?), part(2)?, part(4)?)
}
