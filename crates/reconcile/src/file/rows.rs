//! Rows of a mapped sheet into entries of a side; what is no record is left out and told.

use super::columns::Column;
use super::heading::{Heading, repeats};
use super::roles::Role;
use super::telling::{Telling, telling};
use super::values::{self, Dates};
use super::{LeftOut, Loaded, Problem, Why};
use crate::amount::{self, ONE};
use crate::side::{Entry, Field, Standing};
use jieqing_formats::table::header::normalize;
use jieqing_formats::table::value::is_blank_mark;
use jieqing_formats::table::{Row, Sheet};

/// How the amount of a row is told.
struct Money {
    amount: Option<usize>,
    net: Option<usize>,
    tax: Option<usize>,
    debit: Option<usize>,
    credit: Option<usize>,
    balance: Option<usize>,
    quantity: Option<usize>,
    price: Option<usize>,
    rate: Option<usize>,
    direction: Option<usize>,
    /// What one unit of the column is worth, in hundredths: 100 for yuan, 1 for cents.
    unit: i64,
    /// `amount` is without tax, and `tax` has to be put on it.
    amount_is_net: bool,
}

/// About so many dates are looked at to learn how a column writes them.
const DATES: usize = 2_000;

/// Reads the rows of a sheet into the side.
pub(super) fn read(
    loaded: &mut Loaded,
    sheet: &Sheet,
    place: u16,
    heading: &Heading,
    columns: &[Column],
) {
    let rows = sheet.rows.get(heading.first..).unwrap_or_default();
    let at = |role: Role| columns.iter().find(|c| c.role == role).map(|c| c.column);
    let money = money(columns, rows);
    let date_at = at(Role::Date);
    let due_at = at(Role::Due);
    let step = (rows.len() / DATES).max(1);
    let learn = |column: Option<usize>| {
        Dates::learn(
            rows.iter()
                .step_by(step)
                .map(move |r| column.map_or("", |c| r.text(c)))
                .filter(|text| !text.is_empty()),
        )
    };
    let (dates, dues) = (learn(date_at), learn(due_at));
    let texts: Vec<&Column> = columns
        .iter()
        .filter(|c| c.role == Role::Field(Field::Text))
        .collect();
    let mut since_total = 0_i64;
    let mut records = 0_u32;
    let mut said = String::new();
    for row in rows {
        let mut out = |why: Why| {
            loaded.left_out.push(LeftOut {
                sheet: place,
                row: row.number(),
                why,
                text: line(row),
            });
        };
        if repeats(row, &heading.names) {
            out(Why::HeaderAgain);
            continue;
        }
        let told = telling(row);
        let document = Field::NUMBERS
            .into_iter()
            .filter_map(|f| at(Role::Field(f)))
            .any(|c| super::content::is_token(row.text(c)));
        if told == Some(Telling::Closing) && !document {
            loaded.stated = last_number(row, &money);
            out(Why::Closing);
            continue;
        }
        if told == Some(Telling::Total) && !document {
            since_total = 0;
            records = 0;
            out(Why::Total);
            continue;
        }
        let opening = told == Some(Telling::Opening) && !document;
        let date = date_at.and_then(|c| dates.read(row.text(c)));
        let value = if opening {
            value(row, &money)
                .filter(|v| *v != 0)
                .or_else(|| last_number(row, &money))
        } else {
            value(row, &money)
        };
        let Some(value) = value else {
            let filled = row.cells().filter(|c| !c.is_blank()).count();
            if document && filled > 1 {
                loaded.problems.push(Problem {
                    sheet: place,
                    row: row.number(),
                    code: "amount.unreadable",
                    text: line(row),
                });
                out(Why::NoAmount);
            } else {
                out(Why::Note);
            }
            continue;
        };
        let bare = !document && date.is_none() && !opening;
        let words = columns.iter().any(|c| {
            matches!(c.role, Role::Field(f) if f != Field::Id) && !is_blank_mark(row.text(c.column))
        });
        if bare && !words && records >= 2 && value == since_total {
            since_total = 0;
            records = 0;
            out(Why::Total);
            continue;
        }
        since_total = since_total.saturating_add(value);
        records += 1;
        if let Some(column) = date_at
            && date.is_none()
            && !is_blank_mark(row.text(column))
            && !opening
        {
            loaded.problems.push(Problem {
                sheet: place,
                row: row.number(),
                code: "date.unreadable",
                text: row.text(column).chars().take(40).collect(),
            });
        }
        let mut entry = Entry {
            number: u32::try_from(row.number()).unwrap_or(u32::MAX),
            sheet: place,
            date,
            due: due_at.and_then(|c| dues.read(row.text(c))),
            amount: value,
            net: money
                .net
                .and_then(|c| values::amount(row.text(c)))
                .map(|v| scale(v, money.unit)),
            quantity: money
                .quantity
                .and_then(|c| values::amount(row.text(c)))
                .map(|q| if value < 0 { -q.abs() } else { q }),
            price: money.price.and_then(|c| values::amount(row.text(c))),
            rate: money.rate.and_then(|c| values::rate(row.text(c))),
            standing: if opening {
                Standing::Opening
            } else {
                Standing::Movement
            },
            ..Entry::default()
        };
        for column in columns {
            if let Role::Field(field) = column.role
                && field != Field::Text
            {
                let text = row.text(column.column);
                if !is_blank_mark(text) {
                    entry.texts[field as usize] = text;
                }
            }
        }
        said.clear();
        for column in &texts {
            let text = row.text(column.column);
            if !is_blank_mark(text) {
                if !said.is_empty() {
                    said.push_str("; ");
                }
                said.push_str(text);
            }
        }
        loaded.side.push(&entry.with(Field::Text, &said));
    }
}

