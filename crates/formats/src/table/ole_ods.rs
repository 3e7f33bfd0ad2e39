//! xls and ods, by calamine's whole-sheet readers.
//!
//! # Invariants
//! - Called in the child process only: these readers allocate what the file asks for.

use std::io::Cursor;

use calamine::{Data, Ods, Range, Reader, SheetType, SheetVisible, Xls, XlsError};

use super::options::{FileInfo, FileKind, Flow, Notice, ReadOptions, SheetInfo};
use super::row::CellKind;
use super::xlsx::{RowBuilder, check_wanted, date, error_text, iso, number};
use super::{Event, Sink};
use crate::FormatError;

/// Reads an xls file.
///
/// # Errors
/// `xls.password`, `xls.damaged`, limits.
pub(crate) fn read_xls(
    bytes: &[u8],
    opts: &ReadOptions,
    sink: &mut Sink<'_>,
) -> Result<FileInfo, FormatError> {
    let book = Xls::new(Cursor::new(bytes)).map_err(|e| xls_error(&e))?;
    read_book(book, FileKind::Xls, opts, sink, |e| xls_error(&e))
}

/// Reads an ods file.
///
/// # Errors
/// `ods.damaged`, limits.
pub(crate) fn read_ods(
    bytes: &[u8],
    opts: &ReadOptions,
    sink: &mut Sink<'_>,
) -> Result<FileInfo, FormatError> {
    let failed = |e: &dyn std::fmt::Display| FormatError::new("ods.damaged").fact("detail", e);
    let book = Ods::new(Cursor::new(bytes)).map_err(|e| failed(&e))?;
    read_book(book, FileKind::Ods, opts, sink, |e| failed(&e))
}

fn xls_error(error: &XlsError) -> FormatError {
    match error {
        XlsError::Password => FormatError::new("xls.password"),
        other => FormatError::new("xls.damaged").fact("detail", other),
    }
}

fn read_book<'a, R>(
    mut book: R,
    kind: FileKind,
    opts: &ReadOptions,
    sink: &mut Sink<'_>,
    failed: impl Fn(R::Error) -> FormatError,
) -> Result<FileInfo, FormatError>
where
    R: Reader<Cursor<&'a [u8]>>,
{
    let mut info = FileInfo::new(kind);
    let mut wanted = Vec::new();
    for sheet in book.sheets_metadata() {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let hidden = sheet.visible != SheetVisible::Visible;
        if hidden {
            info.notices
                .push(Notice::new("sheet.hidden", sheet.name.clone()));
        }
        if !hidden && opts.sheet.as_ref().is_none_or(|name| *name == sheet.name) {
            wanted.push((info.sheets.len(), sheet.name.clone()));
        }
        info.sheets.push(SheetInfo {
            name: sheet.name.clone(),
            hidden,
            rows: 0,
        });
    }
    check_wanted(&info, &wanted, opts)?;
    if sink(Event::Opened(&info))? == Flow::Stop {
        return Ok(info);
    }
    let mut total = 0;
    for (index, name) in wanted {
        let range = book
            .worksheet_range(&name)
            .map_err(|e| failed(e).sheet(&name))?;
        let mut builder = RowBuilder::new(index, opts, total, sink);
        let flow = place(&range, &mut builder).map_err(|e| e.sheet(&name))?;
        total = builder.total;
        let rows = builder.rows;
        if let Some(sheet) = info.sheets.get_mut(index) {
            sheet.rows = rows;
        }
        if flow == Flow::Stop {
            break;
        }
    }
    info.conclude();
    Ok(info)
}

fn place(range: &Range<Data>, builder: &mut RowBuilder<'_, '_>) -> Result<Flow, FormatError> {
    let (top, left) = range.start().unwrap_or((0, 0));
    for (row, column, value) in range.used_cells() {
        let (text, kind): (std::borrow::Cow<'_, str>, CellKind) = match value {
            Data::Empty => continue,
            Data::Int(n) => (n.to_string().into(), CellKind::Number),
            Data::Float(n) => number(*n),
            Data::String(s) => (s.as_str().into(), CellKind::Text),
            Data::Bool(b) => ((if *b { "TRUE" } else { "FALSE" }).into(), CellKind::Bool),
            // The epoch is applied below: a 1904 workbook stores smaller serials.
            Data::DateTime(d) => date(d.as_f64(), d.is_duration(), is_1904(d)),
            Data::DateTimeIso(s) => iso(s),
            Data::DurationIso(s) => (s.as_str().into(), CellKind::Text),
            Data::Error(e) => (error_text(e).into(), CellKind::Error),
        };
        let at = (
            top.saturating_add(row as u32),
            left.saturating_add(column as u32),
        );
        if builder.cell(at, &text, kind)? == Flow::Stop {
            return Ok(Flow::Stop);
        }
    }
    builder.flush()
}

/// The date system of a value; calamine tells it only through the converted date.
fn is_1904(value: &calamine::ExcelDateTime) -> bool {
    let probe =
        calamine::ExcelDateTime::new(value.as_f64(), calamine::ExcelDateTimeType::DateTime, true);
    !value.is_duration() && value.to_ymd_hms_milli() == probe.to_ymd_hms_milli()
}
