//! Arithmetic of invoices: due dates of instalments, shares of company currency, red amounts. Pure.

use super::error::InvoicingRefusal;
use crate::fulfilment::share_of_rest;
use jieqing_kernel::calendar::HolidayCalendar;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::money::{add, sub};
use jieqing_kernel::tax::{Split, part_of, split_inclusive};
use jieqing_kernel::terms::{BaseEvent, Terms, schedule_by_event};

/// Days terms count from.
#[derive(Debug, Clone, Copy)]
pub(super) struct BaseDays {
    pub(super) ordered_on: Date,
    pub(super) dispatched_on: Date,
    pub(super) signed_on: Date,
    pub(super) issued_on: Date,
}

impl BaseDays {
    fn of(&self, event: BaseEvent) -> Date {
        match event {
            BaseEvent::Order => self.ordered_on,
            BaseEvent::Delivery => self.dispatched_on,
            BaseEvent::Signoff | BaseEvent::Acceptance => self.signed_on,
            // A 数电票 is received on its date; a statement counts from the invoice it led to.
            BaseEvent::Invoice | BaseEvent::InvoiceReceived | BaseEvent::Statement => {
                self.issued_on
            }
        }
    }
}

/// One payment that becomes an open item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Payment {
    pub(super) base_on: Date,
    pub(super) raw_due_on: Date,
    pub(super) due_on: Date,
    pub(super) amount: i64,
    pub(super) base: i64,
}

/// Splits an invoice into payments by its terms (`rule`); amounts and company-currency amounts both
/// sum to the whole.
pub(super) fn payments(
    rule: &str,
    days: &BaseDays,
    amount: i64,
    base: i64,
) -> Result<Vec<Payment>> {
    let refused = || {
        Error::from(InvoicingRefusal::NoDueDate {
            terms: rule.to_owned(),
        })
    };
    let Ok(terms) = rule.parse::<Terms>() else {
        return Err(refused());
    };
    let calendar = HolidayCalendar::china_2026();
    let planned = schedule_by_event(&terms, |event| Some(days.of(event)), amount, &calendar);
    let Ok(planned) = planned else {
        return Err(refused());
    };
    let mut reached = 0_i64;
    let mut out = Vec::with_capacity(planned.len());
    for part in planned.iter().filter(|p| p.amount != 0) {
        let (raw_due_on, due_on) = part.due.ok_or_else(refused)?;
        let next = add(reached, part.amount)?;
        let share = part_of(base, reached, next, amount)
            .ok_or_else(|| Error::bug("base of an instalment"))?;
        reached = next;
        out.push(Payment {
            base_on: days.of(part.event),
            raw_due_on,
            due_on,
            amount: part.amount,
            base: share,
        });
    }
    Ok(out)
}

/// What a blue line has, and what red ones took of it; all positive.
#[derive(Debug, Clone, Copy)]
pub(super) struct BlueLine {
    pub(super) qty: i64,
    pub(super) split: Split,
    pub(super) red_qty: i64,
    pub(super) red_total: i64,
    pub(super) red_tax: i64,
}

impl BlueLine {
    pub(super) fn left_qty(&self) -> i64 {
        self.qty.saturating_sub(self.red_qty)
    }
    pub(super) fn left_total(&self) -> i64 {
        self.split.total.saturating_sub(self.red_total)
    }

    /// Red amounts for `qty` more: the share of what is left, the last takes the rest (N7).
    pub(super) fn red_of_qty(&self, qty: i64) -> Result<Split> {
        let total = share_of_rest(self.left_total(), qty, self.left_qty())?;
        self.red_of_total(total)
    }

