//! Statements as tables: csv, xlsx, xls, ods of banks and wallets.
//!
//! # Purpose
//! Finds the header below any preamble, maps columns by name (with layouts as data in
//! [`PRESETS`](super::PRESETS)), reads account, currency, period and stated totals from the preamble, and gives one
//! statement for each account and currency of the table.
//!
//! # Invariants
//! - 借方 and expense are money out, 贷方 and income money in: the bank's view.
//! - A statement of a credit card states spending as positive: its signs are turned, so that
//!   spending is money out.
//! - Rows that a wallet counts neither as income nor expense have the amount zero and the kind
//!   [`super::EntryKind::Neutral`]; their stated amount stands in the text.
//! - Totals and notes below the table are no entries; stated totals are compared.

mod aliases;
mod cells;
mod columns;
mod guess;
mod layout;
mod merchant;
mod meta;
pub(super) mod presets;
mod rows;
mod stated;
mod totals;

pub(crate) use cells::{Direction, direction};
pub use columns::Field;

use super::model::Draft;
use crate::FormatError;
use crate::table::{Row, Sheet, Workbook};
use columns::Columns;

/// Rows looked at for a header.
const SEARCH_ROWS: usize = 80;

/// True when a sheet of the table looks like a bank statement.
#[must_use]
pub fn looks_like_statement(book: &Workbook) -> bool {
    book.sheets.iter().any(|s| {
        merchant::find(&s.rows).is_some()
            || header(&s.rows).is_some()
            || guess::columns(&s.rows).is_some()
    })
}

/// Reads every sheet that is a statement; false when none is.
pub(crate) fn read(book: &Workbook, draft: &mut Draft) -> Result<bool, FormatError> {
    let mut any = false;
    let several = book.sheets.iter().filter(|s| !s.rows.is_empty()).count() > 1;
    for sheet in &book.sheets {
        let prefix = if several {
            format!("sheet {} ", sheet.name)
        } else {
            String::new()
        };
        if let Some((at, bill)) = merchant::find(&sheet.rows) {
            merchant::read(&sheet.rows, at, bill, &prefix, draft)?;
        } else if let Some(header) = header(&sheet.rows) {
            read_sheet(sheet, header, &prefix, draft)?;
        } else if let Some(guessed) = guess::columns(&sheet.rows) {
            if !guessed.proved {
                draft.problem(
                    format!("{prefix}row 1"),
                    "table.no_header",
                    "no header: date, amount and text are taken from what the columns hold",
                );
            }
            let meta = meta::read(&[], &sheet.name);
            rows::read(&sheet.rows, &guessed.columns, &meta, &prefix, draft)?;
        } else {
            continue;
        }
        any = true;
    }
    Ok(any)
}

/// Where a header was found: its first row, the number of its rows, its columns.
struct Header {
    at: usize,
    rows: usize,
    columns: Columns,
}

fn read_sheet(
    sheet: &Sheet,
    header: Header,
    prefix: &str,
    draft: &mut Draft,
) -> Result<(), FormatError> {
    let mut columns = header.columns;
    let (above, below) = sheet.rows.split_at(header.at);
    let below = below.get(header.rows..).unwrap_or_default();
    if let Some(preset) = presets::fitting(&columns.names) {
        columns.prefer(preset.columns);
    }
    layout::settle(&mut columns, below);
    let meta = meta::read(above, &sheet.name);
    rows::read(below, &columns, &meta, prefix, draft)
}

/// The header: the row, or two rows, among the first 80 with the most recognised columns.
fn header(rows: &[Row]) -> Option<Header> {
    let mut best: Option<(usize, Header)> = None;
    let mut offer = |at: usize, count: usize, columns: Columns| {
        let score = columns.recognised();
        if columns.is_statement() && best.as_ref().is_none_or(|(top, _)| score > *top) {
            best = Some((
                score,
                Header {
                    at,
                    rows: count,
                    columns,
                },
            ));
        }
    };
    for (at, row) in rows.iter().enumerate().take(SEARCH_ROWS) {
        if row.len() < 2 {
            continue;
        }
        let upper = names(row);
        if let Some(lower) = rows.get(at + 1).filter(|r| only_words(r)) {
            let lower = names(lower);
            let both = Columns::of(combined(&upper, &lower));
            // A title above a header is no part of it.
            if both.recognised() > Columns::of(lower).recognised() {
                offer(at, 2, both);
            }
        }
        offer(at, 1, Columns::of(upper));
    }
    best.map(|(_, header)| header)
}

/// A second header row has names and neither dates nor amounts.
fn only_words(row: &Row) -> bool {
    let mut filled = row.cells().filter(|c| !c.text.trim().is_empty()).peekable();
    filled.peek().is_some()
        && filled
            .all(|c| c.text.chars().count() <= 20 && !c.text.contains(|c: char| c.is_ascii_digit()))
}

/// Names over two rows: 发生额 above 借方 and 贷方 spans both.
fn combined(upper: &[String], lower: &[String]) -> Vec<String> {
    let mut span = "";
    (0..upper.len().max(lower.len()))
        .map(|at| {
            let above = upper.get(at).map_or("", String::as_str);
            let below = lower.get(at).map_or("", String::as_str);
            if !above.is_empty() {
                span = above;
            }
            if below.is_empty() {
                above.to_owned()
            } else if columns::field_of(below).is_some() && columns::field_of(span).is_none() {
                below.to_owned()
            } else {
                format!("{span}{below}")
            }
        })
        .collect()
}

fn names(row: &Row) -> Vec<String> {
    row.cells()
        .take(256)
        .map(|c| {
            cells::clean(c.text)
                .trim_start_matches('#')
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect()
}
