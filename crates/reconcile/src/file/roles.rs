//! What a column may be, and what people call it.

use crate::side::Field;
use jieqing_formats::table::header::{FieldKind, FieldSpec};
use std::sync::LazyLock;

/// What a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// A text or number of the row.
    Field(Field),
    /// Date of the document.
    Date,
    /// Due date.
    Due,
    /// Amount, with tax where the file tells both.
    Amount,
    /// Amount without tax.
    Net,
    /// Tax.
    Tax,
    /// Tax rate.
    Rate,
    /// Quantity.
    Quantity,
    /// Price of one.
    Price,
    /// What makes the balance larger.
    Debit,
    /// What makes it smaller.
    Credit,
    /// 借/贷, D/C: the sign of the amount.
    Direction,
    /// Running balance.
    Balance,
    /// 1, 2, 3 …
    Serial,
}

/// Word of a role in a mapping, its kind of content, and its names, best first.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    pub(super) role: Role,
    pub(super) spec: FieldSpec<'static>,
}

pub(super) const fn known(
    role: Role,
    name: &'static str,
    kind: FieldKind,
    aliases_zh: &'static [&'static str],
    aliases_en: &'static [&'static str],
) -> Known {
    Known {
        role,
        spec: FieldSpec {
            name,
            aliases_zh,
            aliases_en,
            kind,
            required: false,
        },
    }
}

/// All of them, in the order in which equal claims are served.
pub(super) static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    super::names_of_texts::TEXTS
        .iter()
        .chain(super::names_of_values::VALUES)
        .copied()
        .collect()
});

impl Role {
    /// The role with this word; `None` for any other word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        let word = word.trim().to_ascii_lowercase();
        let word = match word.as_str() {
            "number" | "document" | "doc_no" | "no" => "doc",
            "quantity" => "qty",
            "tax_rate" | "tax-rate" => "rate",
            "customer" | "payer" => "party",
            "description" | "memo" => "text",
            "due_date" => "due",
            "po_no" => "po",
            "order_no" => "order",
            other => other,
        };
        KNOWN.iter().find(|k| k.spec.name == word).map(|k| k.role)
    }

    /// Its word in a mapping.
    #[must_use]
    pub fn word(self) -> &'static str {
        KNOWN
            .iter()
            .find(|k| k.role == self)
            .map_or("id", |k| k.spec.name)
    }

    /// All words that a mapping may use.
    #[must_use]
    pub fn words() -> Vec<&'static str> {
        KNOWN.iter().map(|k| k.spec.name).collect()
    }

    pub(super) fn kind(self) -> FieldKind {
        KNOWN
            .iter()
            .find(|k| k.role == self)
            .map_or(FieldKind::Text, |k| k.spec.kind)
    }

    pub(super) fn is_money(self) -> bool {
        matches!(
            self,
            Self::Amount | Self::Net | Self::Tax | Self::Debit | Self::Credit | Self::Balance
        )
    }
}
