//! VAT arithmetic on integers: splits, line amounts, discounts, allocations.
//!
//! Scales: money is `i64` minor units (分 for CNY), tax rates, discounts and shares are `i64` × 10⁻⁹
//! (13 % = `130_000_000`), unit prices × 10⁻⁸, quantities × 10⁻⁶. Rules: china.md §2.4 and §2.5,
//! semantics.md "tax" and "splitting an amount"; 增值税法 (2026-01-01).
//!
//! **Invariants:** `net + tax == total` in every [`Split`]; parts of an amount sum to the amount;
//! every figure is rounded once, half-up away from zero (四舍五入); nothing wraps: what does not fit
//! or makes no sense is `None` or an error.
//!
//! **Limits:** a rate lies in `0..=RATE_ONE`; the rates themselves are dated rows, never constants.

mod share;

use crate::decimal::div_half_up;

pub use share::{allocate_proportional, part_of, split_last};

/// 100 % as a rate (10⁻⁹).
pub const RATE_ONE: i64 = 1_000_000_000;
/// Largest currency exponent [`line_amount`] accepts (ISO 4217 uses 0 to 4).
pub const MAX_EXPONENT: u8 = 4;
/// Invoice check of the issuing platforms: |price × qty − amount| ≤ 0.01 (china.md §2.4), in 分.
pub const PRICE_TOLERANCE: i64 = 1;
/// Invoice check of the issuing platforms: |amount × rate − tax| ≤ 0.06 (china.md §2.4), in 分.
pub const TAX_TOLERANCE: i64 = 6;

const PRICE_QTY_DIGITS: u32 = 14;

/// An amount with its tax, in minor units. `net + tax == total` always.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Split {
    /// Without tax (金额).
    pub net: i64,
    /// Tax (税额).
    pub tax: i64,
    /// With tax (价税合计).
    pub total: i64,
}

impl Split {
    /// The sum of both, part by part; `None` on overflow.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        Some(Self {
            net: self.net.checked_add(other.net)?,
            tax: self.tax.checked_add(other.tax)?,
            total: self.total.checked_add(other.total)?,
        })
    }

    /// The same with opposite sign (a full red-letter copy); `None` on overflow.
    #[must_use]
    pub fn checked_neg(self) -> Option<Self> {
        Some(Self {
            net: self.net.checked_neg()?,
            tax: self.tax.checked_neg()?,
            total: self.total.checked_neg()?,
        })
    }

    /// The document header: the sum of its lines, never recomputed from the total (china.md §2.4).
    /// `None` on overflow.
    #[must_use]
    pub fn sum(lines: impl IntoIterator<Item = Self>) -> Option<Self> {
        lines
            .into_iter()
            .try_fold(Self::default(), Self::checked_add)
    }
}

/// How a line is treated by VAT. The three zeros are different things (china.md §2.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TaxTreatment {
    /// Taxed at this rate (10⁻⁹): 税率 or 征收率.
    Taxed(i64),
    /// 零税率: exports.
    ZeroRated,
    /// 免税.
    Exempt,
    /// 不征税.
    NotTaxable,
}

impl TaxTreatment {
    /// From the stored code and rate; `None` for an unknown code, a rate outside `1..=RATE_ONE`
    /// on `taxed`, or a rate other than zero elsewhere.
    #[must_use]
    pub fn from_parts(code: &str, rate_e9: i64) -> Option<Self> {
        match (code, rate_e9) {
            ("taxed", 1..=RATE_ONE) => Some(Self::Taxed(rate_e9)),
            ("zero_rated", 0) => Some(Self::ZeroRated),
            ("exempt", 0) => Some(Self::Exempt),
            ("not_taxable", 0) => Some(Self::NotTaxable),
            _ => None,
        }
    }

