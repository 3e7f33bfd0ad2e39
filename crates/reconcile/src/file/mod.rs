//! Rows of a table, as people make them, into a [`Side`].

mod columns;
mod content;
mod heading;
mod names_of_texts;
mod names_of_values;
mod roles;
mod rows;
mod telling;
mod values;

pub use columns::{Column, NoSuchColumn};
pub use roles::Role;

use crate::side::{Field, Side};
use heading::Heading;
use jieqing_formats::table::{Sheet, Workbook};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Why a row is no record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// A total or subtotal.
    Total,
    /// A closing balance.
    Closing,
    /// A note, a signature, a title.
    Note,
    /// The header, printed again.
    HeaderAgain,
    /// A document without a readable amount.
    NoAmount,
    /// On a sheet that holds no such list.
    OtherSheet,
}

impl Why {
    /// Stable word.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Total => "total",
            Self::Closing => "closing",
            Self::Note => "note",
            Self::HeaderAgain => "header",
            Self::NoAmount => "no_amount",
            Self::OtherSheet => "other_sheet",
        }
    }
}

/// A row that was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Sheet, from 0.
    pub sheet: u16,
    /// Row number in the file.
    pub row: u64,
    /// Why.
    pub why: Why,
    /// The row in a few words.
    pub text: String,
}

/// Something the user should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Sheet, from 0.
    pub sheet: u16,
    /// Row number in the file; 0 for the file as a whole.
    pub row: u64,
    /// `amount.unreadable`, `date.unreadable`, `file.does_not_foot`.
    pub code: &'static str,
    /// The text that is meant.
    pub text: String,
}

/// What a file was read as.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// The rows.
    pub side: Side,
    /// Columns of the first sheet that was taken.
    pub columns: Vec<Column>,
    /// Row of its header; 0 without one.
    pub header_row: u64,
    /// Names of all sheets.
    pub sheets: Vec<String>,
    /// Rows that were not taken.
    pub left_out: Vec<LeftOut>,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// Closing balance as the file states it.
    pub stated: Option<i64>,
}

/// Why a file cannot be reconciled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// No rows at all.
    Empty,
    /// No column holds amounts; these are the columns there are.
    NoAmount(Vec<String>),
    /// A column that was asked for is not there.
    NoColumn(NoSuchColumn),
}

const ASIDE: &[&str] = &[
    "汇总", "说明", "封面", "目录", "summary", "readme", "cover", "pivot", "透视",
];

/// Reads a workbook. `wanted` says what certain columns are; the rest is proposed.
///
/// # Errors
/// [`Refused`], when there is nothing to compare.
pub fn load(book: &Workbook, wanted: &[(Role, String)]) -> Result<Loaded, Refused> {
    let mut fitting: Vec<(u16, &Sheet, Heading, Vec<Column>)> = Vec::new();
    let mut names = Vec::new();
    let mut missing = None;
    for (place, sheet) in (0_u16..).zip(&book.sheets) {
        if sheet.rows.is_empty() {
            continue;
        }
        let heading = heading::find(&sheet.rows);
        let below = sheet.rows.get(heading.first..).unwrap_or_default();
        match columns::map(&heading, below, wanted) {
            Ok(columns) if tells_money(&columns) => fitting.push((place, sheet, heading, columns)),
            Ok(_) => names.extend(heading.names.into_iter().filter(|n| !n.is_empty())),
            Err(error) => missing = Some(error),
        }
    }
    let chosen = choose(&fitting);
    if chosen.is_empty() {
        return Err(match missing {
            Some(error) => Refused::NoColumn(error),
            None if book.sheets.iter().all(|s| s.rows.is_empty()) => Refused::Empty,
            None => Refused::NoAmount(names),
        });
    }
    let mut loaded = Loaded {
        sheets: book.sheets.iter().map(|s| s.name.clone()).collect(),
        ..Loaded::default()
    };
    for (place, sheet) in (0_u16..).zip(&book.sheets) {
        let taken = fitting
            .iter()
            .find(|f| f.0 == place && chosen.contains(&place));
        match taken {
            Some((_, sheet, heading, columns)) => {
                let before = loaded.side.rows().len();
                rows::read(&mut loaded, sheet, place, heading, columns);
                if loaded.columns.is_empty() && loaded.side.rows().len() > before {
                    loaded.columns.clone_from(columns);
                    loaded.header_row = heading.number;
                }
            }
            None if !sheet.rows.is_empty() => loaded.left_out.push(LeftOut {
                sheet: place,
                row: sheet
                    .rows
                    .first()
                    .map_or(0, jieqing_formats::table::Row::number),
                why: Why::OtherSheet,
                text: format!("{} ({})", sheet.name, sheet.rows.len()),
            }),
            None => {}
        }
    }
    if loaded.side.rows().is_empty() {
        return Err(Refused::Empty);
    }
    name_rows(&mut loaded.side);
    foots(&mut loaded);
    Ok(loaded)
}

