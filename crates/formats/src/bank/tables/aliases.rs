//! Column names by field, as data in `names.txt`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::columns::Field;

/// Sections of field names, each followed by its words.
const TEXT: &str = include_str!("names.txt");

/// Section of columns that no bank statement has: they belong to orders, invoices and lists.
const OTHER_BUSINESS: &str = "OtherBusiness";

/// The field of a folded name and its rank among the names of that field (lower is better).
pub(super) fn field(name: &str) -> Option<(Field, usize)> {
    NAMES.get(name).copied()
}

/// True for a folded name that no bank statement has.
pub(super) fn of_other_business(name: &str) -> bool {
    OTHERS.contains(name)
}

static NAMES: LazyLock<HashMap<&'static str, (Field, usize)>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for (section, words) in sections() {
        if let Some(field) = named(section) {
            for (rank, word) in words.enumerate() {
                names.entry(word).or_insert((field, rank));
            }
        }
    }
    names
});

static OTHERS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    sections()
        .filter(|(section, _)| *section == OTHER_BUSINESS)
        .flat_map(|(_, words)| words)
        .collect()
});

fn sections() -> impl Iterator<Item = (&'static str, impl Iterator<Item = &'static str>)> {
    TEXT.split("\n[").skip(1).filter_map(|part| {
        let (section, words) = part.split_once(']')?;
        Some((section, words.split_whitespace()))
    })
}

fn named(section: &str) -> Option<Field> {
    Some(match section {
        "Date" => Field::Date,
        "Time" => Field::Time,
        "ValueDate" => Field::ValueDate,
        "Amount" => Field::Amount,
        "Direction" => Field::Direction,
        "Balance" => Field::Balance,
        "Name" => Field::Name,
        "Account" => Field::Account,
        "PayerName" => Field::PayerName,
        "PayerAccount" => Field::PayerAccount,
        "PayeeName" => Field::PayeeName,
        "PayeeAccount" => Field::PayeeAccount,
        "Text" => Field::Text,
        "Serial" => Field::Serial,
        "Currency" => Field::Currency,
        "OwnAccount" => Field::OwnAccount,
        "OwnName" => Field::OwnName,
        "Reversal" => Field::Reversal,
        "Fee" => Field::Fee,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::header::normalize;

    #[test]
    fn every_section_is_a_field_and_every_name_is_folded() {
        let mut count = 0;
        for (section, words) in sections() {
            assert!(
                named(section).is_some() || section == OTHER_BUSINESS,
                "{section}"
            );
            for word in words {
                count += 1;
                assert_eq!(normalize(word), word, "in {section}");
            }
        }
        assert!(count > 300, "{count}");
        assert_eq!(field("余额"), Some((Field::Balance, 0)));
        assert_eq!(field("nothing"), None);
        assert!(of_other_business("税率"));
    }
}