    /// Stable code: `taxed`, `zero_rated`, `exempt`, `not_taxable`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Taxed(_) => "taxed",
            Self::ZeroRated => "zero_rated",
            Self::Exempt => "exempt",
            Self::NotTaxable => "not_taxable",
        }
    }

    /// The rate to compute with (10⁻⁹); 0 for the three zeros.
    #[must_use]
    pub fn rate_e9(self) -> i64 {
        match self {
            Self::Taxed(rate) => rate,
            Self::ZeroRated | Self::Exempt | Self::NotTaxable => 0,
        }
    }

    /// 零税率标识 of the 税控 interface: none when taxed, 1 免税, 2 不征税, 3 普通零税率.
    #[must_use]
    pub fn zero_rate_mark(self) -> Option<u8> {
        match self {
            Self::Taxed(_) => None,
            Self::Exempt => Some(1),
            Self::NotTaxable => Some(2),
            Self::ZeroRated => Some(3),
        }
    }
}

/// Splits a tax-inclusive amount (含税, the default entry): `net = round(total / (1 + rate))`,
/// `tax = total − net`. Never `round(net × rate)`. `None` when the rate is outside `0..=RATE_ONE`.
#[must_use]
pub fn split_inclusive(total: i64, rate_e9: i64) -> Option<Split> {
    let divisor = i128::from(checked_rate(rate_e9)?).checked_add(i128::from(RATE_ONE))?;
    let scaled = i128::from(total).checked_mul(i128::from(RATE_ONE))?;
    let net = i64::try_from(div_half_up(scaled, divisor)?).ok()?;
    let tax = total.checked_sub(net)?;
    Some(Split { net, tax, total })
}

/// Adds tax to a tax-exclusive amount (不含税): `tax = round(net × rate)`, `total = net + tax`.
/// Not the inverse of [`split_inclusive`]. `None` on overflow or a rate outside `0..=RATE_ONE`.
#[must_use]
pub fn split_exclusive(net: i64, rate_e9: i64) -> Option<Split> {
    let tax = times_rate(net, checked_rate(rate_e9)?)?;
    let total = net.checked_add(tax)?;
    Some(Split { net, tax, total })
}

/// Quantity (10⁻⁶) × unit price (10⁻⁸) in minor units of a currency with `exponent` decimals,
/// rounded once. `None` on overflow or an exponent above [`MAX_EXPONENT`].
#[must_use]
pub fn line_amount(qty_e6: i64, price_e8: i64, exponent: u8) -> Option<i64> {
    let product = i128::from(qty_e6).checked_mul(i128::from(price_e8))?;
    i64::try_from(div_half_up(product, amount_divisor(exponent)?)?).ok()
}

/// The unit price (10⁻⁸) that makes `amount` out of the quantity, rounded once: for invoices made
/// from an amount. `None` for a zero quantity, overflow or an exponent above [`MAX_EXPONENT`].
#[must_use]
pub fn unit_price(amount: i64, qty_e6: i64, exponent: u8) -> Option<i64> {
    let scaled = i128::from(amount).checked_mul(amount_divisor(exponent)?)?;
    i64::try_from(div_half_up(scaled, i128::from(qty_e6))?).ok()
}

/// Whether |price × quantity − amount| ≤ `tolerance` minor units, before any rounding
/// (see [`PRICE_TOLERANCE`]). `None` on overflow or an exponent above [`MAX_EXPONENT`].
#[must_use]
pub fn price_agrees(
    qty_e6: i64,
    price_e8: i64,
    amount: i64,
    exponent: u8,
    tolerance: i64,
) -> Option<bool> {
    let unit = amount_divisor(exponent)?;
    let product = i128::from(qty_e6).checked_mul(i128::from(price_e8))?;
    let gap = product.checked_sub(i128::from(amount).checked_mul(unit)?)?;
    Some(gap.checked_abs()? <= i128::from(tolerance).checked_mul(unit)?)
}

/// Whether |net × rate − tax| ≤ `tolerance` minor units, before any rounding (see
/// [`TAX_TOLERANCE`]). `None` when the rate is outside `0..=RATE_ONE`.
#[must_use]
pub fn tax_agrees(split: Split, rate_e9: i64, tolerance: i64) -> Option<bool> {
    let one = i128::from(RATE_ONE);
    let product = i128::from(split.net).checked_mul(i128::from(checked_rate(rate_e9)?))?;
    let gap = product.checked_sub(i128::from(split.tax).checked_mul(one)?)?;
    Some(gap.checked_abs()? <= i128::from(tolerance).checked_mul(one)?)
}

