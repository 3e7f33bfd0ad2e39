//! Numbers of bills: the package (票据包号) and the sub-bill interval (子票区间). Pure.
//!
//! A package number has 30 digits: kind 1, bank code of the payment system 12, day of registration
//! 8, serial of that day 8, check 1 (china.md §3.3). How the check digit is computed is not
//! published, so it is kept and not judged. An interval `start-end` counts units of 0.01 CNY:
//! amount = (end − start + 1) × 0.01; `0` is a bill that can't be split.

use super::error::BillRefusal;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::{self, Date};
use jieqing_kernel::error::FieldError;
use jieqing_kernel::money::Money;
use std::fmt;

/// Largest package: 1,000,000,000.00 CNY in units of 0.01.
pub const PACKAGE_MAX: i64 = 100_000_000_000;
/// Most parts one split may give.
pub const PARTS_MAX: usize = 50;
const PACKAGE_DIGITS: usize = 30;

jieqing_db::text_enum! {
    /// Who accepted, as the first digit of the package says.
    pub enum BillKind {
        /// 银行承兑汇票 (old system)
        OldBank = "1",
        /// 商业承兑汇票 (old system)
        OldCommercial = "2",
        /// 银行承兑汇票 (new system)
        Bank = "5",
        /// 商业承兑汇票 (new system)
        Commercial = "6",
        /// 供应链商业承兑
        ChainCommercial = "7",
        /// 供应链银行承兑
        ChainBank = "8",
    }
}

impl BillKind {
    /// Whether a bank accepted it.
    #[must_use]
    pub fn by_bank(self) -> bool {
        matches!(self, Self::OldBank | Self::Bank | Self::ChainBank)
    }

    /// Whether the system it lives in knows intervals.
    #[must_use]
    pub fn splittable(self) -> bool {
        !matches!(self, Self::OldBank | Self::OldCommercial)
    }
}

/// A package number and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackageNo {
    /// All 30 digits.
    pub digits: String,
    /// Kind.
    pub kind: BillKind,
    /// Bank code of the payment system (支付系统行号), 12 digits.
    pub bank_code: String,
    /// Day of registration.
    pub registered_on: Date,
    /// Serial of that day, 8 digits.
    pub serial: String,
}

impl PackageNo {
    /// Reads a package number; blanks and full-width digits are taken as people paste them.
    ///
    /// # Errors
    /// `bills.package_digits`, `bills.package_kind`, `bills.package_day`.
    pub fn parse(text: &str) -> Result<Self, FieldError> {
        let digits = narrow(text);
        let fail = |code: &'static str, value: &str| {
            FieldError::new("package_no", code).with("value", value.to_owned())
        };
        if digits.len() != PACKAGE_DIGITS || !digits.bytes().all(|b| b.is_ascii_digit()) {
            let length = digits.chars().count();
            return Err(fail("bills.package_digits", &digits).with("length", length));
        }
        let (kind, rest) = digits.split_at(1);
        let (bank_code, rest) = rest.split_at(12);
        let (day, rest) = rest.split_at(8);
        let (serial, _check) = rest.split_at(8);
        let kind = BillKind::parse(kind).ok_or_else(|| fail("bills.package_kind", kind))?;
        let (year, month) = (day.get(..4), day.get(4..6));
        let registered_on = year
            .zip(month)
            .zip(day.get(6..))
            .and_then(|((y, m), d)| date::parse(&format!("{y}-{m}-{d}")))
            .ok_or_else(|| fail("bills.package_day", day))?;
        Ok(Self {
            kind,
            bank_code: bank_code.to_owned(),
            registered_on,
            serial: serial.to_owned(),
            digits,
        })
    }
}

/// Half-width without blanks.
fn narrow(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
            '－' | '—' | '–' | '~' | '～' => '-',
            other => other,
        })
        .collect()
}

/// The part of a package a bill stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Interval {
    /// `0`: the whole package, not splittable.
    Whole,
    /// Units `from` to `to`, both included.
    Part {
        /// First unit, from 1.
        from: i64,
        /// Last unit.
        to: i64,
    },
}

