//! Rows of a table into entries.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::cells::{self, Direction, clean, direction};
use super::columns::{Columns, Field};
use super::layout::Layout;
use super::meta::Meta;
use super::stated::StatedBalances;
use super::totals::Totals;
use crate::FormatError;
use crate::bank::check::balances_from_rows;
use crate::bank::dates::Days;
use crate::bank::identity::reference;
use crate::bank::model::{BankStatement, Draft, Entry, EntryKind, account, field, join};
use crate::bank::money;
use crate::table::Row;
use crate::table::value::is_blank_mark;

/// Reads the rows below a header.
pub(super) fn read(
    rows: &[Row],
    columns: &Columns,
    meta: &Meta,
    prefix: &str,
    draft: &mut Draft,
) -> Result<(), FormatError> {
    let table = Layout::of(rows, columns, meta, prefix);
    if table.days.assumed {
        draft.problem(
            format!(
                "{prefix}column {}",
                columns.name(columns.first(Field::Date).unwrap_or(0))
            ),
            "date.order_assumed",
            "nothing in the column tells day from month: month first is taken",
        );
    }
    let mut statements: Vec<BankStatement> = Vec::new();
    let mut places: HashMap<(Option<String>, Option<String>), usize> = HashMap::new();
    let mut unreadable_balance: Option<(String, String, usize)> = None;
    let mut totals = Totals::default();
    let mut stated = StatedBalances::default();
    for row in rows {
        if repeats_header(row, columns) || is_comment(row) {
            continue;
        }
        if is_total(row, columns) {
            totals.compare(row, &table, draft);
            continue;
        }
        if stated.take(row, &table) {
            continue;
        }
        let Some((entry, own)) = table.entry(row, draft, &mut unreadable_balance) else {
            continue;
        };
        draft.count_entry()?;
        totals.add(&entry);
        let at = *places
            .entry((own.clone(), entry.currency.clone()))
            .or_insert_with(|| {
                statements.push(BankStatement {
                    account: own,
                    holder: meta
                        .holder
                        .clone()
                        .or_else(|| table.text(row, Field::OwnName)),
                    currency: entry.currency.clone(),
                    place: format!("{prefix}row {}", row.number()),
                    ..BankStatement::default()
                });
                statements.len() - 1
            });
        if let Some(statement) = statements.get_mut(at) {
            statement.entries.push(entry);
        }
    }
    if let Some((place, text, count)) = unreadable_balance {
        draft.problem(
            place,
            "balance.unreadable",
            format!("{count} balances cannot be read, the first is {text:?}"),
        );
    }
    totals.stated(&table, draft);
    if let [only] = statements.as_mut_slice() {
        only.opening = meta.opening.or(stated.opening);
        only.closing = meta.closing.or(stated.closing);
    }
    statements.iter_mut().for_each(balances_from_rows);
    if statements.is_empty() {
        draft.problem(
            format!("{prefix}table"),
            "table.no_rows",
            "a header and no entries below it",
        );
        statements.push(BankStatement {
            account: meta.account.clone(),
            holder: meta.holder.clone(),
            currency: table.currency.clone(),
            opening: meta.opening.or(stated.opening),
            closing: meta.closing.or(stated.closing),
            place: format!("{prefix}table"),
            ..BankStatement::default()
        });
    }
    draft.statements.append(&mut statements);
    Ok(())
}

