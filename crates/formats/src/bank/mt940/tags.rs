//! Single fields: balances and statement lines.

use rust_decimal::Decimal;

use crate::bank::money;
use crate::table::Date;

/// Field 60/62: balance.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Balance {
    pub(super) amount: Decimal,
    pub(super) currency: String,
    pub(super) date: Option<Date>,
}

/// Reads `C131016DEM84349,74`; the reason when it cannot be read.
pub(super) fn balance(value: &str) -> Result<Balance, &'static str> {
    let value = value.trim();
    let negative = match value.as_bytes().first() {
        Some(b'C' | b'c') => false,
        Some(b'D' | b'd') => true,
        _ => return Err("the mark C or D is missing"),
    };
    let rest = value.get(1..).unwrap_or_default();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (date, rest) = rest.split_at(digits);
    if digits != 6 && digits != 8 {
        return Err("the date is not six digits");
    }
    let currency = rest.get(..3).unwrap_or_default();
    if currency.len() != 3 || !currency.bytes().all(|b| b.is_ascii_alphabetic()) {
        return Err("the currency is not three letters");
    }
    let amount =
        amount(rest.get(3..).unwrap_or_default().trim()).ok_or("the amount is unreadable")?;
    let short = date.get(date.len().saturating_sub(6)..).unwrap_or_default();
    Ok(Balance {
        amount: if negative { -amount } else { amount },
        currency: currency.to_ascii_uppercase(),
        date: date_of(short).ok(),
    })
}

/// SWIFT amount: digits with a decimal comma, here also a point, a grouping mark or none.
fn amount(text: &str) -> Option<Decimal> {
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    money::written(text)
}

/// Field 61 without what follows on its second line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) value: Result<Date, Option<Date>>,
    pub(super) entry: Option<Date>,
    pub(super) amount: Decimal,
    pub(super) reversal: bool,
    pub(super) code: String,
    pub(super) customer_ref: String,
    pub(super) bank_ref: String,
}

/// Reads field 61; the reason when it cannot be read.
pub(super) fn line(text: &str) -> Result<Line, &'static str> {
    let text = text.trim_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (dates, rest) = text.split_at(digits);
    let (value, month_day) = match digits {
        6 => (dates, ""),
        8 if dates.starts_with("20") => (dates.get(2..).unwrap_or_default(), ""),
        10 => dates.split_at(6),
        12 => (
            dates.get(2..8).unwrap_or_default(),
            dates.get(8..).unwrap_or_default(),
        ),
        _ => return Err("the date is not six digits"),
    };
    // Blanks stand where an entry date is left away.
    let (negative, reversal, rest) =
        mark(rest.trim_start()).ok_or("the mark C, D, RC or RD is missing")?;
    let rest = rest.trim_start();
    // A letter here is the third letter of the currency; some banks write all three.
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let rest = match letters {
        1 | 3 => rest.get(letters..).unwrap_or_default(),
        _ => rest,
    };
    let end = rest
        .find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.')
        .unwrap_or(rest.len());
    let (number, rest) = rest.split_at(end);
    let amount = amount(number).ok_or("the amount is unreadable")?;
    let code_end = rest.char_indices().nth(4).map_or(rest.len(), |(at, _)| at);
    let (code, references) = rest.split_at(code_end);
    let (customer, bank) = references.split_once("//").unwrap_or((references, ""));
    let value = date_of(value);
    let base = value.or_else(|clamped| clamped.ok_or(())).ok();
    Ok(Line {
        value,
        entry: base.and_then(|date| entry_date(month_day, date)),
        amount: if negative { -amount } else { amount },
        reversal,
        code: code.trim().to_owned(),
        customer_ref: customer.trim().to_owned(),
        bank_ref: bank.trim().to_owned(),
    })
}

/// The mark: negative, reversal, rest.
fn mark(text: &str) -> Option<(bool, bool, &str)> {
    // EC and ED of MT942 are expected entries and keep their sign.
    const MARKS: &[(&str, bool, bool)] = &[
        ("RC", true, true),
        ("RD", false, true),
        ("EC", false, false),
        ("ED", true, false),
        ("C", false, false),
        ("D", true, false),
    ];
    MARKS.iter().find_map(|(mark, negative, reversal)| {
        text.strip_prefix(mark)
            .map(|rest| (*negative, *reversal, rest))
    })
}

/// `yymmdd`: the date; for a day that does not exist `Err` with the last day of the month.
pub(super) fn date_of(text: &str) -> Result<Date, Option<Date>> {
    let part = |from: usize| -> Option<u8> { text.get(from..from + 2)?.parse().ok() };
    let (Some(year), Some(month), Some(day)) = (part(0), part(2), part(4)) else {
        return Err(None);
    };
    let year = if year >= 80 { 1900 } else { 2000 } + i32::from(year);
    Date::new(year, month, day).ok_or_else(|| {
        (29..=31)
            .contains(&day)
            .then(|| (28..day).rev().find_map(|d| Date::new(year, month, d)))
            .flatten()
            .or_else(|| {
                (day > 28 && day <= 31)
                    .then(|| Date::new(year, month, 28))
                    .flatten()
            })
    })
}

/// `mmdd` near a value date: the year that puts both within half a year.
fn entry_date(text: &str, value: Date) -> Option<Date> {
    let month: u8 = text.get(..2)?.parse().ok()?;
    let day: u8 = text.get(2..4)?.parse().ok()?;
    [value.year(), value.year() - 1, value.year() + 1]
        .into_iter()
        .filter_map(|year| {
            Date::new(year, month, day).or_else(|| {
                (29..=31)
                    .contains(&day)
                    .then(|| Date::new(year, month, 28))
                    .flatten()
            })
        })
        .min_by_key(|date| (date.days() - value.days()).abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_many_banks() {
        let read = |t: &str| {
            let l = line(t).unwrap();
            (l.amount.to_string(), l.code, l.customer_ref, l.reversal)
        };
        let row = |a: &str, b: &str, c: &str, d| (a.to_owned(), b.to_owned(), c.to_owned(), d);
        assert_eq!(
            read("1105240524D9,N192NONREF"),
            row("-9", "N192", "NONREF", false)
        );
        assert_eq!(
            read("0709040904RCR204,88NRTINONREF"),
            row("-204.88", "NRTI", "NONREF", true)
        );
        assert_eq!(
            read("1407290729C500NTRF29-07-2014 10:05//B4"),
            row("500", "NTRF", "29-07-2014 10:05", false)
        );
        assert_eq!(
            read("110701CN50,00NZ10NONREF"),
            row("50.00", "NZ10", "NONREF", false)
        );
        assert_eq!(
            read("130101D000000000025,00N102EREF"),
            row("-25.00", "N102", "EREF", false)
        );
        assert!(line("110701X5,00N").is_err());
        assert!(line("").is_err());
    }

    #[test]
    fn dates_over_the_turn_of_the_year_and_beyond_the_month() {
        let l = line("2401021231C1,00NTRF").unwrap();
        assert_eq!(l.entry.unwrap().to_string(), "2023-12-31");
        assert_eq!(
            date_of("160230").unwrap_err().unwrap().to_string(),
            "2016-02-29"
        );
        assert_eq!(date_of("169930"), Err(None));
    }
}
