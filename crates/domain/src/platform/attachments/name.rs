//! Names of uploaded files, made harmless (reliability.md §4.6).

const NAME_MAX: usize = 120;
/// Names that Windows keeps for devices.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul"];

/// The last part of a path, without characters that reorder, hide or break; never empty.
#[must_use]
pub fn clean_name(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or("");
    let kept: String = last
        .chars()
        .filter(|c| !c.is_control() && !is_invisible(*c))
        .map(|c| if "<>:\"|?*;%".contains(c) { '_' } else { c })
        .collect();
    let kept = kept.trim_matches(|c: char| c.is_whitespace() || c == '.');
    let (stem, ending) = match kept.rsplit_once('.') {
        Some((stem, ending)) if ending.len() <= 8 => (stem, Some(ending)),
        _ => (kept, None),
    };
    let mut stem: String = stem.chars().take(NAME_MAX).collect();
    if stem.is_empty() {
        stem.push_str("file");
    }
    let first = stem.split('.').next().unwrap_or("").to_ascii_lowercase();
    let numbered = |word: &str| {
        first
            .strip_prefix(word)
            .is_some_and(|n| n.len() == 1 && n != "0" && n.as_bytes()[0].is_ascii_digit())
    };
    if DEVICES.contains(&first.as_str()) || numbered("com") || numbered("lpt") {
        stem.insert(0, '_');
    }
    match ending {
        Some(ending) => format!("{stem}.{ending}"),
        None => stem,
    }
}

/// The name with the ending of its type; a wrong one stays visible before it.
pub(super) fn with_ending(name: &str, endings: &[&str]) -> String {
    let lower = name.to_ascii_lowercase();
    let fits = |ending: &&str| lower.ends_with(&format!(".{ending}"));
    match endings.first() {
        Some(first) if !endings.iter().any(fits) => format!("{name}.{first}"),
        _ => name.to_owned(),
    }
}

/// Marks of direction and characters without width.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{AD}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_names_become_plain() {
        for (given, clean) in [
            ("签收单.pdf", "签收单.pdf"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Windows\\evil.exe", "evil.exe"),
            ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf"),
            ("gpj.\u{202E}exe.png", "gpj.exe.png"),
            ("a\"b;c.png", "a_b_c.png"),
            ("...", "file"),
            ("", "file"),
            ("\0\0", "file"),
            ("CON.txt", "_CON.txt"),
            ("com1", "_com1"),
            ("company.txt", "company.txt"),
            (" .hidden. ", "hidden"),
        ] {
            assert_eq!(clean_name(given), clean, "{given:?}");
        }
        assert_eq!(clean_name(&"长".repeat(5_000)).chars().count(), NAME_MAX);
    }

    #[test]
    fn the_ending_follows_the_content() {
        assert_eq!(with_ending("a.PDF", &["pdf"]), "a.PDF");
        assert_eq!(with_ending("a.exe", &["pdf"]), "a.exe.pdf");
        assert_eq!(with_ending("a.jpeg", &["jpg", "jpeg"]), "a.jpeg");
    }
}
