//! Typed values out of the cells of a row; what is wrong is collected, not thrown.

use super::report::Problem;
use jieqing_formats::table::value::{
    DateRules, Number, is_blank_mark, parse_amount, parse_date, parse_percent,
};
use jieqing_formats::table::{CellKind, Row};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;

/// Where a field is read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SlotSource {
    /// Column, from 0.
    Column(usize),
    /// The same for every row.
    Const(String),
    /// Nowhere.
    Nothing,
}

/// A field with its source.
#[derive(Debug, Clone)]
pub struct Slot {
    /// Field.
    pub field: &'static str,
    /// Column name for messages.
    pub column: String,
    /// Whether an empty cell is an error.
    pub required: bool,
    /// Source.
    pub source: SlotSource,
    /// How its dates are written.
    pub dates: DateRules,
}

impl Slot {
    /// Whether the file says anything about the field.
    #[must_use]
    pub(super) fn given(&self) -> bool {
        self.source != SlotSource::Nothing
    }
}

/// The cells of one row, with the problems found so far.
pub(super) struct Cells<'r> {
    row: &'r Row,
    /// Problems found.
    pub problems: Vec<Problem>,
}

impl<'r> Cells<'r> {
    /// Looks at `row`.
    #[must_use]
    pub(super) fn new(row: &'r Row) -> Self {
        Self {
            row,
            problems: Vec::new(),
        }
    }

