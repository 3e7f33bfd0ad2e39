//! What a file is, by its content. Only kinds on this list are taken.

type Kind = (&'static str, &'static [&'static str]);

const PDF: Kind = ("application/pdf", &["pdf"]);
const PNG: Kind = ("image/png", &["png"]);
const JPEG: Kind = ("image/jpeg", &["jpg", "jpeg"]);
const XLS: Kind = ("application/vnd.ms-excel", &["xls"]);
const XLSX: Kind = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    &["xlsx"],
);
const DOCX: Kind = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    &["docx"],
);
const OFD: Kind = ("application/ofd", &["ofd"]);
const XML: Kind = ("application/xml", &["xml"]);
const CSV: Kind = ("text/csv", &["csv"]);
const TEXT: Kind = ("text/plain", &["txt"]);

/// Entries of a zip looked at.
const ENTRIES: usize = 2_000;

/// Media type and usual endings; `None` for what is not taken.
#[must_use]
pub fn media_type(name: &str, bytes: &[u8]) -> Option<Kind> {
    if bytes.starts_with(b"%PDF-") {
        return Some(PDF);
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") && bytes.get(12..16) == Some(b"IHDR") {
        return Some(PNG);
    }
    if bytes.starts_with(b"\xff\xd8\xff") {
        return Some(JPEG);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return zip_kind(bytes);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return ole_kind(bytes);
    }
    text_kind(name, bytes)
}

/// Told by the part that makes the format; documents with macros are not taken.
fn zip_kind(bytes: &[u8]) -> Option<Kind> {
    let names = zip_names(bytes)?;
    let has = |part: &[u8]| names.contains(&part);
    if names.iter().any(|n| n.ends_with(b"vbaProject.bin")) {
        return None;
    }
    [
        (&b"xl/workbook.xml"[..], XLSX),
        (&b"word/document.xml"[..], DOCX),
        (&b"OFD.xml"[..], OFD),
    ]
    .into_iter()
    .find(|(part, _)| has(part))
    .map(|(_, kind)| kind)
}

/// Names in the central directory.
fn zip_names(bytes: &[u8]) -> Option<Vec<&[u8]>> {
    let tail = bytes.len().saturating_sub(65_557);
    let end = tail + find_last(bytes.get(tail..)?, b"PK\x05\x06")?;
    let start = u32::from_le_bytes(bytes.get(end + 16..end + 20)?.try_into().ok()?);
    let mut at = usize::try_from(start).ok()?;
    let mut names = Vec::new();
    while names.len() < ENTRIES && bytes.get(at..at + 4) == Some(b"PK\x01\x02") {
        let length = |from: usize| -> Option<usize> {
            let pair = bytes.get(at + from..at + from + 2)?.try_into().ok()?;
            Some(usize::from(u16::from_le_bytes(pair)))
        };
        let (name, extra, comment) = (length(28)?, length(30)?, length(32)?);
        names.push(bytes.get(at + 46..at + 46 + name)?);
        at += 46 + name + extra + comment;
    }
    Some(names)
}

fn find_last(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).rposition(|w| w == wanted)
}

/// Excel's old format has a stream of one of these names.
fn ole_kind(bytes: &[u8]) -> Option<Kind> {
    let wide = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let has = |name: Vec<u8>| bytes.windows(name.len()).any(|w| w == name);
    (has(wide("Workbook\0")) || has(wide("Book\0"))).then_some(XLS)
}

fn text_kind(name: &str, bytes: &[u8]) -> Option<Kind> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let control = |b: &u8| *b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r') || *b == 0x7f;
    if bytes.iter().any(control) {
        return None;
    }
    if bytes.trim_ascii_start().starts_with(b"<") {
        return is_plain_xml(bytes).then_some(XML);
    }
    let csv = name.to_ascii_lowercase().ends_with(".csv");
    Some(if csv { CSV } else { TEXT })
}

/// Data, not a page or a drawing: declared as XML, without a document type, another root.
fn is_plain_xml(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return false;
    };
    let lower = text.to_ascii_lowercase();
    let pages = [
        "<html",
        "<svg",
        "<script",
        "<xsl:",
        "http://www.w3.org/1999/xhtml",
        "http://www.w3.org/2000/svg",
    ];
    lower.starts_with("<?xml")
        && !lower.contains("<!doctype")
        && !lower.contains("<!entity")
        && !lower.contains("<?xml-stylesheet")
        && !pages.iter().any(|page| lower.contains(page))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(name: &str, bytes: &[u8]) -> Option<&'static str> {
        media_type(name, bytes).map(|(kind, _)| kind)
    }

    /// A zip with empty entries of these names.
    fn zip(names: &[&str]) -> Vec<u8> {
        let mut out = b"PK\x03\x04".to_vec();
        out.extend([0; 26]);
        let start = out.len();
        for name in names {
            out.extend(b"PK\x01\x02");
            out.extend([0; 24]);
            out.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
            out.extend([0; 16]);
            out.extend(name.as_bytes());
        }
        out.extend(b"PK\x05\x06");
        out.extend([0; 12]);
        out.extend(u32::try_from(start).unwrap().to_le_bytes());
        out.extend([0; 2]);
        out
    }

    #[test]
    fn content_decides() {
        assert_eq!(kind("x.png", b"%PDF-1.7 ..."), Some("application/pdf"));
        assert_eq!(kind("x", b"\xff\xd8\xff\xe0"), Some("image/jpeg"));
        assert_eq!(kind("a.csv", "单号,金额\n1,2".as_bytes()), Some("text/csv"));
        assert_eq!(kind("a.log", b"hello"), Some("text/plain"));
        assert_eq!(
            kind("a.xml", b"<?xml version=\"1.0\"?><Invoice/>"),
            Some("application/xml")
        );
        assert_eq!(
            kind("a", &zip(&["[Content_Types].xml", "xl/workbook.xml"])),
            Some(XLSX.0)
        );
        assert_eq!(
            kind("a", &zip(&["OFD.xml", "Doc_0/Document.xml"])),
            Some(OFD.0)
        );
    }

    #[test]
    fn what_could_run_or_hide_is_refused() {
        for (name, bytes) in [
            ("a.png", &b"<svg onload=alert(1)>"[..]),
            (
                "a.xml",
                b"<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            ),
            (
                "a.xml",
                b"<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"b\">]><x/>",
            ),
            ("a.pdf", b"<!doctype html><script>"),
            ("a.txt", b"MZ\x90\x00\x03"),
            ("a.png", b"\x89PNG\r\n\x1a\n"),
            ("a.zip", &zip(&["readme.txt"])),
            ("a.xlsm", &zip(&["xl/workbook.xml", "xl/vbaProject.bin"])),
            ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1W\0o\0r\0d\0"),
            ("cut.xlsx", b"PK\x03\x04xl/workbook.xml"),
        ] {
            assert_eq!(kind(name, bytes), None, "{name} {bytes:?}");
        }
    }
}
