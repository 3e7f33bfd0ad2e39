//! Any tabular file (csv, xlsx, xls, ods) into text rows.
//!
//! # Purpose
//! [`TableFile::read`] holds all rows (previews, small files); [`TableFile::for_each_row`] hands
//! them out one by one and holds none (big imports).
//!
//! # Invariants
//! - What is read is decided by the content, never by the file name.
//! - Blank rows are skipped but counted, so `Row::number` is what the user sees.
//! - Hidden sheets are named in [`Notice`]s and not read.
//! - xls and ods are read only inside the [`crate::worker`] child process, because their reader
//!   allocates what the file asks for; here they end in `file.needs_worker`.
//!
//! # Limits
//! See [`ReadOptions`]. Memory: csv holds the decoded text; xlsx holds the shared strings
//! (≤ 200 MB inflated), so untrusted xlsx files belong in the worker too.

mod container;
mod csv_split;
mod csv_text;
mod date;
mod delimiter;
mod encoding;
pub mod header;
mod markup;
mod number_text;
mod ole_ods;
mod options;
mod row;
pub mod value;
mod xlsx;
mod zip_scan;

pub use csv_text::{CsvRows, CsvText, RowPlace};
pub use date::{Date, DateTime};
pub use options::{FileInfo, FileKind, Flow, Notice, ReadOptions, Sheet, SheetInfo, Workbook};
pub use row::{Cell, CellKind, Row};

use crate::FormatError;
use container::Container;

/// What a reader hands out.
#[derive(Debug)]
pub enum Event<'a> {
    /// The file was recognised; comes once, before any row. Row counts are still zero.
    Opened(&'a FileInfo),
    /// A row with at least one non-blank cell.
    Row {
        /// Index into [`FileInfo::sheets`].
        sheet: usize,
        /// The row; valid during the call only.
        row: &'a Row,
    },
}

/// Receives [`Event`]s; [`Flow::Stop`] ends the reading early without an error.
pub type Sink<'s> = dyn FnMut(Event<'_>) -> Result<Flow, FormatError> + 's;

/// Where the reading happens; decides whether fragile readers may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Isolation {
    /// In the server process.
    Shared,
    /// In a child process with memory and CPU limits.
    Child,
}

/// Entry points for reading tabular files.
#[derive(Debug)]
pub struct TableFile;

impl TableFile {
    /// Reads a whole file into memory.
    ///
    /// # Errors
    /// `file.*`, `csv.*`, `xlsx.*` codes, see [`FormatError`]; xls and ods give
    /// `file.needs_worker` here.
    pub fn read(
        bytes: &[u8],
        file_name: &str,
        opts: &ReadOptions,
    ) -> Result<Workbook, FormatError> {
        collect(|sink| Self::for_each_row(bytes, file_name, opts, sink))
    }

    /// Reads a file row by row; the rows are not kept.
    ///
    /// # Errors
    /// As [`TableFile::read`], and whatever the sink returns.
    pub fn for_each_row(
        bytes: &[u8],
        file_name: &str,
        opts: &ReadOptions,
        sink: &mut Sink<'_>,
    ) -> Result<FileInfo, FormatError> {
        read_isolated(bytes, file_name, opts, Isolation::Shared, sink)
    }
}

/// Collects what a row source hands out into a [`Workbook`].
pub(crate) fn collect(
    source: impl FnOnce(&mut Sink<'_>) -> Result<FileInfo, FormatError>,
) -> Result<Workbook, FormatError> {
    let mut rows: Vec<Vec<Row>> = Vec::new();
    let info = source(&mut |event| {
        if let Event::Row { sheet, row } = event {
            if rows.len() <= sheet {
                rows.resize_with(sheet + 1, Vec::new);
            }
            if let Some(list) = rows.get_mut(sheet) {
                list.push(row.clone());
            }
        }
        Ok(Flow::Continue)
    })?;
    Ok(Workbook::assemble(info, rows))
}

/// Reads with the given isolation.
pub(crate) fn read_isolated(
    bytes: &[u8],
    file_name: &str,
    opts: &ReadOptions,
    isolation: Isolation,
    sink: &mut Sink<'_>,
) -> Result<FileInfo, FormatError> {
    let size = bytes.len() as u64;
    if size > opts.max_bytes {
        return Err(FormatError::new("file.too_large")
            .fact("limit_bytes", opts.max_bytes)
            .fact("bytes", size));
    }
    match container::detect(bytes, file_name)? {
        Container::Text => csv_split::read(bytes, file_name, opts, sink),
        Container::Zip => {
            let scan = zip_scan::scan(bytes)?;
            match scan.content {
                zip_scan::Content::Xlsx => xlsx::read(bytes, &scan, opts, sink),
                zip_scan::Content::Ods => match isolation {
                    Isolation::Child => ole_ods::read_ods(bytes, opts, sink),
                    Isolation::Shared => Err(needs_worker("ods")),
                },
            }
        }
        Container::Markup => markup::read(bytes, opts, sink),
        Container::Ole => match isolation {
            Isolation::Child => ole_ods::read_xls(bytes, opts, sink),
            Isolation::Shared => Err(needs_worker("xls")),
        },
    }
}

/// Most bytes of text in one row, so that a row always fits a worker frame.
pub(crate) const fn worker_row_limit() -> usize {
    1024 * 1024
}

fn needs_worker(kind: &'static str) -> FormatError {
    FormatError::new("file.needs_worker").fact("kind", kind)
}
