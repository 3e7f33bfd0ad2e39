//! The Ministry of Finance's electronic bank statement (`bkrs`) and receipt (`bker`).
//!
//! # Sources
//! `china.md` §3.4: element names of the e-voucher standard, as natural JSON and as XML/XBRL
//! instance. Names are matched without prefix; a statement's rows are
//! `InformationOfReconcileDetailsTuple`, a receipt is one entry.
//! `IdentificationOfCreditOrDebit`: 借/D/1 is money out, 贷/C/2 money in (the bank's view).

use serde_json::Value;

use super::dates::Days;
use super::identity::reference;
use super::model::{BankStatement, Draft, Entry, account, field, join};
use super::xml::{Element, Stream};
use super::{money, text};
use crate::FormatError;

/// Deepest nesting of a JSON file that is walked.
const MAX_DEPTH: usize = 32;

/// Names and texts of one row or header.
type Pairs = Vec<(String, String)>;

/// Reads the JSON form.
pub(crate) fn read_json(text: &str, draft: &mut Draft) -> Result<(), FormatError> {
    let value: Value = serde_json::from_str(text).map_err(|error| {
        FormatError::new("json.damaged")
            .fact("detail", &error)
            .row(error.line() as u64)
            .column(u32::try_from(error.column()).unwrap_or(u32::MAX))
    })?;
    let mut header = Pairs::new();
    let mut rows = Vec::new();
    walk(&value, 0, &mut header, &mut rows);
    build(&header, rows, draft)
}

fn walk(value: &Value, depth: usize, header: &mut Pairs, rows: &mut Vec<Pairs>) {
    if depth > MAX_DEPTH {
        return;
    }
    match value {
        Value::Object(map) => {
            for (name, inner) in map {
                let name = local(name);
                match inner {
                    Value::Array(list) if name == ROWS => {
                        rows.extend(list.iter().map(|row| flat(row, 0)));
                    }
                    Value::Object(_) if name == ROWS => rows.push(flat(inner, 0)),
                    Value::Object(_) | Value::Array(_) => walk(inner, depth + 1, header, rows),
                    scalar => header.push((name.to_owned(), plain(scalar))),
                }
            }
        }
        Value::Array(list) => {
            for inner in list {
                walk(inner, depth + 1, header, rows);
            }
        }
        _ => {}
    }
}

const ROWS: &str = "InformationOfReconcileDetailsTuple";

fn flat(value: &Value, depth: usize) -> Pairs {
    let mut pairs = Pairs::new();
    if let Value::Object(map) = value {
        for (name, inner) in map {
            if inner.is_object() {
                // `{"value": …}` around a scalar, as XBRL converters write it.
                if depth < 4 {
                    let nested = flat(inner, depth + 1);
                    match nested.iter().find(|(n, _)| n == "value") {
                        Some((_, text)) => pairs.push((local(name).to_owned(), text.clone())),
                        None => pairs.extend(nested),
                    }
                }
            } else {
                pairs.push((local(name).to_owned(), plain(inner)));
            }
        }
    }
    pairs
}

fn local(name: &str) -> &str {
    name.rsplit([':', '.']).next().unwrap_or(name)
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// Reads the XML form.
pub(crate) fn read_xml(bytes: &[u8], draft: &mut Draft) -> Result<(), FormatError> {
    let decoded = text::decode_xml(bytes);
    let mut stream = Stream::new(&decoded.text);
    let mut header = Pairs::new();
    let mut rows = Vec::new();
    let root = stream.root()?;
    gather(&root, &mut header, &mut rows);
    if let Some(why) = stream.damage() {
        draft.problem(
            format!("line {}", stream.line()),
            "xml.damaged",
            why.to_owned(),
        );
    }
    build(&header, rows, draft)
}

fn gather(e: &Element, header: &mut Pairs, rows: &mut Vec<Pairs>) {
    for child in &e.children {
        if child.name == ROWS {
            let mut pairs = Pairs::new();
            gather(child, &mut pairs, &mut Vec::new());
            rows.push(pairs);
        } else if child.children.is_empty() {
            header.push((child.name.clone(), child.text.trim().to_owned()));
        } else {
            gather(child, header, rows);
        }
    }
}

fn get<'p>(pairs: &'p Pairs, names: &[&str]) -> &'p str {
    names
        .iter()
        .find_map(|name| pairs.iter().find(|(n, v)| n == name && !v.is_empty()))
        .map_or("", |(_, v)| v.as_str())
}

