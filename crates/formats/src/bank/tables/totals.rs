//! Totals that a file states, against its rows.

use rust_decimal::Decimal;

use super::cells;
use super::columns::Field;
use super::layout::Layout;
use crate::bank::model::{Draft, Entry, EntryKind};
use crate::bank::money;
use crate::table::Row;

/// Sums of the rows, against the totals that the file states.
#[derive(Default)]
pub(super) struct Totals {
    rows: usize,
    income: (usize, Decimal),
    expense: (usize, Decimal),
    refunded: Decimal,
}

impl Totals {
    pub(super) fn add(&mut self, entry: &Entry) {
        self.rows += 1;
        if let Some(refunded) = entry
            .text
            .split("(已退款")
            .nth(1)
            .and_then(|t| money::written(t.split(')').next()?))
        {
            self.refunded += refunded;
        }
        let side = match entry.kind {
            EntryKind::Neutral => return,
            _ if entry.amount.is_sign_negative() => &mut self.expense,
            _ => &mut self.income,
        };
        side.0 += 1;
        if let Some(sum) = side.1.checked_add(entry.amount.abs()) {
            side.1 = sum;
        }
    }

    /// A total row below the table.
    pub(super) fn compare(&self, row: &Row, table: &Layout<'_>, draft: &mut Draft) {
        for (f, own) in [(Field::In, self.income.1), (Field::Out, self.expense.1)] {
            let stated = table.columns.all(f).find_map(|c| {
                let amount = cells::amount(row.cell(c).text, table.comma)
                    .ok()
                    .flatten()?;
                Some((c, amount.value.abs()))
            });
            if let Some((column, stated)) = stated
                && stated != own
            {
                draft.problem(
                    table.place(row, column),
                    "table.stated_totals",
                    format!("total {stated} stated, the rows above give {own}"),
                );
            }
        }
    }

    /// The totals of the preamble.
    pub(super) fn stated(&self, table: &Layout<'_>, draft: &mut Draft) {
        let meta = table.meta;
        if let Some(rows) = meta.rows
            && rows != self.rows
        {
            draft.problem(
                format!("{}preamble", table.prefix),
                "table.stated_totals",
                format!("{rows} rows stated, {} read", self.rows),
            );
        }
        for (name, stated, own) in [
            ("income", meta.income, self.income),
            ("expense", meta.expense, self.expense),
        ] {
            let net = own.1.checked_sub(self.refunded).unwrap_or(own.1);
            if let Some((count, sum)) = stated
                && (count != own.0 || (sum != own.1 && sum != net))
            {
                draft.problem(
                    format!("{}preamble", table.prefix),
                    "table.stated_totals",
                    format!(
                        "{name}: {count} of {sum} stated, {} of {} read",
                        own.0, own.1
                    ),
                );
            }
        }
    }
}
