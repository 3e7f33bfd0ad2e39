//! What a bill is, when its data hold together, its days and its discount. Pure.

use super::error::BillRefusal;
use super::package::{Interval, PackageNo};
use super::state::AcceptorClass;
use crate::wire;
use chrono::{Days, Months};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::decimal::div_half_up;
use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::Money;

/// What a person or the bank's export says about a bill received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BillDraft {
    /// Who gave it in payment.
    pub customer: Id<wire::Customer>,
    /// Package number, 30 digits.
    pub package_no: String,
    /// Sub-bill interval, `start-end` or `0`.
    pub interval: String,
    /// Face in units of 0.01 CNY; `None` to take it from the interval.
    pub amount: Option<i64>,
    /// Day of issue (出票日).
    pub issued_on: Date,
    /// Day it is due (到期日).
    pub due_on: Date,
    /// Day we received it (收票日).
    pub received_on: Date,
    /// Drawer (出票人).
    pub drawer: String,
    /// Drawer's account.
    pub drawer_account: String,
    /// Drawer's bank.
    pub drawer_bank: String,
    /// First payee (收款人).
    pub payee: String,
    /// Acceptor (承兑人).
    pub acceptor: String,
    /// Who endorsed it to us (前手).
    pub endorser: String,
    /// Whether it may be passed on (能否转让).
    pub transferable: bool,
    /// Note.
    pub note: String,
}

/// A draft that holds together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Package.
    pub package: PackageNo,
    /// Interval.
    pub interval: Interval,
    /// Face, units of 0.01 CNY.
    pub amount: i64,
    /// Class of its acceptor.
    pub class: AcceptorClass,
}

const NAME_MAX: usize = 200;
const NOTE_MAX: usize = 2_000;

impl BillDraft {
    /// All field errors at once. `today` is the company's business day.
    ///
    /// # Errors
    /// [`Error::Invalid`]; `bills.face_differs`, `bills.not_splittable`.
    pub fn check(&self, today: Date) -> Result<Checked> {
        let mut errors = Vec::new();
        let package = PackageNo::parse(&self.package_no).map_err(|e| errors.push(e));
        let interval = Interval::parse(&self.interval).map_err(|e| errors.push(e));
        if self.due_on < self.issued_on {
            errors.push(
                FieldError::new("due_on", "bills.due_before_issue")
                    .with("issued_on", self.issued_on.to_string())
                    .with("due_on", self.due_on.to_string()),
            );
        }
        if self.received_on > today || self.received_on < self.issued_on {
            let range = format!("{} – {today}", self.issued_on);
            errors
                .push(FieldError::new("received_on", "field.out_of_range").with("allowed", range));
        }
        if self.acceptor.trim().is_empty() {
            errors.push(FieldError::new("acceptor", "field.required"));
        }
        if let Ok(Interval::Whole) = interval
            && !self
                .amount
                .is_some_and(|a| (1..=super::package::PACKAGE_MAX).contains(&a))
        {
            let max = Money::new(super::package::PACKAGE_MAX, Currency::CNY);
            errors.push(
                FieldError::new("amount", "field.out_of_range")
                    .with("allowed", format!("0 < … ≤ {max}")),
            );
        }
        for (path, text, max) in [
            ("drawer", &self.drawer, NAME_MAX),
            ("drawer_account", &self.drawer_account, NAME_MAX),
            ("drawer_bank", &self.drawer_bank, NAME_MAX),
            ("payee", &self.payee, NAME_MAX),
            ("acceptor", &self.acceptor, NAME_MAX),
            ("endorser", &self.endorser, NAME_MAX),
            ("note", &self.note, NOTE_MAX),
        ] {
            wire::check_text(&mut errors, path, text, max);
        }
        let (Ok(package), Ok(interval), true) = (package, interval, errors.is_empty()) else {
            return Err(Error::Invalid(errors));
        };
        if interval != Interval::Whole && !package.kind.splittable() {
            return Err(BillRefusal::NotSplittable {
                package: package.digits,
                interval: interval.to_string(),
            }
            .into());
        }
        let amount = match (interval.amount(), self.amount) {
            (Some(computed), Some(given)) if computed != given => {
                return Err(BillRefusal::FaceDiffers {
                    interval: interval.to_string(),
                    computed: Money::new(computed, Currency::CNY).to_string(),
                    given: Money::new(given, Currency::CNY).to_string(),
                }
                .into());
            }
            (Some(computed), _) => computed,
            (None, given) => given.unwrap_or_default(),
        };
        Ok(Checked {
            class: AcceptorClass::of(package.kind.by_bank(), &self.acceptor),
            package,
            interval,
            amount,
        })
    }
}

