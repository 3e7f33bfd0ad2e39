//! Characters in their plain form.

/// Full-width ASCII and the wide space in their narrow form, letters in upper case.
pub(super) fn fold(c: char) -> char {
    let narrow = match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{00A0}' => ' ',
        '〇' => '0',
        other => other,
    };
    narrow.to_ascii_uppercase()
}
