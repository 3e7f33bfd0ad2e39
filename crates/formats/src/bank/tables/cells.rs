//! Cells of bank tables into amounts and directions.

use rust_decimal::Decimal;

use crate::bank::money;
use crate::table::value::{fold_width, is_blank_mark, parse_amount};

/// In, out, or neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    In,
    Out,
    /// Counted neither way by the wallet: 不计收支, 中性交易, `/`.
    Neutral,
}

/// The text of a cell without the marks that exports put around it.
pub(super) fn clean(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '`' | '"' | '\u{feff}' | '\u{200b}' | '\u{0}')
    })
    .trim_start_matches('\'')
}

/// The direction a cell states; `None` when it states none.
pub(crate) fn direction(text: &str) -> Option<Direction> {
    let folded: String = clean(text)
        .chars()
        .take(24)
        .map(fold_width)
        .flat_map(char::to_lowercase)
        .collect();
    let starts = |words: &[&str]| words.iter().any(|w| folded.starts_with(w));
    if starts(&["不计", "中性", "其他"]) || folded == "/" {
        return Some(Direction::Neutral);
    }
    match folded.as_str() {
        "d" | "dr" | "dbit" | "debit" | "out" | "支" | "出" | "付" | "soll" | "s" | "af" => {
            return Some(Direction::Out);
        }
        "c" | "cr" | "crdt" | "credit" | "in" | "收" | "入" | "进" | "haben" | "h" | "bij" => {
            return Some(Direction::In);
        }
        _ => {}
    }
    if starts(&["借", "支出", "付款", "往账", "转出", "支取", "付方"]) {
        Some(Direction::Out)
    } else if starts(&["贷", "收入", "收款", "来账", "转入", "存入", "收方"]) {
        Some(Direction::In)
    } else {
        None
    }
}

/// An amount cell: value, the currency beside it, and a note in brackets (`131.77(已退款89.84)`).
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Amount<'a> {
    pub(super) value: Decimal,
    pub(super) currency: Option<&'static str>,
    pub(super) note: Option<&'a str>,
}

/// Reads an amount cell; `Ok(None)` for a blank one.
pub(super) fn amount(text: &str, decimal_comma: bool) -> Result<Option<Amount<'_>>, &'static str> {
    let text = clean(text);
    if is_blank_mark(text) {
        return Ok(None);
    }
    let read = |text: &str| -> Result<(Decimal, Option<&'static str>), &'static str> {
        if decimal_comma {
            return money::written(text)
                .map(|d| (d, None))
                .ok_or("amount.not_a_number");
        }
        match parse_amount(text) {
            Ok(number) => money::scaled(number.unscaled, u32::from(number.scale))
                .map(|d| (d, number.currency))
                .ok_or("amount.too_large"),
            Err(error) if error.code == "amount.grouping" && indian(text) => money::written(text)
                .map(|d| (d, None))
                .ok_or("amount.not_a_number"),
            Err(error) => Err(error.code),
        }
    };
    match read(text) {
        Ok((value, currency)) => Ok(Some(Amount {
            value,
            currency,
            note: None,
        })),
        Err(code) => {
            let at = text.find(['(', '（']).filter(|at| *at > 0).ok_or(code)?;
            let (head, note) = text.split_at(at);
            let (value, currency) = read(head.trim())?;
            Ok(Some(Amount {
                value,
                currency,
                note: Some(note),
            }))
        }
    }
}

/// Lakh and crore: pairs of digits before the last three, `12,34,567.89`.
fn indian(text: &str) -> bool {
    let number = text.trim_matches(|c: char| !c.is_ascii_digit());
    let whole = number.split('.').next().unwrap_or_default();
    let mut groups = whole.rsplit(',');
    let last = groups.next().is_some_and(|g| g.len() == 3);
    last && whole.contains(',') && groups.all(|g| (1..=2).contains(&g.len()))
}

/// True when a column writes decimals with a comma: `1.234,56`, and nothing speaks against it.
pub(super) fn decimal_comma<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let mut seen = false;
    for cell in cells {
        let digits = clean(cell);
        let tail = digits
            .rsplit_once(',')
            .map(|(_, tail)| tail.bytes().filter(u8::is_ascii_digit).count());
        let point = digits.rfind('.');
        let comma = digits.rfind(',');
        match (point, comma) {
            (Some(p), Some(c)) if p > c => return false,
            (Some(_), None) if !digits.contains(',') => {
                let after = digits.rsplit_once('.').map_or(0, |(_, t)| t.len());
                if after != 3 {
                    return false;
                }
            }
            (_, Some(_)) if tail.is_some_and(|t| t != 3) => seen = true,
            _ => {}
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_with_notes() {
        let read = |t| amount(t, false).unwrap().map(|a| a.value.to_string());
        assert_eq!(read("131.77(已退款89.84)").as_deref(), Some("131.77"));
        assert_eq!(read("¥28.16").as_deref(), Some("28.16"));
        assert_eq!(read("`0.20").as_deref(), Some("0.20"));
        assert_eq!(read("(1,234.56)").as_deref(), Some("-1234.56"));
        assert_eq!(read("１，２３４．５０").as_deref(), Some("1234.50"));
        assert_eq!(read("--"), None);
        assert!(amount("xx,yyyy.zz", false).is_err());
        let comma = amount("1.234,56", true).unwrap().unwrap();
        assert_eq!(comma.value.to_string(), "1234.56");
    }

    #[test]
    fn decimal_commas_are_told_from_grouping() {
        assert!(decimal_comma(["1.234,56", "12,5"].into_iter()));
        assert!(!decimal_comma(["1,234", "12,500"].into_iter()));
        assert!(!decimal_comma(["1,234.56", "12,5"].into_iter()));
        assert!(!decimal_comma(["12.50"].into_iter()));
    }

    #[test]
    fn directions() {
        assert_eq!(direction("贷 Cr"), Some(Direction::In));
        assert_eq!(direction("借方"), Some(Direction::Out));
        assert_eq!(direction("不计收支"), Some(Direction::Neutral));
        assert_eq!(direction("/"), Some(Direction::Neutral));
        assert_eq!(direction("Credit"), Some(Direction::In));
        assert_eq!(direction("ATM"), None);
    }
}
