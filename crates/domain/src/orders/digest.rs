//! Digest of what an order says: an approval and a confirmation are bound to it. Pure.

use super::store::write::{HeadRow, LineRow};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// SHA-256 (hex) over customer, money terms and lines, in a fixed order with separators.
#[must_use]
pub(super) fn digest(head: &HeadRow, lines: &[LineRow]) -> String {
    let mut text = String::with_capacity(lines.len().saturating_add(2).saturating_mul(96));
    let written = write_content(&mut text, head, lines);
    debug_assert!(written.is_ok(), "writing to a string");
    Sha256::digest(text.as_bytes())
        .into_iter()
        .fold(String::with_capacity(64), |mut hex, b| {
            for digit in [b >> 4, b & 15] {
                hex.extend(char::from_digit(u32::from(digit), 16));
            }
            hex
        })
}

fn write_content(out: &mut String, h: &HeadRow, lines: &[LineRow]) -> std::fmt::Result {
    write!(
        out,
        "1|{}|{}|{}|{}|{}|{}|{}|{}",
        h.customer.raw(),
        h.ordered_on,
        h.po_key,
        h.currency,
        h.rate_e9,
        h.terms.raw(),
        h.tax_inclusive,
        h.discount_minor
    )?;
    for l in lines {
        write!(
            out,
            "\n{}|{}|{}|{}|{}|{}|{}|{}|{}|{}",
            l.line_no,
            l.product.raw(),
            l.qty_e6,
            l.price_e8,
            l.discount_e9,
            l.discount_minor,
            l.order_discount_minor,
            l.treatment,
            l.tax_rate_e9,
            l.total_minor
        )?;
        write!(
            out,
            "|{}:{}|{}:{}",
            l.spec.len(),
            l.spec,
            l.unit.len(),
            l.unit
        )?;
    }
    Ok(())
}
