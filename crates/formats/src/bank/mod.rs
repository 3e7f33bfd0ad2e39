//! Bank statements of every kind into one model.
//!
//! # Purpose
//! [`read`] takes the bytes of a file and gives a [`BankFile`]: MT940/942, camt.052/053/054,
//! OFX 1 and 2, BAI2, CODA, Norma 43, QIF, the Ministry of Finance's electronic statement (JSON and
//! XML), and tables (csv, xlsx; xls and ods in the [`crate::worker`]) of banks and wallets.
//!
//! # Invariants
//! - Money in is positive, money out is negative, always as exact decimals.
//! - A deviation from the standard is read as far as its meaning is certain and recorded as a
//!   [`Problem`] with place, code and message; what would have to be guessed is left empty.
//! - Opening + entries = closing is checked for every statement, the running balance for every row;
//!   what does not hold is said and never bent.
//! - Hostile input ends in a [`FormatError`] or in problems, never in a panic.
//!
//! # Limits
//! File 50 MiB, 500,000 entries, 1,000 recorded problems (the rest is counted).

mod bai2;
mod camt;
mod check;
mod classify;
mod coda;
mod dates;
mod identity;
mod kind;
mod model;
mod mof;
mod money;
mod mt940;
mod n43;
mod ofx;
mod package;
mod qif;
mod tables;
pub(crate) mod text;
pub(crate) mod xml;

pub use check::Footing;
pub use classify::{OwnAccounts, classify};
pub use identity::{identify, same_entry_keys};
pub use kind::{BankFormat, sniff};
pub use model::{BankFile, BankStatement, Detail, Entry, EntryKind, Problem};
pub use tables::{Field, looks_like_statement, presets::PRESETS, presets::Preset};

use crate::FormatError;
use crate::table::{Isolation, ReadOptions, Workbook, collect, read_isolated};
use crate::unpack;
use model::Draft;

/// Largest file read as a bank statement, in bytes.
pub const MAX_BYTES: u64 = 50 * 1024 * 1024;
/// Most entries in a file.
pub(crate) const MAX_ENTRIES: usize = 500_000;

/// Reads a bank file of any kind in this process; of a gzip or zip the files in it.
///
/// # Errors
/// `bank.not_a_statement` when the content is no bank file, `bank.no_statement` when it is of a
/// bank format but holds none, `bank.too_many_entries`, `file.too_large`, `xml.*`, for tables
/// the codes of [`TableFile::read`](crate::table::TableFile::read) (xls and ods:
/// `file.needs_worker`), for packages those of [`unpack::members`].
pub fn read(bytes: &[u8], file_name: &str) -> Result<BankFile, FormatError> {
    read_in(bytes, file_name, Isolation::Shared)
}

/// Reads with the given isolation.
pub(crate) fn read_in(
    bytes: &[u8],
    file_name: &str,
    isolation: Isolation,
) -> Result<BankFile, FormatError> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(FormatError::new("file.too_large")
            .fact("limit_bytes", MAX_BYTES)
            .fact("bytes", bytes.len()));
    }
    match unpack::members(bytes, file_name)? {
        None => read_one(bytes, file_name, isolation),
        Some(members) => match members.as_slice() {
            [only] => read_one(&only.bytes, &only.name, isolation),
            _ => package::read(&members, file_name, isolation),
        },
    }
}

/// Reads a file that is no package.
fn read_one(bytes: &[u8], file_name: &str, isolation: Isolation) -> Result<BankFile, FormatError> {
    if bytes.is_empty() {
        return Err(FormatError::new("file.empty").fact("file", file_name));
    }
    let Some(format) = sniff(bytes) else {
        let options = table_options();
        let book = collect(|sink| read_isolated(bytes, file_name, &options, isolation, sink))?;
        return read_table(&book, file_name);
    };
    let mut draft = Draft::new(format);
    match format {
        BankFormat::Mt940 => mt940::read(&text::decode(bytes, None).text, &mut draft)?,
        BankFormat::Camt052 | BankFormat::Camt053 | BankFormat::Camt054 => {
            camt::read(bytes, &mut draft)?;
        }
        BankFormat::Ofx => ofx::read(bytes, &mut draft)?,
        BankFormat::Bai2 => bai2::read(&text::decode(bytes, None).text, &mut draft)?,
        BankFormat::Coda => coda::read(&text::decode(bytes, None).text, &mut draft)?,
        BankFormat::N43 => n43::read(&text::decode(bytes, None).text, &mut draft)?,
        BankFormat::Qif => qif::read(&text::decode(bytes, None).text, &mut draft)?,
        BankFormat::MofJson => mof::read_json(&text::decode(bytes, None).text, &mut draft)?,
        BankFormat::MofXml => mof::read_xml(bytes, &mut draft)?,
        _ => return Err(not_a_statement(file_name)),
    }
    finish(draft)
}

/// Reads a table that was read elsewhere, for instance by [`crate::worker::run_worker`].
///
/// # Errors
/// `bank.not_a_statement` when no header of a bank statement is found, `bank.no_statement`.
pub fn read_table(book: &Workbook, file_name: &str) -> Result<BankFile, FormatError> {
    let mut draft = Draft::new(BankFormat::of_table(book.kind));
    if !tables::read(book, &mut draft)? {
        return Err(not_a_statement(file_name));
    }
    finish(draft)
}

/// How tables of banks are read.
#[must_use]
pub fn table_options() -> ReadOptions {
    ReadOptions {
        max_rows: MAX_ENTRIES as u64 + 1_000,
        ..ReadOptions::default()
    }
}

fn not_a_statement(file_name: &str) -> FormatError {
    FormatError::new("bank.not_a_statement").fact("file", file_name)
}

fn finish(mut draft: Draft) -> Result<BankFile, FormatError> {
    if draft.statements.is_empty() {
        let mut error = FormatError::new("bank.no_statement").fact("is", draft.format.as_str());
        if let Some(problem) = draft.problems.first() {
            error = error.fact("detail", problem);
        }
        return Err(error);
    }
    for statement in &mut draft.statements {
        statement.without_signed_zeros();
    }
    check::check(&mut draft);
    for statement in &mut draft.statements {
        classify(statement, &OwnAccounts::default());
        check::link_reversals(statement);
    }
    identity::identify(&mut draft.statements);
    Ok(draft.finish())
}
