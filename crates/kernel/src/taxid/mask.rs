//! Masked display of personal numbers (china.md §10, PIPL).

/// How many characters a mask replaces, whatever it hides: the length stays secret.
const STARS: &str = "****";

/// A phone number for display: `138****8000`. Separators are dropped; a number too short to keep
/// three and four characters apart is hidden whole.
#[must_use]
pub fn mask_phone(text: &str) -> String {
    masked(text, 3, 4)
}

/// A bank account or card number for display: `6222****1234`. As [`mask_phone`].
#[must_use]
pub fn mask_account(text: &str) -> String {
    masked(text, 4, 4)
}

fn masked(text: &str, head: usize, tail: usize) -> String {
    let chars: Vec<char> = super::half_width(text)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    if chars.is_empty() {
        return String::new();
    }
    let hidden_from = head.saturating_add(tail).saturating_add(1);
    if chars.len() <= hidden_from {
        return STARS.to_owned();
    }
    let start = chars.iter().take(head);
    let end = chars.iter().skip(chars.len().saturating_sub(tail));
    let mut out: String = start.collect();
    out.push_str(STARS);
    out.extend(end);
    out
}
