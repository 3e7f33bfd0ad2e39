//! csv: splitting text into fields, and the row source on top.
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

use super::csv_text::CsvText;
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

    /// Where the next field begins.
    pub(crate) fn at(&self) -> usize {
        self.at
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
    let text = CsvText::decode(bytes, opts)?;
    let mut info = FileInfo::new(FileKind::Csv);
    if text.guessed() {
        info.notices.push(Notice::new(
            "csv.encoding_guessed",
            text.encoding().to_owned(),
        ));
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
    info.encoding = Some(text.encoding().to_owned());
    info.delimiter = Some(text.delimiter());
    info.sheets.push(SheetInfo {
        name: String::new(),
        hidden: false,
        rows: 0,
    });
    if sink(Event::Opened(&info))? == Flow::Continue {
        let rows = read_rows(&text, opts, sink)?;
        if let Some(sheet) = info.sheets.first_mut() {
            sheet.rows = rows;
        }
    }
    info.conclude();
    Ok(info)
}

fn read_rows(
    text: &CsvText<'_>,
    opts: &ReadOptions,
    sink: &mut Sink<'_>,
) -> Result<u64, FormatError> {
    let mut source = text.rows(opts);
    let mut fields = Vec::new();
    let mut row = Row::new(1);
    let mut rows = 0;
    while let Some(place) = source.next_row(&mut fields)? {
        row.reset(place.number);
        for field in &fields {
            let kind = if field.is_empty() {
                CellKind::Empty
            } else {
                CellKind::Text
            };
            row.push(field, kind);
        }
        if row.text_bytes() > super::worker_row_limit() {
            return Err(FormatError::new("file.row_too_long").row(place.number));
        }
        rows += 1;
        if sink(Event::Row {
            sheet: 0,
            row: &row,
        })? == Flow::Stop
        {
            break;
        }
    }
    Ok(rows)
}
