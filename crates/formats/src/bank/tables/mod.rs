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
mod layout;
mod merchant;
mod meta;
pub(super) mod presets;
mod rows;
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
    book.sheets
        .iter()
        .any(|s| merchant::find(&s.rows).is_some() || header(&s.rows).is_some())
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
            any = true;
        } else if let Some((at, columns)) = header(&sheet.rows) {
            read_sheet(sheet, at, columns, &prefix, draft)?;
            any = true;
        }
    }
    Ok(any)
}

fn read_sheet(
    sheet: &Sheet,
    at: usize,
    mut columns: Columns,
    prefix: &str,
    draft: &mut Draft,
) -> Result<(), FormatError> {
    let (above, below) = sheet.rows.split_at(at);
    let below = below.get(1..).unwrap_or_default();
    if let Some(preset) = presets::fitting(&columns.names) {
        columns.prefer(preset.columns);
    }
    layout::settle(&mut columns, below);
    let meta = meta::read(above, &sheet.name);
    rows::read(below, &columns, &meta, prefix, draft)
}

/// The header row: the one among the first 80 that has the most recognised columns.
fn header(rows: &[Row]) -> Option<(usize, Columns)> {
    let mut best: Option<(usize, usize, Columns)> = None;
    for (at, row) in rows.iter().enumerate().take(SEARCH_ROWS) {
        if row.len() < 2 {
            continue;
        }
        let columns = Columns::of(names(row));
        if !columns.is_statement() {
            continue;
        }
        let score = columns.recognised();
        if best.as_ref().is_none_or(|(_, top, _)| score > *top) {
            best = Some((at, score, columns));
        }
    }
    best.map(|(at, _, columns)| (at, columns))
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
