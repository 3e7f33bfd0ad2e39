//! A csv file as decoded text whose fields are borrowed.
//!
//! # Purpose
//! Files of millions of rows that are read once: nothing is copied but fields with doubled quotes.
//! [`super::TableFile`] reads csv through this, too.
//!
//! # Limits
//! [`ReadOptions`]: bytes, rows, columns, bytes of a field.

use std::borrow::Cow;

use super::container::{self, Container};
use super::csv_split::{Split, Splitter};
use super::delimiter;
use super::encoding;
use super::options::ReadOptions;
use super::row::is_blank;
use crate::FormatError;

/// Decoded text of a csv file with what was found out about it.
#[derive(Debug)]
pub struct CsvText<'a> {
    text: Cow<'a, str>,
    encoding: String,
    guessed: bool,
    delimiter: u8,
    /// Where the rows begin, behind a `sep=` line.
    start: usize,
    has_nul: bool,
}

impl<'a> CsvText<'a> {
    /// Decodes a file: UTF-8 with or without byte order mark, UTF-16, GB 18030.
    ///
    /// # Errors
    /// `file.*` and `csv.*`; a workbook is `file.not_a_table`.
    pub fn open(bytes: &'a [u8], name: &str, opts: &ReadOptions) -> Result<Self, FormatError> {
        let size = bytes.len() as u64;
        if size > opts.max_bytes {
            return Err(FormatError::new("file.too_large")
                .fact("limit_bytes", opts.max_bytes)
                .fact("bytes", size));
        }
        match container::detect(bytes, name)? {
            Container::Text => Self::decode(bytes, opts),
            Container::Zip | Container::Ole | Container::Markup => {
                Err(FormatError::new("file.not_a_table")
                    .fact("is", "workbook")
                    .fact("file", name))
            }
        }
    }

    /// As [`CsvText::open`] for bytes that are known to be text.
    pub(super) fn decode(bytes: &'a [u8], opts: &ReadOptions) -> Result<Self, FormatError> {
        let decoded = encoding::decode(bytes, opts.encoding.as_deref())?;
        let text = decoded.text;
        let (stated, start) = match delimiter::stated(&text) {
            Some((stated, rest)) => {
                let line_end = if rest.starts_with("\r\n") { 2 } else { 1 };
                (Some(stated), text.len() - rest.len() + line_end)
            }
            None => (None, 0),
        };
        let delimiter = match (opts.delimiter, stated) {
            (Some(wanted), _) => ascii_delimiter(wanted)?,
            (None, Some(stated)) => stated,
            (None, None) => delimiter::detect(&text),
        };
        Ok(Self {
            has_nul: memchr::memchr(0, text.as_bytes()).is_some(),
            text,
            encoding: decoded.name,
            guessed: decoded.guessed,
            delimiter,
            start,
        })
    }

    /// Encoding as shown to the user.
    #[must_use]
    pub fn encoding(&self) -> &str {
        &self.encoding
    }

    /// Whether the encoding was concluded and not stated.
    #[must_use]
    pub fn guessed(&self) -> bool {
        self.guessed
    }

    /// Between the fields.
    #[must_use]
    pub fn delimiter(&self) -> char {
        char::from(self.delimiter)
    }

    /// Bytes of the decoded text.
    #[must_use]
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether there is no text at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Line ends between two bytes of the text.
    #[must_use]
    pub fn lines_between(&self, from: usize, to: usize) -> u64 {
        let part = self.text.as_bytes().get(from..to).unwrap_or_default();
        memchr::memchr_iter(b'\n', part).count() as u64
    }

    /// The rows from the first on.
    #[must_use]
    pub fn rows<'t>(&'t self, opts: &ReadOptions) -> CsvRows<'t> {
        CsvRows {
            splitter: Splitter::new(
                self.text.get(self.start..).unwrap_or_default(),
                self.delimiter,
            ),
            start: self.start,
            number: u64::from(self.start > 0),
            read: 0,
            has_nul: self.has_nul,
            max_rows: opts.max_rows,
            max_columns: opts.max_columns as usize,
            max_cell_bytes: opts.max_cell_bytes,
        }
    }
}

fn ascii_delimiter(wanted: char) -> Result<u8, FormatError> {
    match u8::try_from(wanted) {
        Ok(byte) if byte.is_ascii() && byte != b'"' && byte != b'\n' && byte != b'\r' => Ok(byte),
        _ => Err(FormatError::new("csv.bad_delimiter").fact("delimiter", wanted)),
    }
}

