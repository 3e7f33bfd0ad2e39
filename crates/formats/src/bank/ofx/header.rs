//! The header: only the encoding matters.

/// The WHATWG label of the stated encoding; `None` when nothing usable is stated.
pub(super) fn encoding(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..bytes.len().min(1_000)).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head).to_ascii_uppercase();
    let end = head.find("<OFX>").unwrap_or(head.len());
    let head = head.get(..end).unwrap_or(&head);
    let value = |key: &str| {
        let at = head.find(key)? + key.len();
        let rest = head
            .get(at..)?
            .trim_start_matches([':', '=', '"', '\'', ' ']);
        let end = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))
            .unwrap_or(rest.len());
        rest.get(..end).filter(|v| !v.is_empty())
    };
    match value("CHARSET") {
        Some("1252") => Some("windows-1252".to_owned()),
        // Nothing is stated: the content tells.
        Some("NONE") => None,
        Some("8859-1" | "ISO-8859-1" | "ISO8859-1") => Some("iso-8859-1".to_owned()),
        Some(number) if number.bytes().all(|b| b.is_ascii_digit()) => Some(match number {
            "936" => "gb18030".to_owned(),
            "950" => "big5".to_owned(),
            "932" => "shift_jis".to_owned(),
            "65001" => "utf-8".to_owned(),
            other => format!("windows-{other}"),
        }),
        Some(other) => Some(other.to_ascii_lowercase()),
        None => value("ENCODING").map(str::to_ascii_lowercase),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        assert_eq!(
            encoding(b"OFXHEADER:100\nCHARSET:8859-1\n<OFX>").as_deref(),
            Some("iso-8859-1")
        );
        assert_eq!(
            encoding(b"OFXHEADER:100\nENCODING:USASCII\nCHARSET:1252\n<OFX>").as_deref(),
            Some("windows-1252")
        );
        assert_eq!(encoding(b"<OFX>CHARSET:1"), None);
    }
}