impl Layout<'_> {
    fn entry(
        &self,
        row: &Row,
        draft: &mut Draft,
        bad_balance: &mut Option<(String, String, usize)>,
    ) -> Option<(Entry, Option<String>)> {
        let date_cells: Vec<(usize, &str)> = self
            .columns
            .all(Field::Date)
            .map(|c| (c, clean(row.cell(c).text)))
            .filter(|(_, t)| !is_blank_mark(t))
            .collect();
        let mut signed = self.signed(row, draft).ok()?;
        let Some(found) = &mut signed else {
            // Notes and blank lines have neither; a dated row without an amount is told.
            if let Some((column, text)) = date_cells.first()
                && self.days.parse(text).is_some()
            {
                draft.problem(
                    self.place(row, *column),
                    "row.no_amount",
                    format!("{text}: no amount, the row is left out"),
                );
            }
            return None;
        };
        let booked_on = date_cells.iter().find_map(|(_, t)| self.days.parse(t));
        if booked_on.is_none() {
            let Some((column, text)) = date_cells.first() else {
                draft.problem(
                    format!("{}row {}", self.prefix, row.number()),
                    "row.no_date",
                    "an amount without a date, the row is left out",
                );
                return None;
            };
            draft.problem(
                self.place(row, *column),
                "date.unreadable",
                format!("{text:?} is no date"),
            );
        }
        let currency = self
            .columns
            .first(Field::Currency)
            .and_then(|c| money::currency_code(clean(row.cell(c).text)))
            .or_else(|| self.currency.clone())
            .or_else(|| found.currency.map(str::to_owned));
        let time = date_cells
            .iter()
            .find_map(|(_, t)| t.split_once([' ', 'T']).map(|(_, time)| time.trim()))
            .and_then(field)
            .or_else(|| self.text(row, Field::Time));
        let (name, number) = self.other_side(row, found.amount);
        let mut texts: Vec<&str> = {
            let mut used: Vec<usize> = self.columns.all(Field::Text).collect();
            used.sort_unstable();
            used.into_iter()
                .map(|c| clean(row.cell(c).text))
                .filter(|t| !is_blank_mark(t))
                .collect()
        };
        texts.extend(found.notes.iter().map(String::as_str));
        let mark = self.text(row, Field::Reversal).is_some_and(|t| {
            !matches!(t.as_str(), "_" | "N" | "n" | "0" | "否" | "正常" | "未冲正")
        });
        let text = join(texts);
        let reversed = found.reversal
            || mark
            || ["冲正", "冲帐", "冲账", "红字", "抹账"]
                .iter()
                .any(|w| text.contains(w));
        let balance = self.columns.first(Field::Balance).and_then(|c| {
            match cells::amount(row.cell(c).text, self.comma) {
                Ok(found) => found.map(|a| a.value),
                Err(_) => {
                    let bad = bad_balance.get_or_insert_with(|| {
                        (self.place(row, c), clean(row.cell(c).text).to_owned(), 0)
                    });
                    bad.2 += 1;
                    None
                }
            }
        });
        let serial = self
            .columns
            .all(Field::Serial)
            .find_map(|c| reference(clean(row.cell(c).text)));
        let own = self
            .columns
            .first(Field::OwnAccount)
            .and_then(|c| account(clean(row.cell(c).text)))
            .or_else(|| self.meta.account.clone());
        Some((
            Entry {
                booked_on,
                value_on: self
                    .columns
                    .first(Field::ValueDate)
                    .and_then(|c| self.value_days.parse(clean(row.cell(c).text))),
                time,
                amount: found.amount,
                currency,
                counterparty: name,
                counterparty_account: number,
                text,
                bank_ref: serial,
                reversal: reversed,
                kind: if found.neutral {
                    EntryKind::Neutral
                } else {
                    EntryKind::Payment
                },
                fee: self
                    .columns
                    .first(Field::Fee)
                    .and_then(|c| cells::amount(row.cell(c).text, self.comma).ok().flatten())
                    .filter(|fee| !fee.value.is_zero())
                    .map(|fee| -fee.value.abs()),
                balance: if self.flip {
                    balance.map(|b| -b)
                } else {
                    balance
                },
                place: format!("{}row {}", self.prefix, row.number()),
                ..Entry::default()
            },
            own,
        ))
    }

    /// The other side; where payer and payee are named it is the payer of money in.
    fn other_side(&self, row: &Row, amount: Decimal) -> (Option<String>, Option<String>) {
        let number = |f| self.text(row, f).and_then(|t| account(&t));
        if self.columns.first(Field::PayerName).is_some()
            && self.columns.first(Field::PayeeName).is_some()
        {
            return if amount.is_sign_negative() {
                (
                    self.text(row, Field::PayeeName),
                    number(Field::PayeeAccount),
                )
            } else {
                (
                    self.text(row, Field::PayerName),
                    number(Field::PayerAccount),
                )
            };
        }
        (self.text(row, Field::Name), number(Field::Account))
    }

    /// The signed amount of a row.
    fn signed(&self, row: &Row, draft: &mut Draft) -> Result<Option<Signed>, ()> {
        let income = self.money(row, Field::In, draft)?;
        let expense = self.money(row, Field::Out, draft)?;
        let nonzero = |a: &Option<(cells::Amount<'_>, usize)>| {
            a.as_ref().is_some_and(|(a, _)| !a.value.is_zero())
        };
        match (income, expense) {
            (None, None) => {}
            (income, expense) => {
                let both = nonzero(&income) && nonzero(&expense);
                let (income, expense) = (income.map(|(a, _)| a), expense.map(|(a, _)| a));
                let currency = income
                    .as_ref()
                    .or(expense.as_ref())
                    .and_then(|a| a.currency);
                let gain = income.map_or(Decimal::ZERO, |a| a.value);
                let loss = expense.map_or(Decimal::ZERO, |a| a.value);
                // A negative amount on the usual side is a reversal (红字), unless the whole column
                // of expense is written with a minus.
                let (loss, red) = if self.out_negative {
                    (loss.abs(), gain.is_sign_negative() && !gain.is_zero())
                } else {
                    let red = |d: Decimal| d.is_sign_negative() && !d.is_zero();
                    (loss, red(gain) || red(loss))
                };
                if both {
                    draft.problem(
                        format!("{}row {}", self.prefix, row.number()),
                        "row.two_amounts",
                        format!("{gain} in and {loss} out in one row: the difference is taken"),
                    );
                }
                let amount = gain.checked_sub(loss).ok_or(())?;
                return Ok(Some(Signed {
                    amount,
                    currency,
                    reversal: red,
                    neutral: false,
                    notes: Vec::new(),
                }));
            }
        }
        let Some((found, _)) = self.money(row, Field::Amount, draft)? else {
            return Ok(None);
        };
        let mut signed = Signed {
            amount: found.value,
            currency: found.currency,
            reversal: false,
            neutral: false,
            notes: found
                .note
                .map(|n| n.trim().to_owned())
                .into_iter()
                .collect(),
        };
        if self.flip {
            signed.amount = -signed.amount;
        } else if let Some(column) = self.columns.first(Field::Direction) {
            let text = clean(row.cell(column).text);
            match direction(text) {
                _ if self.signed_direction => {}
                Some(Direction::In) => signed.reversal = found.value.is_sign_negative(),
                Some(Direction::Out) => {
                    signed.amount = -found.value;
                    signed.reversal = found.value.is_sign_negative() && !found.value.is_zero();
                }
                Some(Direction::Neutral) => {}
                None if text.is_empty() && !self.chinese => {}
                None => {
                    draft.problem(
                        self.place(row, column),
                        "amount.no_sign",
                        format!("{text:?} tells neither in nor out: read as it is signed"),
                    );
                }
            }
            if direction(text) == Some(Direction::Neutral) {
                signed.notes.push(format!(
                    "{} {}",
                    if text == "/" { "中性交易" } else { text },
                    found.value
                ));
                signed.neutral = true;
                signed.amount = Decimal::ZERO;
            }
        }
        Ok(Some(signed))
    }
}

