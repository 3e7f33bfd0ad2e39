//! The result as a workbook: something a clerk forwards to the boss.

mod lists;
mod summary;

use crate::balance::Balance;
use crate::file::Loaded;
use crate::outcome::Outcome;
use crate::side::{NO_DAY, Side};
use jieqing_formats::FormatError;
use jieqing_formats::table::Date;
use jieqing_formats::xlsx_out::{Column, ColumnKind, SheetSpec, Value, WorkbookMeta, XlsxWriter};

/// What the workbook is made of.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// Our file, as read.
    pub ours: &'a Loaded,
    /// Theirs; amounts in our sign.
    pub theirs: &'a Loaded,
    /// Name of our file.
    pub our_name: &'a str,
    /// Name of theirs.
    pub their_name: &'a str,
    /// The result.
    pub outcome: &'a Outcome,
    /// The adjusted balances.
    pub balance: &'a Balance,
    /// Time of the run, seconds since 1970.
    pub made_unix: i64,
}

/// Rows of one sheet; of more the rest is told in a last row.
const MOST_ROWS: usize = 1_000_000;

/// Writes the workbook.
///
/// # Errors
/// `xlsx.write_failed`.
pub fn write(report: &Report<'_>) -> Result<Vec<u8>, FormatError> {
    let mut book = XlsxWriter::new(&WorkbookMeta {
        title: "对账差异表 Reconciliation".to_owned(),
        author: "结清 Jieqing".to_owned(),
        created_unix: report.made_unix,
    });
    summary::figures(&mut book, report)?;
    summary::adjusted(&mut book, report)?;
    lists::differences(&mut book, report)?;
    lists::singles(&mut book, report, true)?;
    lists::singles(&mut book, report, false)?;
    lists::duplicates(&mut book, report)?;
    lists::matched(&mut book, report)?;
    lists::left_out(&mut book, report)?;
    book.finish()
}

fn text(title: &str, width: u16) -> Column {
    Column::new(title, ColumnKind::Text).width(width)
}

fn money(title: &str) -> Column {
    Column::new(title, ColumnKind::Amount { exponent: 2 }).width(16)
}

fn day(title: &str) -> Column {
    Column::new(title, ColumnKind::Date)
}

fn count(title: &str) -> Column {
    Column::new(title, ColumnKind::Integer)
}

fn spec(name: &str, lines: Vec<String>, columns: Vec<Column>) -> SheetSpec {
    SheetSpec {
        name: name.to_owned(),
        title_lines: lines,
        columns,
        landscape: true,
    }
}

/// An amount as a cell: two decimals, more where it has more.
fn amount(value: i64) -> Value<'static> {
    if value % 100 == 0 {
        Value::Amount(value / 100)
    } else {
        Value::AmountOf {
            minor: value,
            exponent: crate::amount::SCALE,
        }
    }
}

fn number(value: usize) -> Value<'static> {
    Value::Integer(i64::try_from(value).unwrap_or(i64::MAX))
}

fn date(days: i32) -> Value<'static> {
    match Date::from_days(i64::from(days)).filter(|_| days != NO_DAY) {
        Some(date) => Value::Date(date),
        None => Value::Empty,
    }
}

/// Numbers of rows, the first few of many.
fn keys(side: &Side, rows: &[u32]) -> String {
    const SHOWN: usize = 12;
    let mut text = rows
        .iter()
        .take(SHOWN)
        .map(|r| side.key(*r as usize))
        .collect::<Vec<_>>()
        .join("、");
    if rows.len() > SHOWN {
        text.push_str(&format!(" … ({})", rows.len()));
    }
    text
}

/// Places of rows in their file.
fn places(side: &Side, rows: &[u32]) -> String {
    rows.iter()
        .take(12)
        .filter_map(|r| side.rows().get(*r as usize))
        .map(|r| r.number.to_string())
        .collect::<Vec<_>>()
        .join("、")
}

/// Day of the first row that has one.
fn first_day(side: &Side, rows: &[u32]) -> i32 {
    rows.iter()
        .filter_map(|r| side.rows().get(*r as usize))
        .map(|r| r.day)
        .find(|d| *d != NO_DAY)
        .unwrap_or(NO_DAY)
}
