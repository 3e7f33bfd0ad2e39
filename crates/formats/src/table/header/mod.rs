//! Finds the header row of a table and proposes which column is which field.
//!
//! # Purpose
//! Files of banks and customers have preambles above the table, notes below it, and names of their
//! own for every column. [`find`] finds the header, [`propose`] maps the columns, [`role`] tells
//! data from totals and notes. All of it is a proposal that a person can change.
//!
//! # Invariants
//! - Scores are integers from 0 to 100; the same input gives the same proposal.
//! - A column is proposed for one field at most, and a field gets one column at most.

mod names;
mod propose;

pub use names::{name_score, normalize};
pub use propose::{Proposal, Why, propose};

use super::Row;
use super::value::{DateRules, is_blank_mark, parse_amount, parse_date_time};

/// What kind of content a field has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FieldKind {
    /// Free text.
    Text,
    /// Name of a person, company or thing.
    Name,
    /// Number of a document, account or item.
    Id,
    /// Money.
    Amount,
    /// Quantity.
    Quantity,
    /// Percentage or rate.
    Percent,
    /// Date, with or without time.
    Date,
    /// Currency.
    Currency,
}

/// A field that an import looks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldSpec<'a> {
    /// Name in the program, e.g. `invoice_no`.
    pub name: &'a str,
    /// Chinese column names, best first.
    pub aliases_zh: &'a [&'a str],
    /// English column names, best first.
    pub aliases_en: &'a [&'a str],
    /// Kind of content.
    pub kind: FieldKind,
    /// The import cannot do without it.
    pub required: bool,
}

/// Where the header is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Index into the rows given.
    pub index: usize,
    /// Row number in the file.
    pub number: u64,
    /// Column names as written, trimmed; line ends inside a name become blanks.
    pub names: Vec<String>,
    /// Columns whose name was recognised.
    pub recognised: usize,
}

/// Rows looked at for a header.
const SEARCH_ROWS: usize = 80;
/// Rows below a candidate that are looked at.
const LOOK_BELOW: usize = 8;