    /// Red amounts for a value with tax: the whole rest takes the rest of the tax.
    pub(super) fn red_of_total(&self, total: i64) -> Result<Split> {
        let left_tax = sub(self.split.tax, self.red_tax)?;
        let tax = if total == self.left_total() {
            left_tax
        } else {
            part_of(left_tax, 0, total, self.left_total())
                .ok_or_else(|| Error::bug("red tax out of range"))?
        };
        Ok(Split {
            net: sub(total, tax)?,
            tax,
            total,
        })
    }
}

/// Splits the value of an invoice line: net = round(total / (1 + rate)), tax the rest.
pub(super) fn split(total: i64, rate_e9: i64) -> Result<Split> {
    split_inclusive(total, rate_e9).ok_or_else(|| Error::bug("invoice amount out of range"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jieqing_kernel::date::parse;
    use proptest::prelude::*;

    fn day(text: &str) -> Date {
        parse(text).expect("a day")
    }

    fn days() -> BaseDays {
        BaseDays {
            ordered_on: day("2026-01-05"),
            dispatched_on: day("2026-01-10"),
            signed_on: day("2026-01-12"),
            issued_on: day("2026-01-15"),
        }
    }

    #[test]
    fn due_dates_count_from_their_events() {
        let due = |rule: &str| {
            payments(rule, &days(), 10_000, 10_000)
                .expect("terms")
                .iter()
                .map(|p| (p.due_on.to_string(), p.amount))
                .collect::<Vec<_>>()
        };
        let one = |date: &str| vec![(date.to_owned(), 10_000)];
        assert_eq!(due("net_30"), one("2026-02-14"));
        assert_eq!(due("eom_30"), one("2026-03-02"));
        assert_eq!(due("next_month_end"), one("2026-02-28"));
        assert_eq!(due("next_month_day_25"), one("2026-02-25"));
        assert_eq!(due("on_delivery"), one("2026-01-10"));
        assert_eq!(due("net_7@signoff"), one("2026-01-19"));
        assert_eq!(
            due("on_order:0.3+on_signoff:0.6+net_12m@acceptance:rest~retention"),
            [
                ("2026-01-05".to_owned(), 3000),
                ("2026-01-12".to_owned(), 6000),
                ("2027-01-12".to_owned(), 1000)
            ]
        );
        assert!(payments("nonsense", &days(), 1, 1).is_err());
    }

    proptest! {
        #[test]
        fn payments_sum_in_both_currencies(amount in 1i64..100_000_000, base in 1i64..900_000_000) {
            let parts = payments("on_order:0.333+net_30:0.333+net_60:rest", &days(), amount, base).expect("terms");
            prop_assert_eq!(parts.iter().map(|p| p.amount).sum::<i64>(), amount);
            prop_assert_eq!(parts.iter().map(|p| p.base).sum::<i64>(), base);
        }

        #[test]
        fn reds_never_pass_the_blue_and_end_exactly_at_it(
            total in 1i64..10_000_000,
            steps in prop::collection::vec((1i64..1_000, any::<bool>()), 1..8),
        ) {
            let qty: i64 = steps.iter().map(|(q, _)| q).sum();
            let mut blue = BlueLine {
                qty,
                split: split(total, 130_000_000).expect("fits"),
                red_qty: 0,
                red_total: 0,
                red_tax: 0,
            };
            for (q, allowance_first) in steps {
                if allowance_first && blue.left_total() > 3 {
                    let cut = blue.red_of_total(blue.left_total() / 3).expect("fits");
                    blue.red_total += cut.total;
                    blue.red_tax += cut.tax;
                }
                let red = blue.red_of_qty(q).expect("fits");
                prop_assert_eq!(red.net + red.tax, red.total);
                prop_assert!(red.total >= 0 && red.total <= blue.left_total());
                blue.red_qty += q;
                blue.red_total += red.total;
                blue.red_tax += red.tax;
                prop_assert!(blue.red_tax >= 0 && blue.red_tax <= blue.split.tax);
            }
            prop_assert_eq!((blue.red_total, blue.red_tax), (blue.split.total, blue.split.tax));
        }
    }
}
