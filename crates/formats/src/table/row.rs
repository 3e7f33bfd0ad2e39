//! Cells and rows as read from a file.
//!
//! # Invariants
//! - A row keeps the text of all cells in one buffer, so a reader can reuse one row for a file.
//! - `number` is the row number a spreadsheet shows (from 1, blank rows counted).

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[repr(u8)]
pub enum CellKind {
    /// Nothing.
    #[default]
    Empty = 0,
    /// Text as typed. Every csv cell is text or empty.
    Text = 1,
    /// A number; the text is exact decimal text without an exponent.
    Number = 2,
    /// A date; the text is `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM:SS[.mmm]`.
    Date = 3,
    /// `TRUE` or `FALSE`.
    Bool = 4,
    /// An error cell (`#REF!`) or a date that does not exist; the text says which.
    Error = 5,
    /// A formula without a stored value; the text is the formula.
    FormulaWithoutValue = 6,
}

impl CellKind {
    /// The kind with this number, for the worker protocol.
    #[must_use]
    pub fn from_u8(value: u8) -> Option<Self> {
        Some(match value {
            0 => Self::Empty,
            1 => Self::Text,
            2 => Self::Number,
            3 => Self::Date,
            4 => Self::Bool,
            5 => Self::Error,
            6 => Self::FormulaWithoutValue,
            _ => return None,
        })
    }
}

/// One cell of a [`Row`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell<'a> {
    /// Text as a person sees it.
    pub text: &'a str,
    /// What it is.
    pub kind: CellKind,
}

impl Cell<'_> {
    /// The text without surrounding blanks, tabs and line ends.
    #[must_use]
    pub fn trimmed(&self) -> &str {
        trimmed(self.text)
    }

    /// True when nothing but blanks is in the cell.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.trimmed().is_empty()
    }
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}')
}

/// Whether a text shows nothing.
pub(super) fn is_blank(text: &str) -> bool {
    trimmed(text).is_empty()
}

/// A row of cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    number: u64,
    text: String,
    ends: Vec<u32>,
    kinds: Vec<CellKind>,
}

impl Row {
    /// An empty row with this number.
    #[must_use]
    pub fn new(number: u64) -> Self {
        Self {
            number,
            ..Self::default()
        }
    }

    /// A text row, for tests and for callers that build rows themselves.
    pub fn from_texts<'a>(number: u64, texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut row = Self::new(number);
        for text in texts {
            row.push(
                text,
                if text.is_empty() {
                    CellKind::Empty
                } else {
                    CellKind::Text
                },
            );
        }
        row
    }

    /// Row number as a spreadsheet shows it, from 1.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number
    }

    /// Number of cells.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// True when the row has no cells.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Bytes of text in the row.
    #[must_use]
    pub fn text_bytes(&self) -> usize {
        self.text.len()
    }

    /// True when no cell holds anything but blanks.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.cells().all(|cell| cell.is_blank())
    }

    /// The cell at `index` (from 0); an empty cell beyond the end.
    #[must_use]
    pub fn cell(&self, index: usize) -> Cell<'_> {
        let start = match index.checked_sub(1) {
            Some(before) => self.ends.get(before).copied().unwrap_or(0),
            None => 0,
        };
        match (self.ends.get(index), self.kinds.get(index)) {
            (Some(&end), Some(&kind)) => Cell {
                text: self
                    .text
                    .get(start as usize..end as usize)
                    .unwrap_or_default(),
                kind,
            },
            _ => Cell {
                text: "",
                kind: CellKind::Empty,
            },
        }
    }

    /// The trimmed text of the cell at `index`.
    #[must_use]
    pub fn text(&self, index: usize) -> &str {
        let cell = self.cell(index);
        cell.text
            .trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}')
    }

    /// All cells, left to right.
    pub fn cells(&self) -> impl Iterator<Item = Cell<'_>> {
        (0..self.len()).map(|index| self.cell(index))
    }

    /// Empties the row for reuse.
    pub fn reset(&mut self, number: u64) {
        self.number = number;
        self.text.clear();
        self.ends.clear();
        self.kinds.clear();
    }

    /// Appends a cell.
    pub fn push(&mut self, text: &str, kind: CellKind) {
        self.text.push_str(text);
        self.seal(kind);
    }

    /// Appends empty cells up to `len` cells.
    pub fn pad_to(&mut self, len: usize) {
        while self.ends.len() < len {
            self.seal(CellKind::Empty);
        }
    }

    fn seal(&mut self, kind: CellKind) {
        self.ends
            .push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        self.kinds.push(kind);
    }

    pub(crate) fn raw(&self) -> (&str, &[u32], &[CellKind]) {
        (&self.text, &self.ends, &self.kinds)
    }

    /// Builds a row from its raw parts; `None` when they do not fit together.
    pub(crate) fn set_raw(
        &mut self,
        number: u64,
        text: &str,
        cells: impl Iterator<Item = (u32, CellKind)>,
    ) -> Option<()> {
        self.reset(number);
        let mut last = 0;
        for (end, kind) in cells {
            if end < last || !text.is_char_boundary(end as usize) {
                return None;
            }
            last = end;
            self.ends.push(end);
            self.kinds.push(kind);
        }
        if last as usize != text.len() {
            return None;
        }
        self.text.push_str(text);
        Some(())
    }
}