/// Finds the header among the first 80 rows; `None` when no row looks like one.
#[must_use]
pub fn find(rows: &[Row], fields: &[FieldSpec<'_>]) -> Option<Header> {
    let mut best: Option<(u32, usize, usize)> = None;
    for (index, row) in rows.iter().enumerate().take(SEARCH_ROWS) {
        let Some((score, recognised)) = score(rows, index, row, fields) else {
            continue;
        };
        if best.is_none_or(|(top, _, _)| score > top) {
            best = Some((score, index, recognised));
        }
    }
    let (_, index, recognised) = best?;
    let row = rows.get(index)?;
    Some(Header {
        index,
        number: row.number(),
        names: row
            .cells()
            .map(|c| c.trimmed().split_whitespace().collect::<Vec<_>>().join(" "))
            .collect(),
        recognised,
    })
}

/// How much a row looks like a header, and how many names were recognised.
fn score(rows: &[Row], index: usize, row: &Row, fields: &[FieldSpec<'_>]) -> Option<(u32, usize)> {
    let filled: Vec<(usize, &str)> = (0..row.len())
        .map(|i| (i, row.text(i)))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    if filled.is_empty() {
        return None;
    }
    let labels = filled.iter().filter(|(_, text)| is_label(text)).count();
    // A header is made of labels; one stray date or number (a year as column name) is allowed.
    if labels * 5 < filled.len() * 4 {
        return None;
    }
    let mut names: Vec<&str> = filled.iter().map(|(_, text)| *text).collect();
    names.sort_unstable();
    let before = names.len();
    names.dedup();
    let repeated = before - names.len();
    let mut recognised = 0;
    let mut score = 0_u32;
    for (_, text) in &filled {
        let best = fields
            .iter()
            .map(|f| name_score(text, f))
            .max()
            .unwrap_or(0);
        if best >= 80 {
            recognised += 1;
            score += 40;
        } else if best >= 55 {
            score += 10;
        }
    }
    if filled.len() == 1 && recognised == 0 {
        return None;
    }
    score += u32::try_from(filled.len().min(20) * 10).unwrap_or(0);
    score = score.saturating_sub(u32::try_from(repeated * 10).unwrap_or(0));
    Some((score + score_below(rows, index, &filled), recognised))
}

/// The rows below a header fill its columns, with numbers and dates where it has words.
fn score_below(rows: &[Row], index: usize, filled: &[(usize, &str)]) -> u32 {
    let below: Vec<&Row> = rows.iter().skip(index + 1).take(LOOK_BELOW).collect();
    if below.is_empty() {
        return 0;
    }
    let mut score = 0;
    for row in &below {
        let hits = filled
            .iter()
            .filter(|(i, _)| !row.text(*i).is_empty())
            .count();
        if hits * 2 >= filled.len() {
            score += 6;
        }
    }
    let contrast = filled
        .iter()
        .filter(|(i, _)| {
            let values = below
                .iter()
                .map(|r| r.text(*i))
                .filter(|t| !is_blank_mark(t));
            let (mut all, mut typed) = (0, 0);
            for value in values {
                all += 1;
                typed += usize::from(!is_label(value));
            }
            all > 0 && typed * 2 > all
        })
        .count();
    score + u32::try_from(contrast.min(10) * 12).unwrap_or(0)
}

/// True for text that may name a column: neither a number nor a date nor a sentence.
fn is_label(text: &str) -> bool {
    if text.chars().count() > 40 || is_blank_mark(text) {
        return false;
    }
    let dated = parse_date_time(text, &DateRules::default());
    let date_like = match dated {
        Ok(_) => true,
        Err(e) => matches!(
            e.code,
            "date.ambiguous_order" | "date.no_year" | "date.time_zone"
        ),
    };
    !date_like && parse_amount(text).is_err()
}

/// What a row below the header is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RowRole {
    /// A record.
    Data,
    /// A total or subtotal.
    Total,
    /// A note, a signature line, a rule of dashes.
    Note,
}

const TOTAL_WORDS: &[&str] = &[
    "合计", "总计", "小计", "共计", "累计", "total", "subtotal", "sum",
];

/// Tells records from totals and notes below the table.
#[must_use]
pub fn role(row: &Row, header: &Header) -> RowRole {
    let filled: Vec<&str> = (0..row.len())
        .map(|i| row.text(i))
        .filter(|t| !is_blank_mark(t))
        .collect();
    let Some(first) = filled.first() else {
        return RowRole::Note;
    };
    let folded = normalize(first);
    let total = TOTAL_WORDS
        .iter()
        .any(|w| folded.starts_with(w) || folded.ends_with(w));
    if total && first.chars().count() <= 20 && filled.len() < header.names.len().max(2) {
        return RowRole::Total;
    }
    let columns = header.names.iter().filter(|n| !n.is_empty()).count();
    let sparse = filled.len() == 1 && columns >= 3;
    if sparse && row.text(0) == *first && is_note(first) {
        return RowRole::Note;
    }
    RowRole::Data
}

fn is_note(text: &str) -> bool {
    let first = text.chars().next().unwrap_or(' ');
    text.chars().count() > 12
        || text.contains(['：', ':', '。'])
        || matches!(first, '注' | '备' | '说' | '*' | '※' | '#' | '-' | '=')
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: &[FieldSpec<'_>] = &[
        FieldSpec {
            name: "date",
            aliases_zh: &["日期", "交易日期"],
            aliases_en: &["date"],
            kind: FieldKind::Date,
            required: true,
        },
        FieldSpec {
            name: "amount",
            aliases_zh: &["金额", "交易金额"],
            aliases_en: &["amount"],
            kind: FieldKind::Amount,
            required: true,
        },
        FieldSpec {
            name: "doc",
            aliases_zh: &["单号", "发票号码"],
            aliases_en: &["invoice no", "document"],
            kind: FieldKind::Id,
            required: false,
        },
    ];

    fn rows(lines: &[&[&str]]) -> Vec<Row> {
        (1..)
            .zip(lines)
            .map(|(n, cells)| Row::from_texts(n, cells.iter().copied()))
            .collect()
    }

    #[test]
    fn header_below_a_preamble() {
        let rows = rows(&[
            &["某某公司对账单"],
            &["期间：2024-01", "客户：甲"],
            &["发票号码", "日 期", "金额（元）"],
            &["10001", "2024-01-05", "1,200.00"],
            &["10002", "2024-01-06", "35.00"],
            &["合计", "", "1,235.00"],
            &["注：如有疑问请于三日内与我司联系。"],
        ]);
        for fields in [FIELDS, &[]] {
            let header = find(&rows, fields).unwrap();
            assert_eq!((header.index, header.number), (2, 3));
            assert_eq!(role(&rows[3], &header), RowRole::Data);
            assert_eq!(role(&rows[5], &header), RowRole::Total);
            assert_eq!(role(&rows[6], &header), RowRole::Note);
        }
        let header = find(&rows, FIELDS).unwrap();
        let proposals = propose(&header.names, &rows[3..5], FIELDS);
        let of = |name: &str| proposals.iter().find(|p| p.field == name).map(|p| p.column);
        assert_eq!(
            (of("doc"), of("date"), of("amount")),
            (Some(0), Some(1), Some(2))
        );
        assert!(
            proposals.iter().all(|p| p.confidence >= 80),
            "{proposals:?}"
        );
    }

    #[test]
    fn content_decides_when_names_say_nothing() {
        let rows = rows(&[
            &["A列", "B列"],
            &["2024-01-05", "12.50"],
            &["2024-02-05", "7.00"],
        ]);
        let header = find(&rows, FIELDS).unwrap();
        let proposals = propose(&header.names, &rows[1..], FIELDS);
        let of = |name: &str| proposals.iter().find(|p| p.field == name).map(|p| p.column);
        assert_eq!((of("date"), of("amount")), (Some(0), Some(1)));
        assert!(
            proposals
                .iter()
                .all(|p| p.why == Why::ContentOnly && p.confidence < 50)
        );
    }

    #[test]
    fn nothing_looks_like_a_header() {
        assert_eq!(find(&rows(&[&["1", "2"], &["3", "4"]]), FIELDS), None);
        assert_eq!(find(&[], FIELDS), None);
    }
}
