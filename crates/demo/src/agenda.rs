//! What is still to happen: a calendar of acts, worked through day by day.

use crate::agreeing::Reply;
use crate::bills::BillStep;
use jieqing_domain::wire;
use jieqing_kernel::actor::Link;
use jieqing_kernel::date::Date;
use jieqing_kernel::id::Id;
use std::collections::BTreeMap;

/// Something that happens in the demo company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Act {
    /// A customer (by position) orders.
    Order(usize),
    /// The clerk tries to confirm an order, for the n-th time.
    Confirm(Id<wire::Order>, usize, u8),
    /// Part (percent) of an order goes out; 100 is the rest.
    Deliver(Id<wire::Order>, usize, i64),
    /// The customer signs.
    Sign(Id<wire::Delivery>, usize),
    /// Some of it comes back.
    Return(Id<wire::Delivery>, usize),
    /// Everything signed and not invoiced of a customer is invoiced.
    Invoice(usize),
    /// A customer pays an amount (minor units).
    Pay(usize, i64),
    /// The cashier finds out who an unclaimed receipt is from.
    Claim(Id<wire::Receipt>, usize),
    /// A customer contests part of an invoice (minor units).
    Dispute(usize, Id<wire::Invoice>, i64),
    /// A dispute ends.
    Resolve(Id<wire::Dispute>),
    /// What is still to come of an order will not come any more.
    CloseOrder(Id<wire::Order>),
    /// Goods are bought.
    Purchase,
    /// Suppliers are paid (minor units).
    PaySuppliers(i64),
    /// Wages, rent, freight and the tax of the month before are paid.
    PayRunning,
    /// Something is done with a bill of exchange.
    Bill(Id<wire::Bill>, BillStep),
    /// The statements of the month before are made and sent.
    State,
    /// A buyer answers a statement through a link.
    Reply(Id<wire::Statement>, Id<Link>, Reply),
    /// The month before is closed.
    Close(String),
}

/// Acts by day, in the order they were put down.
#[derive(Debug, Default)]
pub(crate) struct Agenda {
    days: BTreeMap<Date, Vec<Act>>,
}

impl Agenda {
    /// Puts an act down for a day; a weekend moves it to Monday.
    pub(crate) fn on(&mut self, day: Date, act: Act) {
        self.days.entry(workday(day)).or_default().push(act);
    }

    /// Puts an act down `days` after `day`.
    pub(crate) fn after(&mut self, day: Date, days: u64, act: Act) {
        self.on(
            day.checked_add_days(chrono::Days::new(days)).unwrap_or(day),
            act,
        );
    }

    /// Takes the acts of a day.
    pub(crate) fn take(&mut self, day: Date) -> Vec<Act> {
        self.days.remove(&day).unwrap_or_default()
    }
}

/// The day itself, or the Monday after a weekend.
#[must_use]
pub(crate) fn workday(day: Date) -> Date {
    use chrono::{Datelike, Weekday};
    let add = match day.weekday() {
        Weekday::Sat => 2,
        Weekday::Sun => 1,
        _ => 0,
    };
    day.checked_add_days(chrono::Days::new(add)).unwrap_or(day)
}
