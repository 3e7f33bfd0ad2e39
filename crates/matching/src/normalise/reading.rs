//! Numbers in free text. A text becomes groups of digits that know what stood between them.

use super::fold::fold;

/// Most digits of a number that are told apart; of longer ones the last count.
const MOST: u8 = 18;

/// A run of digits with its leading zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct Digits {
    /// Value of the digits.
    pub(crate) value: u64,
    /// How many there are, at most 18.
    pub(crate) len: u8,
}

impl Digits {
    /// One number for value and length.
    pub(crate) fn key(self) -> u64 {
        self.value + pow10(self.len)
    }

    /// This run followed by the other.
    pub(crate) fn then(self, other: Self) -> Self {
        if self.len + other.len <= MOST {
            return Self {
                value: self.value * pow10(other.len) + other.value,
                len: self.len + other.len,
            };
        }
        let keep = MOST - other.len;
        Self {
            value: self.value % pow10(keep) * pow10(other.len) + other.value,
            len: MOST,
        }
    }

    /// The last `len` digits.
    pub(crate) fn tail(self, len: u8) -> Self {
        let len = len.min(self.len);
        Self {
            value: self.value % pow10(len),
            len,
        }
    }

    /// The first `len` digits.
    pub(crate) fn head(self, len: u8) -> Self {
        let len = len.min(self.len);
        Self {
            value: self.value / pow10(self.len - len),
            len,
        }
    }

    /// The digit at a place, counted from the left.
    pub(crate) fn at(self, place: u8) -> u8 {
        u8::try_from(self.value / pow10(self.len - 1 - place) % 10).unwrap_or(0)
    }

    /// Digits that carry information: without leading zeros.
    pub(crate) fn significant(self) -> u8 {
        self.value
            .checked_ilog10()
            .map_or(0, |d| u8::try_from(d + 1).unwrap_or(MOST))
    }

    fn push(&mut self, digit: u8) {
        *self = self.then(Self {
            value: u64::from(digit),
            len: 1,
        });
    }
}

/// 10^n for n ≤ 18; larger n are as 18.
pub(crate) fn pow10(n: u8) -> u64 {
    10_u64.pow(u32::from(n.min(MOST)))
}

/// What stands between a group and the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Join {
    /// Letters without a blank, as in `A12B34`.
    Letters,
    /// A blank, slash, dot or the like.
    Mark,
    /// A dash.
    Dash,
    /// A comma, another script, or letters of their own: a new number.
    New,
}

/// One run of digits of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Group {
    /// The digits.
    pub(crate) digits: Digits,
    /// How it hangs on the group before.
    pub(crate) join: Join,
    /// Whether a dash, tilde or 至 stands between it and the group before, letters or not.
    pub(crate) range: bool,
    /// Last letters before it, as ASCII bytes; 0 without.
    pub(crate) letters: u64,
}

/// Letters that our own numbers begin with, so that `INVO12` is known for `INV` and `012`.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Prefixes {
    /// Packed, sorted.
    all: Vec<u64>,
    last: u64,
}

/// Most letters of a prefix.
const LETTERS: usize = 8;

impl Prefixes {
    /// Takes the leading letters of a number.
    pub(crate) fn learn(&mut self, number: &str) {
        let mut letters = 0_u64;
        let mut count = 0;
        for c in number
            .chars()
            .map(fold)
            .take_while(char::is_ascii_alphabetic)
        {
            letters = letters << 8 | u64::from(u32::from(c));
            count += 1;
        }
        if letters == self.last || count == 0 || count > LETTERS {
            return;
        }
        self.last = letters;
        if let Err(place) = self.all.binary_search(&letters) {
            self.all.insert(place, letters);
        }
    }

    /// Takes what another has learnt.
    pub(crate) fn join(&mut self, other: &Self) {
        self.all.extend_from_slice(&other.all);
        self.all.sort_unstable();
        self.all.dedup();
    }

