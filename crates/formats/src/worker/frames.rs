//! The frames between child and parent.
//!
//! # Format
//! `u32` length (little endian) of what follows, then one byte of type:
//! - 1 opened, 3 end: the file info as text lines
//! - 2 row: `u32` sheet, `u64` number, `u32` cells, per cell `u32` end and `u8` kind, then the text
//! - 4 error: code, place and facts as text lines
//! - 5 piece of a JSON document (bank files); 3 without a body ends it
//!
//! Text lines are `key<tab>value…`, with backslash, tab and line end escaped.
//!
//! # Invariants
//! - The parent trusts no length, index or text of a frame.

use std::io::{self, Read, Write};

use crate::table::{CellKind, FileInfo, FileKind, Notice, Row, SheetInfo};
use crate::{FormatError, Place};

/// Largest frame.
pub(crate) const MAX_FRAME: usize = 4 * 1024 * 1024;

pub(crate) const OPENED: u8 = 1;
pub(crate) const ROW: u8 = 2;
pub(crate) const END: u8 = 3;
pub(crate) const ERROR: u8 = 4;
pub(crate) const PIECE: u8 = 5;

/// Writes one frame.
pub(crate) fn write_frame(out: &mut impl Write, kind: u8, body: &[u8]) -> io::Result<()> {
    let length = u32::try_from(body.len() + 1).map_err(io::Error::other)?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(&[kind])?;
    out.write_all(body)
}

/// Reads one frame into `body`; `None` at the end of the stream.
pub(crate) fn read_frame(input: &mut impl Read, body: &mut Vec<u8>) -> io::Result<Option<u8>> {
    let mut head = [0_u8; 5];
    match input.read_exact(&mut head) {
        Ok(()) => {}
        Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(e) => return Err(e),
    }
    let [a, b, c, d, kind] = head;
    let length = u32::from_le_bytes([a, b, c, d]) as usize;
    if length == 0 || length > MAX_FRAME {
        return Err(io::Error::other("frame length"));
    }
    body.resize(length - 1, 0);
    input.read_exact(body)?;
    Ok(Some(kind))
}

/// Encodes a row.
pub(crate) fn row_body(sheet: usize, row: &Row, body: &mut Vec<u8>) {
    let (text, ends, kinds) = row.raw();
    body.clear();
    body.extend_from_slice(&u32::try_from(sheet).unwrap_or(u32::MAX).to_le_bytes());
    body.extend_from_slice(&row.number().to_le_bytes());
    body.extend_from_slice(&u32::try_from(ends.len()).unwrap_or(u32::MAX).to_le_bytes());
    for (end, kind) in ends.iter().zip(kinds) {
        body.extend_from_slice(&end.to_le_bytes());
        body.push(*kind as u8);
    }
    body.extend_from_slice(text.as_bytes());
}

/// Decodes a row into `row`; the sheet, or `None` for a malformed body.
pub(crate) fn read_row(body: &[u8], row: &mut Row) -> Option<usize> {
    let (sheet, rest) = body.split_first_chunk::<4>()?;
    let (number, rest) = rest.split_first_chunk::<8>()?;
    let (cells, rest) = rest.split_first_chunk::<4>()?;
    let table = (u32::from_le_bytes(*cells) as usize).checked_mul(5)?;
    let (cells, text) = rest.split_at_checked(table)?;
    let text = std::str::from_utf8(text).ok()?;
    let mut bad = false;
    let decoded = cells.as_chunks::<5>().0.iter().map(|[a, b, c, d, kind]| {
        let kind = CellKind::from_u8(*kind).unwrap_or_else(|| {
            bad = true;
            CellKind::Empty
        });
        (u32::from_le_bytes([*a, *b, *c, *d]), kind)
    });
    row.set_raw(u64::from_le_bytes(*number), text, decoded)?;
    if bad {
        None
    } else {
        Some(u32::from_le_bytes(*sheet) as usize)
    }
}

