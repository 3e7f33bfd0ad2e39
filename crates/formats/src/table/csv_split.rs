//! csv: splitting text into fields, and the row reader on top.
//!
//! # Purpose
//! An own splitter (and not a crate) because an unclosed quote, an over-long field and their places
//! must be told, and because a field must be refused before it is copied.
//!
//! # Invariants
//! - RFC 4180 quoting; a quote opens only at the start of a field; text after a closing quote is
//!   kept (real bank files write `"123"<tab>,`).
//! - `\n`, `\r\n` and a lone `\r` end a row; row numbers count records, blank ones too.
//! - Splitting is linear in the text and copies each field once.

use std::borrow::Cow;

use super::delimiter;
use super::encoding;
use super::options::{FileInfo, FileKind, Flow, Notice, ReadOptions, SheetInfo};
use super::row::{CellKind, Row};
use super::{Event, Sink};
use crate::FormatError;

/// Result of [`Splitter::next_field`].
#[derive(Debug)]
pub(crate) enum Split<'a> {
    /// A field.
    Field {
        /// The content without the quotes.
        text: Cow<'a, str>,
        /// True when it ends its row.
        last: bool,
    },
    /// No more rows.
    End,
    /// The file ends inside a quoted field.
    Unclosed,
}

/// Splits text into fields.
#[derive(Debug)]
pub(crate) struct Splitter<'a> {
    text: &'a str,
    at: usize,
    delimiter: u8,
    in_row: bool,
}

impl<'a> Splitter<'a> {
    pub(crate) fn new(text: &'a str, delimiter: u8) -> Self {
        Self {
            text,
            at: 0,
            delimiter,
            in_row: false,
        }
    }

    /// The next field in reading order.
    pub(crate) fn next_field(&mut self) -> Split<'a> {
        let bytes = self.text.as_bytes();
        if self.at >= bytes.len() && !self.in_row {
            return Split::End;
        }
        if bytes.get(self.at) == Some(&b'"') {
            self.quoted()
        } else {
            self.plain()
        }
    }

    fn plain(&mut self) -> Split<'a> {
        let start = self.at;
        let end = self.field_end(start);
        let last = self.finish_at(end);
        Split::Field {
            text: Cow::Borrowed(self.slice(start, end)),
            last,
        }
    }

    fn quoted(&mut self) -> Split<'a> {
        let bytes = self.text.as_bytes();
        let mut start = self.at + 1;
        let mut owned: Option<String> = None;
        loop {
            let rest = bytes.get(start..).unwrap_or_default();
            let Some(quote) = memchr::memchr(b'"', rest).map(|i| start + i) else {
                self.at = bytes.len();
                self.in_row = false;
                return Split::Unclosed;
            };
            if bytes.get(quote + 1) == Some(&b'"') {
                owned
                    .get_or_insert_default()
                    .push_str(self.slice(start, quote + 1));
                start = quote + 2;
                continue;
            }
            let end = self.field_end(quote + 1);
            let tail = self.slice(quote + 1, end);
            let body = self.slice(start, quote);
            let text = if owned.is_none() && tail.is_empty() {
                Cow::Borrowed(body)
            } else {
                let mut text = owned.unwrap_or_default();
                text.push_str(body);
                text.push_str(tail);
                Cow::Owned(text)
            };
            let last = self.finish_at(end);
            return Split::Field { text, last };
        }
    }

    fn field_end(&self, from: usize) -> usize {
        let bytes = self.text.as_bytes();
        let rest = bytes.get(from..).unwrap_or_default();
        // Most fields are short: a plain loop over the first bytes beats the search's set-up.
        for (i, byte) in rest.iter().take(24).enumerate() {
            if *byte == self.delimiter || *byte == b'\n' || *byte == b'\r' {
                return from + i;
            }
        }
        let skipped = rest.len().min(24);
        memchr::memchr3(
            self.delimiter,
            b'\n',
            b'\r',
            rest.get(skipped..).unwrap_or_default(),
        )
        .map_or(bytes.len(), |i| from + skipped + i)
    }

    /// Moves behind the delimiter or line end at `end`; true when the row ends there.
    fn finish_at(&mut self, end: usize) -> bool {
        let bytes = self.text.as_bytes();
        let last = match bytes.get(end) {
            Some(b'\r') => {
                self.at = if bytes.get(end + 1) == Some(&b'\n') {
                    end + 2
                } else {
                    end + 1
                };
                true
            }
            Some(b'\n') | None => {
                self.at = end + 1;
                true
            }
            Some(_) => {
                self.at = end + 1;
                false
            }
        };
        self.in_row = !last;
        last
    }

    fn slice(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }
}

