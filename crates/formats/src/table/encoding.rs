//! Text encoding of csv files: detection and decoding.
//!
//! # Invariants
//! - The encoding used is always named in the result; anything but UTF-8 or a byte order mark adds
//!   the notice `csv.encoding_guessed`, so that the user can confirm or change it.
//! - Bytes that do not fit the encoding are an error with their place, never a silent `U+FFFD`.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::FormatError;

/// Text with the name of its encoding.
#[derive(Debug)]
pub(crate) struct Decoded<'a> {
    /// The text without a byte order mark.
    pub(crate) text: Cow<'a, str>,
    /// Encoding as shown to the user.
    pub(crate) name: String,
    /// True when it was concluded, not stated by a byte order mark, valid UTF-8 or the user.
    pub(crate) guessed: bool,
}

/// Decodes the file.
///
/// # Errors
/// `csv.unknown_encoding`, `csv.bad_encoding` (facts `encoding`, `byte`), `csv.nul_byte`.
pub(crate) fn decode<'a>(
    bytes: &'a [u8],
    wanted: Option<&str>,
) -> Result<Decoded<'a>, FormatError> {
    if let Some(label) = wanted {
        let encoding = Encoding::for_label(label.trim().as_bytes())
            .ok_or_else(|| FormatError::new("csv.unknown_encoding").fact("encoding", label))?;
        let body = strip_bom(bytes, encoding);
        return decode_as(body, encoding, encoding.name().to_owned(), false);
    }
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let body = bytes.get(length..).unwrap_or_default();
        let name = if encoding == UTF_8 {
            "UTF-8 BOM"
        } else {
            encoding.name()
        };
        return decode_as(body, encoding, name.to_owned(), false);
    }
    if let Some(encoding) = bare_utf16(bytes) {
        return decode_as(bytes, encoding, encoding.name().to_owned(), true);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Decoded {
            text: Cow::Borrowed(text),
            name: "UTF-8".to_owned(),
            guessed: false,
        }),
        Err(error) => {
            refuse_binary(bytes)?;
            if looks_like_damaged_utf8(bytes) {
                return Err(bad_encoding(bytes, "UTF-8", error.valid_up_to()));
            }
            let encoding = legacy(bytes);
            decode_as(bytes, encoding, encoding.name().to_ascii_lowercase(), true)
        }
    }
}

/// UTF-16 without a byte order mark: in a text of mostly ASCII every second byte is zero.
fn bare_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(4_096)).unwrap_or(bytes);
    if sample.len() < 16 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let zeros = |odd: usize| {
        sample
            .iter()
            .skip(odd)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (even, odd, half) = (zeros(0), zeros(1), sample.len() / 2);
    match (even * 10 < half, odd * 10 < half) {
        (true, false) if odd * 2 > half => Some(UTF_16LE),
        (false, true) if even * 2 > half => Some(UTF_16BE),
        _ => None,
    }
}

/// GB18030, or windows-1252 when the high bytes stand alone between ASCII letters, as accents do;
/// Chinese text has them in pairs.
fn legacy(bytes: &[u8]) -> &'static Encoding {
    let sample = bytes.get(..bytes.len().min(256 * 1024)).unwrap_or(bytes);
    let (paired, single) = crate::bank::text::high_bytes(sample);
    if single > paired {
        WINDOWS_1252
    } else {
        GB18030
    }
}

fn strip_bom<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> &'a [u8] {
    match Encoding::for_bom(bytes) {
        Some((found, length)) if found == encoding => bytes.get(length..).unwrap_or_default(),
        _ => bytes,
    }
}

fn decode_as<'a>(
    body: &'a [u8],
    encoding: &'static Encoding,
    name: String,
    guessed: bool,
) -> Result<Decoded<'a>, FormatError> {
    if encoding == UTF_8 {
        return match std::str::from_utf8(body) {
            Ok(text) => Ok(Decoded {
                text: Cow::Borrowed(text),
                name,
                guessed,
            }),
            Err(error) => Err(bad_encoding(body, &name, error.valid_up_to())),
        };
    }
    match encoding.decode_without_bom_handling_and_without_replacement(body) {
        Some(text) => Ok(Decoded {
            text,
            name,
            guessed,
        }),
        None => Err(bad_encoding(body, &name, first_bad_byte(body, encoding))),
    }
}

/// Offset of the first byte that does not decode; found only on the error path.
fn first_bad_byte(body: &[u8], encoding: &'static Encoding) -> usize {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut out = String::with_capacity(8 * 1024);
    let mut at = 0;
    loop {
        out.clear();
        let rest = body.get(at..).unwrap_or_default();
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut out, true);
        at += read;
        match result {
            encoding_rs::DecoderResult::OutputFull => {}
            encoding_rs::DecoderResult::Malformed(length, after) => {
                return at.saturating_sub(usize::from(length) + usize::from(after));
            }
            encoding_rs::DecoderResult::InputEmpty => return at,
        }
    }
}

fn bad_encoding(body: &[u8], name: &str, offset: usize) -> FormatError {
    let before = body.get(..offset).unwrap_or_default();
    // In UTF-16 the line count by bytes is wrong, so only the offset is told there.
    let error = FormatError::new("csv.bad_encoding")
        .fact("encoding", name)
        .fact("byte", offset);
    if name.starts_with("UTF-16") {
        error
    } else {
        error.row(memchr::memchr_iter(b'\n', before).count() as u64 + 1)
    }
}

/// NUL bytes in a file that is not UTF-8 and has no byte order mark mean that it is binary.
fn refuse_binary(bytes: &[u8]) -> Result<(), FormatError> {
    match memchr::memchr(0, bytes) {
        Some(offset) => Err(FormatError::new("csv.nul_byte").fact("byte", offset).row(
            memchr::memchr_iter(b'\n', bytes.get(..offset).unwrap_or_default()).count() as u64 + 1,
        )),
        None => Ok(()),
    }
}

/// True when nearly all non-ASCII text is valid UTF-8: then it is UTF-8 with a damaged spot, and
/// reading it as GB18030 would turn every Chinese name into other characters without a word.
fn looks_like_damaged_utf8(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    let mut good = 0_usize;
    let mut bad = 0_usize;
    while !rest.is_empty() && bad < 1_000 {
        match std::str::from_utf8(rest) {
            Ok(text) => {
                good += wide_chars(text);
                break;
            }
            Err(error) => {
                let (valid, tail) = rest.split_at(error.valid_up_to());
                good += wide_chars(std::str::from_utf8(valid).unwrap_or_default());
                bad += 1;
                let skip = error.error_len().unwrap_or(tail.len()).max(1);
                rest = tail.get(skip..).unwrap_or_default();
            }
        }
    }
    // Three-byte sequences hardly ever arise by chance in GBK text.
    bad < 1_000 && good > 10 * bad
}

fn wide_chars(text: &str) -> usize {
    text.chars().filter(|c| c.len_utf8() >= 3).count()
}
