//! Arithmetic of deliveries: tolerance, shares of an order line, shares of what is left.

use crate::orders::LockedLine;
use jieqing_kernel::decimal::{QTY_SCALE, format_trimmed};
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::tax::{RATE_ONE, Split, line_amount, part_of, split_inclusive};

/// Most that may go out for `qty` under an over-tolerance (e9), inclusive.
pub(super) fn allowed_qty(qty: i64, over_e9: i64) -> i64 {
    let share = i128::from(RATE_ONE) + i128::from(over_e9.max(0));
    let most = (i128::from(qty) * share).div_euclid(i128::from(RATE_ONE));
    i64::try_from(most).unwrap_or(i64::MAX)
}

/// `1.5 台`.
#[must_use]
pub fn quantity_text(qty_e6: i64, unit: &str) -> String {
    let number = format_trimmed(qty_e6, QTY_SCALE);
    if unit.is_empty() {
        number
    } else {
        format!("{number} {unit}")
    }
}

/// The share of `rest` for `part` out of `left` (quantities): rounded, the last part takes what is
/// left, so that the shares of any sequence sum to the whole.
///
/// # Errors
/// [`Error::Bug`] when `part` lies outside `0..=left`.
pub fn share_of_rest(rest: i64, part: i64, left: i64) -> Result<i64> {
    if part == 0 {
        return Ok(0);
    }
    if part == left {
        return Ok(rest);
    }
    if part < 0 || part > left {
        return Err(Error::bug("a share larger than what is left"));
    }
    part_of(rest, 0, part, left).ok_or_else(|| Error::bug("share overflow"))
}

/// What `qty` more of an order line is worth when `before` is recognised already. Recognised value
/// follows the cumulative share of the line's total, so it ends at exactly that total.
pub(super) fn worth(line: &LockedLine, before: i64, qty: i64) -> Result<Split> {
    if qty == 0 {
        return Ok(Split::default());
    }
    let reached = part_of(line.total_minor, 0, before.saturating_add(qty), line.qty_e6);
    reached
        .and_then(|reached| reached.checked_sub(line.signed_total_minor))
        .and_then(|total| split_inclusive(total.max(0), line.tax_rate_e9))
        .ok_or_else(|| Error::bug("delivery amount out of range"))
}

/// Cost of `qty` in company currency; 0 when unknown.
pub(super) fn cost_of(line: &LockedLine, qty: i64, base_exponent: u8) -> Result<i64> {
    match line.cost_e8 {
        None => Ok(0),
        Some(cost) => {
            line_amount(qty, cost, base_exponent).ok_or_else(|| Error::bug("cost out of range"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jieqing_kernel::id::Id;
    use proptest::prelude::*;

    fn line(qty: i64, total: i64) -> LockedLine {
        LockedLine {
            id: Id::from_raw(1),
            line_no: 1,
            product_id: Id::from_raw(1),
            sku: String::new(),
            name: String::new(),
            spec: String::new(),
            unit: String::new(),
            tax_code: String::new(),
            qty_e6: qty,
            price_e8: 0,
            tax_rate_e9: 130_000_000,
            treatment: "taxed".to_owned(),
            net_minor: 0,
            tax_minor: 0,
            total_minor: total,
            cost_e8: Some(700_000_000),
            dispatched_e6: 0,
            signed_e6: 0,
            returned_e6: 0,
            invoiced_e6: 0,
            signed_total_minor: 0,
            invoiced_total_minor: 0,
            closed: false,
        }
    }

    #[test]
    fn tolerance_is_inclusive_and_rounds_down() {
        assert_eq!(allowed_qty(100_000_000, 50_000_000), 105_000_000);
        assert_eq!(allowed_qty(1, 50_000_000), 1);
        assert_eq!(allowed_qty(7, 0), 7);
        assert_eq!(quantity_text(1_500_000, "台"), "1.5 台");
    }

    #[test]
    fn a_third_three_times() {
        let mut l = line(3, 100);
        let mut totals = Vec::new();
        for before in 0..3 {
            let split = worth(&l, before, 1).expect("fits");
            assert_eq!(split.net + split.tax, split.total);
            l.signed_total_minor += split.total;
            totals.push(split.total);
        }
        assert_eq!(totals, [33, 34, 33]);
        assert_eq!(cost_of(&l, 2_000_000, 2).ok(), Some(1400));
    }

    proptest! {
        #[test]
        fn any_partition_sums_to_the_order_line(
            total in 0i64..10_000_000,
            parts in prop::collection::vec((1i64..5_000_000, prop::collection::vec(1u32..100, 1..5)), 1..8),
        ) {
            let qty: i64 = parts.iter().map(|(q, _)| q).sum();
            let mut l = line(qty, total);
            let mut before = 0;
            let mut invoiced_all = 0;
            for (q, cuts) in &parts {
                let split = worth(&l, before, *q).expect("fits");
                prop_assert!(split.total >= 0);
                prop_assert_eq!(split.net + split.tax, split.total);
                l.signed_total_minor += split.total;
                before += q;
                // The delivery line is invoiced in as many parts as there are cuts.
                let weight: i64 = cuts.iter().map(|c| i64::from(*c)).sum();
                let (mut left, mut rest) = (*q, split.total);
                for (at, cut) in cuts.iter().enumerate() {
                    let part = if at + 1 == cuts.len() { left } else { (q * i64::from(*cut) / weight).min(left) };
                    let value = share_of_rest(rest, part, left).expect("fits");
                    prop_assert!(value >= 0 && value <= rest);
                    left -= part;
                    rest -= value;
                    invoiced_all += value;
                }
                prop_assert_eq!((left, rest), (0, 0));
            }
            prop_assert_eq!(l.signed_total_minor, total);
            prop_assert_eq!(invoiced_all, total);
        }
    }
}
