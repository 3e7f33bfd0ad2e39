//! The header of a sheet, also when it is written over two rows with merged cells.

use super::roles::KNOWN;
use jieqing_formats::table::Row;
use jieqing_formats::table::header::{self, FieldSpec};
use jieqing_formats::table::value::{DateRules, is_blank_mark, parse_amount, parse_date};

/// Names of the columns and where the rows begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    pub(super) names: Vec<String>,
    /// Index of the first row below.
    pub(super) first: usize,
    /// Row number in the file; 0 for a file without a header.
    pub(super) number: u64,
}

/// Finds it; a table without names gets empty ones.
pub(super) fn find(rows: &[Row]) -> Heading {
    let specs: Vec<FieldSpec<'_>> = KNOWN.iter().map(|k| k.spec).collect();
    let Some(found) = header::find(rows, &specs) else {
        return Heading {
            names: Vec::new(),
            first: 0,
            number: 0,
        };
    };
    let mut names = found.names;
    let mut first = found.index + 1;
    if let Some(above) = found.index.checked_sub(1).and_then(|i| rows.get(i))
        && is_parent(above, &names)
    {
        names = joined(&texts(above), &names);
    }
    if let Some(below) = rows.get(first)
        && is_child(below, &names, rows.get(first + 1))
    {
        names = joined(&names, &texts(below));
        first += 1;
    }
    Heading {
        names,
        first,
        number: found.number,
    }
}

fn texts(row: &Row) -> Vec<String> {
    row.cells()
        .map(|c| c.trimmed().split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

fn is_label(text: &str) -> bool {
    !is_blank_mark(text)
        && text.chars().count() <= 20
        && parse_amount(text).is_err()
        && parse_date(text, &DateRules::default()).is_err()
        && !super::content::is_token(text)
        && !text.contains(['：', ':'])
}

/// A row above names what the header leaves blank, or spans columns of it.
fn is_parent(row: &Row, below: &[String]) -> bool {
    let filled: Vec<usize> = (0..row.len())
        .filter(|i| !row.text(*i).is_empty())
        .collect();
    filled.len() >= 2
        && filled.iter().all(|i| is_label(row.text(*i)))
        && filled
            .iter()
            .any(|i| below.get(*i).is_none_or(String::is_empty) || repeated(below, *i))
}

/// The name of a column occurs once more.
fn repeated(names: &[String], at: usize) -> bool {
    names
        .get(at)
        .is_some_and(|name| names.iter().filter(|n| *n == name).count() > 1)
}

/// A row below goes on with the header: labels under blanks or under a merged cell.
fn is_child(row: &Row, names: &[String], next: Option<&Row>) -> bool {
    let filled: Vec<usize> = (0..row.len())
        .filter(|i| !row.text(*i).is_empty())
        .collect();
    let gap = |i: &usize| names.get(*i).is_none_or(String::is_empty);
    let typed = next.is_some_and(|next| {
        (0..next.len()).any(|i| !is_blank_mark(next.text(i)) && !is_label(next.text(i)))
    });
    !filled.is_empty()
        && typed
        && filled.iter().all(|i| is_label(row.text(*i)))
        && filled.iter().any(gap)
}

/// Names over two rows: what stands above a column, or to the left above it, and the name itself.
fn joined(above: &[String], below: &[String]) -> Vec<String> {
    let mut span = String::new();
    (0..above.len().max(below.len()))
        .map(|i| {
            let (top, own) = (
                above.get(i).map_or("", String::as_str),
                below.get(i).map_or("", String::as_str),
            );
            if !top.is_empty() {
                top.clone_into(&mut span);
            }
            match (own.is_empty(), top.is_empty()) {
                (true, _) => top.to_owned(),
                (false, true) if span.is_empty() => own.to_owned(),
                _ => format!("{span} {own}"),
            }
        })
        .collect()
}

/// The header printed once more on a later page; of a name over two rows either part counts.
pub(super) fn repeats(row: &Row, names: &[String]) -> bool {
    let (mut filled, mut same) = (0, 0);
    for (text, name) in (0..row.len()).map(|i| row.text(i)).zip(names) {
        if !text.is_empty() {
            filled += 1;
            same += usize::from(name == text || name.split(' ').any(|part| part == text));
        }
    }
    same >= 2 && same * 2 > filled
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(lines: &[&[&str]]) -> Vec<Row> {
        (1..)
            .zip(lines)
            .map(|(n, cells)| Row::from_texts(n, cells.iter().copied()))
            .collect()
    }

    #[test]
    fn a_header_over_two_rows() {
        let rows = rows(&[
            &["甲公司与乙公司对账单"],
            &["送货单号", "日期", "送货", "", "", "收款"],
            &["", "", "数量", "单价", "金额", "金额"],
            &["DN1", "2026-01-05", "2", "5.00", "10.00", ""],
            &["DN2", "2026-01-06", "2", "6.00", "12.00", ""],
        ]);
        let heading = find(&rows);
        assert_eq!(
            heading.names,
            [
                "送货单号",
                "日期",
                "送货 数量",
                "送货 单价",
                "送货 金额",
                "收款 金额"
            ]
        );
        assert_eq!(heading.first, 3);
        assert!(repeats(&rows[1], &heading.names));
        assert!(!repeats(&rows[3], &heading.names));
    }

    #[test]
    fn no_header_at_all() {
        let rows = rows(&[
            &["INV-1", "10.00", "2026-01-05"],
            &["INV-2", "7.00", "2026-01-06"],
        ]);
        assert_eq!(find(&rows).first, 0);
    }
}
