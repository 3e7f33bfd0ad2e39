//! One party's rows, kept small: all text of a side stands in one buffer.

use jieqing_kernel::date::Date;

/// What a text of a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Number of the document, whatever it is.
    Doc,
    /// Number of a delivery note.
    Delivery,
    /// Number of an invoice.
    Invoice,
    /// Number of a sales order.
    Order,
    /// Number of the customer's purchase order or contract.
    Po,
    /// Line within the document.
    Line,
    /// Product: code or name.
    Item,
    /// Whose row it is.
    Party,
    /// Kind of document in words.
    Kind,
    /// Currency.
    Currency,
    /// Anything else that was said.
    Text,
    /// Names the row in its file and says nothing about the business.
    Id,
}

impl Field {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Doc,
        Self::Delivery,
        Self::Invoice,
        Self::Order,
        Self::Po,
        Self::Line,
        Self::Item,
        Self::Party,
        Self::Kind,
        Self::Currency,
        Self::Text,
        Self::Id,
    ];
    /// Those that name a document, in the order in which they become a row's key.
    pub const DOCUMENTS: [Self; 3] = [Self::Doc, Self::Delivery, Self::Invoice];
    /// Those that are numbers.
    pub const NUMBERS: [Self; 5] = [
        Self::Doc,
        Self::Delivery,
        Self::Invoice,
        Self::Order,
        Self::Po,
    ];
}

/// No day known.
pub const NO_DAY: i32 = i32::MIN;

/// What a row says about its place in an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standing {
    /// A document or a payment.
    #[default]
    Movement,
    /// What was open before the first movement.
    Opening,
}

/// A row as it is handed in.
#[derive(Debug, Clone, Copy, Default)]
pub struct Entry<'a> {
    /// Row number in the file, from 1.
    pub number: u32,
    /// Sheet of the file, from 0.
    pub sheet: u16,
    /// Texts, in the order of [`Field::ALL`].
    pub texts: [&'a str; 12],
    /// Date of the document.
    pub date: Option<Date>,
    /// Due date.
    pub due: Option<Date>,
    /// Amount with tax, in [`crate::amount::ONE`]ths.
    pub amount: i64,
    /// Amount without tax, where both are known.
    pub net: Option<i64>,
    /// Quantity.
    pub quantity: Option<i64>,
    /// Price of one.
    pub price: Option<i64>,
    /// Tax rate in hundredths of a percent.
    pub rate: Option<u16>,
    /// Movement or opening balance.
    pub standing: Standing,
}

impl<'a> Entry<'a> {
    /// Sets a text.
    #[must_use]
    pub fn with(mut self, field: Field, text: &'a str) -> Self {
        self.texts[field as usize] = text;
        self
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Span {
    at: u32,
    len: u16,
}

/// Marks an optional number that is not there.
const NOTHING: i64 = i64::MIN;

/// A stored row.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    texts: [Span; 12],
    /// Row number in the file, from 1.
    pub number: u32,
    /// Sheet of the file, from 0.
    pub sheet: u16,
    /// Day of the document since 1970, or [`NO_DAY`].
    pub day: i32,
    /// Due day, or [`NO_DAY`].
    pub due: i32,
    /// Amount with tax.
    pub amount: i64,
    net: i64,
    quantity: i64,
    price: i64,
    rate: u16,
    /// Movement or opening balance.
    pub standing: Standing,
}

impl Row {
    /// Amount without tax.
    #[must_use]
    pub fn net(&self) -> Option<i64> {
        (self.net != NOTHING).then_some(self.net)
    }

    /// Quantity.
    #[must_use]
    pub fn quantity(&self) -> Option<i64> {
        (self.quantity != NOTHING).then_some(self.quantity)
    }

    /// Price of one, as written.
    #[must_use]
    pub fn price(&self) -> Option<i64> {
        (self.price != NOTHING).then_some(self.price)
    }

