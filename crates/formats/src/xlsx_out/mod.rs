//! Typed workbooks, written with constant memory.
//!
//! # Purpose
//! Exports and reports: title lines, a bold frozen header with a filter, typed columns, a total
//! row, several sheets.
//!
//! # Invariants
//! - Text is always a text cell: `=HYPERLINK(…)` from a customer's name stays text.
//! - Amounts are given as scaled integers; the number in the cell is the nearest one to it, and a
//!   number with more than the 15 digits that Excel keeps becomes a text cell instead.
//! - With a creation time given, the same input makes the same bytes.
//!
//! # Limits
//! 1,048,576 rows a sheet; text is cut at 32,767 characters (Excel's limit) with `…`. Rows wait in
//! a temporary file, so memory stays at a few MB.

mod cells;
mod put;
mod writer;

pub use cells::{Column, ColumnKind, Value};
pub use writer::{SheetSpec, SheetWriter, WorkbookMeta, XlsxWriter};
