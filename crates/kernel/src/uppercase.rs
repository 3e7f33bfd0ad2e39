//! Amounts and dates in Chinese upper case (中文大写): 1680.32 ↔ 壹仟陆佰捌拾圆叁角贰分.
//!
//! Rules and vectors: china.md §2.14 (正确填写票据和结算凭证的基本规定). Amounts are 分 (`i64`).
//!
//! **Invariant:** [`parse`] reads everything [`format()`] writes, in every [`Style`], back to the same
//! amount. **Limit:** |amount| ≤ [`MAX_FEN`], ten thousand trillion yuan less one fen.

mod read;

use chrono::{Datelike, NaiveDate};

pub use read::{UppercaseError, parse};

/// Largest absolute amount that can be written, in 分 (9999万9999亿9999万9999.99 圆).
pub const MAX_FEN: i64 = 999_999_999_999_999_999;

const DIGITS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const NEGATIVE: &str = "（负数）";
const CURRENCY: &str = "人民币";

/// How an amount is written. The default is the invoice's: 圆, 整 after 角, no prefix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Write 元 instead of 圆.
    pub yuan_simple: bool,
    /// Write 整 after an amount that ends at 角 (伍角整 rather than 伍角).
    pub whole_after_jiao: bool,
    /// Prefix 人民币, as cheques and bills need.
    pub currency_prefix: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            yuan_simple: false,
            whole_after_jiao: true,
            currency_prefix: false,
        }
    }
}

/// Writes an amount of 分 in the default [`Style`]: `50` is 伍角整, `-50000` is （负数）伍佰圆整.
/// `None` beyond [`MAX_FEN`].
#[must_use]
pub fn format(fen: i64) -> Option<String> {
    format_with(fen, Style::default())
}

/// Writes an amount of 分 in the given style. `None` beyond [`MAX_FEN`].
#[must_use]
pub fn format_with(fen: i64, style: Style) -> Option<String> {
    let size = fen.unsigned_abs();
    if size > MAX_FEN.unsigned_abs() {
        return None;
    }
    let (yuan, jiao, cent) = (size / 100, size / 10 % 10, size % 10);
    let mut out = String::new();
    if style.currency_prefix {
        out.push_str(CURRENCY);
    }
    if fen < 0 {
        out.push_str(NEGATIVE);
    }
    if yuan > 0 {
        push_whole(&mut out, yuan);
    } else if size == 0 {
        out.push('零');
    }
    if yuan > 0 || size == 0 {
        out.push(if style.yuan_simple { '元' } else { '圆' });
    }
    match (jiao, cent) {
        (0, 0) => out.push('整'),
        (0, _) => {
            if yuan > 0 {
                out.push('零');
            }
            push_digit(&mut out, cent);
            out.push('分');
        }
        (_, 0) => {
            push_digit(&mut out, jiao);
            out.push('角');
            if style.whole_after_jiao {
                out.push('整');
            }
        }
        (_, _) => {
            push_digit(&mut out, jiao);
            out.push('角');
            push_digit(&mut out, cent);
            out.push('分');
        }
    }
    Some(out)
}

fn push_digit(out: &mut String, digit: u64) {
    let at = usize::try_from(digit).unwrap_or(0);
    out.push(DIGITS.get(at).copied().unwrap_or('零'));
}

/// Writes `high 亿 low`, then each by ten thousands; a gap in front of the lower part is one 零.
fn push_whole(out: &mut String, yuan: u64) {
    push_joined(out, yuan, 100_000_000, '亿', |out, part| {
        push_joined(out, part, 10_000, '万', push_thousands);
    });
}

fn push_joined(
    out: &mut String,
    value: u64,
    unit: u64,
    name: char,
    write: impl Fn(&mut String, u64),
) {
    let (high, low) = (value / unit, value % unit);
    if high > 0 {
        write(out, high);
        out.push(name);
    }
    if low > 0 {
        if high > 0 && low < unit / 10 {
            out.push('零');
        }
        write(out, low);
    }
}

/// Writes 1..=9999.
fn push_thousands(out: &mut String, value: u64) {
    let places = [
        (1000, Some('仟')),
        (100, Some('佰')),
        (10, Some('拾')),
        (1, None),
    ];
    let mut started = false;
    let mut gap = false;
    for (unit, name) in places {
        let digit = value / unit % 10;
        if digit == 0 {
            gap = started;
            continue;
        }
        if gap {
            out.push('零');
        }
        (started, gap) = (true, false);
        push_digit(out, digit);
        if let Some(name) = name {
            out.push(name);
        }
    }
}

/// Writes a date as bills and cheques want it (china.md §2.14): months 1, 2, 10 and days 1–9, 10,
/// 20, 30 with a leading 零; 11–19 with 壹. 2026-10-20 is 贰零贰陆年零壹拾月零贰拾日.
#[must_use]
pub fn format_date(date: NaiveDate) -> String {
    let mut out = String::new();
    for c in date.year().to_string().chars() {
        if let Some(d) = c.to_digit(10) {
            push_digit(&mut out, u64::from(d));
        }
    }
    out.push('年');
    if matches!(date.month(), 1 | 2 | 10) {
        out.push('零');
    }
    push_thousands(&mut out, u64::from(date.month()));
    out.push('月');
    if date.day() < 10 || date.day().is_multiple_of(10) {
        out.push('零');
    }
    push_thousands(&mut out, u64::from(date.day()));
    out.push('日');
    out
}
