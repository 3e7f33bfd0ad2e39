//! Our list and the customer's list of the same business, line by line.
//!
//! # Purpose
//! - [`mod@file`]: rows of any table into a [`Side`]: header found, columns recognised by name and
//!   content, totals and notes left out and told.
//! - [`reconcile`]: which rows belong together, which differ and why, which stand alone. Pure: no
//!   clock, no file, no database, no float.
//! - [`balance`]: both balances adjusted to one figure (差异调节表), with the unexplained rest.
//! - [`book`]: the result as a workbook that can be forwarded.
//!
//! # Invariants
//! - Each row is in exactly one of matched, differs, only or duplicates; the sums of these add up to
//!   the totals of both sides.
//! - The result depends on the rows, never on their order.
//! - Several answers that are equally good are not decided: the rows stand alone, with the candidate
//!   as a suggestion.
//!
//! # Cost
//! O(n log n) in rows, about 150 bytes and the text of a row.

pub mod amount;
pub mod balance;
pub mod book;
mod engine;
pub mod file;
mod outcome;
mod side;
pub mod words;

pub use engine::{Policy, reconcile};
pub use outcome::{Cause, Duplicate, Group, How, Outcome, Party, Single};
pub use side::{Entry, Field, NO_DAY, Row, Side, Standing};
