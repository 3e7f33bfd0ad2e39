//! Text of bank files: encoding and lines.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_8, WINDOWS_1252};

/// Decoded text.
#[derive(Debug)]
pub(crate) struct Decoded<'a> {
    /// Text without a byte order mark.
    pub(crate) text: Cow<'a, str>,
    /// Some bytes did not fit the encoding and became `U+FFFD`.
    pub(crate) damaged: bool,
}

/// Decodes: byte order mark, valid UTF-8, the label that the file states, then GB18030 when most
/// of the foreign characters come out Chinese, and windows-1252 otherwise.
pub(crate) fn decode<'a>(bytes: &'a [u8], stated: Option<&str>) -> Decoded<'a> {
    let encoding = match (Encoding::for_bom(bytes), std::str::from_utf8(bytes)) {
        (Some((encoding, _)), _) => encoding,
        (None, Ok(text)) => {
            return Decoded {
                text: Cow::Borrowed(text),
                damaged: false,
            };
        }
        (None, Err(_)) => stated
            .and_then(|label| Encoding::for_label(label.trim().as_bytes()))
            .filter(|e| *e != UTF_8)
            .unwrap_or_else(|| guess(bytes)),
    };
    let (text, _, damaged) = encoding.decode(bytes);
    Decoded { text, damaged }
}

/// Decodes XML by the encoding of its declaration.
pub(crate) fn decode_xml(bytes: &[u8]) -> Decoded<'_> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(200)).unwrap_or(bytes));
    let label = head.split_once("encoding=").and_then(|(_, rest)| {
        let quote = rest.chars().next()?;
        rest.get(1..)?.split(quote).next().map(str::to_owned)
    });
    decode(bytes, label.as_deref())
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let sample = bytes.get(..bytes.len().min(64 * 1024)).unwrap_or(bytes);
    let (text, _, _) = GB18030.decode(sample);
    let (mut chinese, mut other) = (0_usize, 0_usize);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        match c {
            '\u{4e00}'..='\u{9fa5}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}' => {
                chinese += 1;
            }
            _ => other += 1,
        }
    }
    // Latin text read as GB18030 pairs an accent with the ASCII letter behind it: rare characters.
    if chinese > 3 && chinese > other * 4 && pairs(sample) {
        GB18030
    } else {
        WINDOWS_1252
    }
}

/// True when most high bytes stand in pairs of high bytes, as GB2312 text has them.
fn pairs(bytes: &[u8]) -> bool {
    let (paired, single) = high_bytes(bytes);
    paired > single * 4
}

/// High bytes followed by another one, counted as pairs, and high bytes that stand alone.
pub(crate) fn high_bytes(bytes: &[u8]) -> (usize, usize) {
    let (mut paired, mut single) = (0_usize, 0_usize);
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if *byte < 0x80 {
            at += 1;
        } else if bytes.get(at + 1).is_some_and(|next| *next >= 0xa1) {
            paired += 1;
            at += 2;
        } else {
            single += 1;
            at += 1;
        }
    }
    (paired, single)
}

/// Lines with their numbers from 1; `\n`, `\r\n` and a lone `\r` end a line.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = (u64, &str)> {
    let mut rest = Some(text);
    let mut number = 0_u64;
    std::iter::from_fn(move || {
        let current = rest?;
        number += 1;
        match memchr::memchr2(b'\n', b'\r', current.as_bytes()) {
            Some(end) => {
                let line = current.get(..end).unwrap_or_default();
                let after = current.get(end..).unwrap_or_default();
                let skip = if after.starts_with("\r\n") { 2 } else { 1 };
                rest = after.get(skip..).filter(|r| !r.is_empty());
                Some((number, line))
            }
            None => {
                rest = None;
                Some((number, current))
            }
        }
    })
}

/// Fixed columns of a record, by characters from 1; missing characters count as absent.
pub(crate) fn columns(line: &str, from: usize, to: usize) -> &str {
    if line.is_ascii() {
        let end = to.min(line.len());
        return line.get(from.saturating_sub(1)..end).unwrap_or_default();
    }
    let mut indices = line.char_indices().map(|(at, _)| at);
    let Some(start) = indices.nth(from.saturating_sub(1)) else {
        return "";
    };
    let end = indices.nth(to.saturating_sub(from)).unwrap_or(line.len());
    line.get(start..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings() {
        let gbk = GB18030.encode("对方户名：上海某某有限公司，摘要：货款").0;
        assert!(decode(&gbk, None).text.contains("上海某某"));
        let latin = WINDOWS_1252.encode("COMISIÓN Überweisung für Señor").0;
        assert_eq!(decode(&latin, None).text, "COMISIÓN Überweisung für Señor");
        assert!(!decode(&latin, None).damaged);
    }

    #[test]
    fn line_ends_and_columns() {
        let all: Vec<_> = lines("a\r\nb\rc\n\nd").collect();
        assert_eq!(all, [(1, "a"), (2, "b"), (3, "c"), (4, ""), (5, "d")]);
        assert_eq!(columns("abcdef", 2, 3), "bc");
        assert_eq!(columns("äbcdef", 2, 3), "bc");
        assert_eq!(columns("äbc", 2, 9), "bc");
        assert_eq!(columns("ab", 5, 9), "");
    }
}
