//! Dividing an amount into parts that sum to it.

use super::{checked_rate, times_rate};
use crate::decimal::div_half_up;

/// Allocates `amount` over parts in proportion to `weights` (an order-level discount over its
/// lines): each share rounded, the remainder to the part with the largest weight, the first of
/// equals (semantics.md, china.md §2.5).
///
/// Where that part cannot bear the remainder (many tiny parts: it would more than double, change
/// sign, or pass its own weight although the amount does not pass their sum), the left-over units
/// go one each to the largest fractions instead, so that a discount never exceeds its line.
///
/// The result has the length of `weights` and sums to `amount`. `None` when weights have mixed
/// signs, when they are all zero (or none) and the amount is not, or on overflow. O(n log n).
#[must_use]
pub fn allocate_proportional(amount: i64, weights: &[i64]) -> Option<Vec<i64>> {
    if weights.iter().any(|w| *w < 0) && weights.iter().any(|w| *w > 0) {
        return None;
    }
    let sizes: Vec<i128> = weights.iter().map(|w| i128::from(*w).abs()).collect();
    let sum = sizes.iter().try_fold(0_i128, |a, w| a.checked_add(*w))?;
    if sum == 0 {
        return (amount == 0).then(|| vec![0; weights.len()]);
    }
    let size = i128::from(amount).abs();
    let mut parts = Vec::with_capacity(sizes.len());
    for w in &sizes {
        parts.push(div_half_up(size.checked_mul(*w)?, sum)?);
    }
    let given = parts.iter().try_fold(0_i128, |a, p| a.checked_add(*p))?;
    let rest = size.checked_sub(given)?;
    let (largest, weight) = sizes
        .iter()
        .enumerate()
        .rev()
        .max_by_key(|(_, w)| **w)
        .map(|(at, w)| (at, *w))?;
    let part = parts.get_mut(largest)?;
    let adjusted = part.checked_add(rest)?;
    if rest.checked_abs()? <= *part && (size > sum || adjusted <= weight) {
        *part = adjusted;
    } else {
        parts = by_largest_fraction(size, &sizes, sum)?;
    }
    let sign: i128 = if amount < 0 { -1 } else { 1 };
    parts
        .into_iter()
        .map(|p| i64::try_from(p.checked_mul(sign)?).ok())
        .collect()
}

fn by_largest_fraction(size: i128, sizes: &[i128], sum: i128) -> Option<Vec<i128>> {
    let mut parts = Vec::with_capacity(sizes.len());
    let mut fractions = Vec::with_capacity(sizes.len());
    let mut left = size;
    for (at, w) in sizes.iter().enumerate() {
        let product = size.checked_mul(*w)?;
        let floor = product.checked_div(sum)?;
        left = left.checked_sub(floor)?;
        parts.push(floor);
        fractions.push((std::cmp::Reverse(product.checked_rem(sum)?), at));
    }
    fractions.sort_unstable();
    for (_, at) in fractions.into_iter().take(usize::try_from(left).ok()?) {
        let part = parts.get_mut(at)?;
        *part = part.checked_add(1)?;
    }
    Some(parts)
}

/// Splits `amount` into instalments by shares (10⁻⁹): each share rounded, the last takes the
/// remainder (semantics.md). A share never takes more than is left, so the last never changes sign.
///
/// `None` when `shares_e9` is empty, a share is negative or the shares sum to more than
/// [`super::RATE_ONE`]. The last share may be given short (thirds: 3 × 333333333).
#[must_use]
pub fn split_last(amount: i64, shares_e9: &[i64]) -> Option<Vec<i64>> {
    let (_, firsts) = shares_e9.split_last()?;
    let mut sum = 0_i64;
    for share in shares_e9 {
        sum = sum.checked_add(checked_rate(*share)?)?;
    }
    checked_rate(sum)?;
    let mut left = amount;
    let mut parts = Vec::with_capacity(shares_e9.len());
    for share in firsts {
        let wanted = times_rate(amount, *share)?;
        let part = if wanted.unsigned_abs() > left.unsigned_abs() {
            left
        } else {
            wanted
        };
        left = left.checked_sub(part)?;
        parts.push(part);
    }
    parts.push(left);
    Some(parts)
}

/// The part of `total` that belongs to the step from `prev_cum_qty` to `new_cum_qty` out of
/// `full_qty` (all of one scale): cumulative amounts are rounded, the part is their difference, so
/// parts over any chain of steps from 0 to `full_qty` sum to `total`. Going back gives the negative.
/// `None` when `full_qty` is zero or on overflow.
#[must_use]
pub fn part_of(total: i64, prev_cum_qty: i64, new_cum_qty: i64, full_qty: i64) -> Option<i64> {
    let up_to = |qty: i64| {
        let product = i128::from(total).checked_mul(i128::from(qty))?;
        div_half_up(product, i128::from(full_qty))
    };
    i64::try_from(up_to(new_cum_qty)?.checked_sub(up_to(prev_cum_qty)?)?).ok()
}