/// What is worth knowing about a bill that is no reason to refuse it: codes with texts.
#[must_use]
pub fn warnings(
    (issued_on, due_on, received_on): (Date, Date, Date),
    class: AcceptorClass,
    transferable: bool,
) -> Vec<&'static str> {
    let longest = issued_on.checked_add_months(Months::new(6));
    let mut out = Vec::new();
    if longest.is_some_and(|last| due_on > last) {
        out.push("bills.warn_tenor");
    }
    if received_on > due_on {
        out.push("bills.warn_past_due");
    }
    if !transferable {
        out.push("bills.warn_not_transferable");
    }
    if class == AcceptorClass::Commercial {
        out.push("bills.warn_commercial");
    }
    out
}

/// Last day of the presentment window: ten days after the due date (提示付款期).
#[must_use]
pub fn window_ends(due_on: Date) -> Date {
    due_on.checked_add_days(Days::new(10)).unwrap_or(due_on)
}

/// Refuses a presentment before the due date, and one after the window without a reason.
///
/// # Errors
/// `bills.too_early`, `bills.window_closed`.
pub(super) fn check_presentment(
    number: &str,
    due_on: Date,
    on: Date,
    reason: &str,
) -> Result<(), BillRefusal> {
    if on < due_on {
        return Err(BillRefusal::TooEarly {
            number: number.to_owned(),
            due: due_on.to_string(),
            given: on.to_string(),
        });
    }
    let last = window_ends(due_on);
    if on > last && reason.trim().is_empty() {
        return Err(BillRefusal::WindowClosed {
            number: number.to_owned(),
            last: last.to_string(),
            given: on.to_string(),
        });
    }
    Ok(())
}

/// Days a discount is charged for: from `on` to the due date, and those the bank adds.
#[must_use]
pub fn discount_days(on: Date, due_on: Date, extra: i64) -> i64 {
    due_on
        .signed_duration_since(on)
        .num_days()
        .max(0)
        .saturating_add(extra)
}

/// Discount interest (贴现息) = face × rate × days ÷ 360, to 0.01, half up (china.md §3.3).
///
/// # Errors
/// [`Error::Bug`] beyond the range of amounts.
pub fn discount_interest(face: i64, rate_e9: i64, days: i64) -> Result<i64> {
    i128::from(face)
        .checked_mul(i128::from(rate_e9))
        .and_then(|v| v.checked_mul(i128::from(days)))
        .and_then(|v| div_half_up(v, 360_000_000_000))
        .and_then(|v| i64::try_from(v).ok())
        .ok_or_else(|| Error::bug("discount interest"))
}

