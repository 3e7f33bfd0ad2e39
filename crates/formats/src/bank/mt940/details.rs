//! Field 86: purpose and other side.

use crate::bank::model::{account, field, join};

/// What field 86 tells.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Purpose {
    pub(super) text: String,
    pub(super) name: Option<String>,
    pub(super) account: Option<String>,
    pub(super) title: Option<String>,
}

/// Reads the lines of field 86.
pub(super) fn purpose(lines: &[&str]) -> Purpose {
    let joined = lines.concat();
    if let Some(mark) = sub_field_mark(&joined) {
        return sub_fields(&joined, mark);
    }
    let text = join([lines.join(" ").as_str()]);
    let slashed = joined.trim_start();
    if slashed.starts_with('/') {
        let mut purpose = slash_words(slashed);
        if purpose.text.is_empty() {
            purpose.text = text;
        }
        return purpose;
    }
    Purpose {
        text,
        ..Purpose::default()
    }
}

/// The mark before sub-field numbers: three digits of the business code, then `?`, `>`, `~`, `<` …
fn sub_field_mark(text: &str) -> Option<char> {
    let body = text.trim_start();
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    let after = body.get(digits..)?;
    // Some banks put other numbers between the code and the first sub-field.
    let at = after.find(['?', '>', '~', '<', '^'])?;
    let mark = after.get(at..)?.chars().next()?;
    let next = after.get(at + 1..at + 3)?;
    (digits == 3 && at <= 12 && next.bytes().all(|b| b.is_ascii_digit())).then_some(mark)
}

/// `?20`–`?29`, `?60`–`?63` purpose, `?30` bank, `?31`/`?38` account, `?32`/`?33` name, `?00` title.
fn sub_fields(text: &str, mark: char) -> Purpose {
    let mut purpose = Vec::new();
    let mut name = Vec::new();
    let mut number = String::new();
    let mut iban = String::new();
    let mut title = None;
    for part in text.split(mark).skip(1) {
        let (Some(code), Some(value)) = (part.get(..2), part.get(2..)) else {
            continue;
        };
        match code.parse::<u8>() {
            Ok(0) => title = field(value),
            Ok(20..=29 | 60..=63) => purpose.push(value),
            Ok(31) => number.push_str(value),
            Ok(32 | 33) => name.push(value),
            Ok(38) => iban.push_str(value),
            Ok(64..=79) => {
                purpose.push(" ");
                purpose.push(value);
            }
            _ => {}
        }
    }
    let purpose = glue(&purpose);
    Purpose {
        text: join([title.as_deref().unwrap_or_default(), purpose.as_str()]),
        name: field(&glue(&name)),
        account: account(&iban).or_else(|| account(&number)),
        title,
    }
}

/// Sub-fields of 27 characters go on in the next one without a blank; a shorter one ended at a
/// blank, which the bank dropped, or before a keyword such as `SVWZ+`.
fn glue(parts: &[&str]) -> String {
    let mut out = String::new();
    let mut before = 0;
    for part in parts {
        let keyword =
            part.get(4..5) == Some("+") && part.bytes().take(4).all(|b| b.is_ascii_uppercase());
        if !out.is_empty() && (before < SUB_FIELD || keyword) {
            out.push(' ');
        }
        out.push_str(part);
        before = part.chars().count();
    }
    out
}

/// Characters of a full sub-field.
const SUB_FIELD: usize = 27;

/// Words between slashes as the Dutch banks write them: `/BENM//NAME/JOHN/REMI/text/ISDT/…`.
fn slash_words(text: &str) -> Purpose {
    const WORDS: &[&str] = &[
        "EREF", "BENM", "ORDP", "NAME", "REMI", "ISDT", "IBAN", "BIC", "TRTP", "CSID", "MARF",
        "CNTP", "USTD", "STRD", "PREF", "IREF", "RREF", "RTRN", "ADDR", "PURP", "ULTC", "ULTD",
        "KREF", "OCMT", "CHGS", "EXCH", "ID", "SVCL",
    ];
    let mut purpose = Purpose::default();
    let mut current = "";
    let mut values: Vec<(&str, String)> = Vec::new();
    for piece in text.split('/').take(2_000) {
        if WORDS.contains(&piece.trim()) {
            current = piece.trim();
            values.push((current, String::new()));
        } else if !current.is_empty()
            && let Some((_, value)) = values.last_mut()
        {
            if !value.is_empty() {
                value.push('/');
            }
            value.push_str(piece);
        }
    }
    let get = |word: &str| {
        values
            .iter()
            .find(|(w, v)| *w == word && !v.trim().is_empty())
            .map(|(_, v)| v.as_str())
    };
    if let Some(parts) = get("CNTP") {
        let mut parts = parts.split('/');
        purpose.account = parts.next().and_then(account);
        purpose.name = parts.nth(1).and_then(field);
    }
    if let Some(name) = get("NAME") {
        purpose.name = field(name);
    }
    if let Some(iban) = get("IBAN") {
        purpose.account = account(iban);
    }
    let remittance = get("REMI").map(|r| r.trim_start_matches("USTD").trim_matches('/'));
    purpose.text = join([
        remittance.unwrap_or_default(),
        get("USTD").unwrap_or_default(),
        get("STRD").unwrap_or_default(),
        get("EREF").unwrap_or_default(),
        get("TRTP").unwrap_or_default(),
    ]);
    purpose
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn german_sub_fields() {
        let p = purpose(&[
            "166?00GUTSCHRIFT?100399?20EREF+EndToEndId TFNR 22 004?21 00001?22",
            "SVWZ+Verw?30DRESDEFF508?31DE1450880?32KARL?33 KAUFMANN",
        ]);
        assert_eq!(p.name.as_deref(), Some("KARL KAUFMANN"));
        assert_eq!(p.account.as_deref(), Some("DE1450880"));
        assert_eq!(
            p.text,
            "GUTSCHRIFT EREF+EndToEndId TFNR 22 004 00001 SVWZ+Verw"
        );
    }

    #[test]
    fn dutch_words() {
        let p = purpose(&["/BENM//NAME/JOHN DOE/REMI/Reference 201301234/ISDT/2013-01-02"]);
        assert_eq!(p.name.as_deref(), Some("JOHN DOE"));
        assert_eq!(p.text, "Reference 201301234");
    }
}
