//! The statutory payment period for small and medium-sized sellers.
//!
//! Source: 保障中小企业款项支付条例 (国务院令第802号, in force 2025-06-01), article 9; china.md §8. A public
//! buyer pays within 30 days of delivery, 60 at most by contract. A large enterprise pays within 60
//! days of delivery; a contract may say otherwise within the custom of the trade, so that warns.
//! With periodic settlement or acceptance the period starts there; an invoice does not start it.

use super::{BaseEvent, DueRule, Terms, TermsError};
use crate::calendar::HolidayCalendar;
use chrono::{Days, NaiveDate};

/// Days a large enterprise has.
const LARGE_DAYS: i64 = 60;
/// Days a public buyer has without and with a contract.
const PUBLIC_DAYS: i64 = 30;
const PUBLIC_MAX_DAYS: i64 = 60;

/// Who buys, for article 9.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BuyerKind {
    /// 机关、事业单位.
    PublicBody,
    /// 大型企业.
    LargeEnterprise,
    /// 中小企业 and all others: the regulation does not bind them.
    Other,
}

/// What to tell whoever enters the terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct StatutoryWarning {
    /// `terms.public_over_60_days`, `terms.public_over_30_days`, `terms.large_over_60_days` or
    /// `terms.counted_from_invoice`.
    pub code: &'static str,
    /// The longest the terms can take, in days from their event.
    pub days: i64,
    /// What the regulation allows, in days.
    pub limit: i64,
}

/// The warning due when we are a small or medium-sized seller (`seller_is_sme`) and sell to
/// `buyer`, or `None`. Days are the longest any base date gives, before roll; retention is left out
/// (article 13 has its own rules). Terms within the limit that count from the invoice or its receipt
/// are flagged too, because the invoice can come long after delivery.
///
/// # Errors
/// Those of [`Terms::validate`].
pub fn statutory_warning(
    terms: &Terms,
    seller_is_sme: bool,
    buyer: BuyerKind,
) -> Result<Option<StatutoryWarning>, TermsError> {
    terms.validate()?;
    if !seller_is_sme || buyer == BuyerKind::Other {
        return Ok(None);
    }
    let days = longest_days(terms)?;
    let found = match buyer {
        BuyerKind::PublicBody if days > PUBLIC_MAX_DAYS => {
            Some(("terms.public_over_60_days", PUBLIC_MAX_DAYS))
        }
        BuyerKind::PublicBody if days > PUBLIC_DAYS => {
            Some(("terms.public_over_30_days", PUBLIC_DAYS))
        }
        BuyerKind::LargeEnterprise if days > LARGE_DAYS => {
            Some(("terms.large_over_60_days", LARGE_DAYS))
        }
        BuyerKind::PublicBody | BuyerKind::LargeEnterprise | BuyerKind::Other => None,
    };
    let from_invoice = terms
        .instalments
        .iter()
        .filter(|instalment| !instalment.retention)
        .map(|instalment| terms.event_of(instalment))
        .any(|event| matches!(event, BaseEvent::Invoice | BaseEvent::InvoiceReceived));
    let limit = if buyer == BuyerKind::PublicBody {
        PUBLIC_DAYS
    } else {
        LARGE_DAYS
    };
    Ok(found
        .or_else(|| from_invoice.then_some(("terms.counted_from_invoice", limit)))
        .map(|(code, limit)| StatutoryWarning { code, days, limit }))
}

/// Most days from an event to its due date, over every base date of a leap year and the year after
/// (of one week for working days, which repeat weekly).
fn longest_days(terms: &Terms) -> Result<i64, TermsError> {
    let calendar = HolidayCalendar::weekends_only();
    let start = NaiveDate::from_ymd_opt(2028, 1, 1).ok_or(TermsError::OutOfRange)?;
    let mut longest = 0;
    for instalment in terms.instalments.iter().filter(|i| !i.retention) {
        let bases = match instalment.rule {
            DueRule::WorkingDays(_) => 7,
            _ => 731,
        };
        for offset in 0..bases {
            let due_days = start.checked_add_days(Days::new(offset)).and_then(|base| {
                let due = instalment
                    .rule
                    .raw_due_on(base, terms.cut_off_day, &calendar)?;
                Some(due.signed_duration_since(base).num_days())
            });
            longest = longest.max(due_days.ok_or(TermsError::OutOfRange)?);
        }
    }
    Ok(longest)
}
