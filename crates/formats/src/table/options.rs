//! Options, results and notices of the table readers.

use super::Row;

/// Kind of file, by content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// Delimited text.
    Csv,
    /// Office Open XML workbook (also xlsm; macros are ignored).
    Xlsx,
    /// BIFF workbook.
    Xls,
    /// OpenDocument spreadsheet.
    Ods,
    /// HTML table or XML spreadsheet (2003).
    Html,
}

impl FileKind {
    /// Lower-case name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Ods => "ods",
            Self::Html => "html",
        }
    }
}

/// Whether to go on after an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// Go on.
    Continue,
    /// Stop reading; not an error.
    Stop,
}

/// Limits and wishes for reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadOptions {
    /// Largest file, in bytes. Default 50 MiB.
    pub max_bytes: u64,
    /// Most non-blank rows over all sheets. Default 1,200,000.
    pub max_rows: u64,
    /// Most columns. Default 512.
    pub max_columns: u32,
    /// Longest cell, in bytes of UTF-8. Default 65,536.
    pub max_cell_bytes: usize,
    /// Read only this sheet; `None` reads every visible sheet.
    pub sheet: Option<String>,
    /// csv: the encoding (WHATWG label such as `gb18030`, `utf-8`); `None` detects it.
    pub encoding: Option<String>,
    /// csv: the delimiter; `None` detects it.
    pub delimiter: Option<char>,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            max_bytes: 50 * 1024 * 1024,
            max_rows: 1_200_000,
            max_columns: 512,
            max_cell_bytes: 65_536,
            sheet: None,
            encoding: None,
            delimiter: None,
        }
    }
}

/// Something the user should see although the file was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Stable code, e.g. `sheet.hidden`, `csv.encoding_guessed`, `file.several_sheets`.
    pub code: String,
    /// What it is about (a sheet name, an encoding).
    pub subject: String,
}

impl Notice {
    pub(crate) fn new(code: &str, subject: impl Into<String>) -> Self {
        Self {
            code: code.to_owned(),
            subject: subject.into(),
        }
    }
}

/// A sheet without its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetInfo {
    /// Name; for csv the empty string.
    pub name: String,
    /// Hidden or very hidden; such a sheet is not read.
    pub hidden: bool,
    /// Non-blank rows read.
    pub rows: u64,
}

/// What is known of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileInfo {
    /// Kind, by content.
    pub kind: FileKind,
    /// csv: encoding as detected or asked for, e.g. `UTF-8`, `UTF-8 BOM`, `gb18030`, `UTF-16LE`.
    pub encoding: Option<String>,
    /// csv: delimiter as detected or asked for.
    pub delimiter: Option<char>,
    /// All worksheets in workbook order.
    pub sheets: Vec<SheetInfo>,
    /// What the user should see.
    pub notices: Vec<Notice>,
}

impl FileInfo {
    pub(crate) fn new(kind: FileKind) -> Self {
        Self {
            kind,
            encoding: None,
            delimiter: None,
            sheets: Vec::new(),
            notices: Vec::new(),
        }
    }

    /// Adds the notices that need the row counts: hidden, several and empty sheets.
    pub(crate) fn conclude(&mut self) {
        let filled: Vec<&str> = self
            .sheets
            .iter()
            .filter(|s| s.rows > 0)
            .map(|s| s.name.as_str())
            .collect();
        if filled.len() > 1 {
            self.notices
                .push(Notice::new("file.several_sheets", filled.join(", ")));
        } else if filled.is_empty() {
            self.notices.push(Notice::new("file.no_rows", ""));
        }
    }
}

/// A sheet with its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Name; for csv the empty string.
    pub name: String,
    /// Hidden or very hidden: `rows` is then empty because it was not read.
    pub hidden: bool,
    /// Non-blank rows.
    pub rows: Vec<Row>,
}

/// A file with all rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workbook {
    /// Kind, by content.
    pub kind: FileKind,
    /// csv: encoding.
    pub encoding: Option<String>,
    /// csv: delimiter.
    pub delimiter: Option<char>,
    /// All worksheets in workbook order.
    pub sheets: Vec<Sheet>,
    /// What the user should see.
    pub notices: Vec<Notice>,
}

impl Workbook {
    pub(crate) fn assemble(info: FileInfo, rows: Vec<Vec<Row>>) -> Self {
        let mut rows = rows.into_iter();
        let sheets = info
            .sheets
            .into_iter()
            .map(|s| Sheet {
                name: s.name,
                hidden: s.hidden,
                rows: rows.next().unwrap_or_default(),
            })
            .collect();
        Self {
            kind: info.kind,
            encoding: info.encoding,
            delimiter: info.delimiter,
            sheets,
            notices: info.notices,
        }
    }

    /// The only sheet that holds rows, or `None` when there is none or more than one: ask then.
    #[must_use]
    pub fn only_sheet(&self) -> Option<&Sheet> {
        let mut filled = self.sheets.iter().filter(|s| !s.rows.is_empty());
        let first = filled.next();
        if filled.next().is_some() { None } else { first }
    }

    /// True when a notice with this code was given.
    #[must_use]
    pub fn has_notice(&self, code: &str) -> bool {
        self.notices.iter().any(|n| n.code == code)
    }
}