/// Text lines of a body.
#[derive(Default)]
pub(crate) struct Lines(String);

impl Lines {
    pub(crate) fn line(&mut self, parts: &[&str]) {
        for (i, part) in parts.iter().enumerate() {
            if i > 0 {
                self.0.push('\t');
            }
            for c in part.chars() {
                match c {
                    '\\' => self.0.push_str("\\\\"),
                    '\t' => self.0.push_str("\\t"),
                    '\n' => self.0.push_str("\\n"),
                    c => self.0.push(c),
                }
            }
        }
        self.0.push('\n');
    }

    pub(crate) fn into_string(self) -> String {
        self.0
    }

    pub(crate) fn parse(text: &str) -> impl Iterator<Item = Vec<String>> {
        text.lines()
            .map(|line| line.split('\t').map(unescape).collect())
    }
}

fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (_, true) => match chars.next() {
                Some('t') => out.push('\t'),
                Some('n') => out.push('\n'),
                Some(other) => out.push(other),
                None => {}
            },
            (c, false) => out.push(c),
        }
    }
    out
}

/// Encodes the file info.
pub(crate) fn info_body(info: &FileInfo) -> Vec<u8> {
    let mut lines = Lines::default();
    lines.line(&["kind", info.kind.as_str()]);
    if let Some(encoding) = &info.encoding {
        lines.line(&["encoding", encoding]);
    }
    if let Some(delimiter) = info.delimiter {
        lines.line(&["delimiter", &delimiter.to_string()]);
    }
    for sheet in &info.sheets {
        let hidden = if sheet.hidden { "1" } else { "0" };
        lines.line(&["sheet", &sheet.name, hidden, &sheet.rows.to_string()]);
    }
    for notice in &info.notices {
        lines.line(&["notice", &notice.code, &notice.subject]);
    }
    lines.into_string().into_bytes()
}

/// Decodes the file info.
pub(crate) fn read_info(body: &[u8]) -> Option<FileInfo> {
    let text = std::str::from_utf8(body).ok()?;
    let mut info = FileInfo::new(FileKind::Csv);
    for line in Lines::parse(text) {
        let parts: Vec<&str> = line.iter().map(String::as_str).collect();
        match parts.as_slice() {
            ["kind", kind] => {
                info.kind = match *kind {
                    "csv" => FileKind::Csv,
                    "xlsx" => FileKind::Xlsx,
                    "xls" => FileKind::Xls,
                    "ods" => FileKind::Ods,
                    "html" => FileKind::Html,
                    _ => return None,
                };
            }
            ["encoding", encoding] => info.encoding = Some((*encoding).to_owned()),
            ["delimiter", delimiter] => info.delimiter = delimiter.chars().next(),
            ["sheet", name, hidden, rows] => info.sheets.push(SheetInfo {
                name: (*name).to_owned(),
                hidden: *hidden == "1",
                rows: rows.parse().ok()?,
            }),
            ["notice", code, subject] => info.notices.push(Notice::new(code, *subject)),
            _ => return None,
        }
    }
    Some(info)
}

/// Encodes an error.
pub(crate) fn error_body(error: &FormatError) -> Vec<u8> {
    let mut lines = Lines::default();
    lines.line(&["code", error.code]);
    if let Some(place) = &error.place {
        let number = |n: Option<u64>| n.map(|n| n.to_string()).unwrap_or_default();
        let has_sheet = if place.sheet.is_some() { "1" } else { "0" };
        lines.line(&[
            "place",
            has_sheet,
            place.sheet.as_deref().unwrap_or_default(),
            &number(place.row),
            &number(place.column.map(u64::from)),
        ]);
    }
    for (name, value) in &error.facts {
        lines.line(&["fact", name, value]);
    }
    lines.into_string().into_bytes()
}

