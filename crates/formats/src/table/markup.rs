//! HTML tables and XML spreadsheets (2003) saved under the name of a workbook, as many banks'
//! web pages export them.
//!
//! # Invariants
//! - Only rows and cells are read: `tr` with `td`/`th`, `Row` with `Cell`. Scripts, styles and
//!   comments are passed over; nothing is loaded or run.
//! - Tables become sheets in the order of the file; a table inside a cell is part of the outer one.
//!
//! # Limits
//! Those of [`ReadOptions`]; the text is walked once.

use super::options::{FileInfo, FileKind, Flow, ReadOptions, SheetInfo};
use super::row::{CellKind, Row};
use super::{Event, Sink};
use crate::FormatError;
use crate::bank::text::decode;
use crate::bank::xml::reference;

/// Bytes looked at for the encoding.
const HEAD: usize = 2_048;

/// Reads every row of every table.
///
/// # Errors
/// Limits, each with its row.
pub(crate) fn read(
    bytes: &[u8],
    opts: &ReadOptions,
    sink: &mut Sink<'_>,
) -> Result<FileInfo, FormatError> {
    let label = opts.encoding.clone().or_else(|| stated_encoding(bytes));
    let decoded = decode(bytes, label.as_deref());
    let mut info = FileInfo::new(FileKind::Html);
    info.encoding = label;
    info.sheets.push(SheetInfo {
        name: String::new(),
        hidden: false,
        rows: 0,
    });
    if sink(Event::Opened(&info))? == Flow::Continue {
        let rows = Walk::new(&decoded.text, opts).run(sink)?;
        if let Some(sheet) = info.sheets.first_mut() {
            sheet.rows = rows;
        }
    }
    info.conclude();
    Ok(info)
}

/// True when rows of a table are in the text.
pub(crate) fn holds_rows(bytes: &[u8]) -> bool {
    let lower = |word: &[u8]| {
        let upper = word.to_ascii_uppercase();
        memchr::memmem::find(bytes, word).is_some() || memchr::memmem::find(bytes, &upper).is_some()
    };
    lower(b"<tr") && lower(b"<td")
        || memchr::memmem::find(bytes, b"urn:schemas-microsoft-com:office:spreadsheet").is_some()
}

/// `charset=gb2312` of a page, `encoding="GBK"` of XML.
fn stated_encoding(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    ["charset=", "encoding="].iter().find_map(|mark| {
        let (_, rest) = head.split_once(mark)?;
        let label: String = rest
            .trim_start_matches(['"', '\'', ' '])
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
            .collect();
        (!label.is_empty()).then_some(label)
    })
}

/// The walk through the text.
struct Walk<'t> {
    text: &'t str,
    opts: &'t ReadOptions,
    row: Row,
    cell: Option<String>,
    /// Further columns that the open cell spans.
    span: u32,
    in_row: bool,
    rows: u64,
}

impl<'t> Walk<'t> {
    fn new(text: &'t str, opts: &'t ReadOptions) -> Self {
        Self {
            text,
            opts,
            row: Row::new(1),
            cell: None,
            span: 0,
            in_row: false,
            rows: 0,
        }
    }

    fn run(mut self, sink: &mut Sink<'_>) -> Result<u64, FormatError> {
        let mut rest = self.text;
        while let Some(open) = memchr::memchr(b'<', rest.as_bytes()) {
            let (before, tag) = rest.split_at(open);
            self.words(before)?;
            if let Some(after) = skipped(tag) {
                rest = after;
                continue;
            }
            let Some(end) = memchr::memchr(b'>', tag.as_bytes()) else {
                break;
            };
            let inner = tag.get(1..end).unwrap_or_default();
            rest = tag.get(end + 1..).unwrap_or_default();
            if self.tag(inner, sink)? == Flow::Stop {
                return Ok(self.rows);
            }
        }
        self.end_row(sink)?;
        Ok(self.rows)
    }

    fn words(&mut self, text: &str) -> Result<(), FormatError> {
        let Some(cell) = &mut self.cell else {
            return Ok(());
        };
        unescape(text, cell);
        if cell.len() > self.opts.max_cell_bytes {
            return Err(FormatError::new("file.cell_too_long")
                .fact("limit", self.opts.max_cell_bytes)
                .row(self.row.number()));
        }
        Ok(())
    }

    fn tag(&mut self, inner: &str, sink: &mut Sink<'_>) -> Result<Flow, FormatError> {
        let (closes, inner) = match inner.strip_prefix('/') {
            Some(name) => (true, name),
            None => (false, inner),
        };
        let name_end = inner
            .find(|c: char| c.is_whitespace() || c == '/')
            .unwrap_or(inner.len());
        let name = inner.get(..name_end).unwrap_or_default();
        let name = name.rsplit(':').next().unwrap_or_default();
        let is = |names: &[&str]| names.iter().any(|n| name.eq_ignore_ascii_case(n));
        if is(&["tr", "row"]) {
            let flow = self.end_row(sink)?;
            self.in_row = !closes;
            return Ok(flow);
        }
        if is(&["td", "th", "cell"]) {
            self.end_cell()?;
            if !closes && self.in_row {
                if let Some(index) = attribute(inner, "Index") {
                    while (self.row.len() as u32) + 1 < index.min(self.opts.max_columns) {
                        self.row.push("", CellKind::Empty);
                    }
                }
                let span = attribute(inner, "colspan").map_or(0, |n| n.saturating_sub(1));
                self.span = span.max(attribute(inner, "MergeAcross").unwrap_or(0));
                self.cell = Some(String::new());
                if inner.ends_with('/') {
                    self.end_cell()?;
                }
            }
        } else if let Some(cell) = &mut self.cell
            && is(&["br", "p", "div"])
        {
            cell.push(' ');
        }
        Ok(Flow::Continue)
    }

