//! The one error type of this crate.
//!
//! # Invariants
//! - `code` is stable and never translated; the user interface keys its messages on it.
//! - `facts` hold the numbers and names a message needs (limit, actual, sheet …), in fixed order.
//! - Text taken from a file is shortened before it becomes a fact.
//!
//! # Codes
//! | code | meaning |
//! |---|---|
//! | `file.empty`, `file.too_large`, `file.too_many_rows`, `file.too_many_columns`, `file.cell_too_long`, `file.row_too_long` | limits |
//! | `file.not_a_table` (fact `is`: gzip, pdf, html, xlsb, docx …) | something else |
//! | `file.damaged`, `xlsx.damaged`, `xls.damaged`, `ods.damaged`, `xlsx.part_missing`, `xlsx.bad_order` | broken file |
//! | `file.zip_bomb`, `file.zip_entries`, `file.zip_name`, `file.zip_duplicate`, `file.zip_symlink`, `file.zip_encrypted`, `file.doctype`, `xlsx.bad_count`, `xlsx.bad_encoding` | hostile container |
//! | `xlsx.password`, `xls.password` | password-protected |
//! | `file.no_sheets`, `file.no_such_sheet` | nothing to read |
//! | `csv.nul_byte`, `csv.unclosed_quote`, `csv.bad_encoding`, `csv.unknown_encoding`, `csv.bad_delimiter` | csv |
//! | `bank.not_a_statement`, `bank.no_statement`, `bank.too_many_entries`, `xml.too_deep`, `xml.too_long`, `xml.too_many_elements`, `json.damaged` | bank files |
//! | `file.needs_worker` | xls or ods outside the child process |
//! | `file.reader_crashed`, `file.reader_timeout`, `file.reader_failed`, `file.worker_start`, `file.worker_protocol` | child process |
//! | `xlsx.write_failed`, `xlsx.too_many_rows`, `xlsx.too_many_values` | writing a workbook |
//! | `pdf.bad_font`, `pdf.bad_page`, `pdf.write_failed` | writing a PDF |

use std::fmt;

/// Where in a file something is wrong. Rows and columns count from 1, as a spreadsheet shows them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// Sheet name; `None` for csv.
    pub sheet: Option<String>,
    /// Row number, from 1.
    pub row: Option<u64>,
    /// Column number, from 1.
    pub column: Option<u32>,
}

/// Why a file could not be read or written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormatError {
    /// Stable code such as `file.zip_bomb`, `csv.unclosed_quote`, `xlsx.password`.
    pub code: &'static str,
    /// Where, when known.
    pub place: Option<Place>,
    /// Named values for the message.
    pub facts: Vec<(&'static str, String)>,
}

/// Longest text kept in a fact, in characters.
const FACT_CHARS: usize = 120;

impl FormatError {
    /// An error with a code only.
    #[must_use]
    pub fn new(code: &'static str) -> Self {
        Self {
            code,
            place: None,
            facts: Vec::new(),
        }
    }

    /// Adds a named value; long text is cut at 120 characters.
    #[must_use]
    pub fn fact(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.facts.push((name, shorten(&value.to_string())));
        self
    }

    /// Sets the row (from 1).
    #[must_use]
    pub fn row(mut self, row: u64) -> Self {
        self.place.get_or_insert_with(Place::default).row = Some(row);
        self
    }

    /// Sets the column (from 1).
    #[must_use]
    pub fn column(mut self, column: u32) -> Self {
        self.place.get_or_insert_with(Place::default).column = Some(column);
        self
    }

    /// Sets the sheet.
    #[must_use]
    pub fn sheet(mut self, sheet: &str) -> Self {
        self.place.get_or_insert_with(Place::default).sheet = Some(shorten(sheet));
        self
    }

    /// The value of a fact.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.facts
            .iter()
            .find(|(n, _)| *n == name)
            .map(|(_, v)| v.as_str())
    }
}

fn shorten(text: &str) -> String {
    match text.char_indices().nth(FACT_CHARS) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)?;
        if let Some(place) = &self.place {
            if let Some(sheet) = &place.sheet {
                write!(f, " sheet={sheet:?}")?;
            }
            if let Some(row) = place.row {
                write!(f, " row={row}")?;
            }
            if let Some(column) = place.column {
                write!(f, " column={column}")?;
            }
        }
        for (name, value) in &self.facts {
            write!(f, " {name}={value:?}")?;
        }
        Ok(())
    }
}

impl std::error::Error for FormatError {}