    fn contains(&self, letters: &[u8]) -> bool {
        letters.len() <= LETTERS && self.all.binary_search(&pack(letters)).is_ok()
    }

    /// Length of the longest known prefix that the letters begin with.
    fn longest(&self, letters: &[u8]) -> usize {
        (1..=letters.len().min(LETTERS))
            .rev()
            .find(|n| self.contains(&letters[..*n]))
            .unwrap_or(0)
    }

    fn knows(&self, letters: &[u8]) -> bool {
        (0..letters.len()).any(|from| self.contains(&letters[from..]))
    }
}

/// Reads the groups of a text.
pub(crate) fn read(text: &str, prefixes: &Prefixes, scratch: &mut Vec<u8>, out: &mut Vec<Group>) {
    out.clear();
    scratch.clear();
    let mut reader = Reader {
        prefixes,
        out,
        chunk: std::mem::take(scratch),
        join: Join::New,
        range: false,
        letters: 0,
        anchored: false,
    };
    for c in text.chars() {
        let c = fold(c);
        match u8::try_from(c) {
            Ok(b) if b.is_ascii_alphanumeric() => reader.chunk.push(b),
            _ => {
                reader.flush();
                reader.mark(c);
            }
        }
    }
    reader.flush();
    *scratch = reader.chunk;
}

struct Reader<'a> {
    prefixes: &'a Prefixes,
    out: &'a mut Vec<Group>,
    /// Letters and digits since the last mark.
    chunk: Vec<u8>,
    /// Strongest mark since the last chunk.
    join: Join,
    range: bool,
    letters: u64,
    /// The chunk before was digits or a known prefix: `O` may be a zero here.
    anchored: bool,
}

impl Reader<'_> {
    fn mark(&mut self, c: char) {
        let (join, range) = match c {
            '-' => (Join::Dash, true),
            '~' | '～' | '–' | '—' | '−' | '至' | '到' => (Join::New, true),
            ' ' | '/' | '_' | '.' | '#' | ':' | '\'' | '\\' | '№' => (Join::Mark, false),
            _ => (Join::New, false),
        };
        self.range |= range;
        self.join = self.join.max(join);
        if join == Join::New {
            self.letters = 0;
            self.anchored = false;
        }
    }

    fn flush(&mut self) {
        let chunk = std::mem::take(&mut self.chunk);
        if !chunk.is_empty() {
            self.chunk_read(&chunk);
        }
        self.chunk = chunk;
        self.chunk.clear();
    }

    fn chunk_read(&mut self, chunk: &[u8]) {
        let Some(first) = chunk.iter().position(u8::is_ascii_digit) else {
            self.letters = pack(chunk);
            self.anchored = self.prefixes.knows(chunk);
            self.join = Join::New;
            return;
        };
        let lead = self.lead(&chunk[..first]);
        if lead > 0 {
            self.letters = pack(&chunk[..lead]);
            self.join = Join::New;
        }
        let mut digits = Digits::default();
        let mut at = lead;
        while at < chunk.len() {
            let after = chunk.get(at + 1).copied();
            let before = (at > lead).then(|| chunk[at - 1]);
            if let Some(digit) = digit(chunk[at], before, after) {
                digits.push(digit);
                at += 1;
                continue;
            }
            self.emit(&mut digits);
            let end = (at..chunk.len())
                .find(|i| chunk[*i].is_ascii_digit())
                .unwrap_or(chunk.len());
            self.letters = pack(&chunk[at..end]);
            self.join = Join::Letters;
            at = end;
        }
        self.emit(&mut digits);
        self.anchored = true;
        self.join = Join::Letters;
        self.range = false;
        self.letters = 0;
    }

    /// How many of the letters before the first digit are letters.
    fn lead(&self, letters: &[u8]) -> usize {
        let known = self.prefixes.longest(letters);
        let confusable = |l: &[u8]| l.iter().all(|b| matches!(b, b'O' | b'I' | b'L'));
        if (known > 0 || self.anchored) && confusable(&letters[known..]) {
            known
        } else {
            letters.len()
        }
    }

    fn emit(&mut self, digits: &mut Digits) {
        if digits.len == 0 {
            return;
        }
        let join = if self.out.is_empty() {
            Join::New
        } else {
            self.join
        };
        self.out.push(Group {
            digits: *digits,
            join,
            range: self.range,
            letters: self.letters,
        });
        *digits = Digits::default();
        self.letters = 0;
        self.range = false;
        self.join = Join::Letters;
    }
}

