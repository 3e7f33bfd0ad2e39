//! Column names: folding and likeness.

use super::FieldSpec;
use crate::table::value::fold_width;

/// Bracket contents that only name a unit.
const UNITS: &[&str] = &[
    "元",
    "rmb",
    "cny",
    "usd",
    "¥",
    "%",
    "人民币",
    "人民币元",
    "单位:元",
    "单位：元",
    "必填",
    "选填",
];

/// Folds a column name: half width, lower case, without blanks, line ends, marks (`*`, `:`, `_`,
/// `-`, `.`, `/`) and brackets; a bracket that only names a unit goes with its content.
#[must_use]
pub fn normalize(name: &str) -> String {
    let folded: String = name
        .chars()
        .map(fold_width)
        .flat_map(char::to_lowercase)
        .collect();
    let mut out = String::with_capacity(folded.len());
    let mut rest = folded.as_str();
    while let Some(open) = rest.find(['(', '[', '【', '「']) {
        let (before, after) = rest.split_at(open);
        push_plain(before, &mut out);
        let inner_start = after.chars().next().map_or(0, char::len_utf8);
        let inner = after.get(inner_start..).unwrap_or_default();
        let close = inner.find([')', ']', '】', '」']).unwrap_or(inner.len());
        let (content, tail) = inner.split_at(close);
        if !UNITS.contains(&content.trim()) {
            push_plain(content, &mut out);
        }
        rest = tail
            .get(tail.chars().next().map_or(0, char::len_utf8)..)
            .unwrap_or_default();
    }
    push_plain(rest, &mut out);
    out
}

fn push_plain(text: &str, out: &mut String) {
    out.extend(text.chars().filter(|c| {
        !c.is_whitespace()
            && !matches!(
                c,
                '*' | ':'
                    | '_'
                    | '-'
                    | '.'
                    | '/'
                    | '\\'
                    | '#'
                    | '\''
                    | '"'
                    | '\u{feff}'
                    | '('
                    | ')'
                    | '['
                    | ']'
            )
    }));
}

/// How well a column name fits a field: 100 equal to an alias, 0 nothing in common.
#[must_use]
pub fn name_score(name: &str, field: &FieldSpec<'_>) -> u8 {
    let name = normalize(name);
    if name.is_empty() {
        return 0;
    }
    let mut best = if normalize(field.name) == name { 95 } else { 0 };
    let aliases = field.aliases_zh.iter().chain(field.aliases_en);
    for (rank, alias) in aliases.enumerate() {
        let alias = normalize(alias);
        let score = likeness(&name, &alias);
        // Of two equal fits the alias named first is the better one.
        let score = if score == 100 {
            100 - u8::try_from(rank.min(5)).unwrap_or(5)
        } else {
            score
        };
        best = best.max(score);
    }
    best
}

/// Likeness of two folded names: the share of the longer one that the shorter one covers.
fn likeness(name: &str, alias: &str) -> u8 {
    if name == alias {
        return 100;
    }
    let (name_len, alias_len) = (name.chars().count(), alias.chars().count());
    if alias_len < 2 || name_len < 2 {
        return 0;
    }
    let (short, long) = (name_len.min(alias_len), name_len.max(alias_len));
    if name.contains(alias) || alias.contains(name) {
        // Chinese puts the head word last: 交易金额 is a kind of 金额.
        let base = if name.ends_with(alias) { 50 } else { 40 };
        let cover = u8::try_from(short * 35 / long).unwrap_or(0);
        // A short Latin word inside a longer one ("no" in "notes") means nothing.
        let latin = alias.is_ascii() && alias_len < 4;
        return if latin { 20 } else { base + cover };
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fold() {
        assert_eq!(normalize("金 额（元）"), "金额");
        assert_eq!(normalize("* 发票号码："), "发票号码");
        assert_eq!(normalize("交易金额(收入)"), "交易金额收入");
        assert_eq!(normalize("Invoice_No."), "invoiceno");
        assert_eq!(normalize("ＡＭＯＵＮＴ\n[USD]"), "amount");
        assert_eq!(normalize("(("), "");
    }
}
