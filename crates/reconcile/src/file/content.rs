//! What is in a column, told from its values.

use jieqing_formats::table::Row;
use jieqing_formats::table::header::FieldKind;
use jieqing_formats::table::value::{DateRules, SerialRule, fold_width, is_blank_mark, parse_date};

/// Rows looked at.
const SAMPLE: usize = 600;

/// Shares of the filled cells of a column, in percent.
#[derive(Debug, Clone, Default)]
pub(super) struct Content {
    pub(super) filled: usize,
    pub(super) numbers: usize,
    /// Numbers with decimals, or too large to be counted on fingers.
    pub(super) moneyish: usize,
    pub(super) dates: usize,
    /// Tokens with digits, as documents are numbered.
    pub(super) tokens: usize,
    pub(super) words: usize,
    /// Anything with a digit in it, sentences too.
    pub(super) numbered: usize,
    /// Different values among the filled ones.
    pub(super) distinct: usize,
    /// 1, 2, 3 … from the top.
    pub(super) serial: bool,
}

impl Content {
    /// Looks at a column of the rows below the header.
    pub(super) fn of(rows: &[Row], column: usize) -> Self {
        let step = (rows.len() / SAMPLE).max(1);
        let values: Vec<&str> = rows
            .iter()
            .step_by(step)
            .map(|row| row.text(column))
            .filter(|text| !is_blank_mark(text))
            .collect();
        let n = values.len();
        if n == 0 {
            return Self::default();
        }
        let share =
            |test: &dyn Fn(&str) -> bool| values.iter().filter(|v| test(v)).count() * 100 / n;
        let mut seen = values.clone();
        seen.sort_unstable();
        seen.dedup();
        Self {
            filled: n,
            numbers: share(&is_number),
            moneyish: share(&is_moneyish),
            dates: share(&is_date),
            tokens: share(&is_token),
            words: share(&|v| v.chars().any(char::is_alphabetic) && !is_date(v)),
            numbered: share(&|v| v.chars().map(fold_width).any(|c| c.is_ascii_digit())),
            distinct: seen.len() * 100 / n,
            serial: is_serial(rows, column),
        }
    }

    /// How many of 100 cells suit a kind of field; `None` for a column without values.
    pub(super) fn suits(&self, kind: FieldKind) -> Option<usize> {
        if self.filled == 0 {
            return None;
        }
        Some(match kind {
            FieldKind::Text => 100,
            FieldKind::Name | FieldKind::Currency => self.words,
            FieldKind::Id => self.tokens,
            FieldKind::Amount | FieldKind::Quantity | FieldKind::Percent => self.numbers,
            FieldKind::Date => self.dates,
        })
    }
}

fn is_number(text: &str) -> bool {
    super::values::amount(text).is_some() || super::values::rate(text).is_some()
}

fn is_moneyish(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    is_number(text) && digits <= 14 && (text.contains('.') || digits >= 3) && !is_date(text)
}

fn is_date(text: &str) -> bool {
    let rules = DateRules {
        serial: SerialRule::No,
        order: None,
    };
    match parse_date(text, &rules) {
        Ok(_) => true,
        Err(e) => match e.code {
            "date.ambiguous_order" | "date.time_zone" | "date.no_such_day" => true,
            "date.no_year" => text.contains(['/', '月']),
            "date.two_digit_year" => text.contains(['-', '/', '.']),
            _ => false,
        },
    }
}

/// Short marks with a digit: not a sentence, not an amount, not a date.
pub(super) fn is_token(text: &str) -> bool {
    let digits = text
        .chars()
        .filter(|c| c.is_ascii_digit() || matches!(c, '０'..='９'))
        .count();
    let han = text
        .chars()
        .filter(|c| matches!(c, '\u{4e00}'..='\u{9fff}'))
        .count();
    // 送字第001号 is a number, 货款 001 is not.
    let numbering = text.contains(['第', '号', '字', '单']);
    let word = text
        .split(|c: char| !c.is_ascii_alphabetic())
        .any(|run| run.len() > 7);
    let fraction =
        text.contains('.') && super::values::amount(text).is_some() && !text.ends_with(".0");
    // 20260105 is a number as well as a day.
    let plain_day = digits == 8 && text.chars().count() == 8;
    digits > 0
        && text.chars().count() <= 40
        && (han <= 1 || (han <= 4 && numbering))
        && !word
        && !fraction
        && !text.contains([',', '，', '。', '；', '、', ':', '：', '+'])
        && text.split_whitespace().count() <= 3
        && (plain_day || text.bytes().any(|b| b.is_ascii_alphabetic()) || !is_date(text))
}

/// Consecutive numbers from 0 or 1, row by row.
fn is_serial(rows: &[Row], column: usize) -> bool {
    let mut last: Option<u64> = None;
    let mut count = 0;
    for row in rows {
        let text = row.text(column);
        let Ok(value) = text.trim_end_matches(".0").parse::<u64>() else {
            if text.is_empty() || text.chars().any(|c| !c.is_ascii_digit()) {
                continue;
            }
            return false;
        };
        let follows = match last {
            None => value <= 1,
            Some(before) => value == before + 1 || value == 1,
        };
        if !follows {
            return false;
        }
        last = Some(value);
        count += 1;
    }
    count >= 2 && last.is_some_and(|l| l > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_numbers_of_documents() {
        for yes in [
            "INV-001",
            "10023",
            "SO-26-00001",
            "送字第001号",
            "20260105",
            "ＤＮ１２３",
        ] {
            assert!(is_token(yes), "{yes}");
        }
        for no in [
            "1500.00",
            "2026-01-05",
            "货款 5 月份的 3 笔",
            "Website",
            "1,500",
        ] {
            assert!(!is_token(no), "{no}");
        }
    }

    #[test]
    fn serials() {
        let rows = |texts: &[&str]| -> Vec<Row> {
            (1..)
                .zip(texts)
                .map(|(n, t)| Row::from_texts(n, [*t]))
                .collect()
        };
        assert!(Content::of(&rows(&["1", "2", "3", "合计"]), 0).serial);
        assert!(!Content::of(&rows(&["1001", "1002"]), 0).serial);
        assert!(!Content::of(&rows(&["1", "3"]), 0).serial);
    }
}