/// Decodes an error. Codes and fact names become `'static` through the list of known ones.
pub(crate) fn read_error(body: &[u8]) -> Option<FormatError> {
    let text = std::str::from_utf8(body).ok()?;
    let mut error: Option<FormatError> = None;
    for line in Lines::parse(text) {
        let parts: Vec<&str> = line.iter().map(String::as_str).collect();
        match (parts.as_slice(), &mut error) {
            (["code", code], None) => error = Some(FormatError::new(known(code))),
            (["place", has_sheet, sheet, row, column], Some(error)) => {
                error.place = Some(Place {
                    sheet: (*has_sheet == "1").then(|| (*sheet).to_owned()),
                    row: row.parse().ok(),
                    column: column.parse().ok(),
                });
            }
            (["fact", name, value], Some(error)) => {
                error.facts.push((known(name), (*value).to_owned()));
            }
            _ => return None,
        }
    }
    error
}

/// Every code and fact name a child may send.
const KNOWN: &[&str] = &[
    "bank.no_statement",
    "bank.not_a_statement",
    "bank.too_many_entries",
    "json.damaged",
    "xml.too_deep",
    "xml.too_long",
    "xml.too_many_elements",
    "csv.bad_delimiter",
    "csv.bad_encoding",
    "csv.nul_byte",
    "csv.unclosed_quote",
    "csv.unknown_encoding",
    "file.cell_too_long",
    "file.damaged",
    "file.doctype",
    "file.empty",
    "file.no_sheets",
    "file.no_such_sheet",
    "file.not_a_table",
    "file.reader_crashed",
    "file.row_too_long",
    "file.too_large",
    "file.too_many_columns",
    "file.too_many_rows",
    "file.zip_bomb",
    "file.zip_duplicate",
    "file.zip_encrypted",
    "file.zip_entries",
    "file.zip_name",
    "file.zip_symlink",
    "file.worker_protocol",
    "ods.damaged",
    "xls.damaged",
    "xls.password",
    "xlsx.bad_count",
    "xlsx.bad_encoding",
    "xlsx.bad_order",
    "xlsx.damaged",
    "xlsx.part_missing",
    "xlsx.password",
    "byte",
    "bytes",
    "declared",
    "delimiter",
    "detail",
    "encoding",
    "entries",
    "file",
    "hidden",
    "inflated",
    "is",
    "limit",
    "limit_bytes",
    "part",
    "stated",
];

fn known(word: &str) -> &'static str {
    KNOWN
        .iter()
        .find(|k| **k == word)
        .copied()
        .unwrap_or("file.reader_failed")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn info_and_error_survive_the_pipe() {
        let mut info = FileInfo::new(FileKind::Xlsx);
        info.encoding = Some("UTF-8".to_owned());
        info.delimiter = Some('\t');
        info.sheets.push(SheetInfo {
            name: "一\t二\n\\".to_owned(),
            hidden: true,
            rows: 7,
        });
        info.notices.push(Notice::new("sheet.hidden", "x"));
        assert_eq!(read_info(&info_body(&info)), Some(info));
        let error = FormatError::new("csv.nul_byte")
            .fact("byte", 7)
            .row(3)
            .column(2)
            .sheet("表");
        assert_eq!(read_error(&error_body(&error)), Some(error));
    }

    proptest! {
        #[test]
        fn rows_survive_the_pipe(texts in proptest::collection::vec(".{0,12}", 0..20), n in 1_u64..99) {
            let row = Row::from_texts(n, texts.iter().map(String::as_str));
            let mut body = Vec::new();
            row_body(3, &row, &mut body);
            let mut back = Row::default();
            prop_assert_eq!(read_row(&body, &mut back), Some(3));
            prop_assert_eq!(back, row);
        }

        #[test]
        fn hostile_frames_are_refused_not_trusted(body in proptest::collection::vec(any::<u8>(), 0..80)) {
            let _ = read_row(&body, &mut Row::default());
            let _ = read_info(&body);
            let _ = read_error(&body);
        }
    }
}
