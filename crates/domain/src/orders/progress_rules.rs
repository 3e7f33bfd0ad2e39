//! How deliveries, returns and invoices move an order. Pure.

use super::model::{BillingState, DeliveryState};
use crate::wire;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::tax::{RATE_ONE, part_of};

/// What happened to a line: signed differences to what is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineProgress {
    /// The line.
    pub line_id: Id<wire::OrderLine>,
    /// Left our warehouse (e6); negative when rejected goods come back.
    pub dispatched_e6: i64,
    /// Signed for by the customer (e6).
    pub signed_e6: i64,
    /// Came back after sign-off (e6): re-opens the quantity.
    pub returned_e6: i64,
    /// Invoiced (e6); negative for red invoices.
    pub invoiced_e6: i64,
    /// Value of what was signed less what came back, minor units.
    pub signed_total_minor: i64,
    /// Value invoiced, minor units.
    pub invoiced_total_minor: i64,
    /// Gives up what is left of the line.
    pub close: bool,
}

impl LineProgress {
    /// Nothing happened to `line_id` yet.
    #[must_use]
    pub fn of(line_id: Id<wire::OrderLine>) -> Self {
        Self {
            line_id,
            dispatched_e6: 0,
            signed_e6: 0,
            returned_e6: 0,
            invoiced_e6: 0,
            signed_total_minor: 0,
            invoiced_total_minor: 0,
            close: false,
        }
    }
}

/// Quantities of a line that decide its progress (e6) and its value (minor units).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct LineState {
    pub(super) qty: i64,
    pub(super) total: i64,
    pub(super) dispatched: i64,
    pub(super) signed: i64,
    pub(super) returned: i64,
    pub(super) invoiced: i64,
    pub(super) signed_total: i64,
    pub(super) invoiced_total: i64,
    pub(super) closed: bool,
}

impl LineState {
    /// With the customer: signed and not returned.
    fn delivered(&self) -> i64 {
        self.signed.saturating_sub(self.returned)
    }

    fn done(&self) -> bool {
        self.closed || self.delivered() >= self.qty
    }

    /// The line after `step`. It closes by itself once what is missing is within `under_e9` of the
    /// ordered quantity; a return opens it again.
    pub(super) fn after(&self, step: &LineProgress, under_e9: i64) -> Result<Self> {
        let plus = |a: i64, b: i64| {
            a.checked_add(b)
                .ok_or_else(|| Error::bug("quantity overflow"))
        };
        let mut next = Self {
            dispatched: plus(self.dispatched, step.dispatched_e6)?,
            signed: plus(self.signed, step.signed_e6)?,
            returned: plus(self.returned, step.returned_e6)?,
            invoiced: plus(self.invoiced, step.invoiced_e6)?,
            signed_total: plus(self.signed_total, step.signed_total_minor)?,
            invoiced_total: plus(self.invoiced_total, step.invoiced_total_minor)?,
            ..*self
        };
        let amounts = [next.dispatched, next.signed, next.returned, next.invoiced];
        if amounts.iter().any(|v| *v < 0)
            || next.signed > next.dispatched
            || next.returned > next.signed
        {
            return Err(Error::bug("progress of an order line out of range"));
        }
        let missing = self.qty.saturating_sub(next.delivered());
        let slack = i128::from(self.qty) * i128::from(under_e9);
        let within = i128::from(missing) * i128::from(RATE_ONE) <= slack;
        let stays = self.closed && step.returned_e6 <= 0;
        next.closed = step.close || within || stays;
        Ok(next)
    }

    /// Value ordered and not yet with the customer, minor units (cumulative shares, so that steps
    /// sum to the line's total).
    pub(super) fn undelivered(&self) -> Result<i64> {
        if self.done() {
            return Ok(0);
        }
        let left = part_of(
            self.total,
            self.delivered().clamp(0, self.qty),
            self.qty,
            self.qty,
        );
        left.ok_or_else(|| Error::bug("undelivered value out of range"))
    }

    /// Quantity to be invoiced in the end: what is with the customer, and what is to come.
    fn billable(&self) -> i64 {
        if self.closed {
            self.delivered()
        } else {
            self.delivered().max(self.qty)
        }
    }
}

/// Delivery progress of all lines together.
pub(super) fn delivery_state(lines: &[LineState]) -> DeliveryState {
    let reached = |l: &LineState| l.delivered() > 0;
    let on_its_way = |l: &LineState| l.dispatched > l.returned;
    if lines.iter().any(reached) && lines.iter().all(LineState::done) {
        DeliveryState::Delivered
    } else if lines.iter().any(|l| reached(l) || on_its_way(l)) {
        DeliveryState::Partial
    } else {
        DeliveryState::None
    }
}

