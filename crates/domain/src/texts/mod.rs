//! Words for every code, in Chinese and English: what is wrong and what to do.
//!
//! One file per group of codes; a test checks that each declared code has both. `{name}` in a text
//! is replaced by the figure of that name.

mod admin;
mod bank;
mod bills;
mod books;
mod catalog;
mod desk;
mod edge;
mod field;
mod fulfilment;
mod imports;
mod invoicing;
mod money;
mod orders;
mod platform;
mod refusal;
mod request;
mod returns;
mod settings;

use std::collections::BTreeMap;

/// Languages of the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    /// 简体中文
    Zh,
    /// English
    En,
}

/// A code with its words.
pub(crate) struct Text {
    pub(crate) code: &'static str,
    pub(crate) zh: &'static str,
    pub(crate) en: &'static str,
}

/// Shorthand for the tables.
pub(crate) const fn text(code: &'static str, zh: &'static str, en: &'static str) -> Text {
    Text { code, zh, en }
}

fn tables() -> impl Iterator<Item = &'static Text> {
    field::TEXTS
        .iter()
        .chain(refusal::TEXTS)
        .chain(request::TEXTS)
        .chain(edge::TEXTS)
        .chain(orders::TEXTS)
        .chain(platform::TEXTS)
        .chain(admin::TEXTS)
        .chain(books::TEXTS)
        .chain(catalog::TEXTS)
        .chain(money::TEXTS)
        .chain(bills::TEXTS)
        .chain(fulfilment::TEXTS)
        .chain(invoicing::TEXTS)
        .chain(returns::TEXTS)
        .chain(settings::TEXTS)
        .chain(imports::TEXTS)
        .chain(bank::TEXTS)
        .chain(desk::TEXTS)
}

/// The words for `code` with its figures put in; the code itself when it has none.
#[must_use]
pub fn say(lang: Lang, code: &str, facts: &[(&'static str, String)]) -> String {
    fill(
        lang,
        code,
        facts.iter().map(|(name, value)| (*name, value.as_str())),
    )
}

/// [`say`] for figures as they are stored.
#[must_use]
pub fn say_stored(lang: Lang, code: &str, facts: &BTreeMap<String, String>) -> String {
    fill(
        lang,
        code,
        facts
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str())),
    )
}

fn fill<'f>(lang: Lang, code: &str, facts: impl Iterator<Item = (&'f str, &'f str)>) -> String {
    let Some(found) = tables().find(|t| t.code == code) else {
        return code.to_owned();
    };
    let mut out = match lang {
        Lang::Zh => found.zh.to_owned(),
        Lang::En => found.en.to_owned(),
    };
    for (name, value) in facts {
        out = out.replace(&format!("{{{name}}}"), value);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_words_in_both_languages() {
        let missing: Vec<_> = jieqing_kernel::error::known_codes()
            .filter(|code| {
                !tables().any(|t| t.code == *code && !t.zh.is_empty() && !t.en.is_empty())
            })
            .collect();
        assert!(missing.is_empty(), "codes without words: {missing:?}");
    }

    #[test]
    fn no_code_has_words_twice() {
        let mut codes: Vec<_> = tables().map(|t| t.code).collect();
        codes.sort_unstable();
        let before = codes.len();
        codes.dedup();
        assert_eq!(codes.len(), before);
    }
}