/// A digit, or a letter that is written or scanned for one.
fn digit(b: u8, before: Option<u8>, after: Option<u8>) -> Option<u8> {
    let between =
        before.is_some_and(|b| b.is_ascii_digit()) && after.is_some_and(|b| b.is_ascii_digit());
    match b {
        b'0'..=b'9' => Some(b - b'0'),
        b'O' => Some(0),
        b'I' | b'L' => Some(1),
        b'S' if between => Some(5),
        b'B' if between => Some(8),
        b'Z' if between => Some(2),
        _ => None,
    }
}

/// The last eight letters as one number.
fn pack(letters: &[u8]) -> u64 {
    let from = letters.len().saturating_sub(8);
    letters[from..]
        .iter()
        .fold(0, |all, b| (all << 8) | u64::from(*b))
}

/// Whether packed letters end with others.
pub(crate) fn ends_with(letters: u64, end: u64) -> bool {
    let bits = 64 - end.leading_zeros().min(63) / 8 * 8;
    let mask = if bits >= 64 {
        u64::MAX
    } else {
        (1 << bits) - 1
    };
    end != 0 && letters & mask == end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(text: &str) -> Vec<(u64, u8, Join)> {
        let mut prefixes = Prefixes::default();
        prefixes.learn("INV-2501-0000123");
        prefixes.learn("SO-25-00001");
        let mut out = Vec::new();
        read(text, &prefixes, &mut Vec::new(), &mut out);
        out.iter()
            .map(|g| (g.digits.value, g.digits.len, g.join))
            .collect()
    }

    #[test]
    fn reads_a_number_in_any_dress() {
        let parts = vec![(2501, 4, Join::New), (123, 7, Join::Dash)];
        assert_eq!(groups("货款INV-2501-0000123谢谢"), parts);
        assert_eq!(groups("inv-2501-0000123"), parts);
        assert_eq!(groups("ＩＮＶ-２５０１-００００１２３"), parts);
        assert_eq!(groups("INV-25Ol-OOO0123"), parts);
        assert_eq!(
            groups("Payment for INV25010000123"),
            [(25_010_000_123, 11, Join::New)]
        );
        assert_eq!(
            groups("INV 2501 0000123"),
            [(2501, 4, Join::New), (123, 7, Join::Mark)]
        );
    }

    #[test]
    fn letters_of_words_are_no_digits() {
        assert_eq!(groups("Payment for167"), [(167, 3, Join::New)]);
        assert_eq!(groups("LILO"), []);
        assert_eq!(groups("OIL 12"), [(12, 2, Join::New)]);
    }

    #[test]
    fn a_comma_or_letters_begin_a_new_number() {
        assert_eq!(
            groups("INV 1001-1003, 1005"),
            [
                (1001, 4, Join::New),
                (1003, 4, Join::Dash),
                (1005, 4, Join::New)
            ]
        );
        assert_eq!(
            groups("INV-1001 SO-25-7"),
            [(1001, 4, Join::New), (25, 2, Join::New), (7, 1, Join::Dash)]
        );
    }

    #[test]
    fn letters_are_compared_at_their_end() {
        assert!(ends_with(pack(b"FORINV"), pack(b"INV")));
        assert!(ends_with(pack(b"INV"), pack(b"INV")));
        assert!(!ends_with(pack(b"NV"), pack(b"INV")));
        assert!(!ends_with(pack(b"SO"), 0));
    }
}
