//! xlsx sheets, cell by cell.
//!
//! # Invariants
//! - Only the streaming cell reader of calamine is used, never `worksheet_range`, which allocates a
//!   rectangle up to the farthest cell (one cell at XFD1048576 asks for 512 GiB).
//! - Runs after [`super::zip_scan`] only.
//! - Rows must come in order; a cell beyond the column limit is an error when it holds something.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{CellErrorType, DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::number_text::{Serial, float_text, serial_text};
use super::options::{FileInfo, FileKind, Flow, Notice, ReadOptions, SheetInfo};
use super::row::{CellKind, Row};
use super::zip_scan::Scan;
use super::{Event, Sink};
use crate::FormatError;

/// Reads an xlsx file.
///
/// # Errors
/// `xlsx.*`, `file.*` codes with sheet, row and column.
pub(crate) fn read(
    bytes: &[u8],
    scan: &Scan,
    opts: &ReadOptions,
    sink: &mut Sink<'_>,
) -> Result<FileInfo, FormatError> {
    let mut book: Xlsx<_> = guarded(|| Xlsx::new(Cursor::new(bytes)))?;
    let epoch_1904 = book.has_1904_epoch();
    let mut info = FileInfo::new(FileKind::Xlsx);
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
        let asked = opts.sheet.as_ref().is_none_or(|name| *name == sheet.name);
        if !hidden && asked {
            wanted.push((info.sheets.len(), sheet.name.clone()));
        }
        info.sheets.push(SheetInfo {
            name: sheet.name.clone(),
            hidden,
            rows: 0,
        });
    }
    if scan.macros {
        info.notices.push(Notice::new("xlsx.macros_ignored", ""));
    }
    if scan.external_links {
        info.notices.push(Notice::new("xlsx.links_ignored", ""));
    }
    check_wanted(&info, &wanted, opts)?;
    if sink(Event::Opened(&info))? == Flow::Stop {
        return Ok(info);
    }
    let mut total = 0;
    for (index, name) in wanted {
        let mut reader =
            guarded(|| book.worksheet_cells_reader(&name)).map_err(|e| e.sheet(&name))?;
        let mut builder = RowBuilder::new(index, opts, total, sink);
        let mut formula_texts = String::new();
        loop {
            let record = match guarded(|| reader.next_cell_with_formula_metadata()) {
                Ok(Some(record)) => record,
                Ok(None) => break,
                Err(e) => return Err(e.sheet(&name).row(builder.row.number().max(1))),
            };
            formula_texts.clear();
            let (text, kind) = match &record.value {
                DataRef::Empty => match record.formula {
                    Some(formula) => {
                        formula_texts.push('=');
                        formula_texts.push_str(formula_text(&formula));
                        (formula_texts.as_str().into(), CellKind::FormulaWithoutValue)
                    }
                    None => continue,
                },
                value => convert(value, epoch_1904),
            };
            let placed = builder
                .cell(record.pos, &text, kind)
                .map_err(|e| e.sheet(&name))?;
            if placed == Flow::Stop {
                return Ok(stopped(info, index, builder.rows));
            }
        }
        let flow = builder.flush().map_err(|e| e.sheet(&name))?;
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

fn stopped(mut info: FileInfo, index: usize, rows: u64) -> FileInfo {
    if let Some(sheet) = info.sheets.get_mut(index) {
        sheet.rows = rows;
    }
    info
}

/// A workbook without a readable sheet, or without the sheet asked for.
pub(crate) fn check_wanted(
    info: &FileInfo,
    wanted: &[(usize, String)],
    opts: &ReadOptions,
) -> Result<(), FormatError> {
    if !wanted.is_empty() {
        return Ok(());
    }
    Err(match &opts.sheet {
        Some(name) => FormatError::new("file.no_such_sheet").sheet(name),
        None => FormatError::new("file.no_sheets").fact("hidden", info.sheets.len()),
    })
}

fn formula_text(formula: &calamine::XlsxFormulaMetadata) -> &str {
    match formula {
        calamine::XlsxFormulaMetadata::Normal { formula } => formula,
        _ => "",
    }
}

/// Text and kind of a value.
fn convert<'v>(value: &'v DataRef<'_>, epoch_1904: bool) -> (std::borrow::Cow<'v, str>, CellKind) {
    use std::borrow::Cow;
    match value {
        DataRef::Int(n) => (Cow::Owned(n.to_string()), CellKind::Number),
        DataRef::Float(n) => number(*n),
        DataRef::String(s) => (Cow::Borrowed(s.as_str()), CellKind::Text),
        DataRef::SharedString(s) => (Cow::Borrowed(s), CellKind::Text),
        DataRef::Bool(b) => (
            Cow::Borrowed(if *b { "TRUE" } else { "FALSE" }),
            CellKind::Bool,
        ),
        DataRef::DateTime(d) => date(d.as_f64(), d.is_duration(), epoch_1904),
        DataRef::DateTimeIso(s) => iso(s),
        DataRef::DurationIso(s) => (Cow::Borrowed(s.as_str()), CellKind::Text),
        DataRef::Error(e) => (Cow::Borrowed(error_text(e)), CellKind::Error),
        DataRef::Empty => (Cow::Borrowed(""), CellKind::Empty),
    }
}