fn build(header: &Pairs, rows: Vec<Pairs>, draft: &mut Draft) -> Result<(), FormatError> {
    let mut statement = BankStatement {
        account: account(get(header, &["CustomerSettlementBankAccount"])),
        holder: field(get(header, &["NameOfCustomerAccount"])),
        // The standard's amounts are in yuan where nothing else is stated.
        currency: money::currency_code(get(header, &["Currency"]))
            .or_else(|| Some("CNY".to_owned())),
        closing: money::written(get(
            header,
            &["AccountBalanceAtTheEndOfReconciliationCycleAmount"],
        )),
        opening: money::written(get(
            header,
            &["AccountBalanceAtTheBeginningOfReconciliationCycleAmount"],
        )),
        place: "file".to_owned(),
        ..BankStatement::default()
    };
    let receipt = rows.is_empty();
    let rows = if receipt { vec![header.clone()] } else { rows };
    for (index, row) in rows.iter().enumerate() {
        draft.count_entry()?;
        let place = format!("row {}", index + 1);
        if let Some(entry) = entry(row, &mut statement, place, draft) {
            statement.entries.push(entry);
        }
    }
    if receipt && statement.entries.is_empty() {
        return Ok(());
    }
    if !receipt {
        super::check::balances_from_rows(&mut statement);
    }
    draft.statements.push(statement);
    Ok(())
}

fn entry(
    row: &Pairs,
    statement: &mut BankStatement,
    place: String,
    draft: &mut Draft,
) -> Option<Entry> {
    let amount_text = get(row, &["TransactionAmount", "TransactionAmountInFigures"]);
    let Some(amount) = money::written(amount_text) else {
        draft.problem(
            place,
            "amount.unreadable",
            format!("TransactionAmount {amount_text:?}"),
        );
        return None;
    };
    let direction = get(row, &["IdentificationOfCreditOrDebit"]);
    let kind_says = |word: &str| get(row, &["TypeOfBankElectronicReceipt"]).contains(word);
    let out = match super::tables::direction(direction) {
        Some(super::tables::Direction::Out) => true,
        Some(_) => false,
        None => match direction {
            "1" => true,
            "2" => false,
            _ if kind_says("付款") => true,
            _ if kind_says("收款") => false,
            _ => {
                draft.problem(
                    place.as_str(),
                    "amount.no_sign",
                    "neither 借 nor 贷 is stated: read as money in",
                );
                false
            }
        },
    };
    let days = Days::of([].into_iter(), true);
    let booked = get(row, &["DateOfBookkeeping", "IssueDate"]);
    let booked_on = days.parse(booked);
    if booked_on.is_none() {
        draft.problem(
            place.as_str(),
            "date.unreadable",
            format!("DateOfBookkeeping {booked:?}"),
        );
    }
    // A receipt names both sides; ours is the payee of money in and the payer of money out.
    let (name, number) = if out {
        (
            ["NameOfCounterparty", "AccountNameOfPayee"],
            ["AccountOfCounterparty", "AccountNumberOfPayee"],
        )
    } else {
        (
            ["NameOfCounterparty", "AccountNameOfPayer"],
            ["AccountOfCounterparty", "AccountNumberOfPayer"],
        )
    };
    if statement.account.is_none() {
        let own = if out {
            "AccountNumberOfPayer"
        } else {
            "AccountNumberOfPayee"
        };
        statement.account = account(get(row, &[own]));
    }
    let balance = money::written(get(row, &["AccountBalance"])).map(|b| {
        let debit = matches!(get(row, &["DebitOrCreditOfBalance"]), "借" | "D" | "1");
        if debit { -b } else { b }
    });
    Some(Entry {
        booked_on,
        time: field(get(row, &["TimeOfBookkeeping"])),
        amount: if out { -amount } else { amount },
        currency: statement.currency.clone(),
        counterparty: field(get(row, &name)),
        counterparty_account: account(get(row, &number)),
        text: join([
            get(row, &["NotesOfBankElectronicReceipt", "Notes"]),
            get(row, &["Usage"]),
            get(row, &["TypesOfBusinessProducts"]),
        ]),
        bank_ref: reference(get(
            row,
            &["BusinessSerialNumber", "NumberOfBankElectronicReceipt"],
        )),
        balance,
        place,
        ..Entry::default()
    })
}
