//! Zips and PDF files: OFD and ZUGFeRD hold an invoice as data.

use std::io::{Cursor, Read};

use flate2::read::ZlibDecoder;
use zip::ZipArchive;

use super::{Found, xml};
use crate::FormatError;

/// Most names of a zip that are told.
const NAMES: usize = 50;
/// Longest part that is inflated, in bytes.
const PART: u64 = 8 * 1024 * 1024;
/// Embedded files of a PDF looked at.
const EMBEDDED: usize = 16;

/// Tells what a zip is.
pub(super) fn of_zip(bytes: &[u8]) -> Result<Found, FormatError> {
    let damaged = |e: zip::result::ZipError| FormatError::new("file.damaged").fact("detail", e);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let names: Vec<String> = archive
        .file_names()
        .map(|name| name.map(|n| n.to_string()))
        .collect::<Result<_, _>>()
        .map_err(damaged)?;
    if names.iter().any(|n| n == "OFD.xml") {
        return Ok(of_ofd(&mut archive, &names));
    }
    let format = if names.iter().any(|n| n == "word/document.xml") {
        "docx"
    } else {
        "zip"
    };
    let mut found = Found::new("zip", format).fact("entries", names.len());
    for name in names.iter().take(NAMES) {
        found = found.fact("entry", name);
    }
    Ok(found)
}

/// `CustomData` names of an invoice's OFD (GB/T 33190) and the fact each is.
const OFD: &[(&str, &str)] = &[
    ("发票代码", "code"),
    ("发票号码", "number"),
    ("开票日期", "issued"),
    ("销售方名称", "seller"),
    ("销售方纳税人识别号", "seller_tax_id"),
    ("购买方名称", "buyer"),
    ("购买方纳税人识别号", "buyer_tax_id"),
    ("合计金额", "net"),
    ("合计税额", "tax"),
    ("价税合计", "total"),
];

/// The invoice of an OFD: an attached XML that says it, else what the document's own data says.
fn of_ofd(archive: &mut ZipArchive<Cursor<&[u8]>>, names: &[String]) -> Found {
    let attached = names.iter().filter(|n| {
        let n = n.to_ascii_lowercase();
        n.contains("/attachs/") && n.ends_with(".xml")
    });
    for name in attached {
        let inner = part(archive, name).and_then(|bytes| xml::of_xml(&bytes).ok());
        if let Some(found) = inner.filter(|f| f.kind == "einvoice") {
            return Found {
                format: "ofd".to_owned(),
                ..found
            };
        }
    }
    let root = part(archive, "OFD.xml").and_then(|b| crate::bank::xml::read_root(&b).ok());
    let Some(root) = root else {
        return Found::new("einvoice", "ofd");
    };
    let Some(data) = root.at("DocBody/DocInfo/CustomDatas") else {
        return Found::new("ofd", "ofd");
    };
    let value = |name: &str| {
        data.all("CustomData")
            .find(|e| e.attribute("Name") == Some(name))
            .map_or("", |e| e.text.trim())
    };
    if value("发票号码").is_empty() {
        return Found::new("ofd", "ofd");
    }
    OFD.iter()
        .fold(Found::new("einvoice", "ofd"), |found, (name, fact)| {
            found.some(fact, value(name))
        })
}

fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let entry = archive.by_name(name).ok()?;
    entry.take(PART).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// Tells what a PDF is.
pub(super) fn of_pdf(bytes: &[u8]) -> Found {
    if let Some(found) = embedded(bytes).find_map(|file| invoice(&file)) {
        return Found {
            format: "zugferd".to_owned(),
            ..found
        };
    }
    let version = bytes.get(5..8).unwrap_or_default();
    let has = |word: &[u8]| memchr::memmem::find(bytes, word).is_some();
    let pages = memchr::memmem::find_iter(bytes, b"/Type/Page")
        .chain(memchr::memmem::find_iter(bytes, b"/Type /Page"))
        .filter(|at| {
            let after = bytes.get(*at..*at + 12).unwrap_or_default();
            !after.ends_with(b"s") && !after.ends_with(b"es")
        })
        .count();
    let mut found = fapiao(bytes).unwrap_or_else(|| Found::new("pdf", "pdf"));
    found = found.fact("version", String::from_utf8_lossy(version));
    if pages > 0 {
        found = found.fact("pages", pages);
    }
    if has(b"/EmbeddedFile") {
        found = found.fact("attachments", "yes");
    }
    if has(b"factur-x.xml") || has(b"xrechnung.xml") || has(b"ZUGFeRD-invoice.xml") {
        found = found.fact("invoice", "zugferd");
    }
    if has(b"/Encrypt") {
        found = found.fact("encrypted", "yes");
    }
    found
}

