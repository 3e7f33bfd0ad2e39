//! What was seen, for the person at the terminal.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::Seen;
use super::problems::meaning;
use jieqing_formats::bank::{BankFile, BankStatement, Entry};
use jieqing_formats::inspect::Found;

/// Problems printed.
const PROBLEMS: usize = 20;
/// Entries printed of a statement.
const ENTRIES: usize = 10;
/// Columns for the name of the other side and for the purpose.
const NAME: usize = 24;
const PURPOSE: usize = 44;

/// Text in both languages.
struct Words {
    zh: bool,
}

impl Words {
    fn pick(&self, chinese: &'static str, english: &'static str) -> &'static str {
        if self.zh { chinese } else { english }
    }
}

/// Everything that is known of a file.
pub(super) fn of(name: &str, seen: &Seen, zh: bool) -> String {
    let w = Words { zh };
    let mut out = String::new();
    // Writing into a string cannot fail.
    let _ = match seen {
        Seen::Bank(file) => bank(&mut out, name, file, &w),
        Seen::Other(found) => other(&mut out, name, found, &w),
        Seen::Refused {
            kind,
            format,
            error,
        } => {
            let what = meaning(error.code, zh).unwrap_or(error.code);
            let head = w.pick("不能读取", "refused");
            writeln!(out, "{name}  {head}: {what}").and_then(|()| {
                if *kind != "unknown" {
                    writeln!(out, "  {} · {format}", kind_word(kind, &w))?;
                }
                write!(out, "  {error}")
            })
        }
    };
    out.trim_end().to_owned()
}

fn bank(out: &mut String, name: &str, file: &BankFile, w: &Words) -> std::fmt::Result {
    let format = file.format.as_str();
    let kind = kind_word("bank_statement", w);
    let count = file.statements.len();
    match (count, w.zh) {
        (1, _) => writeln!(out, "{name}  {kind} · {format}")?,
        (_, true) => writeln!(out, "{name}  {kind} · {format} · {count} 份")?,
        (_, false) => writeln!(out, "{name}  {kind} · {format} · {count} statements")?,
    }
    for s in &file.statements {
        statement(out, s, w)?;
    }
    if file.problems.is_empty() {
        return Ok(());
    }
    let head = w.pick("问题", "problems");
    writeln!(out, "\n  {head} ({})", file.problems.len())?;
    for problem in file.problems.iter().take(PROBLEMS) {
        let what = meaning(&problem.code, w.zh).unwrap_or(&problem.code);
        writeln!(out, "  ! {}: {what}", problem.place)?;
        writeln!(out, "      {}", problem.message)?;
    }
    if file.problems.len() > PROBLEMS {
        let more = file.problems.len() - PROBLEMS;
        match w.zh {
            true => writeln!(out, "  还有 {more} 个，用 --json 查看全部")?,
            false => writeln!(out, "  and {more} more, --json has them all")?,
        }
    }
    Ok(())
}

fn statement(out: &mut String, s: &BankStatement, w: &Words) -> std::fmt::Result {
    let unknown = w.pick("账号未写明", "account not stated");
    let mut head = vec![s.account.as_deref().unwrap_or(unknown)];
    head.extend(s.holder.as_deref());
    head.push(s.currency.as_deref().unwrap_or("?"));
    writeln!(out, "\n  {}", head.join(" · "))?;
    let dates = || s.entries.iter().filter_map(|e| e.booked_on);
    let days = dates()
        .min_by_key(|d| d.days())
        .zip(dates().max_by_key(|d| d.days()));
    if let Some((first, last)) = days {
        writeln!(out, "  {first} … {last}")?;
    }
    let foots = match s.foots() {
        Some(true) => w.pick("✓ 平", "✓ foots"),
        Some(false) => w.pick("✗ 不平", "✗ does not foot"),
        None => "",
    };
    let ((gains, gain), (losses, loss)) = (s.side(true), s.side(false));
    let lines = [
        (
            w.pick("期初", "opening"),
            None,
            s.opening.map(|d| grouped(&d.to_string())),
            "",
        ),
        (
            w.pick("收入", "in"),
            Some(gains),
            gain.map(|d| grouped(&d.to_string())),
            "",
        ),
        (
            w.pick("支出", "out"),
            Some(losses),
            loss.map(|d| grouped(&d.to_string())),
            "",
        ),
        (
            w.pick("期末", "closing"),
            None,
            s.closing.map(|d| grouped(&d.to_string())),
            foots,
        ),
    ];
    for (label, count, amount, mark) in lines {
        let count = count.map_or(String::new(), |n| n.to_string());
        let amount = amount.unwrap_or_else(|| "—".to_owned());
        let line = format!("    {} {count:>7} {amount:>20}  {mark}", padded(label, 8));
        writeln!(out, "{}", line.trim_end())?;
    }
    kinds(out, s, w)?;
    for e in s.entries.iter().take(ENTRIES) {
        entry(out, e)?;
    }
    if s.entries.len() > ENTRIES {
        let more = s.entries.len() - ENTRIES;
        match w.zh {
            true => writeln!(out, "    … 另有 {more} 笔")?,
            false => writeln!(out, "    … {more} more")?,
        }
    }
    Ok(())
}

