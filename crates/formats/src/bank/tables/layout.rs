//! What holds for all rows of a table: dates, signs, marks, currency.

use rust_decimal::Decimal;

use super::cells::{self, Direction, clean, direction};
use super::columns::{Columns, Field};
use super::meta::Meta;
use crate::bank::dates::Days;
use crate::bank::model::{Draft, field};
use crate::bank::money;
use crate::table::Row;
use crate::table::header::normalize;
use crate::table::value::is_blank_mark;

/// Rows looked at to settle what a column holds.
const SAMPLE: usize = 200;

/// Settles by content what the names leave open: a time named like a date, a kind of business
/// named like a direction.
pub(super) fn settle(columns: &mut Columns, rows: &[Row]) {
    let sample = rows.get(..rows.len().min(SAMPLE)).unwrap_or(rows);
    let filled = |column: usize| {
        sample
            .iter()
            .map(move |r| clean(r.cell(column).text))
            .filter(|t| !is_blank_mark(t))
    };
    let dates: Vec<usize> = columns.all(Field::Date).collect();
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    for column in dates {
        let days = Days::of(filled(column), true);
        let (all, hits) = filled(column).fold((0, 0), |(all, hits), t| {
            let long = t.chars().filter(char::is_ascii_digit).count() >= 7
                || t.contains(['/', '-', '.', '月']);
            let dated = long
                && (days.parse(t).is_some()
                    || days
                        .until(crate::table::Date::new(2024, 12, 31))
                        .parse(t)
                        .is_some());
            (all + 1, hits + usize::from(dated))
        });
        found.push((column, hits, all));
    }
    // Only beside a real date: a column of damaged dates stays one, and is told.
    if found
        .iter()
        .any(|(_, hits, all)| *hits * 2 >= *all && *hits > 0)
    {
        for (column, hits, all) in found {
            if all > 0 && hits * 2 < all {
                columns.set(column, Field::Time);
            }
        }
    }
    // The net of a wallet has its fee in it already.
    let net = columns
        .first(Field::Amount)
        .is_some_and(|c| NET.contains(&normalize(columns.name(c)).as_str()));
    if net && let Some(fee) = columns.first(Field::Fee) {
        columns.drop_column(fee);
    }
    let sides: Vec<usize> = columns.all(Field::Direction).collect();
    for column in sides {
        let (all, hits) = filled(column).fold((0, 0), |(all, hits), t| {
            (all + 1, hits + usize::from(direction(t).is_some()))
        });
        if all > 0 && hits * 2 <= all {
            columns.set(column, Field::Text);
        }
    }
    direction_by_content(columns, sample);
}

/// Names of amounts that are net of fees.
const NET: &[&str] = &["net", "netamount", "实收净额"];

/// Unsigned amounts without a known direction column: another column that holds nothing but 收 and
/// 支, `C` and `D` or their like is one, whatever it is called.
fn direction_by_content(columns: &mut Columns, sample: &[Row]) {
    let has = |f| columns.first(f).is_some();
    if has(Field::Direction) || has(Field::In) || has(Field::Out) {
        return;
    }
    let Some(amount) = columns.first(Field::Amount) else {
        return;
    };
    let rows: Vec<&Row> = sample
        .iter()
        .filter(|r| r.cell(amount).text.contains(|c: char| c.is_ascii_digit()))
        .collect();
    if rows
        .iter()
        .any(|r| r.cell(amount).text.contains(['-', '(', '−']))
    {
        return;
    }
    let found = (0..columns.names.len()).find(|column| {
        let states = |r: &&Row| {
            matches!(
                direction(r.cell(*column).text),
                Some(Direction::In | Direction::Out)
            )
        };
        !rows.is_empty() && rows.iter().all(states)
    });
    if let Some(column) = found {
        columns.set(column, Field::Direction);
    }
}

/// What holds for all rows of a table.
pub(super) struct Layout<'t> {
    pub(super) columns: &'t Columns,
    pub(super) meta: &'t Meta,
    pub(super) prefix: &'t str,
    pub(super) days: Days,
    pub(super) value_days: Days,
    pub(super) comma: bool,
    /// A negative amount repeats what the direction or the column says already.
    pub(super) out_negative: bool,
    pub(super) signed_direction: bool,
    pub(super) chinese: bool,
    pub(super) flip: bool,
    pub(super) currency: Option<String>,
}

