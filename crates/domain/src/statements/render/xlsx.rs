//! The statement as a workbook: the same lines and figures as on paper.

use super::labels::Labels;
use crate::statements::query::StatementDetail;
use chrono::Datelike;
use jieqing_formats::FormatError;
use jieqing_formats::table::Date as CellDate;
use jieqing_formats::xlsx_out::{Column, ColumnKind, SheetSpec, Value, WorkbookMeta, XlsxWriter};
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};

/// The file. The same statement makes the same bytes.
pub(super) fn render(statement: &StatementDetail) -> Result<Vec<u8>> {
    write(statement).map_err(|e| Error::bug(e.to_string()))
}

fn write(statement: &StatementDetail) -> Result<Vec<u8>, FormatError> {
    let (row, facts) = (&statement.row, &statement.facts);
    let l = Labels::of(facts.english);
    let mut book = XlsxWriter::new(&WorkbookMeta {
        title: format!("{} {}", l.title, row.number),
        author: facts.company.name.clone(),
        created_unix: row.created_at_us / 1_000_000,
    });
    let amount = ColumnKind::Amount {
        exponent: row.currency.exponent(),
    };
    let [date, no, reference, memo, debit, credit, balance] = l.columns;
    let mut sheet = book.sheet(SheetSpec {
        name: l.movements.to_owned(),
        title_lines: vec![
            format!("{} {}", l.title, row.number),
            format!("{} → {}", facts.company.name, facts.customer.name),
            format!(
                "{} {} {} {} · {} {}",
                l.period, row.from, l.to, row.to, l.currency, row.currency
            ),
        ],
        columns: vec![
            Column::new(date, ColumnKind::Date),
            Column::new(no, ColumnKind::Text),
            Column::new(reference, ColumnKind::Text).width(34),
            Column::new(memo, ColumnKind::Text).width(34),
            Column::new(debit, amount),
            Column::new(credit, amount),
            Column::new(balance, amount),
        ],
        landscape: true,
    })?;
    let forward = Value::Text(l.brought_forward);
    let empty = Value::Empty;
    sheet.row(&[
        empty,
        empty,
        empty,
        forward,
        empty,
        empty,
        Value::Amount(row.opening),
    ])?;
    for line in &statement.lines {
        let day = cell_date(line.doc_on);
        let side = |minor: i64| {
            if minor == 0 {
                Value::Empty
            } else {
                Value::Amount(minor)
            }
        };
        sheet.row(&[
            day.map_or(Value::Empty, Value::Date),
            Value::Text(&line.doc_no),
            Value::Text(&line.reference),
            Value::Text(&line.description),
            side(line.debit),
            side(line.credit),
            Value::Amount(line.balance),
        ])?;
    }
    sheet.total(&[
        empty,
        empty,
        empty,
        Value::Text(l.total),
        Value::Amount(row.debit),
        Value::Amount(row.credit),
        Value::Amount(row.closing),
    ])?;
    sheet.finish()?;
    let mut sheet = book.sheet(SheetSpec {
        name: l.made_of.to_owned(),
        title_lines: vec![format!("{} {}", l.made_of, row.to)],
        columns: vec![
            Column::new(l.made_of, ColumnKind::Text).width(28),
            Column::new(l.closing, amount),
        ],
        landscape: false,
    })?;
    for bucket in &statement.aging.buckets {
        sheet.row(&[Value::Text(&l.bucket(bucket)), Value::Amount(bucket.amount)])?;
    }
    sheet.row(&[
        Value::Text(l.credits),
        Value::Amount(statement.aging.credits),
    ])?;
    sheet.total(&[Value::Text(l.closing), Value::Amount(row.closing)])?;
    sheet.finish()?;
    book.finish()
}

fn cell_date(day: Date) -> Option<CellDate> {
    let month = u8::try_from(day.month()).ok()?;
    CellDate::new(day.year(), month, u8::try_from(day.day()).ok()?)
}
