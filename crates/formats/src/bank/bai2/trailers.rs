//! Control totals and counts of groups (98) and of the file (99).

use super::Record;
use crate::bank::model::Draft;

/// What the trailers below a group or a file have stated so far.
pub(super) struct Control {
    code: &'static str,
    /// Sum of the control totals below, in minor units; `None` when one of them is unreadable.
    total: Option<i128>,
    parts: u64,
    /// Physical records, with this trailer.
    pub(super) records: u64,
}

impl Control {
    pub(super) fn new(code: &'static str) -> Self {
        Self {
            code,
            total: Some(0),
            parts: 0,
            records: 0,
        }
    }

    /// Takes the control total of a trailer one level below.
    pub(super) fn add(&mut self, stated: &str) {
        self.parts += 1;
        self.total = match (self.total, stated.parse::<i128>()) {
            (Some(total), Ok(stated)) => total.checked_add(stated),
            _ => None,
        };
    }

    /// Takes a whole group: its own sums, so that one wrong trailer is told once.
    pub(super) fn take(&mut self, group: &Self) {
        self.parts += 1;
        self.total = self
            .total
            .zip(group.total)
            .and_then(|(a, b)| a.checked_add(b));
    }

    /// Compares with `total, parts, records` as stated.
    pub(super) fn check(&self, record: &Record, stated: [&str; 3], draft: &mut Draft) {
        let [total, parts, records] = stated;
        if let (Ok(stated), Some(own)) = (total.parse::<i128>(), self.total)
            && stated != own
        {
            differs(record.line, self.code, &stated, &own, draft);
        }
        let below = if self.code == "98" {
            "accounts"
        } else {
            "groups"
        };
        count(record.line, self.code, below, parts, self.parts, draft);
        count(
            record.line,
            self.code,
            "records",
            records,
            self.records,
            draft,
        );
    }
}

/// A control total that is not the sum of what stands above it.
pub(super) fn differs(
    line: u64,
    code: &str,
    stated: &dyn std::fmt::Display,
    own: &dyn std::fmt::Display,
    draft: &mut Draft,
) {
    draft.problem(
        format!("line {line} record {code}"),
        "bai2.control_total",
        format!("control total {stated}, the amounts give {own}"),
    );
}

/// A stated count that differs; blank and unreadable counts state nothing.
pub(super) fn count(line: u64, code: &str, what: &str, stated: &str, own: u64, draft: &mut Draft) {
    if let Ok(stated) = stated.parse::<u64>()
        && stated != own
    {
        draft.problem(
            format!("line {line} record {code}"),
            "bai2.record_count",
            format!("{stated} {what} stated, {own} read"),
        );
    }
}
