//! Which column is what: by name and by content, and by what the user said.

use super::content::Content;
use super::heading::Heading;
use super::roles::{KNOWN, Role};
use crate::side::Field;
use jieqing_formats::table::Row;
use jieqing_formats::table::header::{FieldKind, FieldSpec, name_score, normalize};
use std::collections::BTreeSet;

/// A column and what it is taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What it is.
    pub role: Role,
    /// Place, from 0.
    pub column: usize,
    /// Its name in the file; empty without a header.
    pub name: String,
    /// 0–100; 100 for what the user said.
    pub confidence: u8,
}

/// Why a wish for a column cannot be fulfilled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoSuchColumn {
    /// The wanted column.
    pub wanted: String,
    /// The columns there are.
    pub names: Vec<String>,
}

/// Below this a name says nothing.
const LEAST: usize = 40;

/// Maps the columns of a sheet.
pub(super) fn map(
    heading: &Heading,
    rows: &[Row],
    wanted: &[(Role, String)],
) -> Result<Vec<Column>, NoSuchColumn> {
    let width = rows
        .iter()
        .take(200)
        .map(Row::len)
        .max()
        .unwrap_or(0)
        .max(heading.names.len());
    let name = |column: usize| heading.names.get(column).map_or("", String::as_str);
    let contents: Vec<Content> = (0..width).map(|c| Content::of(rows, c)).collect();
    let mut columns = Vec::new();
    let mut used = BTreeSet::new();
    let mut done = BTreeSet::new();
    for (role, text) in wanted {
        let column = place(heading, width, text).ok_or_else(|| NoSuchColumn {
            wanted: text.clone(),
            names: heading
                .names
                .iter()
                .filter(|n| !n.is_empty())
                .cloned()
                .collect(),
        })?;
        used.insert(column);
        done.insert(*role);
        columns.push(taken(*role, column, name(column), 100));
    }
    let mut offers: Vec<(usize, usize, usize)> = Vec::new();
    for (order, known) in KNOWN.iter().enumerate() {
        for (column, content) in contents.iter().enumerate() {
            let score = weigh(known.role, likeness(name(column), &known.spec), content);
            if score >= LEAST {
                offers.push((score, order, column));
            }
        }
    }
    offers.sort_unstable_by_key(|(score, order, column)| {
        (std::cmp::Reverse(*score), *order, *column)
    });
    for (score, order, column) in offers {
        let role = KNOWN[order].role;
        if !done.contains(&role) && used.insert(column) {
            done.insert(role);
            columns.push(taken(
                role,
                column,
                name(column),
                u8::try_from(score).unwrap_or(100),
            ));
        }
    }
    by_content(&contents, &mut columns, &mut used, name);
    told_more(&contents, &mut columns, &mut used, name);
    columns.sort_by_key(|c| c.column);
    Ok(columns)
}

fn taken(role: Role, column: usize, name: &str, confidence: u8) -> Column {
    Column {
        role,
        column,
        name: name.to_owned(),
        confidence,
    }
}

/// How well the name of a column fits; a few letters that occur in a word by accident do not.
fn likeness(name: &str, spec: &FieldSpec<'_>) -> u8 {
    let score = name_score(name, spec);
    let short = name.is_ascii() && normalize(name).len() < 4;
    if short && score < 90 { 0 } else { score }
}

/// The name counts in full where the content suits, less where it does not, and nothing where the
/// content says the opposite.
fn weigh(role: Role, by_name: u8, content: &Content) -> usize {
    let by_name = usize::from(by_name);
    if content.serial
        && role != Role::Serial
        && role != Role::Field(Field::Line)
        && content.distinct > 95
    {
        // A quantity may count up by accident; only its very name says so.
        let counted = role.is_money() || matches!(role, Role::Quantity | Role::Price);
        return if counted && by_name >= 90 { by_name } else { 0 };
    }
    if role == Role::Serial {
        return if content.serial { by_name } else { 0 };
    }
    let Some(suits) = content.suits(role.kind()) else {
        return by_name / 2;
    };
    let needs = match role.kind() {
        FieldKind::Date | FieldKind::Amount | FieldKind::Quantity => 40,
        FieldKind::Id => 50,
        FieldKind::Percent | FieldKind::Currency => 30,
        FieldKind::Name | FieldKind::Text => 0,
    };
    if suits < needs {
        return 0;
    }
    if suits >= 80 {
        by_name
    } else {
        by_name * (50 + suits / 2) / 100
    }
}

/// Finds a column by its name, its letter or its number from 1.
fn place(heading: &Heading, width: usize, text: &str) -> Option<usize> {
    let text = text.trim();
    let folded = normalize(text);
    let by_name = heading
        .names
        .iter()
        .position(|n| n == text)
        .or_else(|| {
            heading
                .names
                .iter()
                .position(|n| !folded.is_empty() && normalize(n) == folded)
        })
        .or_else(|| {
            heading
                .names
                .iter()
                .position(|n| n.split(' ').next_back() == Some(text))
        });
    if by_name.is_some() {
        return by_name;
    }
    let place = if let Ok(number) = text.parse::<usize>() {
        number.checked_sub(1)
    } else if !text.is_empty() && text.len() <= 2 && text.bytes().all(|b| b.is_ascii_alphabetic()) {
        let number = text
            .to_ascii_uppercase()
            .bytes()
            .fold(0, |n, b| n * 26 + usize::from(b - b'A') + 1);
        number.checked_sub(1)
    } else {
        None
    };
    place.filter(|p| *p < width)
}

