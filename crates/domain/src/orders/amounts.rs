//! Amounts of an order: lines to the cent, the order-level discount spread over them. Pure.

use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::tax::{
    Discount, LineError, Split, TaxTreatment, allocate_proportional, line_amount, line_split,
};

/// What a line's amounts are made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct LineInput {
    pub(super) qty_e6: i64,
    pub(super) price_e8: i64,
    pub(super) discount: Discount,
    pub(super) tax: TaxTreatment,
}

/// Amounts of a line, minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct LineAmounts {
    /// The line's own discount, in the order's mode.
    pub(super) discount: i64,
    /// Its share of the order's discount.
    pub(super) order_discount: i64,
    /// After both.
    pub(super) split: Split,
}

/// Amounts of every line and their sum. The order's discount is spread in proportion to the line
/// amounts after their own discount, the remainder on the largest.
///
/// # Errors
/// [`Error::Invalid`] with `tax.*` codes at the lines and `orders.discount_exceeds_order`.
pub(super) fn order_amounts(
    lines: &[LineInput],
    order_discount: i64,
    inclusive: bool,
    exponent: u8,
) -> Result<(Vec<LineAmounts>, Split)> {
    let mut errors = Vec::new();
    let mut own = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        own.push(own_discount(line, inclusive, exponent).unwrap_or_else(|e| {
            errors.push(FieldError::new(
                format!("lines[{at}].{}", field(&e)),
                e.code(),
            ));
            (0, 0)
        }));
    }
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    let weights: Vec<i64> = own.iter().map(|(amount, off)| amount - off).collect();
    let all: i128 = weights.iter().map(|w| i128::from(*w)).sum();
    let shares = if i128::from(order_discount) > all {
        None
    } else {
        allocate_proportional(order_discount, &weights)
    };
    let shares = shares.ok_or_else(|| Error::field("discount", "orders.discount_exceeds_order"))?;
    let mut out = Vec::with_capacity(lines.len());
    for ((line, (_, off)), share) in lines.iter().zip(own).zip(shares) {
        let both = Discount::Amount(off.saturating_add(share));
        let rate = line.tax.rate_e9();
        let split = line_split(line.qty_e6, line.price_e8, both, inclusive, rate, exponent)
            .map_err(|e| Error::bug(format!("{e} after its first check")))?
            .net;
        out.push(LineAmounts {
            discount: off,
            order_discount: share,
            split,
        });
    }
    let sum = Split::sum(out.iter().map(|l| l.split))
        .filter(|s| s.total <= jieqing_kernel::money::MAX_MINOR)
        .ok_or_else(|| Error::field("lines", LineError::OutOfRange.code()))?;
    Ok((out, sum))
}

fn own_discount(line: &LineInput, inclusive: bool, exponent: u8) -> Result<(i64, i64), LineError> {
    let amount = line_amount(line.qty_e6, line.price_e8, exponent).ok_or(LineError::OutOfRange)?;
    let rate = line.tax.rate_e9();
    let made = line_split(
        line.qty_e6,
        line.price_e8,
        line.discount,
        inclusive,
        rate,
        exponent,
    )?;
    let off = if inclusive {
        made.discount.total
    } else {
        made.discount.net
    };
    Ok((amount, off.saturating_neg()))
}

fn field(error: &LineError) -> &'static str {
    match error {
        LineError::TaxRate => "tax_rate",
        LineError::DiscountRate => "discount_rate",
        LineError::DiscountExceedsLine { .. } => "discount",
        LineError::OutOfRange => "price",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const RATE: i64 = 130_000_000;

    fn line(qty: i64, price_cents: i64, discount: Discount) -> LineInput {
        LineInput {
            qty_e6: qty * 1_000_000,
            price_e8: price_cents * 1_000_000,
            discount,
            tax: TaxTreatment::Taxed(RATE),
        }
    }

    #[test]
    fn header_is_the_sum_and_the_remainder_goes_to_the_largest() {
        let lines = [
            line(1, 3333, Discount::None),
            line(1, 3333, Discount::None),
            line(1, 3334, Discount::None),
        ];
        let (each, sum) = order_amounts(&lines, 1000, true, 2).expect("fits");
        let off: Vec<_> = each.iter().map(|l| l.order_discount).collect();
        assert_eq!(off, [333, 333, 334]);
        assert_eq!(sum.total, 9000);
        assert_eq!(sum.net, each.iter().map(|l| l.split.net).sum::<i64>());
        assert_eq!(sum.net + sum.tax, 9000);
    }

    #[test]
    fn discount_rows_are_split_by_themselves() {
        // 100.00 at 13 %: 88.50 + 11.50; 10 % off: −10.00 = −8.85 − 1.15.
        let lines = [line(1, 10_000, Discount::Rate(100_000_000))];
        let (each, sum) = order_amounts(&lines, 0, true, 2).expect("fits");
        assert_eq!(each[0].discount, 1000);
        assert_eq!((sum.net, sum.tax, sum.total), (7965, 1035, 9000));
        let (_, sum) = order_amounts(&lines, 0, false, 2).expect("fits");
        assert_eq!((sum.net, sum.tax, sum.total), (9000, 1170, 10_170));
    }

    #[test]
    fn a_discount_may_eat_everything_but_no_more() {
        let lines = [line(1, 100, Discount::None)];
        assert_eq!(
            order_amounts(&lines, 100, true, 2)
                .map(|(_, s)| s.total)
                .ok(),
            Some(0)
        );
        let Err(Error::Invalid(errors)) = order_amounts(&lines, 101, true, 2) else {
            panic!("accepted");
        };
        assert_eq!(errors[0].code, "orders.discount_exceeds_order");
        let Err(Error::Invalid(errors)) =
            order_amounts(&[line(1, 100, Discount::Amount(101))], 0, true, 2)
        else {
            panic!("accepted");
        };
        assert_eq!(errors[0].path, "lines[0].discount");
    }

    proptest! {
        #[test]
        fn money_is_conserved(
            lines in prop::collection::vec((1i64..50, 0i64..100_000, 0i64..1_000_000_000), 1..12),
            part in 0i64..100, inclusive: bool,
        ) {
            let lines: Vec<_> = lines.into_iter().map(|(q, p, d)| line(q, p, Discount::Rate(d))).collect();
            let before: i64 = lines.iter().map(|l| own_discount(l, inclusive, 2).map(|(a, d)| a - d).expect("fits")).sum();
            let off = before * part / 100;
            let (each, sum) = order_amounts(&lines, off, inclusive, 2).expect("fits");
            prop_assert_eq!(each.iter().map(|l| l.order_discount).sum::<i64>(), off);
            let in_mode = if inclusive { sum.total } else { sum.net };
            prop_assert_eq!(in_mode, before - off);
            prop_assert!(each.iter().all(|l| l.split.net + l.split.tax == l.split.total && l.split.total >= 0));
        }
    }
}
