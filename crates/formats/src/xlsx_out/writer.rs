//! Writes sheets row by row.

use std::io::{Seek, Write};
use std::path::Path;

use rust_xlsxwriter::XlsxError;
use rust_xlsxwriter::{
    Color, DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
};

use super::cells::{Column, ColumnKind, Value};
use super::put::{base, body_format, cut, put, total_format};
use crate::FormatError;

const MAX_ROWS: u32 = 1_048_576;

/// Document properties.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkbookMeta {
    /// Title.
    pub title: String,
    /// Company or person.
    pub author: String,
    /// Creation time, seconds since 1970 (UTC).
    pub created_unix: i64,
}

/// A sheet to be written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetSpec {
    /// Name; characters that Excel forbids are replaced, and it is cut at 31 characters.
    pub name: String,
    /// Lines above the header: the first one big, the others grey.
    pub title_lines: Vec<String>,
    /// Columns.
    pub columns: Vec<Column>,
    /// Print in landscape.
    pub landscape: bool,
}

/// A workbook being written.
pub struct XlsxWriter {
    book: Workbook,
    names: Vec<String>,
}

impl std::fmt::Debug for XlsxWriter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("XlsxWriter")
            .field("sheets", &self.names)
            .finish_non_exhaustive()
    }
}

fn failed(error: &XlsxError) -> FormatError {
    FormatError::new("xlsx.write_failed").fact("detail", error)
}

impl XlsxWriter {
    /// A workbook without sheets.
    #[must_use]
    pub fn new(meta: &WorkbookMeta) -> Self {
        let mut book = Workbook::new();
        let properties = DocProperties::new()
            .set_title(&meta.title)
            .set_author(&meta.author);
        let properties = match chrono::DateTime::from_timestamp(meta.created_unix, 0) {
            Some(created) => properties.set_creation_datetime(&created),
            None => properties,
        };
        book.set_properties(&properties);
        Self {
            book,
            names: Vec::new(),
        }
    }

    /// Puts the temporary files into this folder instead of the system's.
    ///
    /// # Errors
    /// `xlsx.write_failed` when the folder cannot be used.
    pub fn temp_dir(&mut self, folder: &Path) -> Result<(), FormatError> {
        self.book
            .set_tempdir(folder)
            .map(|_| ())
            .map_err(|e| failed(&e))
    }

    /// Adds a sheet; write its rows before the next one is added.
    ///
    /// # Errors
    /// `xlsx.write_failed`.
    pub fn sheet(&mut self, spec: SheetSpec) -> Result<SheetWriter<'_>, FormatError> {
        let name = unique(&sheet_name(&spec.name, self.names.len() + 1), &self.names);
        let sheet = self
            .book
            .add_worksheet_with_constant_memory()
            .map_err(|e| failed(&e))?;
        sheet.set_name(&name).map_err(|e| failed(&e))?;
        self.names.push(name);
        let mut writer = SheetWriter::new(sheet, spec);
        writer.head().map_err(|e| failed(&e))?;
        Ok(writer)
    }

    /// The finished file.
    ///
    /// # Errors
    /// `xlsx.write_failed`.
    pub fn finish(mut self) -> Result<Vec<u8>, FormatError> {
        self.book.save_to_buffer().map_err(|e| failed(&e))
    }

    /// Writes the finished file.
    ///
    /// # Errors
    /// `xlsx.write_failed`.
    pub fn finish_to(mut self, out: impl Write + Seek + Send) -> Result<(), FormatError> {
        self.book.save_to_writer(out).map_err(|e| failed(&e))
    }
}

/// A name that Excel accepts.
fn sheet_name(name: &str, number: usize) -> String {
    let clean: String = name
        .chars()
        .map(|c| {
            if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') || c.is_control() {
                '_'
            } else {
                c
            }
        })
        .take(28)
        .collect();
    let clean = clean
        .trim_matches(|c: char| c == '\'' || c.is_whitespace())
        .to_owned();
    if clean.is_empty() {
        format!("Sheet{number}")
    } else {
        clean
    }
}

fn unique(name: &str, taken: &[String]) -> String {
    let lower = |s: &str| s.to_lowercase();
    let mut candidate = name.to_owned();
    let mut n = 2;
    while taken.iter().any(|t| lower(t) == lower(&candidate)) {
        candidate = format!("{}~{n}", name.chars().take(26).collect::<String>());
        n += 1;
    }
    candidate
}

/// Formats of one column.
struct ColumnFormats {
    body: Format,
    total: Format,
}

/// A sheet being written, top to bottom.
pub struct SheetWriter<'w> {
    sheet: &'w mut Worksheet,
    spec: SheetSpec,
    formats: Vec<ColumnFormats>,
    /// Row of the header, zero-based.
    header_row: u32,
    next_row: u32,
    last_data_row: u32,
}