/// Billing progress of all lines together.
pub(super) fn billing_state(lines: &[LineState]) -> BillingState {
    if lines.iter().all(|l| l.invoiced == 0) {
        BillingState::None
    } else if lines.iter().all(|l| l.invoiced >= l.billable()) {
        BillingState::Invoiced
    } else {
        BillingState::Partial
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ONE: i64 = 1_000_000;

    fn line(qty: i64, total: i64) -> LineState {
        LineState {
            qty: qty * ONE,
            total,
            ..LineState::default()
        }
    }

    fn step() -> LineProgress {
        LineProgress::of(Id::from_raw(1))
    }

    fn signed(qty: i64) -> LineProgress {
        LineProgress {
            dispatched_e6: qty,
            signed_e6: qty,
            ..step()
        }
    }

    #[test]
    fn a_third_three_times_leaves_nothing() {
        let mut l = line(3, 100);
        let mut left = Vec::new();
        for _ in 0..3 {
            l = l.after(&signed(ONE), 0).expect("fits");
            left.push(l.undelivered().expect("fits"));
        }
        assert_eq!(left, [67, 33, 0]);
        assert!(l.closed);
    }

    #[test]
    fn within_under_tolerance_the_line_closes_and_beyond_it_stays_open() {
        let five_percent = 50_000_000;
        let at = line(100, 10_000)
            .after(&signed(95 * ONE), five_percent)
            .expect("fits");
        assert!(at.closed);
        assert_eq!(at.undelivered().ok(), Some(0));
        let below = line(100, 10_000)
            .after(&signed(94 * ONE), five_percent)
            .expect("fits");
        assert!(!below.closed);
        assert_eq!(below.undelivered().ok(), Some(600));
    }

    #[test]
    fn a_return_opens_the_line_again() {
        let done = line(10, 1000).after(&signed(10 * ONE), 0).expect("fits");
        let back = LineProgress {
            returned_e6: 4 * ONE,
            ..step()
        };
        let open = done.after(&back, 0).expect("fits");
        assert!(!open.closed);
        assert_eq!(open.undelivered().ok(), Some(400));
        assert_eq!(delivery_state(&[open]), DeliveryState::Partial);
    }

    #[test]
    fn more_than_ordered_is_delivered_not_more() {
        let over = line(10, 1000).after(&signed(11 * ONE), 0).expect("fits");
        assert_eq!(over.undelivered().ok(), Some(0));
        assert_eq!(delivery_state(&[over]), DeliveryState::Delivered);
        let bill = |qty| LineProgress {
            invoiced_e6: qty,
            ..step()
        };
        let most = over.after(&bill(10 * ONE), 0).expect("fits");
        assert_eq!(billing_state(&[most]), BillingState::Partial);
        let all = most.after(&bill(ONE), 0).expect("fits");
        assert_eq!(billing_state(&[all]), BillingState::Invoiced);
    }

    #[test]
    fn goods_on_their_way_count_as_partial_and_a_closed_empty_order_as_none() {
        let sent = LineProgress {
            dispatched_e6: 10 * ONE,
            ..step()
        };
        let way = line(10, 1000).after(&sent, 0).expect("fits");
        assert_eq!(delivery_state(&[way]), DeliveryState::Partial);
        let give_up = LineProgress {
            close: true,
            ..step()
        };
        let closed = line(10, 1000).after(&give_up, 0).expect("fits");
        assert_eq!(delivery_state(&[closed]), DeliveryState::None);
        assert_eq!(closed.undelivered().ok(), Some(0));
    }

    #[test]
    fn refuses_impossible_progress() {
        let more_signed_than_sent = LineProgress {
            signed_e6: ONE,
            ..step()
        };
        assert!(line(1, 1).after(&more_signed_than_sent, 0).is_err());
        let back_without_going = LineProgress {
            returned_e6: ONE,
            ..step()
        };
        assert!(line(1, 1).after(&back_without_going, 0).is_err());
    }

    proptest! {
        #[test]
        fn undelivered_falls_from_total_to_zero(total in 0i64..1_000_000, parts in prop::collection::vec(1i64..5_000, 1..9)) {
            let qty: i64 = parts.iter().sum();
            let mut l = LineState { qty, total, ..LineState::default() };
            let mut last = l.undelivered().expect("fits");
            prop_assert_eq!(last, total);
            for part in parts {
                l = l.after(&signed(part), 0).expect("fits");
                let now = l.undelivered().expect("fits");
                prop_assert!((0..=last).contains(&now));
                last = now;
            }
            prop_assert_eq!(last, 0);
            prop_assert_eq!(delivery_state(&[l]), DeliveryState::Delivered);
        }
    }
}
