//! Payment terms (账期): from a base event to due dates and amounts.
//!
//! due date = base event + statement cut-off + months + fixed day or days + holiday roll, from the
//! terms in force when the item arose (semantics.md "due date"; wording and vectors china.md §8).
//! 月结30天 has four readings; they are separate constructors, so that somebody has to pick.
//!
//! **Invariants:** the amounts of a schedule sum to the whole and the last takes the remainder; a
//! due date is never before its base, save by a roll to the previous working day; a later base never
//! gives an earlier due date; raw and rolled dates are both kept.
//!
//! **Limits:** [`MAX_INSTALMENTS`], [`MAX_DAYS`], [`MAX_MONTHS`].

mod codec;
mod describe;
mod rule;
mod schedule;
mod statutory;

pub use codec::TermsCodecError;
pub use describe::{Language, describe};
pub use rule::statement_month;
pub use schedule::{Due, Planned, schedule, schedule_by_event};
pub use statutory::{BuyerKind, StatutoryWarning, statutory_warning};

use crate::tax::RATE_ONE;
use serde::{Deserialize, Serialize};

/// Most instalments one set of terms may have.
pub const MAX_INSTALMENTS: usize = 60;
/// Most days (calendar or working) a rule may add.
pub const MAX_DAYS: u16 = 3650;
/// Most months a rule may add.
pub const MAX_MONTHS: u16 = 120;

/// What a term counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BaseEvent {
    /// 下单: the order is confirmed.
    Order,
    /// 交货: the goods leave or arrive, as the contract says.
    Delivery,
    /// 签收: the customer signs for the goods.
    Signoff,
    /// 对账: the statement is agreed.
    Statement,
    /// 开票: the invoice's date.
    Invoice,
    /// 收票: the customer has the invoice (for 数电票 its date).
    InvoiceReceived,
    /// 验收: the customer accepts the goods.
    Acceptance,
}

impl BaseEvent {
    /// All, in the order of the trade.
    pub const ALL: [Self; 7] = [
        Self::Order,
        Self::Delivery,
        Self::Signoff,
        Self::Statement,
        Self::Invoice,
        Self::InvoiceReceived,
        Self::Acceptance,
    ];

    /// Stable code, as in JSON and in the text form.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::Delivery => "delivery",
            Self::Signoff => "signoff",
            Self::Statement => "statement",
            Self::Invoice => "invoice",
            Self::InvoiceReceived => "invoice_received",
            Self::Acceptance => "acceptance",
        }
    }

    /// From its code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|event| event.code() == code)
    }
}

/// How one due date follows from its base date. "Month" is the statement month: the base date's
/// own, or the next when the base date is after the cut-off day ([`statement_month`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum DueRule {
    /// On the event itself.
    OnEvent,
    /// Calendar days after the event.
    NetDays(u16),
    /// Working days after the event; the event's day does not count.
    WorkingDays(u16),
    /// Months after the event, the same day or the month's last (warranty: 12, 24).
    NetMonths(u16),
    /// Days after the end of the month: reading (a) of 月结30天.
    EndOfMonthPlusDays(u16),
    /// End of the n-th month after the month; 0 is the month's own end, 1 is next month-end.
    EndOfMonthPlusMonths(u16),
    /// A fixed pay day in the n-th month after the month, the month's last when it is shorter; when
    /// that is before the event, the next such day.
    FixedDayOfMonth {
        /// 0 is the month itself, 1 the next.
        months_ahead: u16,
        /// Day of month, 1 to 31.
        day: u8,
    },
}

/// How much of the whole an instalment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Share {
    /// This share (10⁻⁹: 30 % = `300_000_000`), above zero.
    Part(i64),
    /// What the others leave; only the last instalment may say so.
    Rest,
}

/// One payment of the schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instalment {
    /// How much.
    pub share: Share,
    /// When.
    pub rule: DueRule,
    /// Its own trigger, when it is not the terms' base (预付, 发货前, 质保金).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<BaseEvent>,
    /// 质保金: kept back by agreement, left out of ordinary overdue figures.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retention: bool,
}

impl Instalment {
    /// An instalment triggered by the terms' base event.
    #[must_use]
    pub fn new(share: Share, rule: DueRule) -> Self {
        Self {
            share,
            rule,
            event: None,
            retention: false,
        }
    }

    /// The same with its own trigger.
    #[must_use]
    pub fn on(self, event: BaseEvent) -> Self {
        Self {
            event: Some(event),
            ..self
        }
    }

    /// The same as retention money.
    #[must_use]
    pub fn as_retention(self) -> Self {
        Self {
            retention: true,
            ..self
        }
    }
}

/// What happens to a due date on a day off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Roll {
    /// Nothing; safest for overdue.
    #[default]
    None,
    /// To the next working day (顺延).
    NextWorkday,
    /// To the working day before (提前).
    PreviousWorkday,
}

/// Payment terms.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// What instalments without their own trigger count from.
    pub base: BaseEvent,
    /// Last day of the statement month, 1 to 31; a later day belongs to the next month's statement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut_off_day: Option<u8>,
    /// In order of payment; the last takes the remainder.
    pub instalments: Vec<Instalment>,
    /// What happens on a day off.
    #[serde(default)]
    pub roll: Roll,
}