/// Where a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowPlace {
    /// Number of the record from 1, blank ones counted.
    pub number: u64,
    /// First byte in the decoded text.
    pub offset: usize,
}

/// Rows one by one.
#[derive(Debug)]
pub struct CsvRows<'t> {
    splitter: Splitter<'t>,
    start: usize,
    number: u64,
    read: u64,
    has_nul: bool,
    max_rows: u64,
    max_columns: usize,
    max_cell_bytes: usize,
}

impl<'t> CsvRows<'t> {
    /// Puts the fields of the next row that is not blank in place of what `fields` held; `None` at
    /// the end.
    ///
    /// # Errors
    /// `csv.*` and limits, each with row and column.
    pub fn next_row(
        &mut self,
        fields: &mut Vec<Cow<'t, str>>,
    ) -> Result<Option<RowPlace>, FormatError> {
        loop {
            fields.clear();
            self.number += 1;
            let offset = self.start + self.splitter.at();
            if !self.fill(fields)? {
                return Ok(None);
            }
            if fields.iter().all(|f| is_blank(f)) {
                continue;
            }
            self.read += 1;
            if self.read > self.max_rows {
                return Err(FormatError::new("file.too_many_rows")
                    .fact("limit", self.max_rows)
                    .row(self.number));
            }
            return Ok(Some(RowPlace {
                number: self.number,
                offset,
            }));
        }
    }

    /// The fields of one record; false at the end of the text.
    fn fill(&mut self, fields: &mut Vec<Cow<'t, str>>) -> Result<bool, FormatError> {
        loop {
            let column = u32::try_from(fields.len() + 1).unwrap_or(u32::MAX);
            match self.splitter.next_field() {
                Split::Field { text, last } => {
                    self.check(&text, fields.len())
                        .map_err(|e| e.row(self.number).column(column))?;
                    fields.push(text);
                    if last {
                        return Ok(true);
                    }
                }
                Split::Unclosed => {
                    return Err(FormatError::new("csv.unclosed_quote")
                        .row(self.number)
                        .column(column));
                }
                Split::End => return Ok(false),
            }
        }
    }

    fn check(&self, field: &str, before: usize) -> Result<(), FormatError> {
        if before >= self.max_columns {
            return Err(FormatError::new("file.too_many_columns").fact("limit", self.max_columns));
        }
        if field.len() > self.max_cell_bytes {
            return Err(too_long(field, self.max_cell_bytes));
        }
        if self.has_nul && field.contains('\0') {
            return Err(FormatError::new("csv.nul_byte"));
        }
        Ok(())
    }
}

/// An over-long field with many line ends is most likely a quote that was never closed.
fn too_long(field: &str, limit: usize) -> FormatError {
    if field.contains('\n') {
        FormatError::new("csv.unclosed_quote").fact("bytes", field.len())
    } else {
        FormatError::new("file.cell_too_long")
            .fact("limit", limit)
            .fact("bytes", field.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(bytes: &[u8]) -> Vec<(u64, u64, Vec<String>)> {
        let opts = ReadOptions::default();
        let text = CsvText::open(bytes, "x.csv", &opts).unwrap();
        let mut rows = text.rows(&opts);
        let mut fields = Vec::new();
        let mut all = Vec::new();
        while let Some(place) = rows.next_row(&mut fields).unwrap() {
            let texts = fields.iter().map(|f| f.clone().into_owned()).collect();
            all.push((place.number, 1 + text.lines_between(0, place.offset), texts));
        }
        all
    }

    #[test]
    fn lines_are_told_apart_from_rows() {
        let found = rows(b"a,b\n\n\"x\ny\",\"1\"\"2\"\nz,3\n");
        assert_eq!(found[0], (1, 1, vec!["a".into(), "b".into()]));
        assert_eq!(found[1], (3, 3, vec!["x\ny".into(), "1\"2".into()]));
        assert_eq!(found[2], (4, 5, vec!["z".into(), "3".into()]));
    }

    #[test]
    fn reads_gbk_and_a_stated_delimiter() {
        let found = rows(b"sep=;\r\n\xbf\xcd\xbb\xa7;b\r\n1;2\r\n");
        assert_eq!(found[0], (2, 2, vec!["客户".into(), "b".into()]));
        assert_eq!(found[1].2, ["1", "2"]);
    }

    #[test]
    fn a_workbook_is_no_text() {
        let error = CsvText::open(b"PK\x03\x04rest", "x.csv", &ReadOptions::default());
        assert_eq!(error.unwrap_err().code, "file.not_a_table");
    }
}