/// What is taken off a line, in the line's own mode (inclusive or exclusive).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Discount {
    /// Nothing.
    #[default]
    None,
    /// This share of the line amount (10⁻⁹), `0..=RATE_ONE`.
    Rate(i64),
    /// This amount, minor units, with the sign of the line amount (positive on a sale).
    Amount(i64),
}

/// A line as the invoice shows it: the discounted row, the discount row that follows it, their sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LineSplit {
    /// The row before discount (被折扣行).
    pub gross: Split,
    /// The discount row (折扣行): opposite sign, same rate; zero without a discount.
    pub discount: Split,
    /// `gross + discount`: what the line counts for.
    pub net: Split,
}

/// Why a line cannot be computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LineError {
    /// The tax rate is outside `0..=RATE_ONE`.
    #[error("tax rate out of range")]
    TaxRate,
    /// The discount rate is outside `0..=RATE_ONE`.
    #[error("discount rate out of range")]
    DiscountRate,
    /// The discount is larger than the line or has the other sign.
    #[error("discount exceeds the line amount")]
    DiscountExceedsLine {
        /// The line amount, minor units.
        amount: i64,
        /// The discount, minor units.
        discount: i64,
    },
    /// The exponent is above [`MAX_EXPONENT`] or a figure does not fit.
    #[error("amount out of range")]
    OutOfRange,
}

impl LineError {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::TaxRate => "tax.rate_range",
            Self::DiscountRate => "tax.discount_rate_range",
            Self::DiscountExceedsLine { .. } => "tax.discount_exceeds_line",
            Self::OutOfRange => "tax.amount_range",
        }
    }
}

/// Computes a line: amount, discount row and tax, each row split by itself as the invoice prints
/// it (china.md §2.5). With `inclusive` price and discount contain tax.
///
/// # Errors
/// See [`LineError`]; codes `tax.rate_range`, `tax.discount_rate_range`,
/// `tax.discount_exceeds_line`, `tax.amount_range`.
pub fn line_split(
    qty_e6: i64,
    price_e8: i64,
    discount: Discount,
    inclusive: bool,
    rate_e9: i64,
    exponent: u8,
) -> Result<LineSplit, LineError> {
    if checked_rate(rate_e9).is_none() {
        return Err(LineError::TaxRate);
    }
    let amount = line_amount(qty_e6, price_e8, exponent).ok_or(LineError::OutOfRange)?;
    let off = match discount {
        Discount::None => 0,
        Discount::Rate(rate) => {
            let rate = checked_rate(rate).ok_or(LineError::DiscountRate)?;
            times_rate(amount, rate).ok_or(LineError::OutOfRange)?
        }
        Discount::Amount(off) => {
            let same_sign = off == 0 || (off > 0) == (amount > 0);
            if !same_sign || off.unsigned_abs() > amount.unsigned_abs() {
                return Err(LineError::DiscountExceedsLine {
                    amount,
                    discount: off,
                });
            }
            off
        }
    };
    let split = if inclusive {
        split_inclusive
    } else {
        split_exclusive
    };
    let row = |value: i64| split(value, rate_e9).ok_or(LineError::OutOfRange);
    let gross = row(amount)?;
    let discount = row(off.checked_neg().ok_or(LineError::OutOfRange)?)?;
    let net = gross.checked_add(discount).ok_or(LineError::OutOfRange)?;
    Ok(LineSplit {
        gross,
        discount,
        net,
    })
}

fn checked_rate(rate_e9: i64) -> Option<i64> {
    (0..=RATE_ONE).contains(&rate_e9).then_some(rate_e9)
}

fn times_rate(amount: i64, rate_e9: i64) -> Option<i64> {
    let product = i128::from(amount).checked_mul(i128::from(rate_e9))?;
    i64::try_from(div_half_up(product, i128::from(RATE_ONE))?).ok()
}

/// 10^(6 + 8 − exponent): what quantity × price is divided by.
fn amount_divisor(exponent: u8) -> Option<i128> {
    if exponent > MAX_EXPONENT {
        return None;
    }
    10_i128.checked_pow(PRICE_QTY_DIGITS.checked_sub(u32::from(exponent))?)
}
