//! Amounts as bank formats write them.

use rust_decimal::Decimal;

/// Largest amount taken, in units: above it a number is damage, not money.
const LARGEST: i128 = 1_000_000_000_000_000;

/// A decimal of digits with the scale; `None` when it is too large.
pub(crate) fn scaled(unscaled: i128, scale: u32) -> Option<Decimal> {
    let value = Decimal::try_from_i128_with_scale(unscaled, scale).ok()?;
    within(value)
}

fn within(value: Decimal) -> Option<Decimal> {
    let limit = Decimal::try_from_i128_with_scale(LARGEST, 0).ok()?;
    (value.abs() <= limit && value.scale() <= 10).then_some(value)
}

/// Digits without a mark, in units of `10^-scale` (BAI2, CODA, Norma 43): `0000123` → 1.23.
pub(crate) fn minor(text: &str, scale: u32) -> Option<Decimal> {
    let text = text.trim();
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, text.get(1..)?),
        b'+' => (false, text.get(1..)?),
        _ => (false, text),
    };
    if digits.is_empty() || digits.len() > 30 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let value: i128 = digits.parse().ok()?;
    scaled(if negative { -value } else { value }, scale)
}

/// A written amount: the last of `.` and `,` is the decimal mark, the other one groups; a lone
/// comma or point is the decimal mark unless it is repeated.
pub(crate) fn written(text: &str) -> Option<Decimal> {
    let mut negative = false;
    let mut rest = text.trim();
    if let Some(inner) = rest.strip_prefix('(').and_then(|r| r.strip_suffix(')')) {
        negative = true;
        rest = inner.trim();
    }
    rest = rest.trim_matches(|c: char| "$€£¥￥ ".contains(c));
    if let Some(after) = rest.strip_prefix('-').or_else(|| rest.strip_suffix('-')) {
        negative = !negative;
        rest = after;
    } else if let Some(after) = rest.strip_prefix('+') {
        rest = after;
    }
    rest = rest.trim_matches(|c: char| "$€£¥￥ ".contains(c));
    if rest.len() > 60 {
        return None;
    }
    let last = rest.rfind(['.', ',']);
    let decimal = last.filter(|at| {
        let mark = rest.get(*at..*at + 1).unwrap_or_default();
        rest.matches(mark).count() == 1
    });
    if decimal.is_none() && rest.contains('.') && rest.contains(',') {
        // Both marks repeat: neither can be the decimal mark.
        return None;
    }
    let mut digits = String::with_capacity(rest.len());
    let mut scale = 0_u32;
    for (at, c) in rest.char_indices() {
        match c {
            '0'..='9' => {
                digits.push(c);
                if decimal.is_some_and(|d| at > d) {
                    scale += 1;
                }
            }
            '.' | ',' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}'
                if decimal.is_none_or(|d| at <= d) => {}
            _ => return None,
        }
    }
    if digits.is_empty() || scale > 10 {
        return None;
    }
    let value: i128 = digits.parse().ok()?;
    scaled(if negative { -value } else { value }, scale)
}

/// Decimals of a currency (ISO 4217): 2 unless it is one of the exceptions.
pub(crate) fn minor_digits(currency: &str) -> u32 {
    match currency {
        "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX"
        | "UYI" | "VND" | "VUV" | "XAF" | "XOF" | "XPF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        _ => 2,
    }
}

/// ISO code for a currency as people write it; `None` for anything else.
pub(crate) fn currency_code(text: &str) -> Option<String> {
    let text = text.trim();
    if text.len() == 3 && text.bytes().all(|b| b.is_ascii_alphabetic()) {
        let upper = text.to_ascii_uppercase();
        return Some(if upper == "RMB" {
            "CNY".to_owned()
        } else {
            upper
        });
    }
    let code = match text {
        "人民币" | "人民币元" | "¥" | "￥" | "元" | "CNY元" | "01" | "156" => "CNY",
        "美元" | "美金" | "$" | "840" => "USD",
        "港币" | "港元" | "344" => "HKD",
        "欧元" | "€" | "978" => "EUR",
        "日元" | "日圆" | "392" => "JPY",
        "英镑" | "£" | "826" => "GBP",
        "澳元" | "036" => "AUD",
        "加元" | "124" => "CAD",
        "新加坡元" | "702" => "SGD",
        "瑞士法郎" | "756" => "CHF",
        _ => return None,
    };
    Some(code.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_amounts() {
        let read = |t: &str| written(t).map(|d| d.to_string());
        for (text, want) in [
            ("1,234.56", "1234.56"),
            ("1.234,56", "1234.56"),
            ("-2000,00", "-2000.00"),
            ("1,234,567", "1234567"),
            ("$120", "120"),
            ("-$1,036.47", "-1036.47"),
            ("(12.5)", "-12.5"),
            ("12,", "12"),
            (".5", "0.5"),
            ("100-", "-100"),
        ] {
            assert_eq!(read(text).as_deref(), Some(want), "{text}");
        }
        for text in [
            "",
            "-",
            "abc",
            "1e5",
            "1.2.3,4,5",
            "999999999999999999999999",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn minor_units() {
        assert_eq!(minor("000000000010196", 2).unwrap().to_string(), "101.96");
        assert_eq!(minor("-3500", 2).unwrap().to_string(), "-35.00");
        assert_eq!(minor("17832120", 3).unwrap().to_string(), "17832.120");
        assert_eq!(minor("12a", 2), None);
        assert_eq!(minor("", 2), None);
    }
}
