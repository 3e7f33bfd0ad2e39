//! One value into one cell, with its format.

use rust_xlsxwriter::{Format, FormatBorder, Worksheet, XlsxError};

use super::cells::{ColumnKind, Value, cell_number, decimal_text};

const FONT: &str = "Microsoft YaHei";
/// Excel's limit, in UTF-16 units.
const MAX_TEXT: usize = 32_767;

pub(super) fn base() -> Format {
    Format::new().set_font_name(FONT).set_font_size(10)
}

pub(super) fn body_format(kind: ColumnKind) -> Format {
    base().set_num_format(kind.format())
}

pub(super) fn total_format(kind: ColumnKind) -> Format {
    body_format(kind)
        .set_bold()
        .set_border_top(FormatBorder::Thin)
}

pub(super) fn put(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    kind: ColumnKind,
    value: Value<'_>,
    format: &Format,
    total: bool,
) -> Result<(), XlsxError> {
    let own = |kind| {
        if total {
            total_format(kind)
        } else {
            body_format(kind)
        }
    };
    let mut number = |unscaled: i64, scale: u8, format: &Format| {
        match cell_number(unscaled, scale) {
            Some(n) => sheet.write_number_with_format(row, column, n, format)?,
            None => {
                let text = decimal_text(unscaled, scale);
                sheet.write_string_with_format(row, column, text, format)?
            }
        };
        Ok(())
    };
    match (value, kind) {
        (Value::Empty, _) if !total => Ok(()),
        (Value::Empty, _) => sheet.write_blank(row, column, format).map(|_| ()),
        (Value::Text(text), _) => {
            // In a number column the text gets the text format, so that it stays one.
            if kind.is_text() {
                sheet.write_string_with_format(row, column, cut(text), format)?;
            } else {
                let format = own(ColumnKind::Text);
                sheet.write_string_with_format(row, column, cut(text), &format)?;
            }
            Ok(())
        }
        (Value::Amount(minor), ColumnKind::Amount { exponent }) => number(minor, exponent, format),
        (Value::Amount(minor), _) => number(minor, 2, &own(ColumnKind::Amount { exponent: 2 })),
        (Value::AmountOf { minor, exponent }, ColumnKind::Amount { exponent: usual })
            if exponent == usual =>
        {
            number(minor, exponent, format)
        }
        (Value::AmountOf { minor, exponent }, _) => {
            number(minor, exponent, &own(ColumnKind::Amount { exponent }))
        }
        (Value::Decimal { unscaled, scale }, ColumnKind::Text | ColumnKind::Date) => number(
            unscaled,
            scale,
            &own(ColumnKind::Quantity { decimals: scale }),
        ),
        (Value::Decimal { unscaled, scale }, _) => number(unscaled, scale, format),
        (Value::Integer(n), ColumnKind::Text | ColumnKind::Date) => {
            number(n, 0, &own(ColumnKind::Integer))
        }
        (Value::Integer(n), _) => number(n, 0, format),
        (Value::Date(date), ColumnKind::Date) => number(date.excel_serial(), 0, format),
        (Value::Date(date), _) => number(date.excel_serial(), 0, &own(ColumnKind::Date)),
    }
}

/// Cuts text at Excel's limit.
pub(super) fn cut(text: &str) -> String {
    if text.len() <= MAX_TEXT || text.encode_utf16().count() <= MAX_TEXT {
        return text.to_owned();
    }
    let mut units = 0;
    let mut out: String = text
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units < MAX_TEXT
        })
        .collect();
    out.push('…');
    out
}
