//! What a file is and what is in it, for files that are no bank statement.
//!
//! # Purpose
//! `jieqing inspect` and every place that takes a file without being told what it is.
//! [`of_bytes`] knows electronic invoices (UBL, CII, EDIFACT, 数电票 as XML, XBRL, OFD and PDF,
//! ZUGFeRD), pdf and zip; [`of_table`]
//! tells orders, customers, items, invoices and open items by the columns of a table.
//!
//! # Invariants
//! - Of a zip the names are read, of an OFD and a PDF the parts that say what the invoice is, each
//!   at most 8 MiB inflated.

mod edifact;
mod package;
mod table;
mod xml;

pub use table::of_table;

use crate::FormatError;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// `einvoice`, `orders`, `customers`, `items`, `invoices`, `open_items`, `receipts`, `table`,
    /// `workbook`, `edifact`, `pdf`, `ofd`, `zip`, `xml` or `unknown`.
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

    /// A fact that may be missing.
    fn some(self, name: &str, value: &str) -> Self {
        if value.is_empty() {
            self
        } else {
            self.fact(name, value)
        }
    }
}

/// Looks at the bytes of a file that is neither a bank statement nor a table.
///
/// # Errors
/// `xml.*` and `file.doctype` for hostile XML, `file.damaged` for a broken zip.
pub fn of_bytes(bytes: &[u8]) -> Result<Found, FormatError> {
    if bytes.starts_with(b"%PDF-") {
        return Ok(package::of_pdf(bytes));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return package::of_zip(bytes);
    }
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let start = text.iter().find(|b| !b.is_ascii_whitespace());
    let wide = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    if start == Some(&b'<') || wide {
        return xml::of_xml(bytes);
    }
    let head = text.get(..text.len().min(1024 * 1024)).unwrap_or(text);
    let interchange = edifact::of_text(&crate::bank::text::decode(head, None).text);
    Ok(interchange.unwrap_or_else(|| Found::new("unknown", "unknown")))
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
