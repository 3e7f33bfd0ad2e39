//! Character folding shared by amounts, dates and headers.

/// Full-width letters, digits and signs to half width, all blanks to a space; other characters
/// stay. A small part of NFKC, enough for what people type with a Chinese input method.
#[must_use]
pub fn fold_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xff01 + 0x21).unwrap_or(c),
        '\u{3000}'
        | '\u{a0}'
        | '\u{2000}'..='\u{200a}'
        | '\u{202f}'
        | '\u{205f}'
        | '\t'
        | '\r'
        | '\n' => ' ',
        '\u{2212}' | '\u{2012}' | '\u{2013}' | '\u{fe63}' => '-',
        '。' => '.',
        '￥' => '¥',
        _ => c,
    }
}

/// True for the marks people write for "nothing": blank, `-`, `--`, `—`, `/`, `无`, `N/A`.
#[must_use]
pub fn is_blank_mark(text: &str) -> bool {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    text.is_empty()
        || text.chars().all(|c| matches!(c, '-' | '—' | '–' | '－'))
        || matches!(
            text,
            "/" | "\\" | "无" | "空" | "N/A" | "n/a" | "NA" | "NULL" | "null"
        )
}