impl<'t> Layout<'t> {
    pub(super) fn of(rows: &[Row], columns: &'t Columns, meta: &'t Meta, prefix: &'t str) -> Self {
        let sample = rows.get(..rows.len().min(5_000)).unwrap_or(rows);
        let texts = |column: Option<usize>| {
            sample
                .iter()
                .filter_map(move |r| column.map(|c| clean(r.cell(c).text)))
        };
        let dates = columns
            .all(Field::Date)
            .flat_map(|c| texts(Some(c)).collect::<Vec<_>>());
        let all_dates: Vec<&str> = dates.collect();
        let amounts: Vec<&str> = [Field::Amount, Field::In, Field::Out, Field::Balance]
            .iter()
            .flat_map(|f| {
                columns
                    .all(*f)
                    .flat_map(|c| texts(Some(c)).collect::<Vec<_>>())
            })
            .collect();
        let comma = cells::decimal_comma(amounts.iter().copied());
        let value = |t: &str| cells::amount(t, comma).ok().flatten().map(|a| a.value);
        let out: Vec<Decimal> = columns
            .first(Field::Out)
            .into_iter()
            .flat_map(|c| texts(Some(c)).filter_map(value).collect::<Vec<_>>())
            .filter(|v| !v.is_zero())
            .collect();
        let sides: Vec<(Direction, Decimal)> = match (
            columns.first(Field::Direction),
            columns.first(Field::Amount),
        ) {
            (Some(side), Some(amount)) => sample
                .iter()
                .filter_map(|r| {
                    Some((
                        direction(r.cell(side).text)?,
                        value(clean(r.cell(amount).text))?,
                    ))
                })
                .filter(|(_, v)| !v.is_zero())
                .collect(),
            _ => Vec::new(),
        };
        let amount_name = columns.first(Field::Amount).map_or("", |c| columns.name(c));
        let chinese = columns
            .names
            .iter()
            .any(|n| n.chars().any(|c| ('\u{4e00}'..='\u{9fa5}').contains(&c)));
        let named = [
            "USD", "EUR", "GBP", "CHF", "HKD", "CNY", "JPY", "美元", "欧元", "港币",
        ]
        .iter()
        .find(|code| amount_name.contains(**code))
        .and_then(|code| money::currency_code(code));
        Self {
            columns,
            meta,
            prefix,
            days: Days::of(all_dates.iter().copied(), true).until(meta.period_end),
            value_days: Days::of(texts(columns.first(Field::ValueDate)), true)
                .until(meta.period_end),
            comma,
            out_negative: !out.is_empty() && out.iter().all(Decimal::is_sign_negative),
            signed_direction: sides.iter().any(|(_, v)| v.is_sign_negative())
                && sides.iter().all(|(side, v)| match side {
                    Direction::Out => v.is_sign_negative(),
                    Direction::In => v.is_sign_positive(),
                    Direction::Neutral => true,
                }),
            chinese,
            flip: (meta.card || columns.of_card())
                && sides.is_empty()
                && columns.first(Field::In).is_none(),
            currency: named
                .or_else(|| meta.currency.clone())
                .or_else(|| chinese.then(|| "CNY".to_owned())),
        }
    }

    pub(super) fn text(&self, row: &Row, f: Field) -> Option<String> {
        self.columns
            .all(f)
            .map(|c| clean(row.cell(c).text))
            .find(|t| !is_blank_mark(t))
            .and_then(field)
    }

    pub(super) fn place(&self, row: &Row, column: usize) -> String {
        format!(
            "{}row {} column {}",
            self.prefix,
            row.number(),
            self.columns.name(column)
        )
    }

    /// The first filled amount of a field; unreadable ones are told.
    pub(super) fn money<'r>(
        &self,
        row: &'r Row,
        f: Field,
        draft: &mut Draft,
    ) -> Result<Option<(cells::Amount<'r>, usize)>, ()> {
        for column in self.columns.all(f) {
            let text = row.cell(column).text;
            match cells::amount(text, self.comma) {
                Ok(Some(amount)) => return Ok(Some((amount, column))),
                Ok(None) => {}
                Err(code) => {
                    draft.problem(
                        self.place(row, column),
                        code,
                        format!("{:?} is no amount, the row is left out", clean(text)),
                    );
                    return Err(());
                }
            }
        }
        Ok(None)
    }
}