/// Why terms are refused or give no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TermsError {
    /// None, or more than [`MAX_INSTALMENTS`].
    #[error("wrong number of instalments: {0}")]
    InstalmentCount(usize),
    /// A share at or below zero or above the whole.
    #[error("share of instalment {0} out of range")]
    Share(usize),
    /// Shares do not make the whole: they sum to this (10⁻⁹), or leave nothing for the rest.
    #[error("shares sum to {0} of 1000000000")]
    ShareSum(i64),
    /// An instalment other than the last takes the rest.
    #[error("instalment {0} takes the rest but is not the last")]
    RestNotLast(usize),
    /// More days or months than allowed.
    #[error("period of instalment {0} out of range")]
    Period(usize),
    /// A day of month outside 1 to 31.
    #[error("day of month {0} out of range")]
    DayOfMonth(u8),
    /// An instalment's event has no date, where one is needed.
    #[error("no date for {0:?}")]
    NoDate(BaseEvent),
    /// No such date, no working day within a year, or an amount that does not fit.
    #[error("date or amount out of range")]
    OutOfRange,
}

impl TermsError {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::InstalmentCount(_) => "terms.instalment_count",
            Self::Share(_) => "terms.share_range",
            Self::ShareSum(_) => "terms.share_sum",
            Self::RestNotLast(_) => "terms.rest_not_last",
            Self::Period(_) => "terms.period_range",
            Self::DayOfMonth(_) => "terms.day_of_month",
            Self::NoDate(_) => "terms.no_date",
            Self::OutOfRange => "terms.out_of_range",
        }
    }
}

impl Terms {
    /// One payment of the whole, without cut-off and roll.
    #[must_use]
    pub fn single(base: BaseEvent, rule: DueRule) -> Self {
        Self {
            base,
            cut_off_day: None,
            instalments: vec![Instalment::new(Share::Rest, rule)],
            roll: Roll::None,
        }
    }

    /// 货到付款, 票到付款: on the event.
    #[must_use]
    pub fn on_event(base: BaseEvent) -> Self {
        Self::single(base, DueRule::OnEvent)
    }

    /// Reading (a) of 月结30天: `days` after the end of the base month.
    #[must_use]
    pub fn month_end_plus_days(base: BaseEvent, days: u16) -> Self {
        Self::single(base, DueRule::EndOfMonthPlusDays(days))
    }

    /// Reading (b) of 月结30天: the end of the month after the base month.
    #[must_use]
    pub fn next_month_end(base: BaseEvent) -> Self {
        Self::single(base, DueRule::EndOfMonthPlusMonths(1))
    }

    /// Reading (c) of 月结30天, and 货到/票到N天: `days` after the base date.
    #[must_use]
    pub fn net_days(base: BaseEvent, days: u16) -> Self {
        Self::single(base, DueRule::NetDays(days))
    }

    /// Reading (d) of 月结30天: a fixed pay day of the month after the base month.
    #[must_use]
    pub fn next_month_day(base: BaseEvent, day: u8) -> Self {
        Self::single(
            base,
            DueRule::FixedDayOfMonth {
                months_ahead: 1,
                day,
            },
        )
    }

    /// The four readings of 月结`days`天, (a) to (d), to choose from (china.md §8).
    #[must_use]
    pub fn monthly_readings(base: BaseEvent, days: u16, pay_day: u8) -> [Self; 4] {
        let months = days.div_ceil(30).max(1);
        [
            Self::month_end_plus_days(base, days),
            Self::single(base, DueRule::EndOfMonthPlusMonths(months)),
            Self::net_days(base, days),
            Self::single(
                base,
                DueRule::FixedDayOfMonth {
                    months_ahead: months,
                    day: pay_day,
                },
            ),
        ]
    }

    /// The same with a cut-off day.
    #[must_use]
    pub fn with_cut_off(self, day: u8) -> Self {
        Self {
            cut_off_day: Some(day),
            ..self
        }
    }

    /// The same with a roll.
    #[must_use]
    pub fn with_roll(self, roll: Roll) -> Self {
        Self { roll, ..self }
    }

    /// The event that triggers an instalment of these terms.
    #[must_use]
    pub fn event_of(&self, instalment: &Instalment) -> BaseEvent {
        instalment.event.unwrap_or(self.base)
    }

    /// Checks counts, shares, periods and days.
    ///
    /// # Errors
    /// `terms.instalment_count`, `terms.share_range`, `terms.share_sum`, `terms.rest_not_last`,
    /// `terms.period_range`, `terms.day_of_month`.
    pub fn validate(&self) -> Result<(), TermsError> {
        let count = self.instalments.len();
        if count == 0 || count > MAX_INSTALMENTS {
            return Err(TermsError::InstalmentCount(count));
        }
        if let Some(day) = self.cut_off_day {
            rule::check_day(day)?;
        }
        for (at, instalment) in self.instalments.iter().enumerate() {
            instalment.rule.check(at)?;
        }
        self.shares().map(|_| ())
    }

    /// The share of each instalment (10⁻⁹), summing to [`RATE_ONE`].
    ///
    /// # Errors
    /// `terms.share_range`, `terms.share_sum`, `terms.rest_not_last`.
    pub fn shares(&self) -> Result<Vec<i64>, TermsError> {
        let last = self.instalments.len().saturating_sub(1);
        let mut left = RATE_ONE;
        let mut shares = Vec::with_capacity(self.instalments.len());
        for (at, instalment) in self.instalments.iter().enumerate() {
            let share = match instalment.share {
                Share::Part(share) if (1..=RATE_ONE).contains(&share) => share,
                Share::Part(_) => return Err(TermsError::Share(at)),
                Share::Rest if at != last => return Err(TermsError::RestNotLast(at)),
                Share::Rest if left <= 0 => {
                    return Err(TermsError::ShareSum(RATE_ONE.saturating_sub(left)));
                }
                Share::Rest => left,
            };
            left = left.saturating_sub(share);
            shares.push(share);
        }
        if left != 0 {
            return Err(TermsError::ShareSum(RATE_ONE.saturating_sub(left)));
        }
        Ok(shares)
    }
}