    fn end_cell(&mut self) -> Result<(), FormatError> {
        let Some(text) = self.cell.take() else {
            return Ok(());
        };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let kind = if text.is_empty() {
            CellKind::Empty
        } else {
            CellKind::Text
        };
        self.row.push(&text, kind);
        for _ in 0..self.span.min(self.opts.max_columns) {
            self.row.push("", CellKind::Empty);
        }
        self.span = 0;
        if self.row.len() as u64 > u64::from(self.opts.max_columns) {
            return Err(FormatError::new("file.too_many_columns")
                .fact("limit", self.opts.max_columns)
                .row(self.row.number()));
        }
        if self.row.text_bytes() > super::worker_row_limit() {
            return Err(FormatError::new("file.row_too_long").row(self.row.number()));
        }
        Ok(())
    }

    fn end_row(&mut self, sink: &mut Sink<'_>) -> Result<Flow, FormatError> {
        self.end_cell()?;
        if !self.in_row {
            return Ok(Flow::Continue);
        }
        self.in_row = false;
        let number = self.row.number();
        let mut flow = Flow::Continue;
        if !self.row.is_blank() {
            self.rows += 1;
            if self.rows > self.opts.max_rows {
                return Err(FormatError::new("file.too_many_rows")
                    .fact("limit", self.opts.max_rows)
                    .row(number));
            }
            flow = sink(Event::Row {
                sheet: 0,
                row: &self.row,
            })?;
        }
        self.row.reset(number + 1);
        Ok(flow)
    }
}

/// What follows a comment, a script or a style; `None` for anything else.
fn skipped(tag: &str) -> Option<&str> {
    const BLOCKS: &[(&str, &str)] = &[
        ("<!--", "-->"),
        ("<script", "</script>"),
        ("<style", "</style>"),
    ];
    BLOCKS.iter().find_map(|(start, end)| {
        let head = tag.get(..start.len())?;
        if !head.eq_ignore_ascii_case(start) {
            return None;
        }
        let body = tag.get(start.len()..)?;
        let upper = end.to_ascii_uppercase();
        let at = [*end, upper.as_str()]
            .iter()
            .filter_map(|mark| memchr::memmem::find(body.as_bytes(), mark.as_bytes()))
            .min();
        Some(at.map_or("", |at| body.get(at + end.len()..).unwrap_or_default()))
    })
}

/// The number of an attribute such as `colspan="2"` or `ss:Index="4"`.
fn attribute(tag: &str, name: &str) -> Option<u32> {
    tag.split(|c: char| c.is_whitespace() || c == ':')
        .find_map(|part| {
            let (key, value) = part.split_once('=')?;
            if !key.eq_ignore_ascii_case(name) {
                return None;
            }
            value.trim_matches(['"', '\'', '/']).parse().ok()
        })
}

/// Entities become characters; an unknown one stays as it is written.
fn unescape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(rest.get(..at).unwrap_or_default());
        let tail = rest.get(at + 1..).unwrap_or_default();
        let named = tail
            .char_indices()
            .take(10)
            .find(|(_, c)| *c == ';')
            .and_then(|(end, _)| Some((reference(tail.get(..end)?)?, end)));
        match named {
            Some((c, end)) => {
                out.push(c);
                rest = tail.get(end + 1..).unwrap_or_default();
            }
            None => {
                out.push('&');
                rest = tail;
            }
        }
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use crate::table::{FileKind, ReadOptions, TableFile};

    fn rows(text: &str) -> Vec<Vec<String>> {
        let book = TableFile::read(text.as_bytes(), "a.xls", &ReadOptions::default()).unwrap();
        assert_eq!(book.kind, FileKind::Html);
        let sheet = book.sheets.first().unwrap();
        let cells = |r: &crate::table::Row| r.cells().map(|c| c.text.to_owned()).collect();
        sheet.rows.iter().map(cells).collect()
    }

    #[test]
    fn pages_and_xml_spreadsheets() {
        let page = "<html><script>if(a<b){'<td>'}</script><TABLE><TR><TH colspan=2>A &amp; B</TH></TR><tr><td>1<td>2&nbsp;</tr><!-- <tr><td>x --></table>";
        assert_eq!(rows(page), [vec!["A & B", ""], vec!["1", "2"]]);
        let xml = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"a\"><Table><Row><Cell><Data ss:Type=\"String\">日期</Data></Cell><Cell ss:Index=\"3\"><Data ss:Type=\"Number\">1.50</Data></Cell></Row></Table></Worksheet></Workbook>";
        assert_eq!(rows(xml), [vec!["日期", "", "1.50"]]);
    }
}