/// What is kept out of receivables, and reversals.
fn kinds(out: &mut String, s: &BankStatement, w: &Words) -> std::fmt::Result {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for e in &s.entries {
        *counts.entry(e.kind.as_str()).or_default() += 1;
    }
    let mut parts: Vec<String> = counts
        .iter()
        .map(|(kind, n)| format!("{} {n}", entry_word(kind, w)))
        .collect();
    let reversals = || s.entries.iter().filter(|e| e.reversal);
    let all = reversals().count();
    if all > 0 {
        let linked = reversals().filter(|e| e.reverses.is_some()).count();
        parts.push(match w.zh {
            true => format!("冲正 {all}（找到原交易 {linked}）"),
            false => format!("reversals {all} ({linked} with their original)"),
        });
    }
    if parts.is_empty() {
        return Ok(());
    }
    writeln!(out, "    {}", parts.join(" · "))
}

fn entry(out: &mut String, e: &Entry) -> std::fmt::Result {
    let day = e.booked_on.map_or("—".to_owned(), |d| d.to_string());
    let amount = grouped(&e.amount.to_string());
    let name = padded(e.counterparty.as_deref().unwrap_or_default(), NAME);
    let line = format!(
        "    {day:<10} {amount:>18}  {name}  {}",
        cut(&e.text, PURPOSE)
    );
    writeln!(out, "{}", line.trim_end())
}

fn other(out: &mut String, name: &str, found: &Found, w: &Words) -> std::fmt::Result {
    let kind = kind_word(found.kind, w);
    writeln!(out, "{name}  {kind} · {}", found.format)?;
    for (fact, value) in &found.facts {
        if !value.is_empty() {
            writeln!(
                out,
                "    {} {}",
                padded(fact_word(fact, w), 16),
                cut(value, 120)
            )?;
        }
    }
    Ok(())
}

fn kind_word<'k>(kind: &'k str, w: &Words) -> &'k str {
    match kind {
        "bank_statement" => w.pick("银行对账单", "bank statement"),
        "einvoice" => w.pick("电子发票", "electronic invoice"),
        "orders" => w.pick("订单", "orders"),
        "customers" => w.pick("客户", "customers"),
        "items" => w.pick("商品", "items"),
        "invoices" => w.pick("发票清单", "invoices"),
        "open_items" => w.pick("应收明细", "open items"),
        "receipts" => w.pick("收款清单", "receipts"),
        "table" => w.pick("表格", "table"),
        "workbook" => w.pick("工作簿", "workbook"),
        "zip" => w.pick("压缩包", "zip"),
        "unknown" => w.pick("无法识别", "not recognised"),
        other => other,
    }
}

fn entry_word<'k>(kind: &'k str, w: &Words) -> &'k str {
    match kind {
        "payment" => w.pick("往来", "payments"),
        "own_transfer" => w.pick("本企业互转", "own transfers"),
        "interest" => w.pick("利息", "interest"),
        "fee" => w.pick("手续费", "fees"),
        "tax" => w.pick("税费", "taxes"),
        "refund" => w.pick("退款", "refunds"),
        "finance" => w.pick("理财借贷", "finance"),
        "neutral" => w.pick("不计收支", "neutral"),
        other => other,
    }
}

fn fact_word<'k>(fact: &'k str, w: &Words) -> &'k str {
    if !w.zh {
        return fact;
    }
    match fact {
        "number" => "号码",
        "code" => "代码",
        "issued" => "开票日期",
        "seller" => "销售方",
        "seller_tax_id" => "销售方税号",
        "buyer" => "购买方",
        "buyer_tax_id" => "购买方税号",
        "currency" => "币种",
        "net" => "金额",
        "tax" => "税额",
        "total" => "价税合计",
        "lines" => "行数",
        "sheet" => "工作表",
        "rows" => "行数",
        "header_row" => "表头行",
        "columns" => "列",
        "encoding" => "编码",
        "entries" => "文件数",
        "entry" => "文件",
        "pages" => "页数",
        "version" => "版本",
        "attachments" => "附件",
        "message" => "报文",
        other => other,
    }
}

/// `-1234567.50` as `-1,234,567.50`.
fn grouped(number: &str) -> String {
    let (sign, digits) = match number.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", number),
    };
    let (whole, fraction) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let mut out = String::from(sign);
    for (at, c) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out + fraction
}

/// Columns that a terminal needs: Chinese characters take two.
fn width(c: char) -> usize {
    match u32::from(c) {
        0x1100..=0x115F
        | 0x2E80..=0xA4CF
        | 0xAC00..=0xD7A3
        | 0xF900..=0xFAFF
        | 0xFE30..=0xFE4F
        | 0xFF00..=0xFF60
        | 0xFFE0..=0xFFE6 => 2,
        _ => 1,
    }
}

/// Cut to columns.
fn cut(text: &str, columns: usize) -> String {
    let total: usize = text.chars().map(width).sum();
    if total <= columns {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += width(c);
        if used > columns {
            break;
        }
        out.push(c);
    }
    out.push('…');
    out
}

/// Cut and filled up with blanks to columns.
fn padded(text: &str, columns: usize) -> String {
    let mut out = cut(text, columns);
    let used: usize = out.chars().map(width).sum();
    out.extend(std::iter::repeat_n(' ', columns.saturating_sub(used)));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_both_scripts_line_up() {
        assert_eq!(grouped("-1234567.50"), "-1,234,567.50");
        assert_eq!(grouped("999"), "999");
        assert_eq!(padded("上海", 6), "上海  ");
        assert_eq!(padded("abc", 6), "abc   ");
        assert_eq!(cut("上海某某有限公司", 9), "上海某某…");
        assert_eq!(cut("abc", 3), "abc");
    }
}
