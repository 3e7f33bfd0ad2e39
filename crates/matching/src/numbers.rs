//! A document number in the forms that survive how people damage it, for those who compare two
//! lists of numbers instead of a number with a text.

use crate::normalise::{Digits, Group, Prefixes, read};

/// A number taken apart. Equal parts mean equal numbers, from the strictest to the loosest:
/// `digits`, `parts`, `tail`; each is only as telling as it is long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NumberForm {
    /// Last letters before the first digits, as ASCII bytes; 0 without.
    pub letters: u64,
    /// All digits together, leading zeros lost; of more than 18 digits the last 18.
    pub digits: u64,
    /// The runs of digits each without its leading zeros, as one value.
    pub parts: u64,
    /// The last run of digits without its leading zeros.
    pub tail: u64,
    /// Digits of the last run as written, zeros included.
    pub tail_len: u8,
    /// Runs of digits.
    pub runs: u8,
}

/// Reads numbers; knows the letters that numbers begin with, so that `O` may be a zero after them.
#[derive(Debug, Default)]
pub struct NumberReader {
    prefixes: Prefixes,
    groups: Vec<Group>,
    scratch: Vec<u8>,
}

impl NumberReader {
    /// Takes the leading letters of a number that is written well.
    pub fn learn(&mut self, number: &str) {
        self.prefixes.learn(number);
    }

    /// The forms of a number; `None` for a text without digits.
    pub fn form(&mut self, number: &str) -> Option<NumberForm> {
        read(number, &self.prefixes, &mut self.scratch, &mut self.groups);
        let (first, last) = (self.groups.first()?, self.groups.last()?);
        let all = self
            .groups
            .iter()
            .fold(Digits::default(), |all, g| all.then(g.digits));
        let parts = self.groups.iter().fold(0_u64, |all, g| {
            (all.rotate_left(29) ^ g.digits.value).wrapping_mul(0x9E37_79B9_7F4A_7C15)
        });
        Some(NumberForm {
            letters: first.letters,
            digits: all.value,
            parts,
            tail: last.digits.value,
            tail_len: last.digits.len,
            runs: u8::try_from(self.groups.len()).unwrap_or(u8::MAX),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_survive_damage() {
        let mut reader = NumberReader::default();
        reader.learn("INV-2501-0000123");
        let good = reader.form("INV-2501-0000123").unwrap();
        for damaged in [
            "ｉｎｖ－2501－0000123",
            "INV 2501 OOOO123",
            "INV25010000123",
        ] {
            assert_eq!(
                reader.form(damaged).unwrap().digits,
                good.digits,
                "{damaged}"
            );
        }
        assert_eq!(reader.form("2501-123").unwrap().parts, good.parts);
        assert_eq!(reader.form("123").unwrap().tail, good.tail);
        assert_ne!(reader.form("INV-2501-0000124").unwrap().digits, good.digits);
        assert_eq!(reader.form("合计"), None);
    }
}
