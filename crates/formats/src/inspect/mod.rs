//! What a file is and what is in it, for files that are no bank statement.
//!
//! # Purpose
//! `jieqing inspect` and every place that takes a file without being told what it is.
//! [`of_bytes`] knows electronic invoices (UBL, CII, 数电票 XML, OFD), pdf and zip; [`of_table`]
//! tells orders, customers, items, invoices and open items by the columns of a table.
//!
//! # Invariants
//! - Nothing is unpacked: of a zip only the list of names is read.

mod table;
mod xml;

pub use table::of_table;

use std::io::Cursor;

use crate::FormatError;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// `einvoice`, `orders`, `customers`, `items`, `invoices`, `open_items`, `table`, `pdf`, `zip`,
    /// `xml` or `unknown`.
    pub kind: &'static str,
    /// Format such as `ubl`, `cii`, `fapiao_xml`, `ofd`, `csv`.
    pub format: String,
    /// What is in it: names and values, in fixed order.
    pub facts: Vec<(String, String)>,
}

impl Found {
    fn new(kind: &'static str, format: &str) -> Self {
        Self {
            kind,
            format: format.to_owned(),
            facts: Vec::new(),
        }
    }

    fn fact(mut self, name: &str, value: impl ToString) -> Self {
        self.facts.push((name.to_owned(), value.to_string()));
        self
    }
}

/// Most names of a zip that are told.
const NAMES: usize = 50;

/// Looks at the bytes of a file that is neither a bank statement nor a table.
///
/// # Errors
/// `xml.*` and `file.doctype` for hostile XML, `file.damaged` for a broken zip.
pub fn of_bytes(bytes: &[u8]) -> Result<Found, FormatError> {
    if bytes.starts_with(b"%PDF-") {
        return Ok(pdf(bytes));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zip(bytes);
    }
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let start = text.iter().find(|b| !b.is_ascii_whitespace());
    let wide = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    if start == Some(&b'<') || wide {
        return xml::of_xml(bytes);
    }
    Ok(Found::new("unknown", "unknown"))
}

fn pdf(bytes: &[u8]) -> Found {
    let version = bytes.get(5..8).unwrap_or_default();
    let has = |word: &[u8]| memchr::memmem::find(bytes, word).is_some();
    let pages = memchr::memmem::find_iter(bytes, b"/Type/Page")
        .chain(memchr::memmem::find_iter(bytes, b"/Type /Page"))
        .filter(|at| {
            let after = bytes.get(*at..*at + 12).unwrap_or_default();
            !after.ends_with(b"s") && !after.ends_with(b"es")
        })
        .count();
    let mut found = Found::new("pdf", "pdf").fact("version", String::from_utf8_lossy(version));
    if pages > 0 {
        found = found.fact("pages", pages);
    }
    if has(b"/EmbeddedFile") {
        found = found.fact("attachments", "yes");
    }
    if has(b"factur-x.xml")
        || has(b"zugferd-invoice.xml")
        || has(b"ZUGFeRD-invoice.xml")
        || has(b"xrechnung.xml")
    {
        found = found.fact("invoice", "zugferd");
    }
    if has(b"/Encrypt") {
        found = found.fact("encrypted", "yes");
    }
    found
}

fn zip(bytes: &[u8]) -> Result<Found, FormatError> {
    let damaged = |e: zip::result::ZipError| FormatError::new("file.damaged").fact("detail", e);
    let archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let names: Vec<_> = archive
        .file_names()
        .collect::<Result<_, _>>()
        .map_err(damaged)?;
    let has = |name: &str| names.iter().any(|n| n == name);
    let (kind, format) = if has("OFD.xml") {
        ("einvoice", "ofd")
    } else if has("word/document.xml") {
        ("zip", "docx")
    } else {
        ("zip", "zip")
    };
    let mut found = Found::new(kind, format).fact("entries", names.len());
    for name in names.iter().take(NAMES) {
        found = found.fact("entry", name);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_by_content() {
        let kind = |b: &[u8]| of_bytes(b).map(|f| (f.kind, f.format)).unwrap();
        assert_eq!(kind(b"%PDF-1.7\n1 0 obj"), ("pdf", "pdf".to_owned()));
        assert_eq!(kind(b"\x00\x01"), ("unknown", "unknown".to_owned()));
        assert_eq!(kind(b"<note><a>1</a></note>"), ("xml", "note".to_owned()));
        let ubl = b"<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\"><cbc:ID>R-1</cbc:ID><cbc:IssueDate>2024-01-02</cbc:IssueDate><cac:LegalMonetaryTotal><cbc:PayableAmount currencyID=\"EUR\">119.00</cbc:PayableAmount></cac:LegalMonetaryTotal></Invoice>";
        let found = of_bytes(ubl).unwrap();
        assert_eq!((found.kind, found.format.as_str()), ("einvoice", "ubl"));
        let fact = |name: &str| {
            found
                .facts
                .iter()
                .find(|(n, _)| n == name)
                .map(|(_, v)| v.clone())
        };
        assert_eq!(fact("number").as_deref(), Some("R-1"));
        assert_eq!(fact("total").as_deref(), Some("119.00"));
        assert!(of_bytes(b"PK\x03\x04broken").is_err());
    }
}
