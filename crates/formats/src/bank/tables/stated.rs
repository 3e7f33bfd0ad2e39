//! Rows of a table that state the opening or closing balance and are no entries.

use rust_decimal::Decimal;

use super::cells::{self, clean};
use super::columns::Field;
use super::layout::Layout;
use crate::table::Row;

/// Balances found in rows.
#[derive(Debug, Default)]
pub(super) struct StatedBalances {
    pub(super) opening: Option<Decimal>,
    pub(super) closing: Option<Decimal>,
}

const OPENING: &[&str] = &[
    "期初余额",
    "上期余额",
    "上期结余",
    "上月结余",
    "承前余额",
    "承前页",
    "承上页",
    "上页余额",
    "上年结转",
    "opening balance",
    "beginning balance",
    "starting balance",
    "balance brought forward",
    "brought forward",
    "balance b/f",
    "previous balance",
    "anfangssaldo",
    "saldo inicial",
    "saldo iniziale",
    "solde initial",
];

const CLOSING: &[&str] = &[
    "期末余额",
    "本期余额",
    "本期结余",
    "本月结余",
    "过次页",
    "转下页",
    "closing balance",
    "ending balance",
    "balance carried forward",
    "carried forward",
    "balance c/f",
    "endsaldo",
    "saldo final",
    "saldo finale",
    "solde final",
];

impl StatedBalances {
    /// Takes a row without an amount that names a balance; false when it is another row.
    pub(super) fn take(&mut self, row: &Row, table: &Layout<'_>) -> bool {
        let read = |column| {
            cells::amount(row.cell(column).text, table.comma)
                .ok()
                .flatten()
                .map(|a| a.value)
        };
        let moved = [Field::In, Field::Out, Field::Amount]
            .iter()
            .flat_map(|f| table.columns.all(*f))
            .filter_map(read)
            .any(|value| !value.is_zero());
        if moved {
            return false;
        }
        let names = |words: &[&str]| {
            row.cells().any(|cell| {
                let text = clean(cell.text).to_lowercase();
                words.iter().any(|word| text.starts_with(word))
            })
        };
        let (opening, closing) = (names(OPENING), names(CLOSING));
        if opening == closing {
            return false;
        }
        let balance = table.columns.first(Field::Balance).and_then(read);
        let slot = if opening {
            &mut self.opening
        } else {
            &mut self.closing
        };
        if opening {
            *slot = slot.or(balance);
        } else {
            *slot = balance.or(*slot);
        }
        true
    }
}
