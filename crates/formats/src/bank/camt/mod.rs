//! ISO 20022 camt.052, camt.053 and camt.054, every version.
//!
//! # Sources
//! The message schemas camt.05x.001.01–.11. Names that moved between versions are read in all
//! their places (`Sts` as text or `Sts/Cd`; `Dbtr/Nm` or `Dbtr/Pty/Nm`; `BIC` or `BICFI`).
//! Amounts have no sign: `CdtDbtInd` has it. Opening is `OPBD`, else `PRCD` (the closing before),
//! else the first `ITBD` of two; closing is `CLBD`, else the last `ITBD` of two.
//!
//! # Deviations read
//! No namespace, a prefix, a missing prolog, several messages under one root, entries without
//! status (booked), balances in another currency than the account (told).
//! Entries that are not booked (`PDNG`, `INFO`, `FUTR`) are told and left out: they are no money yet.

mod entry;

use rust_decimal::Decimal;

use super::BankFormat;
use super::model::{BankStatement, Draft, account, field};
use super::xml::{Element, Step, Stream};
use super::{money, text};
use crate::FormatError;
use crate::table::Date;

/// Reads a camt message into the draft.
pub(crate) fn read(bytes: &[u8], draft: &mut Draft) -> Result<(), FormatError> {
    let decoded = text::decode_xml(bytes);
    let mut stream = Stream::new(&decoded.text);
    let mut open: Option<BankStatement> = None;
    let mut balances: Vec<Balance> = Vec::new();
    while let Some(step) = stream.next_step(
        &["Acct", "Bal", "Ntry", "Id", "TxsSummry", "ElctrncSeqNb"],
        &["Rpt", "Stmt", "Ntfctn"],
    )? {
        match step {
            Step::Enter(line) => {
                close(open.take(), &mut balances, draft);
                open = Some(BankStatement {
                    place: format!("line {line}"),
                    ..BankStatement::default()
                });
            }
            Step::Leave => close(open.take(), &mut balances, draft),
            Step::Element(e) => {
                if let Some(statement) = &mut open {
                    part(&e, statement, &mut balances, draft)?;
                }
            }
        }
    }
    close(open.take(), &mut balances, draft);
    if let Some(why) = stream.damage() {
        draft.problem(
            format!("line {}", stream.line()),
            "xml.damaged",
            format!("the file ends or breaks here: {why}"),
        );
    }
    Ok(())
}

/// One `Bal`.
struct Balance {
    code: String,
    amount: Decimal,
    currency: Option<String>,
}

fn part(
    e: &Element,
    statement: &mut BankStatement,
    balances: &mut Vec<Balance>,
    draft: &mut Draft,
) -> Result<(), FormatError> {
    match e.name.as_str() {
        "Acct" => {
            statement.account = e
                .find("Id/IBAN")
                .or_else(|| e.find("Id/Othr/Id"))
                .or_else(|| e.find("Id/PrtryAcct/Id"))
                .or_else(|| e.find("Id/BBAN"))
                .or_else(|| e.find("Id/UPIC"))
                .and_then(account);
            statement.currency = e.find("Ccy").and_then(money::currency_code);
            statement.holder = ["Ownr/Nm", "Ownr/Pty/Nm", "Nm"]
                .iter()
                .find_map(|path| e.find(path))
                .and_then(field);
        }
        "Id" => statement.number = field(&e.text),
        "ElctrncSeqNb" => {}
        "Bal" => balance(e, balances, draft),
        "Ntry" => {
            draft.count_entry()?;
            if let Some(entry) = entry::read(e, draft) {
                if statement.currency.is_none() {
                    statement.currency.clone_from(&entry.currency);
                }
                statement.entries.push(entry);
            }
        }
        "TxsSummry" => {
            let stated = e
                .find("TtlNtries/NbOfNtries")
                .and_then(|n| n.trim().parse::<usize>().ok());
            if let Some(stated) = stated {
                // Checked when the statement ends: the summary stands before the entries.
                statement.place = format!("{} (states {stated} entries)", statement.place);
            }
        }
        _ => {}
    }
    Ok(())
}

