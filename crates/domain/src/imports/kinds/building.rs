//! An order being put together from the rows of one or two files.

use crate::imports::report::{Change, Outcome, Problem, RowRef, Tally};
use crate::orders::{ImportOrder, ImportTarget, LineDraft, OrderDraft};
use jieqing_kernel::error::{Error, Result};

/// An order being put together.
pub(super) struct Building<'t> {
    pub(super) number: String,
    pub(super) head: Option<Head>,
    pub(super) lines: Vec<(i64, LineDraft)>,
    /// Rows with what is wrong with them.
    pub(super) rows: Vec<(RowRef<'t>, Vec<Problem>)>,
    /// Row of each line, by position in `lines`.
    pub(super) line_rows: Vec<usize>,
}

/// Texts of the header: compared between the rows of an order, then turned into values once.
pub(super) struct Head {
    pub(super) customer: String,
    pub(super) target: ImportTarget,
    pub(super) draft: OrderDraft,
    /// Texts of the header columns in the first row.
    pub(super) texts: Vec<String>,
}

impl<'t> Building<'t> {
    /// Nothing but its number.
    pub(super) fn new(number: &str) -> Self {
        Self {
            number: number.to_owned(),
            head: None,
            lines: Vec::new(),
            rows: Vec::new(),
            line_rows: Vec::new(),
        }
    }
}

impl Building<'_> {
    /// A header needs lines, lines need a header.
    pub(super) fn check_whole(&mut self) {
        let code = match (&self.head, self.lines.is_empty()) {
            (Some(_), false) => return,
            (Some(_), true) => "imports.header_without_lines",
            (None, _) => "imports.lines_without_header",
        };
        for (_, problems) in &mut self.rows {
            if problems.is_empty() {
                problems.push(Problem::row(code).with("document", &self.number));
            }
        }
    }

    pub(super) fn import(&mut self) -> Option<ImportOrder> {
        let head = self.head.take()?;
        let mut order: Vec<usize> = (0..self.lines.len()).collect();
        order.sort_by_key(|at| self.lines.get(*at).map(|(no, _)| *no));
        self.line_rows = order
            .iter()
            .filter_map(|at| self.line_rows.get(*at).copied())
            .collect();
        let mut lines = std::mem::take(&mut self.lines);
        lines.sort_by_key(|(no, _)| *no);
        let mut draft = head.draft;
        draft.lines = lines.into_iter().map(|(_, line)| line).collect();
        Some(ImportOrder {
            source_no: self.number.clone(),
            customer_code: head.customer,
            target: head.target,
            draft,
        })
    }

    /// Puts what the command refused on the rows it is about.
    pub(super) fn blame(&mut self, error: Error) -> Result<()> {
        for mut problem in Problem::of(error)? {
            let line = problem
                .column
                .strip_prefix("lines[")
                .and_then(|rest| rest.split_once(']'))
                .and_then(|(at, _)| at.parse::<usize>().ok());
            if problem.code == "field.unknown_reference" {
                problem.code = match problem.column.as_str() {
                    "customer" => "imports.unknown_customer",
                    _ => "imports.unknown_product",
                };
                let value = problem.facts.iter_mut().find(|(name, _)| *name == "given");
                if let Some((name, _)) = value {
                    *name = "value";
                }
            }
            if let Some((_, field)) = problem.column.rsplit_once('.') {
                problem.column = field.to_owned();
            }
            let row = line
                .and_then(|at| self.line_rows.get(at).copied())
                .unwrap_or(0);
            if let Some((_, problems)) = self.rows.get_mut(row) {
                problems.push(problem);
            }
        }
        Ok(())
    }

    /// Every row with the same outcome.
    pub(super) fn each(self, tally: &mut Tally, outcome: Outcome) {
        tally.document(outcome);
        for (at, _) in self.rows {
            match outcome {
                Outcome::Added => tally.added(),
                Outcome::Changed => tally.changed(
                    at,
                    vec![Change {
                        field: "order",
                        before: self.number.clone(),
                        after: self.number.clone(),
                    }],
                ),
                Outcome::Unchanged | Outcome::Failed | Outcome::Ignored => tally.unchanged(),
            }
        }
    }

    /// Rows that are wrong with their reasons, the others because of them.
    pub(super) fn fail(self, tally: &mut Tally) {
        tally.document(Outcome::Failed);
        let culprit = self
            .rows
            .iter()
            .find(|(_, problems)| !problems.is_empty())
            .map_or(0, |(at, _)| at.row.number());
        for (at, mut problems) in self.rows {
            if problems.is_empty() {
                problems.push(
                    Problem::row("imports.document_incomplete")
                        .with("document", &self.number)
                        .with("row", culprit),
                );
            }
            tally.failed(at, problems);
        }
    }
}