impl std::fmt::Debug for SheetWriter<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SheetWriter")
            .field("next_row", &self.next_row)
            .finish_non_exhaustive()
    }
}

impl<'w> SheetWriter<'w> {
    fn new(sheet: &'w mut Worksheet, spec: SheetSpec) -> Self {
        let formats = spec
            .columns
            .iter()
            .map(|c| ColumnFormats {
                body: body_format(c.kind),
                total: total_format(c.kind),
            })
            .collect();
        Self {
            sheet,
            spec,
            formats,
            header_row: 0,
            next_row: 0,
            last_data_row: 0,
        }
    }

    fn head(&mut self) -> Result<(), XlsxError> {
        for (i, line) in self.spec.title_lines.iter().enumerate() {
            let format = if i == 0 {
                base().set_bold().set_font_size(14)
            } else {
                base().set_font_color(Color::RGB(0x59_5F69))
            };
            self.sheet
                .write_string_with_format(self.next_row, 0, cut(line), &format)?;
            self.next_row += 1;
        }
        if !self.spec.title_lines.is_empty() {
            self.next_row += 1;
        }
        self.header_row = self.next_row;
        for (column, spec) in (0_u16..).zip(&self.spec.columns) {
            let align = if spec.kind.is_text() || spec.kind == ColumnKind::Date {
                FormatAlign::Left
            } else {
                FormatAlign::Right
            };
            let format = base()
                .set_bold()
                .set_background_color(Color::RGB(0xEE_F1F5))
                .set_border_bottom(FormatBorder::Thin)
                .set_align(align)
                .set_align(FormatAlign::VerticalCenter);
            self.sheet.write_string_with_format(
                self.header_row,
                column,
                cut(&spec.title),
                &format,
            )?;
            self.sheet
                .set_column_width(column, f64::from(spec.shown_width()))?;
        }
        self.next_row += 1;
        self.last_data_row = self.header_row;
        self.sheet.set_freeze_panes(self.next_row, 0)?;
        self.sheet
            .set_repeat_rows(self.header_row, self.header_row)?;
        self.sheet.set_paper_size(9);
        if self.spec.landscape {
            self.sheet.set_landscape();
        }
        self.sheet.set_print_fit_to_pages(1, 0);
        self.sheet.set_footer("&R&P / &N");
        Ok(())
    }

    /// Writes a row. Missing values stay empty, surplus ones are an error.
    ///
    /// # Errors
    /// `xlsx.too_many_rows`, `xlsx.too_many_values`, `xlsx.write_failed`, with the row.
    pub fn row(&mut self, values: &[Value<'_>]) -> Result<(), FormatError> {
        self.write(values, false)?;
        self.last_data_row = self.next_row - 1;
        Ok(())
    }

    /// Writes a bold row with a rule above it; the filter does not cover it.
    ///
    /// # Errors
    /// As [`SheetWriter::row`].
    pub fn total(&mut self, values: &[Value<'_>]) -> Result<(), FormatError> {
        self.write(values, true)
    }

    /// Ends the sheet: sets the filter over the rows.
    ///
    /// # Errors
    /// `xlsx.write_failed`.
    pub fn finish(self) -> Result<(), FormatError> {
        let Some(last) = self.spec.columns.len().checked_sub(1) else {
            return Ok(());
        };
        let last = u16::try_from(last).unwrap_or(u16::MAX);
        self.sheet
            .autofilter(self.header_row, 0, self.last_data_row, last)
            .map(|_| ())
            .map_err(|e| failed(&e))
    }

    fn write(&mut self, values: &[Value<'_>], total: bool) -> Result<(), FormatError> {
        let row = self.next_row;
        let shown = u64::from(row) + 1;
        if row >= MAX_ROWS {
            return Err(FormatError::new("xlsx.too_many_rows")
                .fact("limit", MAX_ROWS)
                .row(shown));
        }
        if values.len() > self.formats.len() {
            return Err(FormatError::new("xlsx.too_many_values").row(shown));
        }
        for (index, formats) in self.formats.iter().enumerate() {
            let value = values.get(index).copied().unwrap_or(Value::Empty);
            let Some(spec) = self.spec.columns.get(index) else {
                continue;
            };
            let column = u16::try_from(index).unwrap_or(u16::MAX);
            let format = if total { &formats.total } else { &formats.body };
            put(self.sheet, (row, column), spec.kind, value, format, total)
                .map_err(|e| failed(&e).row(shown))?;
        }
        self.next_row += 1;
        Ok(())
    }
}
