//! Numbers of both sides as one value each: what is equal after width, case, signs and `O`/`0`,
//! `I`/`l`/`1` are put aside.

use crate::side::{Field, Side};

/// No number.
pub(super) const NONE: u64 = 0;

/// The numbers of a side, column by column; a column without any is empty.
#[derive(Debug)]
pub(super) struct Keys {
    columns: [Vec<u64>; 5],
    /// Texts of the column are long enough to say something by themselves.
    pub(super) strong: [bool; 5],
}

impl Keys {
    pub(super) fn read(side: &Side) -> Self {
        let mut columns: [Vec<u64>; 5] = Default::default();
        let mut strong = [false; 5];
        for ((field, column), strong) in Field::NUMBERS
            .into_iter()
            .zip(&mut columns)
            .zip(&mut strong)
        {
            let (mut some, mut long) = (0_usize, 0_usize);
            let keys: Vec<u64> = (0..side.rows().len())
                .map(|row| {
                    let text = side.text(row, field);
                    let key = key(text);
                    if key != NONE {
                        some += 1;
                        let digits = text.bytes().filter(u8::is_ascii_digit).count();
                        let letters = text.chars().any(char::is_alphabetic);
                        long += usize::from(digits >= 6 || (letters && digits >= 2));
                    }
                    key
                })
                .collect();
            if some > 0 {
                *column = keys;
                *strong = long * 2 > some;
            }
        }
        Self { columns, strong }
    }

    /// The column of a number, by its place in [`Field::NUMBERS`]; empty when there is none.
    pub(super) fn column(&self, number: usize) -> &[u64] {
        &self.columns[number]
    }

    /// Places of the columns that are there.
    pub(super) fn present(&self) -> impl Iterator<Item = usize> + '_ {
        (0..5).filter(|n| !self.columns[*n].is_empty())
    }
}

/// One value for a number; [`NONE`] for a text without digits.
pub(super) fn key(text: &str) -> u64 {
    let text = whole(text);
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut digit = false;
    for c in text.chars() {
        let c = match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            _ => c,
        };
        if !c.is_alphanumeric() {
            continue;
        }
        digit |= c.is_ascii_digit();
        let c = match c.to_ascii_uppercase() {
            'O' | '〇' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        hash = (hash ^ u64::from(u32::from(c))).wrapping_mul(0x100_0000_01b3);
    }
    if digit { mixed(hash).max(1) } else { NONE }
}

/// Spreadsheets write the number 1001 as `1001.0`.
fn whole(text: &str) -> &str {
    match text.strip_suffix(".0").or_else(|| text.strip_suffix(".00")) {
        Some(head) if !head.is_empty() && head.bytes().all(|b| b.is_ascii_digit()) => head,
        _ => text,
    }
}

/// Spreads the bits, so that every part of the value can be used.
pub(super) fn mixed(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dress_does_not_matter() {
        let want = key("INV-2501-0000123");
        for same in [
            "inv 2501 0000123",
            "ＩＮＶ２５０１－００００１２３",
            "INV/2501/OO0O123",
            "lNV-25O1-OOOOI23",
        ] {
            assert_eq!(key(same), want, "{same}");
        }
        assert_ne!(key("INV-2501-0000124"), want);
        assert_eq!(key("1001.0"), key("1001"));
        assert_eq!(key("货款"), NONE);
        assert_eq!(key(""), NONE);
    }
}
