//! Recognises the kind of a file by its first bytes.
//!
//! # Invariants
//! - A file that is something else in disguise (gzip, PDF, image, HTML saved as .xls) is refused
//!   with a code that says what it is.

use crate::FormatError;

/// Outer shape of a readable file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Container {
    /// Delimited text.
    Text,
    /// A zip: xlsx or ods.
    Zip,
    /// A page or an XML spreadsheet with rows of a table.
    Markup,
    /// An OLE compound file: xls.
    Ole,
}

const OLE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// First bytes of files that are not tables, with the name given in the error.
const OTHERS: &[(&[u8], &str)] = &[
    (&[0x1F, 0x8B], "gzip"),
    (b"BZh", "bzip2"),
    (&[0xFD, b'7', b'z', b'X', b'Z', 0], "xz"),
    (&[0x28, 0xB5, 0x2F, 0xFD], "zstd"),
    (b"7z\xBC\xAF\x27\x1C", "7z"),
    (b"Rar!\x1A\x07", "rar"),
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n", "png"),
    (&[0xFF, 0xD8, 0xFF], "jpeg"),
    (b"GIF8", "gif"),
    (b"\x7FELF", "program"),
    (b"MZ\x90\x00", "program"),
    (b"SQLite format 3", "sqlite"),
    (b"{\\rtf", "rtf"),
];

/// Decides the container.
///
/// # Errors
/// `file.empty`, `file.not_a_table` (fact `is`), `xlsx.password`.
pub(crate) fn detect(bytes: &[u8], file_name: &str) -> Result<Container, FormatError> {
    if bytes.is_empty() {
        return Err(FormatError::new("file.empty").fact("file", file_name));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Container::Zip);
    }
    if bytes.starts_with(OLE) {
        if is_encrypted_package(bytes) {
            return Err(FormatError::new("xlsx.password").fact("file", file_name));
        }
        return Ok(Container::Ole);
    }
    for (magic, name) in OTHERS {
        if bytes.starts_with(magic) {
            return Err(not_a_table(name, file_name));
        }
    }
    if is_biff(bytes) {
        return Err(not_a_table("bare biff stream", file_name));
    }
    if bytes.get(257..262) == Some(b"ustar") {
        return Err(not_a_table("tar", file_name));
    }
    if let Some(name) = markup(bytes) {
        if super::markup::holds_rows(bytes) {
            return Ok(Container::Markup);
        }
        return Err(not_a_table(name, file_name));
    }
    let lower = file_name.to_ascii_lowercase();
    if lower.ends_with(".xlsx") || lower.ends_with(".xlsm") || lower.ends_with(".ods") {
        // A csv renamed to xlsx is readable, but random bytes under that name are damage.
        if memchr::memchr(0, bytes.get(..bytes.len().min(4096)).unwrap_or(bytes)).is_some()
            && !bytes.starts_with(&[0xFF, 0xFE])
            && !bytes.starts_with(&[0xFE, 0xFF])
        {
            return Err(FormatError::new("file.damaged").fact("file", file_name));
        }
    }
    Ok(Container::Text)
}

fn not_a_table(is: &str, file_name: &str) -> FormatError {
    FormatError::new("file.not_a_table")
        .fact("is", is)
        .fact("file", file_name)
}

/// A password-protected xlsx is an OLE file with the stream `EncryptedPackage`.
fn is_encrypted_package(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(|unit| unit.to_le_bytes())
        .collect();
    memchr::memmem::find(bytes, &name).is_some()
}

/// BIFF2–4 streams without the OLE envelope.
fn is_biff(bytes: &[u8]) -> bool {
    bytes.len() > 8
        && bytes.first() == Some(&0x09)
        && matches!(bytes.get(1), Some(0 | 2 | 4 | 8))
        && matches!(bytes.get(2), Some(4..=16))
        && bytes.get(3) == Some(&0)
}

/// HTML or XML at the start, after a byte order mark and blanks.
fn markup(bytes: &[u8]) -> Option<&'static str> {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let start = text.iter().position(|b| !b.is_ascii_whitespace())?;
    let head: Vec<u8> = text
        .iter()
        .skip(start)
        .take(16)
        .map(u8::to_ascii_lowercase)
        .collect();
    if head.starts_with(b"<!doctype html")
        || head.starts_with(b"<html")
        || head.starts_with(b"<table")
    {
        Some("html")
    } else if head.starts_with(b"<?xml") || head.starts_with(b"<!doctype") {
        Some("xml")
    } else {
        None
    }
}
