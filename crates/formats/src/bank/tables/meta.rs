//! What stands above the table: account, holder, currency, period, stated totals.

use rust_decimal::Decimal;

use super::cells;
use crate::bank::model::{account, field};
use crate::bank::money;
use crate::table::value::fold_width;
use crate::table::{Date, Row};

/// The preamble of a statement.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Meta {
    pub(super) account: Option<String>,
    pub(super) holder: Option<String>,
    pub(super) currency: Option<String>,
    pub(super) opening: Option<Decimal>,
    pub(super) closing: Option<Decimal>,
    pub(super) period_end: Option<Date>,
    /// Spending is positive.
    pub(super) card: bool,
    /// Stated number of rows; number and sum of income; of expense.
    pub(super) rows: Option<usize>,
    pub(super) income: Option<(usize, Decimal)>,
    pub(super) expense: Option<(usize, Decimal)>,
}

/// Labels by field, as folded text before a colon or in the cell before.
const ACCOUNT: &[&str] = &[
    "账号",
    "帐号",
    "卡号",
    "账户",
    "查询账号",
    "支付宝账户",
    "本方账号",
    "account",
    "accountnumber",
    "iban",
    "accountno",
    "acctno",
    "kontonummer",
    "konto",
    "rekeningnummer",
    "rekening",
    "numerrachunku",
    "客户账号",
    "我方账号",
];
const HOLDER: &[&str] = &[
    "户名",
    "账户名称",
    "姓名",
    "客户名称",
    "单位名称",
    "accountname",
    "accountholder",
    "kontoinhaber",
    "账户名",
    "本方户名",
];
const CURRENCY: &[&str] = &["币种", "币别", "货币", "currency", "wahrung", "währung"];
const OPENING: &[&str] = &[
    "期初余额",
    "上期余额",
    "承前余额",
    "上期结余",
    "起始余额",
    "openingbalance",
    "startingbalance",
    "beginningbalance",
    "anfangssaldo",
    "alterkontostand",
];
const CLOSING: &[&str] = &[
    "期末余额",
    "本期余额",
    "截止余额",
    "closingbalance",
    "endingbalance",
    "endsaldo",
    "neuerkontostand",
];

/// Reads the rows above a header.
pub(super) fn read(rows: &[Row], sheet: &str) -> Meta {
    let mut meta = Meta {
        card: is_card(sheet),
        ..Meta::default()
    };
    for row in rows {
        let cells: Vec<String> = row
            .cells()
            .map(|c| {
                cells::clean(c.text)
                    .chars()
                    .map(fold_width)
                    .collect::<String>()
            })
            .filter(|c| !c.is_empty())
            .collect();
        for (at, cell) in cells.iter().enumerate() {
            meta.card |= is_card(cell);
            totals(cell, &mut meta);
            if meta.period_end.is_none() {
                meta.period_end = period_end(cell);
            }
            // One cell may hold several `label: value` pairs.
            for part in cell.split(['\t', ';', '；']).flat_map(pairs) {
                let part = part.as_str();
                let (label, value) = match part.split_once(':') {
                    Some((label, value)) if !value.trim().is_empty() => (label, value.trim()),
                    Some((label, _)) => (label, cells.get(at + 1).map_or("", String::as_str)),
                    None => (part, cells.get(at + 1).map_or("", String::as_str)),
                };
                label_value(label, value, &mut meta);
            }
        }
    }
    meta
}

/// `账号：1 户名：甲 币种：人民币` in one cell: each word with a colon begins a pair.
fn pairs(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let begins = word
            .split_once(':')
            .is_some_and(|(label, _)| label.chars().any(char::is_alphabetic));
        match parts.last_mut() {
            Some(last) if !(begins && last.contains(':')) => {
                last.push(' ');
                last.push_str(word);
            }
            _ => parts.push(word.to_owned()),
        }
    }
    parts
}

