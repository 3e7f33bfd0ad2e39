//! Bytes ↔ typed rows: readers and writers of every file kind the product speaks.
//!
//! # Purpose
//! - [`table`]: csv, xlsx, xls and ods files into text rows, header detection, column proposals,
//!   exact parsing of amounts and dates.
//! - [`bank`]: bank statements of every format into one model, checked.
//! - [`inspect`]: what any other file is.
//! - [`worker`]: the same readers inside a limited child process (memory, CPU, wall time).
//! - [`xlsx_out`]: typed workbooks, written with constant memory.
//! - [`pdf`]: A4 documents with Chinese text (statements, notices).
//!
//! # Invariants
//! - No money passes through a float: numbers are exact decimal text or scaled integers.
//! - Hostile input ends in a [`FormatError`] with a stable code and a place; never in a panic.
//! - Nothing here opens a network connection, and only [`worker`] starts a process.
//!
//! # Limits
//! File 50 MiB, 1,200,000 rows, 512 columns, 64 kB a cell unless [`table::ReadOptions`] says more.

#![warn(missing_docs)]

pub mod bank;
mod error;
pub mod inspect;
pub mod pdf;
pub mod table;
pub mod unpack;
pub mod worker;
pub mod xlsx_out;

pub use error::{FormatError, Place};