struct Signed {
    amount: Decimal,
    currency: Option<&'static str>,
    reversal: bool,
    neutral: bool,
    notes: Vec<String>,
}

fn repeats_header(row: &Row, columns: &Columns) -> bool {
    let mut same = 0;
    for (column, name) in columns.names.iter().enumerate() {
        let text = clean(row.cell(column).text);
        if !text.is_empty() && text == name {
            same += 1;
        }
    }
    same >= 3 || (same > 0 && same == columns.names.iter().filter(|n| !n.is_empty()).count())
}

fn is_comment(row: &Row) -> bool {
    clean(row.cell(0).text).starts_with('#')
}

/// 合计, 小计, 总计 and their like in one of the first cells, and no date.
fn is_total(row: &Row, columns: &Columns) -> bool {
    let first = (0..row.len())
        .map(|c| clean(row.cell(c).text))
        .find(|t| !t.is_empty())
        .unwrap_or_default()
        .to_lowercase();
    let days = Days::of([].into_iter(), true);
    let dated = columns
        .all(Field::Date)
        .any(|c| days.parse(clean(row.cell(c).text)).is_some());
    !dated
        && first.chars().count() <= 20
        && ["合计", "小计", "总计", "累计", "total", "subtotal", "sum"]
            .iter()
            .any(|w| first.starts_with(w) || first.ends_with(w))
}
