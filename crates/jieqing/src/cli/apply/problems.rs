//! What is wrong in a file, with line and column.

use super::read::Read;
use jieqing_formats::FormatError;
use serde_json::{Value, json};
use std::fmt;

/// Problems that are kept in full; the rest is counted.
const KEPT: usize = 1_000;

/// A value that could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) file: String,
    /// From 1, as an editor counts.
    pub(super) line: u64,
    pub(super) column: &'static str,
    pub(super) code: &'static str,
    /// What is wrong and what became of the row.
    pub(super) message: String,
}

impl Problem {
    pub(super) const MISSING: &'static str = "column.missing";
    pub(super) const EMPTY: &'static str = "value.empty";
    pub(super) const AMOUNT: &'static str = "value.amount";
    pub(super) const DATE: &'static str = "value.date";
    pub(super) const CURRENCY: &'static str = "value.currency";
    pub(super) const TWICE: &'static str = "id.twice";
    pub(super) const UNKNOWN: &'static str = "id.unknown";

    /// For the summary.
    pub(super) fn json(&self) -> Value {
        json!({
            "place": format!("{} line {}, column {}", self.file, self.line, self.column),
            "code": self.code,
            "message": self.message,
        })
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: line {}, column {}: {}",
            self.file, self.line, self.column, self.message
        )
    }
}

/// All problems of a run.
#[derive(Debug, Default)]
pub(super) struct Problems {
    pub(super) kept: Vec<Problem>,
    pub(super) count: u64,
}

impl Problems {
    pub(super) fn push(&mut self, problem: Problem) {
        self.count += 1;
        if self.kept.len() < KEPT {
            self.kept.push(problem);
        }
    }

    /// Takes over the problems of a file that was read, and gives its rows.
    pub(super) fn told<T>(&mut self, read: Read<T>) -> Vec<T> {
        self.count += read.problems.count;
        let room = KEPT.saturating_sub(self.kept.len());
        self.kept.extend(read.problems.kept.into_iter().take(room));
        read.rows
    }
}

/// Why a file is not read at all.
#[derive(Debug)]
pub(super) struct Refused(String);

impl Refused {
    pub(super) fn at_column(column: &str, code: &str, why: String) -> Self {
        Self(format!("column {column}: {why} ({code})"))
    }

    /// Every row has a problem.
    pub(super) fn nothing(first: Option<&str>) -> Self {
        Self(format!("no row can be used: {}", first.unwrap_or("empty")))
    }

    pub(super) fn no_header() -> Self {
        Self("no header row".to_owned())
    }
}

impl From<FormatError> for Refused {
    fn from(error: FormatError) -> Self {
        Self(error.to_string())
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
