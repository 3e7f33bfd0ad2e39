//! Amounts, quantities and percentages.

use std::fmt;

use super::{ValueError, fold_width, is_blank_mark};

/// Most digits accepted; money needs 15, rates and quantities some more.
const MAX_DIGITS: usize = 28;

/// An exact decimal number: `unscaled × 10^-scale`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// All digits as an integer, with the sign. `-0` does not exist.
    pub unscaled: i128,
    /// Decimals, at most 28.
    pub scale: u8,
    /// ISO code told by a sign or word beside the number (`¥`/`元` → `CNY`).
    pub currency: Option<&'static str>,
}

impl Number {
    /// The value in units of `10^-exponent`, e.g. cents for exponent 2.
    ///
    /// # Errors
    /// `amount.too_precise` when digits other than zero would be lost; `amount.too_large` above
    /// 10^15 units.
    pub fn to_scaled(&self, exponent: u8) -> Result<i64, ValueError> {
        let fail = |code| ValueError::new(code, &self.to_string());
        let value = if exponent >= self.scale {
            let factor = 10_i128.checked_pow(u32::from(exponent - self.scale));
            factor
                .and_then(|f| self.unscaled.checked_mul(f))
                .ok_or_else(|| fail("amount.too_large"))?
        } else {
            let factor = 10_i128
                .checked_pow(u32::from(self.scale - exponent))
                .ok_or_else(|| fail("amount.too_precise"))?;
            if self.unscaled % factor != 0 {
                return Err(fail("amount.too_precise"));
            }
            self.unscaled / factor
        };
        match i64::try_from(value) {
            Ok(scaled) if scaled.unsigned_abs() <= 1_000_000_000_000_000 => Ok(scaled),
            _ => Err(fail("amount.too_large")),
        }
    }
}

impl fmt::Display for Number {
    /// Exact decimal text with all decimals given: `-1234.50`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.unscaled.unsigned_abs().to_string();
        let scale = usize::from(self.scale);
        let sign = if self.unscaled < 0 { "-" } else { "" };
        let padded = format!("{digits:0>width$}", width = scale + 1);
        let (whole, fraction) = padded.split_at(padded.len() - scale);
        if scale == 0 {
            write!(f, "{sign}{whole}")
        } else {
            write!(f, "{sign}{whole}.{fraction}")
        }
    }
}

/// Words and signs beside a number, longest first.
const CURRENCIES: &[(&str, &str)] = &[
    ("人民币", "CNY"),
    ("RMB", "CNY"),
    ("CNY", "CNY"),
    ("CN¥", "CNY"),
    ("HK$", "HKD"),
    ("HKD", "HKD"),
    ("US$", "USD"),
    ("USD", "USD"),
    ("EUR", "EUR"),
    ("GBP", "GBP"),
    ("JPY", "JPY"),
    ("港元", "HKD"),
    ("美元", "USD"),
    ("欧元", "EUR"),
    ("元整", "CNY"),
    ("元", "CNY"),
    ("¥", "CNY"),
    ("€", "EUR"),
    ("£", "GBP"),
];

/// Parses an amount as people and banks write it.
///
/// Accepts: `1,234.56`, `１２３４．５６`, `￥-12`, `-¥12`, `(1,234.56)`, `12.00-`, `12元`, `$12`,
/// `1 234.56`, `1'234.56`, `+10`. `¥` means CNY here; `$` names no currency.
///
/// # Errors
/// `amount.empty`, `amount.exponent`, `amount.hex`, `amount.percent`, `amount.grouping`,
/// `amount.decimal_comma`, `amount.unit`, `amount.sign`, `amount.too_long`, `amount.not_a_number`.
pub fn parse_amount(text: &str) -> Result<Number, ValueError> {
    let fail = |code| ValueError::new(code, text);
    if is_blank_mark(text) {
        return Err(fail("amount.empty"));
    }
    if text.len() > 400 {
        return Err(fail("amount.too_long"));
    }
    let folded: String = text
        .chars()
        .filter(|c| *c != '\u{feff}')
        .map(fold_width)
        .collect();
    let mut rest = folded.trim();
    let mut signs = 0;
    let mut negative = false;
    if let Some(inner) = rest.strip_prefix('(').and_then(|r| r.strip_suffix(')')) {
        negative = true;
        signs += 1;
        rest = inner.trim();
    }
    let mut currency = None;
    let mut dollar = false;
    // Sign and currency may come in either order, before or after the number.
    loop {
        let before = rest;
        for (minus, stripped) in [
            (true, rest.strip_prefix('-')),
            (false, rest.strip_prefix('+')),
            (true, rest.strip_suffix('-')),
        ] {
            if let Some(stripped) = stripped {
                signs += 1;
                negative = minus;
                rest = stripped.trim();
                break;
            }
        }
        if !dollar {
            if let Some((stripped, code)) = strip_currency(rest)
                && currency.is_none_or(|told| told == code)
            {
                rest = stripped.trim();
                currency = Some(code);
            } else if currency.is_none()
                && let Some(stripped) = rest.strip_prefix('$').or_else(|| rest.strip_suffix('$'))
            {
                rest = stripped.trim();
                dollar = true;
            }
        }
        if rest == before {
            break;
        }
    }
    if signs > 1 {
        return Err(fail("amount.sign"));
    }
    let (digits, scale) = digits(rest).map_err(fail)?;
    let unscaled: i128 = digits.parse().ok().ok_or_else(|| fail("amount.too_long"))?;
    Ok(Number {
        unscaled: if negative { -unscaled } else { unscaled },
        scale,
        currency,
    })
}