fn tells_money(columns: &[Column]) -> bool {
    let has = |role: Role| columns.iter().any(|c| c.role == role);
    [Role::Amount, Role::Net, Role::Debit, Role::Credit]
        .into_iter()
        .any(has)
        || (has(Role::Quantity) && has(Role::Price))
}

/// Sheets of the same kind as the one with the most rows; cover sheets and summaries stay aside.
fn choose(fitting: &[(u16, &Sheet, Heading, Vec<Column>)]) -> Vec<u16> {
    let aside = |name: &str| {
        let name = name.to_lowercase();
        ASIDE.iter().any(|w| name.contains(w))
    };
    let numbers = |columns: &[Column]| {
        columns
            .iter()
            .filter(|c| {
                c.role == Role::Date
                    || matches!(c.role, Role::Field(f) if Field::NUMBERS.contains(&f))
            })
            .count()
    };
    let main = fitting.iter().max_by_key(|(place, sheet, _, columns)| {
        (
            !aside(&sheet.name),
            numbers(columns).min(1),
            sheet.rows.len(),
            std::cmp::Reverse(*place),
        )
    });
    let Some((_, main_sheet, _, main_columns)) = main else {
        return Vec::new();
    };
    fitting
        .iter()
        .filter(|(_, sheet, _, columns)| {
            let same = sheet.name == main_sheet.name;
            let roles = |columns: &[Column]| {
                columns
                    .iter()
                    .map(|c| c.role)
                    .collect::<std::collections::BTreeSet<_>>()
            };
            let (a, b) = (roles(columns), roles(main_columns));
            same || (!aside(&sheet.name) && a.intersection(&b).count() * 3 >= b.len() * 2)
        })
        .map(|f| f.0)
        .collect()
}

/// The field by which rows are named: of the document numbers the one that tells most rows apart.
fn name_rows(side: &mut Side) {
    let mut best = (0, Field::Doc);
    for field in Field::DOCUMENTS
        .into_iter()
        .chain([Field::Order, Field::Po])
    {
        let mut seen: Vec<u64> = (0..side.rows().len())
            .map(|row| side.text(row, field))
            .filter(|text| !text.is_empty())
            .map(hashed)
            .collect();
        seen.sort_unstable();
        seen.dedup();
        let document = Field::DOCUMENTS.contains(&field);
        // An order names a row only where nothing else does.
        if seen.len() > best.0 && (document || best.0 == 0) {
            best = (seen.len(), field);
        }
    }
    side.key_is(best.1);
}

fn hashed(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// A stated closing balance that the rows do not come to.
fn foots(loaded: &mut Loaded) {
    let total = loaded.side.total();
    if let Some(stated) = loaded.stated
        && stated.abs_diff(total) > crate::amount::NOISE.unsigned_abs()
        && stated.saturating_neg().abs_diff(total) > crate::amount::NOISE.unsigned_abs()
    {
        loaded.problems.push(Problem {
            sheet: 0,
            row: 0,
            code: "file.does_not_foot",
            text: format!(
                "{} ≠ {}",
                crate::amount::text(stated),
                crate::amount::text(total)
            ),
        });
    }
}
