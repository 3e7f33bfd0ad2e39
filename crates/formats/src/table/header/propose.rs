//! Which column is which field.

use std::collections::HashSet;

use super::{FieldKind, FieldSpec, name_score};
use crate::table::Row;
use crate::table::value::{
    DateRules, SerialRule, is_blank_mark, parse_amount, parse_date_time, parse_percent,
};

/// Why a column was proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// The name is an alias.
    NameExact,
    /// The name holds an alias or is part of one.
    NamePartial,
    /// Only the content fits.
    ContentOnly,
}

/// A proposed column for a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// [`FieldSpec::name`].
    pub field: String,
    /// Column, from 0.
    pub column: usize,
    /// 0–100; above 80 it may be taken without asking.
    pub confidence: u8,
    /// Why.
    pub why: Why,
    /// Share of the sample cells that are of the field's kind, in percent; `None` without samples.
    pub content_fit: Option<u8>,
}

/// Samples looked at.
const SAMPLE_ROWS: usize = 50;
/// Below this nothing is proposed.
const LEAST: u8 = 25;

/// Proposes columns for fields, best first.
///
/// `samples` are rows below the header; the first 50 are used.
#[must_use]
pub fn propose(names: &[String], samples: &[Row], fields: &[FieldSpec<'_>]) -> Vec<Proposal> {
    let width = samples
        .iter()
        .take(SAMPLE_ROWS)
        .map(Row::len)
        .max()
        .unwrap_or(0)
        .max(names.len());
    let columns: Vec<Vec<&str>> = (0..width)
        .map(|i| {
            samples
                .iter()
                .take(SAMPLE_ROWS)
                .map(|row| row.text(i))
                .filter(|text| !is_blank_mark(text))
                .collect()
        })
        .collect();
    let mut candidates = Vec::new();
    for (order, field) in fields.iter().enumerate() {
        for (column, values) in columns.iter().enumerate() {
            let name = names.get(column).map_or("", String::as_str);
            if let Some(proposal) = weigh(field, column, name, values) {
                candidates.push((order, proposal));
            }
        }
    }
    candidates.sort_by(|(order_a, a), (order_b, b)| {
        b.confidence
            .cmp(&a.confidence)
            .then(order_a.cmp(order_b))
            .then(a.column.cmp(&b.column))
    });
    let mut fields_done = HashSet::new();
    let mut columns_done = HashSet::new();
    let mut out = Vec::new();
    for (order, proposal) in candidates {
        if !fields_done.contains(&order) && columns_done.insert(proposal.column) {
            fields_done.insert(order);
            out.push(proposal);
        }
    }
    out
}

fn weigh(field: &FieldSpec<'_>, column: usize, name: &str, values: &[&str]) -> Option<Proposal> {
    let by_name = name_score(name, field);
    let fit = content_fit(field.kind, values);
    let (confidence, why) = if by_name >= 90 {
        (tempered(by_name, fit), Why::NameExact)
    } else if by_name > 0 {
        (tempered(by_name, fit), Why::NamePartial)
    } else {
        // Content alone is a hint for what cannot be anything else.
        let telling = matches!(field.kind, FieldKind::Date | FieldKind::Amount);
        let fit = fit.filter(|fit| telling && field.required && *fit >= 90)?;
        (percent(fit, 35), Why::ContentOnly)
    };
    (confidence >= LEAST).then(|| Proposal {
        field: field.name.to_owned(),
        column,
        confidence,
        why,
        content_fit: fit,
    })
}

/// A name counts in full when the content fits, half when it does not.
fn tempered(by_name: u8, fit: Option<u8>) -> u8 {
    match fit {
        None | Some(80..) => by_name,
        Some(fit) => percent(by_name, 50 + fit / 8 * 5),
    }
}

fn percent(value: u8, of: u8) -> u8 {
    u8::try_from(u16::from(value) * u16::from(of.min(100)) / 100).unwrap_or(100)
}

/// Share of the values that are of the kind, in percent; `None` when there is nothing to judge.
fn content_fit(kind: FieldKind, values: &[&str]) -> Option<u8> {
    if values.is_empty() {
        return None;
    }
    let fits = values.iter().filter(|value| fits(kind, value)).count();
    u8::try_from(fits * 100 / values.len()).ok()
}

fn fits(kind: FieldKind, value: &str) -> bool {
    match kind {
        FieldKind::Text => true,
        FieldKind::Name => value.chars().any(char::is_alphabetic) && !is_date(value),
        FieldKind::Id => {
            value.len() <= 64
                && value.chars().any(|c| c.is_ascii_alphanumeric())
                && !is_date(value)
                && !value.contains('.')
        }
        FieldKind::Amount => match parse_amount(value) {
            // A long run of digits is a number of a document, not money.
            Ok(number) => number.scale > 0 || value.len() <= 12,
            Err(error) => error.code == "amount.trailing_text",
        },
        FieldKind::Quantity => parse_amount(value).is_ok_and(|_| value.len() <= 16),
        FieldKind::Percent => parse_percent(value).is_ok(),
        FieldKind::Date => is_date(value),
        FieldKind::Currency => is_currency(value),
    }
}

fn is_date(value: &str) -> bool {
    let rules = DateRules {
        serial: SerialRule::No,
        order: None,
    };
    match parse_date_time(value, &rules) {
        Ok(_) => true,
        Err(e) => matches!(
            e.code,
            "date.ambiguous_order" | "date.no_year" | "date.time_zone"
        ),
    }
}

fn is_currency(value: &str) -> bool {
    let code = value.len() == 3 && value.bytes().all(|b| b.is_ascii_uppercase());
    code || matches!(
        value,
        "人民币"
            | "美元"
            | "港币"
            | "港元"
            | "欧元"
            | "日元"
            | "英镑"
            | "RMB"
            | "￥"
            | "¥"
            | "$"
    )
}