/// A float cell.
pub(crate) fn number(value: f64) -> (std::borrow::Cow<'static, str>, CellKind) {
    match float_text(value) {
        Some(text) => (text.into(), CellKind::Number),
        None => ("#NUM!".into(), CellKind::Error),
    }
}

/// A float cell with a date format.
pub(crate) fn date(
    value: f64,
    duration: bool,
    epoch_1904: bool,
) -> (std::borrow::Cow<'static, str>, CellKind) {
    match serial_text(value, duration, epoch_1904) {
        Serial::Date(text) => (text.into(), CellKind::Date),
        Serial::Time(text) => (text.into(), CellKind::Text),
        Serial::Bad(text) => (format!("#DATE! {text}").into(), CellKind::Error),
    }
}

/// A cell of type `d`, which holds ISO text.
pub(crate) fn iso(text: &str) -> (std::borrow::Cow<'static, str>, CellKind) {
    let rules = super::value::DateRules::default();
    match super::value::parse_date_time(text.trim_end_matches('Z'), &rules) {
        Ok(date) => (date.to_string().into(), CellKind::Date),
        Err(_) => (format!("#DATE! {text}").into(), CellKind::Error),
    }
}

/// The text Excel shows for an error.
pub(crate) fn error_text(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        CellErrorType::GettingData => "#GETTING_DATA",
    }
}

/// Calls the reader. It panics on some damaged files (a row number of 2^32 overflows), which must
/// not take the caller down; after an error the reader is dropped, so no broken state is seen.
fn guarded<T>(call: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, FormatError> {
    match catch_unwind(AssertUnwindSafe(call)) {
        Ok(result) => result.map_err(|e| reader_error(&e)),
        Err(_) => Err(FormatError::new("xlsx.damaged").fact("detail", "the reader gave up")),
    }
}

fn reader_error(error: &XlsxError) -> FormatError {
    let code = match error {
        XlsxError::Password => "xlsx.password",
        XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound => "xlsx.part_missing",
        XlsxError::WorksheetNotFound(_) => "xlsx.part_missing",
        _ => "xlsx.damaged",
    };
    FormatError::new(code).fact("detail", error)
}

/// Puts cells that come one by one into rows and hands the rows out.
pub(crate) struct RowBuilder<'b, 's> {
    sheet: usize,
    opts: &'b ReadOptions,
    sink: &'b mut Sink<'s>,
    pub(crate) row: Row,
    /// Rows handed out from this sheet.
    pub(crate) rows: u64,
    /// Rows handed out from all sheets.
    pub(crate) total: u64,
}

impl<'b, 's> RowBuilder<'b, 's> {
    pub(crate) fn new(
        sheet: usize,
        opts: &'b ReadOptions,
        total: u64,
        sink: &'b mut Sink<'s>,
    ) -> Self {
        Self {
            sheet,
            opts,
            sink,
            row: Row::new(0),
            rows: 0,
            total,
        }
    }

    /// Places a cell at zero-based `(row, column)`.
    pub(crate) fn cell(
        &mut self,
        (row, column): (u32, u32),
        text: &str,
        kind: CellKind,
    ) -> Result<Flow, FormatError> {
        let number = u64::from(row) + 1;
        let shown = column.saturating_add(1);
        if column >= self.opts.max_columns {
            if text.trim().is_empty() {
                return Ok(Flow::Continue);
            }
            return Err(FormatError::new("file.too_many_columns")
                .fact("limit", self.opts.max_columns)
                .row(number)
                .column(shown));
        }
        if text.len() > self.opts.max_cell_bytes {
            return Err(FormatError::new("file.cell_too_long")
                .fact("limit", self.opts.max_cell_bytes)
                .fact("bytes", text.len())
                .row(number)
                .column(shown));
        }
        let mut flow = Flow::Continue;
        if number != self.row.number() {
            if number < self.row.number() {
                return Err(FormatError::new("xlsx.bad_order").row(number).column(shown));
            }
            flow = self.flush()?;
            self.row.reset(number);
        } else if (column as usize) < self.row.len() {
            return Err(FormatError::new("xlsx.bad_order").row(number).column(shown));
        }
        self.row.pad_to(column as usize);
        self.row.push(text, kind);
        if self.row.text_bytes() > super::worker_row_limit() {
            return Err(FormatError::new("file.row_too_long").row(number));
        }
        Ok(flow)
    }

    /// Hands out the row being built, if it holds anything.
    pub(crate) fn flush(&mut self) -> Result<Flow, FormatError> {
        if self.row.is_blank() {
            return Ok(Flow::Continue);
        }
        self.rows += 1;
        self.total += 1;
        if self.total > self.opts.max_rows {
            return Err(FormatError::new("file.too_many_rows")
                .fact("limit", self.opts.max_rows)
                .row(self.row.number()));
        }
        let flow = (self.sink)(Event::Row {
            sheet: self.sheet,
            row: &self.row,
        })?;
        self.row.reset(self.row.number());
        Ok(flow)
    }
}