fn label_value(label: &str, value: &str, meta: &mut Meta) {
    // Bilingual labels: `查询账号[ Inquirer account number ]`.
    let label = label.trim_start_matches('#').trim();
    let head = label.split('[').next().unwrap_or_default();
    let label = crate::table::header::normalize(if head.is_empty() { label } else { head });
    let value = value.trim_matches(['[', ']', ' ', '"']);
    let is = |names: &[&str]| {
        names
            .iter()
            .any(|n| label == *n || (n.chars().count() > 1 && !n.is_ascii() && label.ends_with(n)))
    };
    if value.is_empty() || value.chars().count() > 120 {
        return;
    }
    let written = || {
        let read = cells::amount(value, false).ok().flatten().map(|a| a.value);
        read.or_else(|| {
            money::written(value.trim_end_matches(|c: char| c.is_alphabetic() || c == ' '))
        })
    };
    if is(HOLDER) {
        meta.holder = meta.holder.take().or_else(|| field(value));
    } else if is(CURRENCY) {
        meta.currency = meta.currency.take().or_else(|| money::currency_code(value));
    } else if is(OPENING) {
        meta.opening = meta.opening.or_else(written);
    } else if is(CLOSING) {
        meta.closing = meta.closing.or_else(written);
    } else if is(ACCOUNT) && value.chars().any(|c| c.is_ascii_digit() || c == '@') {
        // `DE02… / Girokonto`: the name of the product behind the number.
        let number = value.split(" / ").next().unwrap_or_default();
        let number = number.split_whitespace().collect::<String>();
        meta.account = meta.account.take().or_else(|| account(&number));
    }
}

fn is_card(text: &str) -> bool {
    let text = text.trim();
    text.contains("信用卡")
        || text.contains("本期账单")
        || text.to_lowercase().contains("credit card")
}

/// `共66笔记录`, `收入：1笔 28.50元`, `支出:16笔(含4笔部分退款),1648.43元`.
fn totals(cell: &str, meta: &mut Meta) {
    if cell.chars().count() > 60 {
        return;
    }
    let count = |text: &str| -> Option<usize> {
        let head = text.split('笔').next()?;
        head.trim_matches(|c: char| !c.is_ascii_digit())
            .parse()
            .ok()
    };
    let sum = |text: &str| -> Option<Decimal> {
        let head = text.rsplit_once('元')?.0;
        let start = head
            .rfind(|c: char| !(c.is_ascii_digit() || c == '.'))
            .map_or(0, |at| {
                at + head
                    .get(at..)
                    .and_then(|t| t.chars().next())
                    .map_or(1, char::len_utf8)
            });
        money::written(head.get(start..)?)
    };
    if !cell.contains('笔') {
        return;
    }
    if cell.starts_with('共') {
        meta.rows = count(cell);
    } else if cell.starts_with("收入") {
        meta.income = count(cell).zip(sum(cell));
    } else if cell.starts_with("支出") {
        meta.expense = count(cell).zip(sum(cell));
    }
}

/// The last full date of a text, or the last day of `2024年01月`.
fn period_end(text: &str) -> Option<Date> {
    if text.chars().count() > 200 {
        return None;
    }
    if let Some((head, tail)) = text.split_once('年') {
        let year: String = head
            .chars()
            .rev()
            .take_while(char::is_ascii_digit)
            .collect();
        let year: i32 = year.chars().rev().collect::<String>().parse().ok()?;
        let month: u8 = tail.split('月').next()?.trim().parse().ok()?;
        // Entries of the days after the period's month still belong to it on a card.
        return (28..=31).rev().find_map(|day| Date::new(year, month, day));
    }
    text.split(['[', ']', '~', '至', ' ', '(', ')'])
        .filter_map(crate::bank::camt::iso_date)
        .next_back()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn preambles() {
        let rows: Vec<Row> = [
            vec!["招商银行信用卡对账单（个人消费卡账户 2024年01月）（补）"],
            vec!["账号：", "6225 0000 1111", "币种", "人民币"],
            vec!["共66笔记录"],
            vec!["收入：1笔 28.50元"],
            vec!["支出：16笔(含4笔部分退款)，1648.43元"],
            vec!["期初余额", "1,000.00"],
        ]
        .iter()
        .enumerate()
        .map(|(i, cells)| Row::from_texts(i as u64 + 1, cells.iter().copied()))
        .collect();
        let meta = read(&rows, "");
        assert!(meta.card);
        assert_eq!(meta.account.as_deref(), Some("622500001111"));
        assert_eq!(meta.currency.as_deref(), Some("CNY"));
        assert_eq!(meta.rows, Some(66));
        assert_eq!(meta.income, Some((1, Decimal::new(2850, 2))));
        assert_eq!(meta.expense, Some((16, Decimal::new(164_843, 2))));
        assert_eq!(meta.opening, Some(Decimal::new(100_000, 2)));
        assert_eq!(
            meta.period_end.map(|d| d.to_string()).as_deref(),
            Some("2024-01-31")
        );
    }
}