/// The row in a few words.
fn line(row: &Row) -> String {
    let cells: Vec<&str> = (0..row.len())
        .map(|i| row.text(i))
        .filter(|t| !t.is_empty())
        .collect();
    cells.join(" | ").chars().take(80).collect()
}

/// The last number of a row: the balance of a line that tells only that.
fn last_number(row: &Row, money: &Money) -> Option<i64> {
    if let Some(balance) = money.balance.and_then(|c| values::amount(row.text(c))) {
        return Some(scale(balance, money.unit));
    }
    value(row, money).filter(|v| *v != 0).or_else(|| {
        (0..row.len())
            .rev()
            .filter_map(|i| values::amount(row.text(i)))
            .next()
            .map(|v| scale(v, money.unit))
    })
}

fn scale(value: i64, unit: i64) -> i64 {
    if unit == 100 {
        value
    } else {
        amount::scaled(value, i128::from(unit), 100)
    }
}

/// The amount of a row, in our reading of the columns; `None` when nothing tells one.
fn value(row: &Row, money: &Money) -> Option<i64> {
    let read = |column: Option<usize>| column.and_then(|c| values::amount(row.text(c)));
    let mut told = read(money.amount);
    if money.amount_is_net {
        told = told.map(|net| net.saturating_add(read(money.tax).unwrap_or(0)));
    }
    let told = match (told, money.debit.is_some() || money.credit.is_some()) {
        (told, true) => {
            let (up, down) = (read(money.debit), read(money.credit));
            let amount = told.or(up);
            match (amount, down) {
                (None, None) => None,
                (amount, down) => Some(amount.unwrap_or(0).saturating_sub(down.unwrap_or(0))),
            }
        }
        (Some(told), false) => Some(told),
        (None, false) => {
            let net = read(money.net).map(|net| net.saturating_add(read(money.tax).unwrap_or(0)));
            net.or_else(|| {
                let (quantity, price) = (read(money.quantity)?, read(money.price)?);
                let product = i128::from(quantity) * i128::from(price);
                jieqing_kernel::decimal::div_half_up(product, i128::from(ONE) * 100)
                    .and_then(|cents| i64::try_from(cents * 100).ok())
            })
        }
    }?;
    let told = scale(told, money.unit);
    let minus = money.direction.is_some_and(|c| {
        let text = normalize(row.text(c));
        matches!(
            text.as_str(),
            "贷" | "贷方" | "c" | "cr" | "credit" | "支出" | "付" | "-"
        )
    });
    Some(if minus && told > 0 { -told } else { told })
}

/// Which columns the money stands in, and what they mean beside each other.
fn money(columns: &[Column], rows: &[Row]) -> Money {
    let at = |role: Role| columns.iter().find(|c| c.role == role).map(|c| c.column);
    let mut money = Money {
        amount: at(Role::Amount),
        net: at(Role::Net),
        tax: at(Role::Tax),
        debit: at(Role::Debit),
        credit: at(Role::Credit),
        balance: at(Role::Balance),
        quantity: at(Role::Quantity),
        price: at(Role::Price),
        rate: at(Role::Rate),
        direction: at(Role::Direction),
        unit: 100,
        amount_is_net: false,
    };
    let title = columns
        .iter()
        .find(|c| matches!(c.role, Role::Amount | Role::Debit))
        .map(|c| c.name.to_lowercase())
        .unwrap_or_default();
    if title.contains("cents") || title.contains("(分)") || title.contains("（分）") {
        money.unit = 1;
    } else if title.contains("万元") {
        money.unit = 1_000_000;
    }
    if let (Some(amount), Some(tax), None) = (money.amount, money.tax, money.net) {
        money.amount_is_net = tax_is_on_top(rows, amount, tax);
    }
    // A column of receipts beside one of deliveries: each row fills one of them.
    if let (Some(amount), Some(credit), None) = (money.amount, money.credit, money.debit) {
        let filled = |c: usize, r: &Row| values::amount(r.text(c)).is_some_and(|v| v != 0);
        let both = rows
            .iter()
            .take(2_000)
            .filter(|r| filled(amount, r) && filled(credit, r))
            .count();
        let any = rows
            .iter()
            .take(2_000)
            .filter(|r| filled(credit, r))
            .count();
        if any == 0 || both * 20 > any {
            money.credit = None;
        }
    }
    money
}

/// Whether tax is a rate of the amount, and not a part of it.
fn tax_is_on_top(rows: &[Row], amount: usize, tax: usize) -> bool {
    let (mut on_top, mut within) = (0_u32, 0_u32);
    for row in rows.iter().take(500) {
        let (Some(a), Some(t)) = (
            values::amount(row.text(amount)),
            values::amount(row.text(tax)),
        ) else {
            continue;
        };
        if t == 0 || a == 0 {
            continue;
        }
        let near = |want: i64| want.abs_diff(t) <= 200;
        let rates = [1_300_i128, 900, 600, 500, 300, 100];
        on_top += u32::from(rates.iter().any(|r| near(amount::scaled(a, *r, 10_000))));
        within += u32::from(
            rates
                .iter()
                .any(|r| near(amount::scaled(a, *r, 10_000 + r))),
        );
    }
    on_top > within
}