    /// The text of a field, `""` when the file says nothing.
    pub(super) fn text<'a>(&mut self, slot: &'a Slot) -> &'a str
    where
        'r: 'a,
    {
        let row: &'r Row = self.row;
        let text = match &slot.source {
            SlotSource::Column(at) => {
                let kind = row.cell(*at).kind;
                let text = row.text(*at);
                match kind {
                    CellKind::Error => {
                        self.fail(slot, "imports.bad_cell", text);
                        return "";
                    }
                    CellKind::FormulaWithoutValue => {
                        self.fail(slot, "imports.formula_without_value", text);
                        return "";
                    }
                    CellKind::Empty
                    | CellKind::Text
                    | CellKind::Number
                    | CellKind::Date
                    | CellKind::Bool => text,
                }
            }
            SlotSource::Const(text) => text.as_str(),
            SlotSource::Nothing => "",
        };
        if text.is_empty() && slot.required {
            self.fail(slot, "field.required", "");
        }
        text
    }

    /// The text of a field, whatever it is; nothing is noted.
    pub(super) fn plain<'a>(&self, slot: &'a Slot) -> &'a str
    where
        'r: 'a,
    {
        let row: &'r Row = self.row;
        match &slot.source {
            SlotSource::Column(at) => row.text(*at),
            SlotSource::Const(text) => text,
            SlotSource::Nothing => "",
        }
    }

    /// [`Cells::text`], owned.
    pub(super) fn string(&mut self, slot: &Slot) -> String {
        self.text(slot).to_owned()
    }

    /// A number scaled by 10^`scale`.
    pub(super) fn number(&mut self, slot: &Slot, scale: u8) -> Option<i64> {
        let text = self.value(slot)?;
        self.scaled(slot, text, scale, parse_amount(text))
    }

    /// A percentage or rate (`13%`, `0.13` and `13` are told apart by the reader), scaled by 10^9.
    pub(super) fn percent(&mut self, slot: &Slot) -> Option<i64> {
        let text = self.value(slot)?;
        let parsed = if text.ends_with(['%', '％']) {
            parse_percent(text)
        } else {
            // Without a sign a number below 1 is a share, from 1 on a percentage (1 is 1 %).
            parse_amount(text).map(|n| match n.to_scaled(9) {
                Ok(share) if share < 1_000_000_000 => n,
                _ => Number {
                    scale: n.scale.saturating_add(2),
                    ..n
                },
            })
        };
        self.scaled(slot, text, 9, parsed)
    }

    fn scaled(
        &mut self,
        slot: &Slot,
        text: &str,
        scale: u8,
        parsed: Result<Number, jieqing_formats::table::value::ValueError>,
    ) -> Option<i64> {
        match parsed.and_then(|n| n.to_scaled(scale)) {
            Ok(value) => Some(value),
            Err(error) => {
                self.fail(slot, error.code, text);
                None
            }
        }
    }

    /// A business day.
    pub(super) fn date(&mut self, slot: &Slot) -> Option<Date> {
        let text = self.value(slot)?;
        let parsed = parse_date(text, &slot.dates)
            .map(|d| Date::from_ymd_opt(d.year(), u32::from(d.month()), u32::from(d.day())));
        match parsed {
            Ok(Some(date)) => Some(date),
            Ok(None) => {
                self.fail(slot, "date.no_such_day", text);
                None
            }
            Err(error) => {
                self.fail(slot, error.code, text);
                None
            }
        }
    }

    /// A currency.
    pub(super) fn currency(&mut self, slot: &Slot) -> Option<Currency> {
        let text = self.value(slot)?;
        let word = match text {
            "人民币" | "元" | "RMB" => "CNY",
            "美元" => "USD",
            "欧元" => "EUR",
            "港币" | "港元" => "HKD",
            "英镑" => "GBP",
            "日元" => "JPY",
            other => other,
        };
        match word.parse() {
            Ok(currency) => Some(currency),
            Err(_unknown) => {
                self.fail(slot, "field.unknown_currency", text);
                None
            }
        }
    }

    /// Text that stands for something: `-`, `—` and `N/A` are nothing.
    fn value<'a>(&mut self, slot: &'a Slot) -> Option<&'a str>
    where
        'r: 'a,
    {
        let text = self.text(slot);
        if text.is_empty() {
            return None;
        }
        if is_blank_mark(text) {
            if slot.required {
                self.fail(slot, "field.required", text);
            }
            return None;
        }
        Some(text)
    }

    /// Notes a problem in the cell of `slot`.
    pub(super) fn fail(&mut self, slot: &Slot, code: &'static str, value: &str) {
        self.fail_with(slot, code, value, Vec::new());
    }

    /// [`Cells::fail`] with figures of the problem's own.
    pub(super) fn fail_with(
        &mut self,
        slot: &Slot,
        code: &'static str,
        value: &str,
        mut facts: Vec<(&'static str, String)>,
    ) {
        facts.insert(0, ("value", value.chars().take(60).collect()));
        self.problems.push(Problem {
            column: slot.column.clone(),
            code,
            facts,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slot(at: usize) -> Slot {
        Slot {
            field: "f",
            column: "列".to_owned(),
            required: true,
            source: SlotSource::Column(at),
            dates: DateRules::default(),
        }
    }

    #[test]
    fn values_or_problems_with_their_column() {
        let row = Row::from_texts(
            7,
            [
                "1,234.50",
                "13%",
                "13",
                "0.13",
                "2024年1月5日",
                "人民币",
                "1e5",
                "-",
                "",
            ],
        );
        let mut cells = Cells::new(&row);
        assert_eq!(cells.number(&slot(0), 2), Some(123_450));
        for at in 1..=3 {
            assert_eq!(cells.percent(&slot(at)), Some(130_000_000), "{at}");
        }
        assert_eq!(cells.date(&slot(4)), Date::from_ymd_opt(2024, 1, 5));
        assert_eq!(cells.currency(&slot(5)), Some(Currency::CNY));
        assert!(cells.problems.is_empty());
        assert_eq!(cells.number(&slot(6), 2), None);
        assert_eq!(cells.number(&slot(7), 2), None);
        assert_eq!(cells.text(&slot(8)), "");
        let found: Vec<_> = cells
            .problems
            .iter()
            .map(|p| (p.column.as_str(), p.code))
            .collect();
        assert_eq!(
            found,
            [
                ("列", "amount.exponent"),
                ("列", "field.required"),
                ("列", "field.required")
            ]
        );
    }
}
