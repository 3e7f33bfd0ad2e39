//! Rows that speak about other rows: totals, opening and closing balances.

use jieqing_formats::table::Row;
use jieqing_formats::table::header::normalize;

const TOTALS: &[&str] = &[
    "合计",
    "总计",
    "小计",
    "共计",
    "累计",
    "本页合计",
    "本期合计",
    "本月合计",
    "本年累计",
    "合计金额",
    "total",
    "totals",
    "subtotal",
    "grandtotal",
    "sum",
    "totalamount",
    "sumtotal",
];
const OPENINGS: &[&str] = &[
    "期初",
    "上期结转",
    "上月结转",
    "上年结转",
    "上期结余",
    "上月结余",
    "上期余额",
    "上月余额",
    "承前",
    "opening",
    "broughtforward",
    "balanceb/f",
    "balancebf",
    "balancebd",
    "previousbalance",
];
const CLOSINGS: &[&str] = &[
    "期末",
    "本期结余",
    "本月结余",
    "本期余额",
    "结转下期",
    "转下期",
    "closing",
    "carriedforward",
    "balancecf",
    "balancecd",
    "endingbalance",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Telling {
    Total,
    Opening,
    Closing,
}

/// Whether the first cells say that the row is a total or a balance.
pub(super) fn telling(row: &Row) -> Option<Telling> {
    let mut seen = 0;
    for i in 0..row.len() {
        let text = row.text(i);
        if text.is_empty() {
            continue;
        }
        seen += 1;
        if seen > 5 {
            break;
        }
        if text.len() > 60 || text.bytes().next().is_some_and(|b| b.is_ascii_digit()) {
            continue;
        }
        if !may_tell(text) {
            continue;
        }
        let folded = normalize(text);
        let plain = folded.trim_end_matches(['：', ':']);
        if OPENINGS.iter().any(|w| plain.starts_with(w)) {
            return Some(Telling::Opening);
        }
        if CLOSINGS.iter().any(|w| plain.starts_with(w)) {
            return Some(Telling::Closing);
        }
        let chinese = TOTALS.iter().any(|w| {
            !w.is_ascii()
                && (plain.starts_with(w) || plain.ends_with(w))
                && text.chars().count() <= 10
        });
        if chinese || TOTALS.contains(&plain) {
            return Some(Telling::Total);
        }
    }
    None
}

/// A quick look before the long one: nearly all cells are something else.
fn may_tell(text: &str) -> bool {
    if text.is_ascii() {
        let first = text.as_bytes().first().map_or(0, u8::to_ascii_lowercase);
        return b"tsgobpce".contains(&first) && !text.bytes().any(|b| b.is_ascii_digit());
    }
    text.contains(['计', '期', '月', '年', '承', '转', '结'])
        || text.chars().any(|c| matches!(c, '\u{ff01}'..='\u{ff5e}'))
}
