//! What the user chose beside the mapping.

use super::error::ImportRefusal;
use jieqing_formats::table::value::DateOrder;
use jieqing_kernel::error::Result;
use std::collections::BTreeMap;

/// State in which imported orders without a status column arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OrderState {
    /// Drafts, to be verified and confirmed by a person.
    #[default]
    Draft,
    /// Confirmed: history that is binding already.
    Confirmed,
}

/// Options of an import. Every one has a safe default.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportOptions {
    /// Sheet to read, when the file has several.
    pub sheet: Option<String>,
    /// Row of the header as the spreadsheet shows it, when it is not found by itself.
    pub header_row: Option<u64>,
    /// csv: encoding.
    pub encoding: Option<String>,
    /// csv: delimiter.
    pub delimiter: Option<char>,
    /// Order of dates whose year comes last.
    pub date_order: Option<DateOrder>,
    /// Import the good rows although others fail.
    pub skip_failed: bool,
    /// A key that comes again in the file: take its first row, pass over the others.
    pub repeated_first: bool,
    /// Orders: no credit check (history).
    pub credit_off: bool,
    /// Orders: state without a status column.
    pub order_state: OrderState,
    /// Orders: prices contain no tax.
    pub tax_exclusive: bool,
    /// Orders: customer code for rows without a customer.
    pub walk_in: Option<String>,
    /// Deliveries and invoices: a row without a date takes the order's date.
    pub missing_date_from_order: bool,
    /// As given, for the record.
    pub given: BTreeMap<String, String>,
}

impl ImportOptions {
    /// Reads `key = value` options.
    ///
    /// # Errors
    /// `imports.unknown_option`, `imports.bad_option`.
    pub fn read(given: &BTreeMap<String, String>) -> Result<Self> {
        let mut out = Self {
            given: given.clone(),
            ..Self::default()
        };
        for (key, value) in given {
            let bad = |allowed: &str| ImportRefusal::BadOption {
                option: key.clone(),
                value: value.clone(),
                allowed: allowed.to_owned(),
            };
            match key.as_str() {
                "sheet" => out.sheet = Some(value.clone()),
                "header_row" => {
                    let row: u64 = value.parse().map_err(|_not_a_number| bad("1, 2, 3 …"))?;
                    out.header_row = Some(row);
                }
                "encoding" => out.encoding = Some(value.clone()),
                "delimiter" => {
                    let word = if value == "tab" { "\t" } else { value.as_str() };
                    let mut chars = word.chars();
                    match (chars.next(), chars.next()) {
                        (Some(c), None) => out.delimiter = Some(c),
                        _ => return Err(bad(", ; | tab").into()),
                    }
                }
                "date_order" => {
                    out.date_order = Some(match value.as_str() {
                        "dmy" => DateOrder::DayMonthYear,
                        "mdy" => DateOrder::MonthDayYear,
                        _ => return Err(bad("dmy, mdy").into()),
                    });
                }
                "skip_failed" => out.skip_failed = choice(value, ["false", "true"], &bad)?,
                "repeated" => out.repeated_first = choice(value, ["refuse", "first"], &bad)?,
                "credit" => out.credit_off = choice(value, ["on", "off"], &bad)?,
                "order_state" => {
                    out.order_state = if choice(value, ["draft", "confirmed"], &bad)? {
                        OrderState::Confirmed
                    } else {
                        OrderState::Draft
                    };
                }
                "prices" => {
                    out.tax_exclusive = choice(value, ["with_tax", "without_tax"], &bad)?;
                }
                "walk_in" => out.walk_in = Some(value.clone()),
                "missing_date" => {
                    out.missing_date_from_order = choice(value, ["refuse", "order"], &bad)?;
                }
                _ => {
                    return Err(ImportRefusal::UnknownOption {
                        option: key.clone(),
                    }
                    .into());
                }
            }
        }
        Ok(out)
    }
}

/// `false` for the first word, `true` for the second.
fn choice(value: &str, words: [&str; 2], bad: &impl Fn(&str) -> ImportRefusal) -> Result<bool> {
    match words.iter().position(|w| *w == value) {
        Some(at) => Ok(at == 1),
        None => Err(bad(&words.join(", ")).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jieqing_kernel::error::Error;

    fn read(pairs: &[(&str, &str)]) -> Result<ImportOptions> {
        let given = pairs
            .iter()
            .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
            .collect();
        ImportOptions::read(&given)
    }

    #[test]
    fn reads_words_and_refuses_others() {
        let options = read(&[
            ("skip_failed", "true"),
            ("delimiter", "tab"),
            ("credit", "off"),
        ])
        .expect("options");
        assert!(options.skip_failed && options.credit_off);
        assert_eq!(options.delimiter, Some('\t'));
        assert!(!read(&[]).expect("none").skip_failed);
        for (pairs, code) in [
            (&[("skip", "true")], "imports.unknown_option"),
            (&[("skip_failed", "yes")], "imports.bad_option"),
            (&[("header_row", "two")], "imports.bad_option"),
            (&[("delimiter", ";;")], "imports.bad_option"),
        ] {
            assert!(
                matches!(read(pairs), Err(Error::Refused(r)) if r.code == code),
                "{code}"
            );
        }
    }
}