/// What no name told: a date, an amount, a document number that cannot be anything else.
fn by_content<'n>(
    contents: &[Content],
    columns: &mut Vec<Column>,
    used: &mut BTreeSet<usize>,
    name: impl Fn(usize) -> &'n str,
) {
    let mut offer = |role: Role, columns: &mut Vec<Column>, best: &dyn Fn(&Content) -> usize| {
        let found = contents
            .iter()
            .enumerate()
            .filter(|(c, content)| !used.contains(c) && content.filled > 0 && !content.serial)
            .map(|(c, content)| (best(content), std::cmp::Reverse(c)))
            .filter(|(score, _)| *score > 0)
            .max();
        if let Some((_, std::cmp::Reverse(column))) = found {
            used.insert(column);
            columns.push(taken(role, column, name(column), 35));
        }
    };
    let has = |columns: &[Column], roles: &[Role]| columns.iter().any(|c| roles.contains(&c.role));
    if !has(columns, &[Role::Date]) {
        offer(Role::Date, columns, &|c| {
            if c.dates >= 85 { c.filled } else { 0 }
        });
    }
    let pieces = has(columns, &[Role::Quantity]) && has(columns, &[Role::Price]);
    if !pieces
        && !has(
            columns,
            &[Role::Amount, Role::Net, Role::Debit, Role::Credit],
        )
    {
        offer(Role::Amount, columns, &|c| {
            if c.moneyish >= 80 && c.dates < 50 {
                c.filled * 10 + c.moneyish / 10
            } else {
                0
            }
        });
    }
    if !has(columns, &Field::DOCUMENTS.map(Role::Field))
        && !has(
            columns,
            &[Role::Field(Field::Order), Role::Field(Field::Po)],
        )
    {
        offer(Role::Field(Field::Doc), columns, &|c| {
            if c.tokens >= 80 && c.distinct >= 40 && c.dates < 50 {
                c.distinct
            } else {
                0
            }
        });
    }
}

/// Columns that name the row, and texts beside the first one that may hold numbers.
fn told_more<'n>(
    contents: &[Content],
    columns: &mut Vec<Column>,
    used: &mut BTreeSet<usize>,
    name: impl Fn(usize) -> &'n str,
) {
    let documents = Field::DOCUMENTS.map(Role::Field);
    let named = columns.iter().any(|c| documents.contains(&c.role));
    for (column, content) in contents.iter().enumerate() {
        if used.contains(&column) || content.filled == 0 {
            continue;
        }
        let title = name(column).trim().to_ascii_lowercase();
        let id = ["id", "编号", "流水号"].iter().any(|w| title.ends_with(w));
        if id
            && !named
            && content.distinct == 100
            && columns.iter().all(|c| c.role != Role::Field(Field::Id))
        {
            used.insert(column);
            columns.push(taken(Role::Field(Field::Id), column, name(column), 40));
        } else if content.words >= 20
            && content.numbers < 50
            && content.dates < 50
            && content.numbered >= 10
        {
            used.insert(column);
            columns.push(taken(Role::Field(Field::Text), column, name(column), 40));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::heading;

    fn roles(lines: &[&[&str]]) -> Vec<(Role, String)> {
        let rows: Vec<Row> = (1..)
            .zip(lines)
            .map(|(n, cells)| Row::from_texts(n, cells.iter().copied()))
            .collect();
        let heading = heading::find(&rows);
        map(&heading, &rows[heading.first..], &[])
            .unwrap()
            .into_iter()
            .map(|c| (c.role, c.name))
            .collect()
    }

    fn has(found: &[(Role, String)], role: Role, name: &str) {
        assert!(
            found.iter().any(|(r, n)| *r == role && n == name),
            "{role:?} {name}: {found:?}"
        );
    }

    #[test]
    fn names_and_content_agree() {
        let found = roles(&[
            &[
                "序号",
                "送货单号",
                "客户采购单号",
                "送货日期",
                "品名",
                "数量",
                "含税单价",
                "金额",
                "税率",
                "备注",
            ],
            &[
                "1",
                "DN0001",
                "PO77",
                "2026-01-05",
                "螺丝",
                "10",
                "1.50",
                "15.00",
                "13%",
                "",
            ],
            &[
                "2",
                "DN0002",
                "PO77",
                "2026-01-06",
                "螺母",
                "20",
                "1.00",
                "20.00",
                "13%",
                "补",
            ],
        ]);
        has(&found, Role::Serial, "序号");
        has(&found, Role::Field(Field::Delivery), "送货单号");
        has(&found, Role::Field(Field::Po), "客户采购单号");
        has(&found, Role::Date, "送货日期");
        has(&found, Role::Quantity, "数量");
        has(&found, Role::Price, "含税单价");
        has(&found, Role::Amount, "金额");
        has(&found, Role::Rate, "税率");
    }

    #[test]
    fn a_reference_that_is_a_sentence_is_text() {
        let found = roles(&[
            &["b_id", "date", "amount_cents", "payer", "ref"],
            &[
                "0",
                "2025-09-07",
                "272526",
                "Iron Ltd",
                "Payment for167 请查收",
            ],
            &[
                "1",
                "2025-09-11",
                "6231",
                "Union GmbH",
                "合同款:INV25060001077, INV2506",
            ],
            &[
                "2",
                "2025-08-21",
                "7490",
                "Falcon L",
                "Payment for：9312、44、55",
            ],
        ]);
        has(&found, Role::Field(Field::Text), "ref");
        has(&found, Role::Amount, "amount_cents");
        has(&found, Role::Field(Field::Party), "payer");
        has(&found, Role::Field(Field::Id), "b_id");
    }

    #[test]
    fn without_names_the_content_decides() {
        let found = roles(&[
            &["INV-1", "10.00", "2026-01-05", "Website"],
            &["INV-2", "17.00", "2026-01-06", "Hosting"],
        ]);
        has(&found, Role::Field(Field::Doc), "");
        has(&found, Role::Amount, "");
        has(&found, Role::Date, "");
    }
}