impl Interval {
    /// Reads `0` or `start-end`.
    ///
    /// # Errors
    /// `bills.interval_malformed`, `bills.interval_too_large`.
    pub fn parse(text: &str) -> Result<Self, FieldError> {
        let text = narrow(text);
        let bad =
            |code: &'static str| FieldError::new("interval", code).with("value", text.clone());
        if !text.is_empty() && text.bytes().all(|b| b == b'0') {
            return Ok(Self::Whole);
        }
        let unit = |t: &str| -> Option<i64> {
            let digits = (1..=12).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_digit());
            if digits { t.parse().ok() } else { None }
        };
        let (from, to) = text
            .split_once('-')
            .and_then(|(a, b)| unit(a).zip(unit(b)))
            .filter(|(from, to)| *from >= 1 && from <= to)
            .ok_or_else(|| bad("bills.interval_malformed"))?;
        if to > PACKAGE_MAX {
            return Err(bad("bills.interval_too_large")
                .with("max", Money::new(PACKAGE_MAX, Currency::CNY).text()));
        }
        Ok(Self::Part { from, to })
    }

    /// From the stored bounds; `0, 0` is the whole.
    #[must_use]
    pub fn stored(from: i64, to: i64) -> Self {
        if to == 0 {
            Self::Whole
        } else {
            Self::Part { from, to }
        }
    }

    /// The bounds as stored.
    #[must_use]
    pub fn bounds(self) -> (i64, i64) {
        match self {
            Self::Whole => (0, 0),
            Self::Part { from, to } => (from, to),
        }
    }

    /// Its face in units of 0.01 CNY; `None` for a whole package, whose face is on the bill.
    #[must_use]
    pub fn amount(self) -> Option<i64> {
        match self {
            Self::Whole => None,
            Self::Part { from, to } => Some(to.saturating_sub(from).saturating_add(1)),
        }
    }

    /// Whether the two have a unit in common.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        match (self, other) {
            (Self::Part { from: a, to: b }, Self::Part { from: c, to: d }) => a <= d && c <= b,
            _ => true,
        }
    }

    /// Cuts it into parts of these amounts, in order.
    ///
    /// # Errors
    /// `bills.not_splittable`, `bills.part_count`, `bills.parts_differ`.
    pub fn split(self, package: &str, parts: &[i64]) -> Result<Vec<Self>, BillRefusal> {
        let Self::Part { from, to } = self else {
            return Err(BillRefusal::NotSplittable {
                package: package.to_owned(),
                interval: self.to_string(),
            });
        };
        if !(2..=PARTS_MAX).contains(&parts.len()) {
            return Err(BillRefusal::PartCount {
                given: parts.len(),
                max: PARTS_MAX,
            });
        }
        let amount = to.saturating_sub(from).saturating_add(1);
        let sum = parts.iter().try_fold(0_i64, |sum, part| {
            if *part > 0 {
                sum.checked_add(*part)
            } else {
                None
            }
        });
        if sum != Some(amount) {
            let text = |minor| Money::new(minor, Currency::CNY).to_string();
            let given: Vec<_> = parts.iter().map(|p| text(*p)).collect();
            return Err(BillRefusal::PartsDiffer {
                amount: text(amount),
                parts: given.join(" + "),
            });
        }
        let mut next = from;
        Ok(parts
            .iter()
            .map(|part| {
                let from = next;
                next = next.saturating_add(*part);
                Self::Part {
                    from,
                    to: next.saturating_sub(1),
                }
            })
            .collect())
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => f.write_str("0"),
            Self::Part { from, to } => write!(f, "{from}-{to}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NO: &str = "510510000001220261101000012347";

    #[test]
    fn a_package_number_says_kind_bank_day_and_serial() {
        let read = PackageNo::parse(" 5105 1000 0001 2202 6110 1000 0123 47 ").expect("read");
        assert_eq!(read.digits, NO);
        assert_eq!(read.kind, BillKind::Bank);
        assert_eq!(read.bank_code, "105100000012");
        assert_eq!(read.registered_on.to_string(), "2026-11-01");
        assert_eq!(read.serial, "00001234");
        assert!(read.kind.by_bank() && read.kind.splittable());
        let code = |text: &str| PackageNo::parse(text).expect_err("refused").code;
        assert_eq!(code("123"), "bills.package_digits");
        assert_eq!(code(&NO.replacen('5', "3", 1)), "bills.package_kind");
        assert_eq!(
            code(&NO.replace("20261101", "20261301")),
            "bills.package_day"
        );
        assert!(PackageNo::parse(&NO.replacen('5', "２", 1)).is_ok_and(|p| !p.kind.by_bank()));
    }

    #[test]
    fn intervals_say_their_amount() {
        for (text, fen) in [
            ("1-100000000", 100_000_000),
            ("1-100", 100),
            ("100001-250000", 150_000),
            ("000000000001－000000000100", 100),
        ] {
            assert_eq!(
                Interval::parse(text).expect("read").amount(),
                Some(fen),
                "{text}"
            );
        }
        assert_eq!(Interval::parse("0"), Ok(Interval::Whole));
        assert_eq!(Interval::Whole.amount(), None);
        for text in ["", "5-4", "0-4", "1-", "a-b", "1-1234567890123", "-1-2"] {
            assert_eq!(
                Interval::parse(text).expect_err(text).code,
                "bills.interval_malformed"
            );
        }
        let large = Interval::parse("1-100000000001").expect_err("large");
        assert_eq!(large.code, "bills.interval_too_large");
        assert!(Interval::Whole.split(NO, &[1, 2]).is_err());
    }

    proptest! {
        #[test]
        fn parts_partition_the_whole(from in 1_i64..1_000_000, parts in prop::collection::vec(1_i64..1_000_000, 2..20)) {
            let amount: i64 = parts.iter().sum();
            let whole = Interval::Part { from, to: from + amount - 1 };
            let cut = whole.split(NO, &parts).expect("cut");
            prop_assert_eq!(cut.iter().filter_map(|i| i.amount()).collect::<Vec<_>>(), parts);
            prop_assert_eq!(cut[0].bounds().0, from);
            prop_assert_eq!(cut[cut.len() - 1].bounds().1, whole.bounds().1);
            for (i, a) in cut.iter().enumerate() {
                for b in &cut[i + 1..] {
                    prop_assert!(!a.overlaps(*b));
                }
                prop_assert!(a.overlaps(whole));
            }
        }

        #[test]
        fn parts_that_are_not_the_whole_are_refused(parts in prop::collection::vec(-3_i64..50, 0..60)) {
            let whole = Interval::Part { from: 11, to: 110 };
            let fits = (2..=PARTS_MAX).contains(&parts.len())
                && parts.iter().all(|p| *p > 0) && parts.iter().sum::<i64>() == 100;
            prop_assert_eq!(whole.split(NO, &parts).is_ok(), fits);
        }

        #[test]
        fn what_is_written_is_read(from in 1_i64..PACKAGE_MAX, more in 0_i64..1_000_000) {
            let part = Interval::Part { from, to: (from + more).min(PACKAGE_MAX) };
            prop_assert_eq!(Interval::parse(&part.to_string()), Ok(part));
            let (a, b) = part.bounds();
            prop_assert_eq!(Interval::stored(a, b), part);
        }
    }
}
