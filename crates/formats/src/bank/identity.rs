//! The key by which the same entry is known again in another file.
//!
//! # Rule
//! `china.md` §3.1: (account, bank's serial number) when the number is no placeholder; otherwise a
//! hash of account, dates, time, signed amount, balance, other side's account and purpose.
//! Identical entries of one file get an ordinal, so the same file, or an overlapping one that
//! covers whole days, adds nothing twice.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::model::{BankStatement, Entry};

/// Sets the identity of every entry. Whoever knows an account by more than its number (a file may
/// state it in several ways, or not at all) puts a name of their own in and calls this again.
pub fn identify(statements: &mut [BankStatement]) {
    let mut seen: HashMap<String, u32> = HashMap::new();
    for statement in statements {
        let account = statement.account.clone().unwrap_or_default();
        let currency = statement.currency.clone().unwrap_or_default();
        for entry in &mut statement.entries {
            let base = base_key(&account, &currency, entry);
            let count = seen.entry(base.clone()).or_insert(0);
            *count += 1;
            entry.identity = if *count == 1 {
                base
            } else {
                format!("{base}#{count}")
            };
        }
    }
}

fn base_key(account: &str, currency: &str, entry: &Entry) -> String {
    let mut hash = Sha256::new();
    let mut part = |text: &str| {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    };
    part(account);
    part(currency);
    let day = entry.booked_on.map(|d| d.to_string()).unwrap_or_default();
    let amount = entry.amount.normalize().to_string();
    part(&day);
    part(&amount);
    match &entry.bank_ref {
        // A serial number may repeat over the years and over the legs of one business.
        Some(number) => part(number),
        None => {
            part(entry.time.as_deref().unwrap_or_default());
            part(
                &entry
                    .balance
                    .map(|b| b.normalize().to_string())
                    .unwrap_or_default(),
            );
            part(entry.counterparty_account.as_deref().unwrap_or_default());
            part(entry.counterparty.as_deref().unwrap_or_default());
            part(&entry.text);
        }
    }
    let digest = hash.finalize();
    digest.iter().take(16).map(|b| format!("{b:02x}")).collect()
}

/// The keys of two statements that are the same entries: what an import would skip.
#[must_use]
pub fn same_entry_keys(known: &BankStatement, new: &BankStatement) -> Vec<String> {
    let known: std::collections::HashSet<&str> =
        known.entries.iter().map(|e| e.identity.as_str()).collect();
    new.entries
        .iter()
        .filter(|e| known.contains(e.identity.as_str()))
        .map(|e| e.identity.clone())
        .collect()
}

/// True for numbers that only fill a column: zeros, dashes, `NONREF`, `NOTPROVIDED`.
pub(crate) fn is_placeholder(text: &str) -> bool {
    let text = text.trim();
    text.is_empty()
        || text
            .chars()
            .all(|c| matches!(c, '0' | '-' | '/' | '*' | '.' | '—'))
        || ["NONREF", "NOTPROVIDED", "NOT PROVIDED", "NULL", "N/A", "无"]
            .iter()
            .any(|w| text.eq_ignore_ascii_case(w))
}

/// A bank's number without blanks and marks; `None` for a placeholder.
pub(crate) fn reference(text: &str) -> Option<String> {
    let text = text
        .trim()
        .trim_start_matches('`')
        .trim_matches(|c: char| c.is_whitespace() || c == '\'' || c == '"');
    if is_placeholder(text) {
        None
    } else {
        super::model::field(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::Decimal;

    #[test]
    fn equal_entries_get_ordinals_and_overlaps_are_found() {
        let entry = |text: &str| Entry {
            amount: Decimal::new(100, 2),
            text: text.to_owned(),
            ..Entry::default()
        };
        let statement = |entries| BankStatement {
            account: Some("1".to_owned()),
            entries,
            ..BankStatement::default()
        };
        let mut first = [statement(vec![entry("a"), entry("a"), entry("b")])];
        let mut second = [statement(vec![entry("b"), entry("a"), entry("c")])];
        identify(&mut first);
        identify(&mut second);
        let [first, second] = [&first[0], &second[0]];
        assert_ne!(first.entries[0].identity, first.entries[1].identity);
        assert_eq!(same_entry_keys(first, second).len(), 2);
    }

    #[test]
    fn placeholders() {
        assert_eq!(reference("000000000"), None);
        assert_eq!(reference(" NONREF "), None);
        assert_eq!(reference("`4200123"), Some("4200123".to_owned()));
    }
}