fn balance(e: &Element, balances: &mut Vec<Balance>, draft: &mut Draft) {
    let code = e
        .find("Tp/CdOrPrtry/Cd")
        .or_else(|| e.find("Tp/Cd"))
        .or_else(|| e.find("Tp/CdOrPrtry/Prtry"))
        .unwrap_or_default()
        .trim()
        .to_owned();
    let Some(amount) = signed(e, draft) else {
        return;
    };
    let currency = e
        .child("Amt")
        .and_then(|a| a.attribute("Ccy"))
        .and_then(money::currency_code);
    balances.push(Balance {
        code,
        amount,
        currency,
    });
}

/// `Amt` with the sign of `CdtDbtInd`; a problem when either is missing or unreadable.
pub(super) fn signed(e: &Element, draft: &mut Draft) -> Option<Decimal> {
    let place = format!("line {} {}", e.line, e.name);
    let text = e.find("Amt").unwrap_or_default().trim();
    let Some(amount) = money::written(text) else {
        draft.problem(place, "amount.unreadable", format!("Amt {text:?}"));
        return None;
    };
    match e.find("CdtDbtInd").map(str::trim) {
        Some("DBIT") => Some(-amount),
        Some("CRDT") => Some(amount),
        other => {
            draft.problem(
                place,
                "amount.no_sign",
                format!("CdtDbtInd is {other:?}, not CRDT or DBIT"),
            );
            None
        }
    }
}

/// A date of `Dt` or `DtTm` under an element.
pub(super) fn date(e: Option<&Element>) -> Option<Date> {
    let e = e?;
    let text = e.find("Dt").or_else(|| e.find("DtTm")).unwrap_or(&e.text);
    iso_date(text)
}

/// The first ten characters as `yyyy-mm-dd`.
pub(crate) fn iso_date(text: &str) -> Option<Date> {
    let text = text.trim();
    let part = |from: usize, to: usize| text.get(from..to);
    Date::new(
        part(0, 4)?.parse().ok()?,
        part(5, 7)?.parse().ok()?,
        part(8, 10)?.parse().ok()?,
    )
}

fn close(open: Option<BankStatement>, balances: &mut Vec<Balance>, draft: &mut Draft) {
    let found = std::mem::take(balances);
    let Some(mut statement) = open else { return };
    let of = |code: &str| found.iter().find(|b| b.code == code);
    let interim: Vec<&Balance> = found.iter().filter(|b| b.code == "ITBD").collect();
    let opening = of("OPBD").or_else(|| of("PRCD")).or_else(|| {
        (interim.len() > 1)
            .then(|| interim.first().copied())
            .flatten()
    });
    let closing = found.iter().rev().find(|b| b.code == "CLBD").or_else(|| {
        (interim.len() > 1 || of("OPBD").is_some())
            .then(|| interim.last().copied())
            .flatten()
    });
    statement.opening = opening.map(|b| b.amount);
    statement.closing = closing.map(|b| b.amount);
    if statement.currency.is_none() {
        statement.currency = opening
            .or(closing)
            .or(found.first())
            .and_then(|b| b.currency.clone());
    }
    for balance in [opening, closing].into_iter().flatten() {
        if let (Some(told), Some(own)) = (&statement.currency, &balance.currency)
            && told != own
        {
            draft.problem(
                statement.place.as_str(),
                "statement.two_currencies",
                format!(
                    "balance {} is in {own}, the account in {told}",
                    balance.code
                ),
            );
        }
    }
    stated_count(&mut statement, draft);
    if draft.format == BankFormat::Camt053 {
        for (missing, code, what) in [
            (
                opening.is_none(),
                "statement.no_opening",
                "no opening balance (OPBD, PRCD)",
            ),
            (
                closing.is_none(),
                "statement.no_closing",
                "no closing balance (CLBD)",
            ),
        ] {
            if missing {
                draft.problem(statement.place.as_str(), code, what);
            }
        }
    }
    draft.statements.push(statement);
}

/// Compares the stated number of entries with what was read.
fn stated_count(statement: &mut BankStatement, draft: &mut Draft) {
    let Some((place, rest)) = statement.place.split_once(" (states ") else {
        return;
    };
    let stated: usize = rest
        .split(' ')
        .next()
        .and_then(|n| n.parse().ok())
        .unwrap_or_default();
    let place = place.to_owned();
    if stated != statement.entries.len() {
        draft.problem(
            place.as_str(),
            "statement.stated_totals",
            format!(
                "TxsSummry states {stated} entries, {} are in the file",
                statement.entries.len()
            ),
        );
    }
    statement.place = place;
}