fn invoice(file: &[u8]) -> Option<Found> {
    let start = file.iter().find(|b| !b.is_ascii_whitespace())?;
    if *start != b'<' && !file.starts_with(b"\xEF\xBB\xBF") {
        return None;
    }
    xml::of_xml(file).ok().filter(|f| f.kind == "einvoice")
}

/// Contents of the embedded files, inflated as far as [`PART`].
fn embedded(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
    memchr::memmem::find_iter(bytes, b"/EmbeddedFile")
        .take(EMBEDDED)
        .filter_map(|at| {
            let rest = bytes.get(at..)?;
            let head = rest.get(..rest.len().min(4_096))?;
            let stream = memchr::memmem::find(head, b"stream")?;
            let before = bytes.get(at.saturating_sub(1_024)..at + stream)?;
            let object = memchr::memmem::rfind(before, b" obj").unwrap_or(0);
            let dictionary = before.get(object..)?;
            let data = rest.get(stream + 6..)?;
            let data = data
                .strip_prefix(b"\r\n")
                .or_else(|| data.strip_prefix(b"\n"))
                .unwrap_or(data);
            let mut out = Vec::new();
            if memchr::memmem::find(dictionary, b"FlateDecode").is_some() {
                // What was inflated before an error is still the beginning of the file.
                let read = ZlibDecoder::new(data).take(PART).read_to_end(&mut out);
                if read.is_err() && out.is_empty() {
                    return None;
                }
            } else {
                let end = memchr::memmem::find(data, b"endstream").unwrap_or(data.len());
                out.extend_from_slice(data.get(..end)?);
            }
            Some(out)
        })
}

/// Keys of the document information of a 数电票 (china.md §2.9) and the fact each is.
const FAPIAO: &[(&[u8], &str)] = &[
    (b"/InvoiceNumber", "number"),
    (b"/IssueTime", "issued"),
    (b"/SellerIdNum", "seller_tax_id"),
    (b"/TotalAmWithoutTax", "net"),
    (b"/TotalTaxAm", "tax"),
    (b"/TotalTax-includedAmount", "total"),
];

/// A fapiao by the keys of its document information, when they are not compressed.
fn fapiao(bytes: &[u8]) -> Option<Found> {
    let value = |key: &[u8]| -> Option<String> {
        let after = memchr::memmem::find(bytes, key)? + key.len();
        let rest = bytes.get(after..bytes.len().min(after + 200))?;
        let text = String::from_utf8_lossy(rest);
        let inner = text.trim_start().strip_prefix('(')?;
        inner.split_once(')').map(|(value, _)| value.to_owned())
    };
    value(b"/InvoiceNumber")?;
    let found = Found::new("einvoice", "fapiao_pdf");
    Some(FAPIAO.iter().fold(found, |found, (key, fact)| {
        found.some(fact, &value(key).unwrap_or_default())
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pdf_with_an_invoice_in_it() {
        let xml = "<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\"><ID>R-9</ID></Invoice>";
        let pdf = format!(
            "%PDF-1.7\n1 0 obj\n<</Type /EmbeddedFile /Length 9>>\nstream\n{xml}\nendstream\nendobj"
        );
        let found = of_pdf(pdf.as_bytes());
        assert_eq!((found.kind, found.format.as_str()), ("einvoice", "zugferd"));
        assert_eq!(found.facts.first().map(|(_, v)| v.as_str()), Some("R-9"));
        let plain = of_pdf(b"%PDF-1.4\n1 0 obj<</Type/Page>>endobj 2 0 obj<</InvoiceNumber (24312000000012345678)/TotalTaxAm (1.30)>>");
        assert_eq!(plain.format, "fapiao_pdf");
        assert_eq!(of_pdf(b"%PDF-1.4").kind, "pdf");
    }
}