/// As [`parse_amount`], with blanks and `-` meaning no value.
///
/// # Errors
/// As [`parse_amount`], except `amount.empty`.
pub fn parse_amount_opt(text: &str) -> Result<Option<Number>, ValueError> {
    if is_blank_mark(text) {
        Ok(None)
    } else {
        parse_amount(text).map(Some)
    }
}

/// A rate: `13%` → 0.13; a number without a sign is taken as it is.
///
/// # Errors
/// As [`parse_amount`].
pub fn parse_percent(text: &str) -> Result<Number, ValueError> {
    let folded: String = text.chars().map(fold_width).collect();
    match folded.trim().strip_suffix('%') {
        Some(number) => {
            let mut parsed = parse_amount(number)?;
            parsed.scale = parsed.scale.saturating_add(2);
            Ok(parsed)
        }
        None => parse_amount(text),
    }
}

fn strip_currency(text: &str) -> Option<(&str, &'static str)> {
    for (word, code) in CURRENCIES {
        let len = word.len();
        if text
            .get(..len)
            .is_some_and(|head| head.eq_ignore_ascii_case(word))
        {
            return Some((text.get(len..)?, code));
        }
        let at = text.len().checked_sub(len);
        if let Some(at) = at
            && text
                .get(at..)
                .is_some_and(|tail| tail.eq_ignore_ascii_case(word))
        {
            return Some((text.get(..at)?, code));
        }
    }
    None
}

/// Digits without separators, and the number of decimals.
fn digits(text: &str) -> Result<(String, u8), &'static str> {
    classify(text)?;
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    if fraction.is_some_and(|f| f.contains([',', '.', ' ', '\''])) {
        return Err(if fraction.is_some_and(|f| f.contains(',')) {
            "amount.decimal_comma"
        } else {
            "amount.grouping"
        });
    }
    let mut out = ungroup(whole)?;
    let fraction = fraction.unwrap_or_default();
    if out.is_empty() && fraction.is_empty() {
        return Err("amount.not_a_number");
    }
    out.push_str(fraction);
    let significant = out.trim_start_matches('0').len();
    if significant > MAX_DIGITS || fraction.len() > MAX_DIGITS {
        return Err("amount.too_long");
    }
    if out.is_empty() {
        out.push('0');
    }
    Ok((out, u8::try_from(fraction.len()).unwrap_or(u8::MAX)))
}

/// Names what is wrong with a text that is not made of digits and separators.
fn classify(text: &str) -> Result<(), &'static str> {
    if text.is_empty() {
        return Err("amount.not_a_number");
    }
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\'');
    if text.chars().all(plain) {
        return Ok(());
    }
    let lower = text.to_ascii_lowercase();
    if lower.starts_with("0x") {
        return Err("amount.hex");
    }
    if lower.ends_with('%') {
        return Err("amount.percent");
    }
    if lower.ends_with(['万', '亿', '千', 'k', 'm']) {
        return Err("amount.unit");
    }
    let number_like = lower.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    if number_like && lower.contains('e') && lower.chars().all(|c| plain(c) || "e+-".contains(c)) {
        return Err("amount.exponent");
    }
    if number_like && lower.contains('(') {
        return Err("amount.trailing_text");
    }
    Err("amount.not_a_number")
}

/// Removes thousands separators when they stand where they must.
fn ungroup(whole: &str) -> Result<String, &'static str> {
    let Some(separator) = whole.chars().find(|c| !c.is_ascii_digit()) else {
        return Ok(whole.to_owned());
    };
    let groups: Vec<&str> = whole.split(separator).collect();
    let first = groups.first().copied().unwrap_or_default();
    let later_ok = groups
        .iter()
        .skip(1)
        .all(|g| g.len() == 3 && g.bytes().all(|b| b.is_ascii_digit()));
    let first_ok = (1..=3).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_digit())
        && !first.starts_with('0');
    if first_ok && later_ok {
        return Ok(groups.concat());
    }
    let one_comma = separator == ',' && groups.len() == 2;
    Err(if one_comma {
        "amount.decimal_comma"
    } else {
        "amount.grouping"
    })
}