    /// Tax rate in hundredths of a percent.
    #[must_use]
    pub fn rate(&self) -> Option<u16> {
        (self.rate != u16::MAX).then_some(self.rate)
    }
}

/// All rows of one party.
#[derive(Debug, Clone)]
pub struct Side {
    text: String,
    rows: Vec<Row>,
    key: Field,
}

impl Default for Side {
    fn default() -> Self {
        Self {
            text: String::new(),
            rows: Vec::new(),
            key: Field::Doc,
        }
    }
}

fn days(date: Option<Date>) -> i32 {
    date.map_or(NO_DAY, |d| d.to_epoch_days())
}

impl Side {
    /// Adds a row. Texts are cut at 60,000 bytes.
    pub fn push(&mut self, entry: &Entry<'_>) {
        let mut texts = [Span::default(); 12];
        for (span, text) in texts.iter_mut().zip(entry.texts) {
            if text.is_empty() {
                continue;
            }
            let text = text.get(..text.len().min(60_000)).unwrap_or_default();
            let Ok(at) = u32::try_from(self.text.len()) else {
                continue;
            };
            self.text.push_str(text);
            *span = Span {
                at,
                len: u16::try_from(text.len()).unwrap_or(0),
            };
        }
        self.rows.push(Row {
            texts,
            number: entry.number,
            sheet: entry.sheet,
            day: days(entry.date),
            due: days(entry.due),
            amount: entry.amount,
            net: entry.net.unwrap_or(NOTHING),
            quantity: entry.quantity.unwrap_or(NOTHING),
            price: entry.price.unwrap_or(NOTHING),
            rate: entry.rate.unwrap_or(u16::MAX),
            standing: entry.standing,
        });
    }

    /// The rows.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// A text of a row; empty where there is none.
    #[must_use]
    pub fn text(&self, row: usize, field: Field) -> &str {
        let Some(row) = self.rows.get(row) else {
            return "";
        };
        let span = row.texts[field as usize];
        let from = span.at as usize;
        self.text
            .get(from..from + usize::from(span.len))
            .unwrap_or_default()
    }

    /// Which field names a row.
    pub fn key_is(&mut self, field: Field) {
        self.key = field;
    }

    /// The row's document number, else its row number.
    #[must_use]
    pub fn key(&self, row: usize) -> String {
        let fields = std::iter::once(self.key).chain(Field::DOCUMENTS);
        for field in fields.chain([Field::Id]) {
            let text = self.text(row, field);
            if !text.is_empty() {
                return text.to_owned();
            }
        }
        self.rows
            .get(row)
            .map(|r| r.number.to_string())
            .unwrap_or_default()
    }

    /// Sum of all amounts.
    #[must_use]
    pub fn total(&self) -> i64 {
        crate::amount::sum(self.rows.iter().map(|r| r.amount))
    }

    /// Takes all amounts with the other sign.
    pub fn turn(&mut self) {
        for row in &mut self.rows {
            row.amount = row.amount.saturating_neg();
            for value in [&mut row.net, &mut row.quantity] {
                if *value != NOTHING {
                    *value = value.saturating_neg();
                }
            }
        }
    }

    /// Changes the amount of a row.
    pub fn set_amount(&mut self, row: usize, amount: i64) {
        if let Some(row) = self.rows.get_mut(row) {
            row.amount = amount;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_named_by_its_document_else_by_its_row() {
        let mut side = Side::default();
        side.push(
            &Entry {
                number: 7,
                ..Entry::default()
            }
            .with(Field::Invoice, "F1"),
        );
        side.push(&Entry {
            number: 8,
            amount: 5,
            ..Entry::default()
        });
        assert_eq!((side.key(0), side.key(1)), ("F1".into(), "8".into()));
        side.turn();
        assert_eq!(side.total(), -5);
        assert_eq!(side.rows()[0].quantity(), None);
    }
}
