//! Evidence as thousandths of a bit, without floats: what speaks for and against adds up.

/// log₂ of a count, in thousandths; 0 for 0 and 1.
pub(crate) fn log2(n: u64) -> i32 {
    if n <= 1 {
        return 0;
    }
    let whole = n.ilog2();
    // Mantissa in 32 bits, squared ten times: each square gives one binary place.
    let mut mantissa = (u128::from(n) << 32) >> whole;
    let mut fraction = 0_u32;
    for _ in 0..12 {
        mantissa = (mantissa * mantissa) >> 32;
        fraction <<= 1;
        if mantissa >= 2 << 32 {
            mantissa >>= 1;
            fraction |= 1;
        }
    }
    i32::try_from(whole * 1_000 + fraction * 1_000 / 4_096).unwrap_or(i32::MAX)
}

/// log₂ of a ratio.
pub(crate) fn log2_ratio(over: u64, under: u64) -> i32 {
    log2(over.max(1)) - log2(under.max(1))
}

/// One in the fixed point of [`exp2`].
pub(crate) const ONE: u64 = 1 << 24;

/// 2^(bits/1000) in 24 binary places, between 2^-24 and 2^30.
pub(crate) fn exp2(bits: i32) -> u64 {
    let bits = bits.clamp(-24_000, 30_000);
    let (whole, part) = (
        bits.div_euclid(1_000),
        u64::from(bits.rem_euclid(1_000).unsigned_abs()),
    );
    // 2^x ≈ 1 + 0.6565 x + 0.3435 x² on [0, 1): within 0.2 %.
    let part =
        ONE + ONE * part * 6_565 / 10_000_000 + ONE * part * part / 1_000 * 3_435 / 10_000_000;
    if whole >= 0 {
        part << whole
    } else {
        part >> -whole
    }
}

/// What an amount says: a sum to the cent says more than a round one.
pub(crate) fn value(amount: i64) -> i32 {
    let mut left = amount.unsigned_abs();
    while left > 0 && left.is_multiple_of(10) {
        left /= 10;
    }
    log2(left.max(1)).min(22_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_of_counts() {
        assert_eq!(log2(1), 0);
        assert_eq!(log2(8), 3_000);
        assert!((log2(10) - 3_322).abs() <= 2);
        assert!((log2(1_000_000) - 19_932).abs() <= 2);
        assert_eq!(log2_ratio(1, 4), -2_000);
    }

    #[test]
    fn powers_go_back() {
        assert_eq!(exp2(0), ONE);
        assert_eq!(exp2(3_000), 8 * ONE);
        assert_eq!(exp2(-2_000), ONE / 4);
        let root = exp2(500);
        assert!((root as i64 - 23_726_566).abs() < 60_000, "{root}");
    }
}