/// What a bill counts for in the exposure: amount × the company's weight, half up.
///
/// # Errors
/// [`Error::Bug`] beyond the range of amounts.
pub(super) fn weighed(amount: i64, weight_e9: i64) -> Result<i64> {
    i128::from(amount)
        .checked_mul(i128::from(weight_e9))
        .and_then(|v| div_half_up(v, 1_000_000_000))
        .and_then(|v| i64::try_from(v).ok())
        .ok_or_else(|| Error::bug("weighed exposure"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jieqing_kernel::date::parse;
    use proptest::prelude::*;

    fn day(text: &str) -> Date {
        parse(text).expect("a day")
    }

    fn draft() -> BillDraft {
        BillDraft {
            customer: Id::from_raw(1),
            package_no: "510510000001220261101000012347".to_owned(),
            interval: "1-100000000".to_owned(),
            amount: None,
            issued_on: day("2026-11-01"),
            due_on: day("2027-05-01"),
            received_on: day("2026-11-10"),
            drawer: "杭州某某公司".to_owned(),
            drawer_account: String::new(),
            drawer_bank: String::new(),
            payee: String::new(),
            acceptor: "中国建设银行杭州分行".to_owned(),
            endorser: String::new(),
            transferable: true,
            note: String::new(),
        }
    }

    #[test]
    fn the_face_is_the_intervals() {
        let today = day("2026-11-24");
        let checked = draft().check(today).expect("holds");
        assert_eq!(
            (checked.amount, checked.class),
            (100_000_000, AcceptorClass::HighGrade)
        );
        let mut other = draft();
        other.amount = Some(100_000_001);
        let refused = other.check(today);
        assert!(matches!(refused, Err(Error::Refused(r)) if r.code == "bills.face_differs"));
        let mut old = draft();
        old.package_no.replace_range(..1, "1");
        let refused = old.check(today);
        assert!(matches!(refused, Err(Error::Refused(r)) if r.code == "bills.not_splittable"));
        old.interval = "0".to_owned();
        old.amount = Some(5);
        assert_eq!(old.check(today).expect("whole").interval, Interval::Whole);
        old.amount = None;
        old.received_on = day("2026-12-01");
        old.due_on = day("2026-10-01");
        old.acceptor = " ".to_owned();
        old.package_no = "12".to_owned();
        let Err(Error::Invalid(errors)) = old.check(today) else {
            panic!("accepted");
        };
        let paths: Vec<_> = errors.iter().map(|e| e.path.as_ref()).collect();
        assert_eq!(
            paths,
            ["package_no", "due_on", "received_on", "acceptor", "amount"]
        );
    }

    #[test]
    fn long_bills_are_pointed_out() {
        let of = |due: &str| {
            let days = (day("2026-08-31"), day(due), day("2026-09-01"));
            warnings(days, AcceptorClass::OtherBank, true)
        };
        assert!(of("2027-02-28").is_empty());
        assert_eq!(of("2027-03-01"), ["bills.warn_tenor"]);
        assert_eq!(of("2026-08-31"), ["bills.warn_past_due"]);
    }

    #[test]
    fn the_window_is_ten_days_long() {
        let due = day("2026-11-20");
        assert_eq!(window_ends(due), day("2026-11-30"));
        let code = |on: &str, reason| {
            check_presentment("BL-1", due, day(on), reason)
                .err()
                .map(|r| jieqing_kernel::error::Refusal::from(r).code)
        };
        assert_eq!(code("2026-11-19", "急用"), Some("bills.too_early"));
        assert_eq!(code("2026-11-20", ""), None);
        assert_eq!(code("2026-11-30", ""), None);
        assert_eq!(code("2026-12-01", " "), Some("bills.window_closed"));
        assert_eq!(code("2026-12-01", "系统故障"), None);
    }

    #[test]
    fn discount_interest_is_by_the_day() {
        assert_eq!(
            discount_interest(100_000_000, 18_000_000, 92).expect("fits"),
            460_000
        );
        let days = discount_days(day("2026-11-24"), day("2027-02-24"), 0);
        assert_eq!(days, 92);
        assert_eq!(discount_days(day("2026-11-24"), day("2026-11-20"), 3), 3);
    }

    proptest! {
        #[test]
        fn interest_grows_with_everything(face in 1_i64..10_000_000_000, rate in 0_i64..200_000_000, days in 0_i64..400) {
            let interest = discount_interest(face, rate, days).expect("fits");
            prop_assert!((0..=face).contains(&interest));
            prop_assert!(discount_interest(face, rate, days + 1).expect("fits") >= interest);
        }

        #[test]
        fn the_weight_is_between_nothing_and_all(amount in 0_i64..10_000_000_000, weight in 0_i64..=1_000_000_000) {
            let part = weighed(amount, weight).expect("fits");
            prop_assert!((0..=amount).contains(&part));
            prop_assert_eq!(weighed(amount, 1_000_000_000).expect("fits"), amount);
        }
    }
}