/// Reads a csv file.
///
/// # Errors
/// `csv.*` and limits, each with row and column.
pub(crate) fn read(
    bytes: &[u8],
    file_name: &str,
    opts: &ReadOptions,
    sink: &mut Sink<'_>,
) -> Result<FileInfo, FormatError> {
    let decoded = encoding::decode(bytes, opts.encoding.as_deref())?;
    let mut info = FileInfo::new(FileKind::Csv);
    if decoded.guessed {
        info.notices
            .push(Notice::new("csv.encoding_guessed", decoded.name.clone()));
    }
    // Many systems save text under the name of a workbook; it is read, and said.
    let extension = file_name
        .rsplit('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    if matches!(extension.as_str(), "xls" | "xlsx" | "xlsm" | "ods") {
        info.notices
            .push(Notice::new("file.name_differs", extension));
    }
    let mut text = decoded.text.as_ref();
    let has_nul = memchr::memchr(0, text.as_bytes()).is_some();
    let mut number = 0;
    let delimiter = if let Some((stated, rest)) = delimiter::stated(text) {
        text = rest
            .strip_prefix("\r\n")
            .or_else(|| rest.get(1..))
            .unwrap_or_default();
        number = 1;
        stated
    } else {
        delimiter::detect(text)
    };
    let delimiter = match opts.delimiter {
        Some(wanted) => ascii_delimiter(wanted)?,
        None => delimiter,
    };
    info.encoding = Some(decoded.name);
    info.delimiter = Some(char::from(delimiter));
    info.sheets.push(SheetInfo {
        name: String::new(),
        hidden: false,
        rows: 0,
    });
    if sink(Event::Opened(&info))? == Flow::Continue {
        let rows = read_rows(text, delimiter, number, has_nul, opts, sink)?;
        if let Some(sheet) = info.sheets.first_mut() {
            sheet.rows = rows;
        }
    }
    info.conclude();
    Ok(info)
}

fn ascii_delimiter(wanted: char) -> Result<u8, FormatError> {
    match u8::try_from(wanted) {
        Ok(byte) if byte.is_ascii() && byte != b'"' && byte != b'\n' && byte != b'\r' => Ok(byte),
        _ => Err(FormatError::new("csv.bad_delimiter").fact("delimiter", wanted)),
    }
}

fn read_rows(
    text: &str,
    delimiter: u8,
    first: u64,
    has_nul: bool,
    opts: &ReadOptions,
    sink: &mut Sink<'_>,
) -> Result<u64, FormatError> {
    let mut splitter = Splitter::new(text, delimiter);
    let mut row = Row::new(first + 1);
    let mut rows = 0_u64;
    loop {
        let column = row.len() as u32 + 1;
        let number = row.number();
        match splitter.next_field() {
            Split::Field { text: field, last } => {
                if column > opts.max_columns {
                    return Err(FormatError::new("file.too_many_columns")
                        .fact("limit", opts.max_columns)
                        .row(number)
                        .column(column));
                }
                if field.len() > opts.max_cell_bytes {
                    return Err(too_long(&field, opts).row(number).column(column));
                }
                if has_nul && field.contains('\0') {
                    return Err(FormatError::new("csv.nul_byte").row(number).column(column));
                }
                row.push(
                    &field,
                    if field.is_empty() {
                        CellKind::Empty
                    } else {
                        CellKind::Text
                    },
                );
                if row.text_bytes() > super::worker_row_limit() {
                    return Err(FormatError::new("file.row_too_long").row(number));
                }
                if last {
                    if !row.is_blank() {
                        rows += 1;
                        if rows > opts.max_rows {
                            return Err(FormatError::new("file.too_many_rows")
                                .fact("limit", opts.max_rows)
                                .row(number));
                        }
                        if sink(Event::Row {
                            sheet: 0,
                            row: &row,
                        })? == Flow::Stop
                        {
                            return Ok(rows);
                        }
                    }
                    row.reset(number + 1);
                }
            }
            Split::Unclosed => {
                return Err(FormatError::new("csv.unclosed_quote")
                    .row(number)
                    .column(column));
            }
            Split::End => return Ok(rows),
        }
    }
}

/// An over-long field with many line ends is most likely a quote that was never closed.
fn too_long(field: &str, opts: &ReadOptions) -> FormatError {
    if field.contains('\n') {
        FormatError::new("csv.unclosed_quote").fact("bytes", field.len())
    } else {
        FormatError::new("file.cell_too_long")
            .fact("limit", opts.max_cell_bytes)
            .fact("bytes", field.len())
    }
}
