//! What an import does or would do, row by row: every row is counted exactly once (R1).

use super::table::Table;
use jieqing_db::text_enum;
use jieqing_formats::table::Row;
use jieqing_kernel::error::{Error, FieldError, Refusal, Result};

text_enum! {
    /// What becomes of a row.
    pub enum Outcome {
        /// New.
        Added = "added",
        /// Known, with other content.
        Changed = "changed",
        /// Known, the same.
        Unchanged = "unchanged",
        /// Wrong.
        Failed = "failed",
        /// Passed over for a reason.
        Ignored = "ignored",
    }
}

/// Rows by outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// All rows below the headers.
    pub total: i64,
    /// New.
    pub added: i64,
    /// Known, with other content.
    pub changed: i64,
    /// Known, the same.
    pub unchanged: i64,
    /// Wrong.
    pub failed: i64,
    /// Passed over for a reason.
    pub ignored: i64,
}

impl Counts {
    /// Rows in the file = added + changed + unchanged + failed + ignored.
    #[must_use]
    pub fn balanced(&self) -> bool {
        self.total == self.added + self.changed + self.unchanged + self.failed + self.ignored
    }
}

/// Something wrong in a cell, or in a row as a whole (empty column).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Column as the file names it.
    pub column: String,
    /// Stable code.
    pub code: &'static str,
    /// Figures.
    pub facts: Vec<(&'static str, String)>,
}

impl Problem {
    /// A problem of the whole row.
    #[must_use]
    pub(super) fn row(code: &'static str) -> Self {
        Self {
            column: String::new(),
            code,
            facts: Vec::new(),
        }
    }

    /// In a column.
    #[must_use]
    pub(super) fn at(column: &str, code: &'static str) -> Self {
        Self {
            column: column.to_owned(),
            ..Self::row(code)
        }
    }

    /// Adds a figure.
    #[must_use]
    pub(super) fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.facts.push((name, value.to_string()));
        self
    }

    /// What a command refused, as problems of a row.
    ///
    /// # Errors
    /// Errors that are not about the content: those end the import.
    pub(super) fn of(error: Error) -> Result<Vec<Self>> {
        match error {
            Error::Invalid(fields) => Ok(fields.into_iter().map(Self::of_field).collect()),
            Error::Refused(Refusal { code, facts }) => Ok(vec![Self {
                column: String::new(),
                code,
                facts,
            }]),
            Error::NotFound => Ok(vec![Self::row("field.unknown_reference")]),
            other => Err(other),
        }
    }

    fn of_field(field: FieldError) -> Self {
        Self {
            column: field.path.into_owned(),
            code: field.code,
            facts: field.facts,
        }
    }
}

/// A field whose value changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Field.
    pub field: &'static str,
    /// Stored value.
    pub before: String,
    /// Value of the file.
    pub after: String,
}

/// A row worth telling: it fails, is passed over, or changes something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowNote {
    /// 0 for the first file, 1 for the second.
    pub file_no: i64,
    /// Sheet.
    pub sheet: String,
    /// Row as the spreadsheet shows it.
    pub row_no: i64,
    /// Outcome.
    pub outcome: Outcome,
    /// What is wrong, or why it is passed over.
    pub problems: Vec<Problem>,
    /// What changes.
    pub changes: Vec<Change>,
    /// The row as it is in the file.
    pub raw: String,
}

/// The whole answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Rows by outcome.
    pub counts: Counts,
    /// Documents or records added, changed, unchanged.
    pub documents: Counts,
    /// Rows that fail, are passed over or change something, in file order.
    pub notes: Vec<RowNote>,
}

/// A row of a table, to be accounted for.
#[derive(Debug, Clone, Copy)]
pub(super) struct RowRef<'t> {
    /// Table.
    pub table: &'t Table,
    /// Row.
    pub row: &'t Row,
}

/// Longest raw text kept of a row, in characters.
const RAW_CHARS: usize = 1_000;

/// Counts rows; each must be handed in exactly once.
#[derive(Debug, Default)]
pub(super) struct Tally {
    report: Report,
}

impl Tally {
    /// Expects `rows` more rows.
    pub(super) fn expect(&mut self, rows: i64) {
        self.report.counts.total += rows;
    }

    /// The row is new.
    pub(super) fn added(&mut self) {
        self.report.counts.added += 1;
    }

    /// The row is known and the same.
    pub(super) fn unchanged(&mut self) {
        self.report.counts.unchanged += 1;
    }

    /// The row changes something.
    pub(super) fn changed(&mut self, at: RowRef<'_>, changes: Vec<Change>) {
        self.report.counts.changed += 1;
        self.note(at, Outcome::Changed, Vec::new(), changes);
    }

    /// The row is wrong.
    pub(super) fn failed(&mut self, at: RowRef<'_>, problems: Vec<Problem>) {
        self.report.counts.failed += 1;
        self.note(at, Outcome::Failed, problems, Vec::new());
    }

    /// The row is passed over.
    pub(super) fn ignored(&mut self, at: RowRef<'_>, why: Problem) {
        self.report.counts.ignored += 1;
        self.note(at, Outcome::Ignored, vec![why], Vec::new());
    }

    /// Counts a document (or record) with this outcome.
    pub(super) fn document(&mut self, outcome: Outcome) {
        let d = &mut self.report.documents;
        d.total += 1;
        match outcome {
            Outcome::Added => d.added += 1,
            Outcome::Changed => d.changed += 1,
            Outcome::Unchanged => d.unchanged += 1,
            Outcome::Failed => d.failed += 1,
            Outcome::Ignored => d.ignored += 1,
        }
    }

    fn note(
        &mut self,
        at: RowRef<'_>,
        outcome: Outcome,
        problems: Vec<Problem>,
        changes: Vec<Change>,
    ) {
        self.report.notes.push(RowNote {
            file_no: at.table.file_no,
            sheet: at.table.sheet.clone(),
            row_no: i64::try_from(at.row.number()).unwrap_or(i64::MAX),
            outcome,
            problems,
            changes,
            raw: raw_text(at.row),
        });
    }

    /// The report.
    ///
    /// # Errors
    /// [`Error::Bug`] when a row was lost or counted twice.
    pub(super) fn finish(mut self) -> Result<Report> {
        if !self.report.counts.balanced() {
            return Err(Error::bug(format!("rows lost: {:?}", self.report.counts)));
        }
        self.report.notes.sort_by_key(|n| (n.file_no, n.row_no));
        Ok(self.report)
    }
}

fn raw_text(row: &Row) -> String {
    let mut out = String::with_capacity(row.text_bytes() + row.len() * 3);
    for (at, cell) in row.cells().enumerate() {
        if at > 0 {
            out.push_str(" | ");
        }
        out.push_str(cell.trimmed());
    }
    if let Some((end, _)) = out.char_indices().nth(RAW_CHARS) {
        out.truncate(end)
    }
    // A zero byte can't be stored in a text.
    out.replace('\0', "\u{fffd}")
}
